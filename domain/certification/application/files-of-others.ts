import { sql } from 'kysely'
import type { Context } from '#domain/platform/context/context.ts'

/**
 * The files of an application that also prove something that somebody else did or stated in this
 * register, by the id of the activity or of the claim; whose that is, is not told. For the back office
 * alone.
 */
export async function filesOfOthers(
  { db, register }: Context,
  applicationId: string,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } = await sql<{ id: string; names: readonly string[] }>`
    with filed as (
      select f.activity_id as id, a.person_id, d.name, d.sha256
      from application_activity f
      join activity a on a.id = f.activity_id
      join evidence e on e.activity_id = a.id and e.removed_at is null
      join document d on d.id = e.document_id and d.kind = 'evidence'
      where f.application_id = ${applicationId}
      union all
      select f.claim_id, r.person_id, d.name, d.sha256
      from application_claim f
      join claim c on c.id = f.claim_id
      join registration r on r.id = c.registration_id
      join proof p on p.claim_id = f.claim_id and p.removed_at is null
      join document d on d.id = p.document_id and d.kind = 'evidence'
      where f.application_id = ${applicationId}
    )
    select filed.id, json_agg(filed.name order by filed.name) as names
    from filed
    where exists (
      select from document o
      join evidence oe on oe.document_id = o.id and oe.removed_at is null
      join activity_claim c on c.activity_id = oe.activity_id and c.withdrawn_at is null
      where o.kind = 'evidence' and o.sha256 = filed.sha256
        and c.register = ${register.id} and c.person_id <> filed.person_id
    ) or exists (
      select from document o
      join proof op on op.document_id = o.id and op.removed_at is null
      join claim c on c.id = op.claim_id
      join registration r on r.id = c.registration_id
      where o.kind = 'evidence' and o.sha256 = filed.sha256
        and c.register = ${register.id} and r.person_id <> filed.person_id
    )
    group by filed.id`.execute(db)
  return new Map(rows.map(({ id, names }) => [id, names]))
}
