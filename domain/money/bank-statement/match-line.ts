import type { Doubt, MatchReason } from '#domain/money/bank-statement/bank-statement.ts'
import {
  knownReference,
  lettersOf,
  meantBy,
  numberKey,
  numbersIn,
  patternOf,
  referencesIn,
  waysToRead,
} from '#domain/money/bank-statement/find-marks.ts'
import type { InvoiceStatus } from '#domain/money/invoice/invoice.ts'
import type { Share } from '#domain/money/payment/payment.ts'
import { canBePaid } from '#domain/money/payment/payment.ts'
import { bareWords } from '#language/typed.ts'

/** An invoice for which a line can be. Money is in cents. */
export interface LedgerInvoice {
  readonly id: string
  /** The registration or the organisation that owes it. */
  readonly owedBy: string
  /** Undefined where an organisation owes it. */
  readonly registrationId: string | undefined
  readonly number: string
  /** The creditor reference of ISO 11649, without spaces. */
  readonly reference: string
  readonly status: InvoiceStatus
  readonly openCents: number
  /** ISO text; empty where it is not paid. */
  readonly paidOn: string
  /** ISO text. */
  readonly dueOn: string
  /** As it is written, once there is one; empty before. */
  readonly registrationNumber: string
  readonly name: string
  readonly givenName: string
  readonly initials: string
  /** With what stands before it: "van den Berg". */
  readonly surname: string
  /** Whoever it is of has left. */
  readonly left: boolean
}

/** A line of a statement by which money came in. */
export interface LineToMatch {
  readonly cents: number
  readonly payerName: string
  /** Without spaces, in capitals; empty where the bank does not say. */
  readonly payerIban: string
  readonly reference: string
  readonly words: string
}

/** Some invoices for which a line may be, with what speaks for it. */
export interface Candidate {
  readonly settles: readonly Share[]
  readonly reasons: readonly MatchReason[]
}

export type Match =
  | ({ readonly outcome: 'sure' } & Candidate)
  | {
      readonly outcome: 'doubtful'
      readonly doubt: Doubt
      /** The best first, three at most. */
      readonly candidates: readonly Candidate[]
    }

/** How many candidates are kept of a line. */
export const mostCandidates = 3

/** What lines are held against: invoices as they can be found, and which accounts paid for whom before. */
export interface Ledger {
  readonly byId: Map<string, LedgerInvoice>
  readonly byReference: Map<string, LedgerInvoice>
  readonly byNumber: Map<string, LedgerInvoice>
  /** The open invoices of whoever has this number. */
  readonly byRegistrationNumber: Map<string, LedgerInvoice[]>
  readonly byOwing: Map<string, LedgerInvoice[]>
  /** By the last word of the surname. */
  readonly byName: Map<string, LedgerInvoice[]>
  /** For which registrations and organisations an account paid before. */
  readonly payers: ReadonlyMap<string, readonly string[]>
  /** What is open of an invoice besides what was taken of it here, in cents. */
  readonly taken: Map<string, number>
  /** What stands before the digits of its numbers, and what finds them in a text. */
  readonly letters: Set<string>
  pattern: RegExp | undefined
}

/** A ledger of these invoices. */
export function ledgerOf(
  invoices: readonly LedgerInvoice[],
  payers: ReadonlyMap<string, readonly string[]>,
): Ledger {
  const ledger: Ledger = {
    byId: new Map(),
    byReference: new Map(),
    byNumber: new Map(),
    byRegistrationNumber: new Map(),
    byOwing: new Map(),
    byName: new Map(),
    payers,
    taken: new Map(),
    letters: new Set(),
    pattern: undefined,
  }
  addTo(ledger, invoices)
  return ledger
}

/** Adds invoices to a ledger that were named and are not in it: those that are not open any more. */
export function addTo(ledger: Ledger, invoices: readonly LedgerInvoice[]): void {
  const before = ledger.letters.size
  for (const invoice of invoices) {
    for (const number of [invoice.number, invoice.registrationNumber]) {
      const letters = lettersOf(number)
      if (letters !== undefined) ledger.letters.add(letters)
    }
    ledger.byId.set(invoice.id, invoice)
    ledger.byReference.set(invoice.reference, invoice)
    ledger.byNumber.set(numberKey(invoice.number), invoice)
    if (invoice.status !== 'open') continue
    addAt(ledger.byOwing, invoice.owedBy, invoice)
    if (invoice.registrationNumber !== '') {
      addAt(ledger.byRegistrationNumber, numberKey(invoice.registrationNumber), invoice)
    }
    const last = bareWords(invoice.surname).split(' ').at(-1) ?? ''
    if (last.length > 1) addAt(ledger.byName, last, invoice)
  }
  if (ledger.letters.size > before) ledger.pattern = patternOf(ledger.letters)
}

