import type { DeclaredTie } from '#domain/certification/interest/queries.ts'
import { declaredTie } from '#domain/certification/interest/queries.ts'
import { tiesWith } from '#domain/people/body/find-tie.ts'
import { accountIdOf } from '#domain/platform/actor/actor.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'

export type LiftedInterest =
  | { readonly outcome: 'lifted'; readonly tie: DeclaredTie }
  | {
      readonly outcome:
        | 'no-reason'
        /** Lifted meanwhile, or never there. */
        | 'unknown'
        /** Whoever is tied to the person lifts nothing, least of all their own. */
        | 'tied'
    }

/**
 * The back office lifts a tie that was declared by mistake or is over: from then on the member may take
 * part again. What they found before does not come back.
 */
export async function liftInterest(
  context: Context,
  interestId: string,
  because: string,
): Promise<LiftedInterest> {
  const { db, today, actor } = context
  const tie = await declaredTie(context, interestId)
  if (tie === undefined) return { outcome: 'unknown' }
  const why = because.trim()
  if (why === '') return { outcome: 'no-reason' }
  if ((await tiesWith(context, ['keep-records'], [tie])).size > 0) return { outcome: 'tied' }
  const lifted = await db
    .updateTable('interest')
    .set({
      lifted_on: today.toString(),
      lifted_by: accountIdOf(actor) ?? null,
      lifted_because: why,
    })
    .where('id', '=', interestId)
    .where('lifted_on', 'is', null)
    .executeTakeFirst()
  if (lifted.numUpdatedRows === 0n) return { outcome: 'unknown' }
  await record(context, {
    noun: 'registration',
    id: tie.registrationId,
    action: 'lift-interest',
    facts: { interest: interestId, member: tie.memberId, reason: why },
  })
  return { outcome: 'lifted', tie }
}
