import type { Counting } from './counting.ts'
import type { Shape } from './shape.ts'
import type { Tally } from './tally.ts'
import { addCut, slotAt, slots, sumAt } from './tally.ts'

// Sets of bins and goals are bits of a number here; a plan with more is left to the allocation.
const most = 30

const onlyAmounts = [false]
const onlyThings = [true]
const both = [false, true]

/**
 * Fills bins whose activities are alike in all that matters, approved ones first, undecided ones
 * last, and then in the order of the ids, until none is left that binds. Says whether that was all; where it was not, the
 * tally is as it was.
 */
export function fillUniform(counting: Counting, tally: Tally): boolean {
  const { shape } = counting
  if (shape.bins.length > most || shape.goals.length > most) return false
  const before = { sums: tally.sums.slice(), cuts: tally.cuts.length }
  for (;;) {
    const binding = bindingBins(shape, tally)
    if (binding === 0) return true
    const uniform = uniformBins(counting, tally, binding)
    if (uniform === 0) {
      if (fillsForAll(counting, tally, binding)) return true
      break
    }
    for (let bin = 0; bin < shape.bins.length; bin++) {
      if ((uniform & (1 << bin)) !== 0) fillInOrder(counting, tally, bin)
    }
  }
  giveBack(tally, before)
  return false
}

/**
 * Fills the only bin that binds in order, and says whether that serves each goal as well as could
 * be by itself: then no other filling is better.
 */
function fillsForAll(counting: Counting, tally: Tally, binding: number): boolean {
  const { shape, required } = counting
  const only = 31 - Math.clz32(binding)
  const bin = shape.bins[only]
  if (bin === undefined || binding !== 1 << only || bin.whole) return false
  const { goals, binsOf } = shape
  const whole = tally.sums.slice()
  fillInOrder(counting, tally, only)
  for (let goal = 0; goal < goals.length; goal++) {
    const found = goals[goal]
    if (found === undefined || found.things !== bin.things) continue
    const offset = found.things ? slots.things : 0
    let outside = 0
    let inside = 0
    let filled = 0
    // With what is approved, with what is claimed too, and with what people must let count.
    for (let slot: number = slots.approved; slot <= slots.undecided; slot++) {
      for (const cell of found.cells) {
        const at = cell * slots.each + offset + slot
        if (binsOf[cell]?.includes(only)) {
          inside += whole[at] ?? 0
          filled += tally.sums[at] ?? 0
        } else outside += whole[at] ?? 0
      }
      const asked = (required[goal] ?? 0) - outside
      const best = Math.min(inside, bin.limit, asked)
      if (filled < best) return false
    }
  }
  return true
}

/** Takes back what was cut, for the allocation to start from the whole. */
function giveBack(
  tally: Tally,
  before: { readonly sums: Float64Array; readonly cuts: number },
): void {
  const { cuts, counted, things } = tally
  tally.sums.set(before.sums)
  for (let at = before.cuts; at < cuts.length; at++) {
    const place = cuts.place[at] ?? 0
    const amount = cuts.amount[at] ?? 0
    if (cuts.things[at] === 1) things[place] = (things[place] ?? 0) + amount / 100
    else counted[place] = (counted[place] ?? 0) + amount
  }
  cuts.length = before.cuts
}

function bindingBins({ bins }: Shape, { sums }: Tally): number {
  let binding = 0
  for (let bin = 0; bin < bins.length; bin++) {
    const found = bins[bin]
    if (found === undefined) continue
    const offset = found.things ? slots.things : 0
    let sum = 0
    for (const cell of found.cells) sum += sumAt(sums, cell * slots.each + offset)
    if (sum > found.limit) binding |= 1 << bin
  }
  return binding
}

/** The binding bins of which all activities lie in the same bins and reach the same goals. */
function uniformBins({ shape, required }: Counting, tally: Tally, binding: number): number {
  const { bins, goals } = shape
  const { sums, items } = tally
  let contested = 0
  for (let goal = 0; goal < goals.length; goal++) {
    const found = goals[goal]
    if (found === undefined) continue
    const offset = found.things ? slots.things : 0
    let safe = 0
    let held = false
    for (const cell of found.cells) {
      if ((items[cell] ?? 0) === 0) continue
      if ((binsAt(shape, cell, found.things) & binding) !== 0) held = true
      else safe += sums[cell * slots.each + offset] ?? 0
    }
    // Not reached by what is approved and lies in no binding bin: then bins make a difference.
    if (held && safe < (required[goal] ?? 0)) contested |= 1 << goal
  }
  let uniform = 0
  for (let bin = 0; bin < bins.length; bin++) {
    const found = bins[bin]
    if (found === undefined || (binding & (1 << bin)) === 0) continue
    let inBins = -1
    let inGoals = -1
    let alike = true
    const measures = found.whole ? both : found.things ? onlyThings : onlyAmounts
    for (const cell of found.cells) {
      if ((items[cell] ?? 0) === 0) continue
      for (const things of measures) {
        const ownBins = binsAt(shape, cell, things) & binding
        const ownGoals = goalsAt(shape, cell, things) & contested
        if (inBins === -1) {
          inBins = ownBins
          inGoals = ownGoals
        } else if (inBins !== ownBins || inGoals !== ownGoals) alike = false
      }
    }
    if (alike && inBins !== -1) uniform |= 1 << bin
  }
  return uniform
}

function binsAt({ bins, binsOf }: Shape, cell: number, things: boolean): number {
  let set = 0
  for (const at of binsOf[cell] ?? []) {
    const bin = bins[at]
    if (bin !== undefined && (bin.whole || bin.things === things)) set |= 1 << at
  }
  return set
}

function goalsAt({ goals, goalsOf }: Shape, cell: number, things: boolean): number {
  let set = 0
  for (const goal of goalsOf[cell] ?? []) if (goals[goal]?.things === things) set |= 1 << goal
  return set
}

function fillInOrder(counting: Counting, tally: Tally, bin: number): void {
  const { shape, portfolios, at } = counting
  const found = shape.bins[bin]
  if (found === undefined) return
  const { bar, cell, sums, cuts } = tally
  const sizes = found.things ? tally.things : tally.counted
  const from = portfolios.starts[at] ?? 0
  const size = (portfolios.starts[at + 1] ?? 0) - from
  const inside = new Uint8Array(shape.cells)
  for (const each of found.cells) inside[each] = 1
  let room = found.limit
  for (let turn: number = slots.approved; turn <= slots.undecided; turn++) {
    for (let place = 0; place < size; place++) {
      if (bar[place] !== 0 || inside[cell[place] ?? 0] !== 1) continue
      if (slotAt(counting, tally, place) !== turn) continue
      const whole = sizes[place] ?? 0
      const fits = Math.min(whole, room)
      room -= fits
      const less = whole - fits
      if (less === 0) continue
      sizes[place] = fits
      const slot = (cell[place] ?? 0) * slots.each + (found.things ? slots.things : 0) + turn
      sums[slot] = (sums[slot] ?? 0) - less
      addCut(cuts, place, bin, {
        amount: found.things ? less * 100 : less,
        things: found.things,
      })
    }
  }
}
