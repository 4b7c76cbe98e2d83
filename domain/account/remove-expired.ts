import { sql } from 'kysely'
import type { Context } from '#domain/shared/context.ts'

/**
 * Removes what has no use any more: old links, sessions, counted attempts and tokens of forms. It
 * goes by the real clock, as these do.
 */
export async function removeExpired(context: Context): Promise<void> {
  const { db } = context
  const ago = (span: string) => sql<string>`now() - ${span}::interval`
  await db.deleteFrom('one_time_link').where('expires_at', '<', ago('30 days')).execute()
  // A session that ended is known a while longer, so that what is sent afterwards can be kept.
  await db.deleteFrom('session').where('expires_at', '<', ago('30 days')).execute()
  await db.deleteFrom('throttle').where('window_start', '<', ago('1 day')).execute()
  await db.deleteFrom('form_submission').where('created_at', '<', ago('7 days')).execute()
}
