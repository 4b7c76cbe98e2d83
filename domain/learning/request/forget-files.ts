import { sql } from 'kysely'
import { takeOutFiles } from '#domain/learning/request/keep-files.ts'
import { record } from '#domain/platform/audit/record.ts'
import { actForOrganisation } from '#domain/platform/context/act-for-organisation.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { eachDue } from '#domain/platform/left-undone/each-due.ts'
import { retentionRule } from '#regulations/retention.ts'

/**
 * Forgets the files that came with requests of which nothing is to be decided any more, such as what shows who teaches:
 * where something was decided as long after that, or after the last day on which it holds, as what shows activities is
 * kept, and else as long after it was taken back, lapsed or left lying as what was taken away.
 */
export async function forgetRequestFiles(context: Context): Promise<void> {
  const { db, register, today } = context
  const [decided, withdrawn] = [
    retentionRule(register, 'evidence'),
    retentionRule(register, 'withdrawn'),
  ]
  const before = (rule: typeof decided) =>
    rule.does === 'erase' ? today.subtract(rule.keep).toString() : '0001-01-01'
  await actForOrganisation(context, '*')
  const { rows } = await sql<{ id: string }>`
    with ends as (
      select p.request_id,
        bool_or(p.status in ('handed-in', 'asked', 'complete')) as open,
        bool_or(p.status in ('granted', 'refused')) as decided,
        max(greatest(coalesce(p.decided_on, p.ended_on, p.handed_in_on, q.started_on),
          (select max(least(a.last_day, a.ended_from)) from accreditation a
            where a.id = p.result_id))) as last
      from accreditation_part p join accreditation_request q on q.id = p.request_id
      where exists (select from accreditation_file f
        where f.request_id = p.request_id and f.kept_in = ${register.id})
      group by p.request_id)
    select e.request_id as id from ends e
    where not e.open and e.last < case when e.decided then ${before(decided)}::date
      else ${before(withdrawn)}::date end
    order by 1`.execute(db)
  await actForOrganisation(context, '')
  await eachDue(
    context,
    rows,
    ({ id }) => id,
    async (own, { id }) => {
      await actForOrganisation(own, '*')
      const gone = await takeOutFiles(own, id, { keptIn: register.id })
      if (gone.length > 0) {
        const facts = { files: gone.length }
        await record(own, { noun: 'accreditation', id, action: 'forget-files', facts })
      }
      await actForOrganisation(own, '')
    },
  )
}
