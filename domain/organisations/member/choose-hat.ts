import type { Kysely } from 'kysely'
import type { Database } from '#db/schema.ts'
import { hashToken } from '#domain/people/account/queries.ts'
import type { Context } from '#domain/platform/context/context.ts'

/**
 * Lets a session go on for an organisation, or with `undefined` for its holder themselves: what pages show that are
 * of nobody. Whoever does not act for it goes on as they were.
 */
export async function chooseHat(
  { db, actor }: Context,
  token: string,
  organisationId: string | undefined,
): Promise<{ readonly outcome: 'chosen' | 'not-found' }> {
  if (actor.kind !== 'account') return { outcome: 'not-found' }
  const known = actor.organisations?.some(({ id }) => id === organisationId) ?? false
  if (organisationId !== undefined && !known) return { outcome: 'not-found' }
  await goOnFor(db, { token, accountId: actor.accountId }, organisationId)
  return { outcome: 'chosen' }
}

/** The same for whoever opened a page that is of one organisation, or of nobody but them: the pages of both follow that. */
export async function goOnFor(
  db: Kysely<Database>,
  session: { readonly token: string; readonly accountId: string },
  organisationId: string | undefined,
): Promise<void> {
  await db
    .updateTable('session')
    .where('token_hash', '=', hashToken(session.token))
    .where('account_id', '=', session.accountId)
    .set({ acts_for: organisationId ?? null })
    .execute()
}
