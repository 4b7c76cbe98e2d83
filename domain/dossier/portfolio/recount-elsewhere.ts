import type { ActivityEvent, ActivityState } from '#domain/dossier/activity/activity.ts'
import { activityLifecycle } from '#domain/dossier/activity/activity.ts'
import { claimedFor } from '#domain/dossier/activity/check-activity.ts'
import { findActivity } from '#domain/dossier/activity/queries.ts'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { inOtherRegister } from '#domain/platform/context/own-registers.ts'
import { next } from '#domain/platform/lifecycle/lifecycle.ts'
import { kindOn } from '#engine'

/**
 * Counts an activity anew in the other registers in which it is claimed, after what was done was changed:
 * each by its own rule. Where a referee was still to confirm what stood there before, or where the rule
 * can make nothing of it any more, it is a draft there again. None of those has it in hand (`openness`).
 */
export async function recountElsewhere(context: Context, activityId: string): Promise<void> {
  const claims = await context.db
    .selectFrom('activity_claim')
    .where('activity_id', '=', activityId)
    .where('register', '<>', context.register.id)
    .where('withdrawn_at', 'is', null)
    .select(['register', 'registration_id'])
    .orderBy('register')
    .execute()
  for (const { register, registration_id } of claims) {
    await inOtherRegister(context, register, (there) => recount(there, registration_id, activityId))
  }
}

/** The same in this register, by the version of its regulation that holds for a registration. */
export async function recount(context: Context, registrationId: string, id: string): Promise<void> {
  const activity = await findActivity(context, registrationId, id)
  const { compiled } = await loadDossier(context, registrationId)
  const known = compiled.regulation.kinds.find((one) => one.id === activity?.kind)
  if (activity === undefined || known === undefined) return
  const { completedOn, form, state: before } = activity
  const kind = kindOn(known, completedOn)
  const { claimed, claimedSecond } = claimedFor(kind, form.details)
  const lost = claimed === undefined && activity.claimed !== undefined
  const unasked = before === 'awaiting-referee' && activity.referee === undefined
  const state = lost || unasked ? draftOf(before) : before
  if (claimed === activity.claimed && state === before) return
  await context.db
    .updateTable('activity_claim')
    .set((query) => ({
      state,
      claimed: claimed ?? null,
      claimed_second: claimedSecond ?? null,
      version: query('version', '+', 1),
    }))
    .where('activity_id', '=', id)
    .where('register', '=', context.register.id)
    .execute()
  const facts = { from: before, to: state, claimed, was: activity.claimed }
  await record(context, { noun: 'activity', id, action: 'recount', facts })
}

function draftOf(state: ActivityState): ActivityState {
  return next<ActivityState, ActivityEvent>(activityLifecycle, state, 'save-draft') ?? state
}
