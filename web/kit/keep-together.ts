// What is counted everywhere; what a register counts in comes beside it.
const counted = [
  'uur',
  'uren',
  'punt',
  'punten',
  'keer',
  'minuten',
  'dag',
  'dagen',
  'week',
  'weken',
  'maand',
  'maanden',
  'jaar',
  'januari',
  'februari',
  'maart',
  'april',
  'mei',
  'juni',
  'juli',
  'augustus',
  'september',
  'oktober',
  'november',
  'december',
]

// What people type stays as they typed it, and so does code. A tag may hold a figure in an attribute.
const leftAlone = /<(textarea|pre|code|script|style|title|option)\b[\s\S]*?<\/\1>|<[^>]*>/g

// A browser breaks a line after any hyphen.
const mail = /(?<![\p{L}\d-])e-mail\p{L}*/giu

/**
 * The text of a page in which a figure and what it counts stay on one line: "96 uur", "14 januari", "artikel 52";
 * and the word "e-mail". Takes HTML; `units` are the words for what the register counts in.
 */
export function keepTogether(html: string, units: readonly string[] = []): string {
  const words = [...new Set([...counted, ...units.filter((unit) => /^\p{L}+$/u.test(unit))])]
  const together = new RegExp(
    `(\\d) (?=(?:${words.join('|')})(?!\\p{L}))|(?<=[Aa]rtikel) (?=\\d)`,
    'gu',
  )
  const keep = (text: string) =>
    text
      .replace(together, (_, figure: string | undefined) => `${figure ?? ''}\u00a0`)
      .replace(mail, '<span class="nowrap">$&</span>')
  let kept = ''
  let from = 0
  for (const { index, 0: whole } of html.matchAll(leftAlone)) {
    kept += keep(html.slice(from, index)) + whole
    from = index + whole.length
  }
  return kept + keep(html.slice(from))
}
