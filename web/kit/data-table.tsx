// biome-ignore-all lint/a11y/noRedundantRoles: a table laid out as blocks loses the roles of its elements
import type { Content } from './content.ts'
import { unbroken } from './unbroken.tsx'

export type Column<Row> = {
  readonly header: string
  readonly cell: (row: Row) => Content
  /** Numbers stand at the end. */
  readonly align?: 'start' | 'end' | undefined
  /** What a click on the header asks for, and how the rows are sorted now, when by this column. */
  readonly sort?:
    | { readonly href: string; readonly direction?: 'ascending' | 'descending' | undefined }
    | undefined
  /** Names the row: its header, and on a phone the title of its block. Exactly one column. */
  readonly primary?: boolean | undefined
  /** On a phone the header stands before the cell, unless the cell speaks for itself. */
  readonly selfExplaining?: boolean | undefined
  /** The header is for screen readers only, such as that of a column with buttons. */
  readonly headerHidden?: boolean | undefined
  /** Keeps dates and numbers on one line. */
  readonly nowrap?: boolean | undefined
  /** What a machine said, which may be one long word: broken where there is no room. */
  readonly breaks?: boolean | undefined
}

export type DataTableProps<Row> = {
  /** What the rows are. */
  readonly caption: string
  readonly captionHidden?: boolean | undefined
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  /** Totals, one per column. */
  readonly footer?: readonly Content[] | undefined
  /** A block per row on a phone (the default), or a table that scrolls in its own frame. */
  readonly narrow?: 'blocks' | 'scroll' | undefined
}

/** How many columns fit beside each other on a tablet. */
const mostBeside = 5

/** A table. On a phone every row becomes a block; the roles are written out, so that it stays a table there. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const scroll = props.narrow === 'scroll'
  const isWide = props.columns.length > mostBeside
  const table = (
    <table
      role="table"
      class={scroll ? 'table' : `table table-blocks${isWide ? ' table-wide' : ''}`}
    >
      <caption class={props.captionHidden ? 'visually-hidden' : undefined}>{props.caption}</caption>
      <thead role="rowgroup">
        <tr role="row" data-label={props.columns.some((c) => c.sort) ? 'Sorteer op' : undefined}>
          {props.columns.map((column) => (
            <Header column={column} />
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {props.rows.map((row) => (
          <tr role="row">{props.columns.map((column) => cellOf(column, column.cell(row)))}</tr>
        ))}
      </tbody>
      {props.footer && (
        <tfoot role="rowgroup">
          <tr role="row">
            {props.columns.map((column, index) => cellOf(column, props.footer?.[index]))}
          </tr>
        </tfoot>
      )}
    </table>
  )
  if (!scroll) return table
  return (
    <section class="table-frame" aria-label={props.caption} tabindex={0}>
      {table}
    </section>
  )
}

function Header<Row>({ column }: { readonly column: Column<Row> }) {
  const direction = column.sort?.direction
  return (
    <th role="columnheader" scope="col" class={cellClass(column)} aria-sort={direction}>
      {column.sort ? (
        <a class="sort-link" href={column.sort.href}>
          {column.header}
          {direction && (
            <>
              <span aria-hidden="true">{direction === 'ascending' ? ' ▲' : ' ▼'}</span>
              <span class="visually-hidden">
                {`, ${direction === 'ascending' ? 'oplopend gesorteerd' : 'aflopend gesorteerd'}`}
              </span>
            </>
          )}
        </a>
      ) : (
        <span class={column.headerHidden ? 'visually-hidden' : undefined}>{column.header}</span>
      )}
    </th>
  )
}

// Called as it is, not as a component: a table has hundreds of cells.
function cellOf<Row>(column: Column<Row>, content: Content) {
  const children = unbroken(content)
  const className = cellClass(column)
  if (column.primary) {
    return (
      <th role="rowheader" scope="row" class={className}>
        {children}
      </th>
    )
  }
  const labelled = !column.selfExplaining && !column.headerHidden
  return (
    <td role="cell" class={className} data-label={labelled ? column.header : undefined}>
      {children}
    </td>
  )
}

function cellClass<Row>(column: Column<Row>): string | undefined {
  const classes = [
    column.align === 'end' && 'cell-end',
    column.nowrap && 'cell-nowrap',
    column.breaks && 'cell-breaks',
    column.primary && 'cell-primary',
  ].filter(Boolean)
  return classes.length > 0 ? classes.join(' ') : undefined
}
