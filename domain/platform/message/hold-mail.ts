import { existsSync, rmSync } from 'node:fs'
import path from 'node:path'
import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Database } from '#db/schema.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'

// An installation that was put back from a backup has mails in hand that may have gone since, and may only be there
// to try whether the backup is good. So nothing leaves it until an administrator says so.

/** A file in the data directory by which the next start knows that it was put back from a backup. */
export const restoredMark = 'restored'

/** Holds all mail from here on, where this installation was put back since the last start. */
export async function holdAfterRestore(db: Kysely<Database>, directory: string): Promise<void> {
  const mark = path.join(directory, restoredMark)
  if (!existsSync(mark)) return
  await sql`update watch set mail_held_at = coalesce(mail_held_at, now()),
    mail_dropped_before = null`.execute(db)
  rmSync(mark, { force: true })
}

/**
 * Lets mail leave again. What was written before the installation was put back goes too, or is dropped: it may have
 * gone from there already. Gives whether any was held.
 */
export async function letMailGo(
  context: Context,
  { dropEarlier }: { readonly dropEarlier: boolean },
): Promise<{ readonly outcome: 'goes' | 'not-held' }> {
  const { rows } = await sql`update watch set
      mail_dropped_before = case when ${dropEarlier} then mail_held_at end, mail_held_at = null
    where mail_held_at is not null returning id`.execute(context.db)
  if (rows.length === 0) return { outcome: 'not-held' }
  await record(context, {
    noun: 'mail',
    id: context.register.id,
    action: dropEarlier ? 'drop-held' : 'release-held',
  })
  return { outcome: 'goes' }
}
