import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'
import { takeOutFiles } from '#domain/learning/request/keep-files.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'

/**
 * The requests with files in this register of which nothing is to be decided any more, such as what shows who teaches:
 * those on which something was decided, with that day or the last on which it holds; or those that were taken back,
 * lapsed or left lying, with the day of that. See keptKinds; looked up as by who looks after all organisations.
 */
export function requestsWithFiles(
  { register }: Context,
  { decided }: { readonly decided: boolean },
): RawBuilder<unknown> {
  return sql`
    select 'request/' || q.id as id, q.id::text as whose, q.person_id as person, q.last as base
    from (
      select q.id, q.person_id,
        bool_or(p.status in ('handed-in', 'asked', 'complete')) as open,
        bool_or(p.status in ('granted', 'refused')) as decided,
        max(greatest(coalesce(p.decided_on, p.ended_on, p.handed_in_on, q.started_on),
          (select max(least(a.last_day, a.ended_from)) from accreditation a
            where a.id = p.result_id))) as last
      from accreditation_part p join accreditation_request q on q.id = p.request_id
      where exists (select from accreditation_file f
        where f.request_id = q.id and f.kept_in = ${register.id})
      group by q.id, q.person_id
    ) q
    where not q.open and q.decided = ${decided}`
}

/** Forgets the files of these requests that lie in this register, but those that another request has too. Gives how many. */
export async function forgetRequestFiles(
  context: Context,
  ids: readonly string[],
): Promise<number> {
  let forgotten = 0
  for (const id of ids.map((one) => one.slice('request/'.length))) {
    const gone = await takeOutFiles(context, id, { keptIn: context.register.id })
    if (gone.length === 0) continue
    const facts = { files: gone.length }
    await record(context, { noun: 'accreditation', id, action: 'forget-files', facts })
    forgotten += gone.length
  }
  return forgotten
}
