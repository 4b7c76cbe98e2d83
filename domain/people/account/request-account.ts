import { marksOf } from '#domain/people/account/asking-browser.ts'
import type { From } from '#domain/people/account/count-try.ts'
import { countAsking } from '#domain/people/account/count-try.ts'
import { hashPassword } from '#domain/people/account/hash-password.ts'
import type { Context } from '#domain/platform/context/context.ts'
import type { AskedByMail } from '#domain/platform/context/platform.ts'
import { noteSecurity } from '#domain/platform/security-log/security-log.ts'

/** For how many hours an address can be confirmed. */
export const confirmHours = 24

/** Only the mail tells whether there is an account already, so that nobody can find out by asking. */
export type RequestedAccount =
  | { readonly outcome: 'asked' }
  | { readonly outcome: 'too-often'; readonly minutes: number }

/**
 * Somebody asks for an account. There is none until the address is confirmed by the mailed link.
 * The password goes with that link and counts only in the browser it was typed in, so that nobody
 * can prepare an account for somebody else.
 */
export async function requestAccount(
  context: Context,
  asked: {
    readonly email: string
    readonly password: string
    /** A secret that the browser keeps until the address is confirmed. */
    readonly browser: string
  } & From,
): Promise<RequestedAccount> {
  const { email, password, browser, ...from } = asked
  return request(context, { email, ...from }, async () => ({
    ...{ wanted: 'confirm-email', email, ...marksOf(browser, email) },
    passwordHash: await hashPassword(password),
  }))
}

/** Has the link to confirm an address sent once more, if one was asked for; the answer is the same. */
export async function resendConfirmation(
  context: Context,
  asked: { readonly email: string } & From,
): Promise<RequestedAccount> {
  const { email } = asked
  return request(context, asked, async () => ({ wanted: 'confirm-email-again', email }))
}

// What is known of the address is looked up by a job: the answer takes as long for any.
async function request(
  context: Context,
  { email, ...from }: { readonly email: string } & From,
  asks: () => Promise<AskedByMail>,
): Promise<RequestedAccount> {
  const { db, register, platform } = context
  const counted = await countAsking(db, { what: 'account', email, minutes: 60 }, from)
  if (counted.outcome === 'too-often') {
    noteSecurity(context, 'mail-limited', { by: 'confirm-email' })
    return counted
  }
  const asked = await asks()
  await platform.enqueue(db, { name: 'answer-by-mail', data: { register: register.id, asked } })
  return { outcome: 'asked' }
}
