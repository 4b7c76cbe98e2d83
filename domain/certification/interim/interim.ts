import type { Lifecycle } from '#domain/platform/lifecycle/lifecycle.ts'
import type { Amount } from '#engine'

/** Where a request stands to have an activity judged apart from an application. */
export type InterimStatus = 'asked' | 'decided' | 'withdrawn' | 'expired'

export type InterimEvent = 'decide' | 'withdraw' | 'expire'

/** The lifecycle of such a request. What is judged in an application, or has left, lets it expire. */
export const interimLifecycle = {
  asked: { decide: 'decided', withdraw: 'withdrawn', expire: 'expired' },
  decided: {},
  withdrawn: {},
  expired: {},
} as const satisfies Lifecycle<InterimStatus, InterimEvent>

/** What a member finds of an activity that is judged apart. */
export interface InterimGrant {
  readonly granted: boolean
  /** How much, where it is granted. */
  readonly amount: Amount | undefined
  readonly accredited: boolean
  readonly reason: string
}

/** What is missing or wrong in a member's judgement. */
export type InterimProblem =
  | 'no-outcome'
  | 'no-amount'
  | 'too-much'
  | 'no-accreditation'
  | 'no-reason'
