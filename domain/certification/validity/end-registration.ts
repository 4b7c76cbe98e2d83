import { lapseWithRegistration } from '#domain/certification/agreement/lapse-with-registration.ts'
import { runningStatuses } from '#domain/certification/application/application.ts'
import { findApplication } from '#domain/certification/application/queries.ts'
import { withdrawCertificates } from '#domain/certification/certificate/withdraw-certificates.ts'
import { endApplication } from '#domain/certification/validity/withdraw-application.ts'
import { findInvoice, listInvoices } from '#domain/money/invoice/queries.ts'
import { payingMember } from '#domain/money/payer/find-payer.ts'
import { takeBack } from '#domain/money/payment/credit-invoice.ts'
import { changeStatus } from '#domain/people/registration/change-status.ts'
import type { End, Member } from '#domain/people/registration/queries.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { registrationEnded } from '#mail/registration-ended.ts'

/**
 * Ends a registration, which the caller has locked: an application that is running ends with it,
 * an agreement that waits for a signature or for the check lapses, and a first invoice that was never paid is credited. A decision
 * removes it; that is told with the letter of the decision, the rest in a mail of its own, unless the
 * caller tells it. Whoever has died is told nothing.
 */
export async function endRegistration(
  context: Context,
  member: Member,
  reason: NonNullable<End['reason']>,
  { told = false }: { readonly told?: boolean } = {},
): Promise<boolean> {
  const { db, register, today } = context
  const event = eventOf(reason)
  const status = await changeStatus(context, member, event, {
    ended_on: today.toString(),
    end_reason: reason,
    held_status: null,
    suspended_last: null,
    ends_after: null,
  })
  if (status === undefined) return false
  await db
    .updateTable('suspension')
    .where('registration_id', '=', member.registrationId)
    .where('ended_on', 'is', null)
    .set({ ended_on: today.toString(), ended_by: 'registration' })
    .execute()
  await lapseWithRegistration(context, member.registrationId)
  const creditNotes = member.candidateOn === undefined ? await creditInvoices(context, member) : []
  await withdrawCertificates(context, member.registrationId)
  await endApplications(context, member.registrationId)
  await record(context, {
    noun: 'registration',
    id: member.registrationId,
    action: event,
    facts: { reason, from: member.status },
  })
  if (told || reason === 'decision' || reason === 'death' || member.email === '') return true
  await writeMessage(
    context,
    'registration-ended',
    { name: member.name, address: member.email, accountId: member.accountId },
    {
      ...registrationEnded({
        register: mailRegister(context.platform, register),
        name: member.name,
        reason,
        endedOn: today.toString(),
        credited: creditNotes.length > 0,
      }),
      attached: creditNotes,
    },
  )
  return true
}

/**
 * The member of a registration that may be about to end, locked after its applications that run: whoever
 * decides on one holds it before its registration, and neither waits for the other for ever.
 */
export async function findMemberToEnd(
  context: Context,
  registrationId: string,
): Promise<Member | undefined> {
  await context.db
    .selectFrom('application')
    .where('registration_id', '=', registrationId)
    .where('status', 'in', [...runningStatuses])
    .select('id')
    .orderBy('id')
    .forUpdate()
    .execute()
  return findMember(context, registrationId, { lock: true })
}

function eventOf(reason: NonNullable<End['reason']>): 'remove' | 'die' | 'withdraw' {
  if (reason === 'death') return 'die'
  return reason === 'decision' ? 'remove' : 'withdraw'
}

// A first year that never began was never owed; what was paid of it in part is left over. Gives the credit notes.
async function creditInvoices(context: Context, member: Member): Promise<readonly string[]> {
  const { registrationId } = member
  const payer = payingMember(member)
  const papers: string[] = []
  for (const { id } of await listInvoices(context, registrationId)) {
    const invoice = await findInvoice(context, id, { lock: true })
    if (invoice?.status !== 'open' || invoice.kind !== 'year') continue
    const cents = invoice.totalCents - invoice.creditedCents
    const reason = 'De registratie is geëindigd voordat het eerste jaar begon.'
    const { number, documentId } = await takeBack(context, { payer, invoice, cents, reason })
    const facts = { registration: registrationId, creditNote: number, cents }
    await record(context, { noun: 'invoice', id, action: 'credit', facts })
    papers.push(documentId)
  }
  return papers
}

async function endApplications(context: Context, registrationId: string): Promise<void> {
  const running = await context.db
    .selectFrom('application')
    .where('registration_id', '=', registrationId)
    .where('status', 'in', [...runningStatuses])
    .select('id')
    .execute()
  for (const { id } of running) {
    const found = await findApplication(context, id, { lock: true })
    if (found !== undefined) await endApplication(context, found, 'registration')
  }
}
