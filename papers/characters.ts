/** What stands on paper in the place of a character that no font shows. */
const substitute = '□'

// What some fonts have a place for and PDF/UA does not take: controls, the mark of the order of bytes.
const neverText = /[\p{Cc}\ufeff\ufffe\uffff]/u

const graphemes = new Intl.Segmenter('nl', { granularity: 'grapheme' })

// The signs of lists as Word copies them: places in a font of its own, that no other font shows.
const ofWord: ReadonlyMap<string, string> = new Map([
  ['\uf0b7', '•'],
  ['\uf0a7', '▪'],
  ['\uf0d8', '➢'],
  ['\uf0e0', '→'],
  ['\uf0fc', '✓'],
])

/**
 * A text with only what these fonts show: of a picture or letter that they lack a white square is
 * left, of one that they show in part, such as a digit in a box, the part.
 */
export function inCharactersOf(shown: ReadonlySet<number>, text: string): string {
  if (isAllPlain(text)) return text
  return [...graphemes.segment(known(text))]
    .map(({ segment }) => partShown(shown, segment))
    .join('')
}

/** The signs of a text that are left as a white square, each once; asks which are shown only where it may matter. */
export function lackedBy(shown: () => ReadonlySet<number>, text: string): readonly string[] {
  if (isAllPlain(text)) return []
  const lacked = [...graphemes.segment(known(text))]
    .map(({ segment }) => segment)
    .filter((segment) => segment !== substitute && partShown(shown(), segment) === substitute)
  return [...new Set(lacked)]
}

function partShown(shown: ReadonlySet<number>, segment: string): string {
  if (segment === '\n' || segment === '\r\n') return segment
  const isShown = (character: string) =>
    shown.has(character.codePointAt(0) ?? 0) && !neverText.test(character)
  // A letter with its accent may be shown by the two apart.
  const shownPart = (character: string) =>
    isShown(character) ? character : [...character.normalize('NFKD')].filter(isShown).join('')
  const kept = [...segment].map(shownPart).join('')
  // A mark without its letter, or what joins pictures, is nothing to look at.
  if (/[^\p{M}\p{Default_Ignorable_Code_Point}]/u.test(kept)) return kept
  return /^[\p{Cc}\p{M}\p{Default_Ignorable_Code_Point}]*$/u.test(segment) ? '' : substitute
}

// What nearly all texts are made of, and every font shows.
function isAllPlain(text: string): boolean {
  return /^[\n\u0020-\u007e\u00a1-\u00ac\u00ae-\u00ff]*$/.test(text)
}

function known(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFC')
    .replaceAll(/[\uf0b7\uf0a7\uf0d8\uf0e0\uf0fc]/g, (sign) => ofWord.get(sign) ?? sign)
}

/** The characters that all of these fonts show, by their numbers. Each is a TrueType file. */
export function charactersIn(fonts: readonly Buffer[]): ReadonlySet<number> {
  const [first = new Set<number>(), ...others] = fonts.map(mapped)
  return others.reduce((both, each) => both.intersection(each), first)
}

// The table "cmap" says which glyph shows a character. Of its subtables those of format 4, for the
// first 65,536 characters, and of format 12, for all, are the ones that fonts have for Unicode.
function mapped(font: Buffer): Set<number> {
  const tables = font.readUInt16BE(4)
  const entry = Array.from({ length: tables }, (_, index) => 12 + index * 16).find(
    (at) => font.toString('latin1', at, at + 4) === 'cmap',
  )
  if (entry === undefined) throw new Error('The font does not say which characters it shows.')
  const table = font.subarray(font.readUInt32BE(entry + 8))
  const found = new Set<number>()
  for (let index = 0; index < table.readUInt16BE(2); index += 1) {
    const subtable = table.subarray(table.readUInt32BE(4 + index * 8 + 4))
    const format = subtable.readUInt16BE(0)
    const characters = format === 4 ? inSegments(subtable) : format === 12 ? inGroups(subtable) : []
    for (const each of characters) found.add(each)
  }
  return found
}

function* inSegments(table: Buffer): Generator<number> {
  const segments = table.readUInt16BE(6) / 2
  const word = (at: number) => table.readUInt16BE(at)
  for (let index = 0; index < segments; index += 1) {
    const last = word(14 + index * 2)
    const first = word(16 + segments * 2 + index * 2)
    const delta = word(16 + segments * 4 + index * 2)
    const offsetAt = 16 + segments * 6 + index * 2
    const offset = word(offsetAt)
    for (let character = first; character <= last && character < 0xffff; character += 1) {
      const glyph =
        offset === 0
          ? (character + delta) & 0xffff
          : word(offsetAt + offset + (character - first) * 2)
      if (glyph !== 0) yield character
    }
  }
}

function* inGroups(table: Buffer): Generator<number> {
  const groups = table.readUInt32BE(12)
  for (let index = 0; index < groups; index += 1) {
    const at = 16 + index * 12
    const last = table.readUInt32BE(at + 4)
    for (let character = table.readUInt32BE(at); character <= last; character += 1) yield character
  }
}
