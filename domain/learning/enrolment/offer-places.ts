import { findCourse, findEdition, providersOf } from '#domain/courses/course/queries.ts'
import { asGiver, lockEdition } from '#domain/learning/enrolment/as-giver.ts'
import type { EnrolmentEvent, EnrolmentState } from '#domain/learning/enrolment/enrolment.ts'
import { answerUntil, enrolmentLifecycle, mayEnrol } from '#domain/learning/enrolment/enrolment.ts'
import { giverName, isUnchecked, wantToCome } from '#domain/learning/enrolment/queries.ts'
import { tellOffered } from '#domain/learning/enrolment/tell-enrolment.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { inOtherRegister } from '#domain/platform/context/own-registers.ts'
import { may } from '#domain/platform/lifecycle/lifecycle.ts'

/**
 * Offers the places of an edition that are free to who wait for one, in the order in which they came, each in the
 * register in which they said so. Gives how many were offered; none where it is not enrolled for any more.
 */
export async function offerPlaces(context: Context, editionId: string): Promise<number> {
  const { db, today } = context
  const found = await findEdition(context, editionId)
  const course = found && (await findCourse(context, found.courseId))
  if (course?.owner === undefined) return 0
  const { owner } = course
  // Of two who make room at once the second waits here.
  const edition = await lockEdition(context, owner, editionId)
  if (edition === undefined) return 0
  const unchecked = await isUnchecked(context, owner)
  const open = mayEnrol(course, edition, { taken: 0, waiting: 0, unchecked, today })
  if (open !== 'yes') return 0
  const organisation = giverName((await providersOf(context, [course.id])).get(course.id))
  const about = { course: course.title, edition, organisation }
  return asGiver(context, owner, async () => {
    const all = await wantToCome(context, edition.id)
    const taken = all.filter(({ state }) => state !== 'waiting').length
    const free = edition.places === undefined ? all.length : edition.places - taken
    const next = all
      .filter(({ state }) =>
        may<EnrolmentState, EnrolmentEvent>(enrolmentLifecycle, state, 'offer'),
      )
      .slice(0, Math.max(0, free))
    const until = answerUntil(edition, today)
    for (const { id, register } of next) {
      const row = await db
        .updateTable('enrolment')
        .where('id', '=', id)
        .set({ state: 'offered', offered_until: until.toString() })
        .returning('registration_id')
        .executeTakeFirstOrThrow()
      await inOtherRegister(context, register, async (there) => {
        const facts = { number: edition.number, until: until.toString() }
        const whom = await findMember(there, row.registration_id)
        await record(there, {
          noun: 'registration',
          id: row.registration_id,
          action: 'offer-place',
          facts,
        })
        if (whom !== undefined) await tellOffered(there, whom, about, until)
      })
    }
    return next.length
  })
}
