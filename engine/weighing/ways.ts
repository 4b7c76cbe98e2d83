import type { Degree, Wish } from '../counting/allocation.ts'
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
}

/** Writes out the alternatives of a norm, with its conditions weighed and its goals numbered. */
export function waysOf(
  node: Node,
  stretches: readonly Stretch[],
  weigh: (condition: Condition) => ConditionFinding,
): readonly Way[] {
  switch (node.is) {
    case 'leaf':
      return [
        {
          goals: stretches.flatMap((stretch, at) => (stretch.leaf === node.leaf ? [at] : [])),
          conditions: [],
        },
      ]
    case 'condition':
      return [{ goals: [], conditions: [weigh(node.condition)] }]
    case 'one-of':
      return node.of.flatMap((part) => waysOf(part, stretches, weigh))
    case 'each-of':
      return node.of
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
}

/** What a norm wishes of the counting, so that it is met in one of these ways. */
export function wishOf(
  ways: readonly Way[],
  stretches: readonly Stretch[],
  open: readonly boolean[],
  settle: Settle,
): Wish {
  const fixed = (way: Way) => worstOf(way.conditions.map((condition) => condition.standing))
  const unreached = (way: Way): Standing => {
    if (way.goals.length === 0) return fixed(way)
    const waits = way.goals.every((goal) => open[goal] || stretches[goal]?.required === 0)
    return worstOf([fixed(way), waits ? 'for-the-committee' : 'not-met'])
  }
  const floors = ways.map((way) => settle(unreached(way)))
  const standing = bestOf(floors)
  const shown = ways[floors.indexOf(standing)]
  const failing = standing === 'not-met' || standing === 'for-the-committee'
  const counting = ways.filter((way) => way.goals.length > 0)
  return {
    ways: counting,
    floor: { standing, short: failing && shown !== undefined ? shown.goals : [] },
    standing: (degree: Degree, at) => {
      const way = counting[at]
      const own = way === undefined ? standing : settle(worstOf([fixed(way), degree]))
      return bestOf([standing, own])
    },
  }
}
