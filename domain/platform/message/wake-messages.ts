import { sql } from 'kysely'
import type { Platform } from '#domain/platform/context/platform.ts'
import type { MailToGo } from '#domain/platform/message/enqueue-mail.ts'
import { enqueueMail } from '#domain/platform/message/enqueue-mail.ts'

/**
 * Lets mail have its turn that would wait longer than it must: what waited for a mail server through which
 * something has gone again since, and what is due without standing in the queue. `queued` gives the ids of the
 * mails that stand there.
 */
export async function wakeMessages(
  platform: Platform,
  queued: () => Promise<ReadonlySet<string>>,
): Promise<void> {
  const standing = await queued()
  await platform.db.transaction().execute(async (transaction) => {
    const { rows: waited } = await sql<MailToGo>`
      with woken as (
        update mail_message set due_at = now()
        where due_at > now() and cause in ('unreachable', 'unwilling')
          and tried_at < now() - interval '5 minutes'
          and tried_at < (select max(sent_at) from mail_message where sent_at is not null)
        returning id, kind, to_address, created_at
      ) select id, kind, to_address from woken order by created_at, id`.execute(transaction)
    const { rows: due } = await sql<MailToGo>`
      select id, kind, to_address from mail_message
      where due_at < now() - interval '1 minute' and stopped_at is null
      order by due_at, id`.execute(transaction)
    const forgotten = due.filter(({ id }) => !standing.has(id))
    for (const mail of [...waited, ...forgotten]) await enqueueMail(platform, transaction, mail)
  })
}
