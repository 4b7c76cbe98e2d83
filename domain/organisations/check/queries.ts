import { sql } from 'kysely'
import type { EvidenceKind } from '#domain/organisations/check/check-organisation.ts'
import { evidenceKinds } from '#domain/organisations/check/check-organisation.ts'
import type { Organisation } from '#domain/organisations/organisation/organisation.ts'
import { everyOrganisation } from '#domain/organisations/organisation/queries.ts'
import { actForOrganisation } from '#domain/platform/context/act-for-organisation.ts'
import type { Context } from '#domain/platform/context/context.ts'
import type { Waiting } from '#domain/platform/look-up/how-many-wait.ts'
import { howManyWait } from '#domain/platform/look-up/how-many-wait.ts'
import type { CheckOutcome } from '#mail/organisation.ts'

/** What a back office found of an organisation once. */
export interface PastCheck {
  readonly outcome: CheckOutcome
  readonly evidence: readonly EvidenceKind[]
  readonly note: string
  /** As what it described itself then. */
  readonly seen: { readonly name: string; readonly kvk: string | null }
  /** Of which register that was. */
  readonly decidedIn: string
  /** Who; their address where no name is known, undefined where they are not here any more. */
  readonly decidedBy: string | undefined
  readonly decidedOn: Temporal.PlainDate
}

/** What back offices found of an organisation, the newest first. */
export async function pastChecks(
  { db }: Pick<Context, 'db'>,
  organisationId: string,
): Promise<readonly PastCheck[]> {
  const rows = await db
    .selectFrom('organisation_check as c')
    .leftJoin('account as a', 'a.id', 'c.decided_by')
    .leftJoin('person as p', 'p.account_id', 'a.id')
    .where('c.organisation_id', '=', organisationId)
    .select(['c.outcome', 'c.evidence', 'c.note', 'c.seen', 'c.decided_in', 'c.decided_on'])
    .select(
      sql<string | null>`coalesce(nullif(concat_ws(' ', nullif(p.first_name, ''),
        nullif(p.name_prefix, ''), nullif(p.last_name, '')), ''), a.email)`.as('by'),
    )
    .orderBy('c.id', 'desc')
    .execute()
  return rows.map((row) => ({
    outcome: row.outcome,
    evidence: evidenceKinds.filter((kind) => row.evidence.includes(kind)),
    note: row.note,
    seen: row.seen as PastCheck['seen'],
    decidedIn: row.decided_in,
    decidedBy: row.by ?? undefined,
    decidedOn: Temporal.PlainDate.from(row.decided_on),
  }))
}

/** How many organisations wait for a back office, and since when the first does. */
export function organisationsWaiting(context: Context): Promise<Waiting> {
  const [where, since] = [sql`status = 'waiting'`, sql`waits_since`]
  return howManyWait(context, { from: 'organisation', where, since })
}

/** What lies there for a back office, of organisations. */
export interface OrganisationWork {
  /** They wait to be looked at, the longest first. */
  readonly waiting: readonly Organisation[]
  /** Something was asked of them, or they were refused: they are the next to do something. */
  readonly theirs: readonly Organisation[]
  readonly checked: readonly Organisation[]
  /** Nobody manages them, so that nobody there can let others in. */
  readonly unmanaged: readonly Organisation[]
}

/** What lies there for a back office, of every organisation. */
export async function organisationWork(context: Context): Promise<OrganisationWork> {
  await actForOrganisation(context, '*')
  const all = await everyOrganisation(context)
  const managed = await context.db
    .selectFrom('organisation_member as m')
    .innerJoin('account as a', 'a.id', 'm.account_id')
    .where('a.closed_at', 'is', null)
    .where('m.status', '=', 'active')
    .where(sql<boolean>`'manager' = any (m.roles)`)
    .select('m.organisation_id')
    .distinct()
    .execute()
  const hasManager = new Set(managed.map(({ organisation_id }) => organisation_id))
  const oldest = (a: Organisation, b: Organisation) =>
    Temporal.PlainDate.compare(a.waitsSince, b.waitsSince)
  return {
    waiting: all.filter(({ status }) => status === 'waiting').toSorted(oldest),
    theirs: all.filter(({ status }) => status === 'asked' || status === 'refused'),
    checked: all.filter(({ status }) => status === 'checked'),
    unmanaged: all.filter(({ id }) => !hasManager.has(id)),
  }
}
