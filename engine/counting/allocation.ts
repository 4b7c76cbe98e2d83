import type { Standing } from '../standing.ts'
import { rankOf } from '../standing.ts'

/**
 * How much of what was awarded counts, where caps stand in the way. An item is the amount of one
 * activity, or its things. Items are given in the order of the activities' ids, amounts first.
 */
export type Allocation = {
  readonly items: readonly Item[]
  /** Sums that may not be larger than their limit. */
  readonly bins: readonly Bin[]
  /** Sums that norms want to be as large as required. */
  readonly goals: readonly Goal[]
  readonly wishes: readonly Wish[]
}

export type Item = {
  readonly size: number
  readonly approved: boolean
  readonly things: boolean
}

export type Bin = { readonly limit: number; readonly items: readonly number[] }

export type Goal = {
  readonly required: number
  readonly items: readonly number[]
  /** What one unit weighs in a sum of shortfalls: a thing is a hundred hundredths. */
  readonly weight: number
}

/** A norm: it is reached by any of its ways, and a way by all of its goals. */
export type Wish = {
  readonly ways: readonly Way[]
  /** Where the norm stands when no way is reached, and the goals whose shortfall is then shown. */
  readonly floor: { readonly standing: Standing; readonly short: readonly number[] }
  /** Where the norm stands when this way is reached to this degree. */
  readonly standing: (degree: Degree, way: number) => Standing
}

/** Reached by what is approved, or only with what is still to be judged. */
export type Degree = 'met' | 'undetermined'

export type Way = { readonly goals: readonly number[] }

/** How much of each item counts, and which bin took how much away. */
export type Allocated = {
  readonly counted: number[]
  readonly cuts: readonly { readonly item: number; readonly bin: number; readonly amount: number }[]
}

/** What is being decided, and what was decided so far. */
export type State = {
  readonly problem: Allocation
  readonly counted: number[]
  readonly cuts: { item: number; bin: number; amount: number }[]
  readonly goalsOf: readonly (readonly number[])[]
}

/** Bins that bind, the items in them, and the norms whose standing depends on those items. */
export type Component = {
  readonly bins: readonly number[]
  readonly items: readonly number[]
  readonly wishes: readonly number[]
}

/** One step of a choice: this norm is reached in this way to this degree, or not at all. */
export type Choice = {
  readonly wish: number
  readonly reached?: { readonly way: number; readonly degree: Degree }
}

/** Where a norm stands under a choice. */
export function standingOf({ problem }: State, { wish, reached }: Choice): Standing {
  const asked = problem.wishes[wish]
  if (asked === undefined) return 'met'
  return reached === undefined ? asked.floor.standing : asked.standing(reached.degree, reached.way)
}

/** Every way to every degree, the best standing first; a degree that helps nothing is left out. */
export function optionsOf(state: State, wish: number): Choice[] {
  const floor: Choice = { wish }
  const ways = state.problem.wishes[wish]?.ways ?? []
  const reaching = ways.flatMap((_, way) => {
    const half: Choice = { wish, reached: { way, degree: 'undetermined' } }
    const full: Choice = { wish, reached: { way, degree: 'met' } }
    return [
      ...(isHigher(state, half, floor) ? [half] : []),
      ...(isHigher(state, full, floor) && isHigher(state, full, half) ? [full] : []),
    ]
  })
  return [...reaching, floor].toSorted(
    (a, b) => rankOf(standingOf(state, b)) - rankOf(standingOf(state, a)),
  )
}

function isHigher(state: State, choice: Choice, than: Choice): boolean {
  return rankOf(standingOf(state, choice)) > rankOf(standingOf(state, than))
}

/** What reaches a goal from outside the component. */
export function fixedPart(
  state: State,
  component: Component,
  goal: number,
  approvedOnly: boolean,
): number {
  const inside = new Set(component.items)
  return sumOf(
    (state.problem.goals[goal]?.items ?? []).filter(
      (item) => !inside.has(item) && (!approvedOnly || state.problem.items[item]?.approved),
    ),
    state.counted,
  )
}

/** What one unit of a goal weighs in a sum of shortfalls. */
export function weightOf({ problem }: State, goal: number): number {
  return problem.goals[goal]?.weight ?? 1
}

/** What a goal requires. */
export function requiredOf({ problem }: State, goal: number): number {
  return problem.goals[goal]?.required ?? 0
}

/** The sum of the sizes of some items. */
export function sumOf(items: readonly number[], sizes: readonly number[]): number {
  let total = 0
  for (const item of items) total += sizes[item] ?? 0
  return total
}

/** Approved items come before claimed ones, and then the order of the ids. */
export function inOrder({ problem }: State, items: readonly number[]): number[] {
  const approved = (item: number) => (problem.items[item]?.approved ? 0 : 1)
  return items.toSorted((a, b) => approved(a) - approved(b) || a - b)
}
