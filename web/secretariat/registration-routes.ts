import type { Route } from '#web/route.ts'
import {
  decideAgreement,
  showAgreementCheck,
  showAgreements,
} from '#web/secretariat/agreements.tsx'
import { showFile, showWorkDocument } from '#web/secretariat/file.tsx'
import { markPaid, showPayment, showPayments } from '#web/secretariat/payments.tsx'
import { showSearch } from '#web/secretariat/search.tsx'
import { showWork } from '#web/secretariat/work.tsx'

const secretariat = { access: ['secretariat'] } as const

/** The back office: what waits, agreements, payments, and looking people up. */
export const secretariatRegistrationRoutes: readonly Route[] = [
  { method: 'GET', path: '/werk', ...secretariat, handle: showWork },
  { method: 'GET', path: '/werk/overeenkomsten', ...secretariat, handle: showAgreements },
  { method: 'GET', path: '/werk/overeenkomsten/:id', ...secretariat, handle: showAgreementCheck },
  { method: 'POST', path: '/werk/overeenkomsten/:id', ...secretariat, handle: decideAgreement },
  { method: 'GET', path: '/werk/betalingen', ...secretariat, handle: showPayments },
  { method: 'GET', path: '/werk/betalingen/:id', ...secretariat, handle: showPayment },
  { method: 'POST', path: '/werk/betalingen/:id', ...secretariat, handle: markPaid },
  { method: 'GET', path: '/werk/zoeken', ...secretariat, handle: showSearch },
  { method: 'GET', path: '/werk/dossiers/:id', ...secretariat, handle: showFile },
  { method: 'GET', path: '/werk/documenten/:id', ...secretariat, handle: showWorkDocument },
]
