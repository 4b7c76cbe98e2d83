import type { ClaimOpenness } from '#domain/dossier/statement/openness.ts'
import { claimOpenness, holdDossier } from '#domain/dossier/statement/openness.ts'
import { findClaim } from '#domain/dossier/statement/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'

export type WithdrawnClaim =
  | { readonly outcome: 'withdrawn' }
  | { readonly outcome: 'frozen'; readonly why: Exclude<ClaimOpenness, { is: 'open' }> }
  /** Nothing can be taken back in this registration now. */
  | { readonly outcome: 'closed' }
  | { readonly outcome: 'not-found' }

/** Takes back something that was stated. It stays to be seen in the history of the dossier. */
export async function withdrawClaim(
  context: Context,
  registrationId: string,
  claimId: string,
  options: { readonly atSignUp?: true } = {},
): Promise<WithdrawnClaim> {
  const { db, today } = context
  const held = await holdDossier(context, registrationId)
  if (held === undefined) return { outcome: 'not-found' }
  if (!held.isOpen && options.atSignUp !== true) return { outcome: 'closed' }
  const claim = await findClaim(context, registrationId, claimId)
  if (claim === undefined || claim.endedOn !== undefined) return { outcome: 'not-found' }
  const openness = await claimOpenness(context, claim)
  if (openness.is !== 'open') return { outcome: 'frozen', why: openness }
  // Part of an application that was returned, it can be replaced but not taken out.
  if (openness.question !== undefined) return { outcome: 'frozen', why: { is: 'in-application' } }
  await db
    .updateTable('claim')
    .set((eb) => ({ ended_on: today.toString(), version: eb('version', '+', 1) }))
    .where('id', '=', claim.id)
    .execute()
  await record(context, {
    noun: 'statement',
    id: claim.id,
    action: 'withdraw',
    facts: { registrationId, stated: claim.stated },
  })
  return { outcome: 'withdrawn' }
}
