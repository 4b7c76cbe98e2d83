import type {
  Figures,
  LimitFinding,
  MinimumFinding,
  NormMeasure,
  ShortYear,
  WayFinding,
} from '../assessment.ts'
import type { Leaf } from '../counting/plan.ts'
import type { Stretch } from '../counting/stretches.ts'
import type { Tally } from '../counting/tally.ts'
import type { Amount } from '../quantity.ts'
import type { Standing } from '../standing.ts'
import { rankOf, standings, worstOf } from '../standing.ts'
import type { Limited } from './limited.ts'
import { limitedOf, withinLimits, withLimits } from './limited.ts'
import type { Settle } from './settle.ts'
import type { Way } from './ways.ts'

/** The stretches of the minima, and how far each is reached. */
export type Reach = {
  readonly leaves: readonly Leaf[]
  readonly stretches: readonly Stretch[]
  readonly reached: Pick<Tally, 'approved' | 'claimed' | 'undecided' | 'open'>
}

/** A way with what is the same for every portfolio: ranks for standings, and what it measures. */
export type PreparedWay = Way & {
  /** The rank of the worst of its conditions, and of what is not known. */
  readonly fixed: number
  /** No condition stands in the way, so that activities alone may meet it. */
  readonly mendable: boolean
  /** By the rank of a bare standing, the rank that the norm gets. */
  readonly settled: Uint8Array
  readonly measure: NormMeasure
  /** The goals that are no rest of another. */
  readonly wholes: readonly number[]
  /** For each of those what one counts for in hundredths: 100 for a thing. */
  readonly scales: readonly number[]
  /** For each of those what its limits leave of it, where any of them has limits. */
  readonly limited?: readonly (Limited | undefined)[]
}

/** What a way comes to: the rank of its standing, and its figures in hundredths. */
export type WayFigures = {
  rank: number
  required: number
  counted: number
  provisional: number
  shortfall: number
}

/** Prepares a way for many portfolios. */
export function prepareWay(
  way: Way,
  settle: Settle,
  { leaves, stretches }: Pick<Reach, 'leaves' | 'stretches'>,
): PreparedWay {
  const wholes = way.goals.filter((goal) => stretches[goal]?.restOf === undefined)
  const leafOf = (goal: number) => leaves[stretches[goal]?.leaf ?? -1]
  const measures = wholes.map((goal) => leafOf(goal)?.in ?? 'amount')
  const [measure = 'amount'] = measures
  const limited = wholes.map((goal) => limitedOf(goal, leafOf(goal), stretches))
  const [condition, ...more] = way.conditions
  const conditions = way.conditions.map(({ standing }) => standing)
  const alike = measures.every((each) => each === measure)
  const sole = measures.length === 0 && more.length === 0 ? condition?.measure : undefined
  const summed = measures.length > 0 && condition === undefined && alike
  return {
    ...way,
    fixed: rankOf(worstOf([way.ceiling ?? 'met', ...conditions])),
    mendable: rankOf(worstOf(conditions)) === 3,
    settled: Uint8Array.from(standings, (standing) => rankOf(settle(standing))),
    measure: summed ? measure : (sole ?? 'yes-no'),
    wholes,
    scales: measures.map((each) => (each === 'things' ? 100 : 1)),
    ...(limited.every((each) => each === undefined) ? {} : { limited }),
  }
}

/** Holds a norm against what counts, in one of its ways; the figures are written into `into`. */
export function weighWay(way: PreparedWay, reach: Reach, into: WayFigures): void {
  const { goals, conditions, settled } = way
  let rank = way.fixed
  for (let at = 0; at < goals.length && !way.unsettled; at++) {
    const own = rankOfGoal(goals[at] ?? 0, reach)
    if (own < rank) rank = own
  }
  into.rank = settled[rank] ?? 0
  if (goals.length > 0 && conditions.length === 0 && way.measure !== 'yes-no') {
    sumGoals(way, reach, into)
    return
  }
  const [condition] = conditions
  const standing: Standing = standings[into.rank] ?? 'not-met'
  if (condition !== undefined && conditions.length === 1 && goals.length === 0) {
    const { measure, required, counted, provisional } = condition
    // Hours that fall short are shown also where people decide; a plain no is then not a shortfall.
    const none = standing === 'met' || (measure === 'yes-no' && standing !== 'not-met')
    into.required = required
    into.counted = counted
    into.provisional = provisional
    into.shortfall = none ? 0 : Math.max(0, required - counted - provisional)
    return
  }
  into.required = 100
  into.counted = standing === 'met' ? 100 : 0
  into.provisional = standing === 'undetermined' ? 100 : 0
  into.shortfall = standing === 'not-met' ? 100 : 0
}

function rankOfGoal(goal: number, { stretches, reached }: Reach): number {
  const required = stretches[goal]?.required ?? 0
  const approved = reached.approved[goal] ?? 0
  if (approved >= required) return 3
  const likely = approved + (reached.claimed[goal] ?? 0)
  if (likely >= required) return 2
  const possible = likely + (reached.undecided[goal] ?? 0)
  return possible >= required || reached.open[goal] === 1 ? 1 : 0
}

/** What is missing of the goals of a way, all together, in hundredths. */
export function missingOf(way: PreparedWay, reach: Reach): number {
  const { wholes, scales } = way
  let sum = 0
  for (let at = 0; at < wholes.length; at++) {
    const missing = (reach.stretches[wholes[at] ?? 0]?.required ?? 0) - possibleOf(way, at, reach)
    if (missing > 0) sum += missing * (scales[at] ?? 1)
  }
  return sum
}

