import { findInvoice } from '#domain/money/invoice/queries.ts'
import { onlinePaymentLifecycle } from '#domain/money/online-payment/online-payment.ts'
import type { OnlinePayment } from '#domain/money/online-payment/queries.ts'
import { findPayer } from '#domain/money/payer/find-payer.ts'
import { bookPayment } from '#domain/money/payment/book-payment.ts'
import type { Share } from '#domain/money/payment/payment.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import type { MolliePayment } from '#domain/platform/mollie/mollie.ts'

/**
 * Books what was paid online, of an online payment that is locked and not booked yet. What of its invoice is not open
 * any more is left over, as with any payment.
 */
export async function settleOnlinePayment(
  context: Context,
  { id, invoiceId, cents, askedOn }: OnlinePayment,
  { id: mollieId, paidAt, payer }: MolliePayment,
): Promise<{ readonly paymentId: string }> {
  const { db, today } = context
  const booked = await bookPayment(context, {
    receivedOn: dayOf(paidAt, askedOn, today),
    cents,
    source: 'online',
    payer,
    reference: `Mollie ${mollieId}`,
    settles: await sharesOf(context, invoiceId, cents),
  })
  if (booked.outcome !== 'booked') throw new Error(`paid online, and ${booked.outcome}`)
  const { paymentId } = booked
  await db
    .updateTable('online_payment')
    .where('id', '=', id)
    .set({
      state: onlinePaymentLifecycle.open.pay,
      payment_id: paymentId,
      ended_on: today.toString(),
    })
    .execute()
  await record(context, {
    noun: 'online-payment',
    id,
    action: 'pay',
    facts: { payment: paymentId, cents, leftOverCents: booked.leftOverCents },
  })
  return { paymentId }
}

// Locked as who books by hand does, so that what is open is what is open when it is booked.
async function sharesOf(
  context: Context,
  invoiceId: string | undefined,
  cents: number,
): Promise<readonly Share[]> {
  const found = invoiceId === undefined ? undefined : await findInvoice(context, invoiceId)
  if (found === undefined) return []
  await findPayer(context, found, { lock: true })
  const invoice = await findInvoice(context, found.id, { lock: true })
  const open = Math.min(cents, invoice?.openCents ?? 0)
  return open > 0 ? [{ invoiceId: found.id, cents: open }] : []
}

// The day on which it was paid; never before it was begun, nor after today, as where the clock of a demo was moved.
function dayOf(
  paidAt: Temporal.Instant | undefined,
  first: Temporal.PlainDate,
  last: Temporal.PlainDate,
): Temporal.PlainDate {
  const day = paidAt?.toZonedDateTimeISO('Europe/Amsterdam').toPlainDate() ?? last
  if (Temporal.PlainDate.compare(day, first) < 0) return first
  return Temporal.PlainDate.compare(day, last) > 0 ? last : day
}
