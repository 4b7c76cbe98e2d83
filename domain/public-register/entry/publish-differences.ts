import { sql } from 'kysely'
import type { Context } from '#domain/platform/context/context.ts'
import { eachDue } from '#domain/platform/left-undone/each-due.ts'
import { gateColumns } from '#domain/platform/register/gate.ts'
import { publishEntry } from '#domain/public-register/entry/publish-entry.ts'
import { publicStatuses } from '#domain/public-register/entry/queries.ts'

/**
 * Brings the public register in line with the registrations where the two differ: after the
 * register's data began or ceased to show a status, its gate changed, a registration for a while
 * began, or the words under which
 * somebody is found were taken out to be made anew. Where all is well it changes nothing.
 */
export async function publishDifferences(context: Context): Promise<void> {
  const { db, register } = context
  const differing = await sql<{ id: string }>`
    select registration.id from registration
    left join public_entry entry on entry.registration_id = registration.id
    where registration.register = ${register.id} and (
      (registration.status = any(${publicStatuses(context)}) and not registration.shielded
        and registration.merged_into is null
        and ${sql.ref(gateColumns[register.gates.visible])} is not null)
        <> (entry.id is not null)
      or entry.status <> registration.status
      or entry.category is distinct from registration.category and entry.id is not null
      or entry.id is not null and not exists (
        select from public_entry_word word where word.registration_id = registration.id)
      or entry.temporary <> (registration.temporary_kind is not null
        and registration.status in ('certified', 'renewal-pending')
        and registration.valid_first <= ${context.today.toString()}::date)
      or entry.number is distinct from registration.number and entry.id is not null
    )`.execute(db)
  await eachDue(
    context,
    differing.rows,
    ({ id }) => id,
    (context, { id }) => publishEntry(context, id),
  )
}
