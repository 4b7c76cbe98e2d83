import { sql } from 'kysely'
import type { Context } from '#domain/platform/context/context.ts'

/** One change of an organisation, as it reads it itself. */
export interface OrganisationLogLine {
  readonly action: string
  /** Who did it: a name where they act for it or did; a back office by its register. */
  readonly who:
    | { readonly is: 'member' | 'former'; readonly name: string }
    | { readonly is: 'office'; readonly register: string }
    | { readonly is: 'system' }
  /** Whom it is about, where that is another. */
  readonly whom: string | undefined
  readonly facts: Readonly<Record<string, unknown>>
  /** A moment, ISO text. */
  readonly at: string
}

/**
 * One page of what was done in an organisation, the newest first, in a transaction that acts for it. Of whoever
 * works for a register only that is told.
 */
export async function organisationLog(
  { db }: Context,
  organisationId: string,
  page: { readonly limit: number; readonly offset: number },
): Promise<{ readonly lines: readonly OrganisationLogLine[]; readonly total: number }> {
  const { rows } = await sql<{
    action: string
    actor: string
    register: string
    actor_name: string | null
    is_member: boolean
    whom: string | null
    is_own: boolean
    facts: Readonly<Record<string, unknown>> | null
    at: string
  }>`
    with line as materialized (
      select seq, case when noun = 'label' then 'label-' || action else action end as action,
        actor, register, at,
        case when actor like 'account:%' then substr(actor, 9)::uuid end as actor_id
      from audit_record where ${ofOrganisation(organisationId)}
      order by seq desc limit ${page.limit} offset ${page.offset}
    )
    select line.action, line.actor, line.register, line.at, f.facts,
      ${nameOf(sql`line.actor_id`)} as actor_name,
      exists (select from organisation_member m where m.account_id = line.actor_id
        and m.organisation_id::text = ${organisationId}) as is_member,
      ${nameOf(sql`(f.facts->>'account')::uuid`)} as whom,
      coalesce((f.facts->>'account')::uuid = line.actor_id, false) as is_own
    from line left join audit_facts f on f.seq = line.seq
    order by line.seq desc`.execute(db)
  const counted = await sql<{ total: number }>`
    select count(*)::int as total from audit_record
    where ${ofOrganisation(organisationId)}`.execute(db)
  return {
    lines: rows.map((row) => ({
      action: row.action,
      who: whoOf(row),
      whom: row.is_own ? undefined : (row.whom ?? undefined),
      facts: row.facts ?? {},
      at: row.at,
    })),
    total: counted.rows[0]?.total ?? 0,
  }
}

// What is recorded of it, and of its labels.
function ofOrganisation(id: string) {
  return sql`(noun = 'organisation' and record_id = ${id} or noun = 'label' and record_id in (
    select l.id::text from label l where l.organisation_id::text = ${id}))`
}

// What a back office does for a register; of who acts for the organisation as well, it is not told apart here.
const ofOffice: ReadonlySet<string> = new Set([
  ...['check', 'ask', 'refuse', 'take-away', 'merge', 'merge-into', 'tell-apart'],
  ...['label-check', 'label-refuse'],
])

function whoOf(row: {
  readonly action: string
  readonly actor: string
  readonly register: string
  readonly actor_name: string | null
  readonly is_member: boolean
}): OrganisationLogLine['who'] {
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
