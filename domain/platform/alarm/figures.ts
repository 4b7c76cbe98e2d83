import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Database } from '#db/schema.ts'
import { mailState } from '#domain/platform/message/mail-state.ts'

/** How it stands with what all processes of a Peil share, without a word about anybody. */
export interface Figures {
  /** Counts, and ages in seconds; undefined where there is nothing to count from. */
  readonly counts: Readonly<Record<FigureName, number | undefined>>
  readonly jobs: readonly JobsInQueue[]
}

type FigureName =
  | 'mail_waiting'
  | 'mail_late'
  | 'mail_undelivered'
  | 'due_work_failed'
  | 'papers_failed'
  | 'files_damaged'
  | 'files_unscanned'
  | 'records_unsealed'
  | 'checkpoint_age_seconds'
  | 'backup_age_seconds'
  | 'alarms'
  | 'turns'
  | 'database_connections'

interface JobsInQueue {
  readonly name: string
  readonly state: string
  readonly count: number
  /** Of those that are due: how long the oldest has been waiting. */
  readonly oldestSeconds: number | undefined
}

/** Reads the figures of the whole installation, as its owner. */
export async function readFigures(db: Kysely<Database>): Promise<Figures> {
  const mail = await mailState(db)
  const { rows } = await sql<Record<Exclude<FigureName, `mail_${string}`>, number | null>>`
    select
      (select count(*) from left_undone where task <> 'checkFiles') as due_work_failed,
      (select count(*) from left_undone where task = 'checkFiles') as files_damaged,
      (select count(*) from paper_to_make where attempts > 0) as papers_failed,
      (select count(*) from unscanned_file where virus is null) as files_unscanned,
      (select count(*) from audit_pending) as records_unsealed,
      (select extract(epoch from now() - max(signed_at))::float8 from audit_checkpoint)
        as checkpoint_age_seconds,
      (select extract(epoch from now() - backed_up_at)::float8 from watch) as backup_age_seconds,
      (select count(*) from alarm where ended_at is null) as alarms,
      (select count(*) from turn where seen_at > now() - interval '1 minute') as turns,
      (select count(*) from pg_stat_activity where datname = current_database())
        as database_connections`.execute(db)
  const counts = Object.fromEntries(
    Object.entries(rows[0] ?? {}).map(([name, value]) => [name, value ?? undefined]),
  )
  const queue = await sql<{ name: string; state: string; count: number; oldest: number | null }>`
    select name, state::text, count(*) as count,
      extract(epoch from now() - min(start_after) filter (
        where state in ('created', 'retry') and start_after <= now()))::float8 as oldest
    from pgboss.job where state in ('created', 'retry', 'active', 'failed')
    group by name, state`.execute(db)
  return {
    counts: {
      ...(counts as Figures['counts']),
      mail_waiting: mail.waiting,
      mail_late: mail.late,
      mail_undelivered: mail.undelivered,
    },
    jobs: queue.rows.map(({ oldest, ...one }) => ({ ...one, oldestSeconds: oldest ?? undefined })),
  }
}
