import { showDocument } from '#web/professional/document.ts'
import { endRegistrationNow, showEndRegistration } from '#web/professional/end-registration.tsx'
import { showInvoices } from '#web/professional/invoices.tsx'
import { showMessage, showMessages } from '#web/professional/messages.tsx'
import {
  changeMyPerson,
  changeMyWork,
  showEditPerson,
  showEditWork,
  showMyData,
} from '#web/professional/my-data.tsx'
import { endSession, newRecoveryCodes, showSecurity } from '#web/professional/security.tsx'
import type { Route } from '#web/route.ts'

const account = { access: 'account' } as const
const professional = { access: 'professional' } as const

/** What everybody with an account can see and change of themselves. */
export const accountRoutes: readonly Route[] = [
  { method: 'GET', path: '/mijn/gegevens', ...professional, handle: showMyData },
  { method: 'GET', path: '/mijn/gegevens/persoonlijk', ...professional, handle: showEditPerson },
  { method: 'POST', path: '/mijn/gegevens/persoonlijk', ...professional, handle: changeMyPerson },
  { method: 'GET', path: '/mijn/gegevens/werk', ...professional, handle: showEditWork },
  { method: 'POST', path: '/mijn/gegevens/werk', ...professional, handle: changeMyWork },
  {
    method: 'GET',
    path: '/mijn/gegevens/uitschrijven',
    ...professional,
    handle: showEndRegistration,
  },
  {
    method: 'POST',
    path: '/mijn/gegevens/uitschrijven',
    ...professional,
    handle: endRegistrationNow,
  },
  { method: 'GET', path: '/mijn/facturen', ...professional, handle: showInvoices },
  { method: 'GET', path: '/mijn/documenten/:id', ...account, handle: showDocument },
  { method: 'GET', path: '/mijn/berichten', ...account, handle: showMessages },
  { method: 'GET', path: '/mijn/berichten/:id', ...account, handle: showMessage },
  { method: 'GET', path: '/mijn/beveiliging', ...account, handle: showSecurity },
  { method: 'POST', path: '/mijn/beveiliging/sessies', ...account, handle: endSession },
  { method: 'POST', path: '/mijn/beveiliging/herstelcodes', ...account, handle: newRecoveryCodes },
]
