import { sql } from 'kysely'
import type { Context } from '#domain/platform/context/context.ts'
import type { HeldLabel, LabelScope } from '#engine'

interface Row {
  readonly course: string
  readonly label: string
  readonly scope: LabelScope
  readonly first: string | null
  readonly last: string | null
  readonly seen_on: string
}

/**
 * The labels that somebody saw of courses, by the id of the course: those of the course or programme itself, and those
 * of all that its organisation gives. Whether they hold on a day and count in a register is not said here.
 */
export async function labelsOfCourses(
  { db }: Pick<Context, 'db'>,
  courses: readonly string[],
): Promise<ReadonlyMap<string, readonly HeldLabel[]>> {
  if (courses.length === 0) return new Map()
  const { rows } = await sql<Row>`
    select c.id as course, l.kind as label, l.seen_scope as scope, l.seen_first::text as first,
      l.seen_last::text as last, l.seen_on::text as seen_on
    from course c join label l on l.organisation_id = c.organisation_id
    where c.id = any(${[...courses]}::uuid[]) and l.status in ('waiting', 'checked') and l.seen_on is not null
      and (l.seen_scope in ('institution', 'teacher') or l.course_id = c.id
        or l.course_id is null and name_key(l.about) = name_key(c.title))
    order by l.seen_last desc nulls first, l.id`.execute(db)
  const found = rows.map(({ course, label, scope, first, last, seen_on: seenOn }) => ({
    course,
    held: {
      ...{ label, scope, seenOn: Temporal.PlainDate.from(seenOn) },
      ...(first === null ? {} : { first: Temporal.PlainDate.from(first) }),
      ...(last === null ? {} : { last: Temporal.PlainDate.from(last) }),
    } satisfies HeldLabel,
  }))
  return new Map(
    [...Map.groupBy(found, ({ course }) => course)].map(([course, all]) => [
      course,
      all.map(({ held }) => held),
    ]),
  )
}
