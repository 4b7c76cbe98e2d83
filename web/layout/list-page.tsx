import type { Column, Content, SearchBoxProps } from '#web/kit/index.ts'
import { DataTable, EmptyState, Pagination, SearchBox } from '#web/kit/index.ts'
import type { Columns } from '#web/layout/columns.tsx'
import { columnsOf } from '#web/layout/columns.tsx'
import type { TitledFacts } from '#web/layout/titled-page.tsx'
import { titledPage } from '#web/layout/titled-page.tsx'
import type { Visit } from '#web/route.ts'

/** A table, and what stands in its place when there is nothing in it. */
export interface ListProps<Row> {
  /** What the rows are and how they are sorted, for who hears the page. */
  readonly caption: string
  readonly rows: readonly Row[]
  readonly columns: (make: Columns<Row>) => readonly Column<Row>[]
  /** Without it an empty table is shown. */
  readonly empty?: { readonly title: string; readonly text?: Content }
  /** The page that is shown, of how many; without a list there are none. */
  readonly pages?: { readonly page: number; readonly of: number }
  readonly narrow?: 'blocks' | 'scroll'
}

/** What is in a list, or that there is nothing, with the links to its other pages. */
export function List<Row>(props: ListProps<Row> & { readonly visit: Visit }) {
  const { visit, caption, rows, columns, empty, pages, narrow } = props
  return (
    <>
      {rows.length === 0 && empty !== undefined ? (
        <EmptyState title={empty.title}>{empty.text}</EmptyState>
      ) : (
        <DataTable {...{ caption, rows, narrow }} columns={columnsOf(columns)} captionHidden />
      )}
      {pages && (
        <Pagination page={pages.page} pages={pages.of} href={(number) => pageHref(visit, number)} />
      )}
    </>
  )
}

/** What a page with a list says of itself. */
export interface ListFacts<Row> extends Omit<TitledFacts, 'above'> {
  /** Away as long as nothing was searched for. */
  readonly list?: ListProps<Row> | undefined
  readonly search?: Omit<SearchBoxProps, 'action'>
  /** Between the search and the list: a filter, or how much was found. */
  readonly above?: Content
  readonly after?: Content
}

/** A page with one list. */
export function listPage<Row>(visit: Visit, facts: ListFacts<Row>): Promise<Response> {
  const { search, above, list, after, ...titled } = facts
  return titledPage(
    visit,
    titled,
    <>
      {search && <SearchBox action={visit.url.pathname} {...search} />}
      {above}
      {list && <List visit={visit} {...list} />}
      {after}
    </>,
  )
}

/** The address of another page of a list; what else is asked of it stays. */
export function pageHref({ url }: Visit, number: number): string {
  const query = new URLSearchParams(url.searchParams)
  query.set('pagina', String(number))
  return `${url.pathname}?${query}`
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
