import type { Language } from './locale.ts'
import { inEach } from './locale.ts'

const lists = {
  all: inEach((locale) => new Intl.ListFormat(locale, { type: 'conjunction' })),
  any: inEach((locale) => new Intl.ListFormat(locale, { type: 'disjunction' })),
}

/** Writes names or things of which all are meant as a sentence does: "a, b en c". */
export function formatList(parts: readonly string[], language: Language = 'nl'): string {
  if (parts.length < 2) return parts[0] ?? ''
  return lists.all[language].format(parts)
}

/** Writes names or things of which one is meant as a sentence does: "a, b of c". */
export function formatChoice(parts: readonly string[], language: Language = 'nl'): string {
  if (parts.length < 2) return parts[0] ?? ''
  return lists.any[language].format(parts)
}

/** Writes what has to hold at one time: "a, b en tegelijk c". */
export function formatTogether(parts: readonly string[]): string {
  const written = lists.all.nl.formatToParts(parts)
  return written
    .map(({ type, value }) => (type === 'literal' && value === ' en ' ? ' en tegelijk ' : value))
    .join('')
}
