import { sql } from 'kysely'
import type { Context } from '#domain/platform/context/context.ts'

/** Something that happened in the course of a registration. */
export interface TimelineEvent {
  readonly what:
    | 'signed-up'
    | 'approved'
    | 'candidate'
    | 'ended'
    | 'agreement-sent'
    | 'agreement-signed'
    | 'agreement-returned'
    | 'invoice-sent'
    | 'invoice-paid'
    | 'application-submitted'
    | 'application-granted'
    | 'application-refused'
    | 'certificate'
    | 'corrected'
    | 'name-asked'
    | 'name-changed'
    | 'name-refused'
    | 'verdict'
    | 'measure'
    | 'merged'
    | 'merged-into'
    | 'measure-undone'
    | 'set-by-hand'
  readonly on: Temporal.PlainDate
  /** A number, a reason, a subject or a last day that belongs to it. */
  readonly about: string
}

/** What happened to a registration, the newest first. */
export async function findTimeline(
  context: Context,
  registrationId: string,
): Promise<readonly TimelineEvent[]> {
  // Things of one day are in the order in which they can only have happened.
  const { rows } = await sql<{ what: TimelineEvent['what']; on: string; about: string }>`
    with event (what, "on", about, rank) as (
      select 'signed-up', signed_up_on, '', 1 from registration where id = ${registrationId}
      union all
      select 'approved', approved_on, '', 5 from registration where id = ${registrationId}
      union all
      select 'candidate', candidate_on, '', 8 from registration where id = ${registrationId}
      union all
      select 'ended', ended_on, coalesce(end_reason, ''), 20
        from registration where id = ${registrationId} and merged_into is null
      union all
      select 'merged-into', r.ended_on, ${written(context)}, 20
        from registration r join registration n on n.id = r.merged_into
        where r.id = ${registrationId}
      union all
      select 'merged', r.ended_on, ${written(context, sql`r`)}, 17
        from registration r where r.merged_into = ${registrationId}
      union all
      select 'agreement-sent', sent_on, number, 2
        from agreement where registration_id = ${registrationId}
      union all
      select 'agreement-signed', signed_on, number, 3
        from agreement where registration_id = ${registrationId}
      union all
      select 'agreement-returned', checked_on, return_reason, 4
        from agreement where registration_id = ${registrationId} and status = 'returned'
      union all
      select 'invoice-sent', issued_on, number, 6
        from invoice where registration_id = ${registrationId}
      union all
      select 'invoice-paid', paid_on, number, 7
        from invoice where registration_id = ${registrationId}
      union all
      select 'application-submitted', submitted_on, coalesce(number, ''), 9
        from application where registration_id = ${registrationId}
      union all
      select 'application-' || status, decided_on, coalesce(number, ''), 10
        from application where registration_id = ${registrationId}
          and status in ('granted', 'refused')
      union all
      select 'certificate', issued_on, valid_last::text, 11
        from certificate where registration_id = ${registrationId}
      union all
      select 'name-asked', asked_on, '', 12
        from name_change where registration_id = ${registrationId}
      union all
      select case status when 'approved' then 'name-changed' else 'name-refused' end,
          answered_on, answer, 13
        from name_change where registration_id = ${registrationId}
      union all
      select 'verdict', recorded_on, number, 14
        from verdict where registration_id = ${registrationId} and status <> 'withdrawn'
      union all
      select 'measure', decided_on, kind, 15
        from measure where registration_id = ${registrationId}
      union all
      select 'measure-undone', undone_on, kind, 17
        from measure where registration_id = ${registrationId}
      union all
      select 'set-by-hand', answered_on, label, 16
        from status_by_hand where registration_id = ${registrationId}
          and status in ('settled', 'over')
      union all
      select 'corrected', corrected_on, subject, 16
        from correction where registration_id = ${registrationId}
    )
    select what, "on", about from event where "on" is not null
    order by "on" desc, rank desc limit 300`.execute(context.db)
  return rows.map((row) => ({ ...row, on: Temporal.PlainDate.from(row.on) }))
}

// A number as people write it.
function written({ register: { number } }: Context, of = sql`n`) {
  return sql`coalesce(${number.prefix} || lpad(${of}.number::text,
    greatest(${number.width}, length(${of}.number::text)), '0'), '')`
}
