import { formatDay } from '#language/days.ts'
import { formatList } from '#language/lists.ts'
import type { Moment } from '../terms.ts'
import type { ConditionKind } from './condition-kind.ts'
import { dayOf, yesOrNo } from './condition-kind.ts'

/** A registration elsewhere, at each of these moments. */
type HoldingCondition = {
  readonly kind: 'holding'
  readonly register: string
  readonly at: readonly Moment[]
}

const momentInWords: Readonly<Record<Moment, string>> = {
  'period-start': 'bij het begin van de periode',
  submission: 'bij de aanvraag',
  now: 'op dit moment',
}

/** Holds the registrations that were shown against the moments at which one is asked. */
export const holding: ConditionKind<HoldingCondition> = {
  weigh: (condition, { dossier, on }) => {
    const name = condition.register.toUpperCase()
    const missing = condition.at.filter((moment) => {
      const day = dayOf(moment, dossier, on)
      return !dossier.holdings.some(
        ({ register, first, last }) =>
          register === condition.register &&
          Temporal.PlainDate.compare(first, day) <= 0 &&
          (last === undefined || Temporal.PlainDate.compare(day, last) <= 0),
      )
    })
    const moments = (of: readonly Moment[]) =>
      formatList(
        of.map((moment) => `${momentInWords[moment]} (${formatDay(dayOf(moment, dossier, on))})`),
      )
    return missing.length === 0
      ? yesOrNo(true, `Een registratie bij ${name} is aangetoond ${moments(condition.at)}.`)
      : yesOrNo(false, `Een registratie bij ${name} is niet aangetoond ${moments(missing)}.`)
  },
  asks: ({ register }) => [{ what: 'holding', register }],
  isNear: ({ register }, { holdings }) => holdings.some((each) => each.register === register),
}
