import type { HoldGround } from '#domain/people/hold/hold.ts'
import { holdsOn, longestHold } from '#domain/people/hold/hold.ts'
import { findHold, inTurnWithHolds } from '#domain/people/hold/queries.ts'
import { accountIdOf } from '#domain/platform/actor/actor.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'

export type PlacedHold =
  | { readonly outcome: 'placed'; readonly id: string }
  /** It is over already, or lasts longer than anybody may decide at once. */
  | { readonly outcome: 'not-a-last-day' | 'unknown' }

/** Keeps what there is of somebody, whatever its term, up to and including a day. */
export async function placeHold(
  context: Context,
  held: {
    readonly registrationId: string
    readonly ground: HoldGround
    readonly reason: string
    readonly lastDay: Temporal.PlainDate
  },
): Promise<PlacedHold> {
  const { db, register, today, actor } = context
  const { registrationId, ground, reason, lastDay } = held
  if (!mayLast(today, lastDay)) return { outcome: 'not-a-last-day' }
  const find = () =>
    db
      .selectFrom('registration')
      .where('id', '=', registrationId)
      .where('register', '=', register.id)
      .select('person_id')
      .executeTakeFirst()
  const seen = await find()
  if (seen !== undefined) await inTurnWithHolds(context, seen.person_id)
  // Whoever erased it meanwhile was first.
  const whose = await find()
  if (whose === undefined) return { outcome: 'unknown' }
  const { id } = await db
    .insertInto('hold')
    .values({
      register: register.id,
      person_id: whose.person_id,
      ground,
      reason,
      placed_on: today.toString(),
      placed_by: accountIdOf(actor) ?? null,
      last_day: lastDay.toString(),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await record(context, {
    noun: 'hold',
    id,
    action: 'place',
    facts: { registration: registrationId, ground, reason, lastDay: lastDay.toString() },
  })
  return { outcome: 'placed', id }
}

export type ChangedHold = {
  readonly outcome: 'changed' | 'not-a-last-day' | 'stale' | 'unknown'
}

/** Lets a hold last to another day, or ends it; why is asked for an end. */
export async function changeHold(
  context: Context,
  seen: { readonly id: string; readonly version: number },
  change: { readonly lastDay: Temporal.PlainDate } | { readonly because: string },
): Promise<ChangedHold> {
  const { db, today, actor } = context
  const hold = await findHold(context, seen.id, { lock: true })
  if (hold === undefined) return { outcome: 'unknown' }
  if (hold.version !== seen.version || !holdsOn(hold, today)) return { outcome: 'stale' }
  const lifts = 'because' in change
  if (!lifts && !mayLast(today, change.lastDay)) return { outcome: 'not-a-last-day' }
  await db
    .updateTable('hold')
    .where('id', '=', hold.id)
    .set((eb) => ({
      version: eb('version', '+', 1),
      ...(lifts
        ? {
            lifted_on: today.toString(),
            lifted_by: accountIdOf(actor) ?? null,
            lifted_because: change.because,
          }
        : { last_day: change.lastDay.toString() }),
    }))
    .execute()
  await record(context, {
    noun: 'hold',
    id: hold.id,
    action: lifts ? 'lift' : 'prolong',
    facts: lifts ? { reason: change.because } : { lastDay: change.lastDay.toString() },
  })
  return { outcome: 'changed' }
}

function mayLast(today: Temporal.PlainDate, lastDay: Temporal.PlainDate): boolean {
  const { compare } = Temporal.PlainDate
  return compare(lastDay, today) >= 0 && compare(lastDay, today.add(longestHold)) <= 0
}
