import { sql } from 'kysely'
import type { CheckedExport } from '#domain/allocation/allocation/check-export.ts'
import { checkExport } from '#domain/allocation/allocation/check-export.ts'
import { exportText, signer } from '#domain/allocation/allocation/said.ts'
import { actFor } from '#domain/organisations/member/act-for.ts'
import { findOrganisation } from '#domain/organisations/organisation/queries.ts'
import { makeLink } from '#domain/people/account/make-link.ts'
import { findLink, useLink } from '#domain/people/account/use-link.ts'
import { verifierKey } from '#domain/platform/audit/checkpoint.ts'
import { record } from '#domain/platform/audit/record.ts'
import { actForOrganisation } from '#domain/platform/context/act-for-organisation.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'

/** For how many days the link of an inspection works, as long as nobody has used it. */
export const inspectionDays = 14

/** How many links of one organisation can wait at once, and how many decisions one shows. */
const mostLinks = 10
export const mostInspected = 500

/** Of which days an inspector sees the decisions. */
export interface Inspected {
  readonly first: Temporal.PlainDate
  readonly last: Temporal.PlainDate
}

/** A link that was given to an inspector and has not been used. */
export interface WaitingInspection extends Inspected {
  readonly id: string
  /** To whom it was given, as whoever made it said. */
  readonly whom: string
  /** A moment, as ISO text. */
  readonly expiresAt: string
}

export type MadeInspection =
  | { readonly outcome: 'made'; readonly url: string }
  | { readonly outcome: 'not-allowed' | 'too-many' | 'days' }

/** Makes a link for an inspector: it shows the decisions of these days once, and is shown to its maker once. */
export async function makeInspection(
  context: Context,
  organisationId: string,
  { first, last, whom }: Inspected & { readonly whom: string },
): Promise<MadeInspection> {
  const acting = await actFor(context, organisationId, 'allocate-work', { lock: true })
  if (acting.outcome !== 'acting') return { outcome: 'not-allowed' }
  if (Temporal.PlainDate.compare(first, last) > 0) return { outcome: 'days' }
  const waiting = await listInspections(context, organisationId)
  if (waiting.length >= mostLinks) return { outcome: 'too-many' }
  const url = await makeLink(context, {
    purpose: 'inspect-allocations',
    minutes: inspectionDays * 24 * 60,
    details: {
      ...{ organisation: organisationId, whom },
      ...{ first: first.toString(), last: last.toString() },
    },
  })
  await record(context, {
    noun: 'organisation',
    id: organisationId,
    action: 'let-inspect',
    facts: { whom, first: first.toString(), last: last.toString() },
  })
  return { outcome: 'made', url }
}

/** The links of an organisation that wait, the last first; the transaction acts for it. */
export async function listInspections(
  { db }: Context,
  organisationId: string,
): Promise<readonly WaitingInspection[]> {
  const rows = await db
    .selectFrom('one_time_link')
    .where('purpose', '=', 'inspect-allocations')
    .where('used_at', 'is', null)
    .where('expires_at', '>', Temporal.Now.instant().toString())
    .where(sql`details->>'organisation'`, '=', organisationId)
    .select(['id', 'details', 'expires_at'])
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows.flatMap(({ id, details, expires_at: expiresAt }) => {
    const said = readDetails(details as Readonly<Record<string, unknown>>)
    return said === undefined ? [] : [{ id, expiresAt, ...said }]
  })
}

/** Takes a link back that nobody has used. */
export async function withdrawInspection(
  context: Context,
  organisationId: string,
  id: string,
): Promise<{ readonly outcome: 'withdrawn' | 'not-found' | 'not-allowed' }> {
  const acting = await actFor(context, organisationId, 'allocate-work', { lock: true })
  if (acting.outcome !== 'acting') return { outcome: 'not-allowed' }
  if (!isUuid(id)) return { outcome: 'not-found' }
  const gone = await context.db
    .deleteFrom('one_time_link')
    .where('id', '=', id)
    .where('purpose', '=', 'inspect-allocations')
    .where('used_at', 'is', null)
    .where(sql`details->>'organisation'`, '=', organisationId)
    .returning('id')
    .executeTakeFirst()
  if (gone === undefined) return { outcome: 'not-found' }
  await record(context, { noun: 'organisation', id: organisationId, action: 'end-inspection' })
  return { outcome: 'withdrawn' }
}

/** What an inspector finds before the link is used: of whom, and of which days. */
export type FoundInspection =
  | (Inspected & { readonly outcome: 'usable'; readonly organisation: string })
  | { readonly outcome: 'used' | 'expired' | 'unknown' }

/** Looks at the link of an inspection without using it up. */
export async function findInspection(context: Context, token: string): Promise<FoundInspection> {
  const link = await findLink(context, 'inspect-allocations', token)
  if (link.outcome !== 'usable') return link
  const said = readDetails(link.details)
  const organisation = said && (await findOrganisation(context, said.organisation))
  if (said === undefined || organisation === undefined) return { outcome: 'unknown' }
  return { ...said, outcome: 'usable', organisation: organisation.name }
}

/** One decision before an inspector, checked as anybody checks its file, at that moment. */
export interface InspectedAllocation {
  readonly id: string
  readonly checked: CheckedExport
  /** The day on which another one went in its place, as ISO text. */
  readonly replacedOn: string | undefined
}

export type OpenedInspection =
  | (Inspected & {
      readonly outcome: 'opened'
      readonly organisation: string
      readonly decisions: readonly InspectedAllocation[]
      readonly total: number
    })
  | { readonly outcome: 'used' | 'expired' | 'unknown' }

/**
 * Uses the link up, and shows all decisions of those days: those that hold and those that were replaced, each with its
 * signature checked and decided again by its own table. The organisation reads in its log that it was used.
 */
export async function openInspection(context: Context, token: string): Promise<OpenedInspection> {
  const link = await useLink(context, 'inspect-allocations', token)
  if (link.outcome !== 'usable') return link
  const said = readDetails(link.details)
  if (said === undefined) return { outcome: 'unknown' }
  const { organisation: id, first, last } = said
  await actForOrganisation(context, id)
  const organisation = await findOrganisation(context, id)
  if (organisation === undefined) return { outcome: 'unknown' }
  const rows = await context.db
    .selectFrom('allocation')
    .leftJoin('allocation as later', 'later.amends', 'allocation.id')
    .where('allocation.organisation_id', '=', id)
    .where('allocation.decided_on', '>=', first.toString())
    .where('allocation.decided_on', '<=', last.toString())
    .select(['allocation.id', 'allocation.said', 'allocation.note'])
    .select('later.decided_on as replaced_on')
    .orderBy('allocation.decided_on')
    .orderBy('allocation.id')
    .execute()
  const key = verifierKey(signer, context.platform.auditKey)
  await record(context, {
    noun: 'organisation',
    id,
    action: 'inspect',
    facts: { whom: said.whom, decisions: rows.length },
  })
  return {
    ...{ outcome: 'opened', organisation: organisation.name, first, last, total: rows.length },
    decisions: rows.slice(0, mostInspected).map((row) => ({
      id: row.id,
      checked: checkExport(exportText(row.said, row.note), [key]),
      replacedOn: row.replaced_on ?? undefined,
    })),
  }
}

function readDetails(details: Readonly<Record<string, unknown>>) {
  const { organisation, whom, first, last } = details
  if (![organisation, whom, first, last].every((one) => typeof one === 'string')) return undefined
  return {
    ...{ organisation: String(organisation), whom: String(whom) },
    first: Temporal.PlainDate.from(String(first)),
    last: Temporal.PlainDate.from(String(last)),
  }
}
