import type { Regulation } from '#engine'
import type { Path, Say } from '../mistakes.ts'

/** Every article must begin with the name of one that its sources have. */
export function checkArticles(regulation: Regulation, say: Say): void {
  const known = Object.values(regulation.sources).flatMap((source) => source.articles)
  const visit = (value: unknown, path: Path): void => {
    if (Array.isArray(value)) {
      value.forEach((part, at) => {
        visit(part, [...path, at])
      })
    } else if (isPlain(value)) {
      for (const [key, part] of Object.entries(value)) {
        if (key === 'dossier') continue
        if (key === 'article' && typeof part === 'string') {
          if (!known.some((article) => refersTo(part, article))) {
            say(
              [...path, key],
              `${part} staat in geen bron; bekend: ${known.join(', ')} (wrong article reference)`,
            )
          }
        } else visit(part, [...path, key])
      }
    }
  }
  visit(regulation, [])
}

function refersTo(text: string, article: string): boolean {
  return text.startsWith(article) && !/^[\p{L}\p{N}]/u.test(text.slice(article.length))
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return (
    typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
  )
}
