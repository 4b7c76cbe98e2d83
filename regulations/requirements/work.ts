import { z } from 'zod'
import { formatAmount } from '#engine'
import { spanInWords } from '#language/spans.ts'
import { amount, id, span } from '../values.ts'
import type { ConditionShape, Named, Place } from './condition-shape.ts'
import { neverBoth } from './condition-shape.ts'
import { checkFact, factInWords } from './facts.ts'

/** Work of at least so much: kind: work, measure: hours, atLeast: 2080, within: P5Y. */
export const work: ConditionShape<'work'> = {
  schema: z.strictObject({
    kind: z.literal('work'),
    measure: z.enum(['hours', 'months', 'hours-per-week-now']),
    atLeast: amount,
    within: span.exactOptional(),
    after: id.exactOptional(),
    voidAfterGapOf: span.exactOptional(),
  }),
  check: (condition, place) => {
    checkRoom(condition, place)
    if (condition.after !== undefined) checkFact(condition.after, 'day', place, 'after')
  },
  words: ({ measure, atLeast, within, after, voidAfterGapOf }, regulation) => {
    const during = within === undefined ? '' : ` in de laatste ${spanInWords(within)}`
    const since = after === undefined ? '' : `, na ${factInWords(after, regulation)}`
    const gap =
      voidAfterGapOf === undefined
        ? ''
        : `; een onderbreking van meer dan ${spanInWords(voidAfterGapOf)} laat alles van daarvoor vervallen`
    return `minstens ${formatAmount(atLeast)} ${measureWords[measure]}${during}${since}${gap}`
  },
  without: (_, words) => words.replace(/^minstens /, 'minder dan '),
  isPossible: neverBoth,
}

const measureWords = {
  hours: 'uur werk',
  months: 'maanden werk',
  'hours-per-week-now': 'uur werk per week op dit moment',
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
  }[measure]
  if (atLeast > most * 100) {
    say([...path, 'atLeast'], 'zoveel past niet in die tijd (more than that time holds)')
  }
}
