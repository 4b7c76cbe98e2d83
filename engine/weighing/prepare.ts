import { firstNotOlder } from '../adding-time.ts'
import type { CountingWindow } from '../assessment.ts'
import { circumstancesOf } from '../circumstances.ts'
import type { CompiledRegulation } from '../compile.ts'
import type { Wish } from '../counting/allocation.ts'
import { lastDayForPlanned } from '../counting/entries.ts'
import type { Node, Plan } from '../counting/plan.ts'
import { classify, planFor } from '../counting/plan.ts'
import type { Portfolios } from '../counting/portfolios.ts'
import { dayNumber } from '../counting/portfolios.ts'
import type { Shape } from '../counting/shape.ts'
import { shapeOf } from '../counting/shape.ts'
import type { Stretch } from '../counting/stretches.ts'
import { stretchesOf } from '../counting/stretches.ts'
import type { Dossier } from '../dossier.ts'
import { submissionDay } from '../dossier.ts'
import { countingWindow, notCountedBefore, periodOf } from '../periods.ts'
import type { Condition, Exemption, Norm, Variant } from '../regulation.ts'
import type { ConditionFinding } from '../requirements/condition.ts'
import { doubtOf, weighCondition } from '../requirements/condition.ts'
import type { Standing } from '../standing.ts'
import { rankOf } from '../standing.ts'
import type { Period } from '../terms.ts'
import { carryOverStanding } from './carry-over.ts'
import type { Settle } from './settle.ts'
import { settleFor } from './settle.ts'
import type { PossibleFigure } from './ways.ts'
import { untilOpened, waysOf, waysThroughDoubt, wishOf } from './ways.ts'
import type { PreparedWay } from './weigh-way.ts'
import { prepareWay } from './weigh-way.ts'

/**
 * Everything about a dossier that its activities do not change: what its conditions found, the norms
 * that hold, the days that count. Portfolios that share all this are weighed with it one by one.
 */
export type Prepared = {
  readonly compiled: CompiledRegulation
  readonly dossier: Dossier
  readonly exemption: Exemption | undefined
  readonly variant: Variant | undefined
  readonly plan: Plan
  readonly window: CountingWindow
  readonly period: Period
  /** The last day on which something planned is done in time; undefined where there is none. */
  readonly plannedLast: Temporal.PlainDate | undefined
  readonly surplus: Standing
  /** For each rule by which something lapses, the first day that did not, in days since 1970-01-01. */
  readonly notLapsedFrom: readonly number[]
  readonly stretches: readonly Stretch[]
  /** What each stretch requires. */
  readonly required: readonly number[]
  /** The stretch of which a stretch is a rest. */
  readonly partOf: readonly (number | undefined)[]
  readonly norms: readonly PreparedNorm[]
  /** What the norms wish of the counting, by the goals that wait for a value. */
  readonly wishes: (open: Uint8Array) => readonly Wish[]
  /** The cells in which portfolios are summed; made when the first is weighed. */
  shape: Shape | undefined
}

export type PreparedNorm = {
  readonly id: string
  readonly ways: readonly PreparedWay[]
  /** What it asks under variants that may hold, with the least rank that it keeps in that doubt. */
  readonly possible: readonly (PossibleFigure & {
    readonly floor: number
    readonly ways: readonly PreparedWay[]
  })[]
  readonly settle: Settle
  /** It is not settled whether the norm applies, with what its condition found. */
  readonly doubt?: ConditionFinding
}

/**
 * Prepares a regulation for the dossiers that are like this one in everything but their activities,
 * as on the given day. Where a norm or a cap goes by years, they share the period too. Where something
 * must be done again and again (a refresher), that is looked up in the activities themselves: then
 * each dossier is prepared by itself.
 */
