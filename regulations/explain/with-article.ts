/** A rule with its article behind it, where it has one of its own. */
export function withArticle(text: string, article: string | undefined): string {
  return article === undefined ? text : `${text} (${article})`
}
