import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'
import { eraseFactsOf } from '#domain/platform/audit/erase-facts.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { inEachRegister } from '#domain/platform/context/in-each-register.ts'

const contact = ['contact_email', 'contact_phone'] as const

/**
 * The organisations that signed up in this register and were closed, merged or refused, of which it is still known how
 * somebody there is reached, each with the day of that. See keptKinds; looked up as by who looks after all organisations.
 */
export function contactsOfEnded({ register }: Context): RawBuilder<unknown> {
  const isThere = (row: string) =>
    sql.join(
      contact.map((name) => sql`${sql.id(row)} ->> ${name} <> ''`),
      sql` or `,
    )
  return sql`
    select o.id::text as id, o.id::text as whose, null::uuid as person,
      case o.status when 'closed' then o.closed_on
        when 'merged' then (select max(m.merged_on) from organisation_merge m where m.goes_id = o.id)
        else (select max(c.decided_on) from organisation_check c where c.organisation_id = o.id)
      end as base
    from (select o.*, to_jsonb(o) as row from organisation o) o
    where o.signed_up_in = ${register.id} and o.status in ('closed', 'merged', 'refused')
      and (${isThere('row')} or exists (select from organisation_check c
        where c.organisation_id = o.id and (${isThere('seen')})))`
}

/**
 * Forgets how somebody of these organisations is reached, also as a back office saw it and as the record wrote it in
 * whatever register. What was decided about it stays, under its name. Gives how many.
 */
export async function forgetContacts(context: Context, ids: readonly string[]): Promise<number> {
  const { db } = context
  const nothing = Object.fromEntries(contact.map((name) => [name, '']))
  await db
    .updateTable('organisation')
    .where('id', 'in', [...ids])
    .set((eb) => ({ contact_email: '', contact_phone: '', version: eb('version', '+', 1) }))
    .execute()
  await sql`update organisation_check set seen = seen || ${JSON.stringify(nothing)}::jsonb
    where organisation_id = any(${ids}::uuid[])`.execute(db)
  await inEachRegister(context, async (each) => {
    const of = { about: ids[0] ?? '', recordIds: ids }
    await eraseFactsOf(each, { ...of, reason: 'de bewaartermijn is voorbij' })
  })
  return ids.length
}
