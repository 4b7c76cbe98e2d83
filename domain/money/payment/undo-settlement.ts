import type { InvoiceEvent, InvoiceStatus } from '#domain/money/invoice/invoice.ts'
import { invoiceLifecycle } from '#domain/money/invoice/invoice.ts'
import type { Invoice } from '#domain/money/invoice/queries.ts'
import { findInvoice } from '#domain/money/invoice/queries.ts'
import type { Payer } from '#domain/money/payer/find-payer.ts'
import { findPayer, whose } from '#domain/money/payer/find-payer.ts'
import type { Payment, Settlement } from '#domain/money/payment/queries.ts'
import { findPayment, settlementsOf } from '#domain/money/payment/queries.ts'
import { changeStatus } from '#domain/people/registration/change-status.ts'
import type { Member } from '#domain/people/registration/queries.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { next } from '#domain/platform/lifecycle/lifecycle.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { paymentUndone } from '#mail/payment-undone.ts'

/** What taking a payment off an invoice leads to, told before it is confirmed. */
export interface UndoConsequence {
  readonly invoice: Invoice
  readonly payer: Payer
  /** Whether the invoice was paid whole, so that it is open again. */
  readonly reopens: boolean
  /**
   * What becomes of a registration that this payment made a candidate: it is no candidate any more,
   * or it stays one, since something was built on it that nobody takes away for a mistake of ours.
   */
  readonly candidate: 'not-by-this' | 'ends' | 'stays'
  /** What there is to pay of the invoice then, in cents. */
  readonly openCents: number
  /** The day by which that has to be paid. */
  readonly dueOn: Temporal.PlainDate
  /** Whether somebody who has left still gets nothing to pay: then it waits to be written off. */
  readonly left: boolean
}

/** A payment that was locked, with what of it counts and whose invoices those are. */
interface Locked {
  readonly payment: Payment
  readonly settlements: readonly Settlement[]
}

export type NotLocked =
  /** It paid for somebody whose dossier is gone: there is nothing left that could be open again. */
  | { readonly outcome: 'kept-apart' }
  | { readonly outcome: 'stale' }
  | { readonly outcome: 'unknown' }

/** Locks a payment: the registrations before the invoices and these before itself, as who books does. */
export async function lockPayment(
  context: Context,
  paymentId: string,
): Promise<Locked | NotLocked> {
  if ((await findPayment(context, paymentId)) === undefined) return { outcome: 'unknown' }
  const before = await countedOf(context, paymentId)
  if (before.some(isKeptApart)) return { outcome: 'kept-apart' }
  const registrations = before.flatMap(({ registrationId }) => registrationId ?? [])
  for (const id of [...new Set(registrations)].toSorted()) {
    await findMember(context, id, { lock: true })
  }
  for (const id of before.map(({ invoiceId }) => invoiceId).toSorted()) {
    await findInvoice(context, id, { lock: true })
  }
  const payment = await findPayment(context, paymentId, { lock: true })
  if (payment === undefined) return { outcome: 'unknown' }
  const settlements = await countedOf(context, paymentId)
  const same = settlements.map(({ id }) => id).join() === before.map(({ id }) => id).join()
  // Reversed meanwhile, it settles nothing; whoever divided it otherwise meanwhile was first.
  return same || payment.reversedOn !== undefined ? { payment, settlements } : { outcome: 'stale' }
}

// The dossier is gone of whose it was: nobody owes it any more.
function isKeptApart({ registrationId, organisationId }: Settlement): boolean {
  return registrationId === undefined && organisationId === undefined
}

/** What a payment settles, without what was undone. */
export async function countedOf(
  context: Context,
  paymentId: string,
): Promise<readonly Settlement[]> {
  const all = await settlementsOf(context, paymentId)
  return all.filter(({ undoneOn }) => undoneOn === undefined)
}

/**
 * Undoes what a payment settled of an invoice, of which everything is locked, with why. An invoice that was paid is open
 * again, with a whole term to pay it and its reminders from the start; who became a candidate by it is approved again,
 * unless an application or a later invoice was built on it. A hold that it ended does not come back by itself: the term
 * and the reminders come first.
 */
