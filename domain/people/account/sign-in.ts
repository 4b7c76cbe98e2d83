import { deviceOf, passwordLength } from '#domain/people/account/account.ts'
import type { From } from '#domain/people/account/count-try.ts'
import { countTry, forgetTries } from '#domain/people/account/count-try.ts'
import { findAccountByName } from '#domain/people/account/find-by-name.ts'
import { findFormerAddress, hintOfAddress } from '#domain/people/account/former-address.ts'
import { isPassword } from '#domain/people/account/hash-password.ts'
import { holderOf } from '#domain/people/account/queries.ts'
import { startSession } from '#domain/people/account/start-session.ts'
import { readRegistrationNumber } from '#domain/people/registration/registration.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { noteSecurity } from '#domain/platform/security-log/security-log.ts'
import { newSignIn } from '#mail/new-sign-in.ts'

export type SignedIn =
  | { readonly outcome: 'signed-in'; readonly accountId: string; readonly token: string }
  /** Address and password do not belong together; which of the two is wrong is not said. */
  | { readonly outcome: 'refused' }
  /** Their account went on in another one: with which address they sign in now, as they know it again. */
  | { readonly outcome: 'elsewhere'; readonly hint: string }
  | { readonly outcome: 'too-often'; readonly minutes: number }

/** How often somebody may try a password, from one place and from all together. */
export const passwordTries = { what: 'sign-in', most: 8, minutes: 15, inAllPerHour: 100 } as const

/** Signs somebody in with an e-mail address, or a registration number, and a password. */
export async function signIn(
  context: Context,
  typed: {
    readonly name: string
    readonly password: string
    readonly userAgent: string
  } & From,
): Promise<SignedIn> {
  const { db } = context
  const name = typed.name.trim().toLowerCase()
  const account = await findAccountByName(context, name)
  // Asked of every name, so that the answer takes as long for an address that has an account.
  const earlier = await findFormerAddress(db, name)
  const former = account === undefined ? earlier : undefined
  // One account has many names: its number can be written with more or fewer zeros.
  const number = readRegistrationNumber(context.register, name)
  const tried = {
    ...passwordTries,
    account: account?.id ?? former?.closedId ?? String(number ?? name),
  }
  const counted = await countTry(db, tried, typed)
  const about = { account: account?.id, by: 'password' }
  if (counted.outcome === 'too-often') {
    noteSecurity(context, 'sign-in-limited', about)
    return counted
  }
  // Nobody's password is longer, and a long text takes more time.
  const password = typed.password.length > 2 * passwordLength.most ? '' : typed.password
  const right = await isPassword(password, account?.passwordHash ?? former?.passwordHash)
  // Only whoever knows what the password was hears of it, and it opens nothing.
  if (right && former !== undefined)
    return { outcome: 'elsewhere', hint: hintOfAddress(former.email) }
  if (!right || account === undefined) {
    noteSecurity(context, 'sign-in-failed', about)
    return { outcome: 'refused' }
  }
  await forgetTries(db, tried, typed)
  await tellOfNewDevice(context, account.id, typed.userAgent)
  const token = await startSession(context, {
    accountId: account.id,
    method: 'password',
    secondFactor: false,
    userAgent: typed.userAgent,
  })
  await record(context, { noun: 'account', id: account.id, action: 'sign-in' })
  noteSecurity(context, 'signed-in', about)
  return { outcome: 'signed-in', accountId: account.id, token }
}

/** Mails the holder when they sign in on a device that the account was not used on before. */
export async function tellOfNewDevice(
  context: Context,
  accountId: string,
  userAgent: string,
): Promise<void> {
  const { db, register, platform } = context
  const before = await db
    .selectFrom('session')
    .where('account_id', '=', accountId)
    .select(['user_agent'])
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(200)
    .execute()
  if (before.length === 0) return
  const device = deviceOf(userAgent)
  if (before.some((session) => deviceOf(session.user_agent) === device)) return
  const holder = await holderOf(db, accountId)
  await writeMessage(
    context,
    'new-sign-in',
    holder,
    newSignIn({
      register: mailRegister(platform, register),
      name: holder.name,
      signedInAt: Temporal.Now.instant().toString(),
      device,
    }),
  )
}
