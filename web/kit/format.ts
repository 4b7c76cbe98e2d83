import type { Unit } from './content.ts'
import type { Language } from './words.ts'

type Day = string | Temporal.PlainDate
type Moment = string | Temporal.Instant

const NO_BREAK = '\u00a0'
const OFFICE_ZONE = 'Europe/Amsterdam'

const monthNames = {
  nl: 'januari februari maart april mei juni juli augustus september oktober november december',
  en: 'January February March April May June July August September October November December',
}

/** Writes a day in running text: "12 november 2026". Takes a day or its ISO text. */
export function formatDay(day: Day, language: Language = 'nl'): string {
  const date = Temporal.PlainDate.from(day)
  const month = monthNames[language].split(' ')[date.month - 1]
  return `${date.day} ${month} ${date.year}`
}

/** Writes a day for a table: "12-11-2026". Takes a day or its ISO text. */
export function formatDayShort(day: Day): string {
  const date = Temporal.PlainDate.from(day)
  return `${twoDigits(date.day)}-${twoDigits(date.month)}-${date.year}`
}

/** Writes a moment as the office's clock shows it: "12 november 2026, 14.05 uur". */
export function formatMoment(moment: Moment, language: Language = 'nl'): string {
  const local = Temporal.Instant.from(moment).toZonedDateTimeISO(OFFICE_ZONE)
  const day = formatDay(local.toPlainDate(), language)
  const minutes = twoDigits(local.minute)
  return language === 'nl'
    ? `${day}, ${local.hour}.${minutes} uur`
    : `${day}, ${local.hour}:${minutes}`
}

/** Writes a quantity in hundredths as a number with a decimal comma and no needless zeros: 150 is "1,5". */
export function formatNumber(hundredths: number, language: Language = 'nl'): string {
  const cents = Math.abs(hundredths) % 100
  const decimals = cents === 0 ? '' : twoDigits(cents).replace(/0$/, '')
  const whole = formatCount(Math.floor(Math.abs(hundredths) / 100), language)
  const sign = hundredths < 0 ? '−' : ''
  return `${sign}${whole}${decimals && (language === 'nl' ? ',' : '.')}${decimals}`
}

/** Writes a quantity in hundredths with its unit: "1,5 uur", "0,5 punt", "40 punten". */
export function formatQuantity(hundredths: number, unit: Unit, language: Language = 'nl'): string {
  const word = hundredths > 0 && hundredths <= 100 ? unit.one : unit.many
  return `${formatNumber(hundredths, language)}${NO_BREAK}${word}`
}

/** Writes a whole number with points between thousands: "12.400". */
export function formatCount(count: number, language: Language = 'nl'): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, language === 'nl' ? '.' : ',')
}

/** Writes an amount in cents: "€ 95,00". */
export function formatMoney(cents: number, language: Language = 'nl'): string {
  const euros = formatCount(Math.floor(Math.abs(cents) / 100), language)
  const point = language === 'nl' ? ',' : '.'
  const sign = cents < 0 ? '−' : ''
  return `€${NO_BREAK}${sign}${euros}${point}${twoDigits(Math.abs(cents) % 100)}`
}

/** Writes the size of a file: "214 kB", "1,4 MB". Takes bytes. */
export function formatSize(bytes: number, language: Language = 'nl'): string {
  if (bytes < 1000) return `${bytes}${NO_BREAK}bytes`
  if (bytes < 999_500) return `${Math.round(bytes / 1000)}${NO_BREAK}kB`
  return `${formatNumber(Math.round(bytes / 100_000) * 10, language)}${NO_BREAK}MB`
}

/** Writes names or things as a sentence does: "a, b en c". */
export function formatList(parts: readonly string[], language: Language = 'nl'): string {
  const last = parts.at(-1) ?? ''
  if (parts.length < 2) return last
  return `${parts.slice(0, -1).join(', ')} ${language === 'nl' ? 'en' : 'and'} ${last}`
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0')
}
