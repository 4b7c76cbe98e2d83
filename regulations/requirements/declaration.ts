import { z } from 'zod'
import { id } from '../values.ts'
import type { ConditionShape } from './condition-shape.ts'
import { labelIn, neverBoth, without } from './condition-shape.ts'

/** A declaration that somebody made: kind: declaration, declaration: code-of-conduct. */
export const declaration: ConditionShape<'declaration'> = {
  schema: z.strictObject({
    kind: z.literal('declaration'),
    declaration: id,
    by: id.exactOptional(),
  }),
  check: (condition, { regulation, path, say }) => {
    if (regulation.declarations.some((each) => each.id === condition.declaration)) return
    say(
      [...path, 'declaration'],
      `${condition.declaration} staat niet bij declarations (unknown declaration)`,
    )
  },
  words: ({ declaration, by }, { declarations }) =>
    `de verklaring "${labelIn(declarations, declaration)}"${by === undefined ? '' : ` door ${by}`}`,
  without,
  isPossible: neverBoth,
}
