import { claimOpenness, holdDossier } from '#domain/dossier/statement/openness.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'

export type RemovedProof =
  | { readonly outcome: 'removed'; readonly name: string }
  | { readonly outcome: 'frozen' }
  /** Nothing can be taken away in this registration now. */
  | { readonly outcome: 'closed' }
  | { readonly outcome: 'not-found' }

/** Takes a file away from a claim that stands and can still be changed. */
export async function removeProof(
  context: Context,
  registrationId: string,
  proofId: string,
): Promise<RemovedProof> {
  if (!isUuid(proofId)) return { outcome: 'not-found' }
  const held = await holdDossier(context, registrationId)
  if (held === undefined) return { outcome: 'not-found' }
  if (!held.isOpen) return { outcome: 'closed' }
  const found = await context.db
    .selectFrom('proof')
    .innerJoin('claim', 'claim.id', 'proof.claim_id')
    .innerJoin('document', 'document.id', 'proof.document_id')
    .where('proof.id', '=', proofId)
    .where('proof.removed_at', 'is', null)
    .where('claim.registration_id', '=', registrationId)
    .where('claim.ended_on', 'is', null)
    .select(['claim.id', 'document.name', 'document.sha256'])
    .forUpdate(['proof', 'claim'])
    .executeTakeFirst()
  if (found === undefined) return { outcome: 'not-found' }
  if ((await claimOpenness(context, found)).is !== 'open') return { outcome: 'frozen' }
  await context.db
    .updateTable('proof')
    .set({ removed_at: Temporal.Now.instant().toString() })
    .where('id', '=', proofId)
    .execute()
  await record(context, {
    noun: 'statement',
    id: found.id,
    action: 'remove-proof',
    facts: { proof: proofId, name: found.name, sha256: found.sha256 },
  })
  return { outcome: 'removed', name: found.name }
}
