import { sql } from 'kysely'
import type { Accreditation } from '#domain/courses/accreditation/accreditation.ts'
import { countsAs, dayThatCounts } from '#domain/courses/accreditation/accreditation.ts'
import { accreditationOn, findAccreditation } from '#domain/courses/accreditation/queries.ts'
import { editionsOf, findCourseByNumber } from '#domain/courses/course/queries.ts'
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

/**
 * The course that was noted of an activity before, as long as it still has that name and day: what it counts for then is
 * as much as was decided. What it is not any more counts by no decision. Undefined where none was noted.
 */
export async function courseNoted(
  context: Pick<Context, 'db' | 'register'>,
  { activityId, told }: { readonly activityId: string; readonly told: boolean },
  { kind, title, completedOn, accredited }: ActivityFacts,
): Promise<CourseOfActivity | undefined> {
  const { rows } = await sql<{ course: string; edition: string | null; same: boolean }>`
    select a.course_id as course, case when ${completedOn?.toString() ?? null}::date
        between e.first_day and e.last_day then e.id end as edition,
      (name_key(${title}) in (name_key(a.title), name_key(c.title))
        and (e.id is null or ${completedOn?.toString() ?? null}::date between e.first_day and e.last_day)) as same
    from activity a join course c on c.id = a.course_id left join edition e on e.id = a.edition_id
    where a.id = ${activityId}`.execute(context.db)
  const [noted] = rows
  if (noted === undefined) return undefined
  const none = { accreditationId: undefined, amount: undefined, accredited: false }
  if (!told && !noted.same) return { ...none, courseId: undefined, editionId: undefined }
  const editionId = noted.edition ?? undefined
  const is = { courseId: noted.course, editionId }
  const held = await heldThen(context, is, completedOn)
  const counts = held && countsAs(held, kind?.id)
  if (held === undefined || counts === undefined) return { ...none, ...is }
  return {
    ...is,
    accreditationId: held.id,
    amount: counts.amount,
    accredited: accredited === true && counts.attributes.includes('accredited'),
  }
}

// What held on the first day of the edition of which it was, or on its own day.
async function heldThen(
  context: Pick<Context, 'db' | 'register'>,
  { courseId, editionId }: { readonly courseId: string; readonly editionId: string | undefined },
  completedOn: Temporal.PlainDate | undefined,
): Promise<Accreditation | undefined> {
  if (completedOn === undefined) return undefined
  const editions = editionId === undefined ? [] : await editionsOf(context, [courseId])
  const days = editions.find(({ id }) => id === editionId)?.days
  const day = dayThatCounts(completedOn, days)
  return accreditationOn(context, { course: courseId, register: context.register.id, day })
}

/** A decision by which an activity counts, with the number of the course. */
export interface DecidedBy {
  readonly held: Accreditation
  readonly course: string
}

/** By which decision of this register an activity counts; undefined for none. */
export async function accreditationOfActivity(
  context: Pick<Context, 'db' | 'register'>,
  activityId: string,
): Promise<DecidedBy | undefined> {
  const found = await accreditationsOfActivities(context, [activityId])
  return found.get(activityId)
}

/** By which decision of this register activities count, by their ids; those that count by none are not there. */
export async function accreditationsOfActivities(
  context: Pick<Context, 'db' | 'register'>,
  activityIds: readonly string[],
): Promise<ReadonlyMap<string, DecidedBy>> {
  const decided = new Map<string, DecidedBy>()
  if (activityIds.length === 0) return decided
  // That of its claim, or else what held of its course when that began.
  const { rows } = await sql<{ activity_id: string; id: string; number: string }>`
    select distinct on (c.activity_id) c.activity_id, h.id, o.number
    from activity_claim c join activity a on a.id = c.activity_id
    left join edition e on e.id = a.edition_id and a.completed_on between e.first_day and e.last_day
    join accreditation h on h.register = c.register and (h.id = c.accreditation_id
      or c.accreditation_id is null and h.course_id = a.course_id
        and coalesce(e.first_day, a.completed_on) between h.first_day and h.last_day
        and (h.ended_from is null or coalesce(e.first_day, a.completed_on) < h.ended_from)
        and exists (select from jsonb_array_elements(h.counts) n where n ->> 'kind' = c.kind
          and coalesce(c.claimed, 0) <= (n ->> 'amount')::numeric))
    join course o on o.id = h.course_id
    where c.activity_id = any(${[...activityIds]}::uuid[]) and c.register = ${context.register.id}
    order by c.activity_id, h.first_day desc, h.id`.execute(context.db)
  for (const [id, some] of Map.groupBy(rows, (row) => row.id)) {
    const held = await findAccreditation(context, id)
    if (held === undefined) continue
    for (const { activity_id, number } of some) decided.set(activity_id, { held, course: number })
  }
  return decided
}
