import type { Assessment } from './assessment.ts'
import type { CompiledRegulation } from './compile.ts'
import type { Dossier } from './dossier.ts'
import type { Amount } from './quantity.ts'

/** What is still missing for one norm, and the pace that is needed to have it in time. */
export type Pace = {
  readonly norm: string
  readonly shortfall: Amount
  readonly shortfallWithPlanned: Amount
  /** The amount needed in each month that is left, rounded up to a hundredth. */
  readonly perMonth: Amount
  readonly monthsLeft: number
  readonly before: Temporal.PlainDate
  readonly text: string
}

/** "Haal ik het vóór mijn datum?" */
export type Forecast = {
  readonly before: Temporal.PlainDate
  readonly outcome: 'already-met' | 'met-with-planned' | 'not-met-with-planned' | 'undetermined'
  /** The first day on which the norms are met if all goes as planned. */
  readonly metOn?: Temporal.PlainDate
  /** The planned activities that together close the gap, earliest first. */
  readonly needed: readonly string[]
  readonly paces: readonly Pace[]
  readonly text: string
}

/** What must still be done for each norm, spread evenly over the months before a day. */
export declare function pace(
  compiled: CompiledRegulation,
  assessment: Assessment,
  before: Temporal.PlainDate,
): readonly Pace[]

/** Assesses the dossier as it will be when the planned activities are done, up to a day. */
export declare function forecast(
  compiled: CompiledRegulation,
  dossier: Dossier,
  on: Temporal.PlainDate,
  before: Temporal.PlainDate,
): Forecast
