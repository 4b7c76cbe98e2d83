import { z } from 'zod'
import { boundInWords } from '#engine'
import { described } from '../described.ts'
import * as says from '../descriptions/conditions.ts'
import { bound, id, readBound } from '../values.ts'
import type { ConditionShape } from './condition-shape.ts'
import { notSo } from './condition-shape.ts'
import { checkFact, factFits, factInWords } from './facts.ts'

/** A fact is a number of at least, or more than, so much: kind: fact-at-least, fact: level, atLeast: 5. */
export const factAtLeast: ConditionShape<'fact-at-least'> = {
  schema: described(says.factAtLeast, {
    kind: z.literal('fact-at-least'),
    fact: id,
    ...bound,
  }).transform(readBound(() => false)),
  check: ({ fact }, place) => {
    checkFact(fact, 'number', place)
  },
  words: ({ fact, ...least }, regulation) =>
    `${factInWords(fact, regulation)} is ${boundInWords(least)}`,
  without: notSo,
  isPossible: ({ fact }, _, supposed) => factFits(fact, supposed),
}
