import { sql } from 'kysely'
import { findEdition, providersOf } from '#domain/courses/course/queries.ts'
import { editionWords } from '#domain/learning/enrolment/tell-enrolment.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { eachDue } from '#domain/platform/left-undone/each-due.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { remindOnce } from '#domain/platform/register/remind-once.ts'
import { plannedEditionCancelled, plannedEditionMoved } from '#mail/enrolment.ts'

/**
 * Tells who planned a time at which a course is given that it does not take place, or that it is on other days, once
 * each; what they planned moves along. Who enrolled for it heard that already.
 */
export async function tellPlanned(context: Context): Promise<void> {
  const { db, register, today } = context
  const { rows } = await sql<Planned>`
    select a.id, a.title, a.course_id as course, c.registration_id as registration, e.id as edition,
      e.cancelled_reason as reason, e.cancelled_on is not null as cancelled,
      a.completed_on::text as was, e.last_day::text as now,
      exists (select from enrolment n where n.edition_id = e.id
        and n.registration_id = c.registration_id
        and (n.ended_on is null or n.ended_by = 'cancelled')) as enrolled
    from activity a join activity_claim c on c.activity_id = a.id
    join registration r on r.id = c.registration_id
    join edition e on e.id = a.edition_id
    where c.register = ${register.id} and c.state = 'planned' and c.withdrawn_at is null
      and r.ended_on is null and (e.cancelled_on is not null and a.completed_on >= ${today.toString()}::date - 7
        or e.cancelled_on is null and a.completed_on = any(e.moved_from) and a.completed_on <> e.last_day)
    order by a.id`.execute(db)
  await eachDue(
    context,
    rows,
    ({ id }) => id,
    async (own, row) => {
      const kind = row.cancelled ? 'edition-cancelled' : `edition-moved-${row.now}`
      if (!(await remindOnce(own, row.id, kind))) return
      if (!row.cancelled) {
        await own.db
          .updateTable('activity')
          .where('id', '=', row.id)
          .set((eb) => ({ completed_on: row.now, version: eb('version', '+', 1) }))
          .execute()
      }
      const { was, now, edition } = row
      const facts = row.cancelled ? { edition, reason: row.reason } : { edition, was, now }
      await record(own, { noun: 'activity', id: row.id, action: 'tell-planned', facts })
      if (!row.enrolled) await tell(own, row)
    },
  )
}

async function tell(context: Context, row: Planned): Promise<void> {
  const { platform, register } = context
  const member = await findMember(context, row.registration)
  const edition = await findEdition(context, row.edition)
  if (member === undefined || member.email === '' || edition === undefined) return
  const organisation = (await providersOf(context, [row.course])).get(row.course) ?? ''
  const facts = {
    ...{ register: mailRegister(platform, register), name: member.name },
    ...editionWords({ course: row.title, edition, organisation }),
  }
  await writeMessage(
    context,
    row.cancelled ? 'edition-cancelled' : 'edition-moved',
    { name: member.name, address: member.email, accountId: member.accountId },
    row.cancelled
      ? plannedEditionCancelled({ ...facts, reason: row.reason })
      : plannedEditionMoved(facts),
  )
}

interface Planned {
  readonly id: string
  readonly title: string
  readonly course: string
  readonly registration: string
  readonly edition: string
  readonly reason: string
  readonly cancelled: boolean
  readonly was: string
  readonly now: string
  readonly enrolled: boolean
}
