import type { CountedState } from './dossier.ts'
import type { Amount } from './quantity.ts'
import type { Measure } from './regulation.ts'
import type { Period } from './terms.ts'

export type Outcome = 'met' | 'not-met' | 'undetermined' | 'for-the-committee' | 'exempt'

/** The answer: what counted, what did not and why, what is missing and what is awaited. */
export type Assessment = {
  readonly outcome: Outcome
  /** The answer in one plain sentence, to stand above the norms. */
  readonly sentence: string
  readonly regulation: { readonly register: string; readonly version: string }
  /** The day on which the assessment is made. */
  readonly on: Temporal.PlainDate
  /** The days on which activities count. */
  readonly window: CountingWindow
  /** The variant that holds for this person, such as the lower norm with an SKJ registration. */
  readonly variant?: { readonly id: string; readonly article: string; readonly text: string }
  /** Variants that something in the dossier speaks for and that do not hold, with what is not there. */
  readonly missed: readonly MissedVariant[]
  readonly exemption?: { readonly id: string; readonly article: string; readonly text: string }
  readonly norms: readonly NormFinding[]
  readonly activities: readonly ActivityFinding[]
}

/** A variant that would have held, had something been there. */
export type MissedVariant = {
  readonly id: string
  readonly label: string
  readonly article: string
  /** What was not there, and at which moment. */
  readonly text: string
}

export type CountingWindow = Period & { readonly text: string; readonly article: string }

/**
 * One norm held against the dossier. counted comes from what is approved, provisional from what is
 * claimed and not judged yet; shortfall is what is missing even if all of that is approved. So met
 * is counted ≥ required, and not-met is shortfall > 0.
 */
export type NormFinding = {
  readonly id: string
  readonly article: string
  readonly source: string
  readonly label: string
  /** What the norm asks, in plain Dutch. */
  readonly asks: string
  readonly outcome: Outcome
  /** What is counted: the register's unit, things, hours of work, or nothing countable. */
  readonly measure: Measure | 'work-hours' | 'work-months' | 'hours-per-week' | 'yes-no'
  readonly required: Amount
  readonly counted: Amount
  readonly provisional: Amount
  readonly shortfall: Amount
  /** It is not met, and nobody has stated what decides whether it applies. */
  readonly inDoubt?: true
  /** The finding in plain Dutch: "Reflectie: 30 van 40 punten, 10 te weinig." */
  readonly text: string
  /** The same once the planned activities are done as planned. Planned ones never count. */
  readonly withPlanned: {
    readonly counted: Amount
    readonly planned: Amount
    readonly shortfall: Amount
  }
}

/** Claimed, awarded and counted are kept apart; every difference has exactly one cut. */
export type ActivityFinding = {
  readonly id: string
  readonly state: CountedState
  readonly claimed: Amount
  readonly awarded: Amount
  readonly counted: Amount
  /** How the rule of its kind values it, also where a limit keeps it low; absent without a kind. */
  readonly valuation?: ValuationFinding
  /** The same in things, where a norm counts things. */
  readonly things: {
    readonly awarded: Amount
    readonly counted: Amount
    /** Caps that took things away; their amounts are things too. */
    readonly cuts: readonly Cut[]
  }
  /** The ids of the norms to which it counts. */
  readonly countsFor: readonly string[]
  readonly cuts: readonly Cut[]
}

export type ValuationFinding = {
  readonly text: string
  readonly article: string
  /** The most that one activity of its kind may be worth, where that keeps it low. */
  readonly limit?: Amount
}

export type Cut = {
  /** A cap's id, or window, planned, rejected, valuation, decision, unknown-kind. */
  readonly by: string
  readonly amount: Amount
  readonly article: string
  readonly text: string
}
