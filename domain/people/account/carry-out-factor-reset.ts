import type { Kysely } from 'kysely'
import type { Database } from '#db/schema.ts'
import { endSessions } from '#domain/people/account/end-session.ts'
import { isDue } from '#domain/people/account/factor-reset.ts'
import { runningResetOf } from '#domain/people/account/running-resets.ts'
import { hasPasskeyOf } from '#domain/people/account/steps.ts'
import { removeSecondFactor } from '#domain/people/account/take-off-second-factor.ts'
import { tellOfFactor } from '#domain/people/account/tell-of-factor.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'

/**
 * Takes off the second factor of somebody who has just signed in with the first step, where two people
 * have seen to that and a day has passed. Every other session ends, and they set one up anew.
 */
export async function carryOutFactorReset(
  context: Context,
  accountId: string,
  session: string | undefined,
): Promise<{ readonly outcome: 'reset' | 'nothing-due' }> {
  const { db } = context
  const running = await runningResetOf(db, accountId)
  if (running === undefined || !isDue(running, Temporal.Now.instant())) {
    return { outcome: 'nothing-due' }
  }
  // Of two browsers in which they sign in at once, one does it.
  const done = await db
    .updateTable('factor_reset')
    .where('id', '=', running.id)
    .where('status', '=', 'confirmed')
    .set({ status: 'done', ended_at: Temporal.Now.instant().toString() })
    .returning('id')
    .executeTakeFirst()
  if (done === undefined) return { outcome: 'nothing-due' }
  await resetSecondFactor(context, accountId, { session, by: 'two-people' })
  return { outcome: 'reset' }
}

/**
 * Takes off the second factor of an account, with all that stands in its place, and ends its sessions but
 * one. By whoever may: two people after a day, or who runs the server.
 */
export async function resetSecondFactor(
  context: Context,
  accountId: string,
  how: {
    readonly session: string | undefined
    readonly by: 'two-people' | 'command-line'
    readonly reason?: string
  },
): Promise<void> {
  const { session, ...facts } = how
  await removeSecondFactor(context, accountId)
  // They may have been on the telephone that was lost.
  await context.db.deleteFrom('passkey').where('account_id', '=', accountId).execute()
  await endSessions(context.db, accountId, { allBut: session })
  await record(context, { noun: 'account', id: accountId, action: 'reset-second-factor', facts })
  await tellOfFactor(context, accountId, { what: 'reset' })
}

/** The open account of an address in any register, and one for which its holder works, where there is one. */
export async function findHolder(
  db: Kysely<Database>,
  email: string,
): Promise<
  | { readonly id: string; readonly hasSecondFactor: boolean; readonly register: string | null }
  | undefined
> {
  const row = await db
    .selectFrom('account')
    .where('email', '=', email)
    .where('closed_at', 'is', null)
    .select(['id', 'totp_confirmed_at', hasPasskeyOf('account.id').as('has_passkey')])
    .select((query) =>
      query
        .selectFrom('staff_role')
        .whereRef('staff_role.account_id', '=', 'account.id')
        .where('register', '!=', '*')
        .select('register')
        .orderBy('register')
        .limit(1)
        .as('register'),
    )
    .executeTakeFirst()
  if (row === undefined) return undefined
  const hasSecondFactor = row.totp_confirmed_at !== null || row.has_passkey
  return { id: row.id, hasSecondFactor, register: row.register }
}
