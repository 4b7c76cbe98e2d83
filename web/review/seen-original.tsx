import type { Attestation } from '#domain/dossier/attestation/attestation.ts'
import { attestationWords } from '#domain/dossier/attestation/attestation.ts'
import { attestationsOf } from '#domain/dossier/attestation/queries.ts'
import type { Original, Seen } from '#domain/dossier/original/original.ts'
import { documentsWithOriginal, seenOf } from '#domain/dossier/original/original.ts'
import { originalsOf } from '#domain/dossier/original/queries.ts'
import type { Claim } from '#domain/dossier/statement/statement.ts'
import type { Context } from '#domain/platform/context/context.ts'
import type { Regulation } from '#engine'
import type { Register } from '#regulations/register.ts'
import { Alert, formatDay } from '#web/kit/index.ts'

/** What is known of the original of a claim: what came by post, and who else states that they saw it. */
export interface SeenBy {
  readonly post: Seen
  /** Somebody else's statement that they saw the original of this very claim. */
  readonly stated: Attestation | undefined
}

/** What is known of the original of each claim whose original is to be seen, by the claim's id. */
export async function seenOriginals(
  context: Context,
  regulation: Regulation,
  {
    registrationId,
    claims,
  }: { readonly registrationId: string; readonly claims: readonly Claim[] },
): Promise<ReadonlyMap<string, SeenBy>> {
  const kinds = new Set(documentsWithOriginal(regulation).map(({ id }) => id))
  const wanted = claims.flatMap(({ id, stated }) =>
    stated.member === 'document' && kinds.has(stated.kind) ? [{ id, stated }] : [],
  )
  if (wanted.length === 0) return new Map()
  const originals = await originalsOf(context, registrationId)
  const attestations = await attestationsOf(context, registrationId)
  return new Map(
    wanted.map(({ id, stated }) => {
      const confirmed = attestations.find(
        ({ claimId, gives, answer }) =>
          claimId === id && gives === 'confirmation' && answer === 'confirmed',
      )
      return [id, { post: seenOf(originals, stated), stated: confirmed }]
    }),
  )
}

/** The remark at a claim whose original nobody saw, or that was found wanting. */
export function originalRemark(known: SeenBy | undefined): string {
  if (known === undefined) return ''
  const { post: seen, stated } = known
  // Whoever looked at it here and found it wanting knows more than somebody else who saw it.
  if (stated !== undefined && seen.is !== 'not-in-order') return ''
  switch (seen.is) {
    case 'seen':
      return ''
    case 'none':
      return 'origineel niet gezien'
    case 'awaited':
      return seen.original.status === 'announced'
        ? 'origineel onderweg'
        : 'origineel nog niet bekeken'
    case 'not-in-order':
      return 'origineel niet in orde'
    case 'other-day':
      return 'origineel met andere datum'
  }
}

/** Whether the original was seen, by whom and when; a warning where nobody did. */
export function SeenOriginal(props: { readonly known: SeenBy; readonly register: Register }) {
  const { known, register } = props
  const { post, stated } = known
  return (
    <>
      {stated !== undefined && <p>{attestationWords(stated, 'confirmed')}</p>}
      {stated?.freeMail === true && (
        <Alert type="warning">
          <p>
            De verklaring kwam van een adres dat iedereen kan hebben: {stated.email}. Kijk of het
            van de werkgever is.
          </p>
        </Alert>
      )}
      {(stated === undefined || post.is === 'seen' || post.is === 'not-in-order') && (
        <ByPost seen={post} register={register} />
      )}
    </>
  )
}

function ByPost({ seen, register }: { readonly seen: Seen; readonly register: Register }) {
  const by = (original: Original) =>
    original.check === undefined
      ? ''
      : `${original.check.by ?? register.organisation.backOffice.name} op ${formatDay(original.check.on)}`
  switch (seen.is) {
    case 'seen':
      return <p>Origineel per post gezien door {by(seen.original)}, en in orde gevonden.</p>
    case 'none':
      return (
        <Alert type="warning">
          <p>Het origineel is hier niet gezien, en niemand anders verklaarde dat hij het zag.</p>
        </Alert>
      )
    case 'awaited':
      return (
        <Alert type="warning">
          <p>
            {seen.original.status === 'announced'
              ? `Het origineel is aangemeld met nummer ${seen.original.number}, en nog niet binnen.`
              : `Het origineel is binnen met nummer ${seen.original.number}, en nog niet bekeken.`}
          </p>
        </Alert>
      )
    case 'not-in-order':
      return (
        <Alert type="warning">
          <p class="preserve">
            Het origineel is niet in orde gevonden door {by(seen.original)}. {seen.check.reason}
          </p>
        </Alert>
      )
    case 'other-day':
      return (
        <Alert type="warning">
          <p>
            Op het origineel dat {by(seen.original)} is gezien, staat een andere datum van afgifte:{' '}
            {seen.check.issuedOn === undefined ? 'onbekend' : formatDay(seen.check.issuedOn)}.
          </p>
        </Alert>
      )
  }
}
