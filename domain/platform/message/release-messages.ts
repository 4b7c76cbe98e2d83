import { sql } from 'kysely'
import type { Context } from '#domain/platform/context/context.ts'

/** Lets the mails go, in the order in which they were written, that waited for this paper alone. */
export async function releaseMessages(context: Context, paperId: string): Promise<void> {
  const { rows } = await sql<{ id: string; waits: number; quiet: boolean; created_at: string }>`
    update mail_message set waits_for = array_remove(waits_for, ${paperId}::uuid)
    where waits_for <> '{}' and waits_for @> array[${paperId}::uuid]
    returning id, cardinality(waits_for) as waits, shown_only as quiet, created_at`.execute(
    context.db,
  )
  const free = rows.filter(({ waits, quiet }) => waits === 0 && !quiet)
  for (const { id } of free.toSorted(byMoment)) {
    await context.platform.enqueue(context.db, { name: 'deliver-mail', data: { mailId: id } })
  }
}

// Mails of one transaction share its moment; their ids are in the order of writing.
function byMoment(
  one: { readonly id: string; readonly created_at: string },
  other: { readonly id: string; readonly created_at: string },
): number {
  return one.created_at.localeCompare(other.created_at) || one.id.localeCompare(other.id)
}
