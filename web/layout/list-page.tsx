import type { Column, Content, SearchBoxProps } from '#web/kit/index.ts'
import { DataTable, EmptyState, Pagination, SearchBox } from '#web/kit/index.ts'
import type { TitledFacts } from '#web/layout/form-page.tsx'
import { TitleAndLead } from '#web/layout/form-page.tsx'
import { page } from '#web/page.tsx'
import type { Visit } from '#web/route.ts'

/** A table, and what stands in its place when there is nothing in it. */
export interface ListProps<Row> {
  /** What the rows are and how they are sorted, for who hears the page. */
  readonly caption: string
  readonly rows: readonly Row[]
  readonly columns: readonly Column<Row>[]
  readonly empty: { readonly title: string; readonly text?: Content }
  readonly pages?: { readonly page: number; readonly pages: number; readonly path: string }
  readonly narrow?: 'blocks' | 'scroll'
}

/** What is in a list, or that there is nothing, with the links to its other pages. */
export function List<Row>(props: ListProps<Row>) {
  const { caption, rows, columns, empty, pages, narrow } = props
  return (
    <>
      {rows.length === 0 ? (
        <EmptyState title={empty.title}>{empty.text}</EmptyState>
      ) : (
        <DataTable {...{ caption, rows, columns, narrow }} captionHidden />
      )}
      {pages && (
        <Pagination
          page={pages.page}
          pages={pages.pages}
          href={(number) => `${pages.path}${pages.path.includes('?') ? '&' : '?'}pagina=${number}`}
        />
      )}
    </>
  )
}

/** What a page with a list says of itself. */
export interface ListFacts<Row> extends TitledFacts {
  readonly list: ListProps<Row>
  readonly search?: Omit<SearchBoxProps, 'action'>
  /** Between the search and the list: a filter, or how much was found. */
  readonly above?: Content
  readonly after?: Content
}

/** A page with one list. */
export function listPage<Row>(visit: Visit, facts: ListFacts<Row>): Promise<Response> {
  return page(
    visit,
    facts,
    <>
      <TitleAndLead {...facts} />
      {facts.search && <SearchBox action={visit.url.pathname} {...facts.search} />}
      {facts.above}
      <List {...facts.list} />
      {facts.after}
    </>,
  )
}

/** The page of a list that is asked for; the first when it is none. */
export function pageAsked({ url }: Visit): number {
  const asked = Number.parseInt(url.searchParams.get('pagina') ?? '1', 10)
  return Number.isSafeInteger(asked) && asked > 0 ? asked : 1
}

/** How many pages there are of so many things. */
export function pagesOf(total: number, perPage: number): number {
  return Math.max(1, Math.ceil(total / perPage))
}
