import { sql } from 'kysely'
import { findCourse, findEdition, providersOf } from '#domain/courses/course/queries.ts'
import { lockEdition } from '#domain/learning/enrolment/as-giver.ts'
import { endAll } from '#domain/learning/enrolment/end-enrolment.ts'
import { offerPlaces } from '#domain/learning/enrolment/offer-places.ts'
import { giverName } from '#domain/learning/enrolment/queries.ts'
import { tellWaitEnded } from '#domain/learning/enrolment/tell-enrolment.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { eachDue } from '#domain/platform/left-undone/each-due.ts'

/**
 * What becomes of who waits in this register: an offer that nobody answered in time ends, and so does waiting for what
 * has begun; a place that came free otherwise is offered to the next. What nobody gives any more does not take place.
 */
export async function settleWaiting(context: Context): Promise<void> {
  const { register, today } = context
  const { rows } = await sql<Row>`
    select n.edition_id as edition, e.course_id as course,
      e.first_day <= ${today.toString()}::date as begun,
      c.organisation_id is null and c.person_id is null as left_alone
    from enrolment n join edition e on e.id = n.edition_id join course c on c.id = e.course_id
    where n.register = ${register.id} and n.ended_on is null and e.cancelled_on is null
      and (n.state <> 'enrolled'
        or c.organisation_id is null and c.person_id is null and e.first_day > ${today.toString()}::date)
    group by 1, 2, 3, 4 order by 1`.execute(context.db)
  await eachDue(
    context,
    rows,
    ({ edition }) => edition,
    async (own, row) => {
      const course = await findCourse(own, row.course)
      if (course === undefined) return
      // First the edition, as whoever enrols does.
      const edition =
        course.owner === undefined
          ? await findEdition(own, row.edition)
          : await lockEdition(own, course.owner, row.edition)
      if (edition === undefined) return
      if (row.left_alone && !row.begun) {
        const reason = 'Wie deze opleiding gaf, biedt die niet meer aan.'
        await endAll(own, undefined, { course, edition, reason })
        return
      }
      await endThose(own, row)
      if (!row.begun) await offerPlaces(own, row.edition)
    },
  )
}

interface Row {
  readonly edition: string
  readonly course: string
  readonly begun: boolean
  /** Whoever gave it is gone. */
  readonly left_alone: boolean
}

// Whose offer was not answered in time, or all who still wait where it has begun.
async function endThose(context: Context, { edition: id, begun }: Row): Promise<void> {
  const { db, register, today } = context
  const { rows } = await sql<{ registration_id: string }>`
    update enrolment set name = '', surname = '', numbers = '{}', state = 'enrolled',
      offered_until = null, ended_on = ${today.toString()}, ended_by = ${begun ? 'term' : 'unanswered'}
    where edition_id = ${id} and register = ${register.id} and ended_on is null
      and (state = 'offered' and offered_until < ${today.toString()}::date
        or ${begun} and state <> 'enrolled')
    returning registration_id`.execute(db)
  const edition = await findEdition(context, id)
  if (edition === undefined || rows.length === 0) return
  const course = await findCourse(context, edition.courseId)
  const givers = await providersOf(context, [edition.courseId])
  const organisation = giverName(givers.get(edition.courseId))
  for (const { registration_id: registration } of rows) {
    const facts = { number: edition.number }
    await record(context, { noun: 'registration', id: registration, action: 'end-waiting', facts })
    const whom = await findMember(context, registration)
    if (whom === undefined) continue
    const about = { course: course?.title ?? '', edition, organisation }
    await tellWaitEnded(context, whom, about, begun ? 'begun' : 'unanswered')
  }
}
