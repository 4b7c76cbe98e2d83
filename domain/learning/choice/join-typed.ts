import { sql } from 'kysely'
import type { Accreditation, Counts } from '#domain/courses/accreditation/accreditation.ts'
import { countsAs } from '#domain/courses/accreditation/accreditation.ts'
import { accreditationOn } from '#domain/courses/accreditation/queries.ts'
import type { Course, Edition } from '#domain/courses/course/course.ts'
import { readCourseNumber } from '#domain/courses/course/course.ts'
import { editionsOf, findCourse, findCourseByNumber } from '#domain/courses/course/queries.ts'
import type { Openness } from '#domain/dossier/activity/openness.ts'
import { openness } from '#domain/dossier/activity/openness.ts'
import { joinCourse } from '#domain/learning/choice/plan-course.ts'
import { record } from '#domain/platform/audit/record.ts'
import { actAsOwner } from '#domain/platform/context/act-as-owner.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'
import { bareWords } from '#language/typed.ts'

/** A course that an activity may well be, by what somebody typed of it, with what it counted for here on its day. */
export interface AccreditedLike {
  readonly course: Course
  readonly provider: string
  /** The time of it that fell on that day, where it is known. */
  readonly edition: Edition | undefined
  readonly held: Accreditation
  /** Undefined where it is accredited as another kind of activity than was chosen. */
  readonly counts: Counts | undefined
}

interface Typed {
  readonly person_id: string
  readonly title: string
  readonly organiser: string
  readonly completed_on: string | null
  readonly course_id: string | null
  readonly not_courses: readonly string[]
  readonly kind: string | null
  readonly claimed: number | null
  readonly number: string
  readonly given_by: string
}

/**
 * The accredited course that somebody typed by its number, or by its name with who gave it, before it was known which
 * course it was. Undefined where it is known, where nothing held on its day, where more than one may be it, where they
 * said that it is not that, and where the same course of that day stands in their portfolio already.
 */
export async function accreditedLike(
  context: Pick<Context, 'db' | 'register'>,
  activityId: string,
): Promise<AccreditedLike | undefined> {
  const typed = await typedOf(context, activityId)
  if (typed === undefined || typed.course_id !== null || typed.completed_on === null)
    return undefined
  const day = Temporal.PlainDate.from(typed.completed_on)
  const found: AccreditedLike[] = []
  for (const { id, provider } of await candidates(context, typed)) {
    const held = await accreditationOn(context, {
      ...{ course: id, register: context.register.id, day },
    })
    const course = held && (await findCourse(context, id))
    if (course === undefined || held === undefined) continue
    const editions = await editionsOf(context, [id])
    const edition = editions.find((one) => one.days.some((each) => each.equals(day)))
    const counts = countsAs(held, typed.kind ?? undefined)
    found.push({ course, provider, edition, held, counts })
  }
  const [only] = found
  if (only === undefined || found.length > 1) return undefined
  return (await standsAlready(context, typed, only, activityId)) ? undefined : only
}

async function typedOf(
  { db, register }: Pick<Context, 'db' | 'register'>,
  activityId: string,
): Promise<Typed | undefined> {
  if (!isUuid(activityId)) return undefined
  const { rows } = await sql<Typed>`
    select a.person_id, a.title, a.organiser, a.completed_on::text, a.course_id,
      a.not_courses, c.kind, c.claimed,
      c.accreditation_number as number, c.accreditation_provider as given_by
    from activity a join activity_claim c on c.activity_id = a.id
    where a.id = ${activityId} and c.register = ${register.id} and c.withdrawn_at is null`.execute(
    db,
  )
  return rows[0]
}

// A number says it by itself. A name does where it is the same, or is a part of it and whoever gave it is the same.
async function candidates(
  context: Pick<Context, 'db' | 'register'>,
  { title, organiser, given_by, number, completed_on: day, not_courses: not }: Typed,
): Promise<readonly { readonly id: string; readonly provider: string }[]> {
  const named = readCourseNumber(number) && (await findCourseByNumber(context, number))
  const givers = [organiser, given_by].filter((one) => one !== '')
  const { rows } = await sql<{ id: string; title: string; provider: string; gave: boolean }>`
    select c.id, c.title, coalesce(o.name, '') as provider,
      coalesce(name_keys(o.name, o.trade_names) && array(select name_key(n) from unnest(${givers}::text[]) n), false)
        as gave
    from course c left join organisation o on o.id = c.organisation_id
    where c.state <> 'draft' and c.id <> all (${[...not]}::uuid[])
      and exists (select from accreditation y where y.course_id = c.id and y.register = ${context.register.id}
        and ${day}::date between y.first_day and y.last_day
        and (y.ended_from is null or ${day}::date < y.ended_from))
      and (c.id = ${named?.course.id ?? null}
        or name_key(c.title) = name_key(${title})
        or name_keys(o.name, o.trade_names) && array(select name_key(n) from unnest(${givers}::text[]) n))
    limit 3000`.execute(context.db)
  if (named !== undefined) return rows.filter(({ id }) => id === named.course.id)
  const mine = bareWords(title)
  if (mine === '') return []
  const alike = rows.filter((one) => {
    const theirs = bareWords(one.title)
    if (one.gave) return ` ${mine} `.includes(` ${theirs} `) || ` ${theirs} `.includes(` ${mine} `)
    return mine === theirs && givers.length === 0
  })
  const same = alike.filter((one) => bareWords(one.title) === mine)
  return same.length > 0 ? same : alike
}

