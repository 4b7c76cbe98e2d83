import type { Words } from './compile.ts'
import type { Amount } from './quantity.ts'
import { formatAmount, nothing } from './quantity.ts'

const months = [
  'januari',
  'februari',
  'maart',
  'april',
  'mei',
  'juni',
  'juli',
  'augustus',
  'september',
  'oktober',
  'november',
  'december',
]

/** A day as people write it: "1 januari 2019". */
export function dayInWords(day: Temporal.PlainDate): string {
  return `${day.day} ${months[day.month - 1]} ${day.year}`
}

/** The register's form of address, at the head of a sentence. */
export function You(words: Words): string {
  return words.address === 'je' ? 'Je' : 'U'
}

/** Whether the word after an amount is singular: "1 punt" and "0,5 punt", but "0 punten". */
export function isSingular(amount: Amount): boolean {
  return amount > 0 && amount <= 100
}

/** An amount with the register's unit: "1 uur", "96 uur", "40 punten". */
export function inUnit(amount: Amount, words: Pick<Words, 'unit'>): string {
  return `${formatAmount(amount)} ${isSingular(amount) ? words.unit.one : words.unit.counted}`
}

/** An amount as the subject of "tellen": "96 uur telt", "40 punten tellen", "1 punt telt". */
export function thatCounts(amount: Amount, words: Pick<Words, 'unit'>): string {
  const { counted, many } = words.unit
  const plural = counted === many && !isSingular(amount)
  return `${inUnit(amount, words)} ${plural ? 'tellen' : 'telt'}`
}

/** A length of time in words: "12 maanden", "3 jaar". */
export function spanInWords(span: Temporal.Duration): string {
  const parts = [
    span.years > 0 ? `${span.years} jaar` : '',
    span.months > 0 ? (span.months === 1 ? '1 maand' : `${span.months} maanden`) : '',
    span.weeks > 0 ? (span.weeks === 1 ? '1 week' : `${span.weeks} weken`) : '',
    span.days > 0 ? (span.days === 1 ? '1 dag' : `${span.days} dagen`) : '',
  ].filter((part) => part !== '')
  return listInWords(parts)
}

/** "a", "a en b", "a, b en c". */
export function listInWords(parts: readonly string[], joint = 'en'): string {
  if (parts.length < 2) return parts[0] ?? ''
  return `${parts.slice(0, -1).join(', ')} ${joint} ${parts[parts.length - 1]}`
}

/**
 * What there is against what is asked: "30 van 40 punten, 10 tekort", "102 uur (nodig: 96)". `what`
 * stands after the unit: " voor lezen".
 */
export function figuresInWords(
  figures: { readonly reached: Amount; readonly required: Amount; readonly provisional?: Amount },
  inItsUnit: (amount: Amount) => string,
  what = '',
): string {
  const { reached, required, provisional = nothing } = figures
  const awaited = provisional > 0 ? [`${formatAmount(provisional)} nog te beoordelen`] : []
  const notes = reached > required ? [`nodig: ${formatAmount(required)}`, ...awaited] : awaited
  const between = notes.length === 0 ? '' : ` (${notes.join('; ')})`
  const missing = (required - reached) as Amount
  const short = missing > 0 ? `, ${formatAmount(missing)} tekort` : ''
  const amounts =
    reached > required ? inItsUnit(reached) : `${formatAmount(reached)} van ${inItsUnit(required)}`
  return `${amounts}${what}${between}${short}`
}

/** A heading as it stands within a sentence: "Uren begeleiding" is "uren begeleiding", but "BIG". */
export function withinSentence(heading: string): string {
  return heading.replace(/^\p{Lu}(?=\p{Ll}| )/u, (letter) => letter.toLowerCase())
}

/** The first letter in capitals. */
export function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
