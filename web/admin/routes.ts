import { setClock, showClock } from '#web/admin/clock.tsx'
import { showAdmin } from '#web/admin/home.tsx'
import { showLog } from '#web/admin/log.tsx'
import { showMail, showOneMail } from '#web/admin/mail.tsx'
import { showRegulations } from '#web/admin/regulation.tsx'
import { changeStaff, showStaff } from '#web/admin/staff.tsx'
import type { Route } from '#web/route.ts'

const access = ['administrator'] as const

/** The administrator: the clock of the demo, mail, staff and the audit record. */
export const adminRoutes: readonly Route[] = [
  { method: 'GET', path: '/beheer', access, handle: showAdmin },
  { method: 'GET', path: '/beheer/klok', access, handle: showClock },
  { method: 'POST', path: '/beheer/klok', access, handle: setClock },
  { method: 'GET', path: '/beheer/e-mail', access, handle: showMail },
  { method: 'GET', path: '/beheer/e-mail/:id', access, handle: showOneMail },
  { method: 'GET', path: '/beheer/gebruikers', access, handle: showStaff },
  { method: 'POST', path: '/beheer/gebruikers', access, handle: changeStaff },
  { method: 'GET', path: '/beheer/logboek', access, handle: showLog },
  { method: 'GET', path: '/beheer/reglement', access, handle: showRegulations },
]
