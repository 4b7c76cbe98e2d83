import type { Kysely } from 'kysely'
import type { Database } from '#db/schema.ts'

/** Notes that a backup was made, with everything in it up to a moment: an alarm says when the last is long ago. */
export async function noteBackup(db: Kysely<Database>, upTo: Temporal.Instant): Promise<void> {
  await db.updateTable('watch').set({ backed_up_at: upTo.toString() }).execute()
}
