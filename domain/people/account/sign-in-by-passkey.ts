import { checkPasskey, readShown } from '#domain/people/account/check-passkey.ts'
import {
  secondFactorSession,
  secondFactorTries,
  tellOfWrongStep,
} from '#domain/people/account/check-second-factor.ts'
import type { From } from '#domain/people/account/count-try.ts'
import { countTry, forgetTries } from '#domain/people/account/count-try.ts'
import { passwordTries, tellOfNewDevice } from '#domain/people/account/sign-in.ts'
import type { Own } from '#domain/people/account/sign-in-again.ts'
import { beginAnew } from '#domain/people/account/sign-in-again.ts'
import { startSession } from '#domain/people/account/start-session.ts'
import { stopOwnReset } from '#domain/people/account/stop-factor-reset.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { noteSecurity } from '#domain/platform/security-log/security-log.ts'

export type EnteredByPasskey =
  | { readonly outcome: 'signed-in'; readonly accountId: string; readonly token: string }
  | { readonly outcome: 'refused' }
  | { readonly outcome: 'too-often'; readonly minutes: number }

const by = 'passkey'

/**
 * Signs somebody in by a passkey alone, which is both steps at once: to have it, and the finger, face or code
 * with which its device opens it. Its tries are those of a password.
 */
export async function signInByPasskey(
  context: Context,
  typed: From & { readonly answer: string; readonly userAgent: string },
): Promise<EnteredByPasskey> {
  const { db } = context
  const whose = await holderOfShown(context, typed.answer)
  const tried = { ...passwordTries, account: whose ?? `passkey ${typed.clientAddress}` }
  const counted = await countTry(db, tried, typed)
  if (counted.outcome === 'too-often') {
    noteSecurity(context, 'sign-in-limited', { account: whose, by })
    return counted
  }
  const { answer } = typed
  const checked = await checkPasskey(context, { answer, purpose: 'sign-in', accountId: undefined })
  if (checked.outcome === 'refused') {
    noteSecurity(context, 'sign-in-failed', { account: whose, by })
    return checked
  }
  const { accountId } = checked
  await forgetTries(db, tried, typed)
  await tellOfNewDevice(context, accountId, typed.userAgent)
  await stopOwnReset(context, accountId)
  const token = await startSession(context, {
    accountId,
    method: 'passkey',
    secondFactor: true,
    userAgent: typed.userAgent,
  })
  await record(context, { noun: 'account', id: accountId, action: 'sign-in-by-passkey' })
  noteSecurity(context, 'signed-in', { account: accountId, by })
  return { outcome: 'signed-in', accountId, token }
}

/** Takes the second step by a passkey of the account, in the place of a code and within the same limits. */
export async function passSecondFactorByPasskey(
  context: Context,
  typed: From & Own & { readonly answer: string },
): Promise<EnteredByPasskey> {
  const { db } = context
  const { accountId, answer } = typed
  const tried = { ...secondFactorTries, account: accountId }
  const counted = await countTry(db, tried, typed)
  if (counted.outcome === 'too-often') {
    noteSecurity(context, 'second-factor-limited', { account: accountId })
    return counted
  }
  const checked = await checkPasskey(context, { answer, purpose: 'second-factor', accountId })
  if (checked.outcome === 'refused') {
    noteSecurity(context, 'second-factor-failed', { account: accountId, by })
    await tellOfWrongStep(context, typed)
    return checked
  }
  await forgetTries(db, tried, typed)
  await stopOwnReset(context, accountId)
  const token = await secondFactorSession(context, typed)
  await record(context, { noun: 'account', id: accountId, action: 'use-passkey' })
  noteSecurity(context, 'second-factor-passed', { account: accountId, by })
  return { outcome: 'signed-in', accountId, token }
}

/** Shows that it is still they, by a passkey. Its tries are those of signing in. */
export async function signInAgainByPasskey(
  context: Context,
  typed: From & Own & { readonly answer: string },
): Promise<EnteredByPasskey> {
  const { db } = context
  const { accountId, answer } = typed
  const tried = { ...passwordTries, account: accountId }
  const counted = await countTry(db, tried, typed)
  if (counted.outcome === 'too-often') {
    noteSecurity(context, 'sign-in-limited', { account: accountId, by })
    return counted
  }
  const checked = await checkPasskey(context, { answer, purpose: 'sign-in-again', accountId })
  if (checked.outcome === 'refused') {
    noteSecurity(context, 'sign-in-again-failed', { account: accountId, by })
    return checked
  }
  await forgetTries(db, tried, typed)
  return { outcome: 'signed-in', accountId, token: await beginAnew(context, typed, by) }
}

// Whose tries it counts among, before anything of it is believed.
async function holderOfShown({ db }: Context, answer: string): Promise<string | undefined> {
  const id = readShown(answer)?.id
  if (id === undefined) return undefined
  const row = await db
    .selectFrom('passkey')
    .where('id', '=', id)
    .select('account_id')
    .executeTakeFirst()
  return row?.account_id
}
