import { sql } from 'kysely'
import { makeLink } from '#domain/people/account/make-link.ts'
import type { Role } from '#domain/platform/actor/actor.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { staffInvitation } from '#mail/staff-invitation.ts'
import type { Register } from '#regulations/register.ts'

const days = 7

/** What each role is called in an invitation. */
export function roleNames({ organisation }: Register): Readonly<Record<Role, string>> {
  const { backOffice, committee } = organisation
  return {
    secretariat: `medewerker van ${backOffice.short}`,
    committee: `lid van ${committee.short}`,
    chair: `voorzitter van ${committee.short}`,
    administrator: 'beheerder',
  }
}

/**
 * Invites somebody to work for this register: a link to their address, which works once. An earlier
 * invitation of that address to that role stops working, so that only the last one does.
 */
export async function inviteStaff(
  context: Context,
  invited: { readonly email: string; readonly role: Role },
): Promise<{ readonly outcome: 'invited' }> {
  const { register, platform } = context
  const email = invited.email.trim().toLowerCase()
  await context.db
    .deleteFrom('one_time_link')
    .where('purpose', '=', 'invite-staff')
    .where('email', '=', email)
    .where('used_at', 'is', null)
    .where(sql`details->>'register'`, '=', register.id)
    .where(sql`details->>'role'`, '=', invited.role)
    .execute()
  const url = await makeLink(context, {
    purpose: 'invite-staff',
    minutes: days * 24 * 60,
    email,
    details: { register: register.id, role: invited.role },
  })
  await record(context, {
    noun: 'staff',
    id: invited.role,
    action: 'invite',
    facts: { email },
  })
  await writeMessage(
    context,
    'staff-invitation',
    { name: email, address: email },
    staffInvitation({
      register: mailRegister(platform, register),
      name: email,
      url,
      role: roleNames(register)[invited.role],
      days,
    }),
  )
  return { outcome: 'invited' }
}
