import { findInvoice } from '#domain/money/invoice/queries.ts'
import { findPayer } from '#domain/money/payer/find-payer.ts'
import { noteChange } from '#domain/money/payment/note-change.ts'
import { findPayment } from '#domain/money/payment/queries.ts'
import type { Settled } from '#domain/money/payment/settle-invoice.ts'
import { settleInvoice } from '#domain/money/payment/settle-invoice.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'

export type UsedLeftOver =
  | (Settled & {
      readonly outcome: 'used'
      /** What of the payment is left over still, in cents. */
      readonly leftOverCents: number
    })
  | { readonly outcome: 'nothing-left' }
  | { readonly outcome: 'not-open' }
  | { readonly outcome: 'stale' }
  | { readonly outcome: 'unknown' }

/**
 * Settles another invoice with what is left over of a payment, as far as it goes. That counts as paid on the day on
 * which it is done.
 */
export async function useLeftOver(
  context: Context,
  asked: { readonly paymentId: string; readonly version: number; readonly invoiceId: string },
): Promise<UsedLeftOver> {
  const { paymentId, version, invoiceId } = asked
  const found = await findInvoice(context, invoiceId)
  if (found === undefined) return { outcome: 'unknown' }
  const payer = await findPayer(context, found, { lock: true })
  const invoice = await findInvoice(context, invoiceId, { lock: true })
  const payment = await findPayment(context, paymentId, { lock: true })
  if (payer === undefined || invoice === undefined || payment === undefined) {
    return { outcome: 'unknown' }
  }
  if (payment.leftOverCents === 0) return { outcome: 'nothing-left' }
  if (payment.version !== version) return { outcome: 'stale' }
  if (invoice.status !== 'open') return { outcome: 'not-open' }
  const cents = Math.min(payment.leftOverCents, invoice.openCents)
  const settled = await settleInvoice(context, {
    paymentId,
    payer,
    invoice,
    cents,
    on: context.today,
  })
  await noteChange(context, paymentId)
  await record(context, {
    noun: 'payment',
    id: paymentId,
    action: 'settle',
    facts: { invoice: invoiceId, cents },
  })
  return { ...settled, outcome: 'used', leftOverCents: payment.leftOverCents - cents }
}
