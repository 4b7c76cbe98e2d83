import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Database } from '#db/schema.ts'
import { hashToken } from '#domain/people/account/queries.ts'
import { sessionDays } from '#domain/people/account/start-session.ts'

/**
 * Lets a session that is being used last as long again as it did when it was last used, up to
 * thirty days after signing in.
 */
export async function extendSession(db: Kysely<Database>, token: string): Promise<void> {
  await db
    .updateTable('session')
    .where('token_hash', '=', hashToken(token))
    .where('ended_at', 'is', null)
    .where('expires_at', '>', sql<string>`now()`)
    .set({
      last_seen_at: sql`now()`,
      expires_at: sql`least(now() + (expires_at - last_seen_at), created_at + ${`${sessionDays} days`}::interval)`,
    })
    .execute()
}
