import { formatMonth } from '#language/days.ts'

/** The month of a day and the eleven after it: 2026-12, december 2026. */
export function monthsFrom(
  today: Temporal.PlainDate,
): readonly { readonly value: string; readonly label: string }[] {
  return Array.from({ length: 12 }, (_, at) => {
    const month = today.with({ day: 1 }).add({ months: at })
    return { value: month.toString().slice(0, 7), label: formatMonth(month) }
  })
}
