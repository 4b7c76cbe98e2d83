import type { Figures, MinimumFinding, ShortYear, WayFinding } from '../assessment.ts'
import type { Reached } from '../counting/counting.ts'
import type { Stretch } from '../counting/stretches.ts'
import type { Amount } from '../quantity.ts'
import { nothing } from '../quantity.ts'
import type { Minimum } from '../regulation.ts'
import type { ConditionFinding } from '../requirements/condition.ts'
import { yesOrNo } from '../requirements/condition-kind.ts'
import type { Standing } from '../standing.ts'
import { worstOf } from '../standing.ts'
import type { Settle } from './settle.ts'
import type { Way } from './ways.ts'

/** The stretches of the minima, and how far each is reached. */
export type Reach = {
  readonly leaves: readonly Minimum[]
  readonly stretches: readonly Stretch[]
  readonly reached: readonly Reached[]
  /** Whether a stretch waits for somebody to say what an activity is worth. */
  readonly open: readonly boolean[]
}

/** Holds a norm against what counts, in one of its ways. */
export function weighWay(way: Way, reach: Reach, settle: Settle): WayFinding {
  const parts = way.goals.map((goal) => weighGoal(goal, reach))
  const standing = settle(
    worstOf([
      ...parts.map((part) => part.standing),
      ...way.conditions.map((condition) => condition.standing),
    ]),
  )
  const minima = minimaOf(way, reach, parts)
  const [only] = minima
  const [goal] = way.goals
  const part = goal === undefined ? undefined : reach.stretches[goal]?.part
  const alone = parts.length === 1 && only?.minimum.each === 'window'
  return {
    outcome: standing,
    ...figuresOf(standing, parts, way.conditions),
    minima,
    shortYears: parts.flatMap((each) => (each.short === undefined ? [] : [each.short])),
    conditions: way.conditions,
    ...(alone && part !== undefined ? { reduced: { whole: only.minimum.atLeast, part } } : {}),
  }
}

/** The minima of a way, those of every year added up over the years. */
function minimaOf(
  way: Way,
  { leaves, stretches }: Reach,
  parts: readonly Part[],
): MinimumFinding[] {
  const shares = new Map<number, MinimumFinding>()
  way.goals.forEach((goal, at) => {
    const { leaf = -1, year } = stretches[goal] ?? {}
    const minimum = leaves[leaf]
    const part = parts[at]
    if (minimum === undefined || part === undefined) return
    const total = part.counted + part.provisional
    const before = shares.get(leaf)
    const useful = year === undefined ? total : Math.min(total, part.required)
    shares.set(leaf, {
      minimum,
      reached: ((before?.reached ?? 0) + useful) as Amount,
      required: ((before?.required ?? 0) + part.required) as Amount,
    })
  })
  return [...shares.values()]
}

type Part = Figures & { readonly standing: Standing; readonly short?: ShortYear }

function weighGoal(goal: number, { leaves, stretches, reached, open }: Reach): Part {
  const stretch = stretches[goal]
  const found = reached[goal] ?? { approved: 0, claimed: 0, undecided: 0 }
  const { approved, claimed, undecided } = found
  const things = leaves[stretch?.leaf ?? -1]?.in === 'things'
  const scale = things ? 100 : 1
  const required = stretch?.required ?? 0
  const missing = Math.max(0, required - approved - claimed - undecided)
  const year = stretch?.year
  // Where a part of a year is asked for less, that is said too.
  const asked = stretch?.part === undefined ? {} : { asked: (required * scale) as Amount }
  const short: ShortYear | undefined =
    missing > 0 && year !== undefined
      ? { year, missing: (missing * scale) as Amount, ...asked }
      : undefined
  return {
    standing:
      approved >= required
        ? 'met'
        : approved + claimed >= required
          ? 'undetermined'
          : missing === 0 || open[goal]
            ? 'for-the-committee'
            : 'not-met',
    measure: things ? 'things' : 'amount',
    required: (required * scale) as Amount,
    counted: (approved * scale) as Amount,
    provisional: ((claimed + undecided) * scale) as Amount,
    shortfall: (missing * scale) as Amount,
    ...(short === undefined ? {} : { short }),
  }
}

/** The norm's figures: of its one part, of parts of one measure together, or simply yes or no. */
function figuresOf(
  standing: Standing,
  parts: readonly Part[],
  conditions: readonly ConditionFinding[],
): Figures {
  const [part, ...others] = parts
  const [condition, ...more] = conditions
  if (part !== undefined && others.length === 0 && condition === undefined) {
    const { measure, required, counted, provisional, shortfall } = part
    return { measure, required, counted, provisional, shortfall }
  }
  if (
    part !== undefined &&
    condition === undefined &&
    others.every((each) => each.measure === part.measure)
  ) {
    // Of each part no more than it requires, so that one year's plenty hides no other's lack.
    const useful = parts.map((each) => Math.min(each.counted, each.required))
    return {
      measure: part.measure,
      required: sum(parts.map((each) => each.required)),
      counted: sum(useful),
      provisional: sum(
        parts.map((each, at) => Math.min(each.provisional, each.required - (useful[at] ?? 0))),
      ),
      shortfall: sum(parts.map((each) => each.shortfall)),
    }
  }
  if (condition !== undefined && part === undefined && more.length === 0) {
    const { measure, required, counted, provisional } = condition
    const shortfall = Math.max(0, required - counted - provisional) as Amount
    // Hours that fall short are shown also where people decide; a plain no is then not a shortfall.
    const none = standing === 'met' || (measure === 'yes-no' && standing !== 'not-met')
    return { measure, required, counted, provisional, shortfall: none ? nothing : shortfall }
  }
  const whole = yesOrNo(standing === 'met')
  const waits = standing === 'undetermined' ? whole.required : nothing
  return {
    measure: 'yes-no',
    required: whole.required,
    counted: whole.counted,
    provisional: waits,
    shortfall: standing === 'not-met' ? whole.required : nothing,
  }
}

function sum(values: readonly number[]): Amount {
  return values.reduce((total, value) => total + value, 0) as Amount
}
