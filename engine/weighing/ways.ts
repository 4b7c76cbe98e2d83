import { choicesOf } from '../choices.ts'
import type { Degree, Wish } from '../counting/allocation.ts'
import { isFailing } from '../counting/allocation.ts'
import type { Node } from '../counting/plan.ts'
import type { Stretch } from '../counting/stretches.ts'
import type { Condition } from '../regulation.ts'
import type { ConditionFinding } from '../requirements/condition.ts'
import type { Standing } from '../standing.ts'
import { bestOf, worstOf } from '../standing.ts'
import type { Settle } from './settle.ts'

/** One way to meet a norm: all of its goals and all of its conditions. */
export type Way = {
  /** Places in the list of stretches. */
  readonly goals: readonly number[]
  readonly conditions: readonly ConditionFinding[]
  /** The best that it can lead to, as something is not known. */
  readonly ceiling?: Standing
  /** Nor is it known what its goals ask, so that they refuse nothing. */
  readonly unsettled?: true
}

/** What a norm asks under a variant of which nobody knows whether it holds. */
export type PossibleFigure = {
  readonly variant: string
  readonly found: ConditionFinding
  readonly uncertain: Standing
  readonly ways: readonly Way[]
}

/**
 * The ways to meet a norm that may ask more: to do what is surely asked leaves it as uncertain as
 * the variant is; to do what each asks settles it.
 */
export function waysThroughDoubt(
  ways: readonly Way[],
  possible: readonly PossibleFigure[],
): readonly Way[] {
  return possible.reduce(
    (done, { uncertain, ways: asked }) =>
      done.flatMap((way) => [
        { ...way, ceiling: worstOf([way.ceiling ?? 'met', uncertain]) },
        ...asked.map((more) => ({
          ...way,
          ...(more.unsettled ? { unsettled: more.unsettled } : {}),
          ceiling: worstOf([way.ceiling ?? 'met', more.ceiling ?? 'met']),
          goals: [...way.goals, ...more.goals],
          conditions: [...way.conditions, ...more.conditions],
        })),
      ]),
    ways,
  )
}

/**
 * A way while nobody has stated from when things count: nothing is met that counts them, and what
 * is asked of each year refuses nothing, as years before that day are not asked.
 */
export function untilOpened(way: Way, stretches: readonly Stretch[]): Way {
  const asking = way.goals.filter((goal) => stretches[goal]?.required !== 0)
  if (asking.length === 0) return way
  const yearly = asking.some((goal) => stretches[goal]?.year !== undefined)
  return { ...way, ceiling: 'undetermined', ...(yearly ? { unsettled: true } : {}) }
}

/** Writes out the alternatives of a norm, with its conditions weighed and its goals numbered. */
export function waysOf(
  node: Node,
  stretches: readonly Stretch[],
  weigh: (condition: Condition) => ConditionFinding,
): readonly Way[] {
  switch (node.is) {
    case 'leaf': {
      const goals = stretches.flatMap((stretch, at) => (stretch.leaf === node.leaf ? [at] : []))
      return choicesOf(goals, node.years ?? goals.length).map((chosen) => ({
        goals: chosen.flatMap((goal) => [goal, ...restsOf(goal, stretches)]),
        conditions: [],
      }))
    }
    case 'condition':
      return [{ goals: [], conditions: [weigh(node.condition)] }]
    case 'one-of':
      return choicesOf(node.of, node.atLeast ?? 1).flatMap((chosen) =>
        waysOfAll(chosen, stretches, weigh),
      )
    case 'each-of':
      return waysOfAll(node.of, stretches, weigh)
  }
}

/** The rests of a stretch, by their places in the list. */
export function restsOf(goal: number, stretches: readonly Stretch[]): readonly number[] {
  return stretches.flatMap(({ restOf }, at) => (restOf?.stretch === goal ? [at] : []))
}

/** The ways to do all of these: each way of the one with each way of the others. */
function waysOfAll(
  nodes: readonly Node[],
  stretches: readonly Stretch[],
  weigh: (condition: Condition) => ConditionFinding,
): readonly Way[] {
  return nodes
    .map((part) => waysOf(part, stretches, weigh))
    .reduce<readonly Way[]>(
      (done, next) =>
        done.flatMap((way) =>
          next.map((more) => ({
            goals: [...way.goals, ...more.goals],
            conditions: [...way.conditions, ...more.conditions],
          })),
        ),
      [{ goals: [], conditions: [] }],
    )
}

/** What a norm wishes of the counting, so that it is met in one of these ways. */
export function wishOf(
  ways: readonly Way[],
  stretches: readonly Stretch[],
  open: ArrayLike<number>,
  settle: Settle,
): Wish {
  const fixed = ({ conditions, ceiling = 'met' }: Way) =>
    worstOf([ceiling, ...conditions.map((condition) => condition.standing)])
  const waits = (goal: number) => open[goal] === 1
  const isFirm = (goal: number) => !waits(goal) && stretches[goal]?.required !== 0
  const unreached = (way: Way): Standing => {
    if (way.goals.length === 0 || way.unsettled) return fixed(way)
    return worstOf([fixed(way), way.goals.some(isFirm) ? 'not-met' : 'for-the-committee'])
  }
  const floors = ways.map((way) => settle(unreached(way)))
  const standing = bestOf(floors)
  const isMendable = ({ conditions }: Way) =>
    conditions.every((condition) => condition.standing === 'met')
  const best = ways.filter((_, at) => floors[at] === standing)
  // Any of these may be the nearest; what no activity mends is shown as it comes.
  const mendable = best.filter(isMendable)
  const shown = mendable.length > 0 ? mendable : best.slice(0, 1)
  const whole = ways.filter((way) => way.goals.length > 0)
  // A way of which only goals that wait for people are left is for those people.
  const partly = whole.flatMap((way) => {
    const firm = way.goals.filter(isFirm)
    if (firm.length === 0 || !way.goals.some(waits)) return []
    const rest: Standing = 'for-the-committee'
    const ceiling = worstOf([way.ceiling ?? 'met', rest])
    return [{ ...way, goals: firm, ceiling, short: isMendable(way) ? way.goals : [] }]
  })
  const counting: readonly (Way & { readonly short?: readonly number[] })[] = [...whole, ...partly]
  return {
    ways: counting,
    floor: { standing, short: isFailing(standing) ? shown.map((way) => way.goals) : [] },
    standing: (degree: Degree, at) => {
      const way = counting[at]
      const own = way === undefined ? standing : settle(worstOf([fixed(way), degree]))
      return bestOf([standing, own])
    },
  }
}
