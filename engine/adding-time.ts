import type { Period } from './terms.ts'

// The one definition of adding months and years; the manual says it too, under "How Peil counts".

/**
 * The length of a period from a first day, up to and including its last: it ends the day before the
 * same day so much later. A month that has no such day ends it with its own last day. Three years
 * from 15 December end on 14 December; a month from 31 January, and a year from 29 February, end on
 * 28 February.
 */
export function nextPeriod(first: Temporal.PlainDate, length: Temporal.Duration): Period {
  return { first, last: dayAfter(first, length).subtract({ days: 1 }) }
}

/**
 * The days up to and including a last day that go back so far: from the day after the same day so
 * much earlier, and always far enough to hold the whole of it.
 */
export function periodUntil(last: Temporal.PlainDate, length: Temporal.Duration): Period {
  let first = last.subtract(length).add({ days: 1 })
  while (Temporal.PlainDate.compare(nextPeriod(first, length).last, last) > 0) {
    first = first.subtract({ days: 1 })
  }
  return { first, last }
}

/** The years of a period, counted from its first day; none has a day of another. */
export function yearFrom(first: Temporal.PlainDate, count: number): Period {
  return {
    first: dayAfter(first, Temporal.Duration.from({ years: count })),
    last: nextPeriod(first, Temporal.Duration.from({ years: count + 1 })).last,
  }
}

/** Whether what is of one day is no older than so long on another: on the same day so much later it is not. */
export function isNotOlder(
  of: Temporal.PlainDate,
  length: Temporal.Duration,
  on: Temporal.PlainDate,
): boolean {
  return Temporal.PlainDate.compare(of.add(length), on) >= 0
}

/** The first day of which something is no older than so long on a day. */
export function firstNotOlder(
  on: Temporal.PlainDate,
  length: Temporal.Duration,
): Temporal.PlainDate {
  let first = on.subtract(length)
  while (isNotOlder(first, length, on)) first = first.subtract({ days: 1 })
  while (!isNotOlder(first, length, on)) first = first.add({ days: 1 })
  return first
}

/** How many whole months lie in a period. */
export function wholeMonths({ first, last }: Period): number {
  // A month that has no such day is whole with its last, and so it is to Temporal.
  return first.until(last.add({ days: 1 }), { largestUnit: 'months' }).months
}

/** Whether a period falls short of a length, by a day or more. */
export function isShorter({ first, last }: Period, length: Temporal.Duration): boolean {
  return Temporal.PlainDate.compare(last, nextPeriod(first, length).last) < 0
}

/** Whether a period goes beyond a length, by a day or more. */
export function isLonger({ first, last }: Period, length: Temporal.Duration): boolean {
  return Temporal.PlainDate.compare(last, nextPeriod(first, length).last) > 0
}

/** The first day after a length: a month that has no such day hands it to the next month's first. */
export function dayAfter(first: Temporal.PlainDate, length: Temporal.Duration): Temporal.PlainDate {
  const { years, months, weeks, days } = length
  const there = first.add({ years, months })
  const after = there.day < first.day ? there.add({ days: 1 }) : there
  return after.add({ weeks, days })
}
