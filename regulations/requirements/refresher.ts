import { z } from 'zod'
import { selectorInWords } from '#engine'
import { spanInWords } from '#language/spans.ts'
import { checkSelector } from '../check/check-selector.ts'
import { described } from '../described.ts'
import * as says from '../descriptions/conditions.ts'
import { selector } from '../selector.ts'
import { takesInAnything } from '../selectors.ts'
import { span } from '../values.ts'
import type { ConditionShape } from './condition-shape.ts'
import { neverBoth, notSo } from './condition-shape.ts'

/** Done again and again, never longer ago: kind: refresher, of: resuscitation, every: P2Y. */
export const refresher: ConditionShape<'refresher'> = {
  schema: described(says.refresher, { kind: z.literal('refresher'), of: selector, every: span }),
  check: ({ of, every }, { regulation, path, say }) => {
    let known = true
    checkSelector(of, regulation, [...path, 'of'], (where, message) => {
      known = false
      say(where, message)
    })
    if (known && !takesInAnything(regulation, of)) {
      say([...path, 'of'], 'er is geen activiteit die hierbij hoort (no activity is one of these)')
    }
    if (every.blank) {
      say([...path, 'every'], 'geef een tijd, zoals P2Y (after no time)')
    }
  },
  words: ({ of, every }, regulation) =>
    `${selectorInWords(of, regulation)} nooit langer dan ${spanInWords(every)} geleden`,
  without: notSo,
  isPossible: neverBoth,
}
