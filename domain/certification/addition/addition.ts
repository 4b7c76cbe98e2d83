import type { Lifecycle } from '#domain/platform/lifecycle/lifecycle.ts'

/** Where an addition to the regulation stands. */
export type AdditionStatus = 'proposed' | 'adopted' | 'withdrawn'

export type AdditionEvent = 'adopt' | 'withdraw'

/**
 * The lifecycle of an addition: one proposes it, another adopts it. Until its first day it can be
 * withdrawn; from then on it holds.
 */
export const additionLifecycle = {
  proposed: { adopt: 'adopted', withdraw: 'withdrawn' },
  adopted: { withdraw: 'withdrawn' },
  withdrawn: {},
} as const satisfies Lifecycle<AdditionStatus, AdditionEvent>
