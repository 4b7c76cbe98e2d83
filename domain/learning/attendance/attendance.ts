import type { Lifecycle } from '#domain/platform/lifecycle/lifecycle.ts'

/**
 * How it stands with what an organisation says of somebody: it waits to be put into their portfolios, stands
 * there, was taken out again, or was left out as no portfolio of theirs is open.
 */
export type AttendanceState = 'waiting' | 'placed' | 'left-out' | 'taken-out'

export type AttendanceEvent = 'place' | 'leave-out' | 'take-out'

export const attendanceLifecycle = {
  waiting: { place: 'placed', 'leave-out': 'left-out', 'take-out': 'taken-out' },
  placed: { 'take-out': 'taken-out' },
  'left-out': { 'take-out': 'taken-out' },
  'taken-out': {},
} as const satisfies Lifecycle<AttendanceState, AttendanceEvent>

/**
 * How it stands with somebody who does not agree: the organisation is asked, the two differ so that a back
 * office decides, or it has ended.
 */
export type ContestState = 'asked' | 'differs' | 'ended'

export type ContestEvent = 'agree' | 'differ' | 'decide'

export const contestLifecycle = {
  asked: { agree: 'ended', differ: 'differs' },
  differs: { decide: 'ended' },
  ended: {},
} as const satisfies Lifecycle<ContestState, ContestEvent>

/** What somebody says is wrong: they were not there, or for other hours. */
export type ContestedWrong = 'not-there' | 'other-hours'

/** In which register an attendance came to stand, and how. */
export interface Placed {
  readonly register: string
  readonly registrationId: string
  readonly kind: string | undefined
  /** `asks` something before it counts; `stood` there already. */
  readonly is: 'entered' | 'asks' | 'stood'
}
