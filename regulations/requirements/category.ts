import { z } from 'zod'
import { formatChoice } from '#language/lists.ts'
import { described } from '../described.ts'
import * as says from '../descriptions/conditions.ts'
import { id } from '../values.ts'
import type { ConditionShape } from './condition-shape.ts'
import { labelIn, notSo } from './condition-shape.ts'

/** The category held or asked for: kind: category, is: [senior]. */
export const category: ConditionShape<'category'> = {
  schema: described(says.category, { kind: z.literal('category'), is: z.array(id).min(1) }),
  check: ({ is }, { regulation, path, say }) => {
    is.forEach((name, at) => {
      if (!regulation.categories.some((each) => each.id === name)) {
        say([...path, 'is', at], `onbekende categorie ${name} (unknown category)`)
      }
    })
  },
  words: ({ is }, { categories }) =>
    `categorie ${formatChoice(is.map((name) => labelIn(categories, name)))}`,
  without: notSo,
  isPossible: ({ is }, holds, { situation }) =>
    situation.category !== undefined && is.includes(situation.category) === holds,
}
