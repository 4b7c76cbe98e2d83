import type { Amount } from '../quantity.ts'
import { formatAmount } from '../quantity.ts'
import type { ConditionKind } from './condition-kind.ts'
import { found, labelOf, notGiven } from './condition-kind.ts'

/** A fact is a number of at least so much. */
type NumberCondition = {
  readonly kind: 'fact-at-least'
  readonly fact: string
  readonly atLeast: Amount
}

/** Holds a number that was stated against the least that is asked. */
export const factAtLeast: ConditionKind<NumberCondition, { readonly value: Amount }> = {
  weigh: ({ fact, atLeast }, { dossier }) => {
    const value = dossier.facts[fact]
    if (typeof value !== 'number') return notGiven(fact)
    return found(value >= atLeast, { value })
  },
  say: ({ fact, atLeast }, { value }, { regulation }) =>
    `${labelOf(regulation.facts, fact)}: ${formatAmount(value)} van ${formatAmount(atLeast)}.`,
  asks: ({ fact }) => [{ what: 'fact', fact }],
}
