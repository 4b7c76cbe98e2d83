import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { parse } from 'csv-parse'

/** A file that was delivered; it can be read more than once. */
export interface DeliveredFile {
  readonly name: string
  readonly open: () => Promise<Readable>
}

/** How a file is written, and what it is known by. */
export interface Writing {
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'
  readonly separator: string
  readonly sha256: string
  /** How many lines it has, by what ends them: of a file whose cells have none, its rows. */
  readonly lines: number
}

/** One row: its cells as they were typed. The heading is row 1. */
export interface CsvRow {
  readonly row: number
  readonly cells: readonly string[]
}

/** Why a file cannot be read to its end. */
export class UnreadableCsv extends Error {
  readonly row: number
  readonly why: 'row-too-long' | 'quote-not-closed' | 'not-csv'
  constructor(row: number, why: UnreadableCsv['why']) {
    super(`row ${row}: ${why}`)
    this.row = row
    this.why = why
  }
}

/** How many characters one row may have: more is a quote that was never closed, or no list. */
export const longestRow = 1_000_000

/** Reads how a file is written. It goes through the whole file, of which it keeps nothing. */
export async function readWriting(file: DeliveredFile): Promise<Writing> {
  const hash = createHash('sha256')
  let utf8: TextDecoder | undefined = new TextDecoder('utf-8', { fatal: true })
  let head = Buffer.alloc(0)
  let lines = 1
  for await (const chunk of await file.open()) {
    const bytes = Buffer.from(chunk)
    hash.update(bytes)
    if (head.length < headBytes) head = Buffer.concat([head, bytes]).subarray(0, headBytes)
    utf8 = isUtf8(utf8, bytes) ? utf8 : undefined
    for (let at = bytes.indexOf(newline); at >= 0; at = bytes.indexOf(newline, at + 1)) lines += 1
  }
  utf8 = isUtf8(utf8) ? utf8 : undefined
  const encoding = encodingOf(head, utf8 !== undefined)
  const first = new TextDecoder(encoding).decode(head).split(/\r\n|\r|\n/, headLines)
  return { encoding, separator: separatorOf(first), sha256: hash.digest('hex'), lines }
}

const newline = 0x0a

function encodingOf(head: Uint8Array, isUtf8: boolean): Writing['encoding'] {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  return isUtf8 ? 'utf-8' : 'windows-1252'
}

const headBytes = 64 * 1024

function isUtf8(decoder: TextDecoder | undefined, bytes?: Uint8Array): boolean {
  if (decoder === undefined) return false
  try {
    decoder.decode(bytes, { stream: bytes !== undefined })
    return true
  } catch {
    return false
  }
}

// As the first line says it for Excel; or as it is in the heading, above which a title may stand.
function separatorOf(lines: readonly string[]): string {
  const [first = '', second, ...others] = lines
  const said = /^sep=([;,\t])\s*$/i.exec(first)?.[1]
  if (said !== undefined) return said
  const separator = separatorIn(first)
  if (second === undefined || second.includes(separator)) return separator
  const heading = [second, ...others].find((line) => /[;,\t]/.test(line))
  return heading === undefined ? separator : separatorIn(heading)
}

const headLines = 10

// What stands most often in a line outside quotes.
function separatorIn(heading: string): string {
  const bare = heading.replace(/"[^"]*"/g, '')
  const counts = [';', ',', '\t'].map((one) => ({ one, count: bare.split(one).length }))
  return counts.toSorted((a, b) => b.count - a.count)[0]?.one ?? ';'
}

/**
 * The rows of a file as they are read, with the heading first and empty ones left out. Never more than
 * one row is held; throws UnreadableCsv where the file cannot be read on.
 */
export async function* rowsOf(
  file: DeliveredFile,
  { encoding, separator }: Writing,
): AsyncGenerator<CsvRow> {
  const parser = parse({
    delimiter: separator,
    bom: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: false,
    max_record_size: longestRow,
  })
  const decoder = new TextDecoder(encoding)
  const source = await file.open()
  const texts = Readable.from(textsOf(source, decoder))
  source.on('error', (error) => parser.destroy(error))
  texts.on('error', (error) => parser.destroy(error))
  texts.pipe(parser)
  let row = 0
  try {
    for await (const record of parser) {
      row += 1
      const cells = (record as readonly string[]).map((cell) => cell.trim())
      if (cells.some((cell) => cell !== '')) yield { row, cells }
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (!code.startsWith('CSV_')) throw error
    // The parser runs ahead of what it gave: it knows itself how many rows it has read.
    const { records = row } = error as { readonly records?: number }
    throw new UnreadableCsv(records + 1, reasons[code] ?? 'not-csv')
  } finally {
    texts.destroy()
    source.destroy()
    parser.destroy()
  }
}

const reasons: Readonly<Record<string, UnreadableCsv['why']>> = {
  CSV_MAX_RECORD_SIZE: 'row-too-long',
  CSV_QUOTE_NOT_CLOSED: 'quote-not-closed',
}

async function* textsOf(source: Readable, decoder: TextDecoder): AsyncGenerator<string> {
  for await (const chunk of source) yield decoder.decode(Buffer.from(chunk), { stream: true })
  yield decoder.decode()
}

/** A row as it is written in a file, so that no spreadsheet takes what was typed for a formula. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(';')}\r\n`
}

function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text
  return /[";,\r\n]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** What was typed in a cell, without what a spreadsheet put before it to keep it from being a formula. */
export function typedCell(cell: string): string {
  return cell.replace(/^'(?=[=+\-@\t\r＝＋－＠])/, '')
}
