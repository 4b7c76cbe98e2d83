import { withdrawActivity } from '#domain/dossier/portfolio/withdraw-activity.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'

export type WithdrawnList =
  /** With how many activities were taken out again, and how many are in an application or judged. */
  | { readonly outcome: 'withdrawn'; readonly removed: number; readonly stay: number }
  | { readonly outcome: 'not-found' }
  | { readonly outcome: 'already' }

/**
 * Takes a list back that should not have been delivered. What it confirmed is no longer confirmed, and
 * what came with it leaves the portfolio, but for what is in an application or was judged.
 */
export async function withdrawList(context: Context, deliveryId: string): Promise<WithdrawnList> {
  if (!isUuid(deliveryId)) return { outcome: 'not-found' }
  const { db, today } = context
  const delivery = await db
    .selectFrom('list_delivery')
    .where('id', '=', deliveryId)
    .select(['list', 'withdrawn_on'])
    .forUpdate()
    .executeTakeFirst()
  if (delivery === undefined) return { outcome: 'not-found' }
  if (delivery.withdrawn_on !== null) return { outcome: 'already' }
  await db
    .updateTable('list_delivery')
    .set({ withdrawn_on: today.toString() })
    .where('id', '=', deliveryId)
    .execute()
  const entries = await db
    .selectFrom('list_entry')
    .where('delivery_id', '=', deliveryId)
    .where('added', '=', true)
    .select(['registration_id', 'activity_id'])
    .execute()
  let removed = 0
  let stay = 0
  for (const { registration_id, activity_id } of entries) {
    if (activity_id === null) continue
    const { outcome } = await withdrawActivity(context, registration_id, activity_id)
    if (outcome === 'withdrawn') removed += 1
    if (outcome === 'frozen') stay += 1
  }
  const facts = { list: delivery.list, removed, stay }
  await record(context, { noun: 'list', id: deliveryId, action: 'withdraw', facts })
  return { outcome: 'withdrawn', removed, stay }
}
