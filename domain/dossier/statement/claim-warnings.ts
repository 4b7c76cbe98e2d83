import type { FileWarning } from '#domain/dossier/activity/proof-warnings.ts'
import type { PortfolioActivity } from '#domain/dossier/activity/queries.ts'
import { aboutOf, nameOf } from '#domain/dossier/statement/in-words.ts'
import type { Claim } from '#domain/dossier/statement/statement.ts'
import { workThatIs } from '#domain/dossier/statement/work-questions.ts'
import type { Period, Regulation } from '#engine'
import { documentsAsked, isNotOlder } from '#engine'

/** Something about what was stated and its files to look at once more: a question, never a refusal. */
export type ClaimWarning =
  | FileWarning
  /** It is older than the regulation has it anywhere. */
  | { readonly is: 'too-old'; readonly notOlderThan: Temporal.Duration }
  /** Its day lies outside all work that it should show. */
  | { readonly is: 'outside-work'; readonly work: readonly Partial<Period>[] }
  /** The same file shows something else of this person. */
  | { readonly is: 'same-file'; readonly file: string; readonly as: string }

/** What of somebody's dossier is looked at beside the claim. */
export interface Beside {
  readonly regulation: Regulation
  /** What else stands, of the same person. */
  readonly claims: readonly Claim[]
  readonly activities: readonly Pick<PortfolioActivity, 'id' | 'title' | 'evidence'>[]
  readonly today: Temporal.PlainDate
}

/**
 * What is worth a second look of what was stated: of its files what a machine read when they came, and
 * of its day what the regulation and the work say. Of a photo or a scan nothing is said, and of what its
 * issuer signs or Peil makes that is said elsewhere.
 */
export function claimWarnings(claim: Claim, beside: Beside): readonly ClaimWarning[] {
  return [...dayWarnings(claim, beside), ...sameFiles(claim, beside)]
}

function dayWarnings({ stated, proofs }: Claim, beside: Beside): readonly ClaimWarning[] {
  const { regulation, claims, today } = beside
  if (stated.member !== 'document') return []
  const { kind, issuedOn } = stated
  const document = regulation.documents.find(({ id }) => id === kind)
  const asking = document?.asked
  if (document === undefined || document.signedBy !== undefined) return []
  if (asking?.signHere !== undefined || asking?.colleague !== undefined) return []
  const asked = documentsAsked(regulation).get(kind)
  const warnings: ClaimWarning[] = proofs.flatMap(({ name, reading }): ClaimWarning[] => {
    if (reading === undefined) return []
    const days = reading.days.map((day) => Temporal.PlainDate.from(day))
    if (days.length === 0) return [{ is: 'no-day', file: name }]
    return days.some((day) => day.equals(issuedOn)) ? [] : [{ is: 'other-day', file: name, days }]
  })
  const [first] = proofs
  const unsigned = proofs.every(({ reading }) => reading?.signed === 'no')
  if (asking?.from?.gives === 'document' && first !== undefined && unsigned) {
    warnings.push({ is: 'not-signed', file: first.name })
  }
  const { notOlderThan, showsWork } = asked ?? {}
  if (notOlderThan !== undefined && !isNotOlder(issuedOn, notOlderThan, today)) {
    warnings.push({ is: 'too-old', notOlderThan })
  }
  const work = showsWork === undefined ? [] : spellsOf(regulation, claims, showsWork)
  if (work.length > 0 && work.every((spell) => isOutside(issuedOn, spell, notOlderThan))) {
    warnings.push({ is: 'outside-work', work })
  }
  return warnings
}

function spellsOf(
  regulation: Regulation,
  claims: readonly Claim[],
  only: readonly string[],
): readonly (Partial<Period> & { readonly first: Temporal.PlainDate })[] {
  return workThatIs(regulation, claims, only).flatMap(({ stated }) =>
    stated.member === 'work'
      ? [{ first: stated.first, ...(stated.last === undefined ? {} : { last: stated.last }) }]
      : [],
  )
}

// What is signed before work begins is signed shortly before; what must be recent is of after work that
// has ended.
function isOutside(
  day: Temporal.PlainDate,
  { first, last }: Partial<Period> & { readonly first: Temporal.PlainDate },
  notOlderThan: Temporal.Duration | undefined,
): boolean {
  const { compare } = Temporal.PlainDate
  if (compare(day, first.subtract({ months: 3 })) < 0) return true
  return notOlderThan === undefined && last !== undefined && compare(day, last) > 0
}

function sameFiles(
  { id, proofs }: Claim,
  { regulation, claims, activities }: Beside,
): readonly ClaimWarning[] {
  const others = [
    ...withFiles(regulation, claims).filter((other) => other.id !== id),
    ...activities,
  ]
  return proofs.flatMap(({ name, sha256 }): ClaimWarning[] => {
    const as = others.find(({ evidence }) => evidence.some((one) => one.sha256 === sha256))
    return as === undefined ? [] : [{ is: 'same-file', file: name, as: as.title }]
  })
}

/** What was stated with its files, as an activity is looked at beside others: a file may be at both. */
export function withFiles(
  regulation: Regulation,
  claims: readonly Claim[],
): readonly Pick<PortfolioActivity, 'id' | 'title' | 'evidence'>[] {
  return claims
    .filter(({ endedOn, proofs }) => endedOn === undefined && proofs.length > 0)
    .map(({ id, stated, proofs }) => ({
      id,
      title: nameOf(regulation, aboutOf(stated)),
      evidence: proofs.map((proof) => ({ ...proof, form: undefined })),
    }))
}