export async function undoSettlement(
  context: Context,
  settlement: Settlement,
  reason: string,
): Promise<UndoConsequence> {
  const following = await consequenceOfUndo(context, settlement)
  if (following === undefined) throw new Error(`no invoice ${settlement.invoiceId}`)
  const { invoice, payer } = following
  await context.db
    .updateTable('settlement')
    .where('id', '=', settlement.id)
    .set({ undone_on: context.today.toString(), undone_because: reason })
    .execute()
  await reopen(context, following)
  await record(context, {
    noun: 'invoice',
    id: invoice.id,
    action: 'undo-payment',
    facts: {
      ...whose(payer),
      payment: settlement.paymentId,
      cents: settlement.cents,
      ...(invoice.paidOn === undefined ? {} : { paidOn: invoice.paidOn.toString() }),
      reason,
    },
  })
  if (following.candidate === 'ends' && payer.member !== undefined) {
    await endCandidacy(context, payer.member, invoice)
  }
  await tell(context, following, reason)
  return following
}

/** What would follow from it; undefined where the invoice is kept apart. */
export async function consequenceOfUndo(
  context: Context,
  settlement: Settlement,
): Promise<UndoConsequence | undefined> {
  const invoice = await findInvoice(context, settlement.invoiceId)
  const payer = invoice && (await findPayer(context, invoice))
  return payer && consequence(context, { payer, invoice, settlement })
}

async function consequence(
  { db, register, today }: Context,
  of: { readonly payer: Payer; readonly invoice: Invoice; readonly settlement: Settlement },
): Promise<UndoConsequence> {
  const { payer, invoice, settlement } = of
  const { member, left } = payer
  const term = today.add(register.terms.payment)
  const reopens = invoice.status === 'paid'
  const dueOn =
    reopens && Temporal.PlainDate.compare(term, invoice.dueOn) > 0 ? term : invoice.dueOn
  const openCents = invoice.openCents + settlement.cents
  const about = { invoice, payer, reopens, openCents, dueOn, left }
  const madeCandidate =
    invoice.kind === 'year' &&
    invoice.paidOn !== undefined &&
    member?.candidateOn?.equals(invoice.paidOn) === true &&
    member.candidateOn.equals(invoice.coversFirst)
  if (!madeCandidate || member === undefined) return { ...about, candidate: 'not-by-this' }
  if (member.status !== 'candidate') return { ...about, candidate: 'stays' }
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
  return { ...about, candidate: builtOn === undefined ? 'ends' : 'stays' }
}

// The reminders begin anew, as for an invoice that was sent today. Of one that was open still, they go on.
async function reopen(
  { db }: Context,
  { invoice, reopens, dueOn }: UndoConsequence,
): Promise<void> {
  const status = next<InvoiceStatus, InvoiceEvent>(invoiceLifecycle, invoice.status, 'undo-payment')
  await db
    .updateTable('invoice')
    .where('id', '=', invoice.id)
    .set((eb) => ({
      version: eb('version', '+', 1),
      ...(reopens && status !== undefined
        ? { status, paid_on: null, due_on: dueOn.toString() }
        : {}),
    }))
    .execute()
  if (reopens) await db.deleteFrom('reminder').where('subject_id', '=', invoice.id).execute()
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
async function tell(context: Context, consequence: UndoConsequence, reason: string): Promise<void> {
  const { payer, invoice, reopens, openCents, left } = consequence
  // Of one that is written off or credited nothing is asked any more.
  if (!reopens && invoice.status !== 'open') return
  for (const to of payer.recipients) {
    await writeMessage(
      context,
      'payment-undone',
      to,
      paymentUndone({
        register: mailRegister(context.platform, context.register),
        name: to.name,
        number: invoice.number,
        cents: openCents,
        wasPaid: reopens,
        reason,
        status:
          consequence.candidate === 'ends' ? context.register.statuses.approved.label : undefined,
        dueDate: left ? undefined : consequence.dueOn.toString(),
      }),
    )
  }
}
