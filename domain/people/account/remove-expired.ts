import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Database } from '#db/schema.ts'
import { deviceDays } from '#domain/people/account/known-device.ts'

/**
 * Removes what has no use any more: old links, sessions, browsers, counted attempts, tokens of forms and
 * forms that nobody came back for. It goes by the real clock, as these do.
 */
export async function removeExpired(db: Kysely<Database>): Promise<void> {
  const ago = (span: string) => sql<string>`now() - ${span}::interval`
  await db.deleteFrom('one_time_link').where('expires_at', '<', ago('30 days')).execute()
  // A session that ended is known a while longer, so that what is sent afterwards can be kept.
  await db.deleteFrom('session').where('expires_at', '<', ago('30 days')).execute()
  // What goes to an address is counted over a week.
  await db
    .deleteFrom('throttle')
    .where('window_start', '<', ago('2 days'))
    .where((eb) =>
      eb.or([eb('key', 'not like', 'mail-to %'), eb('window_start', '<', ago('8 days'))]),
    )
    .execute()
  await db
    .deleteFrom('known_device')
    .where('last_used_at', '<', ago(`${deviceDays} days`))
    .execute()
  await db.deleteFrom('form_submission').where('created_at', '<', ago('7 days')).execute()
  await db.deleteFrom('kept_form').where('expires_at', '<', sql<string>`now()`).execute()
}
