/** How a message is meant. */
export type NoticeTone = 'success' | 'info' | 'warning' | 'error'

/** The message for the next page, as the text of a cookie. */
export function writeNotice(text: string, tone: NoticeTone): string {
  return Buffer.from(JSON.stringify([tone, text])).toString('base64url')
}

/** The message that the page before left; anything else than such a message is ignored. */
export function readNotice(
  cookie: string | undefined,
): { tone: NoticeTone; text: string } | undefined {
  if (!cookie || cookie.length > 2000) return undefined
  try {
    const found: unknown = JSON.parse(Buffer.from(cookie, 'base64url').toString('utf8'))
    if (!Array.isArray(found)) return undefined
    const [tone, text] = found
    if (tone !== 'success' && tone !== 'info' && tone !== 'warning' && tone !== 'error') {
      return undefined
    }
    return typeof text === 'string' ? { tone, text: text.slice(0, 500) } : undefined
  } catch {
    return undefined
  }
}
