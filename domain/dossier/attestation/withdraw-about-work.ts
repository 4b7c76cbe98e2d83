import { withdrawAttestations } from '#domain/dossier/attestation/ask-attestation.ts'
import { attestationStatus, isAboutWork } from '#domain/dossier/attestation/attestation.ts'
import { attestationsOf } from '#domain/dossier/attestation/queries.ts'
import { withdrawClaim } from '#domain/dossier/statement/withdraw.ts'
import type { Context } from '#domain/platform/context/context.ts'

/**
 * Takes back what somebody else was asked to state about a spell of work, or stated, now that it was
 * changed or withdrawn: they saw other work. What is about other work stays, and what is part of an
 * application stays as it was filed. Gives the kinds of document that this was about.
 */
export async function withdrawAboutWork(
  context: Context,
  registrationId: string,
  work: string,
): Promise<readonly string[]> {
  const all = await attestationsOf(context, registrationId)
  const attestations = all.filter((one) => isAboutWork(one, [work]))
  const about = new Set<string>()
  const open = attestations.filter(
    (one) => one.gives === 'document' && attestationStatus(one, context.today) === 'open',
  )
  for (const document of new Set(open.map((one) => one.document))) {
    await withdrawAttestations(context, registrationId, document, [work])
    about.add(document)
  }
  for (const { answer, claimId, document } of attestations) {
    if (answer !== 'confirmed' || claimId === undefined) continue
    const done = await withdrawClaim(context, registrationId, claimId)
    if (done.outcome === 'withdrawn') about.add(document)
  }
  return [...about]
}
