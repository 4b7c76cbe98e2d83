import { z } from 'zod'
import type { Condition, Regulation, SimpleCondition } from '#engine'
import { formatChoice, formatList } from '#language/lists.ts'
import { described } from '../described.ts'
import * as says from '../descriptions/conditions.ts'
import type { Path, Say } from '../mistakes.ts'
import type { ConditionShape, Name } from './condition-shape.ts'
import { kinds } from './kinds.ts'
import type { Supposed } from './literal.ts'

/** The ways in which a condition can be written, for whatever may be one. */
export const conditionSchemas = [
  described(says.allOf, { kind: z.literal('all-of'), of: z.array(z.lazy(() => condition)).min(1) }),
  described(says.anyOf, { kind: z.literal('any-of'), of: z.array(z.lazy(() => condition)).min(1) }),
  described(says.not, { kind: z.literal('not'), of: z.lazy(() => condition) }),
  ...Object.values(kinds).map(({ schema }) => schema),
] as const

/** What can be true of a dossier without counting activities. */
export const condition: z.ZodType<Condition> = z
  .discriminatedUnion('kind', conditionSchemas, { error: ({ input }) => misplacedIn(input) })
  .meta({ id: 'condition' })

// What counts activities stands among the requirements only: whether a norm holds, or which figure,
// cannot depend on how activities are counted.
const misplaced: Readonly<Record<string, string>> = {
  minimum:
    'een minimum telt activiteiten en is geen voorwaarde: zet het in requires, met one-of of each-of in plaats van any-of of all-of (a minimum is no condition: write one-of or each-of, in requires)',
  'one-of': 'tussen voorwaarden heet dit any-of (among conditions: any-of)',
  'each-of': 'tussen voorwaarden heet dit all-of (among conditions: all-of)',
}

function misplacedIn(input: unknown): string | undefined {
  const kind = typeof input === 'object' && input !== null && 'kind' in input ? input.kind : ''
  return misplaced[String(kind)]
}

/** Says which facts, categories, documents and declarations of a condition are not there. */
export function checkCondition(
  condition: Condition,
  regulation: Regulation,
  path: Path,
  say: Say,
): void {
  switch (condition.kind) {
    case 'all-of':
    case 'any-of':
      condition.of.forEach((part, at) => {
        checkCondition(part, regulation, [...path, 'of', at], say)
      })
      return
    case 'not':
      checkCondition(condition.of, regulation, [...path, 'of'], say)
      return
    default:
      shapeOf(condition.kind).check(condition, { regulation, path, say })
  }
}

/** How something is made of parts: all of them, one of them, or so many of them. */
export type Join = 'all' | 'one' | 'some'

/** A condition in words, with brackets only where "en" and "of" would mix. */
export function conditionInWords(condition: Condition, regulation: Regulation): string {
  const plain = simplified(condition)
  switch (plain.kind) {
    case 'all-of':
      return formatList(plain.of.map((part) => conditionAmong('all', part, regulation)))
    case 'any-of':
      return formatChoice(plain.of.map((part) => conditionAmong('one', part, regulation)))
    case 'not':
      return withoutInWords(plain.of, regulation)
    default:
      return shapeOf(plain.kind).words(plain, regulation)
  }
}

/** A condition in words, as it stands among others that are joined like this. */
export function conditionAmong(join: Join, condition: Condition, regulation: Regulation): string {
  return amongOthers(join, joinOf(condition), conditionInWords(condition, regulation))
}

/** Puts brackets around words that are joined in another way than what they stand among. */
export function amongOthers(join: Join, own: Join | undefined, words: string): string {
  return own === undefined || (own === join && own !== 'some') ? words : `(${words})`
}

/** How the parts of a condition are joined in words; undefined where it has no parts. */
export function joinOf(condition: Condition): Join | undefined {
  const { kind } = simplified(condition)
  if (kind === 'all-of') return 'all'
  return kind === 'any-of' ? 'one' : undefined
}

/** Whether a condition can be so, or not be so, for somebody of whom all this is supposed. */
export function isPossible(
  condition: SimpleCondition,
  holds: boolean,
  supposed: Supposed,
): boolean {
  return shapeOf(condition.kind).isPossible(condition, holds, supposed)
}

/** What must not be so, as people say it: "geen registratie bij BIG". */
function withoutInWords(condition: Condition, regulation: Regulation): string {
  const words = conditionInWords(condition, regulation)
  switch (condition.kind) {
    case 'all-of':
    case 'any-of':
      return `niet (${words})`
    case 'not':
      return `niet ${words}`
    default:
      return shapeOf(condition.kind).without(condition, words, regulation)
  }
}

/** The same condition without what only nests: one part alone, all of all, what is not not so. */
function simplified(condition: Condition): Condition {
  switch (condition.kind) {
    case 'all-of':
    case 'any-of': {
      const of = condition.of
        .map(simplified)
        .flatMap((part) => (part.kind === condition.kind ? part.of : [part]))
      const [only] = of
      return only !== undefined && of.length === 1 ? only : { ...condition, of }
    }
    case 'not': {
      const of = simplified(condition.of)
      return of.kind === 'not' ? of.of : { ...condition, of }
    }
    default:
      return condition
  }
}

function shapeOf<Kind extends Name>(kind: Kind): ConditionShape<Kind> {
  return kinds[kind]
}
