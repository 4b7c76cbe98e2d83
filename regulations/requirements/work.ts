import { z } from 'zod'
import { boundInWords, formatAmount, isMoment } from '#engine'
import { formatChoice, formatList } from '#language/lists.ts'
import { withinSentence } from '#language/sentences.ts'
import { spanInWords } from '#language/spans.ts'
import { described } from '../described.ts'
import * as says from '../descriptions/conditions.ts'
import { amount, bound, id, readBound, span } from '../values.ts'
import type { ConditionShape, Named, Place } from './condition-shape.ts'
import { labelIn, neverBoth } from './condition-shape.ts'
import { checkFact, factInWords } from './facts.ts'
import { checkProperties } from './work-properties.ts'

/** Work of at least so much: kind: work, measure: hours, atLeast: 2080, within: P5Y. */
export const work: ConditionShape<'work'> = {
  schema: described(says.work, {
    kind: z.literal('work'),
    measure: z.enum(['hours', 'months', 'hours-per-week-now', 'average-hours-per-week']),
    ...bound,
    roles: z.array(id).min(1).exactOptional(),
    only: z.array(id).min(1).exactOptional(),
    fromHoursPerWeek: amount.exactOptional(),
    until: id.exactOptional(),
    within: span.exactOptional(),
    after: id.exactOptional(),
    voidAfterGapOf: span.exactOptional(),
  }).transform(readBound(({ measure }) => measure === 'months')),
  check: (condition, place) => {
    checkRoom(condition, place)
    const { after, until, roles, fromHoursPerWeek, measure } = condition
    const { regulation, path, say } = place
    if (after !== undefined) checkFact(after, 'day', place, 'after')
    if (until !== undefined && !isMoment(until)) checkFact(until, 'day', place, 'until')
    roles?.forEach((role, at) => {
      if (regulation.workRoles.some((each) => each.id === role)) return
      say([...path, 'roles', at], `${role} staat niet bij workRoles (unknown role)`)
    })
    checkProperties(condition.only, place)
    if (fromHoursPerWeek !== undefined && measure === 'hours-per-week-now') {
      say(
        [...path, 'fromHoursPerWeek'],
        'bij hours-per-week-now zegt atLeast dit al (atLeast says this already)',
      )
    }
  },
  words: (condition, regulation) => {
    const {
      measure,
      within,
      after,
      until,
      voidAfterGapOf,
      roles,
      only = [],
      fromHoursPerWeek,
    } = condition
    const as =
      roles === undefined
        ? ''
        : ` als ${formatChoice(roles.map((role) => withinSentence(labelIn(regulation.workRoles, role))))}`
    const properties = only.map((each) => labelIn(regulation.workProperties, each))
    const being = properties.length === 0 ? '' : ` ${formatList(properties)}`
    const weeks =
      fromHoursPerWeek === undefined
        ? ''
        : `, in weken van minstens ${formatAmount(fromHoursPerWeek)} uur`
    const during = within === undefined ? '' : ` in de laatste ${spanInWords(within)}`
    const since = after === undefined ? '' : `, na ${factInWords(after, regulation)}`
    const end =
      until === undefined
        ? ''
        : isMoment(until)
          ? `, gerekend tot ${untilWords[until]}`
          : `, gerekend tot en met ${factInWords(until, regulation)}`
    const gap =
      voidAfterGapOf === undefined
        ? ''
        : `; een onderbreking van meer dan ${spanInWords(voidAfterGapOf)} laat alles van daarvoor vervallen`
    return `${boundInWords(condition)} ${measureWords[measure]}${as}${being}${weeks}${during}${since}${end}${gap}`
  },
  without: (_, words) =>
    words.replace(/^(minstens|meer dan) /, (more) =>
      more === 'minstens ' ? 'minder dan ' : 'hoogstens ',
    ),
  isPossible: neverBoth,
}

const untilWords = {
  'period-start': 'het begin van de periode',
  'period-end': 'het eind van de periode',
  submission: 'de aanvraag',
  now: 'vandaag',
} as const

const measureWords = {
  hours: 'uur werk',
  months: 'maanden werk',
  'hours-per-week-now': 'uur werk per week op dit moment',
  'average-hours-per-week': 'uur werk per week, gemiddeld over de tijd waarin gewerkt is',
} as const

/** More work than the time back from submission holds. */
function checkRoom({ measure, atLeast, within }: Named<'work'>, { path, say }: Place): void {
  const end = Temporal.PlainDate.from('2004-12-31')
  const first = within === undefined ? undefined : end.subtract(within)
  const spell = first?.until(end, { largestUnit: 'months' })
  const most = {
    hours: (first?.until(end).days ?? Number.POSITIVE_INFINITY) * 24,
    months: spell === undefined ? Number.POSITIVE_INFINITY : spell.months,
    'hours-per-week-now': 7 * 24,
    'average-hours-per-week': 7 * 24,
  }[measure]
  if (atLeast > most * 100) {
    say([...path, 'atLeast'], 'zoveel past niet in die tijd (more than that time holds)')
  }
}
