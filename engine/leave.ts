import { dayAfter, isShorter } from './adding-time.ts'
import type { GrantedLeave } from './dossier.ts'
import type { LeaveSort, Regulation } from './regulation.ts'
import type { Period } from './terms.ts'

/** A norm that is not asked of somebody, and the leave that dispenses from it. */
export type Dispensation = Period & { readonly norm: string; readonly sort: string }

/** Spells that overlap or follow upon each other are one. */
export function joined(spells: readonly Period[]): Period[] {
  const whole: { first: Temporal.PlainDate; last: Temporal.PlainDate }[] = []
  for (const { first, last } of spells.toSorted(byFirst)) {
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

/** The spells of granted leave that do something, in the order of their first days; each day may be in several. */
export function leaveThat(
  does: LeaveSort['does'],
  { leaveSorts }: Pick<Regulation, 'leaveSorts'>,
  granted: readonly GrantedLeave[],
): readonly (Period & { readonly sort: LeaveSort })[] {
  return leaveSorts
    .filter((sort) => sort.does === does)
    .flatMap((sort) =>
      joined(granted.filter((each) => each.sort === sort.id))
        .filter((spell) => sort.atLeast === undefined || !isShorter(spell, sort.atLeast))
        .map((spell) => ({ ...spell, sort })),
    )
    .toSorted(byFirst)
}

/**
 * The norms that granted leave in a period dispenses from, each once. Without a period there is
 * nothing to be dispensed from.
 */
export function dispensations(
  regulation: Pick<Regulation, 'leaveSorts'>,
  granted: readonly GrantedLeave[],
  period: Period | undefined,
): readonly Dispensation[] {
  if (period === undefined || granted.length === 0) return []
  const found = new Map<string, Dispensation>()
  for (const { first, last, sort } of leaveThat('dispenses', regulation, granted)) {
    if (!overlaps({ first, last }, period)) continue
    for (const norm of sort.from ?? []) {
      if (!found.has(norm)) found.set(norm, { norm, sort: sort.id, first, last })
    }
  }
  return [...found.values()]
}

/**
 * The last day of a period once granted leave has moved it on: by as long as the leave lasts, reckoned in
 * whole months and the days that are left over, of each sort at most so much as the regulation says, and
 * each day once. Leave that begins within the period counts to its end; what lies before the period was
 * of the one before.
 */
export function lastWithLeave(
  regulation: Pick<Regulation, 'leaveSorts'>,
  period: Period,
  granted: readonly GrantedLeave[],
): Temporal.PlainDate {
  const lengths = new Map<LeaveSort, Temporal.Duration>()
  let last = period.last
  let reached = period.first.subtract({ days: 1 })
  for (const { sort, ...spell } of leaveThat('extends', regulation, granted)) {
    const first = later(spell.first, reached.add({ days: 1 }))
    const begins = Temporal.PlainDate.compare(first, last) <= 0
    if (!begins || Temporal.PlainDate.compare(first, spell.last) > 0) continue
    const { months, days } = first.until(spell.last.add({ days: 1 }), { largestUnit: 'months' })
    const before = lengths.get(sort)
    lengths.set(sort, monthsAndDays((before?.months ?? 0) + months, (before?.days ?? 0) + days))
    reached = spell.last
    last = movedBy(lengths, period.last)
  }
  return last
}

function movedBy(
  lengths: ReadonlyMap<LeaveSort, Temporal.Duration>,
  last: Temporal.PlainDate,
): Temporal.PlainDate {
  const after = last.add({ days: 1 })
  let whole = monthsAndDays(0, 0)
  for (const [{ atMost }, length] of lengths) {
    const most =
      atMost && monthsAndDays(atMost.years * 12 + atMost.months, atMost.weeks * 7 + atMost.days)
    const isMore =
      most !== undefined &&
      Temporal.PlainDate.compare(dayAfter(after, length), dayAfter(after, most)) > 0
    const kept = isMore ? most : length
    whole = monthsAndDays(whole.months + kept.months, whole.days + kept.days)
  }
  return dayAfter(after, whole).subtract({ days: 1 })
}

function monthsAndDays(months: number, days: number): Temporal.Duration {
  return Temporal.Duration.from({ months, days })
}

function overlaps(one: Period, other: Period): boolean {
  return (
    Temporal.PlainDate.compare(one.first, other.last) <= 0 &&
    Temporal.PlainDate.compare(other.first, one.last) <= 0
  )
}

function byFirst(one: Period, other: Period): number {
  return Temporal.PlainDate.compare(one.first, other.first)
}

function later(a: Temporal.PlainDate, b: Temporal.PlainDate): Temporal.PlainDate {
  return Temporal.PlainDate.compare(a, b) > 0 ? a : b
}
