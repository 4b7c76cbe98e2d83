import { endSessions } from '#domain/people/account/end-session.ts'
import { hashPassword } from '#domain/people/account/hash-password.ts'
import { holderOf } from '#domain/people/account/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { passwordChanged } from '#mail/password-changed.ts'

/**
 * Gives an account another password. Every other session ends, no link that was mailed before works any
 * more, and its holder is told. Who may do it was seen before.
 */
export async function changePassword(
  context: Context,
  accountId: string,
  chosen: {
    readonly password: string
    /** The session in which it is done, which may go on. */
    readonly session: string | undefined
  },
): Promise<void> {
  const { db, register, platform } = context
  await db
    .updateTable('account')
    .where('id', '=', accountId)
    .set({ password_hash: await hashPassword(chosen.password) })
    .execute()
  await endSessions(db, accountId, { allBut: chosen.session })
  await db
    .deleteFrom('one_time_link')
    .where('account_id', '=', accountId)
    .where('purpose', 'in', ['reset-password', 'sign-in', 'sign-in-again', 'change-email'])
    .where('used_at', 'is', null)
    .execute()
  await record(context, { noun: 'account', id: accountId, action: 'change-password' })
  const holder = await holderOf(db, accountId)
  await writeMessage(
    context,
    'password-changed',
    holder,
    passwordChanged({
      register: mailRegister(platform, register),
      name: holder.name,
      changedAt: Temporal.Now.instant().toString(),
    }),
  )
}
