import { providersOf } from '#domain/courses/course/queries.ts'
import { asGiver, lockEdition } from '#domain/learning/enrolment/as-giver.ts'
import type { EnrolmentEvent, EnrolmentState } from '#domain/learning/enrolment/enrolment.ts'
import { enrolmentLifecycle } from '#domain/learning/enrolment/enrolment.ts'
import { giverName, ownEnrolments, wantToCome } from '#domain/learning/enrolment/queries.ts'
import { tellConfirmed, tellProvider } from '#domain/learning/enrolment/tell-enrolment.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { may } from '#domain/platform/lifecycle/lifecycle.ts'

/**
 * Somebody takes the place that they were offered, as long as its last day has not passed. They and who gives it
 * get a mail. Done twice it is done once.
 */
export async function acceptPlace(
  context: Context,
  registrationId: string,
  editionId: string,
): Promise<'enrolled' | 'already' | 'too-late' | 'not-found'> {
  const { db, today } = context
  const find = async () =>
    (await ownEnrolments(context, registrationId)).find((one) => one.edition.id === editionId)
  const before = await find()
  if (before?.owner === undefined) return 'not-found'
  const edition = await lockEdition(context, before.owner, editionId)
  const own = await find()
  if (edition === undefined || own?.owner === undefined) return 'not-found'
  if (own.state === 'enrolled') return 'already'
  if (!may<EnrolmentState, EnrolmentEvent>(enrolmentLifecycle, own.state, 'accept')) {
    return 'not-found'
  }
  const { offeredUntil, owner } = own
  const late = offeredUntil !== undefined && Temporal.PlainDate.compare(today, offeredUntil) > 0
  if (late || edition.cancelledOn !== undefined) return 'too-late'
  const { name, surname } = await db
    .updateTable('enrolment')
    .where('registration_id', '=', registrationId)
    .where('edition_id', '=', editionId)
    .where('ended_on', 'is', null)
    .set({ state: 'enrolled', offered_until: null })
    .returning(['name', 'surname'])
    .executeTakeFirstOrThrow()
  await record(context, {
    noun: 'registration',
    id: registrationId,
    action: 'accept-place',
    facts: { number: edition.number },
  })
  const organisation = giverName(
    (await providersOf(context, [edition.courseId])).get(edition.courseId),
  )
  const about = { course: own.title, edition, organisation }
  await asGiver(context, owner, async () => {
    const there = await wantToCome(context, editionId)
    const enrolled = there.filter(({ state }) => state === 'enrolled').length
    await tellProvider(context, owner, about, { enrolled, waiting: there.length - enrolled })
  })
  const member = await findMember(context, registrationId)
  if (member !== undefined) {
    await tellConfirmed(context, member, about, { name, surname, numbers: own.numbers })
  }
  return 'enrolled'
}
