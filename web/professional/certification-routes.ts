import { showApplication } from '#web/professional/application.tsx'
import { sendApplication, showApplicationCheck } from '#web/professional/application-check.tsx'
import {
  sendApplicationReturn,
  showApplicationReturn,
} from '#web/professional/application-return.tsx'
import { showMark } from '#web/professional/certificate.tsx'
import { showCertification } from '#web/professional/certification.tsx'
import {
  askWithdrawApplication,
  sendWithdrawApplication,
} from '#web/professional/withdraw-application.tsx'
import type { Route } from '#web/route.ts'

const access = 'professional'
const check = '/mijn/certificering/controleren'
const supplement = '/mijn/certificering/:id/aanvulling'
const withdrawal = '/mijn/certificering/:id/intrekken'

/** Applying for certification, and what follows on it. */
export const certificationRoutes: readonly Route[] = [
  { method: 'GET', path: '/mijn/certificering', access, handle: showCertification },
  { method: 'GET', path: check, access, handle: showApplicationCheck },
  { method: 'POST', path: check, access, handle: sendApplication },
  { method: 'GET', path: '/mijn/certificering/:id', access, handle: showApplication },
  { method: 'GET', path: supplement, access, handle: showApplicationReturn },
  { method: 'POST', path: supplement, access, handle: sendApplicationReturn },
  { method: 'GET', path: withdrawal, access, handle: askWithdrawApplication },
  { method: 'POST', path: withdrawal, access, handle: sendWithdrawApplication },
  { method: 'GET', path: '/certificaat/:code/keurmerk.png', access: 'anyone', handle: showMark },
]
