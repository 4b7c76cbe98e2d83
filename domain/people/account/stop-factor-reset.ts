import { runningResetOf } from '#domain/people/account/running-resets.ts'
import { findLink, useLink } from '#domain/people/account/use-link.ts'
import { accountIdOf } from '#domain/platform/actor/actor.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'

/** Stops one that was asked in this register, by whoever sees to it. */
export async function stopFactorReset(
  context: Context,
  id: string,
): Promise<{ readonly outcome: 'stopped' | 'not-found' }> {
  const { register } = context
  return isUuid(id) && (await stop(context, { id, register: register.id }))
    ? { outcome: 'stopped' }
    : { outcome: 'not-found' }
}

/**
 * Stops what runs for an account, by its holder: by a button, or since their second step was just taken, so
 * that it is not lost.
 */
export async function stopOwnReset(
  context: Context,
  accountId: string,
): Promise<{ readonly outcome: 'stopped' | 'not-found' }> {
  const running = await runningResetOf(context.db, accountId)
  const stopped = running !== undefined && (await stop(context, { id: running.id }))
  return { outcome: stopped ? 'stopped' : 'not-found' }
}

/** Whether what the link in the mail would stop, still runs. */
export async function runsStill(
  { db }: Context,
  link: {
    readonly accountId: string | undefined
    readonly details: Readonly<Record<string, unknown>>
  },
): Promise<boolean> {
  const running =
    link.accountId === undefined ? undefined : await runningResetOf(db, link.accountId)
  return running !== undefined && running.id === link.details.reset
}

/** Stops it by the link in the mail, for who has not signed in. */
export async function stopFactorResetByLink(
  context: Context,
  token: string,
): Promise<{ readonly outcome: 'stopped' | 'over' | 'used' | 'expired' | 'unknown' }> {
  const found = await findLink(context, 'stop-reset', token)
  if (found.outcome !== 'usable') return found
  const link = await useLink(context, 'stop-reset', token)
  if (link.outcome !== 'usable') return link
  if (!(await runsStill(context, link))) return { outcome: 'over' }
  const stopped = await stop(context, { id: String(link.details.reset) })
  return { outcome: stopped ? 'stopped' : 'over' }
}

async function stop(
  context: Context,
  of: { readonly id: string; readonly register?: string },
): Promise<boolean> {
  const stopped = await context.db
    .updateTable('factor_reset')
    .where((eb) => eb.and(of))
    .where('status', 'in', ['asked', 'confirmed'])
    .set({
      status: 'stopped',
      ended_at: Temporal.Now.instant().toString(),
      ended_by: accountIdOf(context.actor) ?? null,
    })
    .returning('account_id')
    .executeTakeFirst()
  if (stopped === undefined) return false
  await record(context, {
    noun: 'account',
    id: stopped.account_id,
    action: 'stop-factor-reset',
    facts: { reset: of.id },
  })
  return true
}
