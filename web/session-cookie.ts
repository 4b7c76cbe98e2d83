import { parse } from 'hono/utils/cookie'
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

/** What the browser says of itself. */
export function userAgent(visit: Visit): string {
  return visit.request.headers.get('user-agent') ?? ''
}
