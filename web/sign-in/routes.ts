import type { Route } from '#web/route.ts'
import { chooseNewPassword, showNewPassword } from '#web/sign-in/choose-password.tsx'
import {
  makeFirstAdministrator,
  showFirstAdministrator,
  showInvitation,
  takeInvitation,
} from '#web/sign-in/invitation.tsx'
import {
  requestLink,
  requestPassword,
  showForgotten,
  showLinkMailed,
  showLinkRequest,
  showSignInByLink,
  signInWithLink,
} from '#web/sign-in/link.tsx'
import {
  confirmSetUp,
  enterSecondFactor,
  showSecondFactor,
  showSetUp,
} from '#web/sign-in/second-factor.tsx'
import { showSignIn, signInByPassword } from '#web/sign-in/sign-in.tsx'
import { signOut } from '#web/sign-in/sign-out.ts'

const anyone = { access: 'anyone' } as const
const account = { access: 'account', beforeSecondFactor: true } as const

/** Signing in and out, and the first account of staff. */
export const signInRoutes: readonly Route[] = [
  { method: 'GET', path: '/inloggen', ...anyone, handle: showSignIn },
  { method: 'POST', path: '/inloggen', ...anyone, handle: signInByPassword },
  { method: 'POST', path: '/uitloggen', ...anyone, handle: signOut },
  { method: 'GET', path: '/inloggen/link', ...anyone, handle: showLinkRequest },
  { method: 'POST', path: '/inloggen/link', ...anyone, handle: requestLink },
  { method: 'GET', path: '/inloggen/verstuurd', ...anyone, handle: showLinkMailed },
  { method: 'GET', path: '/inloggen/link/:token', ...anyone, handle: showSignInByLink },
  { method: 'POST', path: '/inloggen/link/:token', ...anyone, handle: signInWithLink },
  { method: 'GET', path: '/inloggen/wachtwoord-vergeten', ...anyone, handle: showForgotten },
  { method: 'POST', path: '/inloggen/wachtwoord-vergeten', ...anyone, handle: requestPassword },
  { method: 'GET', path: '/inloggen/nieuw-wachtwoord/:token', ...anyone, handle: showNewPassword },
  {
    method: 'POST',
    path: '/inloggen/nieuw-wachtwoord/:token',
    ...anyone,
    handle: chooseNewPassword,
  },
  { method: 'GET', path: '/inloggen/uitnodiging/:token', ...anyone, handle: showInvitation },
  { method: 'POST', path: '/inloggen/uitnodiging/:token', ...anyone, handle: takeInvitation },
  { method: 'GET', path: '/eerste-beheerder/:token', ...anyone, handle: showFirstAdministrator },
  { method: 'POST', path: '/eerste-beheerder/:token', ...anyone, handle: makeFirstAdministrator },
  { method: 'GET', path: '/inloggen/tweede-stap', ...account, handle: showSecondFactor },
  { method: 'POST', path: '/inloggen/tweede-stap', ...account, handle: enterSecondFactor },
  { method: 'GET', path: '/inloggen/tweede-stap-instellen', ...account, handle: showSetUp },
  { method: 'POST', path: '/inloggen/tweede-stap-instellen', ...account, handle: confirmSetUp },
]
