import { sql } from 'kysely'
import type { Context } from '#domain/platform/context/context.ts'

/** Something that happened to an activity, its evidence or a request about it. */
export interface HistoryLine {
  readonly noun: string
  readonly action: string
  /** A moment, ISO text. */
  readonly at: string
  /** The business date. */
  readonly day: Temporal.PlainDate
  /** Whether the account of its owner did it. */
  readonly byOwner: boolean
  /** The referee to whom it has to do. */
  readonly referee: string
  readonly file: string
}

interface Row {
  noun: string
  action: string
  at: string
  day: string
  actor: string
  referee: string | null
  file: string | null
}

/** What happened to one activity, the newest first: at most a hundred lines. */
export async function listHistory(
  context: Context,
  activityId: string,
  ownerAccountId: string,
): Promise<readonly HistoryLine[]> {
  const { rows } = await sql<Row>`
    with subject as (
      select 'activity' as noun, ${activityId}::text as id, null as referee, null as file
      union all
      select 'referee-request', r.id::text, r.name, null
        from referee_request r where r.activity_id = ${activityId}
      union all
      select 'evidence', e.id::text, null, d.name
        from evidence e join document d on d.id = e.document_id
        where e.activity_id = ${activityId}
    )
    select a.noun, a.action, a.at, a.day, a.actor, s.referee, s.file
    from subject s
    join audit_record a on a.register = ${context.register.id} and a.noun = s.noun
      and a.record_id = s.id
    order by a.seq desc
    limit 100`.execute(context.db)
  return rows.map((row) => ({
    noun: row.noun,
    action: row.action,
    at: row.at,
    day: Temporal.PlainDate.from(row.day),
    byOwner: row.actor === `account:${ownerAccountId}`,
    referee: row.referee ?? '',
    file: row.file ?? '',
  }))
}
