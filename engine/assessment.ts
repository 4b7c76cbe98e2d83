import type { CountedState, Dossier } from './dossier.ts'
import type { LabelVerdict } from './label.ts'
import type { Dispensation } from './leave.ts'
import type { Proportion } from './proportion.ts'
import type { Amount } from './quantity.ts'
import type { Minimum } from './regulation.ts'
import type { ConditionFinding } from './requirements/condition.ts'
import type { Standing } from './standing.ts'
import type { Measure, Period } from './terms.ts'
import type { ActivityValue } from './valuation.ts'

/** 'temporary': it falls short, and no more than somebody may who is registered for a while. */
export type Outcome = Standing | 'exempt' | 'temporary'

/**
 * The answer as data: what counted, what did not and by which rule, what is missing and what is
 * awaited, as ids, codes, days and numbers. `explain` makes the sentences of it.
 */
export type Assessment = {
  readonly outcome: Outcome
  readonly regulation: { readonly register: string; readonly version: string }
  /** The sort of dossier, which decides the norms that hold. */
  readonly sort: Pick<Dossier, 'kind' | 'category'>
  /** The day on which the assessment is made. */
  readonly on: Temporal.PlainDate
  /** The days on which activities count. */
  readonly window: CountingWindow
  /** The variant that holds for this person, such as the lower norm with an SKJ registration. */
  readonly variant?: { readonly id: string }
  /** Variants that something in the dossier speaks for and that do not hold, with what is not there. */
  readonly missed: readonly { readonly id: string; readonly found: ConditionFinding }[]
  readonly exemption?: { readonly id: string }
  /** The norms that would have held, had leave not dispensed from them; absent where there are none. */
  readonly dispensed?: readonly Dispensation[]
  /** Where that is all that it can come to: a registration for a while. */
  readonly temporary?: TemporaryFinding
  /** The full period that follows upon a registration for a while, where all norms are met. */
  readonly nextPeriod?: NextPeriod
  readonly norms: readonly NormFinding[]
  readonly activities: readonly ActivityFinding[]
  /** How far what thresholds ask is there; with it or without it, activities or a surplus count. */
  readonly thresholds: readonly ThresholdFinding[]
  /** What came from a former period, and what is left for the next; absent where nothing goes along. */
  readonly surplus?: SurplusFinding
  /** What people decided about a surplus that does not go along. */
  readonly refusedSurplus?: { readonly reason?: string }
}

/** How far it is there what a threshold asks, or what a surplus counts only with ('carry-over'). */
export type ThresholdFinding = {
  readonly id: string
  readonly required: Amount
  readonly counted: Amount
  readonly provisional: Amount
  readonly standing: Standing
}

export type SurplusFinding = {
  readonly carriedIn: readonly CarriedIn[]
  readonly left: readonly LeftOver[]
}

/** What a former period left over, by what it stands under, with the id under which it is counted. */
export type CarriedIn = {
  readonly id: string
  readonly tag: string
  readonly amount: Amount
  readonly counted: Amount
  /** It counts only if somebody decides so. */
  readonly undecided?: true
}

/** What goes along to the next period: out of what is approved, and more out of what is claimed. */
export type LeftOver = {
  readonly tag: string
  readonly amount: Amount
  readonly provisional: Amount
}

/** The period of validity that a decision gives, and where the next counting window opens. */
export type NextPeriod = {
  readonly period: Period
  /** The day on which it begins. */
  readonly begins: 'after-former' | 'submission' | 'decision' | 'registration'
  /** Activities from this day on count for the next application. */
  readonly countsFrom: Temporal.PlainDate
  /** The whole months that a registration for a while took off it. */
  readonly monthsUsed: number
}

/** A registration for a while, for whoever falls short of what may still be open. */
export type TemporaryFinding = {
  /** Where all the other norms stand; 'met' where it is sure. */
  readonly standing: Exclude<Standing, 'not-met'>
  /** The norms and criteria that are still open. */
  readonly open: readonly string[]
  readonly period: Period
}

