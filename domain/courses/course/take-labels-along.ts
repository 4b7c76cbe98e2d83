import { sql } from 'kysely'
import type { Course } from '#domain/courses/course/course.ts'
import { record } from '#domain/platform/audit/record.ts'
import { actForOrganisation } from '#domain/platform/context/act-for-organisation.ts'
import type { Context } from '#domain/platform/context/context.ts'

/**
 * A course of an organisation gets another name: a label that only named it is its label from then on, so that it goes
 * along, and what was followed under the old name keeps it. In a transaction that acts for the organisation.
 */
export async function takeLabelsAlong(
  context: Context,
  { id, number, owner, title }: Course,
  renamed: string,
): Promise<void> {
  if (owner?.is !== 'organisation') return
  // A label that was seen by name alone is of nobody who is here.
  await actForOrganisation(context, '*')
  const { rows } = await sql<{ id: string }>`
    with old as (select o.id, name_key(o.name) as called, name_key(${title}) as title
      from organisation o where o.id = ${owner.id} and not name_key(o.name) = any (o.unseen_names))
    update label l set
      course_id = case when l.course_id is null and name_key(l.about) = old.title
        then ${id}::uuid else l.course_id end,
      seen_course_id = case when l.seen_about is not null and l.seen_course_id is null
        and name_key(l.seen_about) = old.title then ${id}::uuid else l.seen_course_id end
    from old
    where old.title <> '' and l.status in ('waiting', 'checked')
      and (l.organisation_id = old.id or l.organisation_id is null and name_key(l.holder) = old.called)
      and (l.course_id is null and name_key(l.about) = old.title
        or l.seen_about is not null and l.seen_course_id is null and name_key(l.seen_about) = old.title)
    returning l.id`.execute(context.db)
  for (const label of rows) {
    await record(context, {
      noun: 'label',
      id: label.id,
      action: 'go-along',
      facts: { course: number, before: title, after: renamed },
    })
  }
  await actForOrganisation(context, owner.id)
}
