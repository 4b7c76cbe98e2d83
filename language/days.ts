import { formatList } from './lists.ts'
import type { Language } from './locale.ts'
import { inEach } from './locale.ts'

type Day = string | Temporal.PlainDate
type Moment = string | Temporal.Instant

const officeZone = 'Europe/Amsterdam'

/** The twelve months as they are written in a sentence: "januari", "January". */
export const monthNames: Readonly<Record<Language, readonly string[]>> = inEach((locale) => {
  const month = new Intl.DateTimeFormat(locale, { month: 'long' })
  return Array.from({ length: 12 }, (_, index) =>
    month.format(Temporal.PlainDate.from({ year: 2000, month: index + 1, day: 1 })),
  )
})

/** The day of an ISO text; undefined where it is no such text. */
export function dayIn(text: unknown): Temporal.PlainDate | undefined {
  if (typeof text !== 'string') return undefined
  try {
    return Temporal.PlainDate.from(text)
  } catch {
    return undefined
  }
}

/** Writes a day in running text: "12 november 2026". Takes a day or its ISO text. */
export function formatDay(day: Day, language: Language = 'nl'): string {
  const date = typeof day === 'string' ? Temporal.PlainDate.from(day) : day
  return `${date.day} ${monthNames[language][date.month - 1]} ${date.year}`
}

/**
 * Writes days in their order as one says them, a month and a year once where they are the same: "12 en 19 november 2026",
 * "28 december 2026 en 4 januari 2027". Takes days or their ISO text.
 */
export function formatDays(days: readonly Day[]): string {
  const dates = days.map((day) => Temporal.PlainDate.from(day))
  return formatList(
    dates.map((date, at) => {
      const after = dates[at + 1]
      if (after?.year !== date.year) return formatDay(date)
      return after.month === date.month ? String(date.day) : formatDayOfYear(date)
    }),
  )
}

/** Writes the first and the last of days that lie between: "10 tot en met 12 december 2026". */
export function formatSpan(first: Day, last: Day): string {
  const [from, to] = [Temporal.PlainDate.from(first), Temporal.PlainDate.from(last)]
  if (from.equals(to)) return formatDay(to)
  if (from.year !== to.year) return `${formatDay(from)} tot en met ${formatDay(to)}`
  const begins = from.month === to.month ? String(from.day) : formatDayOfYear(from)
  return `${begins} tot en met ${formatDay(to)}`
}

function formatDayOfYear({ day, month }: Temporal.PlainDate): string {
  return `${day} ${monthNames.nl[month - 1]}`
}

/** Writes a time of the day that is kept as HH:MM, as one says it: "9.30". */
export function formatTime(time: string): string {
  return time.replace(/^0/, '').replace(':', '.')
}

/** Writes the month of a day: "november 2026". */
export function formatMonth(day: Temporal.PlainDate, language: Language = 'nl'): string {
  return `${monthNames[language][day.month - 1]} ${day.year}`
}

/** Writes a day for a table: "12-11-2026". Takes a day or its ISO text. */
export function formatDayShort(day: Day): string {
  const date = Temporal.PlainDate.from(day)
  return `${twoDigits(date.day)}-${twoDigits(date.month)}-${date.year}`
}

/** Writes a moment as the office's clock shows it: "12 november 2026, 14.05 uur". */
export function formatMoment(moment: Moment, language: Language = 'nl'): string {
  const local = inTheOffice(moment)
  const [day, minutes] = [formatDay(local.toPlainDate(), language), twoDigits(local.minute)]
  return language === 'nl'
    ? `${day}, ${local.hour}.${minutes} uur`
    : `${day}, ${local.hour}:${minutes}`
}

/** Writes a moment within a sentence of a letter or paper: "12 november 2026 om 14.05 uur". */
export function momentInText(moment: Moment): string {
  const local = inTheOffice(moment)
  return `${formatDay(local.toPlainDate())} om ${local.hour}.${twoDigits(local.minute)} uur`
}

function inTheOffice(moment: Moment): Temporal.ZonedDateTime {
  return Temporal.Instant.from(moment).toZonedDateTimeISO(officeZone)
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0')
}
