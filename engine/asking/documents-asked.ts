import type { Condition, Regulation, Requirement } from '../regulation.ts'

/** How a regulation asks a document, whatever asks it. */
export interface DocumentAsked {
  /** The shortest that it may be old anywhere; absent where it may have any age. */
  readonly notOlderThan?: Temporal.Duration
  /** The properties of the work that it shows, where it stands in the place of having no such work. */
  readonly showsWork?: readonly string[]
}

/**
 * The documents that a regulation asks, by their id, in its norms, its categories and its changes of
 * category. A document shows work where it is asked of whoever stated such work: "no work in employment,
 * or the employer's statement".
 */
export function documentsAsked(
  regulation: Pick<Regulation, 'norms' | 'categories' | 'moves'>,
): ReadonlyMap<string, DocumentAsked> {
  const found = new Map<string, DocumentAsked>()
  const requirements = [
    ...regulation.norms.flatMap(({ requires, instead }) => [requires, ...Object.values(instead)]),
    ...regulation.categories.flatMap(({ admission }) => admission.map(({ requires }) => requires)),
    ...regulation.moves.flatMap(({ requires }) => (requires === undefined ? [] : [requires])),
  ]
  for (const requirement of requirements) lookAt(requirement, undefined, found)
  return found
}

function lookAt(
  requirement: Requirement,
  showsWork: readonly string[] | undefined,
  found: Map<string, DocumentAsked>,
): void {
  switch (requirement.kind) {
    case 'one-of':
    case 'each-of':
    case 'all-of':
      for (const part of requirement.of) lookAt(part, showsWork, found)
      return
    case 'any-of': {
      const work = requirement.of.flatMap(workThatIsNot)
      for (const part of requirement.of) lookAt(part, work[0] ?? showsWork, found)
      return
    }
    case 'document': {
      const { document, notOlderThan } = requirement
      const before = found.get(document)
      const age = shortest(before?.notOlderThan, notOlderThan)
      const work = before?.showsWork ?? showsWork
      found.set(document, {
        ...(age === undefined ? {} : { notOlderThan: age }),
        ...(work === undefined ? {} : { showsWork: work }),
      })
      return
    }
    default:
      return
  }
}

function workThatIsNot(condition: Condition): readonly (readonly string[])[] {
  if (condition.kind !== 'not' || condition.of.kind !== 'work-stated') return []
  return [condition.of.only ?? []]
}

function shortest(
  one: Temporal.Duration | undefined,
  other: Temporal.Duration | undefined,
): Temporal.Duration | undefined {
  if (one === undefined || other === undefined) return one ?? other
  const from = Temporal.PlainDate.from('2001-01-01')
  return Temporal.PlainDate.compare(from.add(one), from.add(other)) <= 0 ? one : other
}
