import { findCourseByNumber } from '#domain/courses/course/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'

const mostKept = 200

export type KeptCourse =
  | { readonly outcome: 'kept' | 'dropped' | 'unchanged' | 'too-many' }
  | { readonly outcome: 'not-found' }

/** Keeps a course to look at it again. */
export async function keepCourse(
  context: Context,
  registrationId: string,
  number: string,
): Promise<KeptCourse> {
  const { db, register, today } = context
  const found = await findCourseByNumber(context, number)
  if (found === undefined || found.course.state !== 'published') return { outcome: 'not-found' }
  const { course } = found
  const kept = await keptBy(context, registrationId)
  if (kept.has(course.id)) return { outcome: 'unchanged' }
  if (kept.size >= mostKept) return { outcome: 'too-many' }
  const row = await db
    .insertInto('kept_course')
    .values({
      registration_id: registrationId,
      register: register.id,
      course_id: course.id,
      kept_on: today.toString(),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('course_id')
    .executeTakeFirst()
  if (row === undefined) return { outcome: 'unchanged' }
  await note(context, registrationId, 'keep-course', course.number)
  return { outcome: 'kept' }
}

/** Keeps it no longer. */
export async function dropCourse(
  context: Context,
  registrationId: string,
  number: string,
): Promise<KeptCourse> {
  const found = await findCourseByNumber(context, number)
  if (found === undefined) return { outcome: 'not-found' }
  const row = await context.db
    .deleteFrom('kept_course')
    .where('registration_id', '=', registrationId)
    .where('course_id', '=', found.course.id)
    .returning('course_id')
    .executeTakeFirst()
  if (row === undefined) return { outcome: 'unchanged' }
  await note(context, registrationId, 'drop-course', found.course.number)
  return { outcome: 'dropped' }
}

/** The courses that somebody kept, by their ids. */
export async function keptBy(
  { db }: Pick<Context, 'db'>,
  registrationId: string,
): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('kept_course')
    .where('registration_id', '=', registrationId)
    .select('course_id')
    .execute()
  return new Set(rows.map(({ course_id }) => course_id))
}

async function note(context: Context, id: string, action: string, number: string): Promise<void> {
  await record(context, { noun: 'registration', id, action, facts: { number } })
}
