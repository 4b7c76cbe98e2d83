import { randomUUID } from 'node:crypto'
import { holdsOn } from '#domain/courses/accreditation/accreditation.ts'
import { accreditationsOf } from '#domain/courses/accreditation/queries.ts'
import { editionsOf, findCourseByNumber, providersOf } from '#domain/courses/course/queries.ts'
import { checkActivity } from '#domain/dossier/activity/check-activity.ts'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { enterActivity } from '#domain/dossier/portfolio/enter-activity.ts'
import { openActivity } from '#domain/dossier/portfolio/open-activity.ts'
import type { CourseAsActivity } from '#domain/learning/choice/course-as-activity.ts'
import { factsOf } from '#domain/learning/choice/course-as-activity.ts'
import { actAsOwner } from '#domain/platform/context/act-as-owner.ts'
import type { Context } from '#domain/platform/context/context.ts'

/** Which course somebody means, and which time that it is given. */
export interface Chosen {
  readonly number: string
  readonly sequence: number | undefined
}

/** A course with what it counts for here on the day of that time, or today. */
export interface FoundChoice extends CourseAsActivity {
  readonly accreditationId: string | undefined
}

/** Finds what somebody chose; undefined where it was never offered. */
export async function findChoice(
  context: Context,
  { number, sequence }: Chosen,
): Promise<FoundChoice | undefined> {
  const found = await findCourseByNumber(context, number)
  if (found === undefined || found.course.state === 'draft') return undefined
  const { course } = found
  const editions = await editionsOf(context, [course.id])
  const edition = editions.find((one) => one.sequence === sequence && one.cancelledOn === undefined)
  const day = edition?.days[0] ?? context.today
  const held = (
    await accreditationsOf(context, [course.id], { register: context.register.id })
  ).find((one) => holdsOn(one, day))
  const providers = await providersOf(context, [course.id])
  return {
    course,
    provider: providers.get(course.id) ?? '',
    counts: held?.counts,
    edition,
    accreditationId: held?.id,
  }
}

export type PlannedCourse =
  | { readonly outcome: 'planned' | 'already' }
  /** What the register asks of it is not known here: its own form asks that. */
  | { readonly outcome: 'to-fill-in' }
  /** That time has passed, or does not take place. */
  | { readonly outcome: 'too-late' | 'not-found' | 'closed' }

/** Puts a course that somebody means to follow into their portfolio, as planned: nothing of it counts yet. */
export async function planCourse(
  context: Context,
  registrationId: string,
  chosen: Chosen,
): Promise<PlannedCourse> {
  const found = await findChoice(context, chosen)
  if (found === undefined) return { outcome: 'not-found' }
  const { course, edition } = found
  const last = edition?.days.at(-1)
  if (edition === undefined) return { outcome: 'to-fill-in' }
  if (last === undefined || Temporal.PlainDate.compare(last, context.today) <= 0)
    return { outcome: 'too-late' }
  // Locked, so that two at once do not both find that it is not planned yet.
  await actAsOwner(context)
  await context.db
    .selectFrom('registration')
    .where('id', '=', registrationId)
    .select('id')
    .forUpdate()
    .execute()
  if (await isPlanned(context, registrationId, edition.id)) return { outcome: 'already' }
  const { compiled } = await loadDossier(context, registrationId)
  const facts = factsOf(compiled, found)
  const { problems } = checkActivity(compiled, facts, {
    today: context.today,
    files: 0,
    ownAddress: '',
    intent: 'plan',
    unread: new Set(),
  })
  if (problems.length > 0) return { outcome: 'to-fill-in' }
  const id = randomUUID()
  const opened = await openActivity(context, registrationId, { id, version: undefined, files: [] })
  if (opened.outcome !== 'open') return { outcome: 'closed' }
  const entered = await enterActivity(opened.open, facts, {
    intent: 'plan',
    acknowledged: new Set(['above-the-rule', 'duplicate']),
  })
  // That a plan can be entered was checked; what was opened for nothing is rolled back.
  if (entered.outcome !== 'entered') throw new Error(`${course.number}: ${entered.outcome}`)
  await joinCourse(context, registrationId, id, {
    courseId: course.id,
    editionId: edition.id,
    accreditationId: found.accreditationId,
  })
  return { outcome: 'planned' }
}

/** Notes of an activity which course it is, in the transaction that enters it. */
export async function joinCourse(
  { db, register }: Context,
  registrationId: string,
  activityId: string,
  of: {
    readonly courseId: string
    readonly editionId: string | undefined
    readonly accreditationId: string | undefined
  },
): Promise<void> {
  const claim = await db
    .updateTable('activity_claim')
    .set({ accreditation_id: of.accreditationId ?? null })
    .where('activity_id', '=', activityId)
    .where('register', '=', register.id)
    .where('registration_id', '=', registrationId)
    .returning('activity_id')
    .executeTakeFirst()
  if (claim === undefined) return
  await db
    .updateTable('activity')
    .set({ course_id: of.courseId, edition_id: of.editionId ?? null })
    .where('id', '=', activityId)
    .execute()
}

async function isPlanned(
  { db }: Context,
  registrationId: string,
  editionId: string,
): Promise<boolean> {
  const row = await db
    .selectFrom('activity')
    .innerJoin('activity_claim', 'activity_claim.activity_id', 'activity.id')
    .where('activity_claim.registration_id', '=', registrationId)
    .where('activity_claim.withdrawn_at', 'is', null)
    .where('activity.edition_id', '=', editionId)
    .select('activity.id')
    .executeTakeFirst()
  return row !== undefined
}
