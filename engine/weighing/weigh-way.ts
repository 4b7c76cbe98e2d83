import type { Reached } from '../counting/counting.ts'
import type { Stretch } from '../counting/stretches.ts'
import type { Amount } from '../quantity.ts'
import { nothing } from '../quantity.ts'
import type { Minimum, Norm } from '../regulation.ts'
import type { ConditionFinding } from '../requirements/condition-kind.ts'
import { yesOrNo } from '../requirements/condition-kind.ts'
import type { Standing } from '../standing.ts'
import { worstOf } from '../standing.ts'
import type { Settle } from './settle.ts'
import type { Way } from './ways.ts'
import type { Share, ShortYear, WeighedNorm } from './weighed-norm.ts'

/** The stretches of the minima, and how far each is reached. */
export type Reach = {
  readonly leaves: readonly Minimum[]
  readonly stretches: readonly Stretch[]
  readonly reached: readonly Reached[]
  /** Whether a stretch waits for somebody to say what an activity is worth. */
  readonly open: readonly boolean[]
}

/** Holds a norm against what counts, in one of its ways. */
export function weighWay(norm: Norm, way: Way, reach: Reach, settle: Settle): WeighedNorm {
  const parts = way.goals.map((goal) => weighGoal(goal, reach))
  const standing = settle(
    worstOf([
      ...parts.map((part) => part.standing),
      ...way.conditions.map((condition) => condition.standing),
    ]),
  )
  const figures = figuresOf(standing, parts, way.conditions)
  const short = way.conditions.filter((condition) => condition.standing !== 'met')
  const told = standing === 'met' ? way.conditions : short
  const shortYears = parts.flatMap((part) => (part.short === undefined ? [] : [part.short]))
  const shares = sharesOf(way, reach, parts)
  const [only] = shares
  const [goal] = way.goals
  const part = goal === undefined ? undefined : reach.stretches[goal]?.part
  const alone = parts.length === 1 && only?.minimum.each === 'window'
  const head = parts.length === 0 ? soleFigures(way.conditions) : undefined
  const remarks = head === undefined ? told.map((condition) => condition.text) : []
  return {
    norm,
    standing,
    ...figures,
    ...(head === undefined ? {} : { head }),
    ...(alone && part !== undefined ? { reduced: { whole: only.minimum.atLeast, part } } : {}),
    ...(shares.length === 0 ? {} : { minima: shares }),
    ...(shortYears.length === 0 ? {} : { shortYears }),
    remarks,
  }
}

/** The finding of the only condition of a way, where it counts something that is known. */
function soleFigures([only, ...others]: readonly ConditionFinding[]): string | undefined {
  if (only === undefined || others.length > 0 || only.measure === 'yes-no') return undefined
  return only.unknown ? undefined : only.text
}

/** The minima of a way, those of every year added up over the years. */
function sharesOf(way: Way, { leaves, stretches }: Reach, parts: readonly Part[]): Share[] {
  const shares = new Map<number, Share>()
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

type Figures = Pick<WeighedNorm, 'measure' | 'required' | 'counted' | 'provisional' | 'shortfall'>

function weighGoal(goal: number, { leaves, stretches, reached, open }: Reach): Part {
  const stretch = stretches[goal]
  const { approved, claimed } = reached[goal] ?? { approved: 0, claimed: 0 }
  const things = leaves[stretch?.leaf ?? -1]?.in === 'things'
  const scale = things ? 100 : 1
  const required = stretch?.required ?? 0
  const missing = Math.max(0, required - approved - claimed)
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
        : missing === 0
          ? 'undetermined'
          : open[goal]
            ? 'for-the-committee'
            : 'not-met',
    measure: things ? 'things' : 'amount',
    required: required * scale,
    counted: approved * scale,
    provisional: claimed * scale,
    shortfall: missing * scale,
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
    const shortfall = Math.max(0, required - counted - provisional)
    // Hours that fall short are shown also where people decide; a plain no is then not a shortfall.
    const none = standing === 'met' || (measure === 'yes-no' && standing !== 'not-met')
    return { measure, required, counted, provisional, shortfall: none ? 0 : shortfall }
  }
  const whole = yesOrNo(standing === 'met', '')
  const waits = standing === 'undetermined' ? whole.required : nothing
  return {
    measure: 'yes-no',
    required: whole.required,
    counted: whole.counted,
    provisional: waits,
    shortfall: standing === 'not-met' ? whole.required : 0,
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
