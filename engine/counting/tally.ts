import type { Counting } from './counting.ts'
import { marks, stateCodes } from './portfolios.ts'
import type { Shape } from './shape.ts'

/**
 * What counts of one portfolio, by the place of each activity in it. One tally is filled again and
 * again, so that memory stays flat. Amounts are hundredths, things are whole.
 */
export type Tally = {
  counted: Float64Array
  things: Float64Array
  /** Why nothing of an activity counts, by its code; 0 where it counts. */
  bar: Uint8Array
  /** The cell in which an activity is summed. */
  cell: Int32Array
  /** What caps took away. */
  readonly cuts: CutList
  /** For each goal what is approved of it, claimed, and counted only if people decide so. */
  approved: Float64Array
  claimed: Float64Array
  undecided: Float64Array
  /** Goals that wait for somebody to say what an activity is worth. */
  open: Uint8Array
  /** For each gate what is there of what it asks, approved and claimed, and the slot that it leads to. */
  gateApproved: Float64Array
  gateClaimed: Float64Array
  gates: Uint8Array
  /** For each activity the best slot that its gates let it have; only where a plan has gates. */
  best: Uint8Array
  /** How many activities are planned and in time. */
  planned: number
  /** For each cell its sums, in the order of slots: of amounts, and then of things. */
  sums: Float64Array
  /** For each cell how many activities count. */
  items: Int32Array
  /** Whether any leaf waits for a value, and which. */
  waits: boolean
  waiting: Uint8Array
}

/** What caps took away: of the activity in a place so much, by a bin, or by a cap per activity. */
export type CutList = {
  length: number
  place: Int32Array
  /** The place of the bin, or -1 minus the place of a cap per activity in its class. */
  by: Int32Array
  /** In hundredths, also of things. */
  amount: Float64Array
  things: Uint8Array
}

/** Where the sums of a cell stand: `each` of them, of which those of things begin at `things`. */
export const slots = {
  approved: 0,
  claimed: 1,
  undecided: 2,
  planned: 3,
  things: 4,
  each: 8,
} as const

/** The sum in a cell of what counts, from the place of its first slot. */
export function sumAt(sums: Float64Array, at: number): number {
  return (sums[at] ?? 0) + (sums[at + 1] ?? 0) + (sums[at + 2] ?? 0)
}

/** The slot in which an activity that counts is summed, by its state with its marks. */
export function slotOf(marked: number): number {
  return slotOfState[marked & 63] ?? slots.claimed
}

const slotOfState: Uint8Array = Uint8Array.from({ length: 64 }, (_, marked) => {
  if ((marked & 7) === stateCodes.approved) return slots.approved
  return (marked & marks.undecided) === 0 ? slots.claimed : slots.undecided
})

/** The slot of an activity that counts, no better than its gates let it have. */
export function slotAt({ plan, portfolios, at }: Counting, { best }: Tally, place: number): number {
  const own = slotOf(portfolios.state[(portfolios.starts[at] ?? 0) + place] ?? 0)
  return plan.gates.length === 0 ? own : Math.max(own, best[place] ?? 0)
}

// Nothing can be written in these, so that all tallies begin with the same.
const none = {
  amounts: new Float64Array(0),
  whole: new Int32Array(0),
  marks: new Uint8Array(0),
} as const

/** An empty tally; the first portfolio makes room in it. */
export function emptyTally(): Tally {
  return {
    counted: none.amounts,
    things: none.amounts,
    bar: none.marks,
    cell: none.whole,
    cuts: {
      length: 0,
      place: none.whole,
      by: none.whole,
      amount: none.amounts,
      things: none.marks,
    },
    approved: none.amounts,
    claimed: none.amounts,
    undecided: none.amounts,
    open: none.marks,
    gateApproved: none.amounts,
    gateClaimed: none.amounts,
    gates: none.marks,
    best: none.marks,
    planned: 0,
    sums: none.amounts,
    items: none.whole,
    waits: false,
    waiting: none.marks,
  }
}

/** Makes room for the sums of a shape, and for so many activities. */
export function fit(
  tally: Tally,
  { cells, goals }: Shape,
  leaves: number,
  activities: number,
): void {
  if (tally.sums.length < cells * slots.each) {
    tally.sums = new Float64Array(cells * slots.each)
    tally.items = new Int32Array(cells)
  }
  if (tally.approved.length < goals.length) {
    tally.approved = new Float64Array(goals.length)
    tally.claimed = new Float64Array(goals.length)
    tally.undecided = new Float64Array(goals.length)
    tally.open = new Uint8Array(goals.length)
  }
  if (tally.waiting.length < leaves) tally.waiting = new Uint8Array(leaves)
  if (tally.counted.length < activities) {
    tally.counted = new Float64Array(activities)
    tally.things = new Float64Array(activities)
    tally.bar = new Uint8Array(activities)
    tally.cell = new Int32Array(activities)
  }
}

/** Notes that something was cut. */
export function addCut(
  cuts: CutList,
  place: number,
  by: number,
  { amount, things }: { readonly amount: number; readonly things: boolean },
): void {
  if (cuts.length === cuts.place.length) grow(cuts)
  const at = cuts.length
  cuts.place[at] = place
  cuts.by[at] = by
  cuts.amount[at] = amount
  cuts.things[at] = things ? 1 : 0
  cuts.length = at + 1
}

function grow(cuts: CutList): void {
  const size = cuts.length * 2 + 8
  const { place, by, amount, things } = cuts
  cuts.place = new Int32Array(size)
  cuts.by = new Int32Array(size)
  cuts.amount = new Float64Array(size)
  cuts.things = new Uint8Array(size)
  cuts.place.set(place)
  cuts.by.set(by)
  cuts.amount.set(amount)
  cuts.things.set(things)
}
