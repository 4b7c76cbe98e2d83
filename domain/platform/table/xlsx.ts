import type { Readable } from 'node:stream'
import { setImmediate as anotherTurn } from 'node:timers/promises'
import { promisify } from 'node:util'
import { SaxesParser } from 'saxes'
import type { Entry, ZipFile } from 'yauzl'
import yauzl from 'yauzl'

/** What a workbook may be at most: more is no list of people, or is meant to wear something out. */
export const xlsxLimits = {
  sheets: 50,
  entries: 5000,
  /** Of one sheet as it is written out. */
  sheetBytes: 150_000_000,
  /** Of the texts that the cells share, which are held. */
  textBytes: 50_000_000,
  columns: 100,
  cellCharacters: 10_000,
  /** Of all cells that are given together: many can share one text. */
  rowCharacters: 50_000_000,
  /** The last row that Excel knows. */
  rows: 1_048_576,
  /** Of one part: how deep its elements lie in each other, and how many there are. */
  depth: 50,
  elements: 10_000_000,
  /** How long a name, an attribute, a text or a remark in it is, of which the parser holds all. */
  stretchCharacters: 1_000_000,
} as const

/** Why a workbook cannot be read. */
export type UnreadableWorkbook =
  /** It is no workbook, or a broken one. */
  | 'no-workbook'
  | 'encrypted'
  | 'too-large'
  | 'too-many-sheets'
  /** There is no sheet to be seen. */
  | 'no-sheet'

export class BrokenWorkbook extends Error {
  readonly why: UnreadableWorkbook
  constructor(why: UnreadableWorkbook) {
    super(why)
    this.why = why
  }
}

/** A row of a sheet: its cells as text, and how far the sheet was read when it came, from 0 to 1. */
export interface SheetRow {
  readonly row: number
  readonly cells: readonly string[]
  readonly read: number
}

/** The first sheet that can be seen. */
export interface Sheet {
  readonly name: string
  /** Whether days in it are counted from 1904, as old programs do. */
  readonly from1904: boolean
  readonly rows: () => AsyncGenerator<SheetRow>
}

/**
 * Opens a workbook of Excel and gives its first sheet that can be seen. Of a formula what it came to is read,
 * never what it says. Throws BrokenWorkbook where it cannot be read, also while its rows are read. Whoever
 * opens it reads the rows of one sheet at a time and closes it.
 */
export async function openWorkbook(
  contents: Buffer,
): Promise<{ readonly sheet: Sheet; readonly close: () => void }> {
  const zip = await openZip(contents, {
    lazyEntries: true,
    autoClose: false,
    validateEntrySizes: true,
  }).catch(() => {
    throw new BrokenWorkbook('no-workbook')
  })
  try {
    const entries = await entriesOf(zip)
    const book = await readBook(zip, entries)
    const path = await pathOfSheet(zip, entries, book.relation)
    const entry = entries.get(path) ?? fail('no-workbook')
    if (entry.uncompressedSize > xlsxLimits.sheetBytes) fail('too-large')
    const texts = await sharedTexts(zip, entries)
    const { name, from1904 } = book
    const sheet = { name, from1904, rows: () => rowsOf(zip, entry, texts) }
    return { sheet, close: () => zip.close() }
  } catch (error) {
    zip.close()
    throw error
  }
}

const openZip = promisify<Buffer, yauzl.Options, ZipFile>(yauzl.fromBuffer)

function fail(why: UnreadableWorkbook): never {
  throw new BrokenWorkbook(why)
}

async function entriesOf(zip: ZipFile): Promise<ReadonlyMap<string, Entry>> {
  // A workbook has an entry for each sheet.
  if (zip.entryCount > xlsxLimits.entries) fail('too-many-sheets')
  const entries = new Map<string, Entry>()
  await new Promise<void>((resolve, reject) => {
    zip.on('entry', (entry: Entry) => {
      if (entry.isEncrypted()) reject(new BrokenWorkbook('encrypted'))
      entries.set(entry.fileName, entry)
      zip.readEntry()
    })
    zip.on('end', () => resolve())
    zip.on('error', () => reject(new BrokenWorkbook('no-workbook')))
    zip.readEntry()
  })
  return entries
}

interface Book {
  readonly name: string
  readonly relation: string
  readonly from1904: boolean
}

