import type { CountingWindow } from './assessment.ts'
import type { CompiledRegulation } from './compile.ts'
import type { Dossier } from './dossier.ts'
import type { Period } from './regulation.ts'

/** The period of validity that a decision gives, and where the next counting window opens. */
export type NextPeriod = {
  readonly period: Period
  /** Activities from this day on count for the next application. */
  readonly countsFrom: Temporal.PlainDate
  readonly text: string
}

export type MayApply =
  | { readonly is: 'may-apply' }
  | { readonly is: 'too-early'; readonly from: Temporal.PlainDate; readonly text: string }
  | { readonly is: 'expired'; readonly since: Temporal.PlainDate; readonly text: string }

/** The days on which activities count for this dossier; `on` stands in for a submission to come. */
export declare function countingWindow(
  compiled: CompiledRegulation,
  dossier: Dossier,
  on: Temporal.PlainDate,
): CountingWindow

/** Whether the calendar allows an application on this day; the norms are another question. */
export declare function mayApply(
  compiled: CompiledRegulation,
  dossier: Dossier,
  on: Temporal.PlainDate,
): MayApply

/** The period of validity after a positive decision, by the regulation's rule or the choice. */
export declare function periodAfterDecision(
  compiled: CompiledRegulation,
  application: {
    readonly kind: 'first' | 'renewal'
    readonly submittedOn: Temporal.PlainDate
    readonly decidedOn: Temporal.PlainDate
    readonly oldPeriod?: Period
    readonly registeredOn?: Temporal.PlainDate
    /** For a renewal, where the regulation leaves the choice. */
    readonly choice?: 'old-end' | 'submission' | 'decision'
  },
): NextPeriod

/** The length of a period from a first day, up to and including its last. */
export declare function nextPeriod(first: Temporal.PlainDate, length: Temporal.Duration): Period