function addAt<One>(map: Map<string, One[]>, key: string, one: One): void {
  const there = map.get(key)
  if (there === undefined) map.set(key, [one])
  else there.push(one)
}

/** Notes that a line was taken for these invoices, so that the next does not count on the same. */
export function takeFrom(ledger: Ledger, settles: readonly Share[]): void {
  for (const { invoiceId, cents } of settles) {
    ledger.taken.set(invoiceId, (ledger.taken.get(invoiceId) ?? 0) + cents)
  }
}

/** What a line names and is not in a ledger: references as far as they can reach, and numbers as they are looked up. */
export function unknownMarks(
  ledger: Ledger,
  line: LineToMatch,
): { readonly references: readonly string[]; readonly numbers: readonly string[] } {
  const text = textOf(line)
  return {
    references: referencesIn(text).filter(
      (one) => knownReference(one, (short) => ledger.byReference.get(short)) === undefined,
    ),
    numbers: numbersIn(text, ledger.pattern)
      .flatMap((said) => waysToRead(said).map(({ key }) => key))
      .filter((key) => !ledger.byNumber.has(key)),
  }
}

/**
 * For which invoices a line is: sure where it names them by reference or number, what is open of them is the amount and
 * nothing else is named; otherwise the best candidates, each with what speaks for it, and why somebody has to look.
 */
export function matchLine(ledger: Ledger, line: LineToMatch): Match {
  if (!canBePaid(line.cents)) {
    return { outcome: 'doubtful', doubt: { is: 'too-much' }, candidates: [] }
  }
  const named = namedIn(ledger, line)
  const sure = sureOf(ledger, line, named)
  if (sure !== undefined) return { outcome: 'sure', ...sure }
  const candidates = candidatesOf(ledger, line, named)
  return {
    outcome: 'doubtful',
    doubt: doubtOf(ledger, named, candidates),
    candidates: candidates.slice(0, mostCandidates),
  }
}

/** What a line names: invoices with by what, and people by their number. */
interface Named {
  readonly invoices: ReadonlyMap<LedgerInvoice, MatchReason>
  /** Open invoices by the registration number that was named. */
  readonly people: ReadonlyMap<string, readonly LedgerInvoice[]>
  /** The first reference that is not known here. */
  readonly unknown: string | undefined
}

function textOf({ reference, words }: LineToMatch): string {
  return reference === '' ? words : `${reference} | ${words}`
}

function namedIn(ledger: Ledger, line: LineToMatch): Named {
  const invoices = new Map<LedgerInvoice, MatchReason>()
  const people = new Map<string, readonly LedgerInvoice[]>()
  let unknown: string | undefined
  const text = textOf(line)
  for (const stretch of referencesIn(text)) {
    const found = knownReference(stretch, (short) => ledger.byReference.get(short))
    if (found === undefined) unknown ??= /^RF\d{2}[A-Z0-9]*\d/.exec(stretch)?.[0]
    else invoices.set(found, { is: 'reference', reference: found.reference })
  }
  for (const said of numbersIn(text, ledger.pattern)) {
    const byNumber = meantBy(said, (key) => {
      const found = ledger.byNumber.get(key)
      return found && { found, written: found.number }
    })
    for (const found of byNumber) {
      if (!invoices.has(found)) {
        invoices.set(found, { is: 'invoice-number', number: found.number })
      }
    }
    const byPerson = meantBy(said, (key) => {
      const found = ledger.byRegistrationNumber.get(key)
      return found && { found, written: found[0]?.registrationNumber ?? '' }
    })
    for (const theirs of byPerson) people.set(theirs[0]?.registrationNumber ?? '', theirs)
  }
  return { invoices, people, unknown }
}

function openOf(ledger: Ledger, invoice: LedgerInvoice): number {
  return Math.max(0, invoice.openCents - (ledger.taken.get(invoice.id) ?? 0))
}

