import { isShorter, wholeMonths, yearFrom } from '../adding-time.ts'
import type { PartOfTime } from '../assessment.ts'
import type { Dossier } from '../dossier.ts'
import { joined, leaveThat } from '../leave.ts'
import { mostWithin } from '../limits.ts'
import type { Proportion } from '../proportion.ts'
import { proportionOf } from '../proportion.ts'
import type { Minimum, ProRata, Regulation } from '../regulation.ts'
import type { Period } from '../terms.ts'
import type { Leaf } from './plan.ts'

/** A minimum over one stretch of days: the whole window, or one year of it. */
export type Stretch = {
  readonly leaf: number
  /** Absent for the whole window. */
  readonly year?: Period
  /** In hundredths of the unit, or in whole things. */
  readonly required: number
  /** What is asked in proportion to a fact, before anything else makes it less. */
  readonly proportion?: Proportion
  /** Why less is required than of somebody who was there all the time. */
  readonly part?: PartOfTime
  /** It is a rest of this stretch, by its place: what lies outside these limits of its minimum. */
  readonly restOf?: { readonly stretch: number; readonly limits: readonly number[] }
}

/** The days that minima are asked over. */
export type Asking = {
  readonly period: Period
  /** Years that are not over by this day are not asked; absent: all. */
  readonly until?: Temporal.PlainDate
  /** Nothing before this day counts, so that no year asks it; absent: every day may count. */
  readonly since?: Temporal.PlainDate | undefined
}

/**
 * Splits the minima of a plan into stretches, with what each requires of this dossier. Of a period
 * that runs on after the last day that counts, the years that are not over by then are not asked;
 * nor is the part of a year in which nothing counts yet.
 */
export function stretchesOf(
  leaves: readonly Leaf[],
  regulation: Regulation,
  dossier: Dossier,
  asking: Asking,
): Stretch[] {
  const stretches: Stretch[] = []
  leaves.forEach((minimum, leaf) => {
    const { restOf } = minimum
    if (restOf === undefined) {
      stretches.push(...stretchesOfLeaf(minimum, leaf, { regulation, dossier }, asking))
      return
    }
    stretches.forEach((whole, stretch) => {
      if (whole.leaf !== restOf.leaf) return
      const { part: _, ...same } = whole
      const allowed = restOf.limits.reduce((sum, at) => {
        const limit = minimum.limits?.[at]
        return sum + (limit === undefined ? 0 : mostWithin(limit, whole.required, minimum.in))
      }, 0)
      stretches.push({
        ...same,
        leaf,
        required: Math.max(0, whole.required - allowed),
        restOf: { stretch, limits: restOf.limits },
      })
    })
  })
  return stretches
}

