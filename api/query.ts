import type { Answer } from './answer.ts'
import { refusal } from './answer.ts'

export type ReadQuery<Day extends string, Text extends string> =
  | {
      readonly is: 'read'
      readonly days: Readonly<Partial<Record<Day, Temporal.PlainDate>>>
      readonly texts: Readonly<Partial<Record<Text, string>>>
    }
  | { readonly is: 'refused'; readonly answer: Answer<never> }

/**
 * Reads what stands behind the question mark: only these names, each at most once, the days written as
 * 2026-06-01. All that is wrong with it is said at once.
 */
export function readQuery<const Day extends string = never, const Text extends string = never>(
  url: URL,
  asked: { readonly days?: readonly Day[]; readonly texts?: readonly Text[] } = {},
): ReadQuery<Day, Text> {
  const names: readonly string[] = [...(asked.days ?? []), ...(asked.texts ?? [])]
  const days: Partial<Record<Day, Temporal.PlainDate>> = {}
  const texts: Partial<Record<Text, string>> = {}
  const seen = new Set<string>()
  const wrong: string[] = []
  for (const [name, value] of url.searchParams) {
    if (seen.has(name)) {
      if (names.includes(name)) wrong.push(`Geef de parameter ${name} één keer.`)
      continue
    }
    seen.add(name)
    const day = asked.days?.find((each) => each === name)
    const text = asked.texts?.find((each) => each === name)
    if (day !== undefined) {
      const read = readDay(value)
      if (read === undefined) wrong.push(noDay(name, value))
      else days[day] = read
    } else if (text !== undefined) texts[text] = value
    else wrong.push(`Er is geen parameter ${shown(name)}; ${listed(names)}.`)
  }
  if (wrong.length === 0) return { is: 'read', days, texts }
  const most = wrong.slice(0, mostSaid)
  const rest = wrong.length - most.length
  const detail = [...most, ...(rest === 0 ? [] : [`En nog ${rest}.`])].join(' ')
  return { is: 'refused', answer: refusal(400, 'wrong-query', detail) }
}

const mostSaid = 10

function listed(names: readonly string[]): string {
  return names.length === 0 ? 'er zijn er geen' : `er is ${names.join(', ')}`
}

function readDay(text: string): Temporal.PlainDate | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' })
  } catch {
    // The form is right but the day does not exist.
    return undefined
  }
}

function noDay(name: string, text: string): string {
  return `${name}: ${shown(text)} is geen dag die bestaat. Schrijf het als 2026-06-01.`
}

/** What somebody sent, as far as it is of use in a message. */
export function shown(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text)
}
