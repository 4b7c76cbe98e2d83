import type { Language } from './locale.ts'
import { inEach } from './locale.ts'

/** What a thing is counted in, with its singular and its plural ("uur" and "uur", "punt" and "punten"). */
export type Unit = { readonly one: string; readonly many: string }

const noBreak = '\u00a0'

const decimals = inEach(
  (locale) => new Intl.NumberFormat(locale, { maximumFractionDigits: 2, signDisplay: 'negative' }),
)
const money = inEach((locale) => new Intl.NumberFormat(locale, { minimumFractionDigits: 2 }))

/** Writes a whole number with points between thousands: "12.400". */
export function formatCount(count: number, language: Language = 'nl'): string {
  return decimals[language].format(count)
}

/** Writes a quantity in hundredths as a number with a decimal comma and no needless zeros: 150 is "1,5". */
export function formatNumber(hundredths: number, language: Language = 'nl'): string {
  return withMinus(decimals[language].format(hundredths / 100))
}

/** Writes a quantity in hundredths with its unit: "1,5 uur", "0,5 punt", "40 punten". */
export function formatQuantity(hundredths: number, unit: Unit, language: Language = 'nl'): string {
  return `${formatNumber(hundredths, language)}${noBreak}${wordFor(hundredths, unit)}`
}

/** Writes a quantity within a sentence of a letter or paper, where a line may break: "1,5 uur". */
export function quantityInText(hundredths: number, unit: Unit): string {
  return `${formatNumber(hundredths)} ${wordFor(hundredths, unit)}`
}

/** Whether the word after so many hundredths is singular: "1 punt" and "0,5 punt", but "0 punten". */
export function isSingular(hundredths: number): boolean {
  return hundredths > 0 && hundredths <= 100
}

/** How many of something: "1 maand", "12 maanden"; nothing for nought. */
export function counted(count: number, one: string, many: string): string {
  if (count === 0) return ''
  return `${formatCount(count)} ${count === 1 ? one : many}`
}

/** Writes an amount in cents: "€ 95,00", with a space that does not break. */
export function formatMoney(cents: number, language: Language = 'nl'): string {
  return `€${noBreak}${withMinus(money[language].format(cents / 100))}`
}

/** Writes the size of a file: "214 kB", "1,4 MB". Takes bytes. */
export function formatSize(bytes: number, language: Language = 'nl'): string {
  if (bytes < 1000) return `${bytes}${noBreak}bytes`
  if (bytes < 999_500) return `${Math.round(bytes / 1000)}${noBreak}kB`
  return `${formatNumber(Math.round(bytes / 100_000) * 10, language)}${noBreak}MB`
}

function wordFor(hundredths: number, unit: Unit): string {
  return isSingular(hundredths) ? unit.one : unit.many
}

// A hyphen is read aloud as a hyphen, and is narrower than a plus.
function withMinus(number: string): string {
  return number.replace('-', '−')
}
