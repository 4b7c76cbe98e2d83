import type { Lifecycle } from '#domain/platform/lifecycle/lifecycle.ts'

/** Where an objection to a decision stands. */
export type ObjectionStatus = 'received' | 'awaiting-grounds' | 'in-hand' | 'decided' | 'withdrawn'

export type ObjectionEvent = 'ask-grounds' | 'give-grounds' | 'pass-on' | 'decide' | 'withdraw'

/**
 * The lifecycle of an objection: the back office looks whether it is complete, asks for the grounds
 * where they are not there yet, and passes it on to whoever decides. Whoever made it can take it back at
 * any moment until then.
 */
export const objectionLifecycle = {
  received: { 'ask-grounds': 'awaiting-grounds', 'pass-on': 'in-hand', withdraw: 'withdrawn' },
  'awaiting-grounds': {
    'give-grounds': 'received',
    'pass-on': 'in-hand',
    withdraw: 'withdrawn',
  },
  'in-hand': { decide: 'decided', withdraw: 'withdrawn' },
  decided: {},
  withdrawn: {},
} as const satisfies Lifecycle<ObjectionStatus, ObjectionEvent>

/** The statuses in which an objection has no outcome yet. */
export const openObjections = ['received', 'awaiting-grounds', 'in-hand'] as const

/** What was decided on an objection; inadmissible says nothing about whether it was right. */
export type ObjectionOutcome = 'unfounded' | 'partly' | 'founded' | 'inadmissible'

/** Whether an outcome puts another decision in the place of the one that it was about. */
export function isFounded(outcome: ObjectionOutcome): boolean {
  return outcome === 'founded' || outcome === 'partly'
}

/** A number as people say it: "BZ-2027-0004". */
export function objectionNumber(year: number, last: number): string {
  return `BZ-${year}-${String(last).padStart(4, '0')}`
}

/** How long a text of an objection can be. */
export const mostWritten = 20_000

/** How many files one objection can have. */
export const mostObjectionFiles = 40
