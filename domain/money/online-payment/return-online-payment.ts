import { onlinePaymentLifecycle } from '#domain/money/online-payment/online-payment.ts'
import type { OnlinePayment } from '#domain/money/online-payment/queries.ts'
import { findPayment } from '#domain/money/payment/queries.ts'
import { reversePayment } from '#domain/money/payment/reverse-payment.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'

/**
 * Notes what was paid back at Mollie of an online payment, or taken back by a bank. Once that is all of it, its payment
 * is reversed; of a part whoever keeps the books decides, who sees it with the payment.
 */
export async function returnOnlinePayment(
  context: Context,
  online: OnlinePayment & { readonly paymentId: string },
  returnedCents: number,
): Promise<void> {
  const { db } = context
  const { id, paymentId, cents } = online
  const payment = await findPayment(context, paymentId)
  const whole = returnedCents >= cents && payment !== undefined
  const reversed =
    whole &&
    (await reversePayment(context, {
      paymentId,
      version: payment.version,
      reason: 'Het bedrag is bij Mollie terugbetaald of door de bank teruggeboekt.',
    }))
  const isReversed =
    reversed !== false &&
    (reversed.outcome === 'reversed' || reversed.outcome === 'already-reversed')
  await db
    .updateTable('online_payment')
    .where('id', '=', id)
    .set({
      returned_cents: returnedCents,
      ...(isReversed && { state: onlinePaymentLifecycle.paid.reverse }),
    })
    .execute()
  await record(context, {
    noun: 'online-payment',
    id,
    action: isReversed ? 'reverse' : 'return-part',
    facts: { payment: paymentId, returnedCents },
  })
}
