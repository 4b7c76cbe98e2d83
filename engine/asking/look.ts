import { choicesOf } from '../choices.ts'
import type { Condition } from '../regulation.ts'
import type { Because, ConditionFinding } from '../requirements/condition.ts'
import { asksOf, isPast, notGivenOf, weighCondition } from '../requirements/condition.ts'
import type { Ask, Circumstances } from '../requirements/condition-kind.ts'
import type { SimpleCondition } from '../requirements/kinds.ts'
import type { Asked, Ways } from './question.ts'
import { asksFact, joined } from './question.ts'

/**
 * What is still open of a requirement. Given is what somebody else must say something about, such as
 * a document that waits for its check; refuted is what cannot be any more.
 */
export type Look =
  | { readonly is: 'met'; readonly rests: boolean }
  | { readonly is: 'given' }
  | { readonly is: 'refuted'; readonly because: readonly Because[] }
  | Open

/** Each of these questions has to be answered. */
type Open = {
  readonly is: 'open'
  readonly questions: readonly Ways[]
  /** It builds on a fact that somebody stated. */
  readonly rests: boolean
}

type Part = Exclude<Ask, { readonly what: 'judgement' }>

/** Looks at a condition, or at its opposite. */
export function lookAt(condition: Condition, circumstances: Circumstances, opposite = false): Look {
  switch (condition.kind) {
    case 'not':
      return lookAt(condition.of, circumstances, !opposite)
    case 'all-of':
    case 'any-of': {
      const parts = condition.of.map((part) => lookAt(part, circumstances, opposite))
      // The opposite of all together is that one is not so, and the other way round.
      return (condition.kind === 'all-of') !== opposite ? all(parts) : atLeast(1, parts)
    }
    default:
      return lookAtOne(condition, circumstances, opposite)
  }
}

function lookAtOne(
  condition: SimpleCondition,
  circumstances: Circumstances,
  opposite: boolean,
): Look {
  const finding = weighCondition(condition, circumstances)
  const asks = asksOf(condition).filter((each): each is Part => each.what !== 'judgement')
  if (finding.unknown) {
    const unknown = notGivenOf(finding.because)
    const fact = unknown?.fact
    if (fact !== undefined) return ask({ what: 'fact', fact }, finding)
    // What was found and is not known by something else, is asked there; the facts are known then.
    const [first] =
      unknown === undefined
        ? asks.filter(({ what }) => what !== 'fact')
        : asks.filter(({ what }) => what === 'category')
    // What only the register knows is not asked of anybody.
    return first === undefined ? { is: 'given' } : ask(first, finding)
  }
  const { standing, because } = finding
  if (standing === 'undetermined' || standing === 'for-the-committee') return { is: 'given' }
  const stated = asks.some(({ what }) => what === 'fact')
  if ((standing === 'met') !== opposite) return { is: 'met', rests: stated }
  const remedy = opposite
    ? undefined
    : asks.find(({ what }) => what !== 'fact' && what !== 'category')
  return remedy === undefined || isPast(condition, circumstances)
    ? { is: 'refuted', because: [because] }
    : ask(remedy, finding)
}

function ask(what: Part, finding: ConditionFinding): Open {
  return { is: 'open', questions: [[[{ ...what, findings: [finding] }]]], rests: false }
}

/** What is open of several things that must all be so. */
export function all(parts: readonly Look[]): Look {
  return atLeast(parts.length, parts)
}

/**
 * What is open where so many of several things must be so. As long as a fact can still rule out or
 * settle one of them, that fact is all that is asked; what then remains are ways to choose from,
 * first those that build on what was stated.
 */
export function atLeast(count: number, parts: readonly Look[]): Look {
  const wanted = Math.min(count, parts.length)
  const met = parts.filter((part) => part.is === 'met')
  if (met.length >= wanted) {
    // Of none at all one will do is never so.
    if (count > 0 && parts.length === 0) return { is: 'refuted', because: [] }
    return { is: 'met', rests: met.some(({ rests }) => rests) }
  }
  const given = parts.filter((part) => part.is === 'given')
  const missing = wanted - met.length - given.length
  if (missing <= 0) return { is: 'given' }
  const open = parts.filter((part) => part.is === 'open')
  if (open.length < missing) {
    return {
      is: 'refuted',
      because: parts.flatMap((part) => (part.is === 'refuted' ? part.because : [])),
    }
  }
  const rests = [...met, ...open].some((part) => part.rests)
  const questions = open.flatMap((part) => part.questions)
  if (wanted === parts.length) return { is: 'open', questions, rests }
  const fact = questions.find((ways) => asksFact({ ways }))
  if (fact !== undefined) return { is: 'open', questions: [fact], rests }
  if (open.length === missing) return { is: 'open', questions, rests }
  const nearest = [...open.filter((part) => part.rests), ...open.filter((part) => !part.rests)]
  const ways = choicesOf(nearest, missing).flatMap((chosen) =>
    waysThrough(chosen.flatMap((part) => part.questions)),
  )
  return { is: 'open', questions: [ways], rests }
}

/** The ways to answer all of these: each way of the one with each way of the others. */
function waysThrough(questions: readonly Ways[]): Ways {
  return questions.reduce<readonly (readonly Asked[])[]>(
    (done, ways) => done.flatMap((way) => ways.map((more) => joined([...way, ...more]))),
    [[]],
  )
}
