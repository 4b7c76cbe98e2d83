import { sql } from 'kysely'
import type { Platform } from '#domain/platform/context/platform.ts'
import type { MailToGo } from '#domain/platform/message/enqueue-mail.ts'
import { enqueueMail } from '#domain/platform/message/enqueue-mail.ts'
import { linkWorks, secretOfLink } from '#domain/platform/message/link-works.ts'

/**
 * Lets the mails go that were kept because there was no mail server, in the order in which they were
 * written; for when there is one. A mail with a link that does not work any more stays where it lies.
 */
export async function releaseKept(platform: Platform): Promise<void> {
  await platform.db.transaction().execute(async (transaction) => {
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
