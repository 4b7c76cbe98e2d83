import { createAccount } from '#domain/account/create-account.ts'
import { startSession } from '#domain/account/start-session.ts'
import { useLink } from '#domain/account/use-link.ts'
import type { Context } from '#domain/shared/context.ts'

export type ConfirmedAccount =
  | { readonly outcome: 'confirmed'; readonly accountId: string; readonly token: string }
  | { readonly outcome: 'used' | 'expired' | 'unknown' }

/** Confirms an address by the link that was mailed to it: now there is an account, signed in. */
export async function confirmAccount(
  context: Context,
  token: string,
  userAgent: string,
): Promise<ConfirmedAccount> {
  const link = await useLink(context, 'confirm-email', token)
  if (link.outcome !== 'usable') return link
  const { passwordHash } = link.details
  const { accountId, outcome } = await createAccount(context, {
    email: link.email,
    ...(typeof passwordHash === 'string' ? { passwordHash } : {}),
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
