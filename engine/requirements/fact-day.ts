import { formatDay } from '#language/days.ts'
import type { ConditionKind } from './condition-kind.ts'
import { found, labelOf, notGiven } from './condition-kind.ts'

/** A fact is a day after one day, before another, or between them; neither belongs to it. */
type DayCondition = {
  readonly kind: 'fact-day'
  readonly fact: string
  readonly after?: Temporal.PlainDate
  readonly before?: Temporal.PlainDate
}

/** Holds a day that was stated against the days around it. */
export const factDay: ConditionKind<DayCondition, { readonly value: Temporal.PlainDate }> = {
  weigh: ({ fact, after, before }, { dossier }) => {
    const value = dossier.facts[fact]
    if (!(value instanceof Temporal.PlainDate)) return notGiven(fact)
    const lateEnough = after === undefined || Temporal.PlainDate.compare(value, after) > 0
    const earlyEnough = before === undefined || Temporal.PlainDate.compare(value, before) < 0
    return found(lateEnough && earlyEnough, { value })
  },
  say: ({ fact }, { value }, { regulation }) =>
    `${labelOf(regulation.facts, fact)}: ${formatDay(value)}.`,
  asks: ({ fact }) => [{ what: 'fact', fact }],
}