/** The days on which activities count, with the article that says so. */
export type CountingWindow = Period & {
  readonly opens: WindowOpening
  readonly article: string
  /** The fact on whose day the counting opens, where nobody has stated it. */
  readonly awaits?: string
}

/** Why the counting begins on its first day. */
export type WindowOpening =
  /** So many years before a day, or from the first of January of that year. */
  | {
      readonly is: 'look-back'
      readonly years: number
      readonly wholeYears: boolean
      readonly from: AnchorDay
    }
  /** One length of the period before a day: as it slides along, or as there is nothing else. */
  | { readonly is: 'sliding' | 'one-period-back'; readonly from: AnchorDay }
  | { readonly is: 'calendar-year' | 'fixed-block' | 'period' | 'registration' }
  /** The day after the application before, or wherever its counting ended. */
  | { readonly is: 'after-submission' | 'after-last-window' }
  /** Nothing before this day counts in this register. */
  | { readonly is: 'counts-from'; readonly day: Temporal.PlainDate }
  /** The day that somebody stated, or the day after it. */
  | { readonly is: 'fact'; readonly fact: string; readonly from: 'day' | 'day-after' }

/** The day from which a counting goes back. */
export type AnchorDay = 'submission' | 'decision' | 'period-end'

/** What is counted: the register's unit, the second one, things, hours of work, or nothing countable. */
export type NormMeasure = Measure | 'work-hours' | 'work-months' | 'hours-per-week' | 'yes-no'

/**
 * Amounts of one norm. counted comes from what is approved, provisional from what is claimed and
 * not judged yet; shortfall is what is missing even if all of that is approved. So met is
 * counted ≥ required, and not-met is shortfall > 0.
 */
export type Figures = {
  readonly measure: NormMeasure
  readonly required: Amount
  readonly counted: Amount
  readonly provisional: Amount
  readonly shortfall: Amount
}

/** One norm as everybody sees it in figures, whether put into words or not. */
export type NormFigures = Figures & {
  readonly id: string
  readonly outcome: Outcome
  /** It is not met, and nobody has stated what decides whether it applies, or from when things count. */
  readonly inDoubt?: true
  /** The same once the planned activities are done as planned. Planned ones never count. */
  readonly withPlanned: {
    readonly counted: Amount
    readonly planned: Amount
    readonly shortfall: Amount
  }
}

/** What stands fast of an assessment, however it is worded: its outcome, its window and its figures. */
export type AssessmentFigures = {
  readonly outcome: Outcome
  readonly window: Period
  readonly variant?: { readonly id: string }
  readonly exemption?: { readonly id: string }
  readonly temporary?: Pick<TemporaryFinding, 'standing' | 'open' | 'period'>
  readonly norms: readonly NormFigures[]
  readonly activities: readonly ActivityFigures[]
}

/** One norm held against the dossier, in the way in which it stands best. */
export type NormFinding = Omit<NormFigures, 'outcome'> &
  WayFinding & {
    /** The other ways in which the norm could have been met, where none is. */
    readonly others?: readonly WayFinding[]
    /** What is not settled about whether the norm applies at all. */
    readonly doubt?: ConditionFinding
    /** The variant whose figure it is, where it is not settled whether that holds. */
    readonly variant?: string
    /** The fact on whose day the counting opens, where it is open only as nobody has stated that. */
    readonly unopened?: string
    /** What somebody wrote who judged it. */
    readonly reason?: string
    /** It is no norm of the regulation: the category is missing, or it is no more. */
    readonly misplaced?: Misplaced
  }

/** Why nobody can be held to a category: none was chosen, or it is one of former versions. */
export type Misplaced = { readonly is: 'unchosen' } | { readonly is: 'former'; readonly id: string }

/** One way to meet a norm: its minima and its conditions. */
export type WayFinding = Figures & {
  readonly outcome: Standing
  /** The minima of this way, each by itself. */
  readonly minima: readonly MinimumFinding[]
  /** The years of which too little counts. */
  readonly shortYears: readonly ShortYear[]
  readonly conditions: readonly ConditionFinding[]
  /** A sole minimum that asks less of this person, with the days of which it asks anything. */
  readonly reduced?: { readonly whole: Amount; readonly part: PartOfTime }
}

