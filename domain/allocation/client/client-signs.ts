import { withoutInvisible } from '#language/typed.ts'

// A decision about work has no data of the client in it. What can be one is found in whatever somebody types.

/** What in a text may be about a client. */
export type ClientSign =
  /** A number that can be a citizen service number (BSN): it is refused. */
  | 'citizen-number'
  /** A name and a date together: whoever wrote it is asked whether it is about a client. */
  | 'name-with-date'

/** What in a text may be about a client; undefined where nothing is. */
export function clientSign(text: string): ClientSign | undefined {
  const plain = withoutInvisible(text.normalize('NFKC'))
  if (hasCitizenNumber(plain)) return 'citizen-number'
  return datePattern.test(plain) && hasName(plain) ? 'name-with-date' : undefined
}

// Nine digits, however they are written apart.
const nineDigits = /(?<![\d])\d(?:[\s./\-\u2010-\u2015]{0,2}\d){8}(?![\d])/g
// Of what is called so, it matters little whether it adds up: a slip of the pen is as much of somebody.
const calledSo =
  /\b(?:bsn|burger\s?service\s?(?:nummer|nr)|sofi\s?-?(?:nummer|nr))\b\D{0,20}\d(?:[\s./-]{0,2}\d){6,8}/i

function hasCitizenNumber(text: string): boolean {
  if (calledSo.test(text)) return true
  return [...text.matchAll(nineDigits)].some(([found]) =>
    isCitizenNumber(found.replaceAll(/\D/g, '')),
  )
}

/**
 * Whether nine digits can be a citizen service number: each counts for its place, from nine down to two, and the last
 * is taken off; the sum is a multiple of eleven.
 */
export function isCitizenNumber(digits: string): boolean {
  if (!/^\d{9}$/.test(digits) || /^0+$/.test(digits)) return false
  const sum = [...digits].reduce(
    (all, digit, at) => all + Number(digit) * (at === 8 ? -1 : 9 - at),
    0,
  )
  return sum % 11 === 0
}

const months =
  'januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|jan|feb|mrt|apr|jun|jul|aug|sep|sept|okt|nov|dec'
const datePattern = new RegExp(
  String.raw`\b\d{1,2}\s?[-/.]\s?\d{1,2}\s?[-/.]\s?\d{2,4}\b|\b\d{4}-\d{1,2}-\d{1,2}\b|\b\d{1,2}\s(?:${months})\b|\bgeboren\b[^.]{0,20}\d{4}\b`,
  'i',
)

// A word with a capital in the middle of a sentence; and one that begins a sentence, unless sentences often do.
function hasName(text: string): boolean {
  return text.split(/(?<=[.!?:\n])\s+|\n/).some((sentence) => {
    const words = [...sentence.matchAll(/\p{Lu}[\p{Ll}'’-]+/gu)]
    return words.some(({ 0: word, index }) => {
      const first = sentence.slice(0, index).trim() === ''
      return !(first ? openings : known).has(word.toLowerCase())
    })
  })
}

// Names of registers, laws and trades, which are of nobody.
const known = new Set(
  'big skj krsd registerplein jeugdwet wmo besluit jeugd veilig thuis raad kinderbescherming gz ggz hbo mbo nederland nederlands nederlandse gemeente u'.split(
    ' ',
  ),
)

// With what a sentence about work begins.
const openings = new Set([
  ...known,
  ...'de het een er wij we ik in op bij met voor dit deze die dat als om na sinds vanaf omdat wie zij ze hij jij je u wat waar hoe wanneer ook maar want dus zonder tot tijdens door van aan uit over onder tussen volgens naast iedereen iemand niemand alle alleen elke ieder beide samen soms vaak altijd nooit nu dan daarom daarna eerst later vandaag morgen gisteren sommige veel meer minder geen niet ja nee team teamlid collega collega’s begeleider begeleiding trainer training stagiair student medewerker medewerkers professional professionals behandelaar therapeut vaktherapeut aanbieder gemeente gesprek gesprekken afspraken afspraak overleg werk hulp zorg ervaring kennis kwaliteit risico’s vertrouwen opleiding'.split(
    ' ',
  ),
])
