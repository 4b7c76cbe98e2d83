import { monthNames } from '#language/days.ts'

/** The three answers of a date question, as typed. */
export type DateAnswer = {
  readonly day?: string | undefined
  readonly month?: string | undefined
  readonly year?: string | undefined
}

export type ReadDate =
  | { readonly outcome: 'read'; readonly date: Temporal.PlainDate }
  | { readonly outcome: 'empty' }
  | { readonly outcome: 'unclear' }

/**
 * Reads a date from its three answers. The month may be 3, 03, "maart" or "mrt"; a year of two digits is refused,
 * because 26 could be a slip for any year.
 */
export function readDate(answer: DateAnswer): ReadDate {
  const day = (answer.day ?? '').trim()
  const month = (answer.month ?? '').trim()
  const year = (answer.year ?? '').trim()
  if (`${day}${month}${year}` === '') return { outcome: 'empty' }

  const monthNumber = readMonth(month)
  if (!/^\d{1,2}$/.test(day) || monthNumber === undefined || !/^[12]\d{3}$/.test(year)) {
    return { outcome: 'unclear' }
  }
  try {
    const fields = { year: Number(year), month: monthNumber, day: Number(day) }
    return { outcome: 'read', date: Temporal.PlainDate.from(fields, { overflow: 'reject' }) }
  } catch {
    return { outcome: 'unclear' }
  }
}

function readMonth(text: string): number | undefined {
  if (/^\d{1,2}$/.test(text)) {
    const number = Number(text)
    return number >= 1 && number <= 12 ? number : undefined
  }
  const word = text.toLowerCase().replace(/\.$/, '').replace(/^mrt$/, 'maart')
  if (word.length < 3) return undefined
  // "maar" and "sept" are fine, "novembrr" is not: it has to be the beginning of the month's name.
  const index = monthNames.nl.findIndex((name) => name.startsWith(word))
  return index < 0 ? undefined : index + 1
}
