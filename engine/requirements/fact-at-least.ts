import type { Bound } from '../bound.ts'
import { boundInWords } from '../bound.ts'
import type { Amount } from '../quantity.ts'
import { formatAmount } from '../quantity.ts'
import type { ConditionKind } from './condition-kind.ts'
import { found, labelOf, notGiven } from './condition-kind.ts'

/** A fact is a number of at least so much. */
type NumberCondition = Bound & {
  readonly kind: 'fact-at-least'
  readonly fact: string
}

/** Holds a number that was stated against the least that is asked. */
export const factAtLeast: ConditionKind<NumberCondition, { readonly value: Amount }> = {
  weigh: ({ fact, atLeast }, { dossier }) => {
    const value = dossier.facts[fact]
    if (typeof value !== 'number') return notGiven(fact)
    return found(value >= atLeast, { value })
  },
  say: ({ fact, ...bound }, { value }, { regulation }) => {
    const asked =
      bound.moreThan === undefined
        ? ` van ${formatAmount(bound.atLeast)}`
        : ` (nodig: ${boundInWords(bound)})`
    return `${labelOf(regulation.facts, fact)}: ${formatAmount(value)}${asked}.`
  },
  asks: ({ fact }) => [{ what: 'fact', fact }],
}
