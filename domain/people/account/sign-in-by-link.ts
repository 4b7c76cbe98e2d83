import { sql } from 'kysely'
import type { Opened, Opening } from '#domain/people/account/asking-browser.ts'
import { openLink } from '#domain/people/account/asking-browser.ts'
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
  | Exclude<Opened, { outcome: 'opened' }>

/** By what somebody comes in who opens a link. */
interface Entering extends Opening {
  readonly userAgent: string
}

/**
 * Signs somebody in by a mailed link, in the browser that asked for it or with its code. It stands for the
 * password, never for the second factor.
 */
export async function signInByLink(
  context: Context,
  token: string,
  entering: Entering,
): Promise<SignedInByLink> {
  const link = await take(context, 'sign-in', token, entering)
  return link.outcome === 'usable' ? enter(context, link, entering.userAgent) : link
}

/**
 * Sets a new password by a mailed link, ends every other session, and signs in. Another address that
 * somebody asked for meanwhile is asked for no more.
 */
export async function setNewPassword(
  context: Context,
  token: string,
  entering: Entering & { readonly password: string },
): Promise<SignedInByLink> {
  const { password, userAgent } = entering
  const link = await take(context, 'reset-password', token, entering)
  if (link.outcome !== 'usable') return link
  const { accountId } = link
  if (accountId === undefined) return { outcome: 'unknown' }
  await changePassword(context, accountId, { password, session: undefined })
  return enter(context, link, userAgent)
}

// Of two who press the button at once, only one comes in.
async function take(
  context: Context,
  purpose: LinkPurpose,
  token: string,
  opening: Opening,
): Promise<UsableLink | Exclude<SignedInByLink, { outcome: 'signed-in' }>> {
  const opened = await openLink(context, purpose, token, opening)
  const link = opened.outcome === 'opened' ? await useLink(context, purpose, token) : opened
  if (link.outcome !== 'usable') noteSecurity(context, 'link-refused', { by: purpose })
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
