import type { Dossier } from '../dossier.ts'
import { moveLabel, normsOf } from '../norms.ts'
import type { Move, Norm, Regulation, Requirement } from '../regulation.ts'
import { asksOf } from '../requirements/condition.ts'
import type { Ask } from '../requirements/condition-kind.ts'

/** A norm with everything that it wants to know beside activities. */
export type AskingNorm = Pick<Norm, 'id' | 'label' | 'article'> & {
  readonly asks: readonly Ask[]
}

/**
 * The norms that hold for a sort of dossier, or for a move, each with what it wants to know beside
 * activities; and so for the variants under which they ask something else.
 */
export function normsThatAsk(
  regulation: Regulation,
  sort: Pick<Dossier, 'kind' | 'category'> & Partial<Pick<Dossier, 'period' | 'grantedLeave'>>,
  move?: Move,
): readonly AskingNorm[] {
  const norms = normsOf(regulation, sort).map(({ id, label, article, when, requires, instead }) => {
    const more = when === undefined ? [] : [when]
    const asks = [requires, ...Object.values(instead), ...more].flatMap((part) =>
      asksOfRequirement(part, regulation),
    )
    return { id, label, article, asks }
  })
  const own =
    move?.requires === undefined
      ? []
      : [{ id: move.id, label: moveLabel, article: move.article, asks: asksOf(move.requires) }]
  const variants = regulation.variants.map(({ id, label, article, when }) => {
    return { id, label, article, asks: asksOf(when) }
  })
  return [...own, ...norms, ...variants].filter(({ asks }) => asks.length > 0)
}

/** What a requirement wants to know beside activities. */
export function asksOfRequirement(
  requirement: Requirement,
  regulation: Pick<Regulation, 'period'>,
): readonly Ask[] {
  switch (requirement.kind) {
    case 'minimum': {
      const { forEach, inProportion } = requirement
      const facts = [regulation.period.opens?.fact, forEach, inProportion?.fact]
      return facts.flatMap((fact) => (fact === undefined ? [] : [{ what: 'fact', fact } as const]))
    }
    case 'one-of':
    case 'each-of':
      return requirement.of.flatMap((part) => asksOfRequirement(part, regulation))
    default:
      return asksOf(requirement)
  }
}