export function prepare(
  compiled: CompiledRegulation,
  dossier: Dossier,
  on: Temporal.PlainDate,
): Prepared {
  const { regulation } = compiled

  // Conditions: who is exempt, which variant holds, which norms apply.
  const weigh = (condition: Condition, { id }: { readonly id: string }) =>
    weighCondition(condition, circumstancesOf(compiled, dossier, on, id))
  const exemption = regulation.exemptions.find((each) => weigh(each.when, each).standing === 'met')
  const variants = regulation.variants.map((each) => ({ each, found: weigh(each.when, each) }))
  const held = variants.findIndex(({ found }) => found.standing === 'met')
  const variant = variants[held]?.each
  // Of a variant that is not certain, neither its figure nor the other is surely what is asked.
  const uncertain = variants
    .slice(0, held === -1 ? variants.length : held)
    .filter(({ found }) => doubtOf(found) !== 'not-met')
  const possible = new Map(uncertain.map(({ each, found }) => [each.id, found]))
  // A norm goes away only where its condition surely does not hold.
  const plan = planFor(
    compiled,
    dossier,
    { held: variant?.id, possible: [...possible.keys()] },
    (condition, norm) => doubtOf(weigh(condition, norm)) !== 'not-met',
  )

  // The window: the days on which activities count.
  const window = countingWindow(compiled, dossier, on)
  const period = periodOf(compiled, dossier, window, on)

  // Goals: what each minimum requires of this person, over the window or in each year of it.
  // Whoever has a period is held to all its years; a first application only to those that passed.
  const until = dossier.period === undefined ? window.last : dossier.period.last
  const since = notCountedBefore(compiled, dossier, on)
  const stretches = stretchesOf(plan.leaves, regulation, dossier, { period, until, since })
  const norms = plan.norms.map(({ norm, node, possible: others }): PreparedNorm => {
    const own = (condition: Condition) => weigh(condition, norm)
    const settled = settleOf(norm, dossier, own)
    const reach = { leaves: plan.leaves, stretches }
    const prepared = (of: Node) =>
      waysOf(of, stretches, own).map((way) => {
        const known = window.awaits === undefined ? way : untilOpened(way, stretches)
        return prepareWay(known, settled.settle, reach)
      })
    return {
      id: norm.id,
      ways: prepared(node),
      possible: others.flatMap(({ variant: id, node: other }) => {
        const found = possible.get(id)
        if (found === undefined) return []
        const least = doubtOf(found) ?? 'met'
        const floor = rankOf(settled.settle(least))
        return [{ variant: id, found, uncertain: least, floor, ways: prepared(other) }]
      }),
      ...settled,
    }
  })
  return {
    compiled,
    dossier,
    exemption,
    variant,
    plan,
    window,
    period,
    plannedLast: lastDayForPlanned(compiled, window, dossier),
    surplus: carryOverStanding(
      compiled,
      dossier,
      (condition) => weigh(condition, { id: 'carry-over' }).standing,
    ),
    notLapsedFrom: plan.lapses.map(({ after }) =>
      dayNumber(firstNotOlder(submissionDay(dossier, on), after)),
    ),
    stretches,
    required: stretches.map((stretch) => stretch.required),
    partOf: stretches.map((stretch) => stretch.restOf?.stretch),
    norms,
    wishes: (open) =>
      norms.map(({ ways, possible: figures, settle }) =>
        wishOf(waysThroughDoubt(ways, figures), stretches, open, settle),
      ),
    shape: undefined,
  }
}

function settleOf(
  norm: Norm,
  dossier: Dossier,
  weigh: (condition: Condition) => ConditionFinding,
): Pick<PreparedNorm, 'settle' | 'doubt'> {
  const when = norm.when === undefined ? undefined : weigh(norm.when)
  const doubt = when === undefined ? undefined : doubtOf(when)
  const holds = (condition: Condition) => weigh(condition).standing === 'met'
  return {
    settle: settleFor(norm, dossier, holds, doubt),
    ...(when === undefined || doubt === undefined ? {} : { doubt: when }),
  }
}

/** The cells for one portfolio: those of the last, unless it has another class, or other days. */
export function shapeFor(prepared: Prepared, portfolios: Portfolios, at: number): Shape {
  const { plan, shape } = prepared
  classify(plan)
  if (shape !== undefined && !plan.dated && shape.classes === plan.classes.length) return shape
  const made = newShape(prepared, portfolios, at)
  prepared.shape = made
  return made
}

function newShape(prepared: Prepared, portfolios: Portfolios, at: number): Shape {
  const { plan, shape, compiled, stretches, period } = prepared
  const from = portfolios.starts[at] ?? 0
  const to = portfolios.starts[at + 1] ?? 0
  const daily = plan.caps.some(({ each }) => each === 'day')
  const days = plan.dated
    ? [...portfolios.day.subarray(from, to), portfolios.first[at] ?? dayNumber(period.first)]
    : []
  const covered =
    shape !== undefined &&
    !daily &&
    shape.classes === plan.classes.length &&
    days.every((day) => day >= shape.from && day <= shape.to)
  if (covered) return shape
  const wider = shape === undefined || daily ? [] : [shape.from, shape.to]
  return shapeOf(
    { plan, stretches, period, carryOver: compiled.regulation.carryOver },
    [...days, ...wider].filter(Number.isFinite),
  )
}
