import { nameWords, prefixes, withoutUmlauts } from '#domain/platform/look-up/read-name.ts'

/**
 * Whether what was typed is the surname of somebody, as people write it: with or without what stands before it
 * or a first name, with or without accents, one of two that are joined, or the other way round.
 */
export function bearsSurname(
  typed: string,
  person: { readonly namePrefix: string; readonly lastName: string },
): boolean {
  const said = wordsOf(typed)
  const own = wordsOf(person.lastName)
  if (said.length === 0 || own.length === 0) return false
  const joined = said.join('')
  if (joined === own.join('')) return true
  if (joined === wordsOf(`${person.namePrefix} ${person.lastName}`).join('')) return true
  const [saidOwn, ownOwn] = [withoutPrefixes(said), withoutPrefixes(own)]
  return isIn(ownOwn, said) || isIn(saidOwn, own)
}

function isIn(some: readonly string[], all: readonly string[]): boolean {
  return some.some((word) => word.length > 1) && some.every((word) => all.includes(word))
}

function withoutPrefixes(words: readonly string[]): readonly string[] {
  const kept = words.filter((word) => !prefixes.has(word))
  return kept.length === 0 ? words : kept
}

function wordsOf(text: string): readonly string[] {
  return nameWords(text).map(withoutUmlauts)
}
