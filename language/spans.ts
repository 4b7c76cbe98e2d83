import { formatList } from './lists.ts'

const units = ['years', 'months', 'weeks', 'days'] as const

const formats = {
  years: unitFormat('year'),
  months: unitFormat('month'),
  weeks: unitFormat('week'),
  days: unitFormat('day'),
}

/** A length of time in words: "3 jaar", "1 maand en 14 dagen". Nothing for no time at all. */
export function spanInWords(span: Temporal.Duration): string {
  return formatList(
    units.flatMap((unit) => (span[unit] > 0 ? [formats[unit].format(span[unit])] : [])),
  )
}

function unitFormat(unit: string): Intl.NumberFormat {
  return new Intl.NumberFormat('nl-NL', { style: 'unit', unit, unitDisplay: 'long' })
}
