import { formatDay } from '#language/days.ts'
import { formatList } from '#language/lists.ts'
import type { Dossier } from '../dossier.ts'
import { submissionDay } from '../dossier.ts'
import type { Moment } from '../terms.ts'
import type { ConditionKind } from './condition-kind.ts'
import { dayOf, found, momentInWords, registerLabel } from './condition-kind.ts'

/** A registration elsewhere, at each of these moments. */
type HoldingCondition = {
  readonly kind: 'holding'
  readonly register: string
  readonly at: readonly Moment[]
}

/** The moments at which it was shown; where it was not at some, only those. */
type HoldingFound = {
  readonly shown: boolean
  readonly at: readonly { readonly moment: Moment; readonly day: Temporal.PlainDate }[]
}

/** Holds the registrations that were shown against the moments at which one is asked. */
export const holding: ConditionKind<HoldingCondition, HoldingFound> = {
  weigh: (condition, { dossier, on }) => {
    const asked = condition.at.map((moment) => ({ moment, day: dayOf(moment, dossier, on) }))
    const missing = asked.filter((each) => !isShown(condition.register, each, dossier))
    const shown = missing.length === 0
    return found(shown, { shown, at: shown ? asked : missing })
  },
  say: ({ register }, { shown, at }, { regulation }) => {
    const moments = at.map(({ moment, day }) => `${momentInWords[moment]} (${formatDay(day)})`)
    const is = shown ? 'is aangetoond' : 'is niet aangetoond'
    return `Een registratie bij ${registerLabel(regulation.registers, register)} ${is} ${formatList(moments)}.`
  },
  asks: ({ register }) => [{ what: 'holding', register }],
  // What was not shown when the period began, cannot be shown at its beginning any more.
  isPast: ({ register, at }, { dossier, on }) =>
    dossier.period !== undefined &&
    at.includes('period-start') &&
    Temporal.PlainDate.compare(dossier.period.first, submissionDay(dossier, on)) < 0 &&
    !isShown(register, { moment: 'period-start', day: dossier.period.first }, dossier),
  isNear: ({ register }, { holdings }) => holdings.some((each) => each.register === register),
}

// At the start of a period counts what a check saw then, where it is known whether there was one.
function isShown(
  asked: string,
  { moment, day }: HoldingFound['at'][number],
  { holdings }: Dossier,
): boolean {
  return holdings.some(({ register, first, last, checkedAtStart }) => {
    if (register !== asked) return false
    if (moment === 'period-start' && checkedAtStart !== undefined) return checkedAtStart
    return (
      Temporal.PlainDate.compare(first, day) <= 0 &&
      (last === undefined || Temporal.PlainDate.compare(day, last) <= 0)
    )
  })
}
