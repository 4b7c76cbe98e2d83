import { createHash } from 'node:crypto'
import type { DeliveredFile, Writing } from '#domain/platform/table/csv.ts'
import { readWriting, rowsOf, UnreadableCsv } from '#domain/platform/table/csv.ts'
import type { UnreadableWorkbook } from '#domain/platform/table/xlsx.ts'
import { BrokenWorkbook, openWorkbook, xlsxLimits } from '#domain/platform/table/xlsx.ts'

/** A row of a table that somebody sent, and how far the file was read when it came, from 0 to 1. */
export interface TableRow {
  /** In the file, the first being 1. */
  readonly row: number
  readonly cells: readonly string[]
  readonly read: number
}

/** A file that is a table, of which the rows come one by one. */
export interface Table {
  readonly sha256: string
  readonly is: 'csv' | 'xlsx'
  /** How a CSV is written. */
  readonly writing: Writing | undefined
  /** Whether days that are a number count from 1904. */
  readonly from1904: boolean
  /** Its rows with something in them. Throws UnreadableTable where it cannot be read on. */
  readonly rows: () => AsyncGenerator<TableRow>
  readonly close: () => void
}

/** Why a file cannot be read as a table. */
export type WhyUnreadable =
  | UnreadableCsv['why']
  | UnreadableWorkbook
  | 'empty'
  /** A workbook of before 2007. */
  | 'old-workbook'
  /** A PDF, a picture, a page of the web. */
  | 'no-table'

export class UnreadableTable extends Error {
  readonly why: WhyUnreadable
  readonly row: number | undefined
  constructor(why: WhyUnreadable, row?: number) {
    super(row === undefined ? why : `row ${row}: ${why}`)
    this.why = why
    this.row = row
  }
}

/** How large a workbook may be, which is held while it is read; a CSV is not. */
const mostWorkbookBytes = 50_000_000

/**
 * Opens a file that somebody sent as a table, whatever its name says: a CSV with semicolons, commas or tabs, in
 * UTF-8, UTF-16 or Windows-1252, or a workbook of Excel, of which the first sheet is read. Throws
 * UnreadableTable where it is neither.
 */
export async function openTable(file: DeliveredFile): Promise<Table> {
  const head = await headOf(file)
  if (head.length === 0) throw new UnreadableTable('empty')
  if (head.subarray(0, 4).equals(zipped)) return openXlsx(file)
  if (head.subarray(0, 8).equals(oldOffice)) throw new UnreadableTable('old-workbook')
  if (!isText(head)) throw new UnreadableTable('no-table')
  const writing = await readWriting(file)
  const { sha256, lines } = writing
  return {
    ...{ sha256, is: 'csv', writing, from1904: false },
    rows: () => csvRows(file, writing, lines),
    close: () => undefined,
  }
}

const zipped = Buffer.from('PK\x03\x04', 'latin1')
const oldOffice = Buffer.from('d0cf11e0a1b11ae1', 'hex')

async function headOf(file: DeliveredFile): Promise<Buffer> {
  const stream = await file.open()
  try {
    let head = Buffer.alloc(0)
    for await (const chunk of stream) {
      head = Buffer.concat([head, Buffer.from(chunk)])
      if (head.length >= 4096) break
    }
    return head.subarray(0, 4096)
  } finally {
    stream.destroy()
  }
}

// No byte is 0 in a text that is not UTF-16, and no list begins as a page of the web or a paper does.
function isText(head: Buffer): boolean {
  const wide = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)
  if (wide) return true
  const begin = head.subarray(0, 200).toString('latin1').trimStart().toLowerCase()
  if (/^(?:%pdf|<!doctype|<html|<\?xml|\{\\rtf|\x89png|gif8|\xff\xd8)/.test(begin)) return false
  return !head.includes(0)
}

async function* csvRows(
  file: DeliveredFile,
  writing: Writing,
  lines: number,
): AsyncGenerator<TableRow> {
  // A cell can have line ends in it, which were counted as lines too.
  let more = 0
  try {
    for await (const { row, cells } of rowsOf(file, writing)) {
      for (const cell of cells) if (cell.includes('\n')) more += cell.split('\n').length - 1
      const kept = cells.slice(0, xlsxLimits.columns)
      yield { row, cells: kept, read: Math.min(1, (row + more) / lines) }
    }
  } catch (error) {
    throw error instanceof UnreadableCsv ? new UnreadableTable(error.why, error.row) : error
  }
}

async function openXlsx(file: DeliveredFile): Promise<Table> {
  const contents = await wholeOf(file)
  const sha256 = createHash('sha256').update(contents).digest('hex')
  const { sheet, close } = await openWorkbook(contents).catch(asUnreadable)
  return {
    ...{ sha256, is: 'xlsx', writing: undefined, from1904: sheet.from1904, close },
    rows: async function* rows() {
      try {
        yield* sheet.rows()
      } catch (error) {
        asUnreadable(error)
      }
    },
  }
}

function asUnreadable(error: unknown): never {
  throw error instanceof BrokenWorkbook ? new UnreadableTable(error.why) : error
}

async function wholeOf(file: DeliveredFile): Promise<Buffer> {
  const parts: Buffer[] = []
  let bytes = 0
  const stream = await file.open()
  for await (const chunk of stream) {
    parts.push(Buffer.from(chunk))
    bytes += parts.at(-1)?.length ?? 0
    if (bytes > mostWorkbookBytes) {
      stream.destroy()
      throw new UnreadableTable('too-large')
    }
  }
  return Buffer.concat(parts)
}
