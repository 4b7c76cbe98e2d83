import { z } from 'zod'
import { declarerInWords } from '#engine'
import { described } from '../described.ts'
import * as says from '../descriptions/conditions.ts'
import { id } from '../values.ts'
import type { ConditionShape } from './condition-shape.ts'
import { labelIn, neverBoth, without } from './condition-shape.ts'

/** A declaration that somebody made: kind: declaration, declaration: code-of-conduct. */
export const declaration: ConditionShape<'declaration'> = {
  schema: described(says.declaration, {
    kind: z.literal('declaration'),
    declaration: id,
    by: id.exactOptional(),
  }),
  check: ({ declaration, by }, { regulation: { declarations, declarers }, path, say }) => {
    if (!declarations.some((each) => each.id === declaration)) {
      say(
        [...path, 'declaration'],
        `${declaration} staat niet bij declarations (unknown declaration)`,
      )
    }
    // Versions from before there were declarers have only the name itself.
    if (by === undefined || declarers.length === 0) return
    if (declarers.some((each) => each.id === by)) return
    say([...path, 'by'], `${by} staat niet bij declarers (unknown declarer)`)
  },
  words: ({ declaration, by }, regulation) => {
    const who = by === undefined ? '' : ` door ${declarerInWords(by, regulation)}`
    return `de verklaring "${labelIn(regulation.declarations, declaration)}"${who}`
  },
  without,
  isPossible: neverBoth,
}
