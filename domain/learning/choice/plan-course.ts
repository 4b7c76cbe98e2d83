import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { countsAs, dayThatCounts, holdsOn } from '#domain/courses/accreditation/accreditation.ts'
import { accreditationOn, accreditationsOf } from '#domain/courses/accreditation/queries.ts'
import { countsByLabelOn } from '#domain/courses/course/counts-by-label.ts'
import type { Course, Edition } from '#domain/courses/course/course.ts'
import { labelsOfCourses } from '#domain/courses/course/labels-of-courses.ts'
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

/** Finds what somebody chose, with what it counts for here on the day of that time, or today; undefined where it was never offered. */
export async function findChoice(
  context: Context,
  { number, sequence }: Chosen,
): Promise<CourseAsActivity | undefined> {
  const found = await findCourseByNumber(context, number)
  if (found === undefined || found.course.state === 'draft') return undefined
  const { course } = found
  const editions = await editionsOf(context, [course.id])
  const edition = editions.find((one) => one.sequence === sequence && one.cancelledOn === undefined)
  const { register, today } = context
  const held = (await accreditationsOf(context, [course.id], { register: register.id })).find(
    (one) => holdsOn(one, edition?.days[0] ?? today),
  )
  const byLabel =
    held === undefined
      ? countsByLabelOn(register, course, {
          held: (await labelsOfCourses(context, [course.id])).get(course.id) ?? [],
          day: edition?.days.at(-1) ?? today,
        })
      : undefined
  const providers = await providersOf(context, [course.id])
  return {
    course,
    provider: providers.get(course.id) ?? '',
    counts: held?.counts ?? byLabel?.counts,
    label: byLabel?.label,
    edition,
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
  await joinCourse(context, registrationId, id, { course, edition })
  return { outcome: 'planned' }
}

/**
 * Notes of an activity which course it is, in the transaction that enters it, where it was saved as that: with its name.
 * By which decision it counts follows from its kind, its day and how much is claimed.
 */
export async function joinCourse(
  context: Context,
  registrationId: string,
  activityId: string,
  { course, edition, asNamed = true }: Joined,
): Promise<void> {
  const { db, register } = context
  const { rows } = await sql<{ completed_on: string | null; kind: string | null; claimed: number }>`
    select a.completed_on::text, c.kind, coalesce(c.claimed, 0) as claimed
    from activity a join activity_claim c on c.activity_id = a.id
    where a.id = ${activityId} and c.register = ${register.id}
      and c.registration_id = ${registrationId}
      and (${!asNamed} or name_key(a.title) = name_key(${course.title}))`.execute(db)
  const [saved] = rows
  if (saved === undefined) return
  const day = saved.completed_on === null ? undefined : Temporal.PlainDate.from(saved.completed_on)
  const of = day === undefined || !isOneOf(day, edition) ? undefined : edition
  const held =
    day === undefined
      ? undefined
      : await accreditationOn(context, {
          ...{ course: course.id, register: register.id, day: dayThatCounts(day, of?.days) },
        })
  const counts = held && countsAs(held, saved.kind ?? undefined)
  const within = counts !== undefined && saved.claimed <= counts.amount
  await db
    .updateTable('activity_claim')
    .set({ accreditation_id: within ? (held?.id ?? null) : null })
    .where('activity_id', '=', activityId)
    .where('register', '=', register.id)
    .where('registration_id', '=', registrationId)
    .execute()
  await db
    .updateTable('activity')
    .set({ course_id: course.id, edition_id: of?.id ?? null })
    .where('id', '=', activityId)
    .execute()
}

interface Joined {
  readonly course: Course
  readonly edition: Edition | undefined
  /** Whether it has to bear the name of the course; false where somebody said that it is that course. */
  readonly asNamed?: boolean
}

function isOneOf(day: Temporal.PlainDate, edition: Edition | undefined): boolean {
  const [first, last] = [edition?.days[0], edition?.days.at(-1)]
  if (first === undefined || last === undefined) return false
  const { compare } = Temporal.PlainDate
  return compare(day, first) >= 0 && compare(day, last) <= 0
}

/** Which times of a course stand in somebody's portfolio as planned: by the edition the activity. */
export async function plannedTimes(
  { db }: Pick<Context, 'db'>,
  registrationId: string,
  courseId: string,
): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom('activity')
    .innerJoin('activity_claim', 'activity_claim.activity_id', 'activity.id')
    .where('activity_claim.registration_id', '=', registrationId)
    .where('activity_claim.withdrawn_at', 'is', null)
    .where('activity_claim.state', '=', 'planned')
    .where('activity.course_id', '=', courseId)
    .select(['activity.id', 'activity.edition_id'])
    .execute()
  return new Map(
    rows.flatMap(({ id, edition_id }) => (edition_id === null ? [] : [[edition_id, id] as const])),
  )
}

/** What somebody entered as a course that they followed, by the id of the activity: the last of them, where there is one. */
export async function followedAs(
  { db }: Pick<Context, 'db'>,
  registrationId: string,
  courseId: string,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('activity')
    .innerJoin('activity_claim', 'activity_claim.activity_id', 'activity.id')
    .where('activity_claim.registration_id', '=', registrationId)
    .where('activity_claim.withdrawn_at', 'is', null)
    .where('activity_claim.state', '!=', 'planned')
    .where('activity.course_id', '=', courseId)
    .select('activity.id')
    .orderBy(sql`activity.completed_on desc nulls last`)
    .orderBy('activity.id')
    .limit(1)
    .executeTakeFirst()
  return row?.id
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