/** How far a minimum is reached; one of every year is added up over the years. */
export type MinimumFinding = {
  readonly minimum: Minimum
  /** The value of a fact for which it is asked, where it is asked for each. */
  readonly value?: string
  readonly reached: Amount
  readonly required: Amount
  /** What it asks in proportion to a fact, and of which number that is. */
  readonly proportion?: Proportion
  /** For each limit of the minimum what there is within it. */
  readonly limits: readonly LimitFinding[]
}

/** What lies within a limit of a minimum, by its place, and what of it counts for that minimum. */
export type LimitFinding = {
  readonly limit: number
  readonly there: Amount
  readonly counted: Amount
}

/** A year with what is missing, and what a part of a year is asked for. */
export type ShortYear = {
  readonly year: Period
  readonly missing: Amount
  readonly asked?: Amount
}

/** The days of a stretch for which something is asked, and those for which nothing is. */
export type PartOfTime = {
  /** Of the whole stretch, and of what is asked of it. */
  readonly in: 'days' | 'months'
  readonly whole: number
  readonly asked: number
  readonly missed: readonly (Period & { readonly why: 'not-registered' | 'leave' })[]
}

/** What becomes of an activity in figures: claimed, awarded and counted are kept apart. */
export type ActivityFigures = {
  readonly id: string
  readonly state: CountedState
  readonly claimed: Amount
  readonly awarded: Amount
  readonly counted: Amount
  /** The same in things, where a norm counts things. */
  readonly things: { readonly awarded: Amount; readonly counted: Amount }
  /** The same in the second unit, where the regulation has one. */
  readonly second?: { readonly awarded: Amount; readonly counted: Amount }
  /** The ids of the norms to which it counts. */
  readonly countsFor: readonly string[]
}

/** Every difference between what was claimed, awarded and counted has exactly one cut. */
export type ActivityFinding = ActivityFigures & {
  /** The kind of activity; absent for what a former period left over. */
  readonly kind?: string
  readonly on: Temporal.PlainDate
  /** How the rule of its kind values it, also where a limit keeps it low; absent without a kind. */
  readonly valuation?: ActivityValue
  /** The last day of submission for which it counts, where it lapses some time. */
  readonly countsUntil?: Temporal.PlainDate
  /** Caps that took things away; their amounts are things too. */
  readonly things: { readonly cuts: readonly CapCut[] }
  /** The same in the second unit. */
  readonly second?: { readonly cuts: readonly CapCut[] }
  readonly cuts: readonly Cut[]
  /** How its label stands on its day, from the day on which labels are held against that. */
  readonly label?: LabelVerdict
}

/** What was taken off an activity, in hundredths, and by which rule. */
export type Cut = (CapCut | Bar | BelowThreshold | Lapsed | Decided | TakenByRule) & {
  /** What the person wrote who rejected it or awarded another amount. */
  readonly reason?: string
}

/** What a cap of the regulation, or the most that a surplus may bring, took away, in hundredths. */
export type CapCut =
  | { readonly by: 'cap'; readonly cap: string; readonly amount: Amount }
  | { readonly by: 'surplus-cap'; readonly amount: Amount }

/** Why nothing of it counts; outside the window it is before or after it. */
export type Bar = {
  readonly by: 'unknown-kind' | 'rejected' | 'used-before' | 'planned' | 'before' | 'after'
  readonly amount: Amount
}

/** There is not enough of what it counts only with; for a surplus the threshold is 'carry-over'. */
export type BelowThreshold = {
  readonly by: 'threshold'
  readonly threshold: string
  readonly amount: Amount
}

/** It was done too long before the submission. */
export type Lapsed = { readonly by: 'lapsed'; readonly lapse: string; readonly amount: Amount }

/** A person awarded another amount than was claimed, or would have been by the rule. */
export type Decided = {
  readonly by: 'decision'
  readonly amount: Amount
  readonly decided: Amount
  readonly asked?: Amount
}

/** The rule of its kind gives less than was claimed, or a surplus does not go along. */
export type TakenByRule = { readonly by: 'valuation' | 'carry-over'; readonly amount: Amount }
