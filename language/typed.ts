// People paste from web pages, chats, contact lists and word processors, and bring along what cannot
// be seen. What is read here is what the eye reads.

/** A text without the characters that cannot be seen; what joins pictures or letters stays. */
export function withoutInvisible(text: string): string {
  return text.replace(invisible, '').replace(joiner, (found, at: number, whole: string) => {
    const before = lastCharacter(whole.slice(0, at))
    const after = String.fromCodePoint(whole.codePointAt(at + 1) ?? 0)
    return joins.test(before) && joins.test(after) ? found : ''
  })
}

// Whatever Unicode says may be left out of sight, but what chooses how the character before it looks.
const invisible =
  /(?![\ufe00-\ufe0f\u180b-\u180d\u{e0100}-\u{e01ef}\u200c\u200d])\p{Default_Ignorable_Code_Point}|[\ufff9-\ufffb]/gu

// Between pictures, and in scripts such as Arabic and Devanagari, these two are part of the writing.
const joiner = /[\u200c\u200d]/gu
const joins =
  /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f|(?!\p{Script=Latin}|\p{Script=Greek}|\p{Script=Cyrillic}|\p{Script=Common})[\p{L}\p{M}]/u

function lastCharacter(text: string): string {
  return [...text.slice(-2)].at(-1) ?? ''
}

/** A code or number as it is meant: in capitals, without spaces, hyphens, points or what cannot be seen. */
export function compact(text: string): string {
  return withPlainHyphens(withoutInvisible(text))
    .replace(/[\s.-]/g, '')
    .toUpperCase()
}

/**
 * Whether two e-mail addresses reach the same person: capitals, what follows a plus, and in which of its
 * ways a domain with accents is written do not matter.
 */
export function sameAddress(one: string, other: string): boolean {
  return bareAddress(one) === bareAddress(other)
}

/** An e-mail address in one of the ways in which it can be written, the same for all that reach the same person. */
export function bareAddress(address: string): string {
  const [local = '', written = ''] = address.trim().normalize('NFKC').toLowerCase().split('@')
  // A domain with accents is also written as xn--…, and one may end in a point.
  const domain = (URL.parse(`http://${written}`)?.hostname ?? written).replace(/\.$/, '')
  const name = local.replace(/\+.*$/, '')
  // Gmail reads over points as well, and is the one provider where everybody has one.
  const gmail = domain === 'gmail.com' || domain === 'googlemail.com'
  return gmail ? `${name.replaceAll('.', '')}@gmail.com` : `${name}@${domain}`
}

/** A code, number or postcode in which every kind of hyphen is the one of the keyboard. */
export function withPlainHyphens(text: string): string {
  return text.replace(/[\u2010-\u2015\u2212\ufe58\ufe63\uff0d\u2043]/g, '-')
}

/** A name in which everything that looks like an apostrophe is the one of the keyboard. */
export function withPlainApostrophes(text: string): string {
  return text.replace(/[‘’‛′`´\u02b9-\u02bd\uff07]/g, "'")
}

/** The words of a text as they are meant: in small letters, without accents, points or what cannot be seen. */
export function bareWords(text: string): string {
  return withoutInvisible(text)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .join(' ')
}

/** A text as a database keeps it: of whole characters, and without the one that is null. */
export function storable(text: string): string {
  return text.replaceAll('\u0000', '\ufffd').toWellFormed()
}

/** Reads JSON that somebody sent, with every text in it as a database keeps it. Throws where it is none. */
export function parseJson(text: string): unknown {
  const read = { value: JSON.parse(text) as unknown }
  // One by one, since what lies deep would go beyond what calls can lie in each other.
  const left: object[] = [read]
  for (let one = left.pop(); one !== undefined; one = left.pop()) {
    const inside = one as Record<string, unknown>
    for (const [name, value] of Object.entries(inside)) {
      if (typeof value === 'string') inside[name] = storable(value)
      else if (typeof value === 'object' && value !== null) left.push(value)
    }
  }
  return read.value
}

/** Writes JSON of which every text is one that a database keeps, also one that was cut off amid a character. */
export function storableJson(value: unknown): string {
  return JSON.stringify(value, (_name, one: unknown) =>
    typeof one === 'string' ? storable(one) : one,
  )
}
