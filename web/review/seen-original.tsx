import type { Attestation } from '#domain/dossier/attestation/attestation.ts'
import { attestationWords } from '#domain/dossier/attestation/attestation.ts'
import { attestationsOf } from '#domain/dossier/attestation/queries.ts'
import type { Original, Seen } from '#domain/dossier/original/original.ts'
import { documentsWithOriginal, seenOf } from '#domain/dossier/original/original.ts'
import { originalsOf } from '#domain/dossier/original/queries.ts'
import type { StatedDetail } from '#domain/dossier/statement/in-words.ts'
import { detailRows } from '#domain/dossier/statement/in-words.ts'
import type { Claim, Stated } from '#domain/dossier/statement/statement.ts'
import type { Context } from '#domain/platform/context/context.ts'
import type { Regulation } from '#engine'
import { bareWords } from '#language/typed.ts'
import type { Register } from '#regulations/register.ts'
import { Alert, formatDay, SummaryList } from '#web/kit/index.ts'

/** What others than whoever stated it know of a document: what came by post, and who states what. */
export interface SeenBy {
  /** Undefined where the original is not to be seen. */
  readonly post: Seen | undefined
  /** Somebody else's statement about this very claim: that they saw the original, or the document itself. */
  readonly stated: Attestation | undefined
  /** What was read on the original, where that is not what was stated. */
  readonly otherwise: readonly StatedDetail[]
}

/** What others know of each document whose original is to be seen or that may be theirs, by the claim's id. */
export async function seenOriginals(
  context: Context,
  regulation: Regulation,
  {
    registrationId,
    claims,
  }: { readonly registrationId: string; readonly claims: readonly Claim[] },
): Promise<ReadonlyMap<string, SeenBy>> {
  const withOriginal = new Set(documentsWithOriginal(regulation).map(({ id }) => id))
  const fromOthers = regulation.documents.flatMap(({ id, asked }) =>
    asked?.from === undefined ? [] : [id],
  )
  const kinds = new Set([...withOriginal, ...fromOthers])
  const wanted = claims.flatMap(({ id, stated }) =>
    stated.member === 'document' && kinds.has(stated.kind) ? [{ id, stated }] : [],
  )
  if (wanted.length === 0) return new Map()
  const originals = await originalsOf(context, registrationId)
  const attestations = await attestationsOf(context, registrationId)
  return new Map(
    wanted.map(({ id, stated }) => {
      const confirmed = attestations.find(
        ({ claimId, answer }) => claimId === id && answer === 'confirmed',
      )
      const post = withOriginal.has(stated.kind) ? seenOf(originals, stated) : undefined
      return [id, { post, stated: confirmed, otherwise: otherwiseOn(regulation, post, stated) }]
    }),
  )
}

// The answers on which an original that was seen says something else.
function otherwiseOn(
  regulation: Regulation,
  post: Seen | undefined,
  stated: Extract<Stated, { member: 'document' }>,
): readonly StatedDetail[] {
  if (post?.is !== 'seen') return []
  const said = detailRows(regulation, stated)
  return detailRows(regulation, { ...stated, details: post.check.details }).filter(
    ({ term, value }) =>
      !said.some((one) => one.term === term && bareWords(one.value) === bareWords(value)),
  )
}

/** What to look at of what somebody else stated: that it is theirs alone, or came from anybody's address. */
export function othersRemarks(known: SeenBy | undefined): readonly string[] {
  const stated = known?.stated
  if (stated === undefined) return []
  return [
    ...(stated.gives === 'document' ? ['verklaard door een ander'] : []),
    ...(stated.freeMail ? ['adres dat iedereen kan hebben'] : []),
  ]
}

/** The remark at a claim whose original nobody saw, or that was found wanting. */
export function originalRemark(known: SeenBy | undefined): string {
  if (known?.post === undefined) return ''
  const { post: seen, stated } = known
  // Whoever looked at it here and found it wanting knows more than somebody else who saw it.
  if (stated !== undefined && seen.is !== 'not-in-order') return ''
  switch (seen.is) {
    case 'seen':
      return known.otherwise.length === 0 ? '' : 'origineel met iets anders erop'
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
      {stated?.gives === 'document' && (
        <SummaryList
          title="Dit is daarbij voorgelegd"
          items={stated.asked.rows.map(({ label, value }) => ({ term: label, value }))}
        />
      )}
      {stated?.freeMail === true && (
        <Alert type="warning">
          <p>
            De verklaring kwam van een adres dat iedereen kan hebben: {stated.email}. Kijk of het
            van de werkgever is.
          </p>
        </Alert>
      )}
      {post !== undefined &&
        (stated === undefined || post.is === 'seen' || post.is === 'not-in-order') && (
          <ByPost seen={post} register={register} />
        )}
      {known.otherwise.length > 0 && (
        <Alert type="warning">
          {known.otherwise.map(({ term, value }) => (
            <p>
              Op het origineel staat iets anders dan is opgegeven. {term}: {value}.
            </p>
          ))}
        </Alert>
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
