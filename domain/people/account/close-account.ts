import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'

/** Closes an account: nobody signs in with it any more, and whoever has, is signed out. */
export async function closeAccount(context: Context, accountId: string): Promise<void> {
  const { db } = context
  const now = Temporal.Now.instant().toString()
  const closed = await db
    .updateTable('account')
    .where('id', '=', accountId)
    .where('closed_at', 'is', null)
    .set({ closed_at: now })
    .returning('id')
    .executeTakeFirst()
  if (closed === undefined) return
  await db
    .updateTable('session')
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .set({ ended_at: now })
    .execute()
  await record(context, { noun: 'account', id: accountId, action: 'close' })
}

/** Opens an account again that was closed by mistake, unless its address is another's meanwhile. */
export async function reopenAccount(
  context: Context,
  accountId: string,
): Promise<{ readonly outcome: 'open' | 'address-taken' }> {
  const { db } = context
  const row = await db
    .selectFrom('account')
    .where('id', '=', accountId)
    .select(['email', 'closed_at'])
    .forUpdate()
    .executeTakeFirstOrThrow()
  if (row.closed_at === null) return { outcome: 'open' }
  const other = await db
    .selectFrom('account')
    .where('email', '=', row.email)
    .where('closed_at', 'is', null)
    .select('id')
    .executeTakeFirst()
  if (other !== undefined) return { outcome: 'address-taken' }
  await db.updateTable('account').where('id', '=', accountId).set({ closed_at: null }).execute()
  await record(context, { noun: 'account', id: accountId, action: 'reopen' })
  return { outcome: 'open' }
}
