import { z } from 'zod'
import { registerLabel } from '#engine'
import { formatList } from '#language/lists.ts'
import { described } from '../described.ts'
import * as says from '../descriptions/conditions.ts'
import { id } from '../values.ts'
import type { ConditionShape } from './condition-shape.ts'
import { neverBoth } from './condition-shape.ts'
import { moment, momentWords } from './moments.ts'

/** A registration elsewhere: kind: holding, register: skj, at: [submission]. */
export const holding: ConditionShape<'holding'> = {
  schema: described(says.holding, {
    kind: z.literal('holding'),
    register: id,
    at: z.array(moment).min(1),
  }),
  // Any register may be named: it is somebody else's.
  check: () => {},
  words: ({ register, at }, { registers }) =>
    `een registratie bij ${registerLabel(registers, register)}, aangetoond ${formatList(at.map((each) => momentWords[each]))}`,
  without: (_, words) => words.replace(/^een /, 'geen '),
  isPossible: neverBoth,
}
