import { areOfOne, placeOf, tellOfReset } from '#domain/people/account/ask-factor-reset.ts'
import type { FactorResetEvent, FactorResetStatus } from '#domain/people/account/factor-reset.ts'
import { factorResetLifecycle, isOver, resetHours } from '#domain/people/account/factor-reset.ts'
import { administers } from '#domain/people/body/seat.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { next } from '#domain/platform/lifecycle/lifecycle.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'

export type ConfirmedReset =
  | { readonly outcome: 'confirmed'; readonly dueAt: string }
  | { readonly outcome: 'not-found' }
  /** Somebody else than who asked, and than whose it is, confirms. */
  | { readonly outcome: 'second-person' }
  /** Of somebody who works for a register, one of the two administers this one. */
  | { readonly outcome: 'administrator' }

/** Confirms what a colleague asked: from a day later on its holder signs in without the factor. */
export async function confirmFactorReset(context: Context, id: string): Promise<ConfirmedReset> {
  const { db, register, actor } = context
  if (actor.kind !== 'account' || !isUuid(id)) return { outcome: 'not-found' }
  const row = await db
    .selectFrom('factor_reset')
    .where('id', '=', id)
    .where('register', '=', register.id)
    .select(['account_id', 'asked_by', 'asked_at', 'status'])
    .forUpdate()
    .executeTakeFirst()
  const to =
    row && next<FactorResetStatus, FactorResetEvent>(factorResetLifecycle, row.status, 'confirm')
  const now = Temporal.Now.instant()
  // Of whom it was who asked, it cannot be told any more that another confirms: it is asked again.
  if (!row?.asked_by || to === undefined) return { outcome: 'not-found' }
  if (isOver({ askedAt: row.asked_at, dueAt: undefined }, now)) return { outcome: 'not-found' }
  const { account_id: accountId, asked_by: askedBy } = row
  for (const other of [askedBy, accountId]) {
    if (await areOfOne(db, actor.accountId, other)) return { outcome: 'second-person' }
  }
  const place = await placeOf(context, accountId)
  if (place === 'everywhere' || place === 'elsewhere') return { outcome: 'not-found' }
  const byAdministrator = administers(actor) || (await administersHere(context, askedBy))
  if (place === 'staff' && !byAdministrator) return { outcome: 'administrator' }
  const dueAt = now.add({ hours: resetHours }).toString()
  await db
    .updateTable('factor_reset')
    .where('id', '=', id)
    .set({
      status: to,
      confirmed_by: actor.accountId,
      confirmed_at: now.toString(),
      due_at: dueAt,
    })
    .execute()
  await record(context, {
    noun: 'account',
    id: accountId,
    action: 'confirm-factor-reset',
    facts: { reset: id, dueAt },
  })
  await tellOfReset(context, { id, accountId, dueAt })
  return { outcome: 'confirmed', dueAt }
}

async function administersHere({ db, register }: Context, accountId: string): Promise<boolean> {
  const role = await db
    .selectFrom('staff_role')
    .where('account_id', '=', accountId)
    .where('role', '=', 'administrator')
    .where('register', 'in', [register.id, '*'])
    .select('role')
    .executeTakeFirst()
  return role !== undefined
}
