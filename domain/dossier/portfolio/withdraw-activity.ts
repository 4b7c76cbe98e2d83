import type { Openness } from '#domain/dossier/activity/openness.ts'
import { openness } from '#domain/dossier/activity/openness.ts'
import { withdrawRequests } from '#domain/dossier/referee/ask-referee.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'

export type WithdrawnActivity =
  | { readonly outcome: 'withdrawn'; readonly title: string }
  | { readonly outcome: 'frozen'; readonly why: Openness['is'] }
  | { readonly outcome: 'not-found' }

/**
 * Takes an activity out of this register's portfolio. Its evidence and history stay in the records. What leaves by
 * itself does so from a portfolio in which its owner can do nothing too.
 */
export async function withdrawActivity(
  context: Context,
  registrationId: string,
  activityId: string,
  { alsoClosed = false }: { readonly alsoClosed?: boolean } = {},
): Promise<WithdrawnActivity> {
  if (!isUuid(activityId)) return { outcome: 'not-found' }
  const { db } = context
  await db
    .selectFrom('registration')
    .where('id', '=', registrationId)
    .select('id')
    .forUpdate()
    .executeTakeFirst()
  const found = await db
    .selectFrom('activity_claim')
    .innerJoin('activity', 'activity.id', 'activity_claim.activity_id')
    .where('activity_id', '=', activityId)
    .where('registration_id', '=', registrationId)
    .where('withdrawn_at', 'is', null)
    .select(['title', 'state', 'activity_claim.id'])
    .forUpdate()
    .executeTakeFirst()
  if (found === undefined) return { outcome: 'not-found' }
  const open = await openness(context, activityId, { alsoClosed })
  if (open.is !== 'open') return { outcome: 'frozen', why: open.is }
  // Part of an application that was returned, it can be changed but not taken out of the snapshot.
  if (open.question !== undefined) return { outcome: 'frozen', why: 'in-application' }
  await db
    .updateTable('activity_claim')
    .set((query) => ({
      withdrawn_at: Temporal.Now.instant().toString(),
      version: query('version', '+', 1),
    }))
    .where('id', '=', found.id)
    .execute()
  await withdrawRequests(context, activityId)
  await record(context, {
    noun: 'activity',
    id: activityId,
    action: 'withdraw',
    facts: { from: found.state },
  })
  return { outcome: 'withdrawn', title: found.title }
}
