import { formatDay } from '#language/days.ts'
import type { ConditionKind } from './condition-kind.ts'
import { labelOf, notGiven, yesOrNo } from './condition-kind.ts'

/** A fact is a day after one day, before another, or between them; neither belongs to it. */
type DayCondition = {
  readonly kind: 'fact-day'
  readonly fact: string
  readonly after?: Temporal.PlainDate
  readonly before?: Temporal.PlainDate
}

/** Holds a day that was stated against the days around it. */
export const factDay: ConditionKind<DayCondition> = {
  weigh: ({ fact, after, before }, { regulation, dossier }) => {
    const value = dossier.facts[fact]
    const label = labelOf(regulation.facts, fact)
    if (!(value instanceof Temporal.PlainDate)) return notGiven(label)
    const lateEnough = after === undefined || Temporal.PlainDate.compare(value, after) > 0
    const earlyEnough = before === undefined || Temporal.PlainDate.compare(value, before) < 0
    return yesOrNo(lateEnough && earlyEnough, `${label}: ${formatDay(value)}.`)
  },
  asks: ({ fact }) => [{ what: 'fact', fact }],
}
