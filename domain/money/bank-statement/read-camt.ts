import { Buffer } from 'node:buffer'
import type { Readable } from 'node:stream'
import { setImmediate as anotherTurn } from 'node:timers/promises'
import { SaxesParser } from 'saxes'
import { bankFileLimits, UnreadableBankFile } from '#domain/money/bank-statement/bank-statement.ts'

// CAMT.053 of ISO 20022, "BankToCustomerStatement", versions .001.02 and .001.08 and those between. Names are read
// without their prefix, so that it does not matter how a bank writes the namespace.

/** A balance on a day, in cents; less than nought where the account is overdrawn. */
interface Balance {
  readonly cents: number
  /** ISO text; empty where the bank does not say. */
  readonly on: string
}

/** What a statement says of itself. Days are ISO text, money is in cents. */
export interface CamtStatement {
  readonly name: string
  readonly sequence: string
  /** Without spaces, in capitals. */
  readonly account: string
  readonly first: string
  readonly last: string
  readonly opening: Balance | undefined
  readonly closing: Balance | undefined
}

/** One transaction: of an entry that is a batch each of those in it, where their amounts add up to it. */
export interface CamtTransaction {
  /** The day on which it was booked. */
  readonly day: string
  readonly cents: number
  /** Money came in. */
  readonly credit: boolean
  /** It takes back an earlier one, which went the other way. */
  readonly reversal: boolean
  /** What the bank knows it by; empty where it does not say. */
  readonly bankReference: string
  /** What whoever paid gave along to be known by. */
  readonly endToEnd: string
  readonly payerName: string
  readonly payerIban: string
  /** A structured reference, such as that of ISO 11649. */
  readonly reference: string
  readonly words: string
}

/** What is read of a file, in its order. */
export type CamtPart =
  | { readonly is: 'statement'; readonly statement: CamtStatement }
  | { readonly is: 'transaction'; readonly transaction: CamtTransaction }
  /** What is not booked yet, and is left out. */
  | { readonly is: 'pending' }
  | { readonly is: 'end' }

/**
 * Reads a CAMT.053 piece by piece: of the file never more is held than one entry. `count` hears of each piece how many
 * bytes it has. Throws UnreadableBankFile where it cannot be read on; what came before is not to be kept then.
 */
export async function* readCamt(
  source: Readable,
  currency: string,
  count: (bytes: number) => void = () => undefined,
): AsyncGenerator<CamtPart> {
  const reader = camtReader(currency)
  let decoder: TextDecoder | undefined
  let head = Buffer.alloc(0)
  const write = (bytes: Uint8Array) => {
    decoder ??= decoderFor(bytes)
    reader.write(decoder.decode(bytes, { stream: true }))
  }
  try {
    for await (const piece of piecesOf(source)) {
      count(piece.length)
      if (decoder !== undefined) write(piece)
      else {
        head = Buffer.concat([head, piece])
        if (head.length < leastHead) continue
        write(head)
      }
      yield* reader.taken()
      await anotherTurn()
    }
    if (decoder === undefined) write(head)
    reader.write(decoder?.decode() ?? '')
    reader.end()
    yield* reader.taken()
  } catch (error) {
    // What the parser throws of itself is about what is not well-formed.
    throw error instanceof UnreadableBankFile || isOutside(error)
      ? error
      : new UnreadableBankFile('broken')
  } finally {
    source.destroy()
  }
}

// A disk or a store that fails is no fault of the file.
function isOutside(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
}

const leastHead = 1024
const pieceBytes = 65_536

async function* piecesOf(source: Readable): AsyncGenerator<Buffer> {
  for await (const chunk of source) {
    const whole = Buffer.from(chunk as Uint8Array)
    for (let at = 0; at < whole.length; at += pieceBytes) yield whole.subarray(at, at + pieceBytes)
  }
}

