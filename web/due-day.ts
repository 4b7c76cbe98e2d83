import { formatDay } from '#language/days.ts'

/** Whether the day by which something was to be there has gone by. */
export function isPast(day: Temporal.PlainDate, today: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(day, today) < 0
}

/** The day by which something is to be there, beside a word that says so: once it has gone by, that it is late. */
export function dueDay(day: Temporal.PlainDate, today: Temporal.PlainDate): string {
  return isPast(day, today) ? `${formatDay(day)}: te laat` : formatDay(day)
}
