import { changeStatus } from '#domain/people/registration/change-status.ts'
import type { Member } from '#domain/people/registration/queries.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import type { RegistrationStatus } from '#domain/people/registration/registration.ts'
import { takesPart } from '#domain/people/registration/registration.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { suspensionOver } from '#mail/suspension-over.ts'

/**
 * Suspends a registration, which the caller has locked, up to and including a day; one that is
 * suspended already stays so until that day. What it was is kept, and goes on below: a period that
 * ends, ends. Says whether it could: who has left, expired or has yet to be admitted is not suspended.
 */
export async function suspendRegistration(
  context: Context,
  member: Member,
  last: Temporal.PlainDate,
): Promise<boolean> {
  const held = member.heldStatus ?? member.status
  const status = await changeStatus(context, member, 'suspend', {
    held_status: held,
    suspended_last: last.toString(),
  })
  if (status === undefined) return false
  await record(context, {
    noun: 'registration',
    id: member.registrationId,
    action: 'suspend',
    facts: { held, last: last.toString() },
  })
  return true
}

/**
 * Ends the suspension of a registration, which the caller has locked, and gives what it is then:
 * what was held, or on hold again for an invoice that is still not paid. Undefined, and nothing
 * changes, where it is not suspended.
 */
export async function liftSuspension(
  context: Context,
  member: Member,
): Promise<RegistrationStatus | undefined> {
  if (member.status !== 'suspended') return undefined
  const along = { held_status: null, suspended_last: null }
  const released = await changeStatus(context, member, 'release', along)
  if (released === undefined) return undefined
  const status = (await holdAgain(context, member, released)) ?? released
  await record(context, {
    noun: 'registration',
    id: member.registrationId,
    action: 'lift-suspension',
    facts: { status },
  })
  return status
}

// A hold that began before the suspension, or would have since, goes on where the invoice is open.
async function holdAgain(
  context: Context,
  member: Member,
  released: RegistrationStatus,
): Promise<RegistrationStatus | undefined> {
  if (!takesPart.has(released)) return undefined
  const unpaid = await context.db
    .selectFrom('invoice')
    .innerJoin('reminder', 'reminder.subject_id', 'invoice.id')
    .where('invoice.registration_id', '=', member.registrationId)
    .where('invoice.status', '=', 'open')
    .where('reminder.kind', '=', 'on-hold')
    .select('invoice.id')
    .executeTakeFirst()
  if (unpaid === undefined) return undefined
  return changeStatus(context, { ...member, status: released }, 'hold', { held_status: released })
}

/** Ends every suspension whose last day has passed, and tells the people. */
export async function endSuspensions(context: Context): Promise<void> {
  const rows = await context.db
    .selectFrom('registration')
    .where('register', '=', context.register.id)
    .where('status', '=', 'suspended')
    .where('suspended_last', '<', context.today.toString())
    .select('id')
    .orderBy('id')
    .execute()
  for (const { id } of rows) {
    const member = await findMember(context, id, { lock: true })
    const last = member?.suspendedLast
    if (member === undefined || last === undefined) continue
    const status = await liftSuspension(context, member)
    if (status === undefined || member.email === '') continue
    const { platform, register } = context
    await writeMessage(
      context,
      'suspension-over',
      { name: member.name, address: member.email, accountId: member.accountId },
      suspensionOver({
        register: mailRegister(platform, register),
        name: member.name,
        last: last.toString(),
        status: register.statuses[status].label,
      }),
    )
  }
}
