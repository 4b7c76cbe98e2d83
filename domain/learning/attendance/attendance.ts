import type { Lifecycle } from '#domain/platform/lifecycle/lifecycle.ts'

/**
 * How it stands with what an organisation says of somebody: it waits to be put into their portfolios, stands
 * there, was taken out again, or was left out as no portfolio of theirs is open yet.
 */
export type AttendanceState = 'waiting' | 'placed' | 'left-out' | 'taken-out'

export type AttendanceEvent = 'place' | 'leave-out' | 'take-out'

export const attendanceLifecycle = {
  waiting: { place: 'placed', 'leave-out': 'left-out', 'take-out': 'taken-out' },
  placed: { 'take-out': 'taken-out' },
  // A portfolio opened.
  'left-out': { place: 'placed', 'take-out': 'taken-out' },
  'taken-out': {},
} as const satisfies Lifecycle<AttendanceState, AttendanceEvent>

/**
 * How it stands with somebody who does not agree: the organisation is asked, the two differ or no answer came in
 * time so that a back office decides, or it has ended.
 */
export type ContestState = 'asked' | 'differs' | 'ended'

export type ContestEvent = 'agree' | 'differ' | 'pass' | 'decide' | 'fall-away'

export const contestLifecycle = {
  asked: { agree: 'ended', differ: 'differs', pass: 'differs', 'fall-away': 'ended' },
  differs: { decide: 'ended', 'fall-away': 'ended' },
  ended: {},
} as const satisfies Lifecycle<ContestState, ContestEvent>

/** How many days after it was asked an organisation is reminded that it has not answered. */
export const contestReminderDays = [7, 14] as const

/** How many days an organisation has to answer; after that a back office decides without it. */
export const contestDays = 21

/** The last day on which an organisation can answer somebody who does not agree. */
export function lastDayToAnswer(contestedOn: Temporal.PlainDate): Temporal.PlainDate {
  return contestedOn.add({ days: contestDays })
}

/** What somebody says is wrong: they were not there, or for other hours. */
export type ContestedWrong = 'not-there' | 'other-hours'

/** In which register an attendance came to stand, and how. */
export interface Placed {
  readonly register: string
  readonly registrationId: string
  readonly kind: string | undefined
  /**
   * `asks` something before it counts; `stood` there already, or `stood-unaccredited` where a register decided that it is
   * accredited and it stands there as not.
   */
  readonly is: 'entered' | 'asks' | 'stood' | 'stood-unaccredited'
}

/** Where an attendance stood that was taken out, and in which registers what came with it stays. */
export interface TakenOut {
  readonly where: readonly { readonly register: string; readonly registrationId: string }[]
  readonly stays: readonly string[]
}

/** What became of other hours: in which registers the old ones stay, as they are in an application or judged. */
export interface Corrected {
  readonly stays: readonly string[]
  /** Whether somebody had entered other hours themselves, which stay. */
  readonly own: boolean
}
