import { withdrawAttestations } from '#domain/dossier/attestation/ask-attestation.ts'
import { awaitedDocuments } from '#domain/dossier/attestation/attestation.ts'
import { attestationsOf } from '#domain/dossier/attestation/queries.ts'
import { withdrawClaim } from '#domain/dossier/statement/withdraw.ts'
import type { Context } from '#domain/platform/context/context.ts'

/**
 * Takes back what somebody else was asked to state about work, or stated, now that this work was
 * changed or withdrawn: they saw other work. What is part of an application stays as it was filed.
 * Gives the kinds of document that this was about.
 */
export async function withdrawAboutWork(
  context: Context,
  registrationId: string,
): Promise<readonly string[]> {
  const attestations = await attestationsOf(context, registrationId)
  const about = new Set<string>()
  for (const document of awaitedDocuments(attestations, context.today)) {
    await withdrawAttestations(context, registrationId, document)
    about.add(document)
  }
  for (const { gives, answer, claimId, document } of attestations) {
    if (gives !== 'document' || answer !== 'confirmed' || claimId === undefined) continue
    const done = await withdrawClaim(context, registrationId, claimId)
    if (done.outcome === 'withdrawn') about.add(document)
  }
  return [...about]
}
