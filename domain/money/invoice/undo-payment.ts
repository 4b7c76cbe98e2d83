import type { InvoiceEvent, InvoiceStatus } from '#domain/money/invoice/invoice.ts'
import { invoiceLifecycle } from '#domain/money/invoice/invoice.ts'
import type { Invoice } from '#domain/money/invoice/queries.ts'
import { findInvoice } from '#domain/money/invoice/queries.ts'
import { changeStatus } from '#domain/people/registration/change-status.ts'
import type { Member } from '#domain/people/registration/queries.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { hasLeft } from '#domain/people/registration/registration.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { next } from '#domain/platform/lifecycle/lifecycle.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { paymentUndone } from '#mail/payment-undone.ts'

/** What undoing a payment leads to, told before it is confirmed. */
export interface UndoConsequence {
  /**
   * What becomes of a registration that this payment made a candidate: it is no candidate any more,
   * or it stays one, since something was built on it that nobody takes away for a mistake of ours.
   */
  readonly candidate: 'not-by-this' | 'ends' | 'stays'
  /** The day by which the invoice has to be paid once it is open again. */
  readonly dueOn: Temporal.PlainDate
  /** Whether somebody who has left still gets nothing to pay: then it waits to be written off. */
  readonly left: boolean
}

export type UndonePayment =
  | { readonly outcome: 'undone'; readonly consequence: UndoConsequence }
  | { readonly outcome: 'not-paid' }
  | { readonly outcome: 'stale' }
  | { readonly outcome: 'unknown' }

/** What would follow from undoing the payment of an invoice. */
export async function consequenceOfUndo(
  context: Context,
  invoice: Invoice,
): Promise<UndoConsequence | undefined> {
  const member = await findMember(context, invoice.registrationId)
  return member && consequence(context, member, invoice)
}

/**
 * Takes back a payment that was booked by mistake. The invoice is open again, with a whole term to
 * pay it and its reminders from the start; who became a candidate by it is approved again, unless an
 * application or a later invoice was built on it. A hold that it ended does not come back by itself:
 * the term and the reminders come first.
 */
export async function undoPayment(
  context: Context,
  undo: { readonly invoiceId: string; readonly version: number; readonly reason: string },
): Promise<UndonePayment> {
  const found = await findInvoice(context, undo.invoiceId)
  if (found === undefined) return { outcome: 'unknown' }
  const member = await findMember(context, found.registrationId, { lock: true })
  const invoice = await findInvoice(context, undo.invoiceId, { lock: true })
  if (member === undefined || invoice === undefined) return { outcome: 'unknown' }
  const status = next<InvoiceStatus, InvoiceEvent>(invoiceLifecycle, invoice.status, 'undo-payment')
  if (status === undefined || invoice.paidOn === undefined) return { outcome: 'not-paid' }
  if (invoice.version !== undo.version) return { outcome: 'stale' }
  const following = await consequence(context, member, invoice)
  await reopen(context, invoice, status, following.dueOn)
  await record(context, {
    noun: 'invoice',
    id: invoice.id,
    action: 'undo-payment',
    facts: {
      registration: member.registrationId,
      paidOn: invoice.paidOn.toString(),
      reason: undo.reason,
    },
  })
  if (following.candidate === 'ends') await endCandidacy(context, member, invoice)
  await tell(context, { member, invoice, reason: undo.reason, consequence: following })
  return { outcome: 'undone', consequence: following }
}

async function consequence(
  { db, register, today }: Context,
  member: Member,
  invoice: Invoice,
): Promise<UndoConsequence> {
  const term = today.add(register.terms.payment)
  const dueOn = Temporal.PlainDate.compare(term, invoice.dueOn) > 0 ? term : invoice.dueOn
  const left = hasLeft.has(member.status)
  const madeCandidate =
    invoice.paidOn !== undefined &&
    member.candidateOn?.equals(invoice.paidOn) === true &&
    member.candidateOn.equals(invoice.coversFirst)
  if (!madeCandidate) return { candidate: 'not-by-this', dueOn, left }
  if (member.status !== 'candidate') return { candidate: 'stays', dueOn, left }
  const builtOn = await db
    .selectFrom('registration')
    .where('registration.id', '=', member.registrationId)
    .where(({ or, exists, selectFrom }) =>
      or([
        exists(
          selectFrom('application')
            .whereRef('application.registration_id', '=', 'registration.id')
            .select('application.id'),
        ),
        exists(
          selectFrom('invoice')
            .whereRef('invoice.registration_id', '=', 'registration.id')
            .where('invoice.id', '<>', invoice.id)
            .select('invoice.id'),
        ),
      ]),
    )
    .select('registration.id')
    .executeTakeFirst()
  return { candidate: builtOn === undefined ? 'ends' : 'stays', dueOn, left }
}

// The reminders begin anew, as for an invoice that was sent today.
async function reopen(
  { db }: Context,
  invoice: Invoice,
  status: InvoiceStatus,
  dueOn: Temporal.PlainDate,
): Promise<void> {
  await db
    .updateTable('invoice')
    .where('id', '=', invoice.id)
    .set((eb) => ({
      status,
      paid_on: null,
      due_on: dueOn.toString(),
      version: eb('version', '+', 1),
    }))
    .execute()
  await db.deleteFrom('reminder').where('subject_id', '=', invoice.id).execute()
}

async function endCandidacy(context: Context, member: Member, invoice: Invoice): Promise<void> {
  const status = await changeStatus(context, member, 'undo-payment', { candidate_on: null })
  if (status === undefined) throw new Error(`${member.status} cannot end by undoing a payment`)
  await record(context, {
    noun: 'registration',
    id: member.registrationId,
    action: 'undo-candidacy',
    facts: { invoice: invoice.id, candidateOn: invoice.coversFirst.toString() },
  })
}

// Whoever was told that it was paid is told that it was not.
async function tell(
  context: Context,
  undone: {
    readonly member: Member
    readonly invoice: Invoice
    readonly reason: string
    readonly consequence: UndoConsequence
  },
): Promise<void> {
  const { member, invoice, reason, consequence } = undone
  if (member.email === '') return
  await writeMessage(
    context,
    'payment-undone',
    { name: member.name, address: member.email, accountId: member.accountId },
    paymentUndone({
      register: mailRegister(context.platform, context.register),
      name: member.name,
      number: invoice.number,
      cents: invoice.totalCents,
      reason,
      status:
        consequence.candidate === 'ends' ? context.register.statuses.approved.label : undefined,
      dueDate: consequence.left ? undefined : consequence.dueOn.toString(),
    }),
  )
}
