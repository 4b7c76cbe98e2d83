import type { Amount } from '../quantity.ts'
import { formatAmount } from '../quantity.ts'
import type { ConditionKind } from './condition-kind.ts'
import { labelOf, notGiven, yesOrNo } from './condition-kind.ts'

/** A fact is a number of at least so much. */
type NumberCondition = {
  readonly kind: 'fact-at-least'
  readonly fact: string
  readonly atLeast: Amount
}

/** Holds a number that was stated against the least that is asked. */
export const factAtLeast: ConditionKind<NumberCondition> = {
  weigh: ({ fact, atLeast }, { regulation, dossier }) => {
    const value = dossier.facts[fact]
    const label = labelOf(regulation.facts, fact)
    if (typeof value !== 'number') return notGiven(label)
    return yesOrNo(
      value >= atLeast,
      `${label}: ${formatAmount(value)} van ${formatAmount(atLeast)}.`,
    )
  },
  asks: ({ fact }) => [{ what: 'fact', fact }],
}
