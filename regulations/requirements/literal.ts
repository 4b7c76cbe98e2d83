import type { Condition, Regulation } from '#engine'

/** For whom norms are looked at: one kind of application, one category, one variant. */
export type Situation = {
  readonly kind: 'first' | 'renewal'
  readonly category?: string
  readonly variant?: string
}

/** A condition that must be so, or must not be so. */
export type Literal = { readonly condition: Condition; readonly holds: boolean }

/** Everything that is supposed of one person, in one situation under one regulation. */
export type Supposed = {
  readonly regulation: Regulation
  readonly situation: Situation
  readonly literals: readonly Literal[]
}
