import type { NormFinding } from '../assessment.ts'
import type { PartOfTime } from '../counting/stretches.ts'
import type { Amount } from '../quantity.ts'
import type { Minimum, Norm } from '../regulation.ts'
import type { Standing } from '../standing.ts'
import type { Period } from '../terms.ts'

/** A norm held against what counts, before it is put into words. */
export type WeighedNorm = {
  readonly norm: Norm
  readonly standing: Standing
  readonly measure: NormFinding['measure']
  readonly required: number
  readonly counted: number
  readonly provisional: number
  readonly shortfall: number
  /** What its conditions found. */
  readonly remarks: readonly string[]
  /** The years of which too little counts. */
  readonly shortYears?: readonly ShortYear[]
  /** The finding of a sole condition that counts, such as hours of work; it takes the head's place. */
  readonly head?: string
  /** A minimum that asks less of this person, with the days of which it asks anything. */
  readonly reduced?: { readonly whole: Amount; readonly part: PartOfTime }
  /** The minima of this way, each by itself, where they are more than one. */
  readonly minima?: readonly Share[]
  /** The other ways in which the norm could have been met, where none is. */
  readonly others?: readonly WeighedNorm[]
  /** It is not settled whether the norm applies, with what its condition found. */
  readonly mayNotApply?: string
  /** It is not met, and nobody has stated what decides whether it applies. */
  readonly inDoubt?: true
}

/** A year with what is missing, and what a part of a year is asked for. */
export type ShortYear = {
  readonly year: Period
  readonly missing: Amount
  readonly asked?: Amount
}

/** How far one of several minima is reached. */
export type Share = {
  readonly minimum: Minimum
  readonly reached: Amount
  readonly required: Amount
}
