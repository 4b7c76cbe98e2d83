import { noteChange } from '#domain/money/payment/note-change.ts'
import type { NotLocked, UndoConsequence } from '#domain/money/payment/undo-settlement.ts'
import { lockPayment, undoSettlement } from '#domain/money/payment/undo-settlement.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'

export type TakenOff =
  | { readonly outcome: 'taken-off'; readonly consequence: UndoConsequence }
  /** It was undone already. */
  | { readonly outcome: 'not-settled' }
  | NotLocked

/**
 * Takes a payment off an invoice that it was not for, with why. The payment stands: what it settled there is left over,
 * to be used for another invoice.
 */
export async function takeOffInvoice(
  context: Context,
  asked: {
    readonly paymentId: string
    readonly version: number
    readonly settlementId: string
    readonly reason: string
  },
): Promise<TakenOff> {
  const { paymentId, version, settlementId, reason } = asked
  const locked = await lockPayment(context, paymentId)
  if ('outcome' in locked) return locked
  const settlement = locked.settlements.find(({ id }) => id === settlementId)
  if (settlement === undefined) return { outcome: 'not-settled' }
  if (locked.payment.version !== version) return { outcome: 'stale' }
  const consequence = await undoSettlement(context, settlement, reason)
  await noteChange(context, paymentId)
  await record(context, {
    noun: 'payment',
    id: paymentId,
    action: 'take-off',
    facts: { invoice: settlement.invoiceId, cents: settlement.cents, reason },
  })
  return { outcome: 'taken-off', consequence }
}
