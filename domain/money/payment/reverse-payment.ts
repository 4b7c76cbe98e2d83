import type { NotLocked, UndoConsequence } from '#domain/money/payment/undo-settlement.ts'
import {
  consequenceOfUndo,
  countedOf,
  lockPayment,
  undoSettlement,
} from '#domain/money/payment/undo-settlement.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'

export type ReversedPayment =
  | { readonly outcome: 'reversed'; readonly consequences: readonly UndoConsequence[] }
  | { readonly outcome: 'already-reversed'; readonly reversedOn: Temporal.PlainDate }
  /** A part of it was paid back: that has to be undone first. */
  | { readonly outcome: 'refunded' }
  | NotLocked

/** What would follow from reversing a payment, for each invoice that it settles. */
export async function consequencesOfReversal(
  context: Context,
  paymentId: string,
): Promise<readonly UndoConsequence[]> {
  const consequences: UndoConsequence[] = []
  for (const settlement of await countedOf(context, paymentId)) {
    const following = await consequenceOfUndo(context, settlement)
    if (following !== undefined) consequences.push(following)
  }
  return consequences
}

/**
 * Reverses a payment that was booked by mistake, with why: it stays, counts for nothing any more, and each invoice
 * that it settled has that to be paid again, as `undoSettlement` says.
 */
export async function reversePayment(
  context: Context,
  asked: { readonly paymentId: string; readonly version: number; readonly reason: string },
): Promise<ReversedPayment> {
  const { paymentId, version, reason } = asked
  const locked = await lockPayment(context, paymentId)
  if ('outcome' in locked) return locked
  const { payment, settlements } = locked
  if (payment.reversedOn !== undefined) {
    return { outcome: 'already-reversed', reversedOn: payment.reversedOn }
  }
  if (payment.version !== version) return { outcome: 'stale' }
  if (payment.refundedCents > 0) return { outcome: 'refunded' }
  const consequences: UndoConsequence[] = []
  for (const settlement of settlements) {
    consequences.push(await undoSettlement(context, settlement, reason))
  }
  await context.db
    .updateTable('payment')
    .where('id', '=', paymentId)
    .set((eb) => ({
      reversed_on: context.today.toString(),
      reversed_because: reason,
      version: eb('version', '+', 1),
    }))
    .execute()
  await record(context, {
    noun: 'payment',
    id: paymentId,
    action: 'reverse',
    facts: { reason, invoices: consequences.map(({ invoice }) => invoice.id) },
  })
  return { outcome: 'reversed', consequences }
}
