import type { Wish } from './allocation.ts'
import type { Plan } from './plan.ts'
import type { Portfolios } from './portfolios.ts'
import type { Shape } from './shape.ts'

/** One portfolio, and what it is counted for. */
export type Counting = {
  readonly plan: Plan
  readonly shape: Shape
  readonly portfolios: Portfolios
  readonly at: number
  /** For each rule by which something lapses, the first day that did not. */
  readonly notLapsedFrom: readonly number[]
  /** What each goal requires, in hundredths or in whole things. */
  readonly required: readonly number[]
  /** For each goal the one of which it is a rest, outside its limits. */
  readonly partOf: readonly (number | undefined)[]
  /** What the norms wish for, asked only where caps make a choice necessary. */
  readonly wishes: (open: Uint8Array) => readonly Wish[]
}
