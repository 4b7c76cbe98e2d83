import type { Lifecycle } from '#domain/platform/lifecycle/lifecycle.ts'

export type GoalStatus = 'open' | 'reached' | 'dropped'

export type GoalEvent = 'reach' | 'drop' | 'take-up'

/** The lifecycle of a goal: what was reached or dropped can be taken up again. */
export const goalLifecycle = {
  open: { reach: 'reached', drop: 'dropped' },
  reached: { 'take-up': 'open' },
  dropped: { 'take-up': 'open' },
} as const satisfies Lifecycle<GoalStatus, GoalEvent>

/** How often somebody can be reminded of their plan, in months; 0 is never. */
export const remindEvery = [0, 1, 3, 6] as const

export type RemindEvery = (typeof remindEvery)[number]

/** How many goals one plan can have: more is a list, not a plan. */
export const mostGoals = 20

/** The longest that the sentence of one goal can be. */
export const longestGoal = 200

/** Something that somebody means to learn. */
export interface Goal {
  readonly id: string
  /** The competence that it is about, by the id of the register. */
  readonly competence: string | undefined
  readonly text: string
  /** What they chose to do for it. */
  readonly learning: string
  readonly byOn: Temporal.PlainDate | undefined
  readonly status: GoalStatus
  readonly statusOn: Temporal.PlainDate | undefined
  readonly version: number
}

/** A development plan: for how long, with whom it was made, and its goals. */
export interface DevelopmentPlan {
  readonly id: string
  readonly madeWith: string
  readonly first: Temporal.PlainDate
  readonly last: Temporal.PlainDate
  readonly note: string
  readonly remindMonths: RemindEvery
  readonly endedOn: Temporal.PlainDate | undefined
  readonly goals: readonly Goal[]
  readonly version: number
}
