import type { InvoiceEvent, InvoiceStatus } from '#domain/money/invoice/invoice.ts'
import { invoiceLifecycle } from '#domain/money/invoice/invoice.ts'
import type { Invoice } from '#domain/money/invoice/queries.ts'
import type { Payer } from '#domain/money/payer/find-payer.ts'
import { whose } from '#domain/money/payer/find-payer.ts'
import { followPaid } from '#domain/money/payment/follow-paid.ts'
import { lastSettledOn } from '#domain/money/payment/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { next } from '#domain/platform/lifecycle/lifecycle.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { paymentReceived } from '#mail/payment-received.ts'

/** What settling did for an invoice and for whom it is. */
export interface Settled {
  readonly invoiceId: string
  /** Undefined where an organisation owed it. */
  readonly registrationId: string | undefined
  /** What is still to be paid, in cents. */
  readonly openCents: number
  /** Whether this made somebody a candidate. */
  readonly candidate: boolean
  /** Whether this ended a hold. */
  readonly released: boolean
}

/** A share of a payment in an open invoice; the caller has locked the registration and then the invoice. */
export interface ToSettle {
  readonly paymentId: string
  readonly payer: Payer
  readonly invoice: Invoice
  /** At most what is open of the invoice. */
  readonly cents: number
  /** The day on which it counts as paid. */
  readonly on: Temporal.PlainDate
}

/**
 * Settles an invoice with a share of a payment. Only once nothing of it is open it is paid, and what follows from
 * that follows: signed and paid makes a candidate, who is visible in the public register from then on, and a hold
 * ends, unless another invoice holds by now as well or it was set by hand on a ground that says so.
 */
export async function settleInvoice(context: Context, share: ToSettle): Promise<Settled> {
  const { payer, invoice } = share
  const openCents = invoice.openCents - share.cents
  await context.db
    .insertInto('settlement')
    .values({
      register: context.register.id,
      payment_id: share.paymentId,
      invoice_id: invoice.id,
      cents: share.cents,
      settled_on: share.on.toString(),
    })
    .execute()
  const paidOn = openCents === 0 ? await lastSettledOn(context, invoice.id) : undefined
  await note(context, share, { openCents, paidOn })
  await tell(context, share, openCents)
  const result = { invoiceId: invoice.id, registrationId: payer.registrationId, openCents }
  const { member } = payer
  if (paidOn === undefined || member === undefined) {
    return { ...result, candidate: false, released: false }
  }
  return { ...result, ...(await followPaid(context, member, { ...invoice, paidOn })) }
}

async function note(
  context: Context,
  { paymentId, payer, invoice, cents }: ToSettle,
  settled: { readonly openCents: number; readonly paidOn: Temporal.PlainDate | undefined },
): Promise<void> {
  const { openCents, paidOn } = settled
  const status = next<InvoiceStatus, InvoiceEvent>(invoiceLifecycle, invoice.status, 'pay')
  if (status === undefined) throw new Error(`an invoice that is ${invoice.status} is not paid`)
  await context.db
    .updateTable('invoice')
    .where('id', '=', invoice.id)
    .set((eb) => ({
      version: eb('version', '+', 1),
      ...(paidOn === undefined ? {} : { status, paid_on: paidOn.toString() }),
    }))
    .execute()
  await record(context, {
    noun: 'invoice',
    id: invoice.id,
    ...(paidOn === undefined
      ? { action: 'pay-part', facts: { ...whose(payer), payment: paymentId, cents, openCents } }
      : {
          action: 'pay',
          facts: { ...whose(payer), payment: paymentId, cents, paidOn: paidOn.toString() },
        }),
  })
}

async function tell(context: Context, share: ToSettle, openCents: number): Promise<void> {
  const { register, today } = context
  const { payer, invoice, cents, on } = share
  const late = Temporal.PlainDate.compare(invoice.dueOn, today) < 0 || payer.left
  for (const to of payer.recipients) {
    await writeMessage(
      context,
      'payment-received',
      to,
      paymentReceived({
        register: mailRegister(context.platform, register),
        name: to.name,
        number: invoice.number,
        cents,
        openCents,
        dueDate: late ? undefined : invoice.dueOn.toString(),
        paidOn: on.toString(),
      }),
    )
  }
}
