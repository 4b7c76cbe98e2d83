import { sql } from 'kysely'
import { registrationNumber } from '#domain/people/registration/registration.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { fullName } from '#language/names.ts'
import { takenOverInvitation } from '#mail/taken-over-invitation.ts'

/** How many people are invited at once. */
export const invitedTogether = 500

/**
 * Invites the next people who were taken over and never signed in: each gets a mail that says where they
 * sign in with this address. From then on they get the mails of the register. Gives how many it were.
 */
export async function invitePeople(
  context: Context,
  most = invitedTogether,
): Promise<{ readonly invited: number }> {
  const { db, register, platform, today } = context
  const { rows } = await sql<Invited>`
    select t.key, t.source, t.person_id as "personId", a.id as "accountId", a.email,
      p.first_name as "firstName", p.initials, p.name_prefix as "namePrefix",
      p.last_name as "lastName", g.number
    from taken_over t join person p on p.id = t.person_id join account a on a.id = p.account_id
    join registration g on g.person_id = p.id and g.status not in ('withdrawn', 'removed', 'deceased')
    where t.kind = 'person' and t.invited_on is null and a.quiet and a.closed_at is null
    order by t.key limit ${most} for update of t`.execute(db)
  if (rows.length === 0) return { invited: 0 }
  const accounts = rows.map(({ accountId }) => accountId)
  await db.updateTable('account').where('id', 'in', accounts).set({ quiet: false }).execute()
  for (const person of rows) {
    await db
      .updateTable('taken_over')
      .where('source', '=', person.source)
      .where('kind', '=', 'person')
      .where('key', '=', person.key)
      .set({ invited_on: today.toString() })
      .execute()
    const name = fullName(person)
    await writeMessage(
      context,
      'taken-over-invitation',
      { name, address: person.email, accountId: person.accountId },
      takenOverInvitation({
        register: mailRegister(platform, register),
        name,
        registrationNumber:
          person.number === null ? '' : registrationNumber(register, person.number),
        source: person.source,
      }),
    )
  }
  await record(context, {
    noun: 'takeover',
    id: register.id,
    action: 'invite',
    facts: { people: rows.map(({ personId }) => personId) },
  })
  return { invited: rows.length }
}

interface Invited {
  readonly key: string
  readonly source: string
  readonly personId: string
  readonly accountId: string
  readonly email: string
  readonly firstName: string
  readonly initials: string
  readonly namePrefix: string
  readonly lastName: string
  readonly number: number | null
}
