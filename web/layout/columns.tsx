import type { Column, Content, TagColour, Unit } from '#web/kit/index.ts'
import {
  formatDayShort,
  formatMoment,
  formatMoney,
  formatQuantity,
  Tag,
  unbroken,
} from '#web/kit/index.ts'

// The columns that lists have over and over.

/** What makes the columns of a list of such rows. */
export interface Columns<Row> {
  readonly name: typeof nameColumn<Row>
  readonly text: typeof textColumn<Row>
  readonly day: typeof dayColumn<Row>
  readonly moment: typeof momentColumn<Row>
  readonly money: typeof moneyColumn<Row>
  readonly quantity: typeof quantityColumn<Row>
  readonly status: typeof statusColumn<Row>
  readonly button: typeof buttonColumn<Row>
}

/** The columns that a list asks for. */
export function columnsOf<Row>(
  make: (columns: Columns<Row>) => readonly Column<Row>[],
): readonly Column<Row>[] {
  return make({
    name: nameColumn,
    text: textColumn,
    day: dayColumn,
    moment: momentColumn,
    money: moneyColumn,
    quantity: quantityColumn,
    status: statusColumn,
    button: buttonColumn,
  })
}

/** The column that names the row, with a link to it. */
function nameColumn<Row>(
  header: string,
  name: (row: Row) => Content,
  href?: (row: Row) => string | undefined,
): Column<Row> {
  return {
    header,
    primary: true,
    cell: (row) => {
      const to = href?.(row)
      return to === undefined ? name(row) : <a href={to}>{unbroken(name(row))}</a>
    },
  }
}

/** A column with whatever there is to say. */
function textColumn<Row>(
  header: string,
  cell: (row: Row) => Content,
  look: Pick<Column<Row>, 'align' | 'nowrap' | 'breaks' | 'selfExplaining'> = {},
): Column<Row> {
  return { header, cell, ...look }
}

/** A column with a day; without one it is empty, or says what `none` says. */
function dayColumn<Row>(
  header: string,
  day: (row: Row) => Temporal.PlainDate | string | undefined,
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
function momentColumn<Row>(
  header: string,
  moment: (row: Row) => Temporal.Instant | string,
): Column<Row> {
  return { header, nowrap: true, cell: (row) => formatMoment(moment(row)) }
}

/** A column with an amount of money, in cents. */
function moneyColumn<Row>(header: string, cents: (row: Row) => number): Column<Row> {
  return { header, align: 'end', nowrap: true, cell: (row) => formatMoney(cents(row)) }
}

/** A column with an amount in the unit of the register; a dash where there is none. */
function quantityColumn<Row>(
  header: string,
  amount: (row: Row) => number | undefined,
  unit: Unit,
): Column<Row> {
  return {
    header,
    align: 'end',
    nowrap: true,
    cell: (row) => {
      const found = amount(row)
      return found === undefined ? '–' : formatQuantity(found, unit)
    },
  }
}

/** A column with a tag that says where the row stands; nothing where there is nothing to say. */
function statusColumn<Row>(
  header: string,
  status: (row: Row) => { readonly colour: TagColour; readonly label: string } | undefined,
  look: Pick<Column<Row>, 'selfExplaining'> = {},
): Column<Row> {
  return {
    header,
    ...look,
    cell: (row) => {
      const found = status(row)
      return found === undefined ? '' : <Tag colour={found.colour}>{found.label}</Tag>
    },
  }
}

/** A column with a button or a link for each row; its header is for screen readers only. */
function buttonColumn<Row>(header: string, cell: (row: Row) => Content): Column<Row> {
  return { header, headerHidden: true, nowrap: true, cell }
}
