import type { Lifecycle } from '#domain/shared/lifecycle.ts'

/** Where an activity stands. Draft and planned ones never count; entered ones count provisionally. */
export type ActivityState =
  | 'draft'
  | 'planned'
  | 'awaiting-referee'
  | 'entered'
  | 'returned'
  | 'approved'
  | 'partly'
  | 'rejected'

export type ActivityEvent =
  | 'save-draft'
  | 'plan'
  | 'ask-referee'
  | 'referee-confirms'
  | 'referee-declines'
  | 'enter'
  | 'return'
  | 'approve'
  | 'approve-partly'
  | 'reject'

/**
 * The lifecycle of an activity. Saving it again while it is not judged starts over: what a referee
 * confirmed is then no longer what stands there.
 */
export const activityLifecycle = {
  draft: {
    'save-draft': 'draft',
    plan: 'planned',
    'ask-referee': 'awaiting-referee',
    enter: 'entered',
  },
  planned: {
    'save-draft': 'draft',
    plan: 'planned',
    'ask-referee': 'awaiting-referee',
    enter: 'entered',
  },
  'awaiting-referee': {
    'save-draft': 'draft',
    'ask-referee': 'awaiting-referee',
    'referee-confirms': 'entered',
    'referee-declines': 'returned',
    enter: 'entered',
  },
  entered: {
    'save-draft': 'draft',
    'ask-referee': 'awaiting-referee',
    enter: 'entered',
    return: 'returned',
    approve: 'approved',
    'approve-partly': 'partly',
    reject: 'rejected',
  },
  returned: {
    'save-draft': 'returned',
    'ask-referee': 'awaiting-referee',
    enter: 'entered',
    approve: 'approved',
    'approve-partly': 'partly',
    reject: 'rejected',
  },
  approved: {},
  partly: {},
  rejected: {},
} as const satisfies Lifecycle<ActivityState, ActivityEvent>

/** The states in which the hours count provisionally: claimed and not judged yet. */
export const countsProvisionally: ReadonlySet<ActivityState> = new Set([
  'awaiting-referee',
  'entered',
  'returned',
])
