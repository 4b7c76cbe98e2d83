import { formatList } from '#language/lists.ts'
import type { FactValue } from '../dossier.ts'
import { formatAmount } from '../quantity.ts'
import type { Option } from '../terms.ts'
import type { ConditionKind } from './condition-kind.ts'
import { found, labelOf, notGiven } from './condition-kind.ts'

/** A fact has this value, or has it among its values. */
type FactCondition = {
  readonly kind: 'fact'
  readonly fact: string
  readonly is: string | boolean
}

/** Holds what was stated against one value. */
export const fact: ConditionKind<FactCondition, { readonly value: FactValue }> = {
  weigh: (condition, { dossier }) => {
    const value = dossier.facts[condition.fact]
    if (value === undefined) return notGiven(condition.fact)
    const has = isList(value) ? value.some((each) => each === condition.is) : value === condition.is
    return found(has, { value })
  },
  say: (condition, { value }, { regulation }) => {
    const options = regulation.facts.find((each) => each.id === condition.fact)?.options
    return `${labelOf(regulation.facts, condition.fact)}: ${inWords(value, options)}.`
  },
  asks: (condition) => [{ what: 'fact', fact: condition.fact }],
}

function inWords(value: FactValue, options: readonly Option[] = []): string {
  if (typeof value === 'boolean') return value ? 'ja' : 'nee'
  if (typeof value === 'number') return formatAmount(value)
  if (isList(value)) return formatList(value.map((each) => labelOf(options, each)))
  return options.find((option) => option.id === value)?.label ?? String(value)
}

function isList(value: FactValue): value is readonly string[] {
  return Array.isArray(value)
}
