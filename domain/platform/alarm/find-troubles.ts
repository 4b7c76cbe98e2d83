import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Database } from '#db/schema.ts'
import type { Found } from '#domain/platform/alarm/alarm.ts'
import type { Figures } from '#domain/platform/alarm/figures.ts'

/** After how many days without a backup that is said, where whoever runs Peil did not say. */
export const usualBackupAlarmDays = 7

/**
 * What somebody has to look at, by these figures. In the demo nothing is lost that has to be in a backup, and
 * mails are to people who do not exist. Days of 0 mean that backups are looked after elsewhere.
 */
export async function findTroubles(
  db: Kysely<Database>,
  figures: Figures,
  { demo, backupAlarmDays }: { readonly demo: boolean; readonly backupAlarmDays: number },
): Promise<readonly Found[]> {
  const { counts } = figures
  const found: Found[] = []
  const count = (kind: Found['kind'], amount: number | undefined) => {
    if (amount !== undefined && amount > 0) found.push({ kind, amount })
  }
  count('damaged-files', counts.files_damaged)
  count('unscanned-files', counts.files_unscanned)
  count('due-work', (counts.due_work_failed ?? 0) + (counts.papers_failed ?? 0))
  if (!demo) {
    count('undelivered-mail', counts.mail_undelivered)
    const { rows } = await sql<{ days: number; is_held: boolean; held: number }>`
      select floor(extract(epoch from now() - coalesce(backed_up_at, began_at)) / 86400)::int as days,
        mail_held_at is not null as is_held,
        (select count(*) from mail_message
          where kept_at is not null and sent_at is null and stopped_at is null) as held
      from watch`.execute(db)
    const [watch] = rows
    if (watch?.is_held) found.push({ kind: 'held-mail', amount: watch.held })
    if (watch !== undefined && backupAlarmDays > 0 && watch.days >= backupAlarmDays) {
      found.push({ kind: 'backup', amount: watch.days })
    }
  }
  return found
}
