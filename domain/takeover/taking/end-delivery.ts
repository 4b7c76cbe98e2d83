import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { discardDelivery } from '#domain/takeover/taking/deliver.ts'
import { heldDeliveries } from '#domain/takeover/taking/hold-delivery.ts'
import { countByState } from '#domain/takeover/taking/queries.ts'

/** What became of a delivery that somebody wanted to be over. */
export type Ended =
  /** Something of it had been taken over, which stays; what was still ready goes in by another delivery. */
  | { readonly outcome: 'ended' }
  /** Nothing of it had been taken over. */
  | { readonly outcome: 'discarded' }
  /** A command has it in hand. */
  | { readonly outcome: 'in-hand' }
  | { readonly outcome: 'not-open' }

/** Ends a delivery that was broken off and is not to go on. */
export async function endDelivery(context: Context, takeoverId: string): Promise<Ended> {
  const { db } = context
  const row = await db
    .selectFrom('takeover')
    .where('id', '=', takeoverId)
    .select('status')
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined || row.status === 'done' || row.status === 'discarded') {
    return { outcome: 'not-open' }
  }
  if ((await heldDeliveries(context, [takeoverId])).size > 0) return { outcome: 'in-hand' }
  if (row.status !== 'running') {
    const { outcome } = await discardDelivery(context, takeoverId)
    return { outcome }
  }
  await finishDelivery(context, takeoverId)
  return { outcome: 'ended' }
}

/** Settles a delivery that is being taken over: whole, or broken off where something of it was still ready. */
export async function finishDelivery(context: Context, takeoverId: string): Promise<void> {
  const rows = await countByState(context, takeoverId)
  const brokenOff = rows.some(({ state }) => state === 'ready')
  const { numUpdatedRows } = await context.db
    .updateTable('takeover')
    .where('id', '=', takeoverId)
    .where('status', '=', 'running')
    .set({ status: 'done', ended_on: context.today.toString(), broken_off: brokenOff })
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return
  const action = brokenOff ? 'break-off' : 'end'
  await record(context, { noun: 'takeover', id: takeoverId, action, facts: { rows } })
}
