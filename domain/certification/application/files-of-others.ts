import { sql } from 'kysely'
import type { Context } from '#domain/platform/context/context.ts'

/**
 * The files of an application that also prove something that somebody else did in this register, by
 * the id of the activity; whose that is, is not told. For the back office alone.
 */
export async function filesOfOthers(
  { db, register }: Context,
  applicationId: string,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } = await sql<{ activity_id: string; names: readonly string[] }>`
    select e.activity_id, json_agg(d.name order by d.name) as names
    from application_activity f
    join activity a on a.id = f.activity_id
    join evidence e on e.activity_id = a.id and e.removed_at is null
    join document d on d.id = e.document_id and d.kind = 'evidence'
    where f.application_id = ${applicationId} and exists (
      select from document o
      join evidence oe on oe.document_id = o.id and oe.removed_at is null
      join activity_claim c on c.activity_id = oe.activity_id and c.withdrawn_at is null
      where o.kind = 'evidence' and o.sha256 = d.sha256
        and c.register = ${register.id} and c.person_id <> a.person_id)
    group by e.activity_id`.execute(db)
  return new Map(rows.map(({ activity_id, names }) => [activity_id, names]))
}
