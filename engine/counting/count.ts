import { allocate } from './allocate.ts'
import type { Allocation, Goal } from './allocation.ts'
import type { Counting } from './counting.ts'
import { fillUniform } from './fill-uniform.ts'
import { bestThrough, openGates, shut } from './gates.ts'
import { hasLapsed } from './lapsing.ts'
import { barCodes, barOf, marks } from './portfolios.ts'
import type { Shape } from './shape.ts'
import { cellOf } from './shape.ts'
import type { Tally } from './tally.ts'
import { addCut, fit, slotAt, slotOf, slots, sumAt } from './tally.ts'

/** How the planned activities are taken: as planned, or as done and claimed. */
export type Planned = 'planned' | 'done'

/**
 * Counts one portfolio into a tally, in the way that is the most favourable to what the norms wish
 * for. Where no cap binds, sums of cells are all there is to it; a cap that treats its activities
 * alike is filled in order; only what is left is allocated exactly.
 */
export function count(counting: Counting, tally: Tally, planned: Planned): void {
  const { shape } = counting
  addUp(counting, tally, planned)
  const binding = shape.bins.length > 0 && someBinBinds(shape, tally.sums)
  if (binding && !fillUniform(counting, tally)) allocateExactly(counting, tally)
  reach(shape, tally)
}

/**
 * Whether the planned activities would all count beside the rest: no bin is full with them. Then
 * what they add to a goal is the sum of its cells.
 */
export function leavesRoomForPlanned({ bins }: Shape, { sums, cuts }: Tally): boolean {
  if (cuts.length > 0 && bins.length > 0) return false
  return bins.every(({ cells, limit, things }) => {
    let sum = 0
    const offset = things ? slots.things : 0
    for (const cell of cells) {
      const at = cell * slots.each + offset
      sum += sumAt(sums, at) + (sums[at + slots.planned] ?? 0)
    }
    return sum <= limit
  })
}

/** What planned activities add to a goal, where there is room for all of them. */
export function plannedFor({ goals }: Shape, { sums }: Tally, goal: number): number {
  const found = goals[goal]
  if (found === undefined) return 0
  const offset = slots.planned + (found.things ? slots.things : 0)
  let sum = 0
  for (const cell of found.cells) sum += sums[cell * slots.each + offset] ?? 0
  return sum
}

/** Says of each activity whether it may count, and sums what does by cell. */
function addUp(counting: Counting, tally: Tally, planned: Planned): void {
  const { plan, shape, portfolios, at } = counting
  const { signature, day, amount, things, state } = portfolios
  const from = portfolios.starts[at] ?? 0
  const to = portfolios.starts[at + 1] ?? 0
  const first = portfolios.first[at] ?? 0
  const last = portfolios.last[at] ?? 0
  const plannedLast = portfolios.plannedLast[at] ?? 0
  fit(tally, shape, plan.leaves.length, to - from)
  const { counted, things: countedThings, bar: bars, cell: cells, sums, items, cuts } = tally
  const { classOf, classes } = plan
  const dated = shape.spans.length > 0
  const countsThings = plan.things
  const capsEach = plan.capsEach
  const { notLapsedFrom } = counting
  const lapsing = notLapsedFrom.length > 0
  const gated = plan.gates.length > 0
  if (gated) openGates(counting, tally, planned)
  for (let at = 0; at < sums.length; at++) sums[at] = 0
  for (let at = 0; at < items.length; at++) items[at] = 0
  if (tally.waits) {
    tally.waiting.fill(0)
    tally.open.fill(0)
  }
  tally.planned = 0
  cuts.length = 0
  let waits = false
  for (let row = from; row < to; row++) {
    const place = row - from
    const marked = state[row] ?? 0
    const date = day[row] ?? 0
    const bar = barOf(marked, date, first, last)
    bars[place] = bar
    counted[place] = 0
    if (countsThings) countedThings[place] = 0
    const inTime = bar === 0 || (bar === barCodes.planned && date >= first && date <= plannedLast)
    if (!inTime) continue
    const number = signature[row] ?? 0
    const group = classOf[number]
    if (group === undefined) throw new Error(`There is no signature ${number}`)
    const cell = dated ? cellOf(shape, group, date) : group
    let value = amount[row] ?? 0
    let whole = things[row] ?? 0
    const isPlanned = bar !== 0
    if (lapsing && hasLapsed(classes[group]?.lapses, date, notLapsedFrom)) {
      if (!isPlanned) bars[place] = barCodes.lapsed
      continue
    }
    if (isPlanned) tally.planned++
    const counts = !isPlanned || planned === 'done'
    let own = counts ? slotOf(marked) : slots.planned
    if (gated) {
      const best = bestThrough(classes[group]?.gates, tally.gates)
      tally.best[place] = best
      if (best === shut) {
        if (!isPlanned) bars[place] = barCodes.threshold
        continue
      }
      if (counts) own = Math.max(own, best)
    }
    const each = capsEach ? classes[group]?.each : undefined
    if (each !== undefined) {
      for (let index = 0; index < each.length; index++) {
        const cap = each[index]
        if (cap === undefined) continue
        if (cap.in !== 'things') {
          if (value <= cap.atMost) continue
          if (counts) addCut(cuts, place, -1 - index, { amount: value - cap.atMost, things: false })
          value = cap.atMost
        } else {
          const most = Math.floor(cap.atMost / 100)
          if (whole <= most) continue
          if (counts) {
            addCut(cuts, place, -1 - index, { amount: (whole - most) * 100, things: true })
          }
          whole = most
        }
      }
    }
    const slot = cell * slots.each + own
    sums[slot] = (sums[slot] ?? 0) + value
    if (countsThings) sums[slot + slots.things] = (sums[slot + slots.things] ?? 0) + whole
    if (!counts) continue
    counted[place] = value
    if (countsThings) countedThings[place] = whole
    cells[place] = cell
    items[cell] = (items[cell] ?? 0) + 1
    if ((marked & marks.unvalued) !== 0 && !isPlanned) {
      waits = true
      for (const leaf of classes[group]?.leaves ?? []) tally.waiting[leaf] = 1
    }
    if (isPlanned) bars[place] = 0
  }
  tally.waits = waits
  if (waits) {
    shape.goals.forEach(({ leaf }, goal) => {
      tally.open[goal] = tally.waiting[leaf] ?? 0
    })
  }
}

