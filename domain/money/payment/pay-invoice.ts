import { findInvoice } from '#domain/money/invoice/queries.ts'
import { findPayer } from '#domain/money/payer/find-payer.ts'
import { bookPayment } from '#domain/money/payment/book-payment.ts'
import type { Settled } from '#domain/money/payment/settle-invoice.ts'
import type { Context } from '#domain/platform/context/context.ts'

export type PaidInvoice =
  | (Settled & {
      /** Whether nothing of it is open any more. */
      readonly outcome: 'paid' | 'paid-in-part'
      readonly paymentId: string
      /** What was paid beyond what was open. */
      readonly leftOverCents: number
    })
  | { readonly outcome: 'already-paid'; readonly paidOn: Temporal.PlainDate }
  | { readonly outcome: 'not-open' }
  | { readonly outcome: 'no-amount' }
  | { readonly outcome: 'in-the-future' }
  | { readonly outcome: 'before-the-invoice'; readonly issuedOn: Temporal.PlainDate }
  | { readonly outcome: 'stale' }
  | { readonly outcome: 'unknown' }

/**
 * Books what somebody read on a bank statement for one invoice: all that is open of it, unless another amount is
 * given. A smaller one pays a part, and what is beyond it is left over.
 */
export async function payInvoice(
  context: Context,
  payment: {
    readonly invoiceId: string
    readonly version: number
    readonly paidOn: Temporal.PlainDate
    readonly cents?: number
    readonly note?: string
  },
): Promise<PaidInvoice> {
  const { invoiceId, paidOn, note = '' } = payment
  const found = await findInvoice(context, invoiceId)
  if (found === undefined) return { outcome: 'unknown' }
  await findPayer(context, found, { lock: true })
  const invoice = await findInvoice(context, invoiceId, { lock: true })
  if (invoice === undefined) return { outcome: 'unknown' }
  if (invoice.paidOn !== undefined) return { outcome: 'already-paid', paidOn: invoice.paidOn }
  if (invoice.status !== 'open') return { outcome: 'not-open' }
  if (invoice.version !== payment.version) return { outcome: 'stale' }
  const { openCents, reference } = invoice
  const { cents = openCents } = payment
  const booked = await bookPayment(context, {
    receivedOn: paidOn,
    cents,
    source: 'by-hand',
    reference,
    note,
    settles: [{ invoiceId, cents: Math.min(cents, openCents) }],
  })
  switch (booked.outcome) {
    case 'booked': {
      const [settled] = booked.settled
      if (settled === undefined) throw new Error('a payment of an invoice settles it')
      const { paymentId, leftOverCents } = booked
      const outcome = settled.openCents === 0 ? 'paid' : 'paid-in-part'
      return { ...settled, outcome, paymentId, leftOverCents }
    }
    case 'before-the-invoice':
      return { outcome: 'before-the-invoice', issuedOn: booked.issuedOn }
    case 'in-the-future':
    case 'no-amount':
    case 'not-open':
    case 'unknown':
      return { outcome: booked.outcome }
    case 'less-is-open':
    case 'more-than-paid':
      throw new Error(`${booked.outcome}, though it was reckoned from what is open`)
  }
}
