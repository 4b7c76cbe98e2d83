import { sql } from 'kysely'
import { changePassword } from '#domain/people/account/change-password.ts'
import type { LinkPurpose } from '#domain/people/account/make-link.ts'
import { tellOfNewDevice } from '#domain/people/account/sign-in.ts'
import { startSession } from '#domain/people/account/start-session.ts'
import type { UsableLink } from '#domain/people/account/use-link.ts'
import { useLink } from '#domain/people/account/use-link.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { noteSecurity } from '#domain/platform/security-log/security-log.ts'

export type SignedInByLink =
  | {
      readonly outcome: 'signed-in'
      readonly accountId: string
      readonly token: string
      /** Where somebody wanted to go. */
      readonly back: string | undefined
    }
  | { readonly outcome: 'used' | 'expired' | 'unknown' }

/** Signs somebody in by a mailed link. It stands for the password, never for the second factor. */
export async function signInByLink(
  context: Context,
  token: string,
  userAgent: string,
): Promise<SignedInByLink> {
  const link = await useLink(context, 'sign-in', token)
  if (link.outcome !== 'usable') return refused(context, link, 'sign-in')
  return enter(context, link, userAgent)
}

/**
 * Sets a new password by a mailed link, ends every other session, and signs in. Another address that
 * somebody asked for meanwhile is asked for no more.
 */
export async function setNewPassword(
  context: Context,
  token: string,
  password: string,
  userAgent: string,
): Promise<SignedInByLink> {
  const link = await useLink(context, 'reset-password', token)
  if (link.outcome !== 'usable') return refused(context, link, 'reset-password')
  const { accountId } = link
  if (accountId === undefined) return { outcome: 'unknown' }
  await changePassword(context, accountId, { password, session: undefined })
  return enter(context, link, userAgent)
}

function refused<Refused>(context: Context, link: Refused, by: LinkPurpose): Refused {
  noteSecurity(context, 'link-refused', { by })
  return link
}

async function enter(
  context: Context,
  link: UsableLink,
  userAgent: string,
): Promise<SignedInByLink> {
  const { accountId } = link
  if (accountId === undefined) return { outcome: 'unknown' }
  await tellOfNewDevice(context, accountId, userAgent)
  await welcome(context, accountId)
  const token = await startSession(context, {
    accountId,
    method: 'link',
    secondFactor: false,
    userAgent,
  })
  await record(context, { noun: 'account', id: accountId, action: 'sign-in-by-link' })
  noteSecurity(context, 'signed-in', { account: accountId, by: 'link' })
  const { back } = link.details
  return {
    outcome: 'signed-in',
    accountId,
    token,
    back: typeof back === 'string' ? back : undefined,
  }
}

// Somebody who was taken over comes in for the first time: the address is theirs, and mail may go there.
async function welcome({ db }: Context, accountId: string): Promise<void> {
  await db
    .updateTable('account')
    .where('id', '=', accountId)
    .where('quiet', '=', true)
    .set((eb) => ({
      quiet: false,
      email_confirmed_at: eb.fn.coalesce('email_confirmed_at', sql<string>`now()`),
    }))
    .execute()
}
