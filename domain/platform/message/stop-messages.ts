import type { Transaction } from 'kysely'
import { sql } from 'kysely'
import type { Database } from '#db/schema.ts'
import type { Context } from '#domain/platform/context/context.ts'

/** What a mail is like that awaits nothing any more. */
export const noMore = { due_at: null, undelivered_at: null } as const

/** Stops every mail of this register to somebody that has not gone yet. */
export async function stopMessages(
  { db }: Context,
  to: { readonly accountId: string; readonly address: string },
): Promise<void> {
  await db
    .updateTable('mail_message')
    .where('sent_at', 'is', null)
    .where('stopped_at', 'is', null)
    .where((eb) =>
      eb.or([
        eb('account_id', '=', to.accountId),
        eb(eb.fn('lower', ['to_address']), '=', to.address.toLowerCase()),
      ]),
    )
    .set({ ...noMore, stopped_at: Temporal.Now.instant().toString() })
    .execute()
}

interface Mailbox {
  readonly accountId?: string | null | undefined
  readonly address: string
}

/** Whether nothing may go there any more, asked of the database. */
export async function isStopped(
  db: Pick<Transaction<Database>, 'getExecutor'>,
  to: Mailbox,
): Promise<boolean> {
  const { rows } = await sql<{ stopped: boolean }>`select ${stopped(to)} as stopped`.execute(db)
  return rows[0]?.stopped ?? false
}

/**
 * That nothing may go there any more, as part of a statement: the account is closed, or the address is that of
 * a closed account and of no other. An account that went on in one that is open is not closed to whoever had it.
 */
export function stopped({ accountId, address }: Mailbox) {
  const email = address.toLowerCase()
  return sql<boolean>`(
    exists (select from account where id = ${accountId ?? null} and ${isClosed})
    or (exists (select from account where email = ${email} and ${isClosed})
      and not exists (select from account where email = ${email} and closed_at is null)))`
}

const isClosed = sql`closed_at is not null and not exists (
  select from account now where now.id = account.merged_into and now.closed_at is null)`
