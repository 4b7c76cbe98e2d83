import { sql } from 'kysely'
import { lastDayToTell } from '#domain/learning/attendance-list/attendance-list.ts'
import { record } from '#domain/platform/audit/record.ts'
import { actForOrganisation } from '#domain/platform/context/act-for-organisation.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { eachDue } from '#domain/platform/left-undone/each-due.ts'

/**
 * Forgets who enrolled in this register for editions of which it can no longer be told who was there: what they
 * agreed to was for that.
 */
export async function forgetEnrolments(context: Context): Promise<void> {
  const { db, register, today } = context
  const { rows } = await sql<Row>`
    select n.edition_id as id, c.id as course, n.organisation_id as organisation,
      c.number || '-' || e.sequence as number, e.last_day::text
    from enrolment n join edition e on e.id = n.edition_id join course c on c.id = e.course_id
    where n.register = ${register.id} and n.ended_on is null and e.last_day < ${today.toString()}::date
    group by n.edition_id, c.id, n.organisation_id, e.sequence, e.last_day order by 1`.execute(db)
  const over = rows.filter(
    ({ last_day }) =>
      Temporal.PlainDate.compare(lastDayToTell(Temporal.PlainDate.from(last_day)), today) < 0,
  )
  await eachDue(
    context,
    over,
    ({ id }) => id,
    async (own, { id, course, organisation, number }) => {
      await actForOrganisation(own, organisation)
      const done = await own.db
        .updateTable('enrolment')
        .set({ name: '', surname: '', numbers: [], ended_on: today.toString(), ended_by: 'term' })
        .where('edition_id', '=', id)
        .where('register', '=', register.id)
        .where('ended_on', 'is', null)
        .returning('id')
        .execute()
      if (done.length > 0) {
        const facts = { number, people: done.length }
        await record(own, { noun: 'course', id: course, action: 'end-enrolments', facts })
      }
      await actForOrganisation(own, '')
    },
  )
}

interface Row {
  readonly id: string
  readonly course: string
  readonly organisation: string
  readonly number: string
  readonly last_day: string
}
