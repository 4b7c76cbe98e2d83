import { sql } from 'kysely'
import type { Context } from '#domain/platform/context/context.ts'
import { onlyPasses } from '#domain/platform/message/mail-kinds.ts'
import type { FailedBy } from '#domain/platform/message/next-attempt.ts'

/** A mail that did not arrive: it is tried again, or was given up on. */
export interface UndeliveredMail {
  readonly id: string
  readonly subject: string
  /** To whom, and where; both empty where the mail only passes by. */
  readonly toName: string
  readonly toAddress: string
  /** The registration of whom it is for, where they have one here. */
  readonly registrationId: string | undefined
  /** Undefined where an earlier Peil did not note it. */
  readonly cause: FailedBy | undefined
  /** What the mail server said; undefined where that may name somebody, or nothing was said. */
  readonly said: string | undefined
  /** Since when it failed. */
  readonly since: Temporal.Instant
  readonly attempts: number
  /** When it is tried again; undefined where it was given up on. */
  readonly again: Temporal.Instant | undefined
}

/** How many mails did not arrive for one reason, and of how many of them it was given up on. */
export interface UndeliveredFor {
  readonly cause: FailedBy | undefined
  readonly all: number
  readonly givenUp: number
}

/** More are not listed at once: whoever has so many looks at the reason first. */
export const mostListed = 100

/** The mails of this register that did not arrive and that nobody has settled: the latest first. */
export async function listUndelivered(context: Context): Promise<readonly UndeliveredMail[]> {
  const { rows } = await sql<{
    id: string
    kind: string
    subject: string
    to_name: string
    to_address: string
    registration: string | null
    cause: FailedBy | null
    error: string | null
    since: string
    attempts: number
    due_at: string | null
  }>`select m.id, m.kind, m.subject, m.to_name, m.to_address, m.cause, m.error, m.attempts, m.due_at,
      coalesce(m.failing_since, m.undelivered_at) as since,
      (select r.id from registration r join person p on p.id = r.person_id
        where p.account_id = m.account_id and r.register = m.register
        order by r.id desc limit 1) as registration
    from mail_message m where m.register = ${context.register.id} and ${open(sql`m`)}
    order by since desc, m.id desc limit ${mostListed}`.execute(context.db)
  return rows.map((row) => {
    const passing = onlyPasses(row.kind)
    return {
      id: row.id,
      subject: row.subject,
      toName: passing ? '' : row.to_name,
      toAddress: passing ? '' : row.to_address,
      registrationId: row.registration ?? undefined,
      cause: row.cause ?? undefined,
      said: passing ? undefined : (row.error ?? undefined),
      since: Temporal.Instant.from(row.since),
      attempts: row.attempts,
      again: row.due_at === null ? undefined : Temporal.Instant.from(row.due_at),
    }
  })
}

/** Counts the mails of this register that did not arrive, by the reason: most first. */
export async function countUndelivered(context: Context): Promise<readonly UndeliveredFor[]> {
  const { rows } = await sql<{ cause: FailedBy | null; all: number; given_up: number }>`
    select cause, count(*) as all, count(*) filter (where undelivered_at is not null) as given_up
    from mail_message m where m.register = ${context.register.id} and ${open(sql`m`)}
    group by cause order by 2 desc, 1`.execute(context.db)
  return rows.map(({ cause, all, given_up }) => ({
    cause: cause ?? undefined,
    all,
    givenUp: given_up,
  }))
}

/** That a mail did not arrive and somebody may want to do something about it, as part of a statement. */
export function open(mail: ReturnType<typeof sql>) {
  return sql<boolean>`(${mail}.sent_at is null and ${mail}.stopped_at is null
    and ${mail}.settled_at is null
    and (${mail}.undelivered_at is not null
      or (${mail}.due_at is not null and ${mail}.failing_since is not null)))`
}
