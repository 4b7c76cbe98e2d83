import { planResuming } from '#domain/certification/objection/suspend-effect.ts'
import type { SeenObjection } from '#domain/certification/objection/take-objection.ts'
import { takeObjection } from '#domain/certification/objection/take-objection.ts'
import { tellObjector } from '#domain/certification/objection/tell-objection.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { objectionWithdrawn } from '#mail/objection-withdrawn.ts'

/** Whoever made an objection takes it back, as long as nothing is decided. */
export async function withdrawObjection(
  context: Context,
  seen: SeenObjection,
): Promise<{ readonly outcome: 'withdrawn' | 'stale' | 'unknown' }> {
  const taken = await takeObjection(context, seen, 'withdraw')
  if (taken.outcome !== 'taken') return taken
  const { objection, status } = taken
  const resuming = await planResuming(context, objection)
  await context.db
    .updateTable('objection')
    .set((eb) => ({
      status,
      ended_on: context.today.toString(),
      version: eb('version', '+', 1),
    }))
    .where('id', '=', objection.id)
    .execute()
  await record(context, { noun: 'objection', id: objection.id, action: 'withdraw', facts: {} })
  await resuming.apply()
  await tellObjector(context, objection, 'objection-withdrawn', (shared) =>
    objectionWithdrawn({
      ...shared,
      number: objection.number,
      title: objection.title,
      resumes: resuming.told,
    }),
  )
  return { outcome: 'withdrawn' }
}
