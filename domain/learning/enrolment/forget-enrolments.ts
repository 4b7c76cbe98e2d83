import { sql } from 'kysely'
import { lastDayToTell } from '#domain/learning/attendance-list/attendance-list.ts'
import { endEnrolment } from '#domain/learning/enrolment/end-enrolment.ts'
import { isOver } from '#domain/people/registration/registration.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { eachDue } from '#domain/platform/left-undone/each-due.ts'

/**
 * Forgets who enrolled in this register for editions of which it can no longer be told who was there, as what they
 * agreed to was for that; and whoever is not registered here any more, who could not take it back.
 */
export async function forgetEnrolments(context: Context): Promise<void> {
  await forgetTold(context)
  await forgetWhoLeft(context)
}

async function forgetWhoLeft(context: Context): Promise<void> {
  const { rows } = await sql<{ registration: string; edition: string }>`
    select n.registration_id as registration, n.edition_id as edition
    from enrolment n join registration r on r.id = n.registration_id
    where n.register = ${context.register.id} and n.ended_on is null
      and r.status in (${sql.join([...isOver])}) order by n.id`.execute(context.db)
  await eachDue(
    context,
    rows,
    ({ registration }) => registration,
    (own, { registration, edition }) => endEnrolment(own, registration, edition, 'registration'),
  )
}

async function forgetTold(context: Context): Promise<void> {
  const { db, register, today } = context
  const { rows } = await sql<Row>`
    select n.edition_id as id, c.id as course,
      c.number || '-' || e.sequence as number, e.last_day::text
    from enrolment n join edition e on e.id = n.edition_id join course c on c.id = e.course_id
    where n.register = ${register.id} and n.ended_on is null and e.last_day < ${today.toString()}::date
    group by n.edition_id, c.id, e.sequence, e.last_day order by 1`.execute(db)
  const over = rows.filter(
    ({ last_day }) =>
      Temporal.PlainDate.compare(lastDayToTell(Temporal.PlainDate.from(last_day)), today) < 0,
  )
  await eachDue(
    context,
    over,
    ({ id }) => id,
    async (own, { id, course, number }) => {
      const done = await own.db
        .updateTable('enrolment')
        .set({
          ...{ name: '', surname: '', numbers: [], state: 'enrolled', offered_until: null },
          ...{ ended_on: today.toString(), ended_by: 'term' },
        })
        .where('edition_id', '=', id)
        .where('register', '=', register.id)
        .where('ended_on', 'is', null)
        .returning('id')
        .execute()
      if (done.length > 0) {
        const facts = { number, people: done.length }
        await record(own, { noun: 'course', id: course, action: 'end-enrolments', facts })
      }
    },
  )
}

interface Row {
  readonly id: string
  readonly course: string
  readonly number: string
  readonly last_day: string
}