async function standsAlready(
  { db, register }: Pick<Context, 'db' | 'register'>,
  { person_id, completed_on }: Typed,
  { course, edition }: AccreditedLike,
  activityId: string,
): Promise<boolean> {
  const { rows } = await sql`select from activity a join activity_claim c on c.activity_id = a.id
    where a.person_id = ${person_id} and a.id <> ${activityId} and a.course_id = ${course.id}
      and c.register = ${register.id} and c.withdrawn_at is null
      and (a.completed_on = ${completed_on}::date or a.edition_id = ${edition?.id ?? null})
    limit 1`.execute(db)
  return rows.length > 0
}

export type JoinedCourse =
  | { readonly outcome: 'joined'; readonly title: string; readonly number: string }
  | { readonly outcome: 'frozen'; readonly why: Openness['is'] }
  /** It is joined already, or is not like it any more. */
  | { readonly outcome: 'not-found' }

/**
 * Somebody says that an activity is the course that it looks like: from then on it counts by the decision of the
 * register, and what they typed and its proof stay.
 */
export async function joinTyped(
  context: Context,
  registrationId: string,
  activityId: string,
  courseId: string,
): Promise<JoinedCourse> {
  const { db, register } = context
  await actAsOwner(context)
  await db
    .selectFrom('registration')
    .where('id', '=', registrationId)
    .select('id')
    .forUpdate()
    .executeTakeFirst()
  const claim = await db
    .selectFrom('activity_claim')
    .where('registration_id', '=', registrationId)
    .where((eb) => eb(eb.cast<string>('activity_id', 'text'), '=', activityId))
    .where('withdrawn_at', 'is', null)
    .select(['id', 'claimed'])
    .forUpdate()
    .executeTakeFirst()
  const like = claim && (await accreditedLike(context, activityId))
  if (claim === undefined || like?.course.id !== courseId) return { outcome: 'not-found' }
  const open = await openness(context, activityId)
  if (open.is !== 'open') return { outcome: 'frozen', why: open.is }
  const { course, provider, edition, held, counts } = like
  await db
    .updateTable('activity_claim')
    .set((eb) => ({
      accreditation_number: course.number,
      accreditation_provider: provider,
      ...(counts === undefined
        ? {}
        : {
            accredited: counts.attributes.includes('accredited'),
            accreditation_label: null,
            claimed:
              claim.claimed === null ? counts.amount : Math.min(claim.claimed, counts.amount),
          }),
      version: eb('version', '+', 1),
    }))
    .where('id', '=', claim.id)
    .execute()
  await joinCourse(context, registrationId, activityId, { course, edition, asNamed: false })
  await record(context, {
    noun: 'activity',
    id: activityId,
    action: 'join-course',
    facts: { course: course.number, register: register.id, accreditation: held.id },
  })
  return { outcome: 'joined', title: course.title, number: course.number }
}

export type RefusedCourse = 'refused' | 'unchanged' | 'not-found'

/** Somebody says that an activity is not the course that it looks like: they are not asked that again. */
export async function refuseTyped(
  context: Context,
  registrationId: string,
  activityId: string,
  courseId: string,
): Promise<RefusedCourse> {
  const { db, register } = context
  await actAsOwner(context)
  if (!isUuid(activityId) || !isUuid(courseId)) return 'not-found'
  const { rows } = await sql<{ id: string }>`
    select a.id from activity a join activity_claim c on c.activity_id = a.id
    where a.id = ${activityId} and c.registration_id = ${registrationId} and c.withdrawn_at is null
    for update of a`.execute(db)
  const course = await findCourse(context, courseId)
  if (rows.length === 0 || course === undefined) return 'not-found'
  const { numUpdatedRows } = await db
    .updateTable('activity')
    .where('id', '=', activityId)
    .where(sql<boolean>`not ${courseId}::uuid = any (not_courses)`)
    .set({ not_courses: sql<string[]>`not_courses || ${courseId}::uuid` })
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return 'unchanged'
  await record(context, {
    noun: 'activity',
    id: activityId,
    action: 'refuse-course',
    facts: { course: course.number, register: register.id },
  })
  return 'refused'
}
