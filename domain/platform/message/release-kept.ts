import { sql } from 'kysely'
import type { Platform } from '#domain/platform/context/platform.ts'

/**
 * Lets the mails go that were kept because there was no mail server, in the order in which they were
 * written; for when there is one. A mail with a link that does not work any more stays where it lies.
 */
export async function releaseKept(platform: Platform): Promise<void> {
  await platform.db.transaction().execute(async (transaction) => {
    const { rows } = await sql<{ id: string }>`
      with kept as (
        select id, sha256(convert_to(
          substring(body_text from '/([A-Za-z0-9_-]{43})(?![A-Za-z0-9_-])'), 'UTF8')) as secret
        from mail_message where kept_at is not null and sent_at is null for update skip locked
      ), works as (
        select id from kept where secret is null
          or exists (select from one_time_link
            where token_hash = secret and used_at is null and expires_at > now())
          or exists (select from referee_request r
            join activity_claim c on c.activity_id = r.activity_id and c.register = r.register
            join registration g on g.id = c.registration_id
            where (r.token_hash = secret or exists (select from referee_link l
                where l.request_id = r.id and l.token_hash = secret))
              and r.answer is null and r.withdrawn_on is null and r.expires_on >= current_date
              and c.state = 'awaiting-referee' and c.withdrawn_at is null
              and g.status not in ('withdrawn', 'removed', 'deceased'))
          or exists (select from attestation a join registration g on g.id = a.registration_id
            left join claim c on c.id = a.claim_id
            where (a.token_hash = secret or exists (select from attestation_link l
                where l.attestation_id = a.id and l.token_hash = secret))
              and a.answer is null and a.withdrawn_on is null and c.ended_on is null
              and a.expires_on >= current_date and g.status not in ('withdrawn', 'removed', 'deceased'))
      ), released as (
        update mail_message set kept_at = null where id in (select id from works)
        returning id, created_at
      )
      select id from released order by created_at, id`.execute(transaction)
    for (const { id } of rows) {
      await platform.enqueue(transaction, { name: 'deliver-mail', data: { mailId: id } })
    }
  })
}
