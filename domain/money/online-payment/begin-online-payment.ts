import { findInvoice } from '#domain/money/invoice/queries.ts'
import type { BegunAt } from '#domain/money/online-payment/online-payment.ts'
import { countOfDay, runningPayment } from '#domain/money/online-payment/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'

/** How often one invoice is begun to be paid online within a day. */
const mostADay = 20

export type BegunOnline =
  | { readonly outcome: 'begun' | 'goes-on'; readonly onlinePaymentId: string }
  | { readonly outcome: 'not-open' }
  /** This register is not paid online. */
  | { readonly outcome: 'not-here' }
  | { readonly outcome: 'too-often' }
  | { readonly outcome: 'unknown' }

/**
 * Begins to pay online what is open of an invoice. It is asked of Mollie afterwards, by the worker. Whoever begins twice
 * goes on with the first, so that nobody pays double by pressing twice.
 */
export async function beginOnlinePayment(
  context: Context,
  asked: { readonly invoiceId: string; readonly begunAt: BegunAt },
): Promise<BegunOnline> {
  const { db, register, today, platform } = context
  if (platform.mollie(register.id) === undefined) return { outcome: 'not-here' }
  // Of two who begin at once the second finds what the first began.
  const invoice = await findInvoice(context, asked.invoiceId, { lock: true })
  if (invoice === undefined) return { outcome: 'unknown' }
  if (invoice.openCents === 0) return { outcome: 'not-open' }
  const running = await runningPayment(context, invoice.id, invoice.openCents)
  if (running !== undefined) return { outcome: 'goes-on', onlinePaymentId: running.id }
  if ((await countOfDay(context, invoice.id)) >= mostADay) return { outcome: 'too-often' }
  const { id } = await db
    .insertInto('online_payment')
    .values({
      register: register.id,
      invoice_id: invoice.id,
      cents: invoice.openCents,
      begun_at: asked.begunAt,
      asked_on: today.toString(),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await record(context, {
    noun: 'online-payment',
    id,
    action: 'ask',
    facts: { invoice: invoice.id, cents: invoice.openCents },
  })
  const data = { register: register.id, onlinePaymentId: id }
  await platform.enqueue(db, { name: 'online-payment', data })
  return { outcome: 'begun', onlinePaymentId: id }
}
