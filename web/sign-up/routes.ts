import type { Route } from '#web/route.ts'
import {
  askForAccount,
  confirmEmail,
  resend,
  showAccountMailed,
  showConfirmEmail,
  showCreateAccount,
} from '#web/sign-up/account.tsx'
import {
  askNewAgreement,
  showAgreement,
  showNewAgreement,
  signNow,
} from '#web/sign-up/agreement.tsx'
import { sendSignUp, showCheck, showSent } from '#web/sign-up/check.tsx'
import { declarationsPart, personPart, workPart } from '#web/sign-up/parts.tsx'
import { showPay } from '#web/sign-up/pay.tsx'
import { showSignUp } from '#web/sign-up/start.tsx'
import { showTasks } from '#web/sign-up/tasks.tsx'

const anyone = { access: 'anyone' } as const
const account = { access: 'account' } as const
const professional = { access: 'professional' } as const

/** From a stranger to a candidate. */
export const signUpRoutes: readonly Route[] = [
  { method: 'GET', path: '/aanmelden', ...anyone, handle: showSignUp },
  { method: 'GET', path: '/aanmelden/account', ...anyone, handle: showCreateAccount },
  { method: 'POST', path: '/aanmelden/account', ...anyone, handle: askForAccount },
  { method: 'GET', path: '/aanmelden/account/verstuurd', ...anyone, handle: showAccountMailed },
  { method: 'POST', path: '/aanmelden/account/verstuurd', ...anyone, handle: resend },
  { method: 'GET', path: '/aanmelden/bevestigen/:token', ...anyone, handle: showConfirmEmail },
  { method: 'POST', path: '/aanmelden/bevestigen/:token', ...anyone, handle: confirmEmail },
  { method: 'GET', path: '/aanmelden/taken', ...account, handle: showTasks },
  { method: 'GET', path: '/aanmelden/gegevens', ...account, handle: personPart.show },
  { method: 'POST', path: '/aanmelden/gegevens', ...account, handle: personPart.save },
  { method: 'GET', path: '/aanmelden/werk', ...account, handle: workPart.show },
  { method: 'POST', path: '/aanmelden/werk', ...account, handle: workPart.save },
  { method: 'GET', path: '/aanmelden/verklaringen', ...account, handle: declarationsPart.show },
  { method: 'POST', path: '/aanmelden/verklaringen', ...account, handle: declarationsPart.save },
  { method: 'GET', path: '/aanmelden/controleren', ...account, handle: showCheck },
  { method: 'POST', path: '/aanmelden/controleren', ...account, handle: sendSignUp },
  { method: 'GET', path: '/aanmelden/klaar', ...account, handle: showSent },
  { method: 'GET', path: '/aanmelden/overeenkomst', ...professional, handle: showAgreement },
  { method: 'POST', path: '/aanmelden/overeenkomst', ...professional, handle: signNow },
  {
    method: 'GET',
    path: '/aanmelden/nieuwe-overeenkomst',
    ...professional,
    handle: showNewAgreement,
  },
  {
    method: 'POST',
    path: '/aanmelden/nieuwe-overeenkomst',
    ...professional,
    handle: askNewAgreement,
  },
  { method: 'GET', path: '/aanmelden/betalen', ...professional, handle: showPay },
]
