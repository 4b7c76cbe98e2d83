import { z } from 'zod'
import { formatDay } from '#language/days.ts'
import { formatList } from '#language/lists.ts'
import { described } from '../described.ts'
import * as says from '../descriptions/conditions.ts'
import { day, id } from '../values.ts'
import type { ConditionShape } from './condition-shape.ts'
import { notSo } from './condition-shape.ts'
import { checkFact, factFits, factInWords } from './facts.ts'

/** A fact is a day after or before another: kind: fact-day, fact: graduated, after: 2015-12-31. */
export const factDay: ConditionShape<'fact-day'> = {
  schema: described(says.factDay, {
    kind: z.literal('fact-day'),
    fact: id,
    after: day.exactOptional(),
    before: day.exactOptional(),
  }),
  check: ({ fact }, place) => {
    checkFact(fact, 'day', place)
  },
  words: ({ fact, after, before }, regulation) => {
    const parts = [
      ...(after === undefined ? [] : [`na ${formatDay(after)}`]),
      ...(before === undefined ? [] : [`vóór ${formatDay(before)}`]),
    ]
    return `${factInWords(fact, regulation)} ligt ${formatList(parts)}`
  },
  without: notSo,
  isPossible: ({ fact }, _, supposed) => factFits(fact, supposed),
}