async function readBook(zip: ZipFile, entries: ReadonlyMap<string, Entry>): Promise<Book> {
  const entry = entries.get('xl/workbook.xml') ?? fail('no-workbook')
  if (entry.uncompressedSize > 10_000_000) fail('too-many-sheets')
  let sheets = 0
  let from1904 = false
  let first: Omit<Book, 'from1904'> | undefined
  for await (const _ of parsed(zip, entry, {
    open: (tag, attributes) => {
      if (tag === 'workbookPr') from1904 = /^(1|true)$/.test(attributes.date1904 ?? '')
      if (tag !== 'sheet') return
      sheets += 1
      if ((attributes.state ?? 'visible') !== 'visible' || first !== undefined) return
      first = { name: attributes.name ?? '', relation: attributes['r:id'] ?? '' }
    },
  })) {
    if (sheets > xlsxLimits.sheets) fail('too-many-sheets')
  }
  if (first === undefined) return fail('no-sheet')
  return { ...(first as Omit<Book, 'from1904'>), from1904 }
}

async function pathOfSheet(
  zip: ZipFile,
  entries: ReadonlyMap<string, Entry>,
  relation: string,
): Promise<string> {
  const entry = entries.get('xl/_rels/workbook.xml.rels') ?? fail('no-workbook')
  if (entry.uncompressedSize > 10_000_000) fail('too-many-sheets')
  let target = ''
  for await (const _ of parsed(zip, entry, {
    open: (tag, { Id, Target = '' }) => {
      if (tag === 'Relationship' && Id === relation) target = Target
    },
  })) {
    // Only what is named is looked for.
  }
  return target.startsWith('/') ? target.slice(1) : `xl/${target}`
}

// The texts that cells share, by their number. What stands beside a text to say how it sounds is left out.
async function sharedTexts(
  zip: ZipFile,
  entries: ReadonlyMap<string, Entry>,
): Promise<readonly string[]> {
  const entry = entries.get('xl/sharedStrings.xml')
  if (entry === undefined) return []
  if (entry.uncompressedSize > xlsxLimits.textBytes) fail('too-large')
  const texts: string[] = []
  let text = ''
  let inText = false
  let spoken = 0
  for await (const _ of parsed(zip, entry, {
    open: (tag) => {
      if (tag === 'si') text = ''
      if (tag === 'rPh') spoken += 1
      if (tag === 't') inText = spoken === 0
    },
    text: (piece) => {
      if (inText) text = withinCell(text, piece)
    },
    close: (tag) => {
      if (tag === 't') inText = false
      if (tag === 'rPh') spoken -= 1
      if (tag === 'si') texts.push(text)
    },
  })) {
    // The texts are gathered by what stands above.
  }
  return texts
}

async function* rowsOf(
  zip: ZipFile,
  entry: Entry,
  texts: readonly string[],
): AsyncGenerator<SheetRow> {
  let row = 0
  let inRow = false
  let column = 0
  let type = ''
  let value = ''
  let reads = false
  let characters = 0
  let cells: string[] = []
  let ready: Omit<SheetRow, 'read'>[] = []
  for await (const read of parsed(zip, entry, {
    open: (tag, attributes) => {
      if (tag === 'row') {
        row = inRow ? fail('no-workbook') : rowAfter(row, attributes.r)
        inRow = true
        column = 0
        cells = []
      }
      if (tag === 'c') {
        const next = columnIn(attributes.r) ?? column + 1
        // A cell in the place of another, or outside a row, would take what somebody typed away without a word.
        column = inRow && next > column ? next : fail('no-workbook')
        type = attributes.t ?? 'n'
        value = ''
      }
      reads = tag === 'v' || tag === 't'
    },
    text: (piece) => {
      if (reads) value = withinCell(value, piece)
    },
    close: (tag) => {
      reads = false
      if (tag === 'c' && column <= xlsxLimits.columns) {
        while (cells.length < column - 1) cells.push('')
        const text = textOf(type, value, texts).trim()
        cells[column - 1] = text
        characters += text.length
        if (characters > xlsxLimits.rowCharacters) fail('too-large')
      }
      if (tag !== 'row') return
      inRow = false
      if (cells.some((cell) => cell !== '')) ready.push({ row, cells })
    },
  })) {
    const now = ready
    ready = []
    for (const each of now) yield { ...each, read }
  }
}

