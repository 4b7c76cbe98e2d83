import type { SeenRuling } from '#domain/certification/ruling/take-ruling.ts'
import { takeRuling } from '#domain/certification/ruling/take-ruling.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'

/** Whoever asked takes their question back, as long as nothing is decided. */
export async function withdrawRuling(
  context: Context,
  seen: SeenRuling,
): Promise<{ readonly outcome: 'withdrawn' | 'stale' | 'unknown' }> {
  const taken = await takeRuling(context, seen, 'withdraw')
  if (taken.outcome !== 'taken') return taken
  const { ruling, status } = taken
  // What the regulation itself leaves to the board ends with the application.
  if (ruling.applicationId !== undefined) return { outcome: 'stale' }
  await context.db
    .updateTable('ruling')
    .set((eb) => ({
      status,
      ended_on: context.today.toString(),
      version: eb('version', '+', 1),
    }))
    .where('id', '=', ruling.id)
    .execute()
  await record(context, { noun: 'ruling', id: ruling.id, action: 'withdraw', facts: {} })
  return { outcome: 'withdrawn' }
}
