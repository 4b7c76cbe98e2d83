import { createHash } from 'node:crypto'
import type { NameQuery } from '#domain/platform/look-up/read-name.ts'
import { nameWords, readName } from '#domain/platform/look-up/read-name.ts'
import type { PersonName } from '#language/names.ts'
import { withPlainApostrophes } from '#language/typed.ts'
import type { StatusId } from '#regulations/register.ts'

/** What everybody may see of one person: never more than this. */
export interface PublicEntry {
  /** For the address of the page; it is not the registration's own id. */
  readonly id: string
  readonly name: string
  readonly status: StatusId
  /** Registered for a while, to make up for what was open. */
  readonly temporary: boolean
  /** What the category is called, where the regulation makes it public and there is one. */
  readonly category: string | undefined
  /** Where the regulation makes the last day of validity public, and there is one. */
  readonly validUntil: Temporal.PlainDate | undefined
  /** Where the regulation makes the number public. */
  readonly number: number | undefined
}

/** One word under which a person is found, with what narrows the search down. */
export interface SearchWord {
  readonly word: string
  readonly sound: string
}

const statusesWithPeriod: ReadonlySet<StatusId> = new Set(['certified', 'renewal-pending'])
const longestWord = 60

/** The id in the public address of a registration: always the same, and it cannot be turned back. */
export function publicEntryId(registrationId: string): string {
  const hex = createHash('sha256').update(`public entry ${registrationId}`).digest('hex')
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-')
}

/** Whether a status carries a last day of validity that may be shown. */
export function hasPeriod(status: StatusId): boolean {
  return statusesWithPeriod.has(status)
}

/** Whether a registration for a while has begun. */
export function isTemporary(
  row: { readonly temporary_kind: string | null; readonly valid_first: string | null },
  { today }: { readonly today: Temporal.PlainDate },
): boolean {
  return row.temporary_kind !== null && (row.valid_first ?? '') <= today.toString()
}

/** The words of a surname under which a person is found; "van den Berg" also as one word. */
export function searchWords(person: PersonName): readonly SearchWord[] {
  const prefixes = nameWords(person.namePrefix)
  const surname = nameWords(person.lastName)
  // O'Brien is found as obrien and as brien.
  const afterApostrophe = withPlainApostrophes(person.lastName).split("'").flatMap(nameWords)
  const joined = [surname.join(''), [...prefixes, ...surname].join('')]
  const words = new Set([...surname, ...afterApostrophe, ...joined])
  return [...words]
    .filter((word, _at, all) => word.length > 1 || all.length === 1)
    .map((word) => ({ word: word.slice(0, longestWord), sound: sound(word) }))
}

/** First names and then initials, each with a space before it: " jan piet j p". */
export function givenWords(person: PersonName): string {
  const initials = nameWords(person.initials.replaceAll('.', ' ')).flatMap((part) =>
    // JP without points are two initials; Th or Chr is one.
    part.length > 1 && person.initials.includes(part.toUpperCase()) ? [...part] : [part],
  )
  return spaced([...nameWords(person.firstName), ...initials])
}

/** All words of a name, each with a space before it. */
export function allWords(person: PersonName): string {
  const { firstName, namePrefix, lastName } = person
  return spaced([firstName, namePrefix, lastName].flatMap(nameWords))
}

/** The text by which people are put in order: the surname first. */
export function sortName(person: PersonName): string {
  const { firstName, initials, namePrefix, lastName } = person
  return [lastName, firstName, initials, namePrefix].flatMap(nameWords).join(' ').slice(0, 200)
}

/** One way to read what was typed, with how its word sounds when it is long enough to tell. */
export interface SoundingQuery extends NameQuery {
  readonly sounds: readonly string[]
}

export type Query =
  | { readonly outcome: 'too-short' }
  | { readonly outcome: 'too-long' }
  | { readonly outcome: 'number'; readonly number: number }
  | { readonly outcome: 'name'; readonly names: readonly SoundingQuery[] }

const longestQuery = 100

/**
 * Reads what somebody typed: a number with or without its prefix and zeros ("krsd 42"), or a name in
 * any order. Any word may be the surname; prefixes such as "van de" are not asked for.
 */
export function readQuery(typed: string, numberPrefix: string): Query {
  const text = typed.trim()
  if (text.length > longestQuery) return { outcome: 'too-long' }
  const compact = nameWords(text).join('')
  if ([...compact].length < 2) return { outcome: 'too-short' }
  const prefix = nameWords(numberPrefix).join('')
  const digits = compact.startsWith(prefix) ? compact.slice(prefix.length) : compact
  if (/^0*\d{1,9}$/.test(digits)) return { outcome: 'number', number: Number(digits) }
  const names = readName(text).map((name) => ({ ...name, sounds: soundsOf(name) }))
  return { outcome: 'name', names }
}

// ö may be written as o and as oe, and of an o or oe that was typed it cannot be told which.
function soundsOf({ word }: NameQuery): readonly string[] {
  if (word.length < 4) return []
  const spellings = [word, word.replaceAll('oe', 'o'), word.replaceAll(/o(?![aeou])/g, 'oe')]
  return [...new Set(spellings.map(sound))]
}

/** How a word sounds, roughly: words that are only spelled differently give the same text. */
export function sound(word: string): string {
  return soundRules
    .reduce((text, [pattern, by]) => text.replaceAll(pattern, by), word)
    .slice(0, longestWord)
}

const soundRules: readonly (readonly [RegExp, string])[] = [
  [/sch/g, 's'],
  [/ck/g, 'k'],
  [/ch/g, 'g'],
  [/c(?=[eiy])/g, 's'],
  [/[cq]/g, 'k'],
  [/x/g, 'ks'],
  [/ph|v/g, 'f'],
  [/th|dt/g, 't'],
  [/d$/g, 't'],
  [/ij|ei|y/g, 'i'],
  [/ae/g, 'a'],
  [/oe|ue/g, 'u'],
  [/ou/g, 'au'],
  [/z/g, 's'],
  [/(.)\1+/gu, '$1'],
]

function spaced(words: readonly string[]): string {
  return words.map((word) => ` ${word.slice(0, longestWord)}`).join('')
}
