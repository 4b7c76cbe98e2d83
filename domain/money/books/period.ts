import { monthNames } from '#language/days.ts'

/** A month, a quarter or a year of the books, up to and including its last day. */
export interface Period {
  /** As it stands in an address: 2026, 2026-K1 or 2026-03. */
  readonly id: string
  readonly name: string
  readonly first: Temporal.PlainDate
  readonly last: Temporal.PlainDate
}

/** The period of an address; undefined where it is none. */
export function periodOf(id: string): Period | undefined {
  const [, years = '', quarter, month] = /^(20\d\d)(?:-K([1-4])|-(0[1-9]|1[0-2]))?$/.exec(id) ?? []
  if (years === '') return undefined
  const year = Number(years)
  const begin = (of: number) => Temporal.PlainDate.from({ year, month: of, day: 1 })
  const span = (name: string, from: number, months: number): Period => {
    const first = begin(from)
    return { id, name, first, last: first.add({ months }).subtract({ days: 1 }) }
  }
  if (quarter !== undefined)
    return span(`${quarter}e kwartaal ${years}`, Number(quarter) * 3 - 2, 3)
  if (month === undefined) return span(years, 1, 12)
  return span(`${monthNames.nl[Number(month) - 1]} ${years}`, Number(month), 1)
}

/** The months, quarters and the year itself, as they follow each other. */
export function periodsOf(year: number): readonly Period[] {
  const quarters = [1, 2, 3, 4].flatMap((quarter) => [
    ...[1, 2, 3].map((one) => `${year}-${String((quarter - 1) * 3 + one).padStart(2, '0')}`),
    `${year}-K${quarter}`,
  ])
  return [...quarters, String(year)].flatMap((id) => periodOf(id) ?? [])
}
