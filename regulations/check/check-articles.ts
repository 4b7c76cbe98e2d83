import type { Regulation } from '#engine'
import type { Path, Say } from '../mistakes.ts'

/**
 * Every article must begin with the name of one that is in a source: that of a norm or a cap in the
 * source that it names, any other in any source.
 */
export function checkArticles(regulation: Regulation, say: Say): void {
  checkArticlesIn(regulation, regulation.sources, say)
}

/** The same of anything that names articles of sources. */
export function checkArticlesIn(
  file: object,
  sources: Readonly<Record<string, Pick<Regulation['sources'][string], 'articles'>>>,
  say: Say,
): void {
  const all = Object.values(sources).flatMap((source) => source.articles)
  const visit = (value: unknown, path: Path, above: readonly string[]): void => {
    if (Array.isArray(value)) {
      value.forEach((part, at) => {
        visit(part, [...path, at], above)
      })
    } else if (isPlain(value)) {
      // An unknown source is told elsewhere.
      const known =
        typeof value.source === 'string' ? (sources[value.source]?.articles ?? all) : above
      for (const [key, part] of Object.entries(value)) {
        if (key === 'dossier') continue
        if (key === 'article' && typeof part === 'string') {
          if (!known.some((article) => refersTo(part, article))) {
            say(
              [...path, key],
              `${part} staat in geen bron; bekend: ${known.join(', ')} (wrong article reference)`,
            )
          }
        } else visit(part, [...path, key], known)
      }
    }
  }
  visit(file, [], all)
}

function refersTo(text: string, article: string): boolean {
  return text.startsWith(article) && !/^[\p{L}\p{N}]/u.test(text.slice(article.length))
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return (
    typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
  )
}
