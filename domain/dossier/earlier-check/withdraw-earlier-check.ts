import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'

/** Withdraws an earlier check that was recorded by mistake; it may be recorded anew. */
export async function withdrawEarlierCheck(
  context: Context,
  { id, registrationId }: { readonly id: string; readonly registrationId: string },
): Promise<{ readonly outcome: 'withdrawn' | 'not-found' }> {
  if (!isUuid(id)) return { outcome: 'not-found' }
  const { numUpdatedRows } = await context.db
    .updateTable('earlier_check')
    .set({ withdrawn_on: context.today.toString() })
    .where('id', '=', id)
    .where('registration_id', '=', registrationId)
    .where('withdrawn_on', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return { outcome: 'not-found' }
  await record(context, {
    noun: 'earlier-check',
    id,
    action: 'withdraw',
    facts: { registrationId },
  })
  return { outcome: 'withdrawn' }
}
