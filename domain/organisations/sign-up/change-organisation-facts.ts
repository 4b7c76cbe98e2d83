import { actFor } from '#domain/organisations/member/act-for.ts'
import type { OrganisationFacts } from '#domain/organisations/organisation/organisation.ts'
import { asksNewCheck } from '#domain/organisations/organisation/organisation.ts'
import { findOrganisation } from '#domain/organisations/organisation/queries.ts'
import { waitsAgain } from '#domain/organisations/organisation/waits-again.ts'
import {
  columnsOf,
  factsText,
  unseenAfter,
} from '#domain/organisations/organisation/write-facts.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'

export type ChangedOrganisation =
  | { readonly outcome: 'changed' }
  /** By its name or number it is another than was looked at: a back office looks again. */
  | { readonly outcome: 'waits' }
  | { readonly outcome: 'unchanged' | 'not-allowed' }
  /** Another changed it meanwhile. */
  | { readonly outcome: 'stale' }

/** A manager changes what an organisation says of itself. */
export async function changeOrganisationFacts(
  context: Context,
  organisationId: string,
  { facts, version }: { readonly facts: OrganisationFacts; readonly version: number },
): Promise<ChangedOrganisation> {
  const { db, today } = context
  const acting = await actFor(context, organisationId, 'change-facts', { lock: true })
  if (acting.outcome !== 'acting') return { outcome: 'not-allowed' }
  const organisation = await findOrganisation(context, organisationId, { lock: true })
  if (organisation === undefined || organisation.version !== version) return { outcome: 'stale' }
  if (factsText(organisation) === factsText(facts)) return { outcome: 'unchanged' }
  const again = asksNewCheck(organisation, facts) && organisation.status === 'checked'
  await db
    .updateTable('organisation')
    .where('id', '=', organisationId)
    .set((eb) => ({
      ...columnsOf(facts),
      unseen_names: unseenAfter(facts),
      ...(again ? waitsAgain(organisation.status, today) : {}),
      version: eb('version', '+', 1),
    }))
    .execute()
  const [before, after] = [columnsOf(organisation), columnsOf(facts)]
  const changed = (Object.keys(after) as (keyof typeof after)[]).filter(
    (column) => JSON.stringify(before[column]) !== JSON.stringify(after[column]),
  )
  await record(context, {
    noun: 'organisation',
    id: organisationId,
    action: again ? 'change-identity' : 'change',
    facts: Object.fromEntries(
      changed.map((column) => [column, { before: before[column], after: after[column] }]),
    ),
  })
  return { outcome: again ? 'waits' : 'changed' }
}
