import { sql } from 'kysely'
import type { Context } from '#domain/platform/context/context.ts'

/** One change of an organisation, as it reads it itself. */
export interface OrganisationLogLine {
  readonly action: string
  /** What it is about, as that is called now: a course, or a program. */
  readonly about: string | undefined
  /** Who did it: a name where they act for it or did; a back office by its register. */
  readonly who:
    | { readonly is: 'member' | 'former'; readonly name: string }
    | { readonly is: 'office'; readonly register: string }
    /** Of whom the organisation reads no name here: who was there, who had a link, and a program. */
    | { readonly is: 'participant' | 'link' | 'program' }
    | { readonly is: 'system' }
  /** Whom it is about, where that is another. */
  readonly whom: string | undefined
  readonly facts: Readonly<Record<string, unknown>>
  /** A moment, ISO text. */
  readonly at: string
}

/**
 * One page of what was done in an organisation and with what it gives, asked and told, the newest first, in a
 * transaction that acts for it. Of whoever works for a register only that is told.
 */
export async function organisationLog(
  { db }: Context,
  organisationId: string,
  page: { readonly limit: number; readonly offset: number },
): Promise<{ readonly lines: readonly OrganisationLogLine[]; readonly total: number }> {
  const { rows } = await sql<{
    noun: string
    action: string
    about: string | null
    actor: string
    register: string
    actor_name: string | null
    is_member: boolean
    whom: string | null
    is_own: boolean
    facts: Readonly<Record<string, unknown>> | null
    at: string
  }>`
    with own as (${linesOf(organisationId)}),
    line as materialized (
      select r.seq, r.noun, own.about,
        case when r.noun = 'organisation' then r.action else r.noun || '-' || r.action end as action,
        r.actor, r.register, r.at,
        case when r.actor like 'account:%' then substr(r.actor, 9)::uuid end as actor_id
      from own join audit_record r on r.seq = own.seq
      order by r.seq desc limit ${page.limit} offset ${page.offset}
    )
    select line.noun, line.action, line.about, line.actor, line.register, line.at, f.facts,
      ${nameOf(sql`line.actor_id`)} as actor_name,
      exists (select from organisation_member m where m.account_id = line.actor_id
        and m.organisation_id::text = ${organisationId}) as is_member,
      case when line.noun = 'organisation' then ${nameOf(sql`(f.facts->>'account')::uuid`)} end as whom,
      coalesce(line.noun = 'organisation' and (f.facts->>'account')::uuid = line.actor_id, false) as is_own
    from line left join audit_facts f on f.seq = line.seq
    order by line.seq desc`.execute(db)
  const counted = await sql<{ total: number }>`
    with own as (${linesOf(organisationId)}) select count(*)::int as total from own`.execute(db)
  return {
    lines: rows.map((row) => ({
      action: row.action,
      about: row.about ?? undefined,
      who: whoOf(row),
      whom: row.is_own ? undefined : (row.whom ?? undefined),
      facts: row.facts ?? {},
      at: row.at,
    })),
    total: counted.rows[0]?.total ?? 0,
  }
}

