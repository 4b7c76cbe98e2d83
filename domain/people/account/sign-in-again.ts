import { passwordLength } from '#domain/people/account/account.ts'
import type { CountedAttempt } from '#domain/people/account/count-attempt.ts'
import { countAttempt } from '#domain/people/account/count-attempt.ts'
import type { From } from '#domain/people/account/count-try.ts'
import { countTry, forgetTries } from '#domain/people/account/count-try.ts'
import { endSessions } from '#domain/people/account/end-session.ts'
import { isPassword } from '#domain/people/account/hash-password.ts'
import { enoughLinks, makeLink } from '#domain/people/account/make-link.ts'
import { hashToken, holderOf } from '#domain/people/account/queries.ts'
import { passwordTries } from '#domain/people/account/sign-in.ts'
import { startSession } from '#domain/people/account/start-session.ts'
import { asksSecondStep, stepsOf } from '#domain/people/account/steps.ts'
import { findLink, useLink } from '#domain/people/account/use-link.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { noteSecurity } from '#domain/platform/security-log/security-log.ts'
import { signInAgain } from '#mail/sign-in-again.ts'

// Somebody who has signed in shows that it is still they, as an unlocked computer is not enough for what only
// the holder of an account may do. It begins another session in the place of theirs (OWASP ASVS 5.0, 7.2.4).

/** For how many minutes a link to show that it is still you works. */
export const againMinutes = 15

/** Whose session it is that begins anew, and in which browser. */
export interface Own {
  readonly accountId: string
  readonly sessionToken: string
  readonly userAgent: string
}

export type SignedInAgain =
  | { readonly outcome: 'signed-in'; readonly token: string }
  | { readonly outcome: 'wrong-password' }
  | { readonly outcome: 'too-often'; readonly minutes: number }

/** By the password. */
export async function signInAgainByPassword(
  context: Context,
  typed: Own & From & { readonly password: string },
): Promise<SignedInAgain> {
  const known = await knowsPassword(context, typed)
  if (known.outcome !== 'right') return known
  return { outcome: 'signed-in', token: await beginAnew(context, typed, 'password') }
}

/**
 * Whether whoever has signed in knows the password of their account. The tries are those of signing in, so that here
 * nobody guesses any faster.
 */
export async function knowsPassword(
  context: Context,
  typed: Pick<Own, 'accountId'> & From & { readonly password: string },
): Promise<{ readonly outcome: 'right' } | Exclude<SignedInAgain, { outcome: 'signed-in' }>> {
  const { db } = context
  const { accountId: id } = typed
  const tried = { ...passwordTries, account: id }
  const about = { account: id, by: 'password' }
  const counted = await countTry(db, tried, typed)
  if (counted.outcome === 'too-often') {
    noteSecurity(context, 'sign-in-limited', about)
    return counted
  }
  const { password_hash } = await db
    .selectFrom('account')
    .where('id', '=', id)
    .select('password_hash')
    .executeTakeFirstOrThrow()
  const password = typed.password.length > 2 * passwordLength.most ? '' : typed.password
  if (!(await isPassword(password, password_hash ?? undefined))) {
    noteSecurity(context, 'sign-in-again-failed', about)
    return { outcome: 'wrong-password' }
  }
  await forgetTries(db, tried, typed)
  return { outcome: 'right' }
}

/** Of the demo's people, who have neither a password nor a mailbox of their own: by saying so. */
export async function signInAgainInDemo(
  context: Context,
  own: Own,
): Promise<{ readonly outcome: 'signed-in'; readonly token: string } | { outcome: 'no-demo' }> {
  if ((await methodOf(context, own)) !== 'demo') return { outcome: 'no-demo' }
  return { outcome: 'signed-in', token: await beginAnew(context, own, 'demo') }
}

export type MailedAgain =
  | { readonly outcome: 'mailed' }
  /** Whoever has a second step shows it by that: on an unlocked computer the mailbox lies open too. */
  | { readonly outcome: 'has-second-factor' }
  | Extract<CountedAttempt, { outcome: 'too-often' }>

/** Mails a link by which somebody shows that it is still they, to the address of the account. */
export async function mailSignInAgain(
  context: Context,
  asked: {
    readonly accountId: string
    /** Where to go on afterwards. */
    readonly back: string | undefined
  },
): Promise<MailedAgain> {
  const { db, register, platform } = context
  const { accountId, back } = asked
  if (asksSecondStep(await stepsOf(db, accountId), 'own')) return { outcome: 'has-second-factor' }
  const attempt = { what: 'link-sign-in-again', who: accountId, most: 5, minutes: 15 }
  const counted = await countAttempt(db, attempt)
  if (counted.outcome === 'too-often') {
    noteSecurity(context, 'mail-limited', { account: accountId, by: 'sign-in-again' })
    return counted
  }
  const holder = await holderOf(db, accountId)
  if (await enoughLinks(db, 'sign-in-again', holder.address)) return { outcome: 'mailed' }
  const url = await makeLink(context, {
    purpose: 'sign-in-again',
    minutes: againMinutes,
    accountId,
    email: holder.address,
    details: back === undefined ? {} : { back },
  })
  await writeMessage(
    context,
    'sign-in-again',
    holder,
    signInAgain({
      register: mailRegister(platform, register),
      name: holder.name,
      url,
      minutes: againMinutes,
    }),
  )
  return { outcome: 'mailed' }
}

export type SignedInAgainByLink =
  | {
      readonly outcome: 'signed-in'
      readonly token: string
      /** Where somebody wanted to go on. */
      readonly back: string | undefined
    }
  | { readonly outcome: 'used' | 'expired' | 'unknown' }

/** By a mailed link, in a browser in which the account that it was mailed to has signed in. */
export async function signInAgainByLink(
  context: Context,
  token: string,
  own: Own,
): Promise<SignedInAgainByLink> {
  const found = await findLink(context, 'sign-in-again', token)
  const others = found.outcome === 'usable' && found.accountId !== own.accountId
  const link = others
    ? ({ outcome: 'unknown' } as const)
    : await useLink(context, 'sign-in-again', token)
  if (link.outcome !== 'usable') {
    noteSecurity(context, 'link-refused', { account: own.accountId, by: 'sign-in-again' })
    return link
  }
  const { back } = link.details
  return {
    outcome: 'signed-in',
    token: await beginAnew(context, own, 'link'),
    back: typeof back === 'string' ? back : undefined,
  }
}

async function methodOf({ db }: Context, { accountId, sessionToken }: Own) {
  const { method } = await db
    .selectFrom('session')
    .where('token_hash', '=', hashToken(sessionToken))
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .select('method')
    .executeTakeFirstOrThrow()
  return method
}

/** Begins another session in the place of this one. A second step that was taken stays taken. */
export async function beginAnew(
  context: Context,
  own: Own,
  by: 'password' | 'link' | 'passkey' | 'organisation' | 'demo',
  /** Whether by this the second step was taken too. */
  both = by === 'passkey',
): Promise<string> {
  const { db } = context
  const { accountId, sessionToken, userAgent } = own
  const { second_factor_at } = await db
    .selectFrom('session')
    .where('token_hash', '=', hashToken(sessionToken))
    .where('account_id', '=', accountId)
    .select('second_factor_at')
    .executeTakeFirstOrThrow()
  const secondFactor = second_factor_at !== null || both
  const token = await startSession(context, { accountId, method: by, secondFactor, userAgent })
  await endSessions(db, accountId, { token: sessionToken })
  await record(context, { noun: 'account', id: accountId, action: 'sign-in-again', facts: { by } })
  noteSecurity(context, 'signed-in-again', { account: accountId, by })
  return token
}
