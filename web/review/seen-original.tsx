import type { Original, Seen } from '#domain/dossier/original/original.ts'
import { documentsWithOriginal, seenOf } from '#domain/dossier/original/original.ts'
import { originalsOf } from '#domain/dossier/original/queries.ts'
import type { Claim } from '#domain/dossier/statement/statement.ts'
import type { Context } from '#domain/platform/context/context.ts'
import type { Regulation } from '#engine'
import type { Register } from '#regulations/register.ts'
import { Alert, formatDay } from '#web/kit/index.ts'

/** What is known of the original of each claim whose original is to be seen, by the claim's id. */
export async function seenOriginals(
  context: Context,
  regulation: Regulation,
  {
    registrationId,
    claims,
  }: { readonly registrationId: string; readonly claims: readonly Claim[] },
): Promise<ReadonlyMap<string, Seen>> {
  const kinds = new Set(documentsWithOriginal(regulation).map(({ id }) => id))
  const wanted = claims.flatMap(({ id, stated }) =>
    stated.member === 'document' && kinds.has(stated.kind) ? [{ id, stated }] : [],
  )
  if (wanted.length === 0) return new Map()
  const originals = await originalsOf(context, registrationId)
  return new Map(wanted.map(({ id, stated }) => [id, seenOf(originals, stated)]))
}

/** The remark at a claim whose original nobody saw, or that was found wanting. */
export function originalRemark(seen: Seen | undefined): string {
  switch (seen?.is) {
    case undefined:
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

/** Whether the original was seen, by whom and when; a warning where it was not. */
export function SeenOriginal({
  seen,
  register,
}: {
  readonly seen: Seen
  readonly register: Register
}) {
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
          <p>Het origineel is hier niet gezien.</p>
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
