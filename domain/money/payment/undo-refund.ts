import { noteChange } from '#domain/money/payment/note-change.ts'
import { findPayment } from '#domain/money/payment/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'

export type UndoneRefund =
  | { readonly outcome: 'undone' }
  | { readonly outcome: 'not-refunded' }
  | { readonly outcome: 'stale' }
  | { readonly outcome: 'unknown' }

/** Takes back that something was paid back, where that did not happen or came back from the bank, with why. */
export async function undoRefund(
  context: Context,
  asked: {
    readonly paymentId: string
    readonly version: number
    readonly refundId: string
    readonly reason: string
  },
): Promise<UndoneRefund> {
  const payment = await findPayment(context, asked.paymentId, { lock: true })
  if (payment === undefined) return { outcome: 'unknown' }
  const undone = await context.db
    .selectFrom('refund')
    .where('id', '=', asked.refundId)
    .where('payment_id', '=', payment.id)
    .where('undone_on', 'is', null)
    .select('cents')
    .executeTakeFirst()
  if (undone === undefined) return { outcome: 'not-refunded' }
  if (payment.version !== asked.version) return { outcome: 'stale' }
  await context.db
    .updateTable('refund')
    .where('id', '=', asked.refundId)
    .set({ undone_on: context.today.toString(), undone_because: asked.reason })
    .execute()
  await noteChange(context, payment.id)
  await record(context, {
    noun: 'payment',
    id: payment.id,
    action: 'undo-refund',
    facts: { refund: asked.refundId, cents: undone.cents, reason: asked.reason },
  })
  return { outcome: 'undone' }
}
