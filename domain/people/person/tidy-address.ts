/** A house number in the Netherlands as it is written: "12a", "nr. 12 a" and "12A" are "12 A". */
export function tidyHouseNumber(typed: string): string {
  const number = typed.replace(/^(?:nr|no|nummer|huisnummer|huisnr)?[.:#\s]*(?=\d)/i, '')
  const letter = /^(\d+)\s*([a-z])(?=$|[\s-]*\d+$)/i.exec(number)
  if (letter === null) return number
  const [found, digits = '', one = ''] = letter
  const rest = number.slice(found.length).trim()
  return [`${digits} ${one.toUpperCase()}`, rest].filter(Boolean).join(' ')
}

/** A town in the Netherlands that was typed in capitals or in small letters, as it is written. */
export function tidyTown(typed: string): string {
  const mixed = /\p{Lu}/u.test(typed) && /\p{Ll}/u.test(typed)
  if (mixed) return typed
  const words = typed.toLowerCase().split(/(?<=[\s/-])/)
  return words
    .map((word, at) => (at > 0 && small.has(word.replace(/[\s/-]$/, '')) ? word : capital(word)))
    .join('')
}

// "Alphen aan den Rijn", "Bergen op Zoom", "Berkel en Rodenrijs".
const small: ReadonlySet<string> = new Set(
  `a aan bij d de den der en het in op over 't ter ten tot van voor`.split(' '),
)

// The 's and 't of 's-Hertogenbosch and 't Harde stay small, and IJ is one letter.
function capital(word: string): string {
  if (/^['’][st]/.test(word)) return word
  return word.replace(/^(ij|\p{L})/u, (first) => first.toUpperCase())
}
