import { Readable } from 'node:stream'
import { mostListBytes, mostListRows } from '#domain/employers/list-check/list-check.ts'
import type { Columns } from '#domain/learning/attendance-list/read-row.ts'
import { readHeading } from '#domain/learning/attendance-list/read-row.ts'
import type { WhyUnreadable } from '#domain/platform/table/read-table.ts'
import { openTable, UnreadableTable } from '#domain/platform/table/read-table.ts'

/** A row of a list as it was given: a number, and a surname where there is one. */
export interface ListRow {
  /** In the list, the first being 1. */
  readonly line: number
  readonly cells: readonly string[]
}

/** A list of numbers: its rows, and in which of their cells the number and the surname stand. */
export type ReadList =
  | { readonly outcome: 'read'; readonly rows: readonly ListRow[]; readonly columns: Columns }
  | {
      readonly outcome: 'refused'
      readonly why: WhyUnreadable | 'too-many-rows' | 'no-number-column' | 'no-rows'
      /** The row at which it went wrong. */
      readonly row?: number
    }

/** How many rows may stand above the one with the names of the columns. */
const mostAbove = 10

const bare: Columns = { number: 0, surname: 1 }

/**
 * Reads a list in a file, CSV or XLSX, whatever its name says. Where no row names the columns, the number stands first
 * and the surname behind it. Of a list that is too long nothing is read on.
 */
export async function readListFile(contents: Buffer): Promise<ReadList> {
  if (contents.length > mostListBytes) return { outcome: 'refused', why: 'too-large' }
  try {
    const open = async () => Readable.from([contents])
    const table = await openTable({ name: 'lijst', open })
    try {
      return await readRows(table.rows())
    } finally {
      table.close()
    }
  } catch (error) {
    if (!(error instanceof UnreadableTable)) throw error
    const { why, row } = error
    return { outcome: 'refused', why, ...(row === undefined ? {} : { row }) }
  }
}

/** Reads a list that was pasted: one number on a line, with a surname behind it or not; or a table with its heading. */
export async function readPastedList(typed: string): Promise<ReadList> {
  const lines = typed.split(/\r\n|\r|\n/)
  const first = lines.find((line) => line.trim() !== '') ?? ''
  if (readHeading(first.split(/[;,\t]/)).number !== undefined) {
    return readListFile(Buffer.from(typed))
  }
  const rows = lines.flatMap((text, at) => {
    const line = text.trim().slice(0, 300)
    return line === '' ? [] : [{ line: at + 1, cells: cellsOf(line) }]
  })
  if (rows.length === 0) return { outcome: 'refused', why: 'no-rows' }
  if (rows.length > mostListRows) return { outcome: 'refused', why: 'too-many-rows' }
  return { outcome: 'read', rows, columns: bare }
}

// "KRSD 00.42.17, van den Berg", also with the name first.
function cellsOf(line: string): readonly string[] {
  const [, number, surname = ''] =
    /^((?:\p{L}{2,12}[\s._-]*)?\d[\d\s.]*)[\s,;\t]*(.*)$/u.exec(line) ?? []
  if (number !== undefined) return [number.trim(), surname.trim()]
  const [, name = '', behind] =
    /^(.*?)[,;\t]\s*((?:\p{L}{2,12}[\s._-]*)?\d[\d\s.]*)$/u.exec(line) ?? []
  return behind === undefined ? [line] : [behind.trim(), name.trim()]
}

async function readRows(
  table: AsyncIterable<{ readonly row: number; readonly cells: readonly string[] }>,
): Promise<ReadList> {
  const above: ListRow[] = []
  const rows: ListRow[] = []
  let columns: Columns | undefined
  for await (const { row: line, cells } of table) {
    if (columns === undefined) {
      const heading = readHeading(cells)
      if (heading.number !== undefined) {
        columns = heading
        continue
      }
      above.push({ line, cells })
      if (above.length < mostAbove) continue
      columns = bare
      rows.push(...above)
      continue
    }
    rows.push({ line, cells })
    if (rows.length > mostListRows) return { outcome: 'refused', why: 'too-many-rows' }
  }
  if (columns === undefined) {
    columns = bare
    rows.push(...above)
  }
  if (rows.length === 0) return { outcome: 'refused', why: 'no-rows' }
  // Where nothing says which column has the numbers, and the first has none, it is some other list.
  if (columns === bare && !rows.some(({ cells }) => /\d/.test(cells[0] ?? ''))) {
    return { outcome: 'refused', why: 'no-number-column' }
  }
  return { outcome: 'read', rows, columns }
}
