import type { Invoice } from '#domain/money/invoice/queries.ts'
import { findInvoice } from '#domain/money/invoice/queries.ts'
import { findPayer } from '#domain/money/payer/find-payer.ts'
import type { PaymentSource, Share } from '#domain/money/payment/payment.ts'
import { canBePaid, sharesInOrder } from '#domain/money/payment/payment.ts'
import type { Settled } from '#domain/money/payment/settle-invoice.ts'
import { settleInvoice } from '#domain/money/payment/settle-invoice.ts'
import { accountIdOf } from '#domain/platform/actor/actor.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'

/** A payment as whoever received it tells it. Money is in cents. */
export interface ToBook {
  readonly receivedOn: Temporal.PlainDate
  readonly cents: number
  readonly source: PaymentSource
  /** Who paid, as far as the source tells it; an IBAN without spaces, in capitals. */
  readonly payer?: { readonly name?: string; readonly iban?: string }
  /** The words that came with it. */
  readonly reference?: string
  readonly note?: string
  /** For which invoices it is, and how much for each. What is not settled stays, to be used later. */
  readonly settles: readonly Share[]
}

export type BookedPayment =
  | {
      readonly outcome: 'booked'
      readonly paymentId: string
      readonly settled: readonly Settled[]
      /** What of it is for no invoice yet. */
      readonly leftOverCents: number
    }
  /** An amount, of all of it or of a share, that nobody can pay: nought, less, more than a million euros. */
  | { readonly outcome: 'no-amount' }
  /** More is to be settled than was paid. */
  | { readonly outcome: 'more-than-paid' }
  | { readonly outcome: 'in-the-future' }
  /** Somebody read another day: what a bank or a machine tells may come before the invoice. */
  | {
      readonly outcome: 'before-the-invoice'
      readonly invoiceId: string
      readonly issuedOn: Temporal.PlainDate
    }
  | { readonly outcome: 'not-open'; readonly invoiceId: string }
  /** Less of an invoice is open than is to be settled of it. */
  | { readonly outcome: 'less-is-open'; readonly invoiceId: string; readonly openCents: number }
  | { readonly outcome: 'unknown'; readonly invoiceId: string }

/**
 * Books a payment and settles invoices with it: the one way in which money comes into Peil, whoever or whatever
 * received it. Either all of it is booked or, where it does not fit, nothing. What it settles is locked, each
 * registration before its invoices and all in one order, so that of two who book at once one comes after the other.
 */
export async function bookPayment(context: Context, payment: ToBook): Promise<BookedPayment> {
  const { receivedOn, cents, source } = payment
  const shares = sharesInOrder(payment.settles)
  const sum = shares.reduce((all, share) => all + share.cents, 0)
  if (!canBePaid(cents) || !shares.every((share) => canBePaid(share.cents))) {
    return { outcome: 'no-amount' }
  }
  if (sum > cents) return { outcome: 'more-than-paid' }
  if (Temporal.PlainDate.compare(receivedOn, context.today) > 0) return { outcome: 'in-the-future' }
  const invoices = await lockInvoices(context, shares)
  if ('outcome' in invoices) return invoices
  for (const { invoice, share } of invoices.found) {
    if (invoice.status !== 'open') return { outcome: 'not-open', invoiceId: invoice.id }
    if (source === 'by-hand' && Temporal.PlainDate.compare(receivedOn, invoice.issuedOn) < 0) {
      const { id: invoiceId, issuedOn } = invoice
      return { outcome: 'before-the-invoice', invoiceId, issuedOn }
    }
    if (share.cents > invoice.openCents) {
      const { id: invoiceId, openCents } = invoice
      return { outcome: 'less-is-open', invoiceId, openCents }
    }
  }
  const paymentId = await write(context, payment)
  const settled: Settled[] = []
  for (const { invoice, share } of invoices.found) {
    // A second invoice of one person is settled for who they are by then.
    const payer = await findPayer(context, invoice)
    if (payer === undefined) throw new Error(`nobody owes ${invoice.number}`)
    const on = laterOf(receivedOn, invoice.issuedOn)
    settled.push(
      await settleInvoice(context, { paymentId, payer, invoice, cents: share.cents, on }),
    )
  }
  // Behind what it settles, by which it is known whose it is.
  await record(context, {
    noun: 'payment',
    id: paymentId,
    action: 'book',
    facts: {
      cents,
      source,
      receivedOn: receivedOn.toString(),
      settles: shares.map((share) => ({ invoice: share.invoiceId, cents: share.cents })),
    },
  })
  return { outcome: 'booked', paymentId, settled, leftOverCents: cents - sum }
}

interface Found {
  readonly found: readonly { readonly invoice: Invoice; readonly share: Share }[]
}

async function lockInvoices(
  context: Context,
  shares: readonly Share[],
): Promise<Found | Extract<BookedPayment, { outcome: 'unknown' }>> {
  const registrations = new Set<string>()
  for (const { invoiceId } of shares) {
    const invoice = await findInvoice(context, invoiceId)
    if (invoice === undefined) return { outcome: 'unknown', invoiceId }
    if (invoice.registrationId !== undefined) registrations.add(invoice.registrationId)
  }
  for (const registrationId of [...registrations].toSorted()) {
    await findPayer(context, { registrationId, organisationId: undefined }, { lock: true })
  }
  const found: { invoice: Invoice; share: Share }[] = []
  for (const share of shares) {
    const invoice = await findInvoice(context, share.invoiceId, { lock: true })
    if (invoice === undefined) return { outcome: 'unknown', invoiceId: share.invoiceId }
    found.push({ invoice, share })
  }
  return { found }
}

async function write(context: Context, payment: ToBook): Promise<string> {
  const { payer, reference = '', note = '' } = payment
  const { id } = await context.db
    .insertInto('payment')
    .values({
      register: context.register.id,
      received_on: payment.receivedOn.toString(),
      cents: payment.cents,
      source: payment.source,
      payer_name: (payer?.name ?? '').slice(0, 200),
      payer_iban: payer?.iban ?? '',
      reference: reference.slice(0, 500),
      note: note.slice(0, 2000),
      booked_on: context.today.toString(),
      booked_by: accountIdOf(context.actor) ?? null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

function laterOf(one: Temporal.PlainDate, other: Temporal.PlainDate): Temporal.PlainDate {
  return Temporal.PlainDate.compare(one, other) < 0 ? other : one
}
