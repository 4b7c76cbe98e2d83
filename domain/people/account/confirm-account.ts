import { createAccount } from '#domain/people/account/create-account.ts'
import { lockAddress } from '#domain/people/account/lock-address.ts'
import { hashToken } from '#domain/people/account/queries.ts'
import { startSession } from '#domain/people/account/start-session.ts'
import type { UsableLink } from '#domain/people/account/use-link.ts'
import { findLink, useLink } from '#domain/people/account/use-link.ts'
import type { Context } from '#domain/platform/context/context.ts'

export type ConfirmedAccount =
  | { readonly outcome: 'confirmed'; readonly accountId: string; readonly token: string }
  | { readonly outcome: 'used' | 'expired' | 'unknown' }
  /** The link is opened elsewhere than it was asked for: a password is chosen here. */
  | { readonly outcome: 'needs-password' }

interface Confirming {
  readonly userAgent: string
  /** The secret of the browser, if it has one. */
  readonly browser: string | undefined
  /** The password that is chosen here, where one is needed. */
  readonly password: string | undefined
}

/**
 * Whether the password that went with a link was typed in this browser. Otherwise it may be that of
 * somebody who asked for an account with an address that is not theirs, and it does not count.
 */
export function knowsBrowser(link: UsableLink, browser: string | undefined): boolean {
  if (browser === undefined || typeof link.details.passwordHash !== 'string') return false
  return link.details.browser === hashToken(browser).toString('hex')
}

/** Confirms an address by the link that was mailed to it: now there is an account, signed in. */
export async function confirmAccount(
  context: Context,
  token: string,
  { userAgent, browser, password }: Confirming,
): Promise<ConfirmedAccount> {
  const found = await findLink(context, 'confirm-email', token)
  if (found.outcome !== 'usable') return found
  const known = knowsBrowser(found, browser)
  if (!known && password === undefined) return { outcome: 'needs-password' }
  await lockAddress(context, found.email)
  const link = await useLink(context, 'confirm-email', token)
  // Another link to the same address was faster, and took this one away.
  if (link.outcome !== 'usable') return { outcome: 'used' }
  const { passwordHash } = link.details
  const { accountId, outcome } = await createAccount(context, {
    email: link.email,
    ...(known && typeof passwordHash === 'string' ? { passwordHash } : {}),
    ...(!known && password !== undefined ? { password } : {}),
  })
  // Other links to confirm this address may bring another password.
  await context.db
    .deleteFrom('one_time_link')
    .where('email', '=', link.email)
    .where('purpose', '=', 'confirm-email')
    .where('used_at', 'is', null)
    .execute()
  if (outcome === 'existing') return { outcome: 'used' }
  const session = await startSession(context, {
    accountId,
    method: 'link',
    secondFactor: false,
    userAgent,
  })
  return { outcome: 'confirmed', accountId, token: session }
}
