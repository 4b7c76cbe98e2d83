import { sql } from 'kysely'
import { claimedFor } from '#domain/dossier/activity/check-activity.ts'
import { openness } from '#domain/dossier/activity/openness.ts'
import { findActivity } from '#domain/dossier/activity/queries.ts'
import { twinOf } from '#domain/dossier/bringing/bring-activity.ts'
import { foundElsewhere } from '#domain/dossier/bringing/found-elsewhere.ts'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { record } from '#domain/platform/audit/record.ts'
import { actAsOwner } from '#domain/platform/context/act-as-owner.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { kindOn } from '#engine'

export type JoinedActivities =
  | { readonly outcome: 'joined'; readonly title: string }
  /** The one that stands here was filed before, or another register has it in hand. */
  | { readonly outcome: 'frozen' }
  | { readonly outcome: 'not-found' }

/**
 * Makes one activity of two that are the same: what was entered here once more, and what another register
 * knows. What is claimed here stays, and is of the one of the other register from now on; files and what
 * only was told here go along, so that one proof serves both.
 */
export async function joinActivities(
  context: Context,
  owner: { readonly registrationId: string; readonly personId: string },
  activityId: string,
): Promise<JoinedActivities> {
  const { db, register } = context
  const { registrationId, personId } = owner
  await actAsOwner(context)
  await db
    .selectFrom('registration')
    .where('id', '=', registrationId)
    .select('id')
    .forUpdate()
    .executeTakeFirst()
  const [known] = (await foundElsewhere(context, personId, { only: [activityId] })).found
  const { activities, compiled } = await loadDossier(context, registrationId)
  const twin = known === undefined ? undefined : twinOf(known, activities)
  if (known === undefined || twin === undefined) return { outcome: 'not-found' }
  if (!(await mayJoin(context, twin.id, activityId))) return { outcome: 'frozen' }
  await moveAll(context, { from: twin.id, to: activityId })
  const claim = db
    .updateTable('activity_claim')
    .where('activity_id', '=', twin.id)
    .where('register', '=', register.id)
  await claim
    .set((query) => ({ activity_id: activityId, version: query('version', '+', 1) }))
    .execute()
  const joined = await findActivity(context, registrationId, activityId)
  const kind = compiled.regulation.kinds.find(({ id }) => id === joined?.kind)
  if (joined !== undefined && kind !== undefined) {
    const { claimed, claimedSecond } = claimedFor(
      kindOn(kind, joined.completedOn),
      joined.form.details,
    )
    await db
      .updateTable('activity_claim')
      .set({ claimed: claimed ?? null, claimed_second: claimedSecond ?? null })
      .where('activity_id', '=', activityId)
      .where('register', '=', register.id)
      .execute()
  }
  const facts = { was: twin.id, elsewhere: known.claims.map((one) => one.register.id) }
  await record(context, { noun: 'activity', id: activityId, action: 'join', facts })
  return { outcome: 'joined', title: known.title }
}

// What was filed or is known elsewhere stays the activity that it is, and so does what was claimed before.
async function mayJoin(context: Context, twinId: string, activityId: string): Promise<boolean> {
  const { db, register } = context
  const open = await openness(context, twinId)
  if (open.is !== 'open' || open.question !== undefined || open.heldElsewhere) return false
  const { rows } = await sql<{ bound: boolean }>`
    select exists (select from application_activity where activity_id = ${twinId})
      or exists (select from interim_request where activity_id = ${twinId})
      or exists (select from activity_group where activity_id = ${twinId})
      or exists (select from activity_claim where activity_id = ${twinId}
        and register <> ${register.id})
      or exists (select from activity_claim where activity_id = ${activityId}
        and register = ${register.id}) as bound`.execute(db)
  return rows[0]?.bound === false
}

async function moveAll(
  context: Context,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<void> {
  const { db, register } = context
  const files = await db
    .updateTable('evidence')
    .set({ activity_id: to })
    .where('activity_id', '=', from)
    .where('removed_at', 'is', null)
    .returning('id')
    .execute()
  const requests = await db
    .updateTable('referee_request')
    .set({ activity_id: to })
    .where('activity_id', '=', from)
    .where('register', '=', register.id)
    .returning('id')
    .execute()
  const facts = { activity: to, was: from }
  for (const { id } of files) {
    await record(context, { noun: 'evidence', id, action: 'join', facts })
  }
  for (const { id } of requests) {
    await record(context, { noun: 'referee-request', id, action: 'join', facts })
  }
  await sql`
    update activity a set version = a.version + 1,
      form = jsonb_build_object(
        'typed', coalesce(b.form -> 'typed', '{}') || coalesce(a.form -> 'typed', '{}'),
        'details', coalesce(b.form -> 'details', '{}') || coalesce(a.form -> 'details', '{}')),
      self_signed_on = coalesce(a.self_signed_on, b.self_signed_on),
      self_signed_reason = coalesce(a.self_signed_reason, b.self_signed_reason)
    from activity b where a.id = ${to} and b.id = ${from}`.execute(db)
}
