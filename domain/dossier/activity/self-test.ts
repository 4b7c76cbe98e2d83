import type { QualityCriterion, Regulation } from '#engine'
import { matches } from '#engine'
import { takesInKind } from '#regulations/selectors.ts'

/** What somebody found of their own activity by one criterion. */
export interface CriterionAnswer {
  /** Undefined while only an explanation was given. */
  readonly meets: boolean | undefined
  readonly note: string
}

/** What was answered to the criteria, by their ids. */
export type SelfTest = Readonly<Record<string, CriterionAnswer>>

/** The criteria that may be asked of a kind; which of them are, may depend on its attributes. */
export function criteriaOfKind(regulation: Regulation, kind: string): readonly QualityCriterion[] {
  return (regulation.selfTest?.criteria ?? []).filter(({ of }) => takesInKind(regulation, of, kind))
}

/** An activity as far as it decides which criteria it is tested against. */
export interface Tested {
  readonly kind: string | undefined
  readonly accredited: boolean
  readonly attributes: Readonly<Record<string, string | boolean>>
  readonly form: { readonly selfTest: SelfTest }
}

/** A criterion with what was answered to it, if anything was. */
export interface TestedCriterion {
  readonly criterion: QualityCriterion
  readonly answer: CriterionAnswer | undefined
}

/** The criteria against which an activity is tested, with what its owner answered. */
export function selfTestOf(
  regulation: Regulation,
  { kind: id, accredited, attributes, form }: Tested,
): readonly TestedCriterion[] {
  const kind = regulation.kinds.find((one) => one.id === id)
  if (kind === undefined) return []
  const signature = {
    kind: kind.id,
    groups: kind.groups,
    attributes: { ...attributes, accredited },
  }
  return (regulation.selfTest?.criteria ?? [])
    .filter(({ of }) => matches(of, signature))
    .map((criterion) => ({ criterion, answer: form.selfTest[criterion.id] }))
}

/** The name of the form field for a criterion, and of the one for its explanation. */
export function criterionName(id: string): {
  readonly answer: `criterion-${string}`
  readonly note: `why-${string}`
} {
  return { answer: `criterion-${id}`, note: `why-${id}` }
}
