// Whether two names may well be of one organisation: people leave out the legal form, write "en" for "&", swap
// words and mistype one.

// What says how it is set up and nothing of which it is.
const forms = new Set([
  ...[
    'bv',
    'b.v.',
    'nv',
    'vof',
    'cv',
    'stichting',
    'vereniging',
    'cooperatie',
    'cooperatief',
    'maatschap',
  ],
  ...['de', 'het', 'een', 'en', 'van', 'voor', 'the', 'and', 'ua', 'gemeente', 'holding', 'groep'],
])

/** The words of a name that tell which organisation it is, without accents and in small letters. */
export function tellingWords(name: string): readonly string[] {
  const words = name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/(?<=\b[a-z])\.(?=[a-z]\b)/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
  const telling = words.filter((word) => !forms.has(word))
  return telling.length === 0 ? words : telling
}

/** Whether two names may well be of one organisation. */
export function areNamesAlike(one: string, other: string): boolean {
  const [short, long] = [tellingWords(one), tellingWords(other)].toSorted(
    (a, b) => a.length - b.length,
  )
  if (short === undefined || long === undefined || short.length === 0) return false
  const [bare, whole] = [short.join(''), long.join('')]
  if (bare === whole || (bare.length >= 6 && isNear(bare, whole))) return true
  // Part of a name alone is enough where it says something, as "Academie" does not.
  const enough = short.length > 1 || bare.length >= 6
  const rest = [...long]
  return (
    enough &&
    !general.has(bare) &&
    short.every((word) => {
      const at = rest.findIndex((candidate) => candidate === word || isNear(word, candidate))
      if (at < 0) return false
      rest.splice(at, 1)
      return true
    })
  )
}

const general = new Set([
  ...[
    'academie',
    'opleidingen',
    'opleiding',
    'training',
    'trainingen',
    'advies',
    'instituut',
    'school',
  ],
  ...['welzijn', 'jeugdzorg', 'onderwijs', 'bureau', 'centrum', 'nederland'],
])

// One letter too many, too few, other or swapped in a word of five, two in one of ten.
function isNear(one: string, other: string): boolean {
  const most = Math.min(2, Math.floor(Math.min(one.length, other.length) / 5))
  return Math.abs(one.length - other.length) <= most && distance(one, other) <= most
}

function distance(one: string, other: string): number {
  let before: number[] = []
  let row = Array.from({ length: other.length + 1 }, (_, at) => at)
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= other.length; j += 1) {
      const same = one[i - 1] === other[j - 1]
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]
      next[j] = Math.min(
        (row[j] ?? 0) + 1,
        (next[j - 1] ?? 0) + 1,
        (row[j - 1] ?? 0) + (same ? 0 : 1),
        swapped ? (before[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
      )
    }
    before = row
    row = next
  }
  return row[other.length] ?? 0
}
