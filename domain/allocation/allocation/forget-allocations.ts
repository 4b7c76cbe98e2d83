import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'

/**
 * The decisions about work that organisations recorded on pages of this register and that hold no more: another one went
 * in their place, or they should have been looked at again; each with the day from which that is so. See keptKinds; looked
 * up as by who looks after all organisations.
 */
export function allocationsPast({ register }: Context): RawBuilder<unknown> {
  return sql`
    select a.id::text as id, a.id::text as whose, null::uuid as person,
      coalesce(l.decided_on, a.review_on) as base
    from allocation a left join allocation l on l.amends = a.id
    where a.kept_in = ${register.id}`
}

/** Forgets these as a whole, with whom they name. Gives how many. */
export async function forgetAllocations(context: Context, ids: readonly string[]): Promise<number> {
  const { db } = context
  await sql`select set_config('peil.forgets', 'allocation', true)`.execute(db)
  const gone = await db
    .deleteFrom('allocation')
    .where('id', 'in', [...ids])
    .returning('id')
    .execute()
  await sql`select set_config('peil.forgets', '', true)`.execute(db)
  for (const { id } of gone) await record(context, { noun: 'allocation', id, action: 'forget' })
  return gone.length
}
