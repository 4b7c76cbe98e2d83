import type { Attestation } from '#domain/dossier/attestation/attestation.ts'
import { attestationStatus, attestationWords } from '#domain/dossier/attestation/attestation.ts'
import type { LookedAt } from '#domain/dossier/signed-document/look-at-signed.ts'
import { aboutOf, nameOf } from '#domain/dossier/statement/in-words.ts'
import type { Claim } from '#domain/dossier/statement/statement.ts'
import type { FactValue, Regulation } from '#engine'
import { ClaimValue, listedTogether } from '#web/claim-words.tsx'
import { SummaryList } from '#web/kit/index.ts'
import { paths } from '#web/paths.ts'
import { ClaimFiles } from '#web/professional/state-claim.tsx'
import type { Visit } from '#web/route.ts'
import { SignedFiles } from '#web/signed-file.tsx'
import { speech } from '#web/speech.ts'

/** What goes along in an application beside activities, for whoever checks it before it is sent. */
export function StatedList(props: {
  readonly visit: Visit
  readonly regulation: Regulation
  readonly claims: readonly Claim[]
  readonly looked: readonly LookedAt[]
  readonly attestations: readonly Attestation[]
  /** What is known, by which a promise may be about less. */
  readonly facts: Readonly<Record<string, FactValue>>
}) {
  const { visit, regulation, claims, looked, attestations, facts } = props
  const { register, Your } = speech(visit)
  return (
    <SummaryList
      title={`${Your} dossier`}
      items={listedTogether(regulation, claims).map((claim) => ({
        term: nameOf(regulation, aboutOf(claim.stated)),
        value: (
          <>
            <ClaimValue {...{ register, regulation, claim, facts }} />
            <ClaimFiles visit={visit} claim={claim} />
            <SignedFiles files={claim.proofs} looked={looked} />
            <AttestationLines visit={visit} claim={claim} attestations={attestations} />
          </>
        ),
      }))}
      changeHref={paths.dossier(register.id)}
    />
  )
}

/** What others said of a claim, or were asked. */
export function AttestationLines(props: {
  readonly visit: Visit
  readonly claim: Claim
  readonly attestations: readonly Attestation[]
}) {
  const { visit, claim, attestations } = props
  return attestations
    .filter(({ claimId }) => claimId === claim.id)
    .map((one) => <p>{attestationWords(one, attestationStatus(one, visit.context.today))}</p>)
}