function sureOf(ledger: Ledger, line: LineToMatch, named: Named): Candidate | undefined {
  const byInvoice = [...named.invoices.keys()]
  if (byInvoice.length > 0) {
    const whose = new Set(byInvoice.map(({ owedBy }) => owedBy))
    // Somebody else is named as well.
    for (const theirs of named.people.values()) {
      if (theirs.some(({ owedBy }) => !whose.has(owedBy))) return undefined
    }
    return fitting(ledger, line, byInvoice, [...named.invoices.values()])
  }
  const theirs = [...new Set([...named.people.values()].flat())]
  const reasons = [...named.people.keys()].map(
    (number) => ({ is: 'registration-number', number }) as const,
  )
  return fitting(ledger, line, theirs, reasons)
}

// All of these are open, and together they are the amount.
function fitting(
  ledger: Ledger,
  { cents }: LineToMatch,
  invoices: readonly LedgerInvoice[],
  reasons: readonly MatchReason[],
): Candidate | undefined {
  const settles = invoices.map((invoice) => ({
    invoiceId: invoice.id,
    cents: openOf(ledger, invoice),
  }))
  if (settles.length === 0 || settles.some((share) => share.cents === 0)) return undefined
  if (settles.reduce((sum, share) => sum + share.cents, 0) !== cents) return undefined
  const amount: MatchReason =
    invoices.length === 1 ? { is: 'amount' } : { is: 'sum', invoices: invoices.length }
  return { settles, reasons: [...reasons, amount, ...leftOnes(invoices)] }
}

function leftOnes(invoices: readonly LedgerInvoice[]): readonly MatchReason[] {
  const left = invoices.filter((one) => one.left).map(({ name }) => name)
  return [...new Set(left)].map((name) => ({ is: 'left', name }))
}

const weights: Readonly<Record<MatchReason['is'], number>> = {
  reference: 100,
  'invoice-number': 90,
  'registration-number': 70,
  'paid-before': 40,
  name: 30,
  'same-person': 20,
  amount: 25,
  sum: 45,
  less: 0,
  more: 0,
  left: 0,
  chosen: 0,
}

/** How many of one name are looked at: of more, the name alone says nothing. */
const mostOfOneName = 200

function candidatesOf(ledger: Ledger, line: LineToMatch, named: Named): readonly Candidate[] {
  const because = new Map<LedgerInvoice, MatchReason[]>()
  const add = (invoice: LedgerInvoice, reason: MatchReason) => {
    if (openOf(ledger, invoice) === 0) return
    const there = because.get(invoice)
    if (there === undefined) because.set(invoice, [reason])
    else there.push(reason)
  }
  for (const [invoice, reason] of named.invoices) {
    add(invoice, reason)
    // Of whoever is named what else is open may be meant.
    for (const other of ledger.byOwing.get(invoice.owedBy) ?? []) {
      if (!named.invoices.has(other)) add(other, { is: 'same-person', name: other.name })
    }
  }
  for (const [number, theirs] of named.people) {
    for (const invoice of theirs) add(invoice, { is: 'registration-number', number })
  }
  const before = (line.payerIban === '' ? undefined : ledger.payers.get(line.payerIban)) ?? []
  const paidBefore = before.flatMap((id) => ledger.byOwing.get(id) ?? [])
  for (const invoice of paidBefore) add(invoice, { is: 'paid-before', name: invoice.name })
  for (const invoice of bearing(ledger, line)) {
    const known = because.get(invoice)?.some(({ is }) => is === 'same-person')
    if (known !== true) add(invoice, { is: 'name', name: invoice.name })
  }
  const alone = [...because].map(([invoice, reasons]) =>
    candidateOf(ledger, line, invoice, reasons),
  )
  const together = [
    [...named.invoices.keys()],
    [...new Set([...named.invoices.keys(), ...[...named.people.values()].flat()])],
    paidBefore,
  ].map((some) => sumOf(ledger, line, some, because))
  const all = [...alone, ...together.flatMap((candidate) => candidate ?? [])]
  const scored = all.map((candidate) => ({ candidate, score: scoreOf(candidate) }))
  const seen = new Set<string>()
  return scored
    .toSorted((first, second) => second.score - first.score)
    .map(({ candidate }) => candidate)
    .filter(({ settles }) => {
      const key = settles.map(({ invoiceId }) => invoiceId).join()
      return !seen.has(key) && seen.add(key)
    })
}

