import type { Standing } from '../standing.ts'
import type { Choice, Component, State } from './allocation.ts'
import {
  fixedPart,
  helps,
  optionsOf,
  requiredOf,
  standingOf,
  weightOf,
  wholeOf,
} from './allocation.ts'
import type { Row } from './integer-program.ts'
import { maximise } from './integer-program.ts'

/** Items that are alike in bins, goals and approval: only their sum matters before the ids do. */
type Bundle = {
  readonly items: readonly number[]
  readonly size: number
  readonly approved: boolean
  readonly undecided?: true
  readonly things: boolean
  readonly bins: readonly number[]
  readonly goals: readonly number[]
}

type Answer = { readonly merits: readonly bigint[]; readonly chosen: ReadonlyMap<number, number> }

/** Solves what is left as programmes in whole numbers: first which norms, then level by level. */
export function solveExactly(state: State, component: Component): ReadonlyMap<number, number> {
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
    const answer = settle(state, component, { bundles, base }, choices)
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
    const undecided = problem.items[item]?.undecided
    const key = `${bins.join(',')}|${goals.join(',')}|${approved}|${undecided}|${things}`
    const known = bundles.get(key) ?? {
      items: [],
      size: 0,
      bundle: { approved, ...(undecided ? { undecided } : {}), things, bins, goals },
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
  const { degree } = choice.reached
  const goals = state.problem.wishes[choice.wish]?.ways[choice.reached.way]?.goals ?? []
  return goals.map((goal) => {
    const coefficients = bundles.map((bundle) =>
      bundle.goals.includes(goal) && helps(bundle, degree) ? -1 : 0,
    )
    return {
      coefficients,
      atMost: fixedPart(state, component, goal, degree) - requiredOf(state, goal),
    }
  })
}

/** Given which norms are met, settles the rest, level by level. */
function settle(
  state: State,
  component: Component,
  { bundles, base }: { readonly bundles: readonly Bundle[]; readonly base: readonly Row[] },
  choices: readonly Choice[],
): Answer {
  const short = choices.map((choice) => choice.short)
  // A variable beside the bundles for each goal that falls short: at least what is missing there,
  // and in each of its parts.
  const shortGoals = [...new Set(short.flat())]
  const wholes = [...new Set(shortGoals.map((goal) => wholeOf(state, goal)))]
  const width = bundles.length + wholes.length
  const widen = (row: Row): Row => ({
    coefficients: [...row.coefficients, ...wholes.map(() => 0)],
    atMost: row.atMost,
  })
  const rows = [
    ...base,
    ...choices.flatMap((choice) => rowsOf(state, component, bundles, choice)),
  ].map(widen)
  const most = wholes.map(() => 0)
  for (const goal of shortGoals) {
    const missing = requiredOf(state, goal) - fixedPart(state, component, goal, 'for-the-committee')
    const at = wholes.indexOf(wholeOf(state, goal))
    const slack = wholes.map((_, place) => (place === at ? 1 : 0))
    most[at] = Math.max(most[at] ?? 0, missing)
    rows.push({
      coefficients: [
        ...bundles.map((bundle) => (bundle.goals.includes(goal) ? -1 : 0)),
        ...slack.map((part) => -part),
      ],
      atMost: -missing,
    })
  }
  most.forEach((missing, at) => {
    const slack = wholes.map((_, place) => (place === at ? 1 : 0))
    rows.push({ coefficients: [...bundles.map(() => 0), ...slack], atMost: missing })
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
      ...wholes.map((whole) =>
        goals.some((goal) => wholeOf(state, goal) === whole) ? -weightOf(state, whole) : 0,
      ),
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
  return { merits, chosen: byId(state, bundles, rows, witness) }
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
): ReadonlyMap<number, number> {
  const chosen = new Map<number, number>()
  const given = first.map(() => 0)
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
