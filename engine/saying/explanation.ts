import type {
  ActivityFigures,
  Assessment,
  CarriedIn,
  CountingWindow,
  LeftOver,
  NextPeriod,
  NormFigures,
  Outcome,
  TemporaryFinding,
  ThresholdFinding,
} from '../assessment.ts'
import type { LabelVerdict } from '../label.ts'
import type { Amount } from '../quantity.ts'

/** An assessment in plain Dutch: the same outcome and figures, with the sentences that tell why. */
export type Explanation = {
  readonly outcome: Outcome
  /** The answer in one plain sentence, to stand above the norms. */
  readonly sentence: string
  readonly regulation: Assessment['regulation']
  readonly on: Temporal.PlainDate
  readonly window: ExplainedWindow
  readonly variant?: Named
  readonly missed: readonly MissedVariant[]
  readonly exemption?: Named
  /** What is not asked because of leave, by the id of the norm; nothing says for what that leave was. */
  readonly dispensed?: readonly (Named & { readonly label: string })[]
  /** All that it can come to: a registration for a while, with the rule that gives it. */
  readonly temporary?: TemporaryFinding & Omit<Named, 'id'>
  readonly nextPeriod?: NextPeriod & { readonly text: string }
  readonly norms: readonly ExplainedNorm[]
  readonly activities: readonly ExplainedActivity[]
  readonly thresholds: readonly ExplainedThreshold[]
  readonly surplus?: ExplainedSurplus
}

/** The days on which activities count, and why those; no text where no activities are asked. */
export type ExplainedWindow = CountingWindow & { readonly text: string }

/** How far it is there what some activities, or a surplus, count only with. */
export type ExplainedThreshold = Named & ThresholdFinding

/** What came from a former period and what is left for the next, each with a sentence about it. */
export type ExplainedSurplus = {
  readonly carriedIn: readonly (CarriedIn & Told)[]
  readonly left: readonly (LeftOver & Told)[]
}

type Told = { readonly label: string; readonly text: string; readonly article: string }

type Named = { readonly id: string; readonly article: string; readonly text: string }

/** A variant that would have held, had something been there. */
export type MissedVariant = Named & {
  readonly label: string
  /** What was not there, and at which moment. */
  readonly text: string
}

export type ExplainedNorm = NormFigures & {
  readonly article: string
  readonly source: string
  readonly label: string
  /** What the norm asks, in plain Dutch. */
  readonly asks: string
  /** The finding in plain Dutch: "Reflectie: 30 van 40 punten, 10 te weinig." */
  readonly text: string
  /** What the text says beside the figures, to stand where those are shown; empty where there is nothing. */
  readonly remark: string
  /** What counts for it only in part, as it limits that itself. */
  readonly limits: readonly ExplainedLimit[]
}

/** What counts for a norm only in part, as the norm limits it. */
export type ExplainedLimit = {
  readonly there: Amount
  readonly counted: Amount
  readonly text: string
}

export type ExplainedActivity = ActivityFigures & {
  readonly valuation?: ExplainedValuation
  /** The last day of submission for which it counts, where it lapses some time. */
  readonly countsUntil?: Temporal.PlainDate
  readonly things: { readonly cuts: readonly ExplainedCut[] }
  readonly second?: { readonly cuts: readonly ExplainedCut[] }
  readonly cuts: readonly ExplainedCut[]
  /** How its label stands on its day, with the reason; a question is for people to answer. */
  readonly label?: {
    readonly is: LabelVerdict['is']
    readonly text: string
    readonly article: string
  }
}

export type ExplainedValuation = {
  readonly text: string
  readonly article: string
  /** The most that one activity of its kind may be worth, where that keeps it low. */
  readonly limit?: Amount
}

export type ExplainedCut = {
  /** The id of a cap, a threshold or a lapse, or window, planned, rejected, valuation, decision, unknown-kind. */
  readonly by: string
  readonly amount: Amount
  readonly article: string
  readonly text: string
}
