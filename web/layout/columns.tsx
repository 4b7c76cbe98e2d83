import type { Column, Content, TagColour } from '#web/kit/index.ts'
import { formatDayShort, formatMoment, formatMoney, Tag } from '#web/kit/index.ts'

// The columns that tables have over and over.

/** The column that names the row, with a link to it. */
export function nameColumn<Row>(
  header: string,
  name: (row: Row) => Content,
  href?: (row: Row) => string | undefined,
): Column<Row> {
  return {
    header,
    primary: true,
    cell: (row) => {
      const to = href?.(row)
      return to === undefined ? name(row) : <a href={to}>{name(row)}</a>
    },
  }
}

/** A column with a day; without one it is empty, or says what `none` says. */
export function dayColumn<Row>(
  header: string,
  day: (row: Row) => Temporal.PlainDate | undefined,
  none: (row: Row) => Content = () => '',
): Column<Row> {
  return {
    header,
    nowrap: true,
    cell: (row) => {
      const found = day(row)
      return found === undefined ? none(row) : formatDayShort(found)
    },
  }
}

/** A column with a moment: day and time. */
export function momentColumn<Row>(
  header: string,
  moment: (row: Row) => Temporal.Instant,
): Column<Row> {
  return { header, cell: (row) => formatMoment(moment(row)) }
}

/** A column with an amount of money, in cents. */
export function moneyColumn<Row>(header: string, cents: (row: Row) => number): Column<Row> {
  return { header, align: 'end', nowrap: true, cell: (row) => formatMoney(cents(row)) }
}

/** A column with a tag that says where the row stands; nothing where there is nothing to say. */
export function statusColumn<Row>(
  header: string,
  status: (row: Row) => { readonly colour: TagColour; readonly label: string } | undefined,
): Column<Row> {
  return {
    header,
    cell: (row) => {
      const found = status(row)
      return found === undefined ? '' : <Tag colour={found.colour}>{found.label}</Tag>
    },
  }
}

/** A column with a button or a link for each row; its header is for screen readers only. */
export function buttonColumn<Row>(header: string, cell: (row: Row) => Content): Column<Row> {
  return { header, headerHidden: true, cell }
}
