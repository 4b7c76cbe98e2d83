import { endSessions } from '#domain/people/account/end-session.ts'
import { hashToken } from '#domain/people/account/queries.ts'
import { prepareSecondFactor } from '#domain/people/account/set-up-second-factor.ts'
import { stepsOf } from '#domain/people/account/steps.ts'
import { tellOfFactor } from '#domain/people/account/tell-of-factor.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'

export type TakenOff =
  | { readonly outcome: 'off' }
  /** Whoever works for a register does not go without an app: they set up another at once. */
  | { readonly outcome: 'set-up-anew' }
  | { readonly outcome: 'not-set-up' }

/**
 * Takes off the app of the second step, with its recovery codes, by its holder. Whoever works for a register
 * takes another app by it: until that is set up they come no further, also in this session, unless they have
 * a passkey as well. Other sessions end. That it is they was seen before.
 */
export async function takeOffSecondFactor(
  context: Context,
  { accountId, session }: { readonly accountId: string; readonly session: string },
): Promise<TakenOff> {
  const { db } = context
  const { hasApp, hasPasskey, works } = await stepsOf(db, accountId, { lock: true })
  if (!hasApp) return { outcome: 'not-set-up' }
  await removeSecondFactor(context, accountId)
  await endSessions(db, accountId, { allBut: session })
  await record(context, { noun: 'account', id: accountId, action: 'take-off-second-factor' })
  await tellOfFactor(context, accountId, { what: 'taken-off' })
  if (!works) return { outcome: 'off' }
  if (!hasPasskey) {
    await db
      .updateTable('session')
      .where('token_hash', '=', hashToken(session))
      .set({ second_factor_at: null })
      .execute()
  }
  await prepareSecondFactor(context, accountId)
  return { outcome: 'set-up-anew' }
}

/** Removes the app of the second step and its recovery codes; who may, and why, was seen and recorded before. */
export async function removeSecondFactor({ db }: Context, accountId: string): Promise<void> {
  await db
    .updateTable('account')
    .where('id', '=', accountId)
    .set({ totp_secret: null, totp_confirmed_at: null, totp_last_step: null })
    .execute()
  await db.deleteFrom('recovery_code').where('account_id', '=', accountId).execute()
}
