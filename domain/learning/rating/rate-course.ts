import { sql } from 'kysely'
import { findCourseByNumber } from '#domain/courses/course/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import { actAsOwner } from '#domain/platform/context/act-as-owner.ts'
import type { Context } from '#domain/platform/context/context.ts'

/** What somebody thinks of a course: one to five stars, and a line; empty where they wrote none. */
export interface Rating {
  readonly stars: number
  readonly line: string
}

/** The most characters of a line. */
export const longestLine = 200

/**
 * Whether whoever acts can rate a course. They followed it: its organisation says that they were there, or an activity
 * that it is was approved. And it is not their own: they do not give it, nor act for who does. The context sees as their
 * owner.
 */
export async function mayRate(
  { db, today }: Pick<Context, 'db' | 'today'>,
  personId: string,
  courseId: string,
): Promise<boolean> {
  const { rows } = await sql<{ may: boolean }>`
    select (exists (select from attendance a join edition e on e.id = a.edition_id
        where a.person_id = ${personId} and e.course_id = ${courseId} and a.withdrawn_on is null
          and a.state in ('placed', 'left-out'))
      or exists (select from activity a join activity_claim c on c.activity_id = a.id
        where a.person_id = ${personId} and a.course_id = ${courseId} and c.withdrawn_at is null
          and c.state in ('approved', 'partly') and coalesce(c.awarded, c.claimed) > 0
          and a.completed_on <= ${today.toString()}::date))
      and not exists (select from course y join person p on p.id = ${personId}
        where y.id = ${courseId} and (y.person_id in (select people_of(p.account_id))
          or is_acting_for(p.account_id, y.organisation_id))) as may`.execute(db)
  return rows[0]?.may === true
}

/** What whoever acts said of a course before; undefined where they did not. The context sees as their owner. */
export async function ownRating(
  { db }: Pick<Context, 'db'>,
  personId: string,
  courseId: string,
): Promise<(Rating & { readonly hidden: boolean }) | undefined> {
  return db
    .selectFrom('course_rating')
    .where('course_id', '=', courseId)
    .where('person_id', '=', personId)
    .select(['stars', 'line'])
    .select(sql<boolean>`hidden_on is not null`.as('hidden'))
    .executeTakeFirst()
}

export type Rated =
  | { readonly outcome: 'rated' | 'unchanged' }
  | { readonly outcome: 'not-allowed' | 'not-found' | 'no-stars' }

/** Says what somebody thinks of a course that they followed; said again, it takes the place of what they said. */
export async function rateCourse(
  context: Context,
  { registrationId, personId }: { readonly registrationId: string; readonly personId: string },
  number: string,
  { stars, line }: Rating,
): Promise<Rated> {
  const { db, register, today } = context
  if (!Number.isInteger(stars) || stars < 1 || stars > 5) return { outcome: 'no-stars' }
  const found = await findCourseByNumber(context, number)
  if (found === undefined || found.course.state === 'draft') return { outcome: 'not-found' }
  const { course } = found
  await actAsOwner(context)
  if (!(await mayRate(context, personId, course.id))) return { outcome: 'not-allowed' }
  const before = await ownRating(context, personId, course.id)
  if (before?.stars === stars && before.line === line) return { outcome: 'unchanged' }
  // One after the other, as each may bring what others wrote into sight.
  await sql`select pg_advisory_xact_lock(hashtext('rating'), hashtext(${course.id}))`.execute(db)
  await db
    .insertInto('course_rating')
    .values({
      ...{ course_id: course.id, person_id: personId, register: register.id, stars, line },
      ...{ given_on: today.toString(), waits: line !== '' },
    })
    .onConflict((conflict) =>
      conflict.columns(['course_id', 'person_id']).doUpdateSet({
        ...{ register: register.id, stars, line },
        given_on: today.toString(),
        // What was taken out of sight does not come back by being said again.
        hidden_on: sql<string | null>`case when course_rating.line = excluded.line
          then course_rating.hidden_on end`,
        waits: sql<boolean>`case when course_rating.line = excluded.line then course_rating.waits
          else excluded.waits end`,
      }),
    )
    .execute()
  await showLines(context, course.id)
  // What somebody thinks is theirs: the record says that they said something.
  await record(context, {
    noun: 'registration',
    id: registrationId,
    action: 'rate-course',
    facts: { number: course.number },
  })
  return { outcome: 'rated' }
}

// What waits comes into sight as soon as enough people wrote something that nobody has seen.
async function showLines({ db, register }: Context, courseId: string): Promise<void> {
  await sql`update course_rating set waits = false
    where course_id = ${courseId} and register = ${register.id} and waits
      and (select count(*) from course_rating w where w.course_id = ${courseId}
        and w.register = ${register.id} and w.waits) >= ${together}`.execute(db)
}

/** What all say of a course together: how many, and how many stars of five it comes to. */
export interface Ratings {
  readonly ratings: number
  /** To one decimal. */
  readonly average: number
}

/** What all say together; undefined where there are fewer than the register shows. */
export async function ratingsOf(
  { db, register }: Pick<Context, 'db' | 'register'>,
  courseId: string,
): Promise<Ratings | undefined> {
  const row = await db
    .selectFrom('course_rating_sum')
    .where('course_id', '=', courseId)
    .select(['ratings', 'stars'])
    .executeTakeFirst()
  return row && shownRatings(register, row)
}

/**
 * From how many opinions on something is shown: as many as the register says, or the next five, as what is shown moves on
 * by five at a time.
 */
export function ratingsShownFrom({ courses }: Pick<Context['register'], 'courses'>): number {
  return Math.ceil(courses.ratings.shownFrom / together) * together
}

// How many opinions come into sight together: of two figures with one between them that one would be known.
const together = 5

/** The same of what is known already. */
export function shownRatings(
  { courses }: Pick<Context['register'], 'courses'>,
  { ratings, stars }: { readonly ratings: number; readonly stars: number },
): Ratings | undefined {
  if (ratings < ratingsShownFrom({ courses })) return undefined
  return { ratings, average: Math.round((stars / ratings) * 10) / 10 }
}

/** What somebody wrote about a course, without who that was. */
export interface RatingLine {
  /** By which it is reported; of chance, so that it says nothing of who or when. */
  readonly id: string
  readonly line: string
}

/**
 * What was written in this register and is in sight, without who wrote it and in the order of the alphabet; nothing
 * where fewer wrote than the register shows. More comes into sight by five at a time, as a line that is there after one
 * more opinion would be of whoever gave that.
 */
export async function ratingLines(
  { db, register }: Pick<Context, 'db' | 'register'>,
  courseId: string,
): Promise<readonly RatingLine[]> {
  const rows = await db
    .selectFrom('course_rating')
    .where('course_id', '=', courseId)
    .where('register', '=', register.id)
    .where('line', '<>', '')
    .where('hidden_on', 'is', null)
    .where('waits', '=', false)
    .select(['id', 'line'])
    .orderBy('line')
    .orderBy('id')
    .execute()
  return rows.length < ratingsShownFrom(register) ? [] : rows
}
