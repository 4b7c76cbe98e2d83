import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'
import type { Context } from '#domain/platform/context/context.ts'
import { removeDocumentsById } from '#domain/platform/file/remove-documents.ts'

/**
 * The proofs of labels that lie in this register, each with the last day on which the label held as somebody saw it, or
 * on which it was refused or withdrawn; none of what has no last day or waits. See keptKinds; looked up as by who looks
 * after all organisations.
 */
export function proofsOfLabels({ register }: Context): RawBuilder<unknown> {
  return sql`
    select e.id::text as id, l.id::text as whose, null::uuid as person,
      case l.status when 'checked' then l.seen_last
        else (select max(o.done_on) from label_event o where o.label_id = l.id) end as base
    from label_event e join label l on l.id = e.label_id
    where e.done_in = ${register.id} and e.document_id is not null
      and (l.status in ('refused', 'withdrawn') or l.status = 'checked' and l.seen_last is not null)`
}

/** Forgets these proofs; that the label was seen, by whom and when, stays. Gives how many. */
export async function forgetProofs(context: Context, ids: readonly string[]): Promise<number> {
  const { db, register } = context
  const proofs = await db
    .selectFrom('label_event')
    .where('id', 'in', [...ids])
    .where('done_in', '=', register.id)
    .select('document_id')
    .execute()
  await db
    .updateTable('label_event')
    .where('id', 'in', [...ids])
    .where('done_in', '=', register.id)
    .set({ document_id: null, file_name: null })
    .execute()
  await removeDocumentsById(
    context,
    proofs.flatMap(({ document_id }) => document_id ?? []),
  )
  return proofs.length
}
