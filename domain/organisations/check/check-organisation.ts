import { sql } from 'kysely'
import { managersOf } from '#domain/organisations/member/queries.ts'
import { tellMember } from '#domain/organisations/member/tell-members.ts'
import { keepOrganisationFiles } from '#domain/organisations/organisation/files.ts'
import type {
  OrganisationEvent,
  OrganisationStatus,
} from '#domain/organisations/organisation/organisation.ts'
import { organisationLifecycle } from '#domain/organisations/organisation/organisation.ts'
import { findOrganisation } from '#domain/organisations/organisation/queries.ts'
import { columnsOf } from '#domain/organisations/organisation/write-facts.ts'
import { accountIdOf } from '#domain/platform/actor/actor.ts'
import { record } from '#domain/platform/audit/record.ts'
import { actForOrganisation } from '#domain/platform/context/act-for-organisation.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { next } from '#domain/platform/lifecycle/lifecycle.ts'
import type { CheckOutcome } from '#mail/organisation.ts'
import { organisationAnswered } from '#mail/organisation.ts'

/** What can be seen of who an organisation is. */
export const evidenceKinds = [
  'kvk-extract',
  'municipal-address',
  'own-domain-mail',
  'phoned-back',
  'other',
] as const

export type EvidenceKind = (typeof evidenceKinds)[number]

/** What a back office found. */
export interface Found {
  readonly outcome: CheckOutcome
  /** What was seen; something, where it was checked. */
  readonly evidence: readonly EvidenceKind[]
  /** What was seen of another kind, or why: the organisation reads it. */
  readonly note: string
  readonly files: Parameters<typeof keepOrganisationFiles>[2]['files']
  /** The version that was looked at. */
  readonly version: number
}

export type CheckedOrganisation =
  | { readonly outcome: 'done' }
  | { readonly outcome: 'no-evidence' | 'no-reason' }
  /** Another organisation with this number was checked: these two are one, or one of them is not who it says. */
  | {
      readonly outcome: 'same-number'
      readonly other: { readonly id: string; readonly name: string }
    }
  /** Whoever acts for it does not check it. */
  | { readonly outcome: 'own' }
  | { readonly outcome: 'stale' | 'not-found' }

const eventOf: Readonly<Record<CheckOutcome, OrganisationEvent>> = {
  checked: 'check',
  refused: 'refuse',
  asked: 'ask',
  'taken-away': 'take-away',
}

/**
 * A back office writes down what it found of who an organisation is: what it saw, who did on which day, and as
 * what the organisation described itself then. Its managers hear of it.
 */
export async function checkOrganisation(
  context: Context,
  organisationId: string,
  found: Found,
): Promise<CheckedOrganisation> {
  const { db, register, today, actor } = context
  const { outcome, note, evidence } = found
  await actForOrganisation(context, organisationId)
  const organisation = await findOrganisation(context, organisationId, { lock: true })
  if (organisation === undefined) return { outcome: 'not-found' }
  if (organisation.version !== found.version) return { outcome: 'stale' }
  const status = next<OrganisationStatus, OrganisationEvent>(
    organisationLifecycle,
    organisation.status,
    eventOf[outcome],
  )
  if (status === undefined) return { outcome: 'stale' }
  if (await isOwnOrganisation(context, organisationId)) return { outcome: 'own' }
  if (outcome === 'checked' && evidence.length === 0) return { outcome: 'no-evidence' }
  const asksReason = outcome !== 'checked' || evidence.includes('other')
  if (asksReason && note.trim() === '') return { outcome: 'no-reason' }
  if (outcome === 'checked' && organisation.kvk !== undefined) {
    const other = await db
      .selectFrom('organisation')
      .where('kvk', '=', organisation.kvk)
      .where('status', '=', 'checked')
      .where('id', '!=', organisationId)
      .select(['id', 'name'])
      .executeTakeFirst()
    if (other !== undefined) return { outcome: 'same-number', other }
  }
  await db
    .updateTable('organisation')
    .where('id', '=', organisationId)
    .set((eb) => ({
      ...(outcome === 'checked' ? { unseen_names: [] } : {}),
      ...{ status, version: eb('version', '+', 1) },
    }))
    .execute()
  await db
    .insertInto('organisation_check')
    .values({
      organisation_id: organisationId,
      outcome,
      evidence: [...evidence],
      note: note.trim(),
      seen: JSON.stringify(columnsOf(organisation)),
      decided_in: register.id,
      decided_by: accountIdOf(actor) ?? null,
      decided_on: today.toString(),
    })
    .execute()
  await keepOrganisationFiles(context, organisationId, { files: found.files, byOffice: true })
  await record(context, {
    noun: 'organisation',
    id: organisationId,
    action: eventOf[outcome],
    facts: { evidence: [...evidence], note: note.trim(), ...columnsOf(organisation) },
  })
  for (const manager of await managersOf(context, organisationId)) {
    await tellMember(context, 'organisation-answered', manager, (facts) =>
      organisationAnswered({
        ...facts,
        organisation: organisation.name,
        outcome,
        note: note.trim(),
      }),
    )
  }
  return { outcome: 'done' }
}

/** Whether who acts, with whatever account, acts for an organisation: then they do not look who it is. */
export async function isOwnOrganisation(
  { db, actor }: Context,
  organisationId: string,
): Promise<boolean> {
  const account = accountIdOf(actor)
  if (account === undefined) return false
  const { rows } = await sql<{ own: boolean }>`
    select exists (select from organisation_member m where m.organisation_id = ${organisationId}
      and m.status in ('asked', 'active') and is_same_person(m.account_id, ${account})) as own`.execute(
    db,
  )
  return rows[0]?.own ?? false
}
