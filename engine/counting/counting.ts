import type { CapCut } from '../assessment.ts'
import type { Regulation } from '../regulation.ts'
import type { Period } from '../terms.ts'
import type { Item } from './allocation.ts'
import type { Plan, Row } from './plan.ts'
import type { Stretch } from './stretches.ts'

/** What entries are counted for, and under which caps. */
export type Counting = {
  readonly regulation: Regulation
  readonly plan: Plan
  /** For each signature: which minima and caps it touches. */
  readonly rows: readonly Row[]
  readonly stretches: readonly Stretch[]
  readonly period: Period
}

/** The amount of an entry that may count, or its things: an item of the allocation. */
export type Portion = Item & { readonly entry: number }

/** How far each stretch is reached, and how much counts of each entry. */
export type Count = {
  readonly reached: readonly Reached[]
  readonly shares: readonly EntryShare[]
}

export type Reached = {
  readonly approved: number
  readonly claimed: number
  /** What counts only if people decide so. */
  readonly undecided: number
}

/** How much of an entry counts, in hundredths and in whole things, and which caps took the rest. */
export type EntryShare = {
  readonly amount: number
  readonly things: number
  readonly cuts: readonly CapCut[]
  readonly thingCuts: readonly CapCut[]
}
