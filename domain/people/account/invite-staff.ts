import { sql } from 'kysely'
import { makeLink } from '#domain/people/account/make-link.ts'
import type { Term } from '#domain/people/body/seat.ts'
import { seatName } from '#domain/people/body/seat.ts'
import type { Seat } from '#domain/platform/actor/actor.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { staffInvitation } from '#mail/staff-invitation.ts'

const days = 7

/**
 * Invites somebody to work for this register: a link to their address, which works once. An earlier
 * invitation of that address to that role stops working, so that only the last one does.
 */
export async function inviteStaff(
  context: Context,
  invited: Seat & { readonly email: string; readonly term?: Term },
): Promise<{ readonly outcome: 'invited' }> {
  const { register, platform } = context
  const { role, body, term } = invited
  const email = invited.email.trim().toLowerCase()
  await context.db
    .deleteFrom('one_time_link')
    .where('purpose', '=', 'invite-staff')
    .where('email', '=', email)
    .where('used_at', 'is', null)
    .where(sql`details->>'register'`, '=', register.id)
    .where(sql`details->>'role'`, '=', role)
    .where(sql`coalesce(details->>'body', '')`, '=', body)
    .execute()
  const url = await makeLink(context, {
    purpose: 'invite-staff',
    minutes: days * 24 * 60,
    email,
    details: {
      register: register.id,
      role,
      body,
      first: term?.first?.toString() ?? null,
      last: term?.last?.toString() ?? null,
    },
  })
  await record(context, {
    noun: 'staff',
    id: role,
    action: 'invite',
    facts: { email, role, body },
  })
  await writeMessage(
    context,
    'staff-invitation',
    { name: email, address: email },
    staffInvitation({
      register: mailRegister(platform, register),
      name: email,
      url,
      role: seatName(register, { role, body }),
      days,
    }),
  )
  return { outcome: 'invited' }
}
