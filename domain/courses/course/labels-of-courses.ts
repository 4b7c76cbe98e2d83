import { sql } from 'kysely'
import type { KnownLabel, StoredLabel } from '#domain/organisations/label/labels-held.ts'
import { heldLabel, labelsHeld } from '#domain/organisations/label/labels-held.ts'
import type { Context } from '#domain/platform/context/context.ts'

const held = labelsHeld({
  label: sql`l.kind`,
  provider: sql`given.organisation_id`,
  called: sql`giver.name`,
  title: sql`given.title`,
  course: sql`given.id`,
})

/**
 * The labels of courses, by the id of the course: those of the course or programme itself, and those of all that its
 * organisation gives, as activities are held against them. Whether somebody saw them, whether they hold on a day and
 * whether they count in a register is not said here.
 */
export async function labelsOfCourses(
  { db }: Pick<Context, 'db'>,
  courses: readonly string[],
): Promise<ReadonlyMap<string, readonly KnownLabel[]>> {
  if (courses.length === 0) return new Map()
  // Most organisations have none, which is found without looking at each of their courses.
  const { rows } = await sql<{ course: string; labels: readonly StoredLabel[] | null }>`
    select given.id as course, ${held} as labels
    from course given join organisation giver on giver.id = given.organisation_id
    where given.id = any(${[...courses]}::uuid[])
      and (exists (select from label h where h.organisation_id = giver.id)
        or exists (select from label h where h.organisation_id is null
          and name_key(h.holder) = name_key(giver.name)))`.execute(db)
  return new Map(rows.map(({ course, labels }) => [course, (labels ?? []).map(heldLabel)]))
}
