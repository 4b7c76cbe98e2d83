import { withoutInvisible, withPlainApostrophes } from '#language/typed.ts'

/** One way to read a name that was typed: a word that may be the surname, and what else must be in the name. */
export interface NameQuery {
  readonly word: string
  readonly others: readonly string[]
  readonly initial: string | undefined
}

/**
 * Reads a name as people type it: in any order, with or without prefixes, in full or short as in
 * "v.d. Berg", with initials, and in the capitals of a bank statement. Any word may be the surname.
 */
export function readName(typed: string): readonly NameQuery[] {
  const words = typedWords(typed).slice(0, mostWords)
  const ways = waysToRead(words)
  // "JP DE VRIES" has two initials where "JO BERG" has a first name.
  const short = words
    .filter((word) => word.capitals && /^\p{L}{2}$/u.test(word.text))
    .slice(0, mostShort)
  const others = short.flatMap((one) =>
    waysToRead(words.map((word) => (word === one ? { ...word, text: word.text.charAt(0) } : word))),
  )
  return others.length === 0 || ways.every(({ others: none }) => none.length === 0)
    ? ways
    : [...ways, ...others]
}

// More than any name has: each word, and each way to read two letters, makes a search larger.
const mostWords = 12
const mostShort = 3

interface TypedWord {
  /** Without accents and in lower case. */
  readonly text: string
  /** It is in capitals in a text that has no small letters. */
  readonly capitals: boolean
}

// In capitals beside a word in small letters, JP are initials; 't in "in 't Veld" is no initial.
function typedWords(typed: string): readonly TypedWord[] {
  const plain = withPlainApostrophes(withoutInvisible(typed))
  const mixed = /\p{Ll}/u.test(plain) && /\p{Lu}/u.test(plain)
  const capitals = !/\p{Ll}/u.test(plain)
  const words = plain.split(/[^\p{L}\p{M}\p{N}']+/u).filter(Boolean)
  const named = withoutShortPrefixes(words, mixed, capitals)
  const kept = named.some((word) => nameWords(word).some(isLong)) ? named : words
  return kept
    .flatMap((word) => (mixed && /^\p{Lu}{2,4}$/u.test(word) ? [...word] : nameWords(word)))
    .flatMap((word) => nameWords(word))
    .map((text) => ({ text, capitals }))
}

/** Leaves out what stands for van, van de, van den, aan de and the like, and titles before a name. */
function withoutShortPrefixes(
  words: readonly string[],
  mixed: boolean,
  capitals: boolean,
): readonly string[] {
  const kept: string[] = []
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? ''
    const next = words[at + 1] ?? ''
    const small = word.toLowerCase()
    // "V.d. Berg" has a prefix, "V.D. Berg" has initials, and in "V D BERG" it cannot be told.
    const isSmall = capitals || word.charAt(0) !== word.charAt(0).toUpperCase()
    const nextIsSmall = capitals || next !== next.toUpperCase() || next.startsWith("'")
    if (/^'[tsn]$/.test(small)) continue
    // Banks leave apostrophes out: "T HART J".
    if (capitals && small === 't' && words.some((one) => one !== word && !isLong(one))) continue
    if (isSmall && /^vd[rn]?$/.test(small)) continue
    if (small === 'v' && nextIsSmall && /^(d[rn]?|h|'?t)$/i.test(next)) at += 1
    else if (
      mixed &&
      isSmall &&
      /^[aoiut]$/.test(small) &&
      nextIsSmall &&
      /^(d[rn]?|'?t)$/i.test(next)
    )
      at += 1
    else if (!capitals && isSmall && /^[vd]$/.test(small)) continue
    else if (at > 0 || !titles.has(small)) kept.push(word)
  }
  return kept
}

const titles: ReadonlySet<string> = new Set(['hr', 'dhr', 'mw', 'mevr', 'mevrouw', 'drs'])

function waysToRead(typed: readonly TypedWord[]): readonly NameQuery[] {
  const words = typed.map(({ text }) => text)
  const long = words.filter(isLong)
  const [initial] = words.filter((word) => !isLong(word))
  if (long.length === 0) return [{ word: words.join(''), others: [], initial: undefined }]
  const withoutPrefixes = long.filter((word) => !prefixes.has(word))
  const main = [...new Set(withoutPrefixes.length > 0 ? withoutPrefixes : long)]
  const ways: NameQuery[] = main.slice(0, 6).map((word) => ({
    word,
    others: main.filter((other) => other !== word),
    initial,
  }))
  // "el amrani" and "van den berg" may be one word in the register, and so may "o brien".
  const firstPrefix = long.findIndex((word) => prefixes.has(word))
  for (const from of new Set([0, firstPrefix])) {
    if (from < 0 || long.length - from < 2) continue
    ways.push({ word: long.slice(from).join(''), others: long.slice(0, from), initial })
  }
  if (initial !== undefined) ways.push({ word: words.join(''), others: [], initial: undefined })
  return ways
}

function isLong(word: string): boolean {
  return [...word].length > 1
}

/** Words before a surname that people leave out, put elsewhere or write as part of it. */
export const prefixes: ReadonlySet<string> = new Set(
  `aan aen af al auf aus bij ben bin da dal dalla de del della dem den der des di do don dos du el
   het in la las le les lo los onder op over te ten ter thoe toe tot uijt uit van vanden vander ver
   vom von voor zu zum zur`.split(/\s+/),
)

/** The words of a text without accents, in lower case; apostrophes fall out, the rest divides. */
export function nameWords(text: string): readonly string[] {
  return fold(withPlainApostrophes(withoutInvisible(text)).replaceAll("'", ''))
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
}

/** A folded text in which ae, oe and ue are as ä, ö and ü are without their dots. */
export function withoutUmlauts(text: string): string {
  return text.replaceAll(/([aou])e/g, '$1')
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
