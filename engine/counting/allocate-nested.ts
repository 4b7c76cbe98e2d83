import type { Choice, Component, Degree, Goal, State } from './allocation.ts'
import { fixedPart, inOrder, isHelped, optionsOf, requiredOf } from './allocation.ts'

/** Fills nested bins in order, `before` first; undefined where bins overlap otherwise. */
export function fillNested(
  state: State,
  component: Component,
  before: ReadonlySet<number> = new Set(),
): Map<number, number> | undefined {
  const { problem } = state
  const bins = component.bins.map((bin) => problem.bins[bin]?.items ?? [])
  if (!areNested(bins)) return undefined
  const room = component.bins.map((bin) => problem.bins[bin]?.limit ?? 0)
  const binsOf = new Map<number, number[]>()
  bins.forEach((items, at) => {
    for (const item of items) binsOf.set(item, [...(binsOf.get(item) ?? []), at])
  })
  const chosen = new Map<number, number>()
  const ordered = inOrder(state, component.items)
  for (const item of [
    ...ordered.filter((each) => before.has(each)),
    ...ordered.filter((each) => !before.has(each)),
  ]) {
    const holding = binsOf.get(item) ?? []
    const fits = holding.reduce(
      (least, at) => Math.min(least, room[at] ?? 0),
      state.counted[item] ?? 0,
    )
    for (const at of holding) room[at] = (room[at] ?? 0) - fits
    chosen.set(item, fits)
  }
  return chosen
}

function areNested(bins: readonly (readonly number[])[]): boolean {
  const bySize = bins.toSorted((a, b) => b.length - a.length)
  const innermost = new Map<number, number>()
  return bySize.every((items, at) => {
    const around = innermost.get(items[0] ?? -1)
    if (!items.every((item) => innermost.get(item) === around)) return false
    for (const item of items) innermost.set(item, at)
    return true
  })
}

/**
 * With nested bins every filling that leaves no room has the same, largest total. So if this one
 * gives each norm the best standing and the least shortfall that it could have on its own, no
 * other allocation is better.
 */
export function servesAllAsWellAsCanBe(
  state: State,
  component: Component,
  filled: ReadonlyMap<number, number>,
): boolean {
  const inside = new Set(component.items)
  return component.wishes.every((at) => {
    const wish = state.problem.wishes[at]
    if (wish === undefined) return true
    return wish.ways.every((way) =>
      way.goals.every((index) => {
        const goal = state.problem.goals[index]
        if (goal === undefined) return true
        const members = new Set(goal.items.filter((item) => inside.has(item)))
        return degrees.every((degree) => {
          const first = new Set([...members].filter((item) => isHelped(state, item, degree)))
          const best = fillNested(state, component, first)
          if (best === undefined) return false
          const most = Math.min(reachOf(state, goal, best, degree), goal.required)
          return Math.min(reachOf(state, goal, filled, degree), goal.required) >= most
        })
      }),
    )
  })
}

const degrees: readonly Degree[] = ['met', 'undetermined', 'for-the-committee']

function reachOf(
  state: State,
  goal: Goal,
  chosen: ReadonlyMap<number, number>,
  degree: Degree,
): number {
  let reached = 0
  for (const item of goal.items) {
    if (isHelped(state, item, degree)) reached += chosen.get(item) ?? state.counted[item] ?? 0
  }
  return reached
}

/** Items of which together at least so much must count. */
type Demand = { readonly items: ReadonlySet<number>; readonly needed: number }

/**
 * Solves nested bins whose norms are nested too: each wants one set of items, and of every two sets
 * one holds the other. Filling the smallest set first then gives every set the most that it could
 * have on its own, so all norms get their best at once, and the same filling tells whether lower
 * ids can have more. Undefined where bins or norms overlap otherwise.
 */
export function solveNested(
  state: State,
  component: Component,
): ReadonlyMap<number, number> | undefined {
  const bins = component.bins.map((bin) => state.problem.bins[bin]?.items ?? [])
  if (!areNested(bins)) return undefined
  const wanted = component.wishes.map((wish) => demandOf(state, component, wish))
  if (wanted.includes('several')) return undefined
  const approved = component.items.filter((item) => state.problem.items[item]?.approved)
  const demands = [
    ...wanted.flatMap((demand) => (demand === 'several' || demand === 'none' ? [] : [demand])),
    mostOf(state, component, new Set(approved)),
    mostOf(state, component, new Set(component.items)),
  ].toSorted((a, b) => a.items.size - b.items.size)
  const chained = demands.every((demand, at) => {
    const next = demands[at + 1]
    return next === undefined || [...demand.items].every((item) => next.items.has(item))
  })
  return chained ? giveById(state, component, demands) : undefined
}

/** What the best standing of a norm asks; 'several' where it has more than one way or goal. */
function demandOf(state: State, component: Component, wish: number): Demand | 'none' | 'several' {
  const [way, ...others] = state.problem.wishes[wish]?.ways ?? []
  const [goal, ...more] = way?.goals ?? []
  if (goal === undefined || others.length > 0 || more.length > 0) return 'several'
  for (const choice of optionsOf(state, wish)) {
    const demand = demandOfChoice(state, component, goal, choice)
    if (demand !== undefined) return demand
  }
  return 'none'
}

