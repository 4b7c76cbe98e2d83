import type { CapCut } from '../assessment.ts'
import type { Cap, CarryOver, Minimum } from '../regulation.ts'
import type { Period } from '../terms.ts'
import type { Plan } from './plan.ts'
import { dayNumber, dayOfNumber } from './portfolios.ts'
import type { Stretch } from './stretches.ts'
import { yearsOf } from './stretches.ts'

/**
 * What sums are kept of. A cell holds the activities of one class in one span of days: they reach
 * the same goals and lie in the same bins. Cell = span × classes + class.
 */
export type Shape = {
  readonly classes: number
  /** The first day of each span but the first, in order. */
  readonly spans: readonly number[]
  /** The days for which the spans are made. */
  readonly from: number
  readonly to: number
  readonly cells: number
  readonly goals: readonly CellGoal[]
  readonly bins: readonly CellBin[]
  /** For each cell the places of its goals, and of its bins. */
  readonly goalsOf: readonly (readonly number[])[]
  readonly binsOf: readonly (readonly number[])[]
}

/** A stretch of a minimum, with the cells of which the sums reach it. */
export type CellGoal = {
  readonly leaf: number
  readonly things: boolean
  readonly cells: readonly number[]
}

/** A cap over several activities, for the window or one year or day of it, with its cells. */
export type CellBin = {
  readonly by: BinName
  readonly things: boolean
  /** It holds activities whole, with their things beside their amounts. */
  readonly whole: boolean
  /** In hundredths, or in whole things. */
  readonly limit: number
  readonly cells: readonly number[]
}

type BinName = CapCut extends infer Cut ? (Cut extends CapCut ? Omit<Cut, 'amount'> : never) : never

/** What the days of a shape are reckoned with. */
export type Reckoning = {
  readonly plan: Plan
  readonly stretches: readonly Stretch[]
  readonly period: Period
  readonly carryOver: CarryOver
}

/** Makes the cells for activities on some days; `days` are those of the activities, if all matter. */
export function shapeOf(reckoning: Reckoning, days: readonly number[]): Shape {
  const { plan, stretches } = reckoning
  const from = days.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
  const to = days.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
  const spans = plan.dated && from <= to ? spansOf(reckoning, from, to, days) : []
  const classes = plan.classes.length
  const cells = classes * (spans.length + 1)
  const firsts = plan.dated && from <= to ? [from, ...spans].map(dayOfNumber) : [undefined]
  const goals = stretches.map((stretch): CellGoal => {
    const { leaf, year } = stretch
    const minimum = plan.leaves[leaf]
    const inside: number[] = []
    firsts.forEach((day, span) => {
      if (minimum === undefined) return
      if (
        year !== undefined &&
        (day === undefined || !fallsIn(year, day, minimum, reckoning.period))
      )
        return
      plan.classes.forEach((row, at) => {
        if (row.leaves.includes(leaf)) inside.push(span * classes + at)
      })
    })
    return { leaf, things: minimum?.in === 'things', cells: inside }
  })
  const bins = binsOf(reckoning, firsts)
  return {
    classes,
    spans,
    from,
    to,
    cells,
    goals,
    bins,
    goalsOf: placesIn(cells, goals),
    binsOf: placesIn(cells, bins),
  }
}

function placesIn(
  cells: number,
  of: readonly { readonly cells: readonly number[] }[],
): readonly (readonly number[])[] {
  const places: number[][] = Array.from({ length: cells }, () => [])
  of.forEach((each, at) => {
    for (const cell of each.cells) places[cell]?.push(at)
  })
  return places
}

/** The days on which a year of a minimum or a cap begins or ends; each day, where a day has a cap. */
function spansOf(
  { plan, stretches, period }: Reckoning,
  from: number,
  to: number,
  days: readonly number[],
): readonly number[] {
  const found = new Set<number>()
  const first = dayNumber(period.first)
  found.add(first)
  for (const { year } of stretches) {
    if (year !== undefined) found.add(dayNumber(year.first)).add(dayNumber(year.last) + 1)
  }
  for (const { each } of plan.caps) {
    if (each === 'day') for (const day of days) found.add(day).add(day + 1)
    if (each === 'calendar-year' || each === 'registration-year') {
      const start = each === 'calendar-year' ? Math.min(from, first) : first
      if (start > to) continue
      const whole = { first: dayOfNumber(start), last: dayOfNumber(to) }
      for (const { year } of yearsOf(each, whole)) found.add(dayNumber(year.first))
    }
  }
  return [...found].filter((day) => day > from && day <= to).toSorted((a, b) => a - b)
}

/** Whether a day counts for a year; what came before the period belongs to its first year. */
function fallsIn(year: Period, day: Temporal.PlainDate, minimum: Minimum, period: Period): boolean {
  const early =
    minimum.each === 'registration-year' &&
    year.first.equals(period.first) &&
    Temporal.PlainDate.compare(day, period.first) < 0
  return early || holdsDay(year, day)
}

function holdsDay({ first, last }: Period, day: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(first, day) <= 0 && Temporal.PlainDate.compare(day, last) <= 0
}

/** The caps over several activities: one bin for each cap and, where it says so, year or day. */
function binsOf(
  { plan, period, carryOver }: Reckoning,
  firsts: readonly (Temporal.PlainDate | undefined)[],
): readonly CellBin[] {
  const classes = plan.classes.length
  const bins = new Map<string, CellBin & { readonly cells: number[] }>()
  const put = (key: string, bin: Omit<CellBin, 'cells'>, cell: number) => {
    const known = bins.get(key) ?? { ...bin, cells: [] }
    known.cells.push(cell)
    bins.set(key, known)
  }
  firsts.forEach((day, span) => {
    plan.classes.forEach((row, at) => {
      const cell = span * classes + at
      for (const index of row.caps) {
        const cap = plan.caps[index]
        if (cap === undefined || cap.each === 'activity') continue
        const things = cap.in === 'things'
        if (things && !plan.things) continue
        const limit = things ? Math.floor(cap.atMost / 100) : cap.atMost
        // The file's order decides which of two full caps is named as the reason.
        const key = `${String(index).padStart(4, '0')}|${stretchName(cap, day, period)}`
        put(key, { by: { by: 'cap', cap: cap.id }, things, whole: false, limit }, cell)
      }
      if (row.surplus && carryOver.rule !== 'none' && carryOver.atMost !== undefined) {
        put(
          'surplus',
          { by: { by: 'surplus-cap' }, things: false, whole: plan.things, limit: carryOver.atMost },
          cell,
        )
      }
    })
  })
  return [...bins].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, bin]) => bin)
}

function stretchName(cap: Cap, day: Temporal.PlainDate | undefined, period: Period): string {
  if (day === undefined) return ''
  switch (cap.each) {
    case 'window':
    case 'activity':
      return ''
    case 'day':
      return day.toString()
    case 'calendar-year':
      return String(day.year)
    case 'registration-year':
      // What came before the period belongs to its first year, as it does for a minimum.
      if (Temporal.PlainDate.compare(day, period.first) < 0) return '1'
      return String(yearsOf('registration-year', { first: period.first, last: day }).length)
  }
}

/** The cell of an activity of a class on a day. */
export function cellOf(shape: Shape, group: number, day: number): number {
  let span = 0
  while (span < shape.spans.length && day >= (shape.spans[span] ?? 0)) span++
  return span * shape.classes + group
}
