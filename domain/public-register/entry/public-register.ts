import { createHash } from 'node:crypto'
import type { PersonName } from '#language/names.ts'
import type { StatusId } from '#regulations/register.ts'

/** What everybody may see of one person: never more than this. */
export interface PublicEntry {
  /** For the address of the page; it is not the registration's own id. */
  readonly id: string
  readonly name: string
  readonly status: StatusId
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

/** The words of a surname under which a person is found; "van den Berg" also as one word. */
export function searchWords(person: PersonName): readonly SearchWord[] {
  const prefixes = nameWords(person.namePrefix)
  const surname = nameWords(person.lastName)
  // O'Brien is found as obrien and as brien.
  const afterApostrophe = person.lastName.split(/['’`´]/).flatMap(nameWords)
  const joined = [surname.join(''), [...prefixes, ...surname].join('')]
  const words = new Set([...surname, ...afterApostrophe, ...joined])
  return [...words]
    .filter((word) => word.length > 1)
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

/** One way to read what was typed: a surname's word, and what else must be in the name. */
export interface NameQuery {
  readonly word: string
  /** How the word sounds, when it is long enough to tell. */
  readonly sound: string | undefined
  readonly others: readonly string[]
  readonly initial: string | undefined
}

export type Query =
  | { readonly outcome: 'too-short' }
  | { readonly outcome: 'too-long' }
  | { readonly outcome: 'number'; readonly number: number }
  | { readonly outcome: 'name'; readonly names: readonly NameQuery[] }

const longestQuery = 100

/**
 * Reads what somebody typed: a number with or without its prefix and zeros ("krsd 42"), or a name in
 * any order. Any word may be the surname; prefixes such as "van de" are not asked for.
 */
export function readQuery(typed: string, numberPrefix: string): Query {
  const text = typed.trim()
  if (text.length > longestQuery) return { outcome: 'too-long' }
  const words = typedWords(text)
  const compact = words.join('')
  if ([...compact].length < 2) return { outcome: 'too-short' }
  const prefix = nameWords(numberPrefix).join('')
  const digits = compact.startsWith(prefix) ? compact.slice(prefix.length) : compact
  if (/^0*\d{1,9}$/.test(digits)) return { outcome: 'number', number: Number(digits) }
  return { outcome: 'name', names: waysToRead(words) }
}

// In capitals beside a word in small letters, JP are initials; 't in "in 't Veld" is no initial.
function typedWords(text: string): readonly string[] {
  const mixed = /\p{Ll}/u.test(text)
  const apart = text
    .replaceAll(/(^|\s)['’`´][tsn](?=\s)/gi, ' ')
    .replaceAll(/(?<!\p{L})\p{Lu}{2,4}(?!\p{L})/gu, (capitals) =>
      mixed ? [...capitals].join(' ') : capitals,
    )
  return nameWords(apart)
}

function waysToRead(words: readonly string[]): readonly NameQuery[] {
  const long = words.filter((word) => [...word].length > 1)
  const [initial] = words.filter((word) => [...word].length === 1)
  if (long.length === 0)
    return [{ word: words.join(''), sound: undefined, others: [], initial: undefined }]
  const withoutPrefixes = long.filter((word) => !prefixes.has(word))
  const main = [...new Set(withoutPrefixes.length > 0 ? withoutPrefixes : long)]
  const ways: NameQuery[] = main.slice(0, 6).map((word) => ({
    word,
    sound: word.length >= 4 ? sound(word) : undefined,
    others: main.filter((other) => other !== word),
    initial,
  }))
  // "el amrani" and "van den berg" may be one word in the register, and so may "o brien".
  const firstPrefix = long.findIndex((word) => prefixes.has(word))
  for (const from of new Set([0, firstPrefix])) {
    if (from < 0 || long.length - from < 2) continue
    const others = long.slice(0, from)
    ways.push({ word: long.slice(from).join(''), sound: undefined, others, initial })
  }
  if (initial !== undefined) {
    ways.push({ word: words.join(''), sound: undefined, others: [], initial: undefined })
  }
  return ways
}

// Words before a surname that people leave out, put elsewhere or write as part of it.
const prefixes: ReadonlySet<string> = new Set(
  `aan aen af al auf aus bij ben bin da dal dalla de del della dem den der des di do don dos du el
   het in la las le les lo los onder op over te ten ter thoe toe tot uijt uit van vanden vander ver
   vom von voor zu zum zur`.split(/\s+/),
)

/** The words of a text without accents, in lower case; apostrophes fall out, the rest divides. */
export function nameWords(text: string): readonly string[] {
  return fold(text)
    .replaceAll(/['’`´]/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
}

// Letters that no decomposition takes apart.
const letters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  ĳ: 'ij',
}

function fold(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[ßæœøłđðþıĳ]/g, (letter) => letters[letter] ?? letter)
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
