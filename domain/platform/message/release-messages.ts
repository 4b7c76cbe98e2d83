import { sql } from 'kysely'
import type { Context } from '#domain/platform/context/context.ts'
import type { MailToGo } from '#domain/platform/message/enqueue-mail.ts'
import { enqueueMail } from '#domain/platform/message/enqueue-mail.ts'

/** Lets the mails go, in the order in which they were written, that waited for this paper alone. */
export async function releaseMessages(context: Context, paperId: string): Promise<void> {
  const { rows } = await sql<MailToGo & { free: boolean; created_at: string }>`
    update mail_message set waits_for = array_remove(waits_for, ${paperId}::uuid),
      due_at = case when waits_for = array[${paperId}::uuid] and not shown_only and stopped_at is null
        then now() end
    where waits_for <> '{}' and waits_for @> array[${paperId}::uuid]
    returning id, kind, to_address, due_at is not null as free, created_at`.execute(context.db)
  const free = rows.filter((row) => row.free)
  for (const mail of free.toSorted(byMoment)) await enqueueMail(context.platform, context.db, mail)
}

// Mails of one transaction share its moment; their ids are in the order of writing.
function byMoment(
  one: { readonly id: string; readonly created_at: string },
  other: { readonly id: string; readonly created_at: string },
): number {
  return one.created_at.localeCompare(other.created_at) || one.id.localeCompare(other.id)
}
