import { dictionary } from '@zxcvbn-ts/language-common'
import { monthNames } from '#language/days.ts'
import { withoutInvisible } from '#language/typed.ts'

/**
 * An e-mail address as accounts keep it: in lower case, without what a link or a contact list puts
 * around it or hides in it; undefined for what is none.
 */
export function readEmail(typed: string): string | undefined {
  const email = withoutInvisible(typed)
    .trim()
    .replace(/^mailto:\s*/i, '')
    .toLowerCase()
  const isOne = /^[^\s@<>,;:"()[\]\\]+@[^\s@<>,;:"()[\]\\.]+(\.[^\s@<>,;:"()[\]\\.]+)+$/.test(email)
  return isOne && email.length <= 254 ? email : undefined
}

/** What is wrong with a password that somebody chooses; undefined when it will do. */
export type PasswordProblem = 'too-short' | 'too-long' | 'too-common' | 'own-words'

/** The fewest and the most characters of a password. There are no other rules of form. */
export const passwordLength = { least: 10, most: 500 } as const

/**
 * Judges a password that somebody chooses: long enough, and not one that everybody tries first, nor one of
 * those with digits around it, nor with what whoever knows somebody or the register would try: these names
 * of the register, and nowhere in it their own name, their address or that of Peil (OWASP ASVS 5.0, 6.1.2, 6.2.4, 6.2.11 and 6.2.12).
 */
export function passwordProblem(
  password: string,
  email: string,
  names: readonly string[],
  /** How whoever chooses it is called. */
  called: readonly string[] = [],
): PasswordProblem | undefined {
  const length = [...password].length
  if (length < passwordLength.least) return 'too-short'
  if (length > passwordLength.most) return 'too-long'
  const plain = password.normalize('NFKC').toLowerCase()
  const letters = plain.replace(/[^\p{L}\p{N}]/gu, '')
  const own = email.toLowerCase()
  const name = own.split('@')[0] ?? ''
  if (plain === own || letters === own.replace(/[^\p{L}\p{N}]/gu, '')) return 'too-common'
  if (name.length > 3 && letters.replace(/\d/g, '') === name.replace(/[^a-z]/g, '')) {
    return 'too-common'
  }
  // One thing over and over, or a row of the keyboard or the alphabet.
  if (/^(.{1,4})\1+.?$/u.test(plain)) return 'too-common'
  if (rows.some((row) => row.includes(letters) || reversed(row).includes(letters))) {
    return 'too-common'
  }
  const word = letters
    .replace(/^\d+|\d+$/g, '')
    .replace(/0/g, 'o')
    .replace(/1/g, 'i')
  const tried = [plain, letters, word, half(letters), half(word)]
  const ofPlace = new Set(names.flatMap(partsOfName))
  if (tried.some((one) => commonWords.has(one) || leaked.has(one) || ofPlace.has(one))) {
    return 'too-common'
  }
  return hasOwnWords(plain, ['peil', name, ...called]) ? 'own-words' : undefined
}

// Longer words count wherever they stand, shorter ones as words of their own: "peil" is in "peilstok" too.
function hasOwnWords(plain: string, names: readonly string[]): boolean {
  const letters = bare(plain).replace(/[^a-z]/g, '')
  const apart = new Set(wordsIn(plain))
  const own = names.flatMap((one) => [...wordsIn(one), bare(one).replace(/[^a-z]/g, '')])
  return own.some(
    (word) => word.length >= 3 && (apart.has(word) || (word.length >= 6 && letters.includes(word))),
  )
}

function wordsIn(text: string): readonly string[] {
  return bare(text)
    .split(/[^a-z]+/)
    .filter((word) => word.length >= 3 && !smallWords.has(word))
}

function bare(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}

// Of the name of a register these say nothing.
const smallWords = new Set(
  'van der den het een voor met ten ter info mail post contact nieuw'.split(' '),
)

// A name as one word, and each of its words that is long enough to be thought of.
function partsOfName(name: string): readonly string[] {
  const words = name
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
  return [words.join(''), ...words.filter((word) => word.length > 3)]
}

// What was typed twice to make it longer; nothing of anything else.
function half(text: string): string {
  const first = text.slice(0, text.length / 2)
  return first.repeat(2) === text ? first : ''
}

const rows = [
  '01234567890123456789',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiopasdfghjklzxcvbnm',
  'azertyuiopqsdfghjklmwxcvbn',
  '1q2w3e4r5t6y7u8i9o0p',
]

function reversed(text: string): string {
  return [...text].reverse().join('')
}

// Passwords that leaked and that many people had, as they are tried first: half a hundred thousand of them.
const leaked: ReadonlySet<string> = new Set(dictionary['passwords-common'])

// Words that with some digits behind them are among the first that are tried.
const commonWords: ReadonlySet<string> = new Set([
  ...monthNames.nl,
  ...`password passwoord wachtwoord welkom welkomterug welcome geheim geheimpje geheimwoord letmein
  iloveyou ikhouvanjou ikhouvanjullie qwerty qwertyuiop azerty administrator admin beheerder inloggen
  amsterdam rotterdam utrecht nederland thenetherlands denhaag eindhoven groningen feyenoord ajax
  ajaxamsterdam psveindhoven voetbal football zomer zomervakantie vakantie lente herfst winter
  maandag dinsdag woensdag donderdag vrijdag zaterdag zondag computer internet changeme verander
  veranderdit veranderme standaard default sunshine princess superman batman pokemon starwars dragon
  monkey master shadow michael jordan trustnoi hallo hallohallo hoihoi schatje lieverd knuffel
  kwaliteitsregister register registratie gemeente portfolio sociaaldomein test testtest
  testing proefaccount gebruiker username`.split(/\s+/),
])

/** Browser and system in words, "Firefox op Windows", out of what a browser says of itself. */
export function deviceOf(userAgent: string): string {
  const browser =
    browsers.find(([pattern]) => pattern.test(userAgent))?.[1] ?? 'Een onbekende browser'
  const system = systems.find(([pattern]) => pattern.test(userAgent))?.[1]
  return system === undefined ? browser : `${browser} op ${system}`
}

const browsers: readonly (readonly [RegExp, string])[] = [
  [/Edg(e|A|iOS)?\//, 'Edge'],
  [/OPR\/|Opera/, 'Opera'],
  [/SamsungBrowser/, 'Samsung Internet'],
  [/Firefox\/|FxiOS/, 'Firefox'],
  [/Chrome\/|CriOS|Chromium/, 'Chrome'],
  [/Safari\//, 'Safari'],
]

const systems: readonly (readonly [RegExp, string])[] = [
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iPhone of iPad'],
  [/Windows/, 'Windows'],
  [/Mac OS X|Macintosh/, 'Mac'],
  [/Linux|X11/, 'Linux'],
]