// What is recorded of it, of its labels and courses, of what it asked, and of who was there: by the name of the course
// where it is about one. What Peil does for each participant apart is not in it.
function linesOf(id: string) {
  const told = sql`r.noun = 'attendance' and r.action in ('deliver', 'hand-in', 'discard', 'withdraw', 'sign', 'link',
    'end-link', 'enter', 'make-sender', 'withdraw-sender', 'remind', 'contest', 'answer', 'decide')`
  const asked = sql`r.noun = 'accreditation' and r.action not in ('judge', 'declare-interest')`
  return sql`
    select r.seq, null::text as about from audit_record r where r.noun = 'organisation' and r.record_id = ${id}
    union all select r.seq, null from label l
      join audit_record r on r.noun = 'label' and r.record_id = l.id::text where l.organisation_id::text = ${id}
    union all select r.seq, t.name from team t
      join audit_record r on r.noun = 'team' and r.record_id = t.id::text
      where t.organisation_id::text = ${id}
    union all select r.seq, t.name from sight s left join team t on t.id = s.team_id
      join audit_record r on r.noun = 'sight' and r.record_id = s.id::text
        and r.action in ('ask', 'leave', 'place', 'withdraw')
      where s.organisation_id::text = ${id}
    union all select r.seq, c.title from course_proposal q join course c on c.id = q.course_id
      join audit_record r on r.noun = 'course-proposal' and r.record_id = q.id::text
        and r.action in ('propose', 'take-back')
      where q.organisation_id::text = ${id}
    union all select r.seq, a.work from allocation a
      join audit_record r on r.noun = 'allocation' and r.record_id = a.id::text
      where a.organisation_id::text = ${id}
    union all select r.seq, c.title from course c
      join audit_record r on r.noun = 'course' and r.record_id = c.id::text where c.organisation_id::text = ${id}
    union all select r.seq, c.title from accreditation_request q left join course c on c.id = q.course_id
      join audit_record r on ${asked} and r.record_id = q.id::text where q.organisation_id::text = ${id}
    union all select r.seq, c.title from accreditation_part p left join course c on c.id = p.course_id
      join audit_record r on ${asked} and r.record_id = p.id::text where p.organisation_id::text = ${id}
    union all select r.seq, c.title from accreditation a left join course c on c.id = a.course_id
      join audit_record r on ${asked} and r.record_id = a.id::text where a.organisation_id::text = ${id}
    union all select r.seq, c.title from attendance_delivery d join edition e on e.id = d.edition_id
      join course c on c.id = e.course_id
      join audit_record r on ${told} and r.record_id = d.id::text where d.organisation_id::text = ${id}
    union all select r.seq, c.title from attendance_link d join edition e on e.id = d.edition_id
      join course c on c.id = e.course_id
      join audit_record r on ${told} and r.record_id = d.id::text where d.organisation_id::text = ${id}
    union all select r.seq, d.name from attendance_sender d
      join audit_record r on ${told} and r.record_id = d.id::text where d.organisation_id::text = ${id}
    union all select r.seq, c.title from course c join edition e on e.course_id = c.id
      join audit_record r on ${told} and r.record_id = e.id::text where c.organisation_id::text = ${id}
    union all select r.seq, c.title from (select distinct attendance_id from attendance_contest
        where organisation_id::text = ${id}) k join attendance a on a.id = k.attendance_id
      join edition e on e.id = a.edition_id join course c on c.id = e.course_id
      join audit_record r on ${told} and r.record_id = a.id::text`
}

// What a back office does for a register; of who acts for the organisation as well, it is not told apart here.
const ofOffice: ReadonlySet<string> = new Set([
  ...['check', 'ask', 'refuse', 'take-away', 'merge', 'merge-into', 'tell-apart'],
  ...[
    'label-check',
    'label-refuse',
    'accreditation-ask',
    'accreditation-complete',
    'accreditation-end',
  ],
  ...[
    'accreditation-grant',
    'accreditation-grant-anew',
    'accreditation-refuse',
    'accreditation-restore',
  ],
  ...['accreditation-decide-objection', 'accreditation-invite', 'accreditation-leave-unheard'],
  ...['accreditation-report', 'accreditation-extend', 'attendance-decide'],
])

function whoOf(row: {
  readonly action: string
  readonly actor: string
  readonly register: string
  readonly actor_name: string | null
  readonly is_member: boolean
  readonly facts: Readonly<Record<string, unknown>> | null
}): OrganisationLogLine['who'] {
  if (row.action === 'attendance-contest') return { is: 'participant' }
  if (row.facts?.origin === 'api') return { is: 'program' }
  if (row.actor === 'visitor' && row.action.startsWith('attendance-')) return { is: 'link' }
  if (!row.actor.startsWith('account:') && row.actor !== 'visitor') return { is: 'system' }
  if (ofOffice.has(row.action)) return { is: 'office', register: row.register }
  if (row.actor_name === null) return { is: 'former', name: '' }
  if (!row.is_member && row.actor !== 'visitor') return { is: 'office', register: row.register }
  return { is: 'member', name: row.actor_name }
}

function nameOf(account: ReturnType<typeof sql>) {
  return sql`(select coalesce(nullif(concat_ws(' ', coalesce(nullif(p.first_name, ''),
      nullif(p.initials, '')), nullif(p.name_prefix, ''), nullif(p.last_name, '')), ''), a.email)
    from account a left join person p on p.account_id = a.id where a.id = ${account})`
}
