/** The whole months from a day up to another, which is no longer part of them. */
export function monthsIn(from: Temporal.PlainDate, until: Temporal.PlainDate): number {
  let months = 0
  while (monthsLater(from, months + 1).toString() <= until.toString()) months++
  return months
}

/** The same day so many months later, or the first of the month after one that has no such day. */
export function monthsLater(
  { year, month, day }: Temporal.PlainDate,
  count: number,
): Temporal.PlainDate {
  const then = Temporal.PlainYearMonth.from({ year, month }).add({ months: count })
  return day > then.daysInMonth
    ? then.add({ months: 1 }).toPlainDate({ day: 1 })
    : then.toPlainDate({ day })
}

/**
 * The first day of so many months up to and including a last: the day after the same day so much
 * earlier, or sooner where they would not fit.
 */
export function backFrom(last: Temporal.PlainDate, months: number): Temporal.PlainDate {
  const { year, month, day } = last
  const then = Temporal.PlainYearMonth.from({ year, month }).subtract({ months })
  let first = then.toPlainDate({ day: Math.min(day, then.daysInMonth) }).add({ days: 1 })
  const fits = () => monthsLater(first, months).subtract({ days: 1 }).toString() <= last.toString()
  while (!fits()) first = first.subtract({ days: 1 })
  return first
}
