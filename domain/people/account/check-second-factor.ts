import { deviceOf } from '#domain/people/account/account.ts'
import { countAttempt } from '#domain/people/account/count-attempt.ts'
import type { From } from '#domain/people/account/count-try.ts'
import { countTry, forgetTries } from '#domain/people/account/count-try.ts'
import { endSessions } from '#domain/people/account/end-session.ts'
import { whichHash } from '#domain/people/account/hash-password.ts'
import { isDeviceOf } from '#domain/people/account/known-device.ts'
import { hashToken, holderOf } from '#domain/people/account/queries.ts'
import { aboutAccount, readRecoveryCode, stepOf } from '#domain/people/account/second-factor.ts'
import { startSession } from '#domain/people/account/start-session.ts'
import { stopOwnReset } from '#domain/people/account/stop-factor-reset.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { noteSecurity } from '#domain/platform/security-log/security-log.ts'
import { secondFactorFailed } from '#mail/second-factor-failed.ts'

export type CheckedSecondFactor =
  | {
      readonly outcome: 'verified'
      readonly token: string
      /** How many recovery codes are left, when one was used. */
      readonly recoveryCodesLeft: number | undefined
    }
  | { readonly outcome: 'wrong-code' }
  | { readonly outcome: 'not-set-up' }
  | { readonly outcome: 'too-often'; readonly minutes: number }

/** How often somebody may try a code, from one place and from all together. */
export const secondFactorTries = {
  what: 'second-factor',
  most: 8,
  minutes: 15,
  inAllPerHour: 40,
} as const

interface TypedCode extends From {
  readonly accountId: string
  readonly code: string
  readonly sessionToken: string
  readonly userAgent: string
}

/**
 * Checks the code of the second step. A code works once: its time step is kept, and of two who send
 * it at once the second finds it used. A recovery code works in its place.
 */
export async function checkSecondFactor(
  context: Context,
  typed: TypedCode,
): Promise<CheckedSecondFactor> {
  const { db } = context
  const who = typed.accountId
  const tried = { ...secondFactorTries, account: who }
  const counted = await countTry(db, tried, typed)
  if (counted.outcome === 'too-often') {
    noteSecurity(context, 'second-factor-limited', { account: who })
    return counted
  }
  const account = await db
    .selectFrom('account')
    .where('id', '=', who)
    .select(['totp_secret', 'totp_confirmed_at', 'totp_last_step'])
    .forUpdate()
    .executeTakeFirstOrThrow()
  const { totp_secret: secret, totp_last_step: lastStep } = account
  if (secret === null || account.totp_confirmed_at === null) return { outcome: 'not-set-up' }
  const shown = context.platform.secrets.show(secret, aboutAccount(who))
  const now = Temporal.Now.instant()
  const step =
    shown === undefined ? undefined : stepOf(shown, typed.code, now, lastStep ?? undefined)
  let recoveryCodesLeft: number | undefined
  if (step === undefined) {
    recoveryCodesLeft = await useRecoveryCode(context, who, typed.code)
    if (recoveryCodesLeft === undefined) {
      await noteWrongCode(context, typed)
      return { outcome: 'wrong-code' }
    }
  } else {
    await db.updateTable('account').where('id', '=', who).set({ totp_last_step: step }).execute()
  }
  await forgetTries(db, tried, typed)
  await stopOwnReset(context, who)
  const token = await secondFactorSession(context, typed)
  const by = step === undefined ? 'recovery-code' : 'code'
  noteSecurity(context, 'second-factor-passed', { account: who, by })
  return { outcome: 'verified', token, recoveryCodesLeft }
}

// Whoever comes as far as this had the password, or the mail. Its holder is told: at once when the browser is
// not known, and otherwise at the third code in an hour, as everybody makes a mistake at times.
async function noteWrongCode(context: Context, typed: TypedCode): Promise<void> {
  noteSecurity(context, 'second-factor-failed', { account: typed.accountId })
  await tellOfWrongStep(context, typed)
}

/** Records that a second step was wrong, and tells its holder where that is no mistake of their own. */
export async function tellOfWrongStep(
  context: Context,
  typed: From & { readonly accountId: string; readonly userAgent: string },
): Promise<void> {
  const { db, register, platform } = context
  const { accountId } = typed
  await record(context, { noun: 'account', id: accountId, action: 'fail-second-factor' })
  const known = await isDeviceOf(db, accountId, typed.device)
  const mistakes = { what: 'second-factor-mistakes', who: accountId, most: 2, minutes: 60 }
  if (known && (await countAttempt(db, mistakes)).outcome === 'go-on') return
  const told = { what: 'second-factor-told', who: accountId, most: 1, minutes: 60 }
  if ((await countAttempt(db, told)).outcome === 'too-often') return
  const holder = await holderOf(db, accountId)
  await writeMessage(
    context,
    'second-factor-failed',
    holder,
    secondFactorFailed({
      register: mailRegister(platform, register),
      name: holder.name,
      triedAt: Temporal.Now.instant().toString(),
      device: deviceOf(typed.userAgent),
    }),
  )
}

/** A new session with the second factor in the place of the one that had only the first. */
export async function secondFactorSession(
  context: Context,
  typed: Pick<TypedCode, 'accountId' | 'sessionToken' | 'userAgent'>,
): Promise<string> {
  const { db } = context
  const { method } = await db
    .selectFrom('session')
    .where('token_hash', '=', hashToken(typed.sessionToken))
    .where('account_id', '=', typed.accountId)
    .select('method')
    .executeTakeFirstOrThrow()
  const token = await startSession(context, {
    accountId: typed.accountId,
    method,
    secondFactor: true,
    userAgent: typed.userAgent,
  })
  await endSessions(db, typed.accountId, { token: typed.sessionToken })
  return token
}

async function useRecoveryCode(
  context: Context,
  accountId: string,
  typed: string,
): Promise<number | undefined> {
  const { db } = context
  const code = readRecoveryCode(typed)
  if (code === undefined) return undefined
  const unused = await db
    .selectFrom('recovery_code')
    .where('account_id', '=', accountId)
    .where('used_at', 'is', null)
    .select('code_hash')
    .execute()
  const hashes = unused.map(({ code_hash }) => code_hash)
  const hash = await whichHash(code, hashes)
  if (hash === undefined) return undefined
  const used = await db
    .updateTable('recovery_code')
    .where('account_id', '=', accountId)
    .where('code_hash', '=', hash)
    .where('used_at', 'is', null)
    .set({ used_at: Temporal.Now.instant().toString() })
    .returning('account_id')
    .executeTakeFirst()
  if (used === undefined) return undefined
  await record(context, { noun: 'account', id: accountId, action: 'use-recovery-code' })
  const left = await db
    .selectFrom('recovery_code')
    .where('account_id', '=', accountId)
    .where('used_at', 'is', null)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return left.count
}
