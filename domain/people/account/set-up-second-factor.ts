import { randomBytes, randomInt } from 'node:crypto'
import {
  secondFactorSession,
  secondFactorTries,
} from '#domain/people/account/check-second-factor.ts'
import type { From } from '#domain/people/account/count-try.ts'
import { countTry } from '#domain/people/account/count-try.ts'
import { hashPassword } from '#domain/people/account/hash-password.ts'
import { hashToken } from '#domain/people/account/queries.ts'
import {
  aboutAccount,
  readRecoveryCode,
  secretInSession,
  stepOf,
  toBase32,
} from '#domain/people/account/second-factor.ts'
import { asksSecondStep, stepsOf } from '#domain/people/account/steps.ts'
import { tellOfFactor } from '#domain/people/account/tell-of-factor.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'

/** Makes that of which each session has its secret, that waits for its first code; one that waits stays. */
export async function prepareSecondFactor(context: Context, accountId: string): Promise<void> {
  const secret = toBase32(randomBytes(20))
  const made = await context.db
    .updateTable('account')
    .where('id', '=', accountId)
    .where('totp_secret', 'is', null)
    .set({ totp_secret: context.platform.secrets.hide(secret, aboutAccount(accountId)) })
    .returning('id')
    .executeTakeFirst()
  if (made === undefined) return
  await record(context, { noun: 'account', id: accountId, action: 'prepare-second-factor' })
}

/** The secret of a second factor that waits for its first code in a session. */
export async function pendingSecret(
  { db, platform }: Context,
  { accountId, sessionToken }: { readonly accountId: string; readonly sessionToken: string },
): Promise<string | undefined> {
  const row = await db
    .selectFrom('account')
    .where('id', '=', accountId)
    .where('totp_confirmed_at', 'is', null)
    .select('totp_secret')
    .executeTakeFirst()
  const hidden = row?.totp_secret ?? undefined
  const seed = hidden && platform.secrets.show(hidden, aboutAccount(accountId))
  return seed && secretInSession(seed, sessionToken)
}

export type SetUpSecondFactor =
  | {
      readonly outcome: 'set-up'
      /** The token of the session that now has the second factor. */
      readonly token: string
      /** Shown once; only their hashes are kept. */
      readonly recoveryCodes: readonly string[]
    }
  | { readonly outcome: 'already-set-up' }
  /** There is a passkey, that is asked before an app comes beside it. */
  | { readonly outcome: 'passkey-first' }
  | { readonly outcome: 'wrong-code' }
  | { readonly outcome: 'too-often'; readonly minutes: number }

/** Confirms a second factor by the first code of the app, and gives recovery codes. */
export async function setUpSecondFactor(
  context: Context,
  typed: {
    readonly accountId: string
    readonly code: string
    readonly sessionToken: string
    readonly userAgent: string
  } & From,
): Promise<SetUpSecondFactor> {
  const { db } = context
  const { accountId } = typed
  const counted = await countTry(db, { ...secondFactorTries, account: accountId }, typed)
  if (counted.outcome === 'too-often') return counted
  const account = await db
    .selectFrom('account')
    .where('id', '=', accountId)
    .select(['totp_secret', 'totp_confirmed_at'])
    .forUpdate()
    .executeTakeFirstOrThrow()
  if (account.totp_confirmed_at !== null) return { outcome: 'already-set-up' }
  // The gate asks it before; a passkey may have been added since the page was opened.
  if (await needsPasskey(context, typed)) return { outcome: 'passkey-first' }
  const now = Temporal.Now.instant()
  const { secrets } = context.platform
  const about = aboutAccount(accountId)
  const seed = account.totp_secret && secrets.show(account.totp_secret, about)
  const secret = seed && secretInSession(seed, typed.sessionToken)
  const step = secret ? stepOf(secret, typed.code, now, undefined) : undefined
  if (!secret || step === undefined) return { outcome: 'wrong-code' }
  await db
    .updateTable('account')
    .where('id', '=', accountId)
    .set({
      totp_secret: secrets.hide(secret, about),
      totp_confirmed_at: now.toString(),
      totp_last_step: step,
    })
    .execute()
  await record(context, { noun: 'account', id: accountId, action: 'set-up-second-factor' })
  await tellOfFactor(context, accountId, { what: 'set-up' })
  const recoveryCodes = await renewRecoveryCodes(context, accountId)
  const token = await secondFactorSession(context, typed)
  return { outcome: 'set-up', token, recoveryCodes }
}

async function needsPasskey(
  { db }: Context,
  { accountId, sessionToken }: { readonly accountId: string; readonly sessionToken: string },
): Promise<boolean> {
  const session = await db
    .selectFrom('session')
    .where('token_hash', '=', hashToken(sessionToken))
    .where('account_id', '=', accountId)
    .select('second_factor_at')
    .executeTakeFirst()
  if (session?.second_factor_at) return false
  return asksSecondStep(await stepsOf(db, accountId), 'way-in')
}

/** Makes ten new recovery codes; the old ones stop working. */
export async function renewRecoveryCodes(
  context: Context,
  accountId: string,
): Promise<readonly string[]> {
  const codes = Array.from({ length: 10 }, recoveryCode)
  await context.db.deleteFrom('recovery_code').where('account_id', '=', accountId).execute()
  // With one salt, so that one code that is typed is hashed once for all of them.
  const salt = randomBytes(16)
  const hashes = await Promise.all(
    codes.map((code) => hashPassword(readRecoveryCode(code) ?? '', salt)),
  )
  await context.db
    .insertInto('recovery_code')
    .values(hashes.map((code_hash) => ({ account_id: accountId, code_hash })))
    .execute()
  await record(context, { noun: 'account', id: accountId, action: 'renew-recovery-codes' })
  return codes
}

// Without letters and digits that are easily taken for each other.
function recoveryCode(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789'
  const group = () => Array.from({ length: 5 }, () => letters[randomInt(letters.length)]).join('')
  return `${group()}-${group()}`
}
