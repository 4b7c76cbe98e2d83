import { z } from 'zod'
import { formatList } from '#language/lists.ts'
import { spanInWords } from '#language/spans.ts'
import { described } from '../described.ts'
import * as says from '../descriptions/conditions.ts'
import { id, span } from '../values.ts'
import type { ConditionShape } from './condition-shape.ts'
import { labelIn, neverBoth } from './condition-shape.ts'
import { checkProperties } from './work-properties.ts'

/** Work was stated that is all this: kind: work-stated, only: [self-employed], within: P5Y. */
export const workStated: ConditionShape<'work-stated'> = {
  schema: described(says.workStated, {
    kind: z.literal('work-stated'),
    only: z.array(id).min(1).exactOptional(),
    within: span.exactOptional(),
  }),
  check: ({ only }, place) => {
    checkProperties(only, place)
  },
  words: ({ only = [], within }, { workProperties }) => {
    const being = only.map((each) => labelIn(workProperties, each))
    const during = within === undefined ? '' : ` in de laatste ${spanInWords(within)}`
    return `werk${being.length === 0 ? '' : ` ${formatList(being)}`}${during}`
  },
  without: (_, words) => `geen ${words}`,
  isPossible: neverBoth,
}
