import { marksOf } from '#domain/people/account/asking-browser.ts'
import type { From } from '#domain/people/account/count-try.ts'
import { countAsking } from '#domain/people/account/count-try.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { noteSecurity } from '#domain/platform/security-log/security-log.ts'

/** For how many minutes a link to sign in, or to choose a new password, works. */
export const linkMinutes = { 'sign-in': 15, 'reset-password': 60 } as const

/** The answer is the same whether or not there is such an account, and so is what was done for it. */
export type RequestedLink =
  | { readonly outcome: 'asked' }
  | { readonly outcome: 'too-often'; readonly minutes: number }

interface Asked extends From {
  readonly email: string
  /** The secret of the browser that asks, in which the link works. */
  readonly browser: string
  /** Where to go after signing in. */
  readonly back?: string | undefined
}

/** Has a link mailed with which one can sign in once, where there is such an account. */
export function requestSignInLink(context: Context, asked: Asked): Promise<RequestedLink> {
  return requestLink(context, 'sign-in', asked)
}

/** Has a link mailed with which one can choose a new password, where there is such an account. */
export function requestNewPassword(context: Context, asked: Asked): Promise<RequestedLink> {
  return requestLink(context, 'reset-password', asked)
}

// Whether there is such an account is looked up by a job: the answer takes as long for any address.
async function requestLink(
  context: Context,
  wanted: 'sign-in' | 'reset-password',
  { email, browser, back, ...from }: Asked,
): Promise<RequestedLink> {
  const { db, register, platform } = context
  const counted = await countAsking(db, { what: `link-${wanted}`, email, minutes: 15 }, from)
  if (counted.outcome === 'too-often') {
    noteSecurity(context, 'mail-limited', { by: wanted })
    return counted
  }
  const asked = { wanted, email, ...marksOf(browser, email), back }
  await platform.enqueue(db, { name: 'answer-by-mail', data: { register: register.id, asked } })
  return { outcome: 'asked' }
}
