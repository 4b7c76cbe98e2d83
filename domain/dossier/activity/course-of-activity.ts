import type { Accreditation } from '#domain/courses/accreditation/accreditation.ts'
import { countsAs, dayThatCounts } from '#domain/courses/accreditation/accreditation.ts'
import { accreditationOn, findAccreditation } from '#domain/courses/accreditation/queries.ts'
import { findCourseByNumber } from '#domain/courses/course/queries.ts'
import type { ActivityFacts, CourseOfActivity } from '#domain/dossier/activity/check-activity.ts'
import type { Context } from '#domain/platform/context/context.ts'

/**
 * The course whose number somebody gave as that of the accreditation: OPL-000012. What counts is what held on the day of
 * the activity, or on the first of its edition, whatever became of it later. Undefined where it is no such number, or of nothing that was ever offered.
 */
export async function courseOfActivity(
  context: Pick<Context, 'db' | 'register'>,
  {
    kind,
    completedOn,
    accreditation: { number },
  }: Pick<ActivityFacts, 'kind' | 'completedOn' | 'accreditation'>,
): Promise<CourseOfActivity | undefined> {
  if (!/^\s*opl/i.test(number)) return undefined
  const found = await findCourseByNumber(context, number)
  if (found === undefined) return undefined
  const held =
    completedOn === undefined
      ? undefined
      : await accreditationOn(context, {
          ...{ course: found.course.id, register: context.register.id },
          day: dayThatCounts(completedOn, found.edition?.days),
        })
  const counts = held && countsAs(held, kind?.id)
  return {
    courseId: found.course.id,
    editionId: found.edition?.id,
    accreditationId: counts === undefined ? undefined : held?.id,
    amount: counts?.amount,
    accredited: counts?.attributes.includes('accredited') === true,
  }
}

/** By which decision of this register an activity counts, with the number of the course; undefined for none. */
export async function accreditationOfActivity(
  context: Pick<Context, 'db' | 'register'>,
  activityId: string,
): Promise<{ readonly held: Accreditation; readonly course: string } | undefined> {
  const row = await context.db
    .selectFrom('activity_claim as c')
    .innerJoin('accreditation as h', 'h.id', 'c.accreditation_id')
    .innerJoin('course as o', 'o.id', 'h.course_id')
    .where('c.activity_id', '=', activityId)
    .where('c.register', '=', context.register.id)
    .select(['h.id', 'o.number'])
    .executeTakeFirst()
  const held = row && (await findAccreditation(context, row.id))
  return row === undefined || held === undefined ? undefined : { held, course: row.number }
}
