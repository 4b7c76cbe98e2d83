import { endSessions } from '#domain/people/account/end-session.ts'
import { hashToken } from '#domain/people/account/queries.ts'
import { prepareSecondFactor } from '#domain/people/account/set-up-second-factor.ts'
import { tellOfFactor } from '#domain/people/account/tell-of-factor.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'

export type TakenOff =
  | { readonly outcome: 'off' }
  /** Whoever works for a register does not go without: they set up another at once. */
  | { readonly outcome: 'set-up-anew' }
  | { readonly outcome: 'not-set-up' }

/**
 * Takes off the app of the second step, with its recovery codes, by its holder. Whoever works for a register
 * takes another app by it: until that is set up they come no further, also in this session. Other sessions
 * end. That it is they was seen before.
 */
export async function takeOffSecondFactor(
  context: Context,
  { accountId, session }: { readonly accountId: string; readonly session: string },
): Promise<TakenOff> {
  const { db } = context
  const account = await db
    .selectFrom('account')
    .where('id', '=', accountId)
    .select('totp_confirmed_at')
    .forUpdate()
    .executeTakeFirstOrThrow()
  if (account.totp_confirmed_at === null) return { outcome: 'not-set-up' }
  await removeSecondFactor(context, accountId)
  await endSessions(db, accountId, { allBut: session })
  await record(context, { noun: 'account', id: accountId, action: 'take-off-second-factor' })
  await tellOfFactor(context, accountId, { what: 'taken-off' })
  const role = await db
    .selectFrom('staff_role')
    .where('account_id', '=', accountId)
    .select('role')
    .executeTakeFirst()
  if (role === undefined) return { outcome: 'off' }
  await db
    .updateTable('session')
    .where('token_hash', '=', hashToken(session))
    .set({ second_factor_at: null })
    .execute()
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
