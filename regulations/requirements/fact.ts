import { z } from 'zod'
import type { Regulation } from '#engine'
import { described } from '../described.ts'
import * as says from '../descriptions/conditions.ts'
import { id, text } from '../values.ts'
import type { ConditionShape } from './condition-shape.ts'
import { labelIn } from './condition-shape.ts'
import { checkFact, factFits, factInWords } from './facts.ts'

/** A fact has one value, or has it among its values: kind: fact, fact: boa, is: true. */
export const fact: ConditionShape<'fact'> = {
  schema: described(says.fact, {
    kind: z.literal('fact'),
    fact: id,
    is: z.union([z.boolean(), text]),
  }),
  check: (condition, place) => {
    const { path, say } = place
    const found = checkFact(condition.fact, ['yes-no', 'choice', 'several'], place)
    if (found?.type === 'yes-no' && typeof condition.is !== 'boolean') {
      say([...path, 'is'], 'schrijf true of false (true or false)')
    }
    const isOption = found?.options?.some((option) => option.id === condition.is) === true
    if ((found?.type === 'choice' || found?.type === 'several') && !isOption) {
      say([...path, 'is'], `geen mogelijkheid van ${condition.fact} (not one of its options)`)
    }
  },
  words: (condition, regulation) => isInWords(condition.is, condition.fact, regulation),
  without: (condition, words, regulation) =>
    typeof condition.is === 'boolean'
      ? isInWords(!condition.is, condition.fact, regulation)
      : words.replace(' is ', ' is niet ').replace(/ noemt .*$/, '$& niet'),
  isPossible: (condition, _, supposed) => factFits(condition.fact, supposed),
}

function isInWords(is: string | boolean, id: string, regulation: Regulation): string {
  const label = factInWords(id, regulation)
  if (typeof is === 'boolean') return `${label} is ${is ? 'ja' : 'nee'}`
  const found = regulation.facts.find((each) => each.id === id)
  const verb = found?.type === 'several' ? 'noemt' : 'is'
  return `${label} ${verb} ${labelIn(found?.options ?? [], is)}`
}
