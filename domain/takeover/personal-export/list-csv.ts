import type { Table } from '#db/personal.ts'
import type { JsonRow } from '#db/rows-of-person.ts'
import { csvLine } from '#domain/platform/table/csv.ts'
import { columnWords, hundredths } from '#domain/takeover/personal-export/column-words.ts'
import { hundredthsOf, typedAmount } from '#engine'

/** What a column of a table is called. */
export function columnWord(table: Table, column: string): string {
  const word = columnWords[`${table}.${column}`] ?? columnWords[column]
  if (word === undefined) throw new Error(`there is no word for ${table}.${column}`)
  return word
}

/** The columns of some rows: what people read first, then what is made of parts, and ids last. */
export function columnsOf(rows: readonly JsonRow[]): readonly string[] {
  const all = Object.keys(rows[0] ?? {})
  const place = (column: string) => {
    if (/(?:^id|_id|^version|_hash|^seq|^salt|^leaf_hash)$/.test(column)) return 2
    return rows.some((row) => typeof row[column] === 'object' && row[column] !== null) ? 1 : 0
  }
  return all.toSorted((one, other) => place(one) - place(other))
}

/** A value as people read it in a list or on a page. */
export function valueInWords(column: string, value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'boolean') return value ? 'ja' : 'nee'
  if (typeof value === 'number') {
    return hundredths.has(column) ? typedAmount(hundredthsOf(value)) : String(value)
  }
  if (typeof value === 'string') return value
  return JSON.stringify(value)
}

/** Rows as a list that a spreadsheet opens, and in which it takes nothing for a formula. */
export function listCsv(table: Table, rows: readonly JsonRow[]): string {
  const columns = columnsOf(rows)
  const lines = rows.map((row) => csvLine(columns.map((one) => valueInWords(one, row[one]))))
  // A spreadsheet knows by the first mark that it is UTF-8.
  return `\uFEFF${csvLine(columns.map((one) => columnWord(table, one)))}${lines.join('')}`
}
