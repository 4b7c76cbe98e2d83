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

/**
 * The numbers in a text that such a pattern finds, as they are looked up. Digits behind each other may be one number or
 * more: each way to read them is given. One without letters has five digits at least.
 */
export function numbersIn(text: string, pattern: RegExp | undefined): readonly string[] {
  if (pattern === undefined) return []
  const keys: string[] = []
  for (const [, letters = '', digits = ''] of plain(text).matchAll(pattern)) {
    const bare = letters.replace(/[\s./-]/g, '')
    let joined = ''
    for (const group of digits.split(/[\s./-]+/)) {
      joined += group
      if (bare !== '' || joined.length >= leastBareDigits) keys.push(bare + withoutNoughts(joined))
    }
  }
  return keys
}

const leastBareDigits = 5

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
