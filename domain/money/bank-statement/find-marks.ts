import { withoutInvisible, withPlainHyphens } from '#language/typed.ts'

// What a line of a statement may name: references of ISO 11649, numbers of invoices and of registrations.

/** A number as it is looked up: its letters, and its digits without noughts before them. "KRSD-F-000123" is "KRSDF123". */
export function numberKey(number: string): string {
  const bare = plain(number).replace(/[\s./-]/g, '')
  const found = /^([A-Z]*)(\d+)$/.exec(bare)
  return found === null ? bare : `${found[1]}${withoutNoughts(found[2] ?? '')}`
}

function plain(text: string): string {
  return withPlainHyphens(withoutInvisible(text)).toUpperCase()
}

function withoutNoughts(digits: string): string {
  return digits.replace(/^0+(?=\d)/, '')
}

/** What stands before the digits of a number; undefined of one that has something behind them. */
export function lettersOf(number: string): string | undefined {
  return /^([A-Z]*)\d+$/.exec(plain(number).replace(/[\s./-]/g, ''))?.[1]
}

/** Finds numbers with these letters before their digits in a text in capitals. */
export function patternOf(letters: ReadonlySet<string>): RegExp {
  const alternatives = [...letters]
    .toSorted((one, other) => other.length - one.length)
    .map((one) => [...one].join('[\\s./-]*'))
  return new RegExp(
    `(?<![A-Z0-9])(${alternatives.join('|')})[\\s./:#-]*(\\d+(?:[\\s./-]{1,2}\\d+){0,3})(?!\\d)`,
    'g',
  )
}

/** A number as it stands in a text: its letters, and digits in groups, of which the last may be of something else. */
export interface SaidNumber {
  readonly letters: string
  readonly groups: readonly string[]
}

/** The numbers in a text that such a pattern finds. One without letters has five digits at least. */
export function numbersIn(text: string, pattern: RegExp | undefined): readonly SaidNumber[] {
  if (pattern === undefined) return []
  return [...plain(text).matchAll(pattern)].flatMap(([, said = '', digits = '']) => {
    const letters = said.replace(/[\s./-]/g, '')
    const groups = digits.split(/[\s./-]+/)
    return letters === '' && groups.join('').length < leastBareDigits ? [] : [{ letters, groups }]
  })
}

const leastBareDigits = 5

/** Each way in which a number may be read, as it is looked up: its first group, the first two, and so on. */
export function waysToRead(said: SaidNumber): readonly { key: string; digits: string }[] {
  let digits = ''
  return said.groups.map((group) => {
    digits += group
    return { key: said.letters + withoutNoughts(digits), digits }
  })
}

/**
 * Which known numbers are meant: the one with as many digits as it is written with, or else each that it can be. Noughts
 * may be left out; what begins with some of them, and not all, is the begin of a longer number.
 */
export function meantBy<Found>(
  said: SaidNumber,
  find: (key: string) => { readonly found: Found; readonly written: string } | undefined,
): readonly Found[] {
  const known = waysToRead(said).flatMap(({ key, digits }) => {
    const there = find(key)
    return there === undefined ? [] : [{ ...there, digits }]
  })
  const whole = known.find(({ digits, written }) => digits === written.replace(/\D/g, ''))
  if (whole !== undefined) return [whole.found]
  return known
    .filter(({ digits }) => said.groups.length === 1 || !digits.startsWith('0'))
    .map(({ found }) => found)
}

/**
 * Where in a text a creditor reference may stand: from each "RF" with two digits on, without spaces and signs, as long
 * as one can be.
 */
export function referencesIn(text: string): readonly string[] {
  const bare = plain(text).replace(/[^A-Z0-9]/g, '')
  const found: string[] = []
  for (let at = bare.indexOf('RF'); at >= 0; at = bare.indexOf('RF', at + 1)) {
    const stretch = bare.slice(at, at + longestReference)
    if (/^RF\d{2}[A-Z0-9]/.test(stretch)) found.push(stretch)
  }
  return found
}

const longestReference = 25
/** "RF", two digits and one character. */
const shortestReference = 5

/** The longest known reference with which this begins; what somebody wrote behind it is not of it. */
export function knownReference<Found>(
  stretch: string,
  find: (reference: string) => Found | undefined,
): Found | undefined {
  for (let length = stretch.length; length >= shortestReference; length -= 1) {
    const found = find(stretch.slice(0, length))
    if (found !== undefined) return found
  }
  return undefined
}
