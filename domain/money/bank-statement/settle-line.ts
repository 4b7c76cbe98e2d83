import type {
  BankLineEvent,
  BankLineState,
  Doubt,
  MatchReason,
} from '#domain/money/bank-statement/bank-statement.ts'
import { bankLineLifecycle } from '#domain/money/bank-statement/bank-statement.ts'
import type { Candidate } from '#domain/money/bank-statement/match-line.ts'
import type { BankLine } from '#domain/money/bank-statement/queries.ts'
import { findBankLine } from '#domain/money/bank-statement/queries.ts'
import type { BookedPayment } from '#domain/money/payment/book-payment.ts'
import { bookPayment } from '#domain/money/payment/book-payment.ts'
import type { Share } from '#domain/money/payment/payment.ts'
import { findPayment } from '#domain/money/payment/queries.ts'
import type { ReversedPayment } from '#domain/money/payment/reverse-payment.ts'
import { reversePayment } from '#domain/money/payment/reverse-payment.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { next } from '#domain/platform/lifecycle/lifecycle.ts'

/** A line as somebody saw it. */
interface Seen {
  readonly lineId: string
  readonly version: number
}

type NotSettled = { readonly outcome: 'stale' } | { readonly outcome: 'unknown' }

/** A line that is to be changed by an event; or why it cannot. */
async function lockLine(
  context: Context,
  { lineId, version }: Seen,
  event: BankLineEvent,
): Promise<BankLine | NotSettled> {
  const line = await findBankLine(context, lineId, { lock: true })
  if (line === undefined) return { outcome: 'unknown' }
  const state = next<BankLineState, BankLineEvent>(bankLineLifecycle, line.state, event)
  return line.version !== version || state === undefined ? { outcome: 'stale' } : line
}

export type BookedLine = BookedPayment | NotSettled

/**
 * Books a line of a statement as a payment that settles these invoices, with by what it was recognised; what is not
 * settled is left over. Where it cannot be booked nothing is changed.
 */
export async function bookLine(
  context: Context,
  asked: Seen & {
    readonly settles: readonly Share[]
    readonly reasons: readonly MatchReason[]
  },
): Promise<BookedLine> {
  const line = await lockLine(context, asked, 'book')
  if ('outcome' in line) return line
  const { kind, payerName, payerIban, reference, words } = line
  if (kind === 'reversal') return { outcome: 'stale' }
  const booked = await bookPayment(context, {
    receivedOn: line.bookedOn,
    cents: line.cents,
    source: 'bank',
    payer: { name: payerName, iban: payerIban },
    reference: [reference, words].filter((one) => one !== '').join(' '),
    settles: asked.settles,
  })
  if (booked.outcome !== 'booked') return booked
  await change(context, line, {
    state: bankLineLifecycle.waiting.book,
    doubt: null,
    reasons: JSON.stringify(asked.reasons),
    payment_id: booked.paymentId,
    settled_on: context.today.toString(),
  })
  await record(context, {
    noun: 'bank-line',
    id: line.id,
    action: 'book',
    facts: {
      payment: booked.paymentId,
      cents: line.cents,
      recognised: asked.reasons.map(({ is }) => is),
    },
  })
  // From now on it is known by what it settles whose it is.
  await context.db.deleteFrom('bank_candidate').where('line_id', '=', line.id).execute()
  return booked
}

export type ReversedLine = Exclude<ReversedPayment, { readonly outcome: 'unknown' }> | NotSettled

