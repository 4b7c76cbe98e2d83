import { sql } from 'kysely'
import { interimLifecycle } from '#domain/certification/interim/interim.ts'
import { hasLeft } from '#domain/people/registration/registration.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { eachDue } from '#domain/platform/left-undone/each-due.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { fullName } from '#language/names.ts'
import { interimExpired } from '#mail/interim-expired.ts'

/** Takes back the question to judge an activity apart, as long as nothing is decided. */
export async function withdrawInterim(
  context: Context,
  registrationId: string,
  activityId: string,
): Promise<{ readonly outcome: 'withdrawn' | 'nothing' }> {
  const ended = await context.db
    .updateTable('interim_request')
    .set((query) => ({
      status: interimLifecycle.asked.withdraw,
      ended_on: context.today.toString(),
      version: query('version', '+', 1),
    }))
    .where('activity_id', '=', activityId)
    .where('registration_id', '=', registrationId)
    .where('status', '=', 'asked')
    // What the committee took is not the owner's to take back.
    .where('taken', '=', false)
    .returning('id')
    .executeTakeFirst()
  if (ended === undefined) return { outcome: 'nothing' }
  const facts = { activity: activityId }
  await record(context, { noun: 'interim', id: ended.id, action: 'withdraw', facts })
  return { outcome: 'withdrawn' }
}

/**
 * Ends the questions to which no answer can come any more: of who has left, and of what was judged in
 * an application or taken out of the portfolio. Who has left hears it no more.
 */
export async function expireInterims(context: Context): Promise<void> {
  const { rows } = await sql<{
    id: string
    registration_id: string
    activity_id: string
    title: string
    left: boolean
    account_id: string | null
    email: string | null
    first_name: string
    initials: string
    name_prefix: string
    last_name: string
  }>`
    select i.id, i.registration_id, i.activity_id, a.title, r.status = any(${[...hasLeft]}) as left,
      p.account_id, u.email, p.first_name, p.initials, p.name_prefix, p.last_name
    from interim_request i
    join activity a on a.id = i.activity_id
    join activity_claim c on c.activity_id = a.id and c.register = i.register
    join registration r on r.id = i.registration_id
    join person p on p.id = r.person_id
    left join account u on u.id = p.account_id
    where i.register = ${context.register.id} and i.status = 'asked'
      and (r.status = any(${[...hasLeft]}) or c.withdrawn_at is not null
        or c.state in ('approved', 'partly', 'rejected'))
    order by i.id`.execute(context.db)
  await eachDue(
    context,
    rows,
    ({ registration_id }) => registration_id,
    async (context, row) => {
      const ended = await context.db
        .updateTable('interim_request')
        .set((query) => ({
          status: interimLifecycle.asked.expire,
          ended_on: context.today.toString(),
          version: query('version', '+', 1),
        }))
        .where('id', '=', row.id)
        .where('status', '=', 'asked')
        .returning('id')
        .executeTakeFirst()
      if (ended === undefined) return
      const facts = { activity: row.activity_id, left: row.left }
      await record(context, { noun: 'interim', id: row.id, action: 'expire', facts })
      if (row.left || row.email === null) return
      const name = fullName({
        firstName: row.first_name,
        initials: row.initials,
        namePrefix: row.name_prefix,
        lastName: row.last_name,
      })
      const to = {
        name,
        address: row.email,
        ...(row.account_id === null ? {} : { accountId: row.account_id }),
      }
      const register = mailRegister(context.platform, context.register)
      await writeMessage(
        context,
        'interim-expired',
        to,
        interimExpired({ register, name, activity: row.title }),
      )
    },
  )
}
