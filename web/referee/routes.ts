import { sendAnswer, showRequest } from '#web/referee/request.tsx'
import type { Route } from '#web/route.ts'

/** What a referee sees, by the link in their mail. */
export const refereeRoutes: readonly Route[] = [
  { method: 'GET', path: '/referent/:token', access: 'anyone', handle: showRequest },
  { method: 'POST', path: '/referent/:token', access: 'anyone', handle: sendAnswer },
]
