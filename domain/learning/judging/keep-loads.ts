import { sql } from 'kysely'
import { record } from '#domain/platform/audit/record.ts'
import { actForOrganisation } from '#domain/platform/context/act-for-organisation.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { eachDue } from '#domain/platform/left-undone/each-due.ts'

/**
 * Keeps of how many hours was decided, for each decision of before that was kept with it: as many as the course had
 * then, which is what it has now unless its provider changed that since, as the record says; and where nobody said how
 * long it took, as many as it counts for. Done once for each.
 */
export async function keepLoads(context: Context): Promise<void> {
  const { db, register } = context
  const rows = await db
    .selectFrom('accreditation')
    .where('register', '=', register.id)
    .where('course_id', 'is not', null)
    .where('study_load', 'is', null)
    .where(sql<boolean>`jsonb_array_length(counts) > 0`)
    .orderBy('id')
    .select(['id', 'organisation_id'])
    .execute()
  await eachDue(
    context,
    rows,
    ({ id }) => id,
    async (own, { id, organisation_id }) => {
      // What was changed of a course is told to who acts for its organisation, wherever they changed it.
      await actForOrganisation(own, organisation_id ?? '')
      const { rows: kept } = await sql<{ study_load: number }>`
        update accreditation a set study_load = coalesce(
          (select case when was.facts is null then c.study_load
              else (was.facts -> 'study_load' ->> 'before')::int end
            from course c left join lateral (select f.facts
              from audit_record r join audit_facts f on f.seq = r.seq
              where r.noun = 'course' and r.action = 'change' and r.record_id = c.id::text
                and r.at > a.created_at and f.facts -> 'study_load' is not null
              order by r.seq limit 1) was on true
            where c.id = a.course_id),
          (a.counts -> 0 ->> 'amount')::int)
        where a.id = ${id} and a.study_load is null
        returning a.study_load`.execute(own.db)
      await actForOrganisation(own, '')
      const [done] = kept
      if (done === undefined) return
      const facts = { hours: done.study_load }
      await record(own, { noun: 'accreditation', id, action: 'keep-load', facts })
    },
  )
}
