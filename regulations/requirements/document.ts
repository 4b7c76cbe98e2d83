import { z } from 'zod'
import { spanInWords } from '#language/spans.ts'
import { described } from '../described.ts'
import * as says from '../descriptions/conditions.ts'
import { id, span } from '../values.ts'
import type { ConditionShape } from './condition-shape.ts'
import { labelIn, neverBoth, without } from './condition-shape.ts'
import { moment, momentWords } from './moments.ts'

/** A document that is there, not too old: kind: document, document: vog, notOlderThan: P12M. */
export const document: ConditionShape<'document'> = {
  schema: described(says.document, {
    kind: z.literal('document'),
    document: id,
    notOlderThan: span.exactOptional(),
    at: moment.exactOptional(),
  }),
  check: (condition, { regulation, path, say }) => {
    if (regulation.documents.some((each) => each.id === condition.document)) return
    say([...path, 'document'], `${condition.document} staat niet bij documents (unknown document)`)
  },
  words: ({ document, notOlderThan, at = 'submission' }, { documents }) => {
    const age =
      notOlderThan === undefined
        ? ''
        : `, hoogstens ${spanInWords(notOlderThan)} oud ${momentWords[at]}`
    return `${labelIn(documents, document)}${age}`
  },
  without,
  isPossible: neverBoth,
}
