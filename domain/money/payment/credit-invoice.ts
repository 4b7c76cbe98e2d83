import type { InvoiceEvent, InvoiceStatus } from '#domain/money/invoice/invoice.ts'
import { invoiceLifecycle, statusBy } from '#domain/money/invoice/invoice.ts'
import { makeCreditNote } from '#domain/money/invoice/make-credit-note.ts'
import type { Invoice } from '#domain/money/invoice/queries.ts'
import { findInvoice } from '#domain/money/invoice/queries.ts'
import type { Payer } from '#domain/money/payer/find-payer.ts'
import { findPayer, whose } from '#domain/money/payer/find-payer.ts'
import { followPaid } from '#domain/money/payment/follow-paid.ts'
import { noteChange } from '#domain/money/payment/note-change.ts'
import { lastSettledOn, paymentsOf } from '#domain/money/payment/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { next } from '#domain/platform/lifecycle/lifecycle.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { invoiceCredited } from '#mail/invoice-credited.ts'

/** What is taken back of an invoice, in cents, and why. */
export interface ToTakeBack {
  readonly invoiceId: string
  readonly version: number
  readonly cents: number
  readonly reason: string
}

/** What a credit note did. */
export interface Credited {
  readonly number: string
  readonly documentId: string
  /** What had been paid of it and is left over of its payments now. */
  readonly freedCents: number
  /** What is still to be paid. */
  readonly openCents: number
}

export type CreditedInvoice =
  | (Credited & { readonly outcome: 'credited' })
  | { readonly outcome: 'no-amount' }
  /** More than what was not taken back before. */
  | { readonly outcome: 'less-is-charged'; readonly chargedCents: number }
  /** It was written off, or taken back as a whole. */
  | { readonly outcome: 'lapsed' }
  | { readonly outcome: 'stale' }
  | { readonly outcome: 'unknown' }

/**
 * Takes an invoice or a part of it back by a credit note, at somebody's word, also when it was paid: what was paid beyond
 * what is charged still, is left over of its payments, to be used or paid back. Whose it is gets the credit note.
 */
export async function creditInvoice(context: Context, asked: ToTakeBack): Promise<CreditedInvoice> {
  const { invoiceId, version, cents, reason } = asked
  const found = await findInvoice(context, invoiceId)
  if (found === undefined) return { outcome: 'unknown' }
  const payer = await findPayer(context, found, { lock: true })
  const invoice = await findInvoice(context, invoiceId, { lock: true })
  if (payer === undefined || invoice === undefined) return { outcome: 'unknown' }
  if (invoice.status === 'written-off' || invoice.status === 'credited') {
    return { outcome: 'lapsed' }
  }
  if (invoice.version !== version) return { outcome: 'stale' }
  if (!Number.isSafeInteger(cents) || cents <= 0) return { outcome: 'no-amount' }
  const chargedCents = invoice.totalCents - invoice.creditedCents
  if (cents > chargedCents) return { outcome: 'less-is-charged', chargedCents }
  const credited = await takeBack(context, { payer, invoice, cents, reason })
  await record(context, {
    noun: 'invoice',
    id: invoice.id,
    action: 'take-back',
    facts: {
      ...whose(payer),
      creditNote: credited.number,
      cents,
      freedCents: credited.freedCents,
      reason,
    },
  })
  await tellCredited(context, { payer, invoice, cents, reason }, credited)
  // Nothing is open any more: what holds for an invoice that is paid holds for what this one held.
  if (invoice.status === 'open' && credited.openCents === 0 && payer.member !== undefined) {
    await followPaid(context, payer.member, await again(context, invoice.id))
  }
  return { outcome: 'credited', ...credited }
}

interface Taking {
  readonly payer: Payer
  readonly invoice: Invoice
  readonly cents: number
  readonly reason: string
  readonly ground?: string
}

/**
 * Makes the credit note of so much of an invoice, of which registration and invoice are locked, and frees what was paid
 * of that; the caller records it.
 */
export async function takeBack(context: Context, taking: Taking): Promise<Credited> {
  const { invoice, cents } = taking
  const freedCents = Math.max(
    0,
    cents - (invoice.totalCents - invoice.settledCents - invoice.creditedCents),
  )
  if (freedCents > 0) await free(context, invoice, freedCents)
  const note = await makeCreditNote(context, { ...taking, writtenOff: false })
  const now = await again(context, invoice.id)
  const status = statusBy(now)
  const events = { credited: 'credit', paid: 'pay' } as const
  if (status !== 'open' && status !== invoice.status) {
    const to = next<InvoiceStatus, InvoiceEvent>(invoiceLifecycle, invoice.status, events[status])
    if (to !== status) throw new Error(`an invoice that is ${invoice.status} cannot be ${status}`)
  }
  const paidOn = status === 'paid' ? await lastSettledOn(context, invoice.id) : undefined
  await context.db
    .updateTable('invoice')
    .where('id', '=', invoice.id)
    .set((eb) => ({
      status,
      paid_on: paidOn?.toString() ?? null,
      version: eb('version', '+', 1),
    }))
    .execute()
  const openCents = now.totalCents - now.settledCents - now.creditedCents
  return { ...note, freedCents, openCents }
}

// Takes so much of what was paid off an invoice, the last of it first; of a payment that goes off in part the rest
// settles it anew, on the day on which it did.
async function free(context: Context, invoice: Invoice, cents: number): Promise<void> {
  const { db, register, today } = context
  const counted = (await paymentsOf(context, invoice.id)).filter(
    ({ undoneOn }) => undoneOn === undefined,
  )
  let left = cents
  for (const settlement of counted.toReversed()) {
    if (left === 0) break
    const off = Math.min(left, settlement.cents)
    left -= off
    await db
      .updateTable('settlement')
      .where('id', '=', settlement.id)
      .set({ undone_on: today.toString(), undone_because: 'Gecrediteerd' })
      .execute()
    if (off < settlement.cents) {
      await db
        .insertInto('settlement')
        .values({
          register: register.id,
          payment_id: settlement.paymentId,
          invoice_id: invoice.id,
          cents: settlement.cents - off,
          settled_on: settlement.settledOn.toString(),
        })
        .execute()
    }
    await noteChange(context, settlement.paymentId)
    await record(context, {
      noun: 'payment',
      id: settlement.paymentId,
      action: 'free',
      facts: { invoice: invoice.id, cents: off },
    })
  }
}

async function again(context: Context, invoiceId: string): Promise<Invoice> {
  const invoice = await findInvoice(context, invoiceId)
  if (invoice === undefined) throw new Error(`no invoice ${invoiceId}`)
  return invoice
}

/** Writes to whoever owes it what was taken back, with the credit note. */
export async function tellCredited(
  context: Context,
  taking: Taking,
  credited: Credited,
): Promise<void> {
  const { payer, invoice, cents, reason } = taking
  for (const to of payer.recipients) {
    await writeMessage(context, 'invoice-credited', to, {
      ...invoiceCredited({
        register: mailRegister(context.platform, context.register),
        name: to.name,
        number: invoice.number,
        creditNumber: credited.number,
        cents,
        openCents: credited.openCents,
        freedCents: credited.freedCents,
        whole: cents + invoice.creditedCents === invoice.totalCents,
        reason,
      }),
      attached: [credited.documentId],
    })
  }
}
