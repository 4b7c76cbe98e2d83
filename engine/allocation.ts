import type { Row } from './integer-program.ts'
import { maximise } from './integer-program.ts'
import type { Standing } from './standing.ts'
import { rankOf } from './standing.ts'

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

type State = {
  readonly problem: Allocation
  readonly counted: number[]
  readonly cuts: { item: number; bin: number; amount: number }[]
  readonly goalsOf: readonly (readonly number[])[]
}

/** Bins that bind, the items in them, and the norms whose standing depends on those items. */
type Component = {
  readonly bins: readonly number[]
  readonly items: readonly number[]
  readonly wishes: readonly number[]
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

/** Approved items come before claimed ones, and then the order of the ids. */
function inOrder({ problem }: State, items: readonly number[]): number[] {
  const approved = (item: number) => (problem.items[item]?.approved ? 0 : 1)
  return items.toSorted((a, b) => approved(a) - approved(b) || a - b)
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
      : solveExactly(state, component)
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

/** Fills nested bins in order, `before` first; undefined where bins overlap otherwise. */
function fillNested(
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
function servesAllAsWellAsCanBe(
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
        const best = fillNested(state, component, members)
        if (best === undefined) return false
        const approvedFirst = new Set(
          [...members].filter((item) => state.problem.items[item]?.approved),
        )
        const bestApproved = fillNested(state, component, approvedFirst)
        if (bestApproved === undefined) return false
        const now = reachOf(state, goal, filled)
        const total = reachOf(state, goal, best).total
        const approved = reachOf(state, goal, bestApproved).approved
        return (
          Math.min(now.total, goal.required) >= Math.min(total, goal.required) &&
          Math.min(now.approved, goal.required) >= Math.min(approved, goal.required)
        )
      }),
    )
  })
}

function reachOf(
  { problem, counted }: State,
  goal: Goal,
  chosen: ReadonlyMap<number, number>,
): { total: number; approved: number } {
  let total = 0
  let approved = 0
  for (const item of goal.items) {
    const size = chosen.get(item) ?? counted[item] ?? 0
    total += size
    if (problem.items[item]?.approved) approved += size
  }
  return { total, approved }
}

/** Items that are alike in bins, goals and approval: only their sum matters before the ids do. */
type Bundle = {
  readonly items: readonly number[]
  readonly size: number
  readonly approved: boolean
  readonly things: boolean
  readonly bins: readonly number[]
  readonly goals: readonly number[]
}

/** One step of a choice: this norm is reached in this way to this degree, or not at all. */
type Choice = {
  readonly wish: number
  readonly reached?: { readonly way: number; readonly degree: Degree }
}

type Answer = { readonly merits: readonly bigint[]; readonly chosen: ReadonlyMap<number, number> }

function solveExactly(state: State, component: Component): ReadonlyMap<number, number> {
  const bundles = bundlesOf(state, component)
  const base = baseRows(state, component, bundles)
  let cheapest: Cost | undefined
  let tied: (readonly Choice[])[] = []
  const search = (at: number, made: readonly Choice[], cost: Cost, rows: readonly Row[]): void => {
    if (cheapest !== undefined && compareCosts(cost, cheapest) > 0) return
    const wish = component.wishes[at]
    if (wish === undefined) {
      if (cheapest === undefined || compareCosts(cost, cheapest) < 0) {
        cheapest = cost
        tied = []
      }
      tied.push(made)
      return
    }
    for (const option of optionsOf(state, wish)) {
      const asked = rowsOf(state, component, bundles, option)
      const all = [...rows, ...asked]
      if (
        asked.length > 0 &&
        maximise(
          bundles.map(() => 0),
          all,
        ).is === 'infeasible'
      )
        continue
      search(at + 1, [...made, option], addCost(cost, standingOf(state, option)), all)
    }
  }
  search(0, [], [0, 0, 0], base)
  let best: Answer | undefined
  for (const choices of tied) {
    const answer = settle(state, component, bundles, base, choices)
    if (best === undefined || isBetter(component, answer, best)) best = answer
  }
  if (best === undefined) throw new Error('Counting nothing at all must be possible')
  return best.chosen
}

/** How many norms are not met, are for the committee, are undetermined: the fewer the better. */
type Cost = readonly [number, number, number]

function addCost([fails, asks, waits]: Cost, standing: Standing): Cost {
  switch (standing) {
    case 'not-met':
      return [fails + 1, asks, waits]
    case 'for-the-committee':
      return [fails, asks + 1, waits]
    case 'undetermined':
      return [fails, asks, waits + 1]
    case 'met':
      return [fails, asks, waits]
  }
}

function compareCosts(a: Cost, b: Cost): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2]
}

function standingOf({ problem }: State, { wish, reached }: Choice): Standing {
  const asked = problem.wishes[wish]
  if (asked === undefined) return 'met'
  return reached === undefined ? asked.floor.standing : asked.standing(reached.degree, reached.way)
}

