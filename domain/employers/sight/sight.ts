import type { Lifecycle } from '#domain/platform/lifecycle/lifecycle.ts'

/**
 * How much of a registration somebody lets an employer see, each with what is before it: in which register they are, how
 * that stands and until when; how far they are with each norm and what has to be done by which day; the title, hours and
 * accreditation of each activity. There is nothing else to give.
 */
export const levels = ['status', 'norms', 'learning'] as const

export type Level = (typeof levels)[number]

/** Whether one level shows what another does. */
export function shows(level: Level, what: Level): boolean {
  return levels.indexOf(level) >= levels.indexOf(what)
}

/**
 * How it stands with what somebody lets an employer see: the employer asked, they said no (of which the employer hears
 * nothing), they gave it, or it is over.
 */
export type SightState = 'asked' | 'declined' | 'given' | 'ended'

export type SightEvent =
  | 'give'
  | 'decline'
  /** The yearly question was answered, or another level or last day was chosen. */
  | 'confirm'
  /** The employer put them into another team. */
  | 'place'
  /** The person stops it, the employer does, its last day was, nobody answered, or the registration or the organisation ended. */
  | 'end'
  /** The employer takes back what it asked, or nobody answered in time. */
  | 'lapse'

/** Whoever begins it themselves begins with what is given. */
export const sightLifecycle = {
  asked: { give: 'given', decline: 'declined', lapse: 'ended', end: 'ended' },
  declined: { give: 'given', lapse: 'ended', end: 'ended' },
  given: { confirm: 'given', place: 'given', end: 'ended' },
  ended: {},
} as const satisfies Lifecycle<SightState, SightEvent>

/** Why it ended. */
export type SightEnd =
  | 'person'
  | 'employer'
  /** The day that was said beforehand. */
  | 'last-day'
  | 'unanswered'
  /** The registration is over. */
  | 'registration'
  /** The organisation was closed, or went on in another. */
  | 'organisation'
  /** Something else of theirs came in its place. */
  | 'replaced'

/** For so many days what an employer asks waits for an answer. */
export const daysToAnswer = 30

/** After so many months it is asked whether it goes on, and for so many days that is waited for. */
export const monthsToQuestion = 12
export const daysToConfirm = 30

/** Of the days to confirm so many are left when it is asked once more. */
export const daysLeftAtReminder = 7

/** How many one organisation can ask on a day, and how often one person is asked by it in a week. */
export const mostAsked = { aDay: 50, ofOneAWeek: 2, waiting: 200 } as const

/** The day from which it is asked whether it goes on. */
export function questionFrom(since: Temporal.PlainDate): Temporal.PlainDate {
  return since.add({ months: monthsToQuestion })
}

/** The last day to answer what was asked on a day. */
export function answerBefore(askedOn: Temporal.PlainDate): Temporal.PlainDate {
  return askedOn.add({ days: daysToAnswer })
}

/** The last day to say that it goes on. */
export function confirmBefore(questionedOn: Temporal.PlainDate): Temporal.PlainDate {
  return questionedOn.add({ days: daysToConfirm })
}
