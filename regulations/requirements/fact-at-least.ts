import { z } from 'zod'
import { formatAmount } from '#engine'
import { amount, id } from '../values.ts'
import type { ConditionShape } from './condition-shape.ts'
import { notSo } from './condition-shape.ts'
import { checkFact, factFits, factInWords } from './facts.ts'

/** A fact is a number of at least so much: kind: fact-at-least, fact: level, atLeast: 5. */
export const factAtLeast: ConditionShape<'fact-at-least'> = {
  schema: z.strictObject({ kind: z.literal('fact-at-least'), fact: id, atLeast: amount }),
  check: ({ fact }, place) => {
    checkFact(fact, 'number', place)
  },
  words: ({ fact, atLeast }, regulation) =>
    `${factInWords(fact, regulation)} is minstens ${formatAmount(atLeast)}`,
  without: notSo,
  isPossible: ({ fact }, _, supposed) => factFits(fact, supposed),
}
