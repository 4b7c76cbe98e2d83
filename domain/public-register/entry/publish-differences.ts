import { sql } from 'kysely'
import type { Context } from '#domain/platform/context/context.ts'
import { eachDue } from '#domain/platform/left-undone/each-due.ts'
import { gateColumns } from '#domain/platform/register/gate.ts'
import { differingEntries } from '#domain/public-register/entry/differing-entries.ts'
import { publishEntry } from '#domain/public-register/entry/publish-entry.ts'
import { publicStatuses } from '#domain/public-register/entry/queries.ts'

/**
 * Brings the public register in line with the registrations where the two differ: after the
 * register's data began or ceased to show a status, its gate changed, a registration for a while
 * began, or the copy was changed by itself, in whatever it keeps. Where all is well it changes nothing.
 */
export async function publishDifferences(context: Context): Promise<void> {
  const { db, register, today } = context
  const missing = await sql<{ id: string }>`
    select registration.id from registration
    left join public_entry entry on entry.registration_id = registration.id
    where registration.register = ${register.id} and (
      (registration.status = any(${publicStatuses(context)}) and not registration.shielded
        and registration.merged_into is null
        and ${sql.ref(gateColumns[register.gates.visible])} is not null)
        <> (entry.id is not null)
    )`.execute(db)
  const otherwise = await differingEntries(context, [today])
  const ids = new Set([
    ...missing.rows.map(({ id }) => id),
    ...otherwise.map(({ registrationId }) => registrationId),
  ])
  await eachDue(context, [...ids], (id) => id, publishEntry)
}
