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
const leftAlone = /<(textarea|pre|code|script|style|title)\b[\s\S]*?<\/\1>|<[^>]*>/g

/**
 * The text of a page in which a figure and what it counts stay on one line: "96 uur", "14 januari".
 * Takes HTML; `units` are the words for what the register counts in.
 */
export function keepTogether(html: string, units: readonly string[] = []): string {
  const words = [...new Set([...counted, ...units.filter((unit) => /^\p{L}+$/u.test(unit))])]
  const together = new RegExp(`(\\d) (?=(?:${words.join('|')})(?!\\p{L}))`, 'gu')
  let kept = ''
  let from = 0
  for (const { index, 0: whole } of html.matchAll(leftAlone)) {
    kept += html.slice(from, index).replace(together, '$1\u00a0') + whole
    from = index + whole.length
  }
  return kept + html.slice(from).replace(together, '$1\u00a0')
}
