import { aboutOf, askingOf } from '#domain/dossier/statement/in-words.ts'
import type { Claim } from '#domain/dossier/statement/statement.ts'
import { detailsOf } from '#domain/dossier/statement/statement.ts'
import type { Field, Regulation, ShownBy, ShownWay } from '#engine'
import { withinSentence } from '#language/sentences.ts'
import { bareWords } from '#language/typed.ts'

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
function notAccepted(fields: readonly Field[], { stated }: Claim): readonly Field[] {
  const details = detailsOf(stated)
  return fields.filter(({ id, accepts }) => {
    const answer = details[id]
    if (accepts === undefined || typeof answer !== 'string') return false
    // "Algemeen, 11 en 85." says 85.
    const said = bareWords(answer)
    return !accepts.some((accepted) => ` ${said} `.includes(` ${bareWords(accepted)} `))
  })
}

/** Something of a document that was stated for which whoever finds it in order gives a reason. */
export type Doubt =
  | { readonly is: 'not-shown' }
  /** An answer that is not among those that the regulation accepts. */
  | { readonly is: 'not-accepted'; readonly field: Field }

/** What stands in the way of finding something in order without more. */
export function doubtsAbout(regulation: Regulation, claim: Claim): readonly Doubt[] {
  const asked = askingOf(regulation, aboutOf(claim.stated))
  const isShown = asked?.shown?.some(({ by }) => by.every((one) => isThere(one, claim))) ?? true
  return [
    ...(isShown ? [] : [{ is: 'not-shown' } as const]),
    ...notAccepted(asked?.fields ?? [], claim).map(
      (field) => ({ is: 'not-accepted', field }) as const,
    ),
  ]
}

/** A doubt in a few words, for who looks at it. */
export function doubtWords(doubt: Doubt): string {
  return doubt.is === 'not-shown'
    ? 'niet aangetoond'
    : `ander antwoord: ${withinSentence(doubt.field.label)}`
}

function wayShown({ by, underWay }: ShownWay, claim: Claim, today: Temporal.PlainDate): WayShown {
  const parts = by.map((one) => ({ by: one, is: partShown(one, claim, today) }))
  const is = worstOf(parts)
  return { is, parts, maySend: is === 'whole' || (is === 'under-way' && underWay) }
}

function partShown(by: ShownBy, claim: Claim, today: Temporal.PlainDate): PartShown {
  if (isThere(by, claim)) return 'whole'
  return mayCome(by, claim, today) ? 'under-way' : 'lacking'
}

function isThere(
  by: ShownBy,
  { stated, originals, statements, proofs, destroyed }: Claim,
): boolean {
  switch (by) {
    case 'file':
      return proofs.length + destroyed.length > 0
    case 'statement':
      return statements.some(({ answer }) => answer === 'confirmed')
    case 'original':
      return originals.some(
        ({ inOrder, issuedOn }) =>
          inOrder === true && stated.member === 'document' && issuedOn?.equals(stated.issuedOn),
      )
  }
}

function mayCome(by: ShownBy, { originals, statements }: Claim, today: Temporal.PlainDate) {
  switch (by) {
    case 'file':
      return false
    case 'statement':
      return statements.some(
        ({ answer, expiresOn }) =>
          answer === undefined && Temporal.PlainDate.compare(today, expiresOn) <= 0,
      )
    case 'original':
      return originals.some(({ status }) => status === 'announced' || status === 'received')
  }
}

const ranks: readonly PartShown[] = ['lacking', 'under-way', 'whole']

function worstOf(parts: readonly { readonly is: PartShown }[]): PartShown {
  return ranks.find((rank) => parts.some(({ is }) => is === rank)) ?? 'lacking'
}

function bestOf(ways: readonly { readonly is: PartShown }[]): PartShown {
  return ranks.findLast((rank) => ways.some(({ is }) => is === rank)) ?? 'lacking'
}
