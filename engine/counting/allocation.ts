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
  /** People must still decide whether it counts at all. */
  readonly undecided?: true
  readonly things: boolean
}

export type Bin = { readonly limit: number; readonly items: readonly number[] }

export type Goal = {
  readonly required: number
  readonly items: readonly number[]
  /** What one unit weighs in a sum of shortfalls: a thing is a hundred hundredths. */
  readonly weight: number
  /** It is a part of this goal, by its place: of both, the larger shortfall is what is missing. */
  readonly partOf?: number
}

/** A norm: it is reached by any of its ways, and a way by all of its goals. */
export type Wish = {
  readonly ways: readonly Way[]
  /** Where the norm stands when no way is reached, and the goals whose shortfall is then shown. */
  readonly floor: {
    readonly standing: Standing
    /** Those of each way that could be shown: the one with the least shortfall is. */
    readonly short: readonly (readonly number[])[]
  }
  /** Where the norm stands when this way is reached to this degree. */
  readonly standing: (degree: Degree, way: number) => Standing
}

/** Reached by what is approved, only with what is to be judged, or only if people let more count. */
export type Degree = 'met' | 'undetermined' | 'for-the-committee'

/** Whether an item helps to reach a goal to a degree. */
export function helps(
  { approved, undecided }: Pick<Item, 'approved' | 'undecided'>,
  degree: Degree,
): boolean {
  switch (degree) {
    case 'met':
      return approved
    case 'undetermined':
      return undecided === undefined
    case 'for-the-committee':
      return true
  }
}

export type Way = {
  readonly goals: readonly number[]
  /** What is shown as missing where it is reached while other goals still wait for people. */
  readonly short?: readonly number[]
}

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
  /** The goals whose shortfall is shown where it is not reached. */
  readonly short: readonly number[]
}

/** Where a norm stands under a choice. */
export function standingOf(
  { problem }: State,
  { wish, reached }: Pick<Choice, 'wish' | 'reached'>,
): Standing {
  const asked = problem.wishes[wish]
  if (asked === undefined) return 'met'
  return reached === undefined ? asked.floor.standing : asked.standing(reached.degree, reached.way)
}

/** Every way to every degree, the best standing first; a degree that helps nothing is left out. */
export function optionsOf(state: State, wish: number): Choice[] {
  const { ways = [], floor } = state.problem.wishes[wish] ?? {}
  const alternatives = floor === undefined || floor.short.length === 0 ? [[]] : floor.short
  const floors = alternatives.map((short): Choice => ({ wish, short }))
  const undecided = state.problem.items.some((item) => item.undecided)
  const degrees: readonly Degree[] = [
    ...(undecided ? (['for-the-committee'] as const) : []),
    'undetermined',
    'met',
  ]
  const reaching = ways.flatMap(({ short = [] }, way) => {
    const options: Choice[] = []
    let lower: Pick<Choice, 'wish' | 'reached'> = { wish }
    for (const degree of degrees) {
      const reached = { way, degree }
      const standing = standingOf(state, { wish, reached })
      const option: Choice = { wish, reached, short: isFailing(standing) ? short : [] }
      const isNearer = options.length === 0 && option.short.length > 0
      if (!isHigher(state, option, lower) && !(isNearer && standing === floor?.standing)) continue
      options.push(option)
      lower = option
    }
    return options
  })
  return [...reaching, ...floors].toSorted(
    (a, b) => rankOf(standingOf(state, b)) - rankOf(standingOf(state, a)),
  )
}

/** Whether what is missing is shown of a norm that stands so. */
export function isFailing(standing: Standing): boolean {
  return standing === 'not-met' || standing === 'for-the-committee'
}

function isHigher(state: State, choice: Choice, than: Pick<Choice, 'wish' | 'reached'>): boolean {
  return rankOf(standingOf(state, choice)) > rankOf(standingOf(state, than))
}

/** What reaches a goal from outside the component. */
export function fixedPart(
  state: State,
  component: Component,
  goal: number,
  degree: Degree,
): number {
  const inside = new Set(component.items)
  return sumOf(
    (state.problem.goals[goal]?.items ?? []).filter(
      (item) => !inside.has(item) && isHelped(state, item, degree),
    ),
    state.counted,
  )
}

/** What one unit of a goal weighs in a sum of shortfalls. */
export function weightOf({ problem }: State, goal: number): number {
  return problem.goals[goal]?.weight ?? 1
}

/** The goal of which a goal is a part; itself, where it is none. */
export function wholeOf({ problem }: State, goal: number): number {
  return problem.goals[goal]?.partOf ?? goal
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

/** Approved items come before claimed ones, those before undecided ones, and then the order of the ids. */
export function inOrder({ problem }: State, items: readonly number[]): number[] {
  const rank = (item: number) => {
    const { approved, undecided } = problem.items[item] ?? {}
    return approved ? 0 : undecided ? 2 : 1
  }
  return items.toSorted((a, b) => rank(a) - rank(b) || a - b)
}

/** Whether an item of the problem helps to reach a goal to a degree. */
export function isHelped({ problem }: State, item: number, degree: Degree): boolean {
  const found = problem.items[item]
  return found !== undefined && helps(found, degree)
}
