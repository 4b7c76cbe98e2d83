import { nextPeriod } from './adding-time.ts'
import { assess } from './assess.ts'
import type { Assessment, NormFinding } from './assessment.ts'
import { circumstancesOf } from './circumstances.ts'
import type { CompiledRegulation } from './compile.ts'
import type { Dossier } from './dossier.ts'
import { nothing } from './quantity.ts'
import type { Move, Regulation } from './regulation.ts'
import type { ConditionFinding } from './requirements/condition.ts'
import { sayCondition, weighCondition } from './requirements/condition.ts'
import { yesOrNo } from './requirements/condition-kind.ts'
import type { ExplainedNorm } from './saying/explanation.ts'
import { explainNorm } from './saying/norm.ts'
import type { Standing } from './standing.ts'
import { worstOf } from './standing.ts'
import type { Period } from './terms.ts'

/** Whether somebody may change category, and what becomes of the period. */
export type MoveFinding = {
  readonly move: Move
  readonly standing: Standing
  /** What the move itself asks. */
  readonly own?: ConditionFinding
  /** All criteria of the category that it leads to. */
  readonly criteria: readonly NormFinding[]
  readonly period?: Period
}

/**
 * Holds a dossier against a change of category: what the move asks, and every criterion of the
 * category that it leads to unless it waives them. The period goes on, or gets its full length from
 * the original start.
 */
export function assessMove(
  compiled: CompiledRegulation,
  move: Move,
  dossier: Dossier,
  on: Temporal.PlainDate,
): MoveFinding {
  const { regulation } = compiled
  const own =
    move.requires === undefined
      ? undefined
      : weighCondition(move.requires, circumstancesOf(compiled, dossier, on, move.id))
  const { period } = dossier
  const admission = assess(compiled, asAdmission(move, dossier), on)
  const ids = criteriaOf(regulation, move)
  const criteria = admission.norms.filter((norm) => ids.includes(norm.id))
  const standings = criteria.map((norm) => norm.outcome)
  const next =
    period !== undefined && move.period === 'from-original-start'
      ? nextPeriod(period.first, regulation.period.length)
      : period
  return {
    move,
    standing: worstOf([...(own === undefined ? [] : [own.standing]), ...standings]),
    ...(own === undefined ? {} : { own }),
    criteria,
    ...(next === undefined ? {} : { period: next }),
  }
}

/** The dossier that the criteria of the category are held against to which a move leads. */
export function asAdmission({ to }: Move, { period: _, ...dossier }: Dossier): Dossier {
  return { ...dossier, kind: 'first', category: to }
}

/** The ids of the criteria that a move asks: those of the category that it leads to, or none. */
export function criteriaOf({ categories }: Regulation, move: Move): readonly string[] {
  if (move.admission === 'waived') return []
  const category = categories.find(({ id }) => id === move.to)
  return category?.admission.map(({ id }) => id) ?? []
}

/**
 * The assessment of an application for a change of category: what the move asks is its first norm,
 * and the criteria of the category that it leads to follow.
 */
export function assessAsMove(
  compiled: CompiledRegulation,
  move: Move,
  dossier: Dossier,
  on: Temporal.PlainDate,
): Assessment {
  const { own, criteria, standing } = assessMove(compiled, move, dossier, on)
  // A change of category is never for a while.
  const { temporary: _, ...admission } = assess(compiled, asAdmission(move, dossier), on)
  return {
    ...admission,
    outcome: standing,
    norms: [...(own === undefined ? [] : [normOfMove(move, own.standing, [own])]), ...criteria],
    activities: [],
  }
}

/** The assessment of a renewal that asks another category as well: the move to it is a norm more. */
export function withMove(
  compiled: CompiledRegulation,
  renewal: Assessment,
  move: Move,
  dossier: Dossier,
): Assessment {
  const { own, criteria, standing } = assessMove(compiled, move, dossier, renewal.on)
  const conditions = [
    ...(own === undefined ? [] : [own]),
    ...criteria.flatMap((criterion) => criterion.conditions),
  ]
  const { outcome } = renewal
  const isSettled = outcome === 'exempt' || outcome === 'temporary'
  return {
    ...renewal,
    outcome: standing === 'met' ? outcome : isSettled ? standing : worstOf([outcome, standing]),
    norms: [...renewal.norms, normOfMove(move, standing, conditions)],
  }
}

function normOfMove(
  { id }: Move,
  outcome: Standing,
  conditions: readonly ConditionFinding[],
): NormFinding {
  const met = outcome === 'met'
  const figures = yesOrNo(met)
  const shortfall = outcome === 'not-met' ? figures.required : nothing
  return {
    id,
    outcome,
    measure: 'yes-no',
    required: figures.required,
    counted: figures.counted,
    provisional: outcome === 'undetermined' ? figures.required : nothing,
    shortfall,
    withPlanned: { counted: figures.counted, planned: nothing, shortfall },
    minima: [],
    shortYears: [],
    conditions,
  }
}

/** A change of category in plain Dutch. */
export type ExplainedMove = {
  /** What was found of what the move itself asks. */
  readonly own?: { readonly standing: Standing; readonly text: string }
  readonly criteria: readonly ExplainedNorm[]
}

/** Puts what was found of a change of category into plain Dutch. */
export function explainMove(
  compiled: CompiledRegulation,
  { move, own, criteria }: MoveFinding,
): ExplainedMove {
  const sort = { kind: 'first', category: move.to } as const
  return {
    ...(own === undefined
      ? {}
      : { own: { standing: own.standing, text: sayCondition(own.because, compiled) } }),
    criteria: criteria.map((norm) => explainNorm(compiled, sort, norm)),
  }
}
