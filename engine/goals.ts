import type { Dossier } from './dossier.ts'
import { nextPeriod } from './periods.ts'
import type { Minimum, Period, ProRata, Regulation } from './regulation.ts'

/** A minimum over one stretch of days: the whole window, or one year of it. */
export type Stretch = {
  readonly leaf: number
  /** Absent for the whole window. */
  readonly year?: Period
  /** In hundredths of the unit, or in whole things. */
  readonly required: number
}

/**
 * Splits the minima of a plan into stretches, with what each requires of this dossier. Of a period
 * that runs on after the last day that counts, the years that are not over by then are not asked.
 */
export function stretchesOf(
  leaves: readonly Minimum[],
  regulation: Regulation,
  dossier: Dossier,
  period: Period,
  until: Temporal.PlainDate = period.last,
): Stretch[] {
  return leaves.flatMap((minimum, leaf) => {
    if (minimum.each === 'window') {
      return [{ leaf, required: required(minimum, regulation.proRata, dossier, period, period) }]
    }
    const asked = { first: period.first, last: earlier(until, period.last) }
    return yearsOf(minimum.each, asked).flatMap(({ year, part }) => {
      const partial = !year.first.equals(part.first) || !year.last.equals(part.last)
      // A part of a year is asked for only where the regulation reckons pro rata.
      if (partial && !minimum.proRata) return []
      return [
        { leaf, year: part, required: required(minimum, regulation.proRata, dossier, year, part) },
      ]
    })
  })
}

/** The years of a period, each whole and as far as it lies in the period. */
export function yearsOf(
  each: 'calendar-year' | 'registration-year',
  period: Period,
): { readonly year: Period; readonly part: Period }[] {
  const years: { year: Period; part: Period }[] = []
  const start =
    each === 'calendar-year' ? new Temporal.PlainDate(period.first.year, 1, 1) : period.first
  for (let count = 0; ; count++) {
    const first = start.add({ years: count })
    if (Temporal.PlainDate.compare(first, period.last) > 0) return years
    const year = {
      first,
      last: nextPeriod(start, Temporal.Duration.from({ years: count + 1 })).last,
    }
    years.push({
      year,
      part: { first: later(first, period.first), last: earlier(year.last, period.last) },
    })
  }
}

function required(
  minimum: Minimum,
  rule: ProRata | undefined,
  dossier: Dossier,
  whole: Period,
  part: Period,
): number {
  const full = minimum.in === 'things' ? Math.floor(minimum.atLeast / 100) : minimum.atLeast
  if (!minimum.proRata) return full
  const asked = lengthOf(part) - missedDays(rule, dossier, part)
  const share = (full * asked) / lengthOf(whole)
  const step = minimum.in === 'things' ? 1 : 100
  switch (rule?.rounding ?? 'hundredth-down') {
    case 'hundredth-down':
      return Math.floor(share)
    case 'whole-down':
      return Math.floor(share / step) * step
    case 'whole-up':
      return Math.ceil(share / step) * step
  }
}

/** Days of a stretch before joining or on leave, each counted once. */
function missedDays(rule: ProRata | undefined, dossier: Dossier, part: Period): number {
  if (rule === undefined) return 0
  const { leaveFrom } = rule
  const spells =
    leaveFrom === undefined ? [] : joined(dossier.leave).filter((leave) => isLong(leave, leaveFrom))
  const registered = dossier.registeredOn
  if (
    rule.joinedLater &&
    registered !== undefined &&
    Temporal.PlainDate.compare(registered, part.first) > 0
  ) {
    spells.push({ first: part.first, last: registered.subtract({ days: 1 }) })
  }
  let missed = 0
  let reached = part.first.subtract({ days: 1 })
  for (const spell of spells.toSorted((a, b) => Temporal.PlainDate.compare(a.first, b.first))) {
    const first = later(later(spell.first, part.first), reached.add({ days: 1 }))
    const last = earlier(spell.last, part.last)
    if (Temporal.PlainDate.compare(first, last) > 0) continue
    missed += lengthOf({ first, last })
    reached = last
  }
  return missed
}

/** Spells that overlap or follow upon each other are one. */
function joined(spells: readonly Period[]): Period[] {
  const whole: { first: Temporal.PlainDate; last: Temporal.PlainDate }[] = []
  for (const { first, last } of spells.toSorted((a, b) =>
    Temporal.PlainDate.compare(a.first, b.first),
  )) {
    const before = whole.at(-1)
    if (
      before !== undefined &&
      Temporal.PlainDate.compare(first, before.last.add({ days: 1 })) <= 0
    ) {
      before.last = later(before.last, last)
    } else {
      whole.push({ first, last })
    }
  }
  return whole
}

function isLong(leave: Period, atLeast: Temporal.Duration): boolean {
  return Temporal.PlainDate.compare(leave.first.add(atLeast), leave.last.add({ days: 1 })) <= 0
}

function lengthOf({ first, last }: Period): number {
  return first.until(last).days + 1
}

function later(a: Temporal.PlainDate, b: Temporal.PlainDate): Temporal.PlainDate {
  return Temporal.PlainDate.compare(a, b) > 0 ? a : b
}

function earlier(a: Temporal.PlainDate, b: Temporal.PlainDate): Temporal.PlainDate {
  return Temporal.PlainDate.compare(a, b) < 0 ? a : b
}
