import type { Figures, MinimumFinding, NormMeasure, ShortYear, WayFinding } from '../assessment.ts'
import type { Stretch } from '../counting/stretches.ts'
import type { Tally } from '../counting/tally.ts'
import type { Amount } from '../quantity.ts'
import type { Minimum } from '../regulation.ts'
import type { Standing } from '../standing.ts'
import { rankOf, standings, worstOf } from '../standing.ts'
import type { Settle } from './settle.ts'
import type { Way } from './ways.ts'

/** The stretches of the minima, and how far each is reached. */
export type Reach = {
  readonly leaves: readonly Minimum[]
  readonly stretches: readonly Stretch[]
  readonly reached: Pick<Tally, 'approved' | 'claimed' | 'undecided' | 'open'>
}

/** A way with what is the same for every portfolio: ranks for standings, and what it measures. */
export type PreparedWay = Way & {
  /** The rank of the worst of its conditions. */
  readonly fixed: number
  /** By the rank of a bare standing, the rank that the norm gets. */
  readonly settled: Uint8Array
  readonly measure: NormMeasure
  /** For each goal what one counts for in hundredths: 100 for a thing. */
  readonly scales: readonly number[]
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
  const measures = way.goals.map((goal) => leaves[stretches[goal]?.leaf ?? -1]?.in ?? 'amount')
  const [measure = 'amount'] = measures
  const [condition, ...more] = way.conditions
  const alike = measures.every((each) => each === measure)
  const sole = measures.length === 0 && more.length === 0 ? condition?.measure : undefined
  const summed = measures.length > 0 && condition === undefined && alike
  return {
    ...way,
    fixed: rankOf(worstOf(way.conditions.map(({ standing }) => standing))),
    settled: Uint8Array.from(standings, (standing) => rankOf(settle(standing))),
    measure: summed ? measure : (sole ?? 'yes-no'),
    scales: measures.map((each) => (each === 'things' ? 100 : 1)),
  }
}

/** Holds a norm against what counts, in one of its ways; the figures are written into `into`. */
export function weighWay(way: PreparedWay, reach: Reach, into: WayFigures): void {
  const { goals, conditions, scales, settled } = way
  let rank = way.fixed
  for (let at = 0; at < goals.length; at++) {
    const own = rankOfGoal(goals[at] ?? 0, reach)
    if (own < rank) rank = own
  }
  into.rank = settled[rank] ?? 0
  if (goals.length > 0 && conditions.length === 0 && way.measure !== 'yes-no') {
    sumGoals(goals, scales, reach, into)
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
export function missingOf({ goals, scales }: PreparedWay, reach: Reach): number {
  let sum = 0
  for (let at = 0; at < goals.length; at++) {
    const goal = goals[at] ?? 0
    const missing = (reach.stretches[goal]?.required ?? 0) - possibleOf(goal, reach)
    if (missing > 0) sum += missing * (scales[at] ?? 1)
  }
  return sum
}

/** All that may reach a goal. */
function possibleOf(goal: number, { reached }: Reach): number {
  const { approved, claimed, undecided } = reached
  return (approved[goal] ?? 0) + (claimed[goal] ?? 0) + (undecided[goal] ?? 0)
}

function sumGoals(
  goals: readonly number[],
  scales: readonly number[],
  reach: Reach,
  into: WayFigures,
): void {
  const { stretches, reached } = reach
  const alone = goals.length === 1
  into.required = 0
  into.counted = 0
  into.provisional = 0
  into.shortfall = 0
  for (let at = 0; at < goals.length; at++) {
    const goal = goals[at] ?? 0
    const scale = scales[at] ?? 1
    const required = stretches[goal]?.required ?? 0
    const approved = reached.approved[goal] ?? 0
    const claimed = possibleOf(goal, reach) - approved
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
  const [goal] = way.goals
  const part = goal === undefined ? undefined : reach.stretches[goal]?.part
  const alone = way.goals.length === 1 && only?.minimum.each === 'window'
  return {
    outcome: standings[into.rank] ?? 'not-met',
    ...figuresOf(way, into),
    minima,
    shortYears: way.goals.flatMap((each, at) => shortYear(each, way.scales[at] ?? 1, reach)),
    conditions: way.conditions,
    ...(alone && part !== undefined ? { reduced: { whole: only.minimum.atLeast, part } } : {}),
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
function minimaOf({ goals, scales }: PreparedWay, reach: Reach): readonly MinimumFinding[] {
  const { leaves, stretches } = reach
  const shares = new Map<number, MinimumFinding>()
  goals.forEach((goal, at) => {
    const { leaf = -1, year, required = 0 } = stretches[goal] ?? {}
    const minimum = leaves[leaf]
    if (minimum === undefined) return
    const scale = scales[at] ?? 1
    const total = possibleOf(goal, reach)
    const before = shares.get(leaf)
    const useful = year === undefined ? total : Math.min(total, required)
    shares.set(leaf, {
      minimum,
      reached: ((before?.reached ?? 0) + useful * scale) as Amount,
      required: ((before?.required ?? 0) + required * scale) as Amount,
    })
  })
  return [...shares.values()]
}

function shortYear(goal: number, scale: number, reach: Reach): ShortYear[] {
  const { year, required = 0, part } = reach.stretches[goal] ?? {}
  const missing = required - possibleOf(goal, reach)
  if (year === undefined || missing <= 0) return []
  // Where a part of a year is asked for less, that is said too.
  const asked = part === undefined ? {} : { asked: (required * scale) as Amount }
  return [{ year, missing: (missing * scale) as Amount, ...asked }]
}
