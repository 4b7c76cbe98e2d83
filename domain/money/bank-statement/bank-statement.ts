import type { Lifecycle } from '#domain/platform/lifecycle/lifecycle.ts'

/** Where a file of the bank stands: being read, not to be read, being matched, or done with. */
export type BankFileState = 'reading' | 'unreadable' | 'matching' | 'done'

export type BankFileEvent = 'read' | 'give-up' | 'finish'

/** Of a file that cannot be read nothing is kept. */
export const bankFileLifecycle = {
  reading: { read: 'matching', 'give-up': 'unreadable' },
  unreadable: {},
  matching: { finish: 'done' },
  done: {},
} as const satisfies Lifecycle<BankFileState, BankFileEvent>

/**
 * Where a line of a statement stands: just read, waiting for somebody, booked as a payment, put aside as not for this
 * register, or, of what the bank took back, done.
 */
export type BankLineState = 'new' | 'waiting' | 'booked' | 'aside' | 'reversed'

export type BankLineEvent = 'wait' | 'book' | 'reverse' | 'put-aside' | 'take-up'

/** What somebody put aside, or booked and reversed, can be taken up again. */
export const bankLineLifecycle = {
  new: { book: 'booked', wait: 'waiting', reverse: 'reversed' },
  waiting: { book: 'booked', reverse: 'reversed', 'put-aside': 'aside' },
  booked: { 'take-up': 'waiting' },
  aside: { 'take-up': 'waiting' },
  reversed: {},
} as const satisfies Lifecycle<BankLineState, BankLineEvent>

/** What a line is: money that came in, what the bank took back of that, or what it gives back of what was paid out. */
export type BankLineKind = 'credit' | 'reversal' | 'returned'

/** Why a file of a bank cannot be read. */
export type BankFileProblem =
  | 'empty'
  /** No XML, and no ZIP of it. */
  | 'no-xml'
  /** Cut off, or not well-formed. */
  | 'broken'
  /** It has definitions of its own (DTD, entities). */
  | 'definitions'
  /** It is a message of another kind, such as CAMT.052 or an order to pay. */
  | 'other-message'
  /** Of another bank account than that of the register. */
  | 'other-account'
  | 'other-currency'
  /** An amount or a day in it is none. */
  | 'no-amount'
  | 'no-statement'
  | 'too-large'
  | 'no-zip'
  | 'encrypted'
  /** Something went wrong in Peil itself. */
  | 'broke-off'

/** What is taken in of one file at most. */
export const bankFileLimits = {
  /** As it is written out; more than a year of a large register. */
  bytes: 250_000_000,
  /** In a ZIP. */
  files: 400,
  /** Of one text in it. */
  textCharacters: 2000,
  /** How deep its elements lie in each other. */
  depth: 60,
  /** How long a name, an attribute, a text or a remark in it is, of which the parser holds all. */
  stretchCharacters: 1_000_000,
  /** In one entry. */
  details: 50_000,
} as const

/** A file of a bank that cannot be read, and where. */
export class UnreadableBankFile extends Error {
  readonly why: BankFileProblem
  readonly at: string
  constructor(why: BankFileProblem, at = '') {
    super(at === '' ? why : `${why}: ${at}`)
    this.why = why
    this.at = at
  }
}

/** One thing by which a line was recognised, or that speaks for a candidate. Money is in cents. */
export type MatchReason =
  | { readonly is: 'reference'; readonly reference: string }
  | { readonly is: 'invoice-number'; readonly number: string }
  | { readonly is: 'registration-number'; readonly number: string }
  /** This account paid for them before. */
  | { readonly is: 'paid-before'; readonly name: string }
  | { readonly is: 'name'; readonly name: string }
  /** Another invoice of whoever is named. */
  | { readonly is: 'same-person'; readonly name: string }
  | { readonly is: 'amount' }
  /** What is open of so many invoices is the amount, taken together. */
  | { readonly is: 'sum'; readonly invoices: number }
  | { readonly is: 'less'; readonly cents: number }
  | { readonly is: 'more'; readonly cents: number }
  /** Whoever it is of has left. */
  | { readonly is: 'left'; readonly name: string }
  /** Somebody chose it. */
  | { readonly is: 'chosen' }

/** Why a line waits for somebody. */
export type Doubt =
  /** Nothing in it is known here. */
  | { readonly is: 'nothing' }
  | { readonly is: 'unknown-reference'; readonly reference: string }
  /** Something is known, and not a reference or a number. */
  | { readonly is: 'not-sure' }
  | { readonly is: 'other-amount' }
  | { readonly is: 'more-candidates' }
  | { readonly is: 'already-paid'; readonly number: string; readonly on: string }
  | { readonly is: 'not-open'; readonly number: string }
  /** Whoever sent the file has a tie with whose it is. */
  | { readonly is: 'own' }
  /** More than a payment can be. */
  | { readonly is: 'too-much' }
  | { readonly is: 'in-the-future' }
  /** The bank gives back what was paid out. */
  | { readonly is: 'returned-debit' }
  /** The bank took back a payment, and it is not known which. */
  | { readonly is: 'reversal-unknown' }
  /** A part of the payment that the bank took back was paid back by now. */
  | { readonly is: 'reversal-refunded' }
  /** The payment was reversed, or it was put aside, and it is to be looked at again. */
  | { readonly is: 'taken-up' }
  /** Something went wrong in Peil itself. */
  | { readonly is: 'failed' }