// Rows come in their order, whatever number they say they have: each is one that Excel knows, and no two are the same.
function rowAfter(last: number, said: string | undefined): number {
  if (said !== undefined && !/^\d{1,7}$/.test(said)) return fail('no-workbook')
  const row = said === undefined ? last + 1 : Number(said)
  return row > last && row <= xlsxLimits.rows ? row : fail('no-workbook')
}

function withinCell(text: string, piece: string): string {
  const left = xlsxLimits.cellCharacters - text.length
  return left <= 0 ? text : text + piece.slice(0, left).toWellFormed()
}

// "AB12" is column 28.
function columnIn(reference: string | undefined): number | undefined {
  const letters = /^[A-Z]{1,3}/.exec(reference ?? '')?.[0]
  if (letters === undefined) return undefined
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)
}

function textOf(type: string, value: string, texts: readonly string[]): string {
  switch (type) {
    case 's':
      return texts[Number(value)] ?? ''
    case 'b':
      return value === '1' ? 'ja' : 'nee'
    case 'e':
      return value
    case 'n':
      return numberOf(value)
    default:
      return value
  }
}

// A number as it is read in Dutch: 4217 and 7,5, also where it was written as 4.217E3.
function numberOf(value: string): string {
  if (value.trim() === '') return ''
  const number = Number(value)
  if (!Number.isFinite(number)) return value
  const rounded = Math.round(number * 1e6) / 1e6
  return String(rounded).replace('.', ',')
}

interface Handlers {
  readonly open: (tag: string, attributes: Readonly<Record<string, string>>) => void
  readonly text?: (text: string) => void
  readonly close?: (tag: string) => void
}

// Reads a part piece by piece and says how far it is; what its size claims to be, it may not be more than. What lies
// too deep, is too many or has no end is refused before it fills the memory.
async function* parsed(zip: ZipFile, entry: Entry, handlers: Handlers): AsyncGenerator<number> {
  const parser = new SaxesParser()
  let broken = false
  let depth = 0
  let elements = 0
  // How much was read since something came to its end.
  let stretch = 0
  const ended = () => {
    stretch = 0
  }
  parser.on('error', () => {
    broken = true
  })
  // A list has no definitions of its own.
  parser.on('doctype', () => {
    broken = true
  })
  parser.on('opentag', ({ name, attributes }) => {
    ended()
    depth += 1
    elements += 1
    if (depth > xlsxLimits.depth) fail('no-workbook')
    if (elements > xlsxLimits.elements) fail('too-large')
    handlers.open(bare(name), attributes)
  })
  const text = (piece: string) => {
    ended()
    handlers.text?.(piece)
  }
  parser.on('text', text)
  parser.on('cdata', text)
  parser.on('comment', ended)
  parser.on('processinginstruction', ended)
  parser.on('closetag', ({ name }) => {
    ended()
    depth -= 1
    handlers.close?.(bare(name))
  })
  const stream = await contentsOf(zip, entry)
  const decoder = new TextDecoder('utf-8')
  let bytes = 0
  try {
    for await (const piece of piecesOf(stream)) {
      bytes += piece.length
      stretch += piece.length
      parser.write(decoder.decode(piece, { stream: true }))
      if (broken) fail('no-workbook')
      if (stretch > xlsxLimits.stretchCharacters) fail('too-large')
      yield Math.min(1, bytes / Math.max(1, entry.uncompressedSize))
    }
    parser.write(decoder.decode())
    parser.close()
  } catch (error) {
    throw error instanceof BrokenWorkbook ? error : new BrokenWorkbook('no-workbook')
  } finally {
    stream.destroy()
  }
  if (broken) fail('no-workbook')
  yield 1
}

const pieceBytes = 65_536

// What is not packed comes in one piece: between small ones others have their turn.
async function* piecesOf(stream: Readable): AsyncGenerator<Buffer> {
  for await (const chunk of stream) {
    const whole = chunk as Buffer
    for (let at = 0; at < whole.length; at += pieceBytes) {
      yield whole.subarray(at, at + pieceBytes)
      await anotherTurn()
    }
  }
}

// Some programs write x:row.
function bare(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

function contentsOf(zip: ZipFile, entry: Entry): Promise<Readable> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, opened) => {
      if (error === null) resolve(opened)
      else reject(new BrokenWorkbook('no-workbook'))
    })
  })
}
