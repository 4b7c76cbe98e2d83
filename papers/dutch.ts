/** A day in running text: "12 november 2026". Takes ISO text. */
export function longDay(day: string): string {
  return Temporal.PlainDate.from(day).toLocaleString('nl-NL', { dateStyle: 'long' })
}

/** A day in a table: "12-11-2026". Takes ISO text. */
export function shortDay(day: string): string {
  const [year, month, dayOfMonth] = Temporal.PlainDate.from(day).toString().split('-')
  return `${dayOfMonth}-${month}-${year}`
}

/** A moment as people in the Netherlands read the clock: "12 november 2026 om 14:05 uur". */
export function clockMoment(moment: string): string {
  const local = Temporal.Instant.from(moment).toZonedDateTimeISO('Europe/Amsterdam')
  const time = local.toPlainTime().toString({ smallestUnit: 'minute' })
  return `${longDay(local.toPlainDate().toString())} om ${time} uur`
}

/** An amount of cents as "€ 95,00", with a space that does not break. */
export function euros(cents: number): string {
  return new Intl.NumberFormat('nl-NL', { style: 'currency', currency: 'EUR' }).format(cents / 100)
}

/** A quantity of hundredths as "57" or "1,5". */
export function decimals(hundredths: number): string {
  return new Intl.NumberFormat('nl-NL', { maximumFractionDigits: 2 }).format(hundredths / 100)
}

/** A quantity of hundredths with its unit: "0,5 punt", "1,5 uur". */
export function amount(
  hundredths: number,
  unit: { readonly one: string; readonly many: string },
): string {
  return `${decimals(hundredths)} ${hundredths > 0 && hundredths <= 100 ? unit.one : unit.many}`
}

/** A label inside a sentence: in lower case, unless it begins with an abbreviation such as BOA. */
export function midSentence(label: string): string {
  return /^\p{Lu}\p{Lu}/u.test(label) ? label : label.charAt(0).toLowerCase() + label.slice(1)
}
