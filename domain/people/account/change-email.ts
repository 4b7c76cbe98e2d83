import { endSessions } from '#domain/people/account/end-session.ts'
import { lockAddress } from '#domain/people/account/lock-address.ts'
import { findAccountByEmail, greetingName } from '#domain/people/account/queries.ts'
import { findLink, useLink } from '#domain/people/account/use-link.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { emailChanged } from '#mail/email-changed.ts'

export type ChangedEmail =
  | { readonly outcome: 'changed'; readonly email: string }
  /** Somebody made an account with this address since the link was mailed. */
  | { readonly outcome: 'taken' }
  | { readonly outcome: 'used' | 'expired' | 'unknown' }

/**
 * Gives an account the address to which the link was mailed. Every other session ends, and no link
 * that was mailed to the old address works any more; both addresses are told.
 */
export async function changeEmailByLink(
  context: Context,
  token: string,
  /** The session in which it is done, which may go on. */
  session: string | undefined,
): Promise<ChangedEmail> {
  const { db, register, platform } = context
  const found = await findLink(context, 'change-email', token)
  if (found.outcome !== 'usable') return found
  await lockAddress(context, found.email)
  const link = await useLink(context, 'change-email', token)
  if (link.outcome !== 'usable') return link
  const { accountId, email } = link
  if (accountId === undefined) return { outcome: 'unknown' }
  const account = await db
    .selectFrom('account')
    .where('id', '=', accountId)
    .where('closed_at', 'is', null)
    .select('email')
    .forUpdate()
    .executeTakeFirst()
  if (account === undefined) return { outcome: 'unknown' }
  if ((await findAccountByEmail(db, email)) !== undefined) return { outcome: 'taken' }
  await db
    .updateTable('account')
    .where('id', '=', accountId)
    .set({ email, email_confirmed_at: Temporal.Now.instant().toString() })
    .execute()
  await removeLinks(context, accountId, account.email, email)
  await endSessions(db, accountId, { allBut: session })
  await record(context, {
    noun: 'account',
    id: accountId,
    action: 'change-email',
    facts: { from: account.email, to: email },
  })
  const name = await greetingName(db, accountId, email)
  const letterhead = mailRegister(platform, register)
  for (const address of [account.email, email]) {
    await writeMessage(
      context,
      'email-changed',
      { name: name === email ? address : name, address, accountId },
      emailChanged({
        register: letterhead,
        name: name === email ? address : name,
        from: account.email,
        to: email,
        changedAt: Temporal.Now.instant().toString(),
      }),
    )
  }
  return { outcome: 'changed', email }
}

// Whoever reads the old mailbox signs in with none of them, invitations included.
async function removeLinks(
  { db }: Context,
  accountId: string,
  from: string,
  to: string,
): Promise<void> {
  await db
    .deleteFrom('one_time_link')
    .where('used_at', 'is', null)
    .where(({ or, and, eb }) =>
      or([
        eb('account_id', '=', accountId),
        eb('email', '=', from),
        and([eb('email', '=', to), eb('purpose', '=', 'confirm-email')]),
      ]),
    )
    .execute()
}
