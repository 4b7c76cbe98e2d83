import type { Register } from '#regulations/register.ts'

/** When the committee meets, as the register's data say: the nth weekday of some months. */
export type MeetingRule = Register['terms']['committee']

/** A day on which the committee meets, and what hangs on it. */
export interface MeetingDay {
  readonly on: Temporal.PlainDate
  /** The last day on which an application can be complete and still be on the agenda. */
  readonly closes: Temporal.PlainDate
}

/** The first meeting for which an application that is complete on this day is in time. */
export function meetingFor(rule: MeetingRule, completeOn: Temporal.PlainDate): MeetingDay {
  return firstMeeting(rule, completeOn, ({ closes }) => !isBefore(closes, completeOn))
}

/**
 * The meeting on whose agenda an application comes that was complete on a day: the one for which it
 * was in time, or the next one when that has passed.
 */
export function expectedMeeting(
  rule: MeetingRule,
  completeOn: Temporal.PlainDate,
  today: Temporal.PlainDate,
): MeetingDay {
  const inTime = meetingFor(rule, completeOn)
  return isBefore(inTime.on, today) ? meetingFrom(rule, today) : inTime
}

/** The first meeting on or after this day. */
export function meetingFrom(rule: MeetingRule, day: Temporal.PlainDate): MeetingDay {
  return firstMeeting(rule, day, ({ on }) => !isBefore(on, day))
}

/** The first meeting after this day. */
export function meetingAfter(rule: MeetingRule, day: Temporal.PlainDate): MeetingDay {
  return meetingFrom(rule, day.add({ days: 1 }))
}

/** The last day on which somebody hears the decision of a meeting. */
export function answerBy(register: Register, meetingOn: Temporal.PlainDate): Temporal.PlainDate {
  return meetingOn.add({ days: register.terms.decisionDays })
}

/** The day of the meeting in a month: week 2 and weekday 4 is the second Thursday. */
export function meetingInMonth(rule: MeetingRule, month: Temporal.PlainYearMonth): MeetingDay {
  const first = month.toPlainDate({ day: 1 })
  const days = ((rule.weekday - first.dayOfWeek + 7) % 7) + 7 * (rule.week - 1)
  const on = first.add({ days })
  return { on, closes: on.subtract({ days: rule.closesDaysBefore }) }
}

// Every rule names a month, so that a meeting is found within two years of any term.
function firstMeeting(
  rule: MeetingRule,
  from: Temporal.PlainDate,
  fits: (day: MeetingDay) => boolean,
): MeetingDay {
  let month = from.toPlainYearMonth()
  for (let tried = 0; tried < 60; tried += 1) {
    if (rule.months.includes(month.month)) {
      const day = meetingInMonth(rule, month)
      if (fits(day)) return day
    }
    month = month.add({ months: 1 })
  }
  throw new Error('The rule for meetings names no month in which the committee meets')
}

function isBefore(day: Temporal.PlainDate, other: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(day, other) < 0
}
