import { monthNames } from './days.ts'

const months = monthNames.nl

/** Every day that a text names: "2 maart 1985", "02-03-1985", "1985-03-02". */
export function daysIn(text: string): readonly Temporal.PlainDate[] {
  const written = [
    ...text.matchAll(/(?<!\d)(\d{1,2})[-/.\s]{1,3}(\d{1,2})[-/.\s]{1,3}(\d{4})(?!\d)/g),
  ].map(([, day, month, year]) => [year, month, day])
  const iso = [...text.matchAll(/(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)/g)].map(
    ([, year, month, day]) => [year, month, day],
  )
  const inWords = [...text.matchAll(/(?<!\d)(\d{1,2})\s+(\p{L}{3,9})\.?\s+(\d{4})(?!\d)/gu)].map(
    ([, day, word = '', year]) => [year, String(monthOf(word)), day],
  )
  return [...written, ...iso, ...inWords].flatMap(([year, month, day]) => {
    try {
      const parts = { year: Number(year), month: Number(month), day: Number(day) }
      return [Temporal.PlainDate.from(parts, { overflow: 'reject' })]
    } catch {
      // The 31st of February is no day.
      return []
    }
  })
}

function monthOf(word: string): number {
  const small = word.toLowerCase()
  return (
    months.findIndex(
      (name) => name === small || (small.length === 3 && shortMonth(name) === small),
    ) + 1
  )
}

function shortMonth(name: string): string {
  return name === 'maart' ? 'mrt' : name.slice(0, 3)
}
