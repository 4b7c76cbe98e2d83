import type { Lifecycle } from '#domain/platform/lifecycle/lifecycle.ts'

/** Where a meeting of the committee stands. */
export type MeetingStatus = 'planned' | 'held'

export type MeetingEvent = 'close'

/** The lifecycle of a meeting: the back office closes it when it has been held. */
export const meetingLifecycle = {
  planned: { close: 'held' },
  held: {},
} as const satisfies Lifecycle<MeetingStatus, MeetingEvent>