function scoreOf({ reasons }: Candidate): number {
  return reasons.reduce((sum, { is }) => sum + weights[is], 0)
}

function candidateOf(
  ledger: Ledger,
  { cents }: LineToMatch,
  invoice: LedgerInvoice,
  reasons: readonly MatchReason[],
): Candidate {
  const open = openOf(ledger, invoice)
  const amount: MatchReason =
    cents === open
      ? { is: 'amount' }
      : cents < open
        ? { is: 'less', cents: open - cents }
        : { is: 'more', cents: cents - open }
  return {
    settles: [{ invoiceId: invoice.id, cents: Math.min(cents, open) }],
    reasons: [...reasons, amount, ...leftOnes([invoice])],
  }
}

/** So many invoices can be taken together at most. */
const mostTogether = 50

// Several that are named, or that were paid from one account before: where the amount does not reach, the first come
// first.
function sumOf(
  ledger: Ledger,
  { cents }: LineToMatch,
  invoices: readonly LedgerInvoice[],
  because: ReadonlyMap<LedgerInvoice, readonly MatchReason[]>,
): Candidate | undefined {
  const open = invoices.filter((invoice) => openOf(ledger, invoice) > 0)
  if (open.length < 2 || open.length > mostTogether) return undefined
  const sum = open.reduce((all, invoice) => all + openOf(ledger, invoice), 0)
  const settles: Share[] = []
  let rest = cents
  for (const invoice of open) {
    const share = Math.min(rest, openOf(ledger, invoice))
    if (share > 0) settles.push({ invoiceId: invoice.id, cents: share })
    rest -= share
  }
  if (settles.length < 2) return undefined
  const amount: MatchReason =
    cents === sum
      ? { is: 'sum', invoices: open.length }
      : cents < sum
        ? { is: 'less', cents: sum - cents }
        : { is: 'more', cents: cents - sum }
  const marks = open.flatMap((invoice) => because.get(invoice)?.[0] ?? [])
  return { settles, reasons: [...marks, amount, ...leftOnes(open)] }
}

// The open invoices of whoever bears a name that stands in the line: all of the surname, and the first name or an initial.
function bearing(ledger: Ledger, { payerName, words }: LineToMatch): readonly LedgerInvoice[] {
  const said = bareWords(`${payerName} ${words}`).split(' ')
  const there = new Set(said)
  // Banks write initials behind each other: "HR JP DE VRIES".
  const letters = new Set(said.filter((word) => word.length <= 3).flatMap((word) => [...word]))
  const found: LedgerInvoice[] = []
  for (const word of there) {
    const some = ledger.byName.get(word)
    if (some === undefined || word.length < 2) continue
    for (const invoice of some.slice(0, mostOfOneName)) {
      const { surname, givenName, initials } = invoice
      if (
        !bareWords(surname)
          .split(' ')
          .every((part) => there.has(part))
      )
        continue
      const given = bareWords(`${givenName} ${initials}`).split(' ').filter(Boolean)
      // An organisation has no other name.
      const fits =
        given.length === 0 || given.some((part) => there.has(part) || letters.has(part.charAt(0)))
      if (fits) found.push(invoice)
    }
  }
  return found
}

function doubtOf(ledger: Ledger, named: Named, candidates: readonly Candidate[]): Doubt {
  const invoices = [...named.invoices.keys()]
  const shut = invoices.find((invoice) => openOf(ledger, invoice) === 0)
  if (shut !== undefined) {
    const { number, status, paidOn } = shut
    // Also where a line before this one pays it.
    if (status === 'paid' || status === 'open') return { is: 'already-paid', number, on: paidOn }
    return { is: 'not-open', number }
  }
  const fits = ({ reasons }: Candidate) => reasons.some(({ is }) => is === 'amount' || is === 'sum')
  const isNamed = invoices.length > 0 || named.people.size > 0
  if (isNamed && !candidates.some(fits)) return { is: 'other-amount' }
  if (isNamed) return { is: 'more-candidates' }
  if (named.unknown !== undefined) return { is: 'unknown-reference', reference: named.unknown }
  return candidates.length > 0 ? { is: 'not-sure' } : { is: 'nothing' }
}
