import type { Amount } from '../quantity.ts'
import { formatAmount } from '../quantity.ts'
import type { Option } from '../terms.ts'
import type { ConditionKind } from './condition-kind.ts'
import { notGiven, yesOrNo } from './condition-kind.ts'

/** A fact has this value. */
type FactCondition = {
  readonly kind: 'fact'
  readonly fact: string
  readonly is: string | boolean
}

/** Holds what was stated against one value. */
export const fact: ConditionKind<FactCondition> = {
  weigh: (condition, { regulation, dossier }) => {
    const asked = regulation.facts.find((each) => each.id === condition.fact)
    const value = dossier.facts[condition.fact]
    const label = asked?.label ?? condition.fact
    if (value === undefined) return notGiven(label)
    return yesOrNo(value === condition.is, `${label}: ${inWords(value, asked?.options)}.`)
  },
  asks: (condition) => [{ what: 'fact', fact: condition.fact }],
}

function inWords(value: unknown, options: readonly Option[] = []): string {
  if (typeof value === 'boolean') return value ? 'ja' : 'nee'
  if (typeof value === 'number') return formatAmount(value as Amount)
  return options.find((option) => option.id === value)?.label ?? String(value)
}
