import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'

/**
 * Lets something that was stated lapse, since what it says is not so any more. It shows nothing from now on,
 * also in an application that runs; what was decided before stays as it was.
 */
export async function lapseClaim(
  { db, today, ...context }: Context,
  claimId: string,
  reason: string,
): Promise<void> {
  const lapsed = await db
    .updateTable('claim')
    .set((eb) => ({
      state: 'expired' as const,
      reason,
      ended_on: today.toString(),
      version: eb('version', '+', 1),
    }))
    .where('id', '=', claimId)
    .where('ended_on', 'is', null)
    .returning('id')
    .executeTakeFirst()
  if (lapsed === undefined) return
  await record(
    { db, today, ...context },
    {
      noun: 'statement',
      id: claimId,
      action: 'lapse',
      facts: { reason },
    },
  )
}
