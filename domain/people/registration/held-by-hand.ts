import { sql } from 'kysely'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'

// What the back office set by hand lives in a noun above this one; that it keeps somebody on hold, or out
// of one, is asked wherever a hold begins or ends.

/** A hold that the back office set by hand and that has begun. */
export interface HoldByHand {
  readonly id: string
  /** It ends when nothing is left to pay. */
  readonly endsWhenPaid: boolean
}

/** The hold by hand that runs for a registration; undefined for none. */
export async function holdByHand(
  { db }: Context,
  registrationId: string,
): Promise<HoldByHand | undefined> {
  const row = await db
    .selectFrom('status_by_hand')
    .where('registration_id', '=', registrationId)
    .where('does', '=', 'hold')
    .where('status', '=', 'settled')
    .where('begun_on', 'is not', null)
    .select(['id', 'ends_when_paid'])
    .executeTakeFirst()
  return row && { id: row.id, endsWhenPaid: row.ends_when_paid }
}

/** Begins the hold by hand of a registration whose first day came while something else stood above it. */
export async function beginWaitingHold(
  { db, today, ...context }: Context,
  registrationId: string,
): Promise<void> {
  const row = await db
    .updateTable('status_by_hand')
    .where('registration_id', '=', registrationId)
    .where('does', '=', 'hold')
    .where('status', '=', 'settled')
    .where('begun_on', 'is', null)
    .where('first_day', '<=', today.toString())
    .where((eb) => eb.or([eb('last_day', 'is', null), eb('last_day', '>=', today.toString())]))
    .set((eb) => ({ begun_on: today.toString(), version: eb('version', '+', 1) }))
    .returning('id')
    .executeTakeFirst()
  if (row === undefined) return
  await record({ db, today, ...context }, { noun: 'status-by-hand', id: row.id, action: 'begin' })
}

/** Writes that something that was set by hand is over, whatever follows from that. */
export async function endByHand(context: Context, id: string): Promise<void> {
  await context.db
    .updateTable('status_by_hand')
    .where('id', '=', id)
    .where('status', '=', 'settled')
    .set((eb) => ({
      status: 'over',
      ended_on: context.today.toString(),
      version: eb('version', '+', 1),
    }))
    .execute()
  await record(context, { noun: 'status-by-hand', id, action: 'end' })
}

/** Whether a registration, by its column, was released by hand until today or later: no invoice holds it. */
export function releasedByHand({ today }: Context) {
  return sql<boolean>`exists (select from status_by_hand h
    where h.registration_id = registration.id and h.does = 'release' and h.status = 'settled'
      and h.last_day >= ${today.toString()})`
}
