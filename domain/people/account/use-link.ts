import type { LinkPurpose } from '#domain/people/account/make-link.ts'
import { hashToken } from '#domain/people/account/queries.ts'
import type { Context } from '#domain/platform/context/context.ts'

/** What a link holds that may still be used. */
export interface UsableLink {
  readonly outcome: 'usable'
  readonly accountId: string | undefined
  readonly email: string
  readonly details: Readonly<Record<string, unknown>>
}

export type FoundLink =
  | UsableLink
  | { readonly outcome: 'used' }
  | { readonly outcome: 'expired' }
  | { readonly outcome: 'unknown' }

/** Looks at a link without using it up: opening the page of a link does nothing yet. */
export async function findLink(
  context: Context,
  purpose: LinkPurpose,
  token: string,
): Promise<FoundLink> {
  if (token.length > 200) return { outcome: 'unknown' }
  const row = await context.db
    .selectFrom('one_time_link')
    .where('token_hash', '=', hashToken(token))
    .where('purpose', '=', purpose)
    .select(['account_id', 'email', 'details', 'expires_at', 'used_at'])
    .executeTakeFirst()
  if (row === undefined) return { outcome: 'unknown' }
  if (row.used_at !== null) return { outcome: 'used' }
  const expires = Temporal.Instant.from(row.expires_at)
  if (Temporal.Instant.compare(expires, Temporal.Now.instant()) <= 0) return { outcome: 'expired' }
  return {
    outcome: 'usable',
    accountId: row.account_id ?? undefined,
    email: row.email ?? '',
    details: row.details as UsableLink['details'],
  }
}

/** Uses a link up. Of two who press the button at once, only one finds it usable. */
export async function useLink(
  context: Context,
  purpose: LinkPurpose,
  token: string,
): Promise<FoundLink> {
  const found = await findLink(context, purpose, token)
  if (found.outcome !== 'usable') return found
  const used = await context.db
    .updateTable('one_time_link')
    .where('token_hash', '=', hashToken(token))
    .where('used_at', 'is', null)
    .set({ used_at: Temporal.Now.instant().toString() })
    .returning('purpose')
    .executeTakeFirst()
  return used === undefined ? { outcome: 'used' } : found
}