/** Reverses the payment that the bank took back by a line of a statement. */
export async function reverseByLine(
  context: Context,
  asked: Seen & { readonly paymentId: string },
): Promise<ReversedLine> {
  const line = await lockLine(context, asked, 'reverse')
  if ('outcome' in line) return line
  if (line.kind !== 'reversal') return { outcome: 'stale' }
  const { paymentId } = asked
  const payment = await findPayment(context, paymentId)
  if (payment === undefined || payment.cents !== line.cents) return { outcome: 'unknown' }
  const reversed = await reversePayment(context, {
    paymentId,
    version: payment.version,
    reason: 'De bank heeft dit bedrag teruggeboekt.',
  })
  if (reversed.outcome !== 'reversed') return reversed
  const { db } = context
  const first = await db
    .selectFrom('bank_line')
    .where('payment_id', '=', paymentId)
    .where('kind', '=', 'credit')
    .select('id')
    .executeTakeFirst()
  await change(context, line, {
    state: bankLineLifecycle.waiting.reverse,
    doubt: null,
    payment_id: paymentId,
    reverses_id: first?.id ?? null,
    settled_on: context.today.toString(),
  })
  await record(context, {
    noun: 'bank-line',
    id: line.id,
    action: 'reverse',
    facts: { payment: paymentId, cents: line.cents },
  })
  return reversed
}

/** Puts a line aside that is not for this register, with why. */
export async function putLineAside(
  context: Context,
  asked: Seen & { readonly reason: string },
): Promise<{ readonly outcome: 'aside' } | NotSettled> {
  const line = await lockLine(context, asked, 'put-aside')
  if ('outcome' in line) return line
  const { reason } = asked
  await change(context, line, {
    state: bankLineLifecycle.waiting['put-aside'],
    doubt: null,
    aside_because: reason,
    settled_on: context.today.toString(),
  })
  // Its candidates stay, so that nobody takes up what may be their own.
  await record(context, {
    noun: 'bank-line',
    id: line.id,
    action: 'put-aside',
    facts: { reason, cents: line.cents },
  })
  return { outcome: 'aside' }
}

/** Lets a line wait again that was put aside, or of which the payment was reversed by somebody. */
export async function takeLineUp(
  context: Context,
  asked: Seen,
): Promise<{ readonly outcome: 'waiting' } | NotSettled> {
  const line = await lockLine(context, asked, 'take-up')
  if ('outcome' in line) return line
  if (line.state === 'booked' && !line.canBeTakenUp) return { outcome: 'stale' }
  await change(context, line, {
    state: bankLineLifecycle.aside['take-up'],
    doubt: JSON.stringify({ is: 'taken-up' } satisfies Doubt),
    reasons: '[]',
    aside_because: '',
    payment_id: null,
    settled_on: null,
  })
  await record(context, { noun: 'bank-line', id: line.id, action: 'take-up' })
  return { outcome: 'waiting' }
}

/** Lets a new line wait for somebody, with why and the best candidates; one that somebody was ahead with stays. */
export async function letLineWait(
  context: Context,
  id: string,
  why: { readonly doubt: Doubt; readonly candidates: readonly Candidate[] },
): Promise<void> {
  const { db, register } = context
  const { doubt, candidates } = why
  const { numUpdatedRows } = await db
    .updateTable('bank_line')
    .set((eb) => ({
      state: bankLineLifecycle.new.wait,
      doubt: JSON.stringify(doubt),
      version: eb('version', '+', 1),
    }))
    .where('id', '=', id)
    .where('state', '=', 'new')
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return
  const rows = candidates.flatMap(({ settles, reasons }, at) =>
    settles.map(({ invoiceId, cents }) => ({
      ...{ line_id: id, register: register.id, rank: at + 1, invoice_id: invoiceId, cents },
      reasons: JSON.stringify(reasons),
    })),
  )
  if (rows.length > 0) await db.insertInto('bank_candidate').values(rows).execute()
  await record(context, {
    noun: 'bank-line',
    id,
    action: 'wait',
    facts: { because: doubt.is, candidates: candidates.length },
  })
}

type Changes = Partial<{
  state: BankLineState
  doubt: string | null
  reasons: string
  payment_id: string | null
  reverses_id: string | null
  aside_because: string
  settled_on: string | null
}>

async function change({ db }: Context, { id }: BankLine, changes: Changes): Promise<void> {
  await db
    .updateTable('bank_line')
    .set((eb) => ({ ...changes, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute()
}
