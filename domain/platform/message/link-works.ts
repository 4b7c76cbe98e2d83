import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'

/** The hash of the secret in the link of a mail, as part of a statement about mail_message; null where it has none. */
export const secretOfLink = sql<Buffer | null>`sha256(convert_to(
  substring(body_text from '/([A-Za-z0-9_-]{43})(?![A-Za-z0-9_-])'), 'UTF8'))`

/** Whether a link with this hash of a secret can still be followed; so can a mail without one. */
export function linkWorks(secret: RawBuilder<Buffer | null>) {
  return sql<boolean>`(${secret} is null
    or exists (select from one_time_link
      where token_hash = ${secret} and used_at is null and expires_at > now())
    or exists (select from referee_request r
      join activity_claim c on c.activity_id = r.activity_id and c.register = r.register
      join registration g on g.id = c.registration_id
      where (r.token_hash = ${secret} or exists (select from referee_link l
          where l.request_id = r.id and l.token_hash = ${secret}))
        and r.answer is null and r.withdrawn_on is null and r.expires_on >= current_date
        and c.state = 'awaiting-referee' and c.withdrawn_at is null
        and g.status not in ('withdrawn', 'removed', 'deceased'))
    or exists (select from attestation a join registration g on g.id = a.registration_id
      left join claim c on c.id = a.claim_id
      where (a.token_hash = ${secret} or exists (select from attestation_link l
          where l.attestation_id = a.id and l.token_hash = ${secret}))
        and a.answer is null and a.withdrawn_on is null and c.ended_on is null
        and a.expires_on >= current_date and g.status not in ('withdrawn', 'removed', 'deceased')))`
}
