import { becomeCast, fillPortfolio, showCast } from '#web/demo/cast.tsx'
import { showMailbox, showMailboxMail } from '#web/demo/mailbox.tsx'
import type { Route } from '#web/route.ts'

/** The demo: become anybody of the cast, and read the mails that were sent. */
export const demoRoutes: readonly Route[] = [
  { method: 'GET', path: '/demo', access: 'anyone', handle: showCast },
  { method: 'POST', path: '/demo', access: 'anyone', handle: becomeCast },
  { method: 'POST', path: '/demo/portfolio', access: 'anyone', handle: fillPortfolio },
  { method: 'GET', path: '/demo/postvak', access: 'anyone', handle: showMailbox },
  { method: 'GET', path: '/demo/postvak/:id', access: 'anyone', handle: showMailboxMail },
]
