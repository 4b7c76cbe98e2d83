import { parse } from 'hono/utils/cookie'
import type { From } from '#domain/people/account/count-try.ts'
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

/** What the browser says of itself. */
export function userAgent(visit: Visit): string {
  return visit.request.headers.get('user-agent') ?? ''
}
