import type {
  DecisionTable,
  Indicator,
  IndicatorAnswer,
  IndicatorAnswers,
} from './decision-table.ts'
import { answersTo } from './decision-table.ts'

// A rule, a case and a region are the same thing: of each indicator the answers that it takes in. Each answer is a
// bit, so that whether a case lies in a rule is a comparison of whole numbers.

/** Of each indicator the answers that are taken in, as bits. */
export type Box = Uint32Array

/** Where the bits of each indicator lie: all of them in one word, so that one comparison tells of it. */
export interface Space {
  readonly indicators: readonly Indicator[]
  /** How many whole numbers of 32 bits a box takes. */
  readonly words: number
  readonly places: readonly Place[]
}

/** The bits of one indicator. */
interface Place {
  readonly id: string
  readonly word: number
  /** All of its bits. */
  readonly mask: number
  /** The bit of each of its answers. */
  readonly bits: ReadonlyMap<IndicatorAnswer, number>
}

/** Lays the answers of the indicators out as bits. An indicator has 32 answers at most. */
export function spaceOf({ indicators }: Pick<DecisionTable, 'indicators'>): Space {
  let next = 0
  const places = indicators.map((indicator): Place => {
    const answers = answersTo(indicator)
    if ((next & 31) + answers.length > 32) next = (next + 31) & ~31
    const word = next >>> 5
    const bits = new Map(answers.map((answer, at) => [answer, 1 << ((next + at) & 31)]))
    next += answers.length
    const mask = [...bits.values()].reduce((all, bit) => all | bit, 0)
    return { id: indicator.id, word, mask, bits }
  })
  return { indicators, words: Math.max(1, (next + 31) >>> 5), places }
}

/** The box of everything. */
export function everything({ words, places }: Space): Box {
  const box = new Uint32Array(words)
  for (const { word, mask } of places) box[word] = (box[word] ?? 0) | mask
  return box
}

/** The box in which these indicators have one of these answers, and the others any. */
export function boxOf(
  space: Space,
  when: Readonly<Record<string, readonly IndicatorAnswer[]>>,
): Box {
  const box = everything(space)
  for (const { id, word, mask, bits } of space.places) {
    if (!Object.hasOwn(when, id)) continue
    const taken = (when[id] ?? []).reduce((all, answer) => all | (bits.get(answer) ?? 0), 0)
    box[word] = (box[word] ?? 0) & ~(mask & ~taken)
  }
  return box
}

/** The box of all cases that can be meant by what was answered. */
export function boxOfAnswers(space: Space, answers: IndicatorAnswers): Box {
  return boxOf(
    space,
    Object.fromEntries(Object.entries(answers).map(([id, answer]) => [id, [answer]])),
  )
}

/** Whether there is a case that lies in both. */
export function meet({ places }: Space, one: Box, other: Box): boolean {
  for (let at = 0; at < places.length; at++) {
    const { word, mask } = places[at] as Place
    if (((one[word] ?? 0) & (other[word] ?? 0) & mask) === 0) return false
  }
  return true
}

/** What lies in both; of some indicator it has no answer where nothing does. */
export function both(one: Box, other: Box): Box {
  return one.map((word, at) => word & (other[at] ?? 0))
}

/** Whether all of the first lies in the other. */
export function liesIn(one: Box, other: Box): boolean {
  for (let at = 0; at < one.length; at++) {
    if (((one[at] ?? 0) & ~(other[at] ?? 0)) !== 0) return false
  }
  return true
}

/** The answers in a box of each indicator that it narrows down, by its id. */
export function answersInBox(
  { places }: Space,
  box: Box,
): Readonly<Record<string, readonly IndicatorAnswer[]>> {
  const narrowed = places.flatMap(({ id, word, mask, bits }) => {
    const own = (box[word] ?? 0) & mask
    if (own === mask) return []
    return [[id, [...bits].flatMap(([answer, bit]) => ((own & bit) === 0 ? [] : [answer]))]]
  })
  return Object.fromEntries(narrowed)
}
