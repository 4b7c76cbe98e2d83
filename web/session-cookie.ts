import { generateCookie } from 'hono/cookie'
import { parse } from 'hono/utils/cookie'
import type { From } from '#domain/people/account/count-try.ts'
import { confirmHours } from '#domain/people/account/request-account.ts'
import type { Platform } from '#domain/platform/context/platform.ts'
import type { Visit } from '#web/route.ts'

/** The name of the session cookie: bound to the host wherever the connection is encrypted. */
export function sessionCookie(platform: Platform): string {
  return platform.origin.startsWith('https:') ? '__Host-peil' : 'peil'
}

/** The token of the session of this visit, out of its cookie. */
export function sessionToken(visit: Visit): string | undefined {
  const name = sessionCookie(visit.context.platform)
  return parse(visit.request.headers.get('cookie') ?? '', name)[name]
}

/** The name of the cookie by which a browser is known with which somebody signed in before. */
export function deviceCookie(platform: Platform): string {
  return `${sessionCookie(platform)}-toestel`
}

/** Where somebody tries to get in: their address in the network, and what their browser keeps. */
export function fromOf(visit: Visit): From {
  const name = deviceCookie(visit.context.platform)
  const device = parse(visit.request.headers.get('cookie') ?? '', name)[name]
  return { clientAddress: visit.clientAddress, device }
}

/** The name of the cookie by which a link is known to be opened in the browser that asked for it. */
export function askingCookie(platform: Platform): string {
  return `${sessionCookie(platform)}-aanvraag`
}

/** The secret of this browser, if it asked for a link not long ago. */
export function askingBrowser(visit: Visit): string | undefined {
  const name = askingCookie(visit.context.platform)
  return parse(visit.request.headers.get('cookie') ?? '', name)[name]
}

/** Lets the browser keep the secret with which it asked for a link, as long as the longest link works. */
export function keepAsking(visit: Visit, answer: Response, secret: string): Response {
  const { platform } = visit.context
  const secure = platform.origin.startsWith('https:')
  const cookie = generateCookie(askingCookie(platform), secret, {
    ...({ path: '/', httpOnly: true, secure, sameSite: 'Lax' } as const),
    maxAge: secret === '' ? 0 : confirmHours * 3600,
  })
  answer.headers.append('set-cookie', cookie)
  return answer
}

/** What the browser says of itself. */
export function userAgent(visit: Visit): string {
  return visit.request.headers.get('user-agent') ?? ''
}