/** What a choice asks, or undefined when it cannot be had. */
function demandOfChoice(
  state: State,
  component: Component,
  goal: number,
  { reached, short }: Choice,
): Demand | 'none' | undefined {
  const inside = new Set(component.items)
  const members = (state.problem.goals[goal]?.items ?? []).filter((item) => inside.has(item))
  if (reached === undefined) {
    return short.includes(goal) ? mostOf(state, component, new Set(members)) : 'none'
  }
  const { degree } = reached
  const items = new Set(members.filter((item) => isHelped(state, item, degree)))
  const needed = requiredOf(state, goal) - fixedPart(state, component, goal, degree)
  if (needed <= 0) return 'none'
  return mostOf(state, component, items).needed >= needed ? { items, needed } : undefined
}

/** The most of a set that nested bins let through. */
function mostOf(state: State, component: Component, items: ReadonlySet<number>): Demand {
  const filled = fillNested(state, component, items)
  const needed = [...items].reduce((sum, item) => sum + (filled?.get(item) ?? 0), 0)
  return { items, needed }
}

/** Gives the lowest ids as much as the demands leave room for; halving finds how far in full. */
function giveById(
  state: State,
  component: Component,
  demands: readonly Demand[],
): ReadonlyMap<number, number> {
  const { items } = component
  const sizes = items.map((item) => state.counted[item] ?? 0)
  const places = new Map(items.map((item, at) => [item, at]))
  const limits = component.bins.map((bin) => state.problem.bins[bin]?.limit ?? 0)
  const binsOf: number[][] = items.map(() => [])
  component.bins.forEach((bin, at) => {
    for (const item of state.problem.bins[bin]?.items ?? []) {
      binsOf[places.get(item) ?? 0]?.push(at)
    }
  })
  const [only, ...otherLimits] = limits
  if (only !== undefined && otherLimits.length === 0)
    return giveFromOne(items, sizes, only, demands)
  // The rank of an item is the smallest set that holds it.
  const ranks = items.map((item) => demands.findIndex((demand) => demand.items.has(item)))
  const byRank = items.map((_, at) => at).toSorted((a, b) => (ranks[a] ?? 0) - (ranks[b] ?? 0))
  const bundles = items.map((_, at) => `${binsOf[at]?.join(',')}|${ranks[at]}`)

  const canHave = (given: readonly number[]): boolean => {
    const room = [...limits]
    for (const [at, part] of given.entries()) {
      for (const bin of binsOf[at] ?? []) {
        const left = (room[bin] ?? 0) - part
        if (left < 0) return false
        room[bin] = left
      }
    }
    const sums = demands.map(() => 0)
    for (const at of byRank) {
      const part = given[at] ?? 0
      let more = (sizes[at] ?? 0) - part
      for (const bin of binsOf[at] ?? []) more = Math.min(more, room[bin] ?? 0)
      for (const bin of binsOf[at] ?? []) room[bin] = (room[bin] ?? 0) - more
      const rank = ranks[at] ?? 0
      sums[rank] = (sums[rank] ?? 0) + part + more
    }
    let sum = 0
    return demands.every((demand, rank) => {
      sum += sums[rank] ?? 0
      return sum >= demand.needed
    })
  }

  let given = items.map(() => 0)
  let waiting = items.map((_, at) => at)
  const withRun = (length: number) => {
    const wanted = [...given]
    for (const at of waiting.slice(0, length)) wanted[at] = sizes[at] ?? 0
    return wanted
  }
  const withPart = (at: number, part: number) =>
    given.map((each, place) => (place === at ? part : each))
  while (waiting.length > 0) {
    const full = largest(waiting.length, (length) => canHave(withRun(length)))
    given = withRun(full)
    const next = waiting[full]
    if (next === undefined) break
    given = withPart(
      next,
      largest(sizes[next] ?? 0, (part) => canHave(withPart(next, part))),
    )
    // Items in the same bins and sets are alike: if this one has no more, the others have nothing.
    waiting = waiting.slice(full + 1).filter((at) => bundles[at] !== bundles[next])
  }
  return new Map(items.map((item, at) => [item, given[at] ?? 0]))
}

/**
 * The same where there is one bin: the next item can have what is left, less what the demands that
 * it does not help still need; as one demand holds the other, that is the most that one needs.
 */
function giveFromOne(
  items: readonly number[],
  sizes: readonly number[],
  limit: number,
  demands: readonly Demand[],
): ReadonlyMap<number, number> {
  const needed = demands.map((demand) => demand.needed)
  const given = new Map<number, number>()
  let room = limit
  items.forEach((item, at) => {
    let kept = 0
    demands.forEach((demand, rank) => {
      if (!demand.items.has(item)) kept = Math.max(kept, needed[rank] ?? 0)
    })
    const part = Math.max(0, Math.min(sizes[at] ?? 0, room - kept))
    given.set(item, part)
    room -= part
    demands.forEach((demand, rank) => {
      if (demand.items.has(item)) needed[rank] = (needed[rank] ?? 0) - part
    })
  })
  return given
}

/** The largest whole number up to `most` that is possible, when every smaller one is too. */
function largest(most: number, isPossible: (value: number) => boolean): number {
  if (isPossible(most)) return most
  let [possible, impossible] = [0, most]
  while (impossible - possible > 1) {
    const middle = Math.floor((possible + impossible) / 2)
    if (isPossible(middle)) possible = middle
    else impossible = middle
  }
  return possible
}
