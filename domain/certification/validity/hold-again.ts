import { tellOnHold } from '#domain/money/invoice/hold-for-invoice.ts'
import { changeStatus } from '#domain/people/registration/change-status.ts'
import { beginWaitingHold, holdByHand } from '#domain/people/registration/held-by-hand.ts'
import type { Member } from '#domain/people/registration/queries.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import type { RegistrationStatus } from '#domain/people/registration/registration.ts'
import { takesPart } from '#domain/people/registration/registration.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'

// A hold goes on after what stood above it: a suspension, or an end that turned out to be wrong. Who could
// do nothing about it meanwhile has the whole term to pay once more, and reads until when.

/**
 * Holds a registration, which the caller has locked and released from a suspension, once more where it was
 * held for an invoice that is open still, or by hand, also where that was to begin meanwhile. Undefined where nothing holds it.
 */
export async function holdAgain(
  context: Context,
  member: Member,
  released: RegistrationStatus,
): Promise<RegistrationStatus | undefined> {
  if (!takesPart.has(released)) return undefined
  await beginWaitingHold(context, member.registrationId)
  const unpaid = await unpaidHold(context, member)
  const byHand = await holdByHand(context, member.registrationId)
  if (unpaid === undefined && byHand === undefined) return undefined
  const along = { held_status: released }
  const status = await changeStatus(context, { ...member, status: released }, 'hold', along)
  if (unpaid !== undefined) await beginTermAnew(context, member, unpaid)
  return status
}

/**
 * Follows, for a registration that stands again and that the caller has locked, what holds it by now: the
 * term of an invoice begins anew, and where nothing is open any more and nothing was set by hand, the hold
 * is over. Gives the status.
 */
export async function followHold(
  context: Context,
  registrationId: string,
): Promise<RegistrationStatus | undefined> {
  const member = await findMember(context, registrationId, { lock: true })
  if (member?.status !== 'on-hold') return member?.status
  const unpaid = await unpaidHold(context, member)
  if (unpaid !== undefined) await beginTermAnew(context, member, unpaid)
  if (unpaid !== undefined || (await holdByHand(context, registrationId)) !== undefined) {
    return member.status
  }
  const status = await changeStatus(context, member, 'release', { held_status: null })
  await record(context, {
    noun: 'registration',
    id: registrationId,
    action: 'release',
    facts: { status },
  })
  return status
}

// The oldest invoice that holds it and is open.
async function unpaidHold({ db }: Context, { registrationId }: Member) {
  return db
    .selectFrom('invoice')
    .innerJoin('reminder', 'reminder.subject_id', 'invoice.id')
    .where('invoice.registration_id', '=', registrationId)
    .where('invoice.status', '=', 'open')
    .where('reminder.kind', '=', 'on-hold')
    .orderBy('invoice.due_on')
    .orderBy('invoice.id')
    .select(['invoice.id', 'invoice.number', 'reminder.written_on'])
    .executeTakeFirst()
}

async function beginTermAnew(
  context: Context,
  member: Member,
  invoice: { readonly number: string; readonly written_on: string },
): Promise<void> {
  const today = context.today.toString()
  if (invoice.written_on === today) return
  await context.db
    .updateTable('reminder')
    .where('kind', '=', 'on-hold')
    .where('subject_id', 'in', (eb) =>
      eb.selectFrom('invoice').where('registration_id', '=', member.registrationId).select('id'),
    )
    .set({ written_on: today })
    .execute()
  await tellOnHold(context, member, invoice.number)
}
