import type { Course, Edition } from '#domain/courses/course/course.ts'
import { isOffered } from '#domain/courses/course/course.ts'
import type { Lifecycle } from '#domain/platform/lifecycle/lifecycle.ts'

/** How somebody stands who wants to come: they come, wait until a place is free, or were offered one. */
export type EnrolmentState = 'enrolled' | 'waiting' | 'offered' | 'ended'

export type EnrolmentEvent =
  /** A place came free, and it is their turn. */
  | 'offer'
  | 'accept'
  /** They do not want to come any more. */
  | 'withdraw'
  /** They did not answer in time. */
  | 'lapse'
  /** It does not take place or begins, they are not registered any more, or it can no longer be told who was there. */
  | 'end'

export const enrolmentLifecycle = {
  enrolled: { withdraw: 'ended', end: 'ended' },
  waiting: { offer: 'offered', withdraw: 'ended', end: 'ended' },
  offered: { accept: 'enrolled', withdraw: 'ended', lapse: 'ended', end: 'ended' },
  ended: {},
} as const satisfies Lifecycle<EnrolmentState, EnrolmentEvent>

/** For so many days after the day on which a place was offered it can be accepted; never on the first day itself. */
const daysToAnswer = 3

/** The last day on which a place that is offered today can be accepted. */
export function answerUntil(edition: Edition, today: Temporal.PlainDate): Temporal.PlainDate {
  const until = today.add({ days: daysToAnswer })
  const before = edition.days[0]?.subtract({ days: 1 }) ?? until
  return Temporal.PlainDate.compare(before, until) < 0 ? before : until
}

/** What of somebody goes to whoever gives an edition, as they agreed to. */
export interface PassedOn {
  readonly name: string
  readonly surname: string
  /** As they are written, that of the register where they enrol first. */
  readonly numbers: readonly string[]
}

/** Somebody who wants to come, as whoever gives it sees them. */
export interface Enrolled extends PassedOn {
  readonly id: string
  readonly register: string
  readonly state: Exclude<EnrolmentState, 'ended'>
  readonly enrolledOn: Temporal.PlainDate
  /** The last day to accept the place that they were offered. */
  readonly offeredUntil: Temporal.PlainDate | undefined
}

/** Whether somebody can enrol for an edition, and if not why. */
export type MayEnrol =
  | 'yes'
  /** It is full, or others wait: a place that comes free is offered to them in turn. */
  | 'wait'
  | 'cancelled'
  /** It has begun. */
  | 'over'
  /** Who gives it has people enrol with themselves. */
  | 'elsewhere'
  /** The course is offered no more. */
  | 'not-offered'
  /** Nobody looked yet who its organisation is, or that was taken back. */
  | 'unchecked'

/** How many places are taken of an edition, with those that are offered, and how many people wait for one. */
export interface Taken {
  readonly taken: number
  readonly waiting: number
}

export const nobody: Taken = { taken: 0, waiting: 0 }

/** Whether somebody can enrol on a day, with so many who did. */
export function mayEnrol(
  course: Course,
  edition: Edition,
  {
    taken,
    waiting,
    unchecked,
    today,
  }: Taken & { readonly unchecked: boolean; readonly today: Temporal.PlainDate },
): MayEnrol {
  const first = edition.days[0] ?? today
  if (edition.cancelledOn !== undefined) return 'cancelled'
  if (Temporal.PlainDate.compare(first, today) <= 0) return 'over'
  if (!isOffered(course, today)) return 'not-offered'
  if (unchecked) return 'unchecked'
  if (edition.enrols === false) return 'elsewhere'
  return edition.places !== undefined && (taken >= edition.places || waiting > 0) ? 'wait' : 'yes'
}