function stretchesOfLeaf(
  minimum: Minimum,
  leaf: number,
  { regulation, dossier }: { readonly regulation: Regulation; readonly dossier: Dossier },
  { period, until = period.last, since = period.first }: Asking,
): Stretch[] {
  if (minimum.each === 'window') {
    return [
      {
        leaf,
        ...required(minimum, regulation, dossier, {
          whole: period,
          part: period,
          begun: period.first,
        }),
      },
    ]
  }
  const asked = { first: period.first, last: earlier(until, period.last) }
  return yearsOf(minimum.each, asked).flatMap(({ year, part: days }) => {
    const part = { first: later(days.first, since), last: days.last }
    if (Temporal.PlainDate.compare(part.first, part.last) > 0) return []
    const partial = !year.first.equals(part.first) || !year.last.equals(part.last)
    // A part of a year is asked for only where the regulation reckons pro rata.
    if (partial && !minimum.proRata) return []
    return [
      {
        leaf,
        year: days,
        ...required(minimum, regulation, dossier, {
          whole: year,
          part,
          begun: period.first,
        }),
      },
    ]
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
    const year = yearFrom(start, count)
    if (Temporal.PlainDate.compare(year.first, period.last) > 0) return years
    years.push({
      year,
      part: { first: later(year.first, period.first), last: earlier(year.last, period.last) },
    })
  }
}

/** A stretch, the part of it that is asked, and the first day of the whole period. */
type Asked = {
  readonly whole: Period
  readonly part: Period
  readonly begun: Temporal.PlainDate
}

function required(
  minimum: Minimum,
  regulation: Regulation,
  dossier: Dossier,
  { whole, part, begun }: Asked,
): Pick<Stretch, 'required' | 'part' | 'proportion'> {
  const { proRata: rule } = regulation
  const own = proportionOf(minimum, dossier)
  const inUnits = (amount: number) => (minimum.in === 'things' ? Math.floor(amount / 100) : amount)
  const full = inUnits(own.asked)
  const proportion = minimum.inProportion === undefined ? {} : { proportion: own }
  if (!minimum.proRata) return { required: full, ...proportion }
  const missed = missedSpells(regulation, dossier, { part, begun })
  const byMonth = rule?.by === 'month'
  const lengthOf = byMonth ? wholeMonths : daysIn
  const asked = joined(missed).reduce((left, spell) => left - lengthOf(spell), lengthOf(part))
  const all = lengthOf(whole)
  // Nothing is rounded for whoever is there all the time.
  if (asked === all) return { required: full, ...proportion }
  // A share of "more than two" is more than that share of two.
  const moreThan = own.asked < minimum.atLeast ? undefined : minimum.moreThan
  const share = (of: number) => rounded((of * asked) / all, minimum, rule)
  const reduced = moreThan === undefined ? share(full) : share(inUnits(moreThan)) + 1
  return {
    required: reduced,
    ...proportion,
    part: { in: byMonth ? 'months' : 'days', whole: all, asked, missed },
  }
}

function rounded(share: number, minimum: Minimum, rule: ProRata | undefined): number {
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

/** The days of a stretch before joining or on leave, each once. */
function missedSpells(
  regulation: Regulation,
  dossier: Dossier,
  { part, begun }: Omit<Asked, 'whole'>,
): PartOfTime['missed'] {
  const { proRata: rule } = regulation
  if (rule === undefined) return []
  const { leaveFrom, joinedLaterFrom } = rule
  const stated =
    leaveFrom === undefined
      ? []
      : joined(dossier.leave).filter((leave) => !isShorter(leave, leaveFrom))
  const onLeave = [...stated, ...leaveThat('reduces', regulation, dossier.grantedLeave)]
  const spells = onLeave.map(({ first, last }): PartOfTime['missed'][number] => {
    return { first, last, why: 'leave' }
  })
  const registered = dossier.registeredOn
  if (
    rule.joinedLater &&
    registered !== undefined &&
    Temporal.PlainDate.compare(registered, part.first) > 0
  ) {
    const last = registered.subtract({ days: 1 })
    const enough =
      joinedLaterFrom === undefined || !isShorter({ first: begun, last }, joinedLaterFrom)
    if (enough) spells.push({ first: part.first, last, why: 'not-registered' })
  }
  const missed: PartOfTime['missed'][number][] = []
  let reached = part.first.subtract({ days: 1 })
  for (const spell of spells.toSorted((a, b) => Temporal.PlainDate.compare(a.first, b.first))) {
    const first = later(later(spell.first, part.first), reached.add({ days: 1 }))
    const last = earlier(spell.last, part.last)
    if (Temporal.PlainDate.compare(first, last) > 0) continue
    missed.push({ first, last, why: spell.why })
    reached = last
  }
  return missed
}

function daysIn({ first, last }: Period): number {
  return first.until(last).days + 1
}

function later(a: Temporal.PlainDate, b: Temporal.PlainDate): Temporal.PlainDate {
  return Temporal.PlainDate.compare(a, b) > 0 ? a : b
}

function earlier(a: Temporal.PlainDate, b: Temporal.PlainDate): Temporal.PlainDate {
  return Temporal.PlainDate.compare(a, b) < 0 ? a : b
}
