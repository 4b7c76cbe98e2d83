import { solveExactly } from './allocate-exactly.ts'
import { fillNested, servesAllAsWellAsCanBe, solveNested } from './allocate-nested.ts'
import type { Allocated, Allocation, Component, State } from './allocation.ts'
import { inOrder, sumOf } from './allocation.ts'

/**
 * Finds the allocation that is most favourable to the professional, exactly: the best outcome,
 * then the fewest failing norms, the least shortfall in the order of the norms, the largest
 * total, the most of what is approved, and last the lowest id. A bin that treats all of its items
 * alike is filled in order; where bins are nested and one filling serves every norm as well as
 * could be, that is the answer; what is left is solved as a programme in whole numbers.
 */
export function allocate(problem: Allocation): Allocated {
  const counted = problem.items.map((item) => item.size)
  const cuts: { item: number; bin: number; amount: number }[] = []
  const state: State = { problem, counted, cuts, goalsOf: goalsOfItems(problem) }
  fillUniformBins(state)
  for (const component of componentsOf(state)) solveComponent(state, component)
  return { counted, cuts }
}

function goalsOfItems(problem: Allocation): number[][] {
  const goalsOf: number[][] = problem.items.map(() => [])
  problem.goals.forEach((goal, at) => {
    for (const item of goal.items) goalsOf[item]?.push(at)
  })
  return goalsOf
}

function bindingBins({ problem, counted }: State): number[] {
  return problem.bins.flatMap((bin, at) => (sumOf(bin.items, counted) > bin.limit ? [at] : []))
}

/**
 * A goal is contested when bins can make a difference to it: it is not reached by approved items
 * that no binding bin holds.
 */
function contestedGoals(state: State, binding: readonly number[]): boolean[] {
  const { problem, counted } = state
  const held = new Set(binding.flatMap((bin) => problem.bins[bin]?.items ?? []))
  return problem.goals.map((goal) => {
    const safe = goal.items.filter((item) => problem.items[item]?.approved && !held.has(item))
    return sumOf(safe, counted) < goal.required && goal.items.some((item) => held.has(item))
  })
}

/** Fills bins whose items are alike in all that matters, until none is left that binds. */
function fillUniformBins(state: State): void {
  for (;;) {
    const binding = bindingBins(state)
    if (binding.length === 0) return
    const contested = contestedGoals(state, binding)
    const binsOf = new Map<number, number[]>()
    for (const bin of binding) {
      for (const item of state.problem.bins[bin]?.items ?? []) {
        binsOf.set(item, [...(binsOf.get(item) ?? []), bin])
      }
    }
    const keyOf = (item: number) =>
      `${binsOf.get(item)?.join(',')}|${state.goalsOf[item]?.filter((goal) => contested[goal]).join(',')}`
    const uniform = binding.filter((bin) => {
      const items = state.problem.bins[bin]?.items ?? []
      const first = items[0]
      return first !== undefined && items.every((item) => keyOf(item) === keyOf(first))
    })
    if (uniform.length === 0) return
    for (const bin of uniform) fillInOrder(state, bin)
  }
}

function fillInOrder(state: State, bin: number): void {
  const { limit, items } = state.problem.bins[bin] ?? { limit: 0, items: [] }
  let room = limit
  for (const item of inOrder(state, items)) {
    const size = state.counted[item] ?? 0
    const fits = Math.min(size, room)
    room -= fits
    cut(state, item, bin, size - fits)
  }
}

function cut(state: State, item: number, bin: number, amount: number): void {
  if (amount === 0) return
  state.counted[item] = (state.counted[item] ?? 0) - amount
  state.cuts.push({ item, bin, amount })
}

/** Parts that have neither an item nor a norm in common can be decided apart. */
function componentsOf(state: State): Component[] {
  const { problem } = state
  const binding = bindingBins(state)
  const contested = contestedGoals(state, binding)
  const parents = new Map<string, string>()
  const rootOf = (name: string): string => {
    let root = name
    for (let up = parents.get(root); up !== undefined; up = parents.get(root)) root = up
    return root
  }
  const join = (a: string, b: string) => {
    const [rootA, rootB] = [rootOf(a), rootOf(b)]
    if (rootA !== rootB) parents.set(rootA, rootB)
  }
  const held = new Set<number>()
  for (const bin of binding) {
    for (const item of problem.bins[bin]?.items ?? []) {
      held.add(item)
      join(`item ${item}`, `bin ${bin}`)
    }
  }
  problem.wishes.forEach((wish, at) => {
    for (const way of wish.ways) {
      for (const goal of way.goals) {
        if (!contested[goal]) continue
        for (const item of problem.goals[goal]?.items ?? []) {
          if (held.has(item)) join(`item ${item}`, `wish ${at}`)
        }
      }
    }
  })
  const components = new Map<string, { bins: number[]; items: number[]; wishes: number[] }>()
  const componentOf = (name: string) => {
    const root = rootOf(name)
    const component = components.get(root) ?? { bins: [], items: [], wishes: [] }
    components.set(root, component)
    return component
  }
  for (const bin of binding) componentOf(`bin ${bin}`).bins.push(bin)
  for (const item of [...held].toSorted((a, b) => a - b))
    componentOf(`item ${item}`).items.push(item)
  problem.wishes.forEach((_, at) => {
    const root = rootOf(`wish ${at}`)
    if (components.has(root)) components.get(root)?.wishes.push(at)
  })
  return [...components.values()]
}

function solveComponent(state: State, component: Component): void {
  const filled = fillNested(state, component)
  const chosen =
    filled !== undefined && servesAllAsWellAsCanBe(state, component, filled)
      ? filled
      : (solveNested(state, component) ?? solveExactly(state, component))
  const tight = tightBins(state, component, chosen)
  for (const item of component.items) {
    const less = (state.counted[item] ?? 0) - (chosen.get(item) ?? 0)
    if (less === 0) continue
    const bin = tight.get(item)
    if (bin === undefined) throw new Error('An item was cut although no bin that holds it is full')
    cut(state, item, bin, less)
  }
}

/** For each item the first full bin that holds it: more of it would not fit there. */
function tightBins(
  { problem }: State,
  component: Component,
  chosen: ReadonlyMap<number, number>,
): ReadonlyMap<number, number> {
  const tight = new Map<number, number>()
  for (const bin of component.bins) {
    const { items, limit } = problem.bins[bin] ?? { items: [], limit: 0 }
    if (items.reduce((sum, each) => sum + (chosen.get(each) ?? 0), 0) !== limit) continue
    for (const item of items) if (!tight.has(item)) tight.set(item, bin)
  }
  return tight
}
