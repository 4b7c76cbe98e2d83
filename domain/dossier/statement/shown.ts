import type { Claim } from '#domain/dossier/statement/statement.ts'
import { detailsOf } from '#domain/dossier/statement/statement.ts'
import type { Field, Regulation, ShownBy, ShownWay } from '#engine'

/** Whether something that shows a document is there, may still come, or is not there. */
export type PartShown = 'whole' | 'under-way' | 'lacking'

/** How far a document is shown in one of the ways that the regulation accepts. */
export interface WayShown {
  readonly is: PartShown
  readonly parts: readonly { readonly by: ShownBy; readonly is: PartShown }[]
  /** Whether it may be sent in as far as it is. */
  readonly maySend: boolean
}

/** How far a document is shown: as its best way is. */
export interface HowShown {
  readonly is: PartShown
  readonly maySend: boolean
  readonly ways: readonly WayShown[]
}

/** How far a document that was stated is shown; undefined where the regulation names no ways. */
export function howShown(
  { documents }: Pick<Regulation, 'documents'>,
  claim: Claim,
  today: Temporal.PlainDate,
): HowShown | undefined {
  const { stated } = claim
  if (stated.member !== 'document') return undefined
  const asked = documents.find(({ id }) => id === stated.kind)?.asked?.shown
  if (asked === undefined) return undefined
  const ways = asked.map((way) => wayShown(way, claim, today))
  return { is: bestOf(ways), maySend: ways.some(({ maySend }) => maySend), ways }
}

/** Whether a document that was stated and not judged may not be relied on, as nothing shows it in a way that is accepted. */
export function isUnshown(
  regulation: Pick<Regulation, 'documents'>,
  claim: Claim,
  today: Temporal.PlainDate,
): boolean {
  return claim.state === 'claimed' && howShown(regulation, claim, today)?.maySend === false
}

/** The answers of a claim that the regulation does not accept without more: the questions that they are to. */
export function notAccepted(fields: readonly Field[], { stated }: Claim): readonly Field[] {
  const details = detailsOf(stated)
  return fields.filter(({ id, accepts }) => {
    const answer = details[id]
    if (accepts === undefined || typeof answer !== 'string') return false
    const said = wordsIn(answer)
    return !accepts.some((accepted) => ` ${said} `.includes(` ${wordsIn(accepted)} `))
  })
}

// "Algemeen, 11 en 85." says 85.
function wordsIn(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .join(' ')
}

function wayShown({ by, underWay }: ShownWay, claim: Claim, today: Temporal.PlainDate): WayShown {
  const parts = by.map((one) => ({ by: one, is: partShown(one, claim, today) }))
  const is = worstOf(parts)
  return { is, parts, maySend: is === 'whole' || (is === 'under-way' && underWay) }
}

function partShown(by: ShownBy, claim: Claim, today: Temporal.PlainDate): PartShown {
  const { stated, originals, statements, proofs, destroyed } = claim
  switch (by) {
    case 'file':
      return proofs.length + destroyed.length > 0 ? 'whole' : 'lacking'
    case 'statement': {
      if (statements.some(({ answer }) => answer === 'confirmed')) return 'whole'
      const open = statements.some(
        ({ answer, expiresOn }) =>
          answer === undefined && Temporal.PlainDate.compare(today, expiresOn) <= 0,
      )
      return open ? 'under-way' : 'lacking'
    }
    case 'original': {
      if (stated.member !== 'document') return 'lacking'
      const seen = originals.some(
        ({ inOrder, issuedOn }) => inOrder === true && issuedOn?.equals(stated.issuedOn),
      )
      if (seen) return 'whole'
      const comes = originals.some(({ status }) => status === 'announced' || status === 'received')
      return comes ? 'under-way' : 'lacking'
    }
  }
}

const ranks: readonly PartShown[] = ['lacking', 'under-way', 'whole']

function worstOf(parts: readonly { readonly is: PartShown }[]): PartShown {
  return ranks.find((rank) => parts.some(({ is }) => is === rank)) ?? 'lacking'
}

function bestOf(ways: readonly { readonly is: PartShown }[]): PartShown {
  return ranks.findLast((rank) => ways.some(({ is }) => is === rank)) ?? 'lacking'
}
