import { sql } from 'kysely'
import type { Platform } from '#domain/platform/context/platform.ts'
import type { MailToGo } from '#domain/platform/message/enqueue-mail.ts'
import { enqueueMail } from '#domain/platform/message/enqueue-mail.ts'
import { linkWorks, secretOfLink } from '#domain/platform/message/link-works.ts'

/**
 * Lets the mails go that were kept because there was no mail server or as all mail was held, unless it still is, in the order in which they were
 * written; for when there is one. A mail with a link that does not work any more stays where it lies.
 */
export async function releaseKept(platform: Platform): Promise<void> {
  await platform.db.transaction().execute(async (transaction) => {
    const { rows: held } = await sql`select from watch where mail_held_at is not null`.execute(
      transaction,
    )
    if (held.length > 0) return
    // What somebody chose not to let go any more.
    await sql`update mail_message set stopped_at = now(), kept_at = null, due_at = null
      from watch where sent_at is null and stopped_at is null and created_at < mail_dropped_before
        and undelivered_at is null`.execute(transaction)
    await sql`update watch set mail_dropped_before = null
      where mail_dropped_before is not null`.execute(transaction)
    const { rows } = await sql<MailToGo>`
      with kept as (
        select id, ${secretOfLink} as secret
        from mail_message where kept_at is not null and sent_at is null for update skip locked
      ), released as (
        update mail_message set kept_at = null, due_at = now()
        where id in (select id from kept where ${linkWorks(sql`secret`)})
        returning id, kind, to_address, created_at
      )
      select id, kind, to_address from released order by created_at, id`.execute(transaction)
    for (const mail of rows) await enqueueMail(platform, transaction, mail)
  })
}
