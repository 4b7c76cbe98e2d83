import { hashPassword } from '#domain/people/account/hash-password.ts'
import { lockAddress } from '#domain/people/account/lock-address.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'

/**
 * Makes an account of a confirmed address, or gives the one that there is. A password that is
 * already there stays. For links that prove the address, for the demo and for tests.
 */
export async function createAccount(
  context: Context,
  account: {
    /** Trimmed and in lower case. */
    readonly email: string
    readonly password?: string
    readonly passwordHash?: string
    readonly demo?: boolean
  },
): Promise<{ readonly outcome: 'created' | 'existing'; readonly accountId: string }> {
  const { password } = account
  const hash =
    account.passwordHash ?? (password === undefined ? null : await hashPassword(password))
  await lockAddress(context, account.email)
  const made = await context.db
    .insertInto('account')
    .values({
      email: account.email,
      email_confirmed_at: Temporal.Now.instant().toString(),
      password_hash: hash,
      demo: account.demo ?? false,
      opened_in: context.register.id,
      unused_since: context.today.toString(),
    })
    .onConflict((conflict) => conflict.column('email').where('closed_at', 'is', null).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (made !== undefined) {
    await record(context, { noun: 'account', id: made.id, action: 'create' })
    return { outcome: 'created', accountId: made.id }
  }
  const existing = await context.db
    .selectFrom('account')
    .where('email', '=', account.email)
    .where('closed_at', 'is', null)
    .select(['id', 'password_hash'])
    .executeTakeFirstOrThrow()
  if (existing.password_hash === null && hash !== null) {
    await context.db
      .updateTable('account')
      .where('id', '=', existing.id)
      .set({ password_hash: hash })
      .execute()
    await record(context, { noun: 'account', id: existing.id, action: 'change-password' })
  }
  return { outcome: 'existing', accountId: existing.id }
}
