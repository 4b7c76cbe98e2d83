import type { Lifecycle } from '#domain/shared/lifecycle.ts'

/** Where an application for certification stands. */
export type ApplicationStatus =
  | 'submitted'
  | 'returned'
  | 'with-committee'
  | 'granted'
  | 'refused'
  | 'withdrawn'

export type ApplicationEvent = 'return' | 'complete' | 'pass-on' | 'grant' | 'refuse' | 'withdraw'

/** The lifecycle of an application, from the back office's check to the committee's decision. */
export const applicationLifecycle = {
  submitted: { return: 'returned', 'pass-on': 'with-committee', withdraw: 'withdrawn' },
  returned: { complete: 'submitted', withdraw: 'withdrawn' },
  'with-committee': { grant: 'granted', refuse: 'refused', withdraw: 'withdrawn' },
  granted: {},
  refused: {},
  withdrawn: {},
} as const satisfies Lifecycle<ApplicationStatus, ApplicationEvent>
