import { z } from 'zod'
import { described } from '../described.ts'
import * as says from '../descriptions/conditions.ts'
import { id, text } from '../values.ts'
import type { ConditionShape } from './condition-shape.ts'
import { neverBoth, notSo } from './condition-shape.ts'

/** What only people can answer: kind: question, question: equal-level, text: … */
export const question: ConditionShape<'question'> = {
  schema: described(says.question, { kind: z.literal('question'), question: id, text }),
  check: () => {},
  words: ({ text }) => `een oordeel van mensen: ${text}`,
  without: notSo,
  // It is one question to the world, however its text is put.
  isPossible: (condition, holds, supposed) =>
    neverBoth(
      condition,
      holds,
      supposed,
      (other) => other.kind === 'question' && other.question === condition.question,
    ),
}
