import { count, leavesRoomForPlanned, plannedFor } from '../counting/count.ts'
import type { Counting } from '../counting/counting.ts'
import type { Portfolios } from '../counting/portfolios.ts'
import type { Tally } from '../counting/tally.ts'
import { emptyTally } from '../counting/tally.ts'
import type { Prepared, PreparedNorm } from './prepare.ts'
import { shapeFor } from './prepare.ts'
import type { PreparedWay, Reach, WayFigures } from './weigh-way.ts'
import { missingOf, weighWay } from './weigh-way.ts'

/**
 * The answer for one portfolio as columns: norms by their place in the plan, activities by their
 * place in the portfolio. One answer is filled again and again, so that memory stays flat.
 * Standings are ranks (0 not met, 1 for the committee, 2 undetermined, 3 met), figures hundredths.
 */
export type Answer = {
  /** The worst standing. */
  outcome: number
  readonly standing: Uint8Array
  /** For each norm the way in which it stands best, by its place. */
  readonly way: Int32Array
  /** For each norm 0, or 1 more than the place of the possible variant whose figure it is. */
  readonly variant: Int32Array
  readonly required: Float64Array
  readonly counted: Float64Array
  readonly provisional: Float64Array
  readonly shortfall: Float64Array
  /** What counts once what is planned is done, and what is then still missing. */
  readonly countedLater: Float64Array
  readonly shortfallLater: Float64Array
  /** What counts of each activity, what bars it, what caps took away; how far goals are reached. */
  readonly now: Tally
  /** The same with the planned activities done, where caps make that another count. */
  readonly later: Tally
}

/** An empty answer, to be filled. */
export function answerFor({ plan }: Prepared): Answer {
  const norms = plan.norms.length
  return {
    outcome: 3,
    standing: new Uint8Array(norms),
    way: new Int32Array(norms),
    variant: new Int32Array(norms),
    required: new Float64Array(norms),
    counted: new Float64Array(norms),
    provisional: new Float64Array(norms),
    shortfall: new Float64Array(norms),
    countedLater: new Float64Array(norms),
    shortfallLater: new Float64Array(norms),
    now: emptyTally(),
    later: emptyTally(),
  }
}

type Best = WayFigures & { way: number; variant: number }

const best: Best = {
  rank: 0,
  required: 0,
  counted: 0,
  provisional: 0,
  shortfall: 0,
  way: 0,
  variant: 0,
}
const other: Best = { ...best }
const tried: Best = { ...best }

/** Holds one portfolio against every norm, now and once what is planned is done. */
export function weighPortfolio(
  prepared: Prepared,
  portfolios: Portfolios,
  at: number,
  answer: Answer,
): void {
  const { plan, stretches, norms } = prepared
  const { now } = answer
  const counting: Counting = {
    plan,
    shape: shapeFor(prepared, portfolios, at),
    portfolios,
    at,
    notLapsedFrom: prepared.notLapsedFrom,
    required: prepared.required,
    partOf: prepared.partOf,
    wishes: prepared.wishes,
  }
  count(counting, now, 'planned')
  const reach: Reach = { leaves: plan.leaves, stretches, reached: now }
  let outcome = 3
  for (let norm = 0; norm < norms.length; norm++) {
    const found = norms[norm]
    if (found === undefined) continue
    weighNorm(found, reach)
    answer.way[norm] = best.way
    answer.variant[norm] = best.variant
    answer.standing[norm] = best.rank
    answer.required[norm] = best.required
    answer.counted[norm] = best.counted
    answer.provisional[norm] = best.provisional
    answer.shortfall[norm] = best.shortfall
    answer.countedLater[norm] = best.counted + best.provisional
    answer.shortfallLater[norm] = best.shortfall
    if (best.rank < outcome) outcome = best.rank
  }
  answer.outcome = outcome
  if (now.planned > 0) weighLater(prepared, counting, answer)
}

function weighLater(prepared: Prepared, counting: Counting, answer: Answer): void {
  const { plan, stretches, norms } = prepared
  const { now } = answer
  const { shape } = counting
  // What is planned may be the very thing that others count only with.
  const simple = plan.gates.length === 0 && leavesRoomForPlanned(shape, now)
  if (simple) {
    for (let goal = 0; goal < shape.goals.length; goal++) {
      now.claimed[goal] = (now.claimed[goal] ?? 0) + plannedFor(shape, now, goal)
    }
  } else count(counting, answer.later, 'done')
  const reached = simple ? now : answer.later
  const reach: Reach = { leaves: plan.leaves, stretches, reached }
  for (let norm = 0; norm < norms.length; norm++) {
    const found = norms[norm]
    if (found === undefined) continue
    weighNorm(found, reach)
    answer.countedLater[norm] = best.counted + best.provisional
    answer.shortfallLater[norm] = best.shortfall
  }
  if (!simple) return
  for (let goal = 0; goal < shape.goals.length; goal++) {
    now.claimed[goal] = (now.claimed[goal] ?? 0) - plannedFor(shape, now, goal)
  }
}

/** Writes where a norm stands into `best`, as far as a variant that may hold lets it stand. */
function weighNorm({ ways, possible }: PreparedNorm, reach: Reach): void {
  weighWays(ways, reach, best)
  best.variant = 0
  for (let at = 0; at < possible.length; at++) {
    const figure = possible[at]
    if (figure === undefined) continue
    weighWays(figure.ways, reach, other)
    other.rank = Math.max(other.rank, figure.floor)
    if (other.rank >= best.rank) continue
    Object.assign(best, other)
    best.variant = at + 1
  }
}

/** The best of some ways; of equal ones the nearest that activities can mend, or else the first. */
function weighWays(ways: readonly PreparedWay[], reach: Reach, into: Best): void {
  const [first] = ways
  if (first === undefined) throw new Error('A norm has at least one way')
  weighWay(first, reach, into)
  into.way = 0
  if (ways.length === 1) return
  let nearest = distanceOf(first, reach, into.rank)
  for (let at = 1; at < ways.length; at++) {
    const way = ways[at]
    if (way === undefined) continue
    weighWay(way, reach, tried)
    if (tried.rank < into.rank) continue
    const distance = distanceOf(way, reach, tried.rank)
    if (tried.rank === into.rank && distance >= nearest) continue
    nearest = distance
    tried.way = at
    Object.assign(into, tried)
  }
}

// What no activity mends is no nearer for a smaller figure; nor is what is good enough.
function distanceOf(way: PreparedWay, reach: Reach, rank: number): number {
  const failing = rank <= 1
  return failing && way.mendable ? missingOf(way, reach) : Number.POSITIVE_INFINITY
}