/** Every way to every degree, the best standing first; a degree that helps nothing is left out. */
function optionsOf(state: State, wish: number): Choice[] {
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

function bundlesOf(state: State, component: Component): Bundle[] {
  const { problem } = state
  const binsOf = new Map<number, number[]>()
  for (const bin of component.bins) {
    for (const item of problem.bins[bin]?.items ?? []) {
      binsOf.set(item, [...(binsOf.get(item) ?? []), bin])
    }
  }
  const wanted = new Set(
    component.wishes.flatMap(
      (wish) => problem.wishes[wish]?.ways.flatMap((way) => way.goals) ?? [],
    ),
  )
  const bundles = new Map<
    string,
    { items: number[]; size: number; bundle: Omit<Bundle, 'items' | 'size'> }
  >()
  for (const item of component.items) {
    const bins = binsOf.get(item) ?? []
    const goals = state.goalsOf[item]?.filter((goal) => wanted.has(goal)) ?? []
    const approved = problem.items[item]?.approved ?? false
    const things = problem.items[item]?.things ?? false
    const key = `${bins.join(',')}|${goals.join(',')}|${approved}|${things}`
    const known = bundles.get(key) ?? {
      items: [],
      size: 0,
      bundle: { approved, things, bins, goals },
    }
    known.items.push(item)
    known.size += state.counted[item] ?? 0
    bundles.set(key, known)
  }
  return [...bundles.values()].map(({ items, size, bundle }) => ({ ...bundle, items, size }))
}

function baseRows(state: State, component: Component, bundles: readonly Bundle[]): Row[] {
  const sizes = bundles.map((bundle, at) => ({
    coefficients: unitAt(bundles, at),
    atMost: bundle.size,
  }))
  const limits = component.bins.map((bin) => ({
    coefficients: bundles.map((bundle) => (bundle.bins.includes(bin) ? 1 : 0)),
    atMost: state.problem.bins[bin]?.limit ?? 0,
  }))
  return [...sizes, ...limits]
}

/** What a choice asks of the bundles: each goal of the way reaches what it requires. */
function rowsOf(
  state: State,
  component: Component,
  bundles: readonly Bundle[],
  choice: Choice,
): Row[] {
  if (choice.reached === undefined) return []
  const approvedOnly = choice.reached.degree === 'met'
  const goals = state.problem.wishes[choice.wish]?.ways[choice.reached.way]?.goals ?? []
  return goals.map((goal) => {
    const coefficients = bundles.map((bundle) =>
      bundle.goals.includes(goal) && (bundle.approved || !approvedOnly) ? -1 : 0,
    )
    return {
      coefficients,
      atMost: fixedPart(state, component, goal, approvedOnly) - requiredOf(state, goal),
    }
  })
}

/** What reaches a goal from outside the component. */
function fixedPart(
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

function weightOf({ problem }: State, goal: number): number {
  return problem.goals[goal]?.weight ?? 1
}

function requiredOf({ problem }: State, goal: number): number {
  return problem.goals[goal]?.required ?? 0
}

/** Given which norms are met, settles the rest, level by level. */
function settle(
  state: State,
  component: Component,
  bundles: readonly Bundle[],
  base: readonly Row[],
  choices: readonly Choice[],
): Answer {
  const short = choices.map(({ wish, reached }) =>
    reached === undefined ? (state.problem.wishes[wish]?.floor.short ?? []) : [],
  )
  // A variable beside the bundles for each goal that falls short: at least what is missing there.
  const shortGoals = [...new Set(short.flat())]
  const width = bundles.length + shortGoals.length
  const widen = (row: Row): Row => ({
    coefficients: [...row.coefficients, ...shortGoals.map(() => 0)],
    atMost: row.atMost,
  })
  const rows = [
    ...base,
    ...choices.flatMap((choice) => rowsOf(state, component, bundles, choice)),
  ].map(widen)
  shortGoals.forEach((goal, at) => {
    const missing = requiredOf(state, goal) - fixedPart(state, component, goal, false)
    const slack = shortGoals.map((_, place) => (place === at ? 1 : 0))
    rows.push({
      coefficients: [
        ...bundles.map((bundle) => (bundle.goals.includes(goal) ? -1 : 0)),
        ...slack.map((part) => -part),
      ],
      atMost: -missing,
    })
    rows.push({ coefficients: [...bundles.map(() => 0), ...slack], atMost: Math.max(0, missing) })
  })
  const merits: bigint[] = []
  let witness: readonly number[] = []
  const level = (objective: readonly number[]): void => {
    if (objective.every((part) => part === 0)) {
      merits.push(0n)
      return
    }
    const solution = maximise(objective, rows)
    if (solution.is === 'infeasible') throw new Error('A level became infeasible')
    merits.push(solution.value)
    witness = solution.point
    rows.push({ coefficients: objective.map((part) => -part), atMost: -Number(solution.value) })
  }
  for (const goals of short) {
    level([
      ...bundles.map(() => 0),
      ...shortGoals.map((goal) => (goals.includes(goal) ? -weightOf(state, goal) : 0)),
    ])
  }
  const total = (wanted: (bundle: Bundle) => boolean) =>
    Array.from({ length: width }, (_, at) => {
      const bundle = bundles[at]
      return bundle !== undefined && wanted(bundle) ? 1 : 0
    })
  level(total((bundle) => !bundle.things))
  level(total((bundle) => bundle.things))
  level(total((bundle) => bundle.approved))
  return { merits, chosen: byId(state, bundles, rows, witness, width) }
}

/**
 * Gives the lowest ids as much as the levels above allow. Halving finds the longest run of items
 * that can all be had in full; the next one is had in part, and then its bundle has no more.
 */
function byId(
  state: State,
  bundles: readonly Bundle[],
  rows: readonly Row[],
  first: readonly number[],
  width: number,
): ReadonlyMap<number, number> {
  const chosen = new Map<number, number>()
  const given = Array.from({ length: width }, () => 0)
  const bundleOf = new Map(
    bundles.flatMap((bundle, at) => bundle.items.map((item) => [item, at] as const)),
  )
  const sizeOf = (item: number) => state.counted[item] ?? 0
  let witness = first
  let waiting = [...bundleOf.keys()].toSorted((a, b) => a - b)
  const afterRun = (length: number) => {
    const wanted = [...given]
    for (const item of waiting.slice(0, length)) {
      const at = bundleOf.get(item) ?? 0
      wanted[at] = (wanted[at] ?? 0) + sizeOf(item)
    }
    return wanted
  }
  const canHave = (wanted: readonly number[]): boolean => {
    if (wanted.every((part, at) => part <= (witness[at] ?? 0))) return true
    const point = pointAbove(
      given.map(() => 0),
      rows,
      wanted,
    )
    if (point === undefined) return false
    witness = point
    return true
  }
  while (waiting.length > 0) {
    let [full, tooMany] = [0, waiting.length + 1]
    while (tooMany - full > 1) {
      const middle = full === 0 && tooMany > waiting.length ? waiting.length : (full + tooMany) >> 1
      if (canHave(afterRun(middle))) full = middle
      else tooMany = middle
    }
    for (const [at, part] of afterRun(full).entries()) given[at] = part
    for (const item of waiting.slice(0, full)) chosen.set(item, sizeOf(item))
    const next = waiting[full]
    if (next === undefined) return chosen
    const bundle = bundleOf.get(next) ?? 0
    const most = pointAbove(
      given.map((_, at) => (at === bundle ? 1 : 0)),
      rows,
      given,
    )
    if (most === undefined) throw new Error('What was given can no longer be kept')
    witness = most
    const fits = Math.min(sizeOf(next), (most[bundle] ?? 0) - (given[bundle] ?? 0))
    given[bundle] = (given[bundle] ?? 0) + fits
    for (const item of waiting.slice(full)) if (bundleOf.get(item) === bundle) chosen.set(item, 0)
    chosen.set(next, fits)
    waiting = waiting.slice(full).filter((item) => bundleOf.get(item) !== bundle)
  }
  return chosen
}

/** A best point that has at least the given part of every variable. */
function pointAbove(
  objective: readonly number[],
  rows: readonly Row[],
  atLeast: readonly number[],
): readonly number[] | undefined {
  const shifted = rows.map((row) => ({
    coefficients: row.coefficients,
    atMost:
      row.atMost - row.coefficients.reduce((sum, part, at) => sum + part * (atLeast[at] ?? 0), 0),
  }))
  const solution = maximise(objective, shifted)
  if (solution.is === 'infeasible') return undefined
  return solution.point.map((part, at) => part + (atLeast[at] ?? 0))
}

/** Both have the lowest cost; the levels and then the ids decide between them. */
function isBetter(component: Component, answer: Answer, than: Answer): boolean {
  for (let at = 0; at < answer.merits.length; at++) {
    const [a, b] = [answer.merits[at] ?? 0n, than.merits[at] ?? 0n]
    if (a !== b) return a > b
  }
  for (const item of component.items) {
    const [a, b] = [answer.chosen.get(item) ?? 0, than.chosen.get(item) ?? 0]
    if (a !== b) return a > b
  }
  return false
}

function unitAt(bundles: readonly Bundle[], at: number): number[] {
  return bundles.map((_, place) => (place === at ? 1 : 0))
}

function sumOf(items: readonly number[], sizes: readonly number[]): number {
  let total = 0
  for (const item of items) total += sizes[item] ?? 0
  return total
}
