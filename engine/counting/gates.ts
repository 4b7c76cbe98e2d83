import type { Standing } from '../standing.ts'
import type { Counting } from './counting.ts'
import { hasLapsed } from './lapsing.ts'
import { barCodes, barOf, marks } from './portfolios.ts'
import type { Tally } from './tally.ts'
import { slotOf, slots } from './tally.ts'

/** What a gate leads to, beside the slots, where it does not open: nothing counts. */
export const shut = slots.planned

/**
 * Reckons what is there of what gates ask, as it was awarded: before caps, and whether it passes a
 * gate itself or not. So what counts does not depend on how it is counted.
 */
export function openGates(
  { plan, portfolios, at, notLapsedFrom }: Counting,
  tally: Tally,
  planned: 'planned' | 'done',
): void {
  const { gates, classes, classOf } = plan
  const { signature, day, amount, state } = portfolios
  fitGates(tally, gates.length, portfolios.starts, at)
  const { gateApproved, gateClaimed } = tally
  const open = new Uint8Array(gates.length)
  const from = portfolios.starts[at] ?? 0
  const to = portfolios.starts[at + 1] ?? 0
  const first = portfolios.first[at] ?? 0
  const last = portfolios.last[at] ?? 0
  const until = planned === 'done' ? (portfolios.plannedLast[at] ?? 0) : Number.NEGATIVE_INFINITY
  for (let row = from; row < to; row++) {
    const marked = state[row] ?? 0
    const date = day[row] ?? 0
    const bar = barOf(marked, date, first, last)
    if (bar !== 0 && !(bar === barCodes.planned && date >= first && date <= until)) continue
    const group = classes[classOf[signature[row] ?? 0] ?? -1]
    if (hasLapsed(group?.lapses, date, notLapsedFrom)) continue
    const own = slotOf(marked)
    for (const gate of group?.feeds ?? []) {
      const sums = own === slots.approved ? gateApproved : gateClaimed
      sums[gate] = (sums[gate] ?? 0) + (amount[row] ?? 0)
      if ((marked & marks.unvalued) !== 0) open[gate] = 1
    }
  }
  gates.forEach(({ onlyWith }, gate) => {
    const approved = gateApproved[gate] ?? 0
    const likely = approved + (gateClaimed[gate] ?? 0)
    tally.gates[gate] =
      approved >= onlyWith.atLeast
        ? slots.approved
        : likely >= onlyWith.atLeast
          ? slots.claimed
          : open[gate] === 1
            ? slots.undecided
            : shut
  })
}

/** Where it stands what counts only with something, by where its gate leads to. */
export function standingOfGate(slot: number): Standing {
  switch (slot) {
    case slots.approved:
      return 'met'
    case slots.claimed:
      return 'undetermined'
    case slots.undecided:
      return 'for-the-committee'
    default:
      return 'not-met'
  }
}

/** The best slot that an activity can have which has to pass all of these gates. */
export function bestThrough(gates: readonly number[] = [], opened: Uint8Array): number {
  return gates.reduce((worst, gate) => Math.max(worst, opened[gate] ?? 0), slots.approved as number)
}

function fitGates(tally: Tally, gates: number, starts: Int32Array, at: number): void {
  const size = (starts[at + 1] ?? 0) - (starts[at] ?? 0)
  if (tally.gates.length !== gates) {
    tally.gateApproved = new Float64Array(gates)
    tally.gateClaimed = new Float64Array(gates)
    tally.gates = new Uint8Array(gates)
  }
  tally.gateApproved.fill(0)
  tally.gateClaimed.fill(0)
  if (tally.best.length < size) tally.best = new Uint8Array(size)
}