// By the mark at its begin, or what its first line says. Throws where it is no XML at all.
function decoderFor(bytes: Uint8Array): TextDecoder {
  const head = Buffer.from(bytes.subarray(0, leastHead))
  if (head.length === 0) throw new UnreadableBankFile('empty')
  if (head[0] === 0xff && head[1] === 0xfe) return new TextDecoder('utf-16le')
  if (head[0] === 0xfe && head[1] === 0xff) return new TextDecoder('utf-16be')
  const text = head
    .toString('latin1')
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trimStart()
  if (text === '') throw new UnreadableBankFile('empty')
  if (!text.startsWith('<')) throw new UnreadableBankFile('no-xml')
  if (/^<(?:!doctype\s+html|html)\b/i.test(text)) throw new UnreadableBankFile('no-xml')
  const said = /^<\?xml[^>]*\bencoding\s*=\s*["']([\w.:-]+)["']/.exec(text)?.[1] ?? 'utf-8'
  try {
    return new TextDecoder(said)
  } catch {
    throw new UnreadableBankFile('broken')
  }
}

interface Reader {
  readonly write: (text: string) => void
  readonly end: () => void
  /** What was read since this was asked last. */
  readonly taken: () => readonly CamtPart[]
}

function camtReader(currency: string): Reader {
  const parser = new SaxesParser()
  const said = new Said(currency)
  let depth = 0
  // How much was read since something came to its end.
  let stretch = 0
  const ended = () => {
    stretch = 0
  }
  parser.on('error', () => {
    throw new UnreadableBankFile('broken', said.where())
  })
  // It has no definitions of its own, so that nothing in it stands for something else.
  parser.on('doctype', () => {
    throw new UnreadableBankFile('definitions')
  })
  parser.on('opentag', ({ name, attributes }) => {
    ended()
    depth += 1
    if (depth > bankFileLimits.depth) throw new UnreadableBankFile('broken')
    said.open(bare(name), attributes as Readonly<Record<string, string>>)
  })
  const text = (piece: string) => {
    ended()
    said.text(piece)
  }
  parser.on('text', text)
  parser.on('cdata', text)
  parser.on('comment', ended)
  parser.on('processinginstruction', ended)
  parser.on('closetag', () => {
    ended()
    depth -= 1
    said.close()
  })
  return {
    write: (piece) => {
      stretch += piece.length
      parser.write(piece)
      if (stretch > bankFileLimits.stretchCharacters) throw new UnreadableBankFile('too-large')
    },
    end: () => {
      parser.close()
      said.end()
    },
    taken: () => said.taken(),
  }
}

function bare(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

/** What an element says that has a meaning here: its text, by its path within what it is of. */
type Texts = Map<string, string>

interface Entry {
  readonly texts: Texts
  readonly details: Texts[]
}

// Follows where in the file the parser is, and makes parts of what it finds.
class Said {
  #parts: CamtPart[] = []
  #path: string[] = []
  #currency: string
  #isCamt = false
  #statements = 0
  #statement: Texts | undefined
  #balances: Texts[] = []
  #told = false
  #balance: Texts | undefined
  #entry: Entry | undefined
  #detail: Texts | undefined
  // Within which of these the parser is, by how deep they lie.
  #from = 0
  #reads = false
  #text = ''

  constructor(currency: string) {
    this.#currency = currency
  }

  taken(): readonly CamtPart[] {
    const parts = this.#parts
    this.#parts = []
    return parts
  }

  /** For whoever looks for what is wrong: the statement and the element. */
  where(): string {
    return [this.#statement?.get('Id') ?? '', this.#path.at(-1) ?? ''].filter(Boolean).join(' ')
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    this.#path.push(name)
    this.#text = ''
    const depth = this.#path.length
    if (depth === 2) {
      if (this.#path[0] !== 'Document') throw new UnreadableBankFile('other-message', this.#path[0])
      if (name !== 'BkToCstmrStmt') throw new UnreadableBankFile('other-message', name)
      this.#isCamt = true
    }
    if (name === 'Stmt' && depth === 3) {
      this.#statement = new Map()
      this.#balances = []
      this.#told = false
      this.#statements += 1
    } else if (name === 'Bal' && depth === 4) this.#balance = new Map()
    else if (name === 'Ntry' && depth === 4) {
      this.#tellStatement()
      this.#entry = { texts: new Map(), details: [] }
    } else if (name === 'TxDtls' && depth === 6 && this.#entry !== undefined) {
      this.#detail = new Map()
      this.#entry.details.push(this.#detail)
      if (this.#entry.details.length > bankFileLimits.details) {
        throw new UnreadableBankFile('too-large')
      }
    }
    this.#from = this.#detail ? 6 : this.#entry || this.#balance ? 4 : 3
    this.#reads = depth > this.#from
    const { Ccy } = attributes
    if (Ccy !== undefined) this.#keep(`${this.#here()}@`, Ccy.trim().toUpperCase())
  }

  text(piece: string): void {
    if (!this.#reads) return
    const room = bankFileLimits.textCharacters - this.#text.length
    if (room > 0) this.#text += piece.slice(0, room)
  }

  close(): void {
    const text = this.#text.trim()
    if (this.#reads && text !== '') this.#keep(this.#here(), text)
    this.#text = ''
    this.#reads = false
    const depth = this.#path.length
    const name = this.#path.pop()
    if (depth === 6 && name === 'TxDtls') this.#detail = undefined
    if (depth === 4 && name === 'Bal' && this.#balance !== undefined) {
      this.#balances.push(this.#balance)
      this.#balance = undefined
    }
    if (depth === 4 && name === 'Ntry' && this.#entry !== undefined) {
      this.#parts.push(...partsOf(this.#entry, this.#currency))
      this.#entry = undefined
    }
    if (depth === 3 && name === 'Stmt') {
      this.#tellStatement()
      this.#parts.push({ is: 'end' })
      this.#statement = undefined
    }
    this.#from = this.#detail ? 6 : this.#entry || this.#balance ? 4 : 3
  }

  end(): void {
    if (!this.#isCamt) throw new UnreadableBankFile('other-message')
    if (this.#statements === 0) throw new UnreadableBankFile('no-statement')
  }

  #here(): string {
    return this.#path.slice(this.#from).join('/')
  }

  // What comes more than once, as free words do, stands behind each other.
  #keep(path: string, text: string): void {
    const into = this.#detail ?? this.#entry?.texts ?? this.#balance ?? this.#statement
    if (into === undefined) return
    const before = into.get(path)
    const both = before === undefined ? text : joined.has(path) ? `${before} ${text}` : before
    into.set(path, both.slice(0, bankFileLimits.textCharacters))
  }

  // All that a statement says of itself stands before its first entry.
  #tellStatement(): void {
    if (this.#told || this.#statement === undefined) return
    this.#told = true
    this.#parts.push({
      is: 'statement',
      statement: statementOf(this.#statement, this.#balances, this.#currency),
    })
  }
}

// What may come in more pieces than one.
const joined: ReadonlySet<string> = new Set([
  'RmtInf/Ustrd',
  'RmtInf/Strd/AddtlRmtInf',
  'RmtInf/Strd/CdtrRefInf/Ref',
  'RmtInf/Strd/RfrdDocInf/Nb',
])

function statementOf(texts: Texts, balances: readonly Texts[], currency: string): CamtStatement {
  const name = texts.get('Id') ?? ''
  const own = texts.get('Acct/Ccy')?.toUpperCase()
  if (own !== undefined && own !== currency) throw new UnreadableBankFile('other-currency', own)
  const balance = (kind: string): Balance | undefined => {
    const found = balances.findLast((one) => one.get('Tp/CdOrPrtry/Cd') === kind)
    if (found === undefined) return undefined
    const cents = centsIn(found, 'Amt', currency, name)
    const on = dayIn(found, 'Dt') ?? ''
    return { cents: found.get('CdtDbtInd') === 'DBIT' ? -cents : cents, on }
  }
  const opening = balance('OPBD') ?? dayLater(balance('PRCD'))
  const closing = balance('CLBD')
  const last = dayIn(texts, 'FrToDt/ToDt') ?? closing?.on ?? ''
  const first = dayIn(texts, 'FrToDt/FrDt') ?? earliest(opening?.on ?? '', last)
  return {
    name: name.slice(0, 100),
    sequence: (texts.get('ElctrncSeqNb') ?? texts.get('LglSeqNb') ?? '').slice(0, 40),
    account: (texts.get('Acct/Id/IBAN') ?? texts.get('Acct/Id/Othr/Id') ?? '')
      .replace(/\s/g, '')
      .toUpperCase(),
    first: first || (dayIn(texts, 'CreDtTm', true) ?? ''),
    last: last || first || (dayIn(texts, 'CreDtTm', true) ?? ''),
    opening,
    closing,
  }
}

// The closing balance of the statement before is the opening one of the day after.
function dayLater(before: Balance | undefined): Balance | undefined {
  if (before === undefined || before.on === '') return before
  return { ...before, on: Temporal.PlainDate.from(before.on).add({ days: 1 }).toString() }
}

function earliest(one: string, other: string): string {
  return one === '' || (other !== '' && other < one) ? other : one
}

function partsOf(entry: Entry, currency: string): readonly CamtPart[] {
  const { texts, details } = entry
  // .001.08 has the status a level deeper.
  const status = texts.get('Sts/Cd') ?? texts.get('Sts') ?? 'BOOK'
  if (status !== 'BOOK') return [{ is: 'pending' }]
  const where = texts.get('AcctSvcrRef') ?? texts.get('NtryRef') ?? ''
  const whole = centsIn(texts, 'Amt', currency, where)
  const day = dayIn(texts, 'BookgDt') ?? dayIn(texts, 'ValDt')
  if (day === undefined) throw new UnreadableBankFile('no-amount', where)
  const of = { day, texts }
  if (details.length <= 1) return [transactionOf(of, details[0] ?? new Map(), whole)]
  const amounts = details.map((one) => amountOf(one, currency))
  const sum = amounts.reduce<number>((all, cents) => all + (cents ?? Number.NaN), 0)
  if (sum === whole) {
    return details.map((one, at) => transactionOf(of, one, amounts[at] ?? 0))
  }
  // What is in it does not add up: it stays one, with the words of all.
  const together: Texts = new Map()
  for (const one of details) {
    for (const [path, text] of one) {
      const before = together.get(path)
      together.set(path, before === undefined ? text : `${before} ${text}`)
    }
  }
  for (const path of ['Refs/EndToEndId', 'RltdPties/DbtrAcct/Id/IBAN']) together.delete(path)
  return [transactionOf(of, together, whole)]
}

interface OfEntry {
  readonly day: string
  readonly texts: Texts
}

function transactionOf({ day, texts }: OfEntry, detail: Texts, cents: number): CamtPart {
  const first = (...paths: readonly string[]) =>
    paths.map((path) => detail.get(path)).find((text) => text !== undefined) ?? ''
  const reversal = /^(?:true|1)$/.test(texts.get('RvslInd') ?? '')
  const credit = (detail.get('CdtDbtInd') ?? texts.get('CdtDbtInd')) !== 'DBIT'
  const returned = detail.has('RtrInf/Rsn/Cd') || detail.has('RtrInf/OrgnlBkTxCd/Prtry/Cd')
  const endToEnd = first('Refs/EndToEndId')
  const refs = [texts.get('AcctSvcrRef'), detail.get('Refs/AcctSvcrRef'), detail.get('Refs/TxId')]
  const bankReference = [...new Set(refs.filter((one) => one !== undefined))].join(' ')
  const reference = first('RmtInf/Strd/CdtrRefInf/Ref', 'RmtInf/Strd/CdtrRefInf/CdtrRef')
  const words = [
    first('RmtInf/Ustrd'),
    first('RmtInf/Strd/AddtlRmtInf'),
    first('RmtInf/Strd/RfrdDocInf/Nb'),
    first('AddtlTxInf'),
    detail.size === 0 ? (texts.get('AddtlNtryInf') ?? '') : '',
  ]
  return {
    is: 'transaction',
    transaction: {
      ...{ day, cents, credit },
      reversal: reversal || returned,
      bankReference: (bankReference || bankNumber(texts.get('NtryRef') ?? '')).slice(0, 200),
      endToEnd: /^NOTPROVIDED$/i.test(endToEnd) ? '' : endToEnd.slice(0, 100),
      payerName: first(
        ...['RltdPties/Dbtr/Nm', 'RltdPties/Dbtr/Pty/Nm'],
        ...['RltdPties/UltmtDbtr/Nm', 'RltdPties/UltmtDbtr/Pty/Nm'],
      ).slice(0, 200),
      payerIban: ibanOf(first('RltdPties/DbtrAcct/Id/IBAN')),
      reference: reference.slice(0, 200),
      words: words
        .filter((one) => one !== '')
        .join(' ')
        .slice(0, 1000),
    },
  }
}

// A bank that counts the entries of a statement knows none by that.
function bankNumber(reference: string): string {
  return reference.length >= 8 ? reference : ''
}

function ibanOf(text: string): string {
  const iban = text.replace(/\s/g, '').toUpperCase()
  return /^[A-Z]{2}[0-9]{2}[A-Z0-9]{1,30}$/.test(iban) ? iban : ''
}

// .001.08 says the amount of a part itself, .001.02 among its details.
function amountOf(detail: Texts, currency: string): number | undefined {
  const path = detail.has('Amt') ? 'Amt' : 'AmtDtls/TxAmt/Amt'
  if (!detail.has(path) || (detail.get(`${path}@`) ?? currency) !== currency) return undefined
  return readCents(detail.get(path) ?? '')
}

function centsIn(texts: Texts, path: string, currency: string, where: string): number {
  const said = texts.get(`${path}@`) ?? currency
  if (said !== currency) throw new UnreadableBankFile('other-currency', `${said} ${where}`.trim())
  const cents = readCents(texts.get(path) ?? '')
  if (cents === undefined) throw new UnreadableBankFile('no-amount', where)
  return cents
}

// "1234.5" and "1234.50000", with a point and without a sign (ISO 20022, ActiveOrHistoricCurrencyAndAmount).
function readCents(text: string): number | undefined {
  const found = /^\+?(\d{1,13})(?:\.(\d{0,2})0{0,3})?$/.exec(text)
  if (found === null) return undefined
  const [, whole = '', rest = ''] = found
  return Number(whole) * 100 + Number(rest.padEnd(2, '0') || '0')
}

// A day, or a moment of which the day is taken as it is written.
function dayIn(texts: Texts, path: string, itself = false): string | undefined {
  const said = itself
    ? texts.get(path)
    : (texts.get(`${path}/Dt`) ??
      texts.get(`${path}/DtTm`) ??
      texts.get(`${path}Tm`) ??
      texts.get(path))
  if (said === undefined) return undefined
  const day = said.slice(0, 10)
  try {
    return Temporal.PlainDate.from(day).toString()
  } catch {
    throw new UnreadableBankFile('no-amount', said.slice(0, 40))
  }
}
