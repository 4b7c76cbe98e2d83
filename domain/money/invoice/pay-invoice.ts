import { stillHeld } from '#domain/money/invoice/hold-for-invoice.ts'
import type { InvoiceEvent, InvoiceStatus } from '#domain/money/invoice/invoice.ts'
import { coverage, invoiceLifecycle } from '#domain/money/invoice/invoice.ts'
import type { Invoice } from '#domain/money/invoice/queries.ts'
import { findInvoice, hasOpenInvoice, listInvoices } from '#domain/money/invoice/queries.ts'
import { becomeCandidate } from '#domain/people/registration/become-candidate.ts'
import { changeStatus } from '#domain/people/registration/change-status.ts'
import { endByHand, holdByHand } from '#domain/people/registration/held-by-hand.ts'
import type { Member } from '#domain/people/registration/queries.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { next } from '#domain/platform/lifecycle/lifecycle.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { paymentReceived } from '#mail/payment-received.ts'
import { registrationReleased } from '#mail/registration-released.ts'
import { tariffOn } from '#regulations/load.ts'

export type PaidInvoice =
  | {
      readonly outcome: 'paid'
      readonly registrationId: string
      /** Whether this payment made somebody a candidate. */
      readonly candidate: boolean
      /** Whether this payment ended a hold. */
      readonly released: boolean
    }
  | { readonly outcome: 'already-paid'; readonly paidOn: Temporal.PlainDate }
  | { readonly outcome: 'not-open' }
  | { readonly outcome: 'in-the-future' }
  | { readonly outcome: 'before-the-invoice'; readonly issuedOn: Temporal.PlainDate }
  | { readonly outcome: 'stale' }
  | { readonly outcome: 'unknown' }

/**
 * Marks an invoice paid. Signed and paid makes a candidate, who is visible in the public register
 * from then on. A hold goes on only where another invoice holds by now as well, or where it was set by hand
 * on a ground that says so.
 */
export async function payInvoice(
  context: Context,
  payment: {
    readonly invoiceId: string
    readonly version: number
    readonly paidOn: Temporal.PlainDate
  },
): Promise<PaidInvoice> {
  const found = await findInvoice(context, payment.invoiceId)
  if (found === undefined) return { outcome: 'unknown' }
  const member = await findMember(context, found.registrationId, { lock: true })
  const invoice = await findInvoice(context, payment.invoiceId, { lock: true })
  if (member === undefined || invoice === undefined) return { outcome: 'unknown' }
  if (invoice.paidOn !== undefined) return { outcome: 'already-paid', paidOn: invoice.paidOn }
  const status = next<InvoiceStatus, InvoiceEvent>(invoiceLifecycle, invoice.status, 'pay')
  if (status === undefined) return { outcome: 'not-open' }
  if (Temporal.PlainDate.compare(payment.paidOn, context.today) > 0) {
    return { outcome: 'in-the-future' }
  }
  if (Temporal.PlainDate.compare(payment.paidOn, invoice.issuedOn) < 0) {
    return { outcome: 'before-the-invoice', issuedOn: invoice.issuedOn }
  }
  if (invoice.version !== payment.version) return { outcome: 'stale' }
  await context.db
    .updateTable('invoice')
    .where('id', '=', invoice.id)
    .set((eb) => ({
      status,
      paid_on: payment.paidOn.toString(),
      version: eb('version', '+', 1),
    }))
    .execute()
  await record(context, {
    noun: 'invoice',
    id: invoice.id,
    action: 'pay',
    facts: { registration: member.registrationId, paidOn: payment.paidOn.toString() },
  })
  await writeMessage(
    context,
    'payment-received',
    recipientOf(member),
    paymentReceived({
      register: mailRegister(context.platform, context.register),
      name: member.name,
      number: invoice.number,
      cents: invoice.totalCents,
      paidOn: payment.paidOn.toString(),
    }),
  )
  const released = await release(context, member)
  const now = released ? { ...member, status: member.heldStatus ?? member.status } : member
  const candidate = await becomeCandidate(context, now, { on: payment.paidOn, paid: true })
  if (candidate) await coverFirstYear(context, invoice, payment.paidOn)
  return { outcome: 'paid', registrationId: member.registrationId, candidate, released }
}

/**
 * Makes a candidate of somebody who paid while their registration stood still, now that it goes on: their
 * first year begins today. In any other status, or where nothing was paid, nothing changes.
 */
export async function admitPaid(context: Context, registrationId: string): Promise<void> {
  const member = await findMember(context, registrationId, { lock: true })
  if (member?.status !== 'approved') return
  const invoices = await listInvoices(context, registrationId)
  const invoice = invoices.find(({ paidOn }) => paidOn !== undefined)
  if (invoice === undefined || invoices.some(({ status }) => status === 'open')) return
  const { today } = context
  if (!(await becomeCandidate(context, member, { on: today, paid: true }))) return
  await coverFirstYear(context, invoice, today)
  await record(context, {
    noun: 'invoice',
    id: invoice.id,
    action: 'cover',
    facts: { registration: registrationId, from: today.toString() },
  })
}

async function release(context: Context, member: Member): Promise<boolean> {
  if (member.status !== 'on-hold') return false
  const byHand = await holdByHand(context, member.registrationId)
  if (byHand !== undefined) {
    if (!byHand.endsWhenPaid) return false
    if (await hasOpenInvoice(context, member.registrationId)) return false
    await endByHand(context, byHand.id)
  }
  if (await stillHeld(context, member)) return false
  const status = await changeStatus(context, member, 'release', { held_status: null })
  if (status === undefined) return false
  await record(context, {
    noun: 'registration',
    id: member.registrationId,
    action: 'release',
    facts: { status },
  })
  await writeMessage(
    context,
    'registration-released',
    recipientOf(member),
    registrationReleased({
      register: mailRegister(context.platform, context.register),
      name: member.name,
      status: context.register.statuses[status].label,
      because: 'paid',
    }),
  )
  return true
}

// The first year begins with candidacy; the yearly invoices follow its anniversary.
async function coverFirstYear(
  context: Context,
  invoice: Invoice,
  paidOn: Temporal.PlainDate,
): Promise<void> {
  const { register, today } = context
  const first = coverage(paidOn, 0, tariffOn(register, today)?.billing ?? 'anniversary')
  await context.db
    .updateTable('invoice')
    .where('id', '=', invoice.id)
    .set({ covers_first: first.first.toString(), covers_last: first.last.toString() })
    .execute()
}

function recipientOf(member: Member) {
  return { name: member.name, address: member.email, accountId: member.accountId }
}
