import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'

/** Lets a list that is being checked wait for the next day, as today no more of it may be. */
export async function waitForNextDay(context: Context, id: string): Promise<void> {
  const until = context.today.add({ days: 1 }).toString()
  await context.db
    .updateTable('attendance_delivery')
    .set({ waits_until: until })
    .where('id', '=', id)
    .execute()
  await record(context, { noun: 'attendance', id, action: 'wait', facts: { until } })
}
