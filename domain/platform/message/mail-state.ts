import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Database } from '#db/schema.ts'
import { urgentKinds } from '#domain/platform/message/mail-kinds.ts'

/** How it stands with the mail of all registers. */
export interface MailState {
  /** How many are to go, or to be tried again. */
  readonly waiting: number
  /** How many of those wait longer than they should: a sign-in link five minutes, anything else an hour. */
  readonly late: number
  /** How many were given up on, and nobody has looked at yet. */
  readonly undelivered: number
}

/** Tells how it stands with the mail, without a name or an address; quick at any number of mails. */
export async function mailState(db: Kysely<Database>): Promise<MailState> {
  const { rows } = await sql<MailState>`
    select count(*) filter (where due_at is not null) as waiting,
      count(*) filter (where coalesce(failing_since, due_at) < now() - case
        when kind = any (${urgentKinds}) then interval '5 minutes' else interval '1 hour' end) as late,
      count(*) filter (where undelivered_at is not null) as undelivered
    from mail_message
    where stopped_at is null
      and (due_at is not null or (undelivered_at is not null and settled_at is null))`.execute(db)
  return rows[0] ?? { waiting: 0, late: 0, undelivered: 0 }
}