function someBinBinds({ bins }: Shape, sums: Float64Array): boolean {
  for (const { cells, limit, things } of bins) {
    const offset = things ? slots.things : 0
    let sum = 0
    for (const cell of cells) sum += sumAt(sums, cell * slots.each + offset)
    if (sum > limit) return true
  }
  return false
}

/** How far each goal is reached by the sums of its cells. */
function reach({ goals }: Shape, { sums, approved, claimed, undecided }: Tally): void {
  for (let goal = 0; goal < goals.length; goal++) {
    const found = goals[goal]
    if (found === undefined) continue
    const offset = found.things ? slots.things : 0
    let sure = 0
    let awaited = 0
    let open = 0
    const { cells } = found
    for (let index = 0; index < cells.length; index++) {
      const at = (cells[index] ?? 0) * slots.each + offset
      sure += sums[at] ?? 0
      awaited += sums[at + slots.claimed] ?? 0
      open += sums[at + slots.undecided] ?? 0
    }
    approved[goal] = sure
    claimed[goal] = awaited
    undecided[goal] = open
  }
}

/** The activities that count of a portfolio, by their places: an item of the allocation each. */
function placesOf({ portfolios, at }: Counting, { bar }: Tally): number[] {
  const size = (portfolios.starts[at + 1] ?? 0) - (portfolios.starts[at] ?? 0)
  const places: number[] = []
  for (let place = 0; place < size; place++) if (bar[place] === 0) places.push(place)
  return places
}

/** Allocates amounts, and things where a norm counts them, as a problem of items, bins and goals. */
function allocateExactly(counting: Counting, tally: Tally): void {
  const { plan, shape, required, partOf } = counting
  const { counted, things, cell, sums, cuts } = tally
  const places = placesOf(counting, tally)
  const own = (place: number) => slotAt(counting, tally, place)
  const itemsOf = (inThings: boolean) =>
    places.map((place) => ({
      size: (inThings ? things : counted)[place] ?? 0,
      approved: own(place) === slots.approved,
      ...(own(place) === slots.undecided ? { undecided: true as const } : {}),
      things: inThings,
    }))
  const goals = shape.goals.map((goal, index): Goal & { readonly items: number[] } => {
    const whole = partOf[index]
    return {
      required: required[index] ?? 0,
      items: [],
      weight: goal.things ? 100 : 1,
      ...(whole === undefined ? {} : { partOf: whole }),
    }
  })
  const bins: { readonly limit: number; readonly items: number[] }[] = shape.bins.map((bin) => ({
    limit: bin.limit,
    items: [],
  }))
  const measures = plan.things ? [false, true] : [false]
  measures.forEach((inThings, index) => {
    places.forEach((place, nth) => {
      const item = index * places.length + nth
      const inside = cell[place] ?? 0
      for (const goal of shape.goalsOf[inside] ?? []) {
        if (shape.goals[goal]?.things === inThings) goals[goal]?.items.push(item)
      }
      for (const bin of shape.binsOf[inside] ?? []) {
        const kept = shape.bins[bin]
        if (kept?.whole || kept?.things === inThings) bins[bin]?.items.push(item)
      }
    })
  })
  const problem: Allocation = {
    items: measures.flatMap(itemsOf),
    bins,
    goals,
    wishes: counting.wishes(tally.open),
  }
  const allocated = allocate(problem)
  for (const { item, bin, amount } of allocated.cuts) {
    const inThings = item >= places.length
    const place = places[item % places.length] ?? 0
    addCut(cuts, place, bin, { amount: inThings ? amount * 100 : amount, things: inThings })
    const slot = (cell[place] ?? 0) * slots.each + (inThings ? slots.things : 0) + own(place)
    sums[slot] = (sums[slot] ?? 0) - amount
    const sizes = inThings ? things : counted
    sizes[place] = (sizes[place] ?? 0) - amount
  }
}