/** All that may reach a goal and counts for it, by the place of the goal in its way. */
function possibleOf({ wholes, limited }: PreparedWay, at: number, { reached }: Reach): number {
  const limits = limited?.[at]
  if (limits !== undefined) return withLimits(limits, (goal) => sumOf(goal, reached))
  return sumOf(wholes[at] ?? 0, reached)
}

function sumOf(goal: number, { approved, claimed, undecided }: Reach['reached']): number {
  return (approved[goal] ?? 0) + (claimed[goal] ?? 0) + (undecided[goal] ?? 0)
}

function approvedOf({ wholes, limited }: PreparedWay, at: number, { reached }: Reach): number {
  const limits = limited?.[at]
  if (limits !== undefined) return withLimits(limits, (goal) => reached.approved[goal] ?? 0)
  return reached.approved[wholes[at] ?? 0] ?? 0
}

function sumGoals(way: PreparedWay, reach: Reach, into: WayFigures): void {
  const { wholes, scales } = way
  const { stretches } = reach
  const alone = wholes.length === 1
  into.required = 0
  into.counted = 0
  into.provisional = 0
  into.shortfall = 0
  for (let at = 0; at < wholes.length; at++) {
    const scale = scales[at] ?? 1
    const required = stretches[wholes[at] ?? 0]?.required ?? 0
    const approved = approvedOf(way, at, reach)
    const claimed = possibleOf(way, at, reach) - approved
    // Of each part no more than it requires, so that one year's plenty hides no other's lack.
    const counted = alone ? approved : Math.min(approved, required)
    const missing = required - approved - claimed
    into.required += required * scale
    into.counted += counted * scale
    into.provisional += (alone ? claimed : Math.min(claimed, required - counted)) * scale
    if (missing > 0) into.shortfall += missing * scale
  }
}

/** A way as data, with its figures and what they rest on. */
export function findingOfWay(way: PreparedWay, reach: Reach): WayFinding {
  const into: WayFigures = { rank: 0, required: 0, counted: 0, provisional: 0, shortfall: 0 }
  weighWay(way, reach, into)
  const minima = minimaOf(way, reach)
  const [only] = minima
  const [goal] = way.wholes
  const { part, proportion } = reach.stretches[goal ?? -1] ?? {}
  const alone = way.wholes.length === 1 && only?.minimum.each === 'window'
  return {
    outcome: standings[into.rank] ?? 'not-met',
    ...figuresOf(way, into),
    minima,
    shortYears: way.wholes.flatMap((_, at) => shortYear(way, at, reach)),
    conditions: way.conditions,
    ...(alone && part !== undefined
      ? { reduced: { whole: (proportion?.asked ?? only.minimum.atLeast) as Amount, part } }
      : {}),
  }
}

function figuresOf({ measure }: PreparedWay, into: WayFigures): Figures {
  return {
    measure,
    required: into.required as Amount,
    counted: into.counted as Amount,
    provisional: into.provisional as Amount,
    shortfall: into.shortfall as Amount,
  }
}

/** The minima of a way, those of every year added up over the years. */
function minimaOf(way: PreparedWay, reach: Reach): readonly MinimumFinding[] {
  const { leaves, stretches } = reach
  const { wholes, scales } = way
  const shares = new Map<number, MinimumFinding>()
  wholes.forEach((goal, at) => {
    const { leaf = -1, year, required = 0, proportion } = stretches[goal] ?? {}
    const minimum = leaves[leaf]
    if (minimum === undefined) return
    const scale = scales[at] ?? 1
    const total = possibleOf(way, at, reach)
    const before = shares.get(leaf)
    const useful = year === undefined ? total : Math.min(total, required)
    const limits = limitsOf(way, at, reach)
    shares.set(leaf, {
      minimum,
      ...(minimum.value === undefined ? {} : { value: minimum.value }),
      reached: ((before?.reached ?? 0) + useful * scale) as Amount,
      required: ((before?.required ?? 0) + required * scale) as Amount,
      ...(proportion === undefined ? {} : { proportion }),
      limits: before === undefined ? limits : before.limits.map(together(limits)),
    })
  })
  return [...shares.values()]
}

/** What there is within each limit, and what of it counts. */
function limitsOf(
  { limited, scales }: PreparedWay,
  at: number,
  { reached }: Reach,
): readonly LimitFinding[] {
  const limits = limited?.[at]
  if (limits === undefined) return []
  const scale = scales[at] ?? 1
  return withinLimits(limits, (goal) => sumOf(goal, reached)).map(({ there, counted }, place) => ({
    limit: place,
    there: (there * scale) as Amount,
    counted: (counted * scale) as Amount,
  }))
}

function together(more: readonly LimitFinding[]): (one: LimitFinding, at: number) => LimitFinding {
  return ({ limit, there, counted }, at) => ({
    limit,
    there: (there + (more[at]?.there ?? 0)) as Amount,
    counted: (counted + (more[at]?.counted ?? 0)) as Amount,
  })
}

function shortYear(way: PreparedWay, at: number, reach: Reach): ShortYear[] {
  const scale = way.scales[at] ?? 1
  const { year, required = 0, part } = reach.stretches[way.wholes[at] ?? -1] ?? {}
  const missing = required - possibleOf(way, at, reach)
  if (year === undefined || missing <= 0) return []
  // Where a part of a year is asked for less, that is said too.
  const asked = part === undefined ? {} : { asked: (required * scale) as Amount }
  return [{ year, missing: (missing * scale) as Amount, ...asked }]
}
