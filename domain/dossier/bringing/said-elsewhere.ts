import { sql } from 'kysely'
import type { SaidElsewhere } from '#domain/dossier/activity/queries.ts'
import { findActivity } from '#domain/dossier/activity/queries.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { inOtherRegister } from '#domain/platform/context/own-registers.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'
import { inUnit } from '#engine'

/** What the other registers decided of an activity. The context sees as its owner. */
export async function findSaid(
  context: Context,
  activityId: string,
): Promise<readonly SaidElsewhere[]> {
  if (!isUuid(activityId)) return []
  const claims = await context.db
    .selectFrom('activity_claim')
    .where('activity_id', '=', activityId)
    .where('register', '<>', context.register.id)
    .where('withdrawn_at', 'is', null)
    .where('state', 'in', ['approved', 'partly', 'rejected'])
    .select(['register', 'registration_id'])
    .orderBy('register')
    .execute()
  const said: SaidElsewhere[] = []
  for (const { register, registration_id } of claims) {
    const found = await inOtherRegister(context, register, (there) =>
      saidThere(there, registration_id, activityId),
    )
    if (found !== undefined) said.push(found)
  }
  return said
}

async function saidThere(
  context: Context,
  registrationId: string,
  id: string,
): Promise<SaidElsewhere | undefined> {
  const activity = await findActivity(context, registrationId, id)
  if (activity === undefined) return undefined
  const { state, awarded, judgementReason: reason } = activity
  if (state !== 'approved' && state !== 'partly' && state !== 'rejected') return undefined
  const { rows } = await sql<{ on: string | null }>`
    select coalesce(
      (select i.ended_on from interim_request i where i.activity_id = ${id}
        and i.register = ${context.register.id} and i.outcome = ${state}
        order by i.created_at desc limit 1),
      (select f.decided_on from application_activity aa join application f on f.id = aa.application_id
        where aa.activity_id = ${id} and f.register = ${context.register.id}
          and f.decision_id is not null
        order by f.decided_on desc, f.id desc limit 1))::text as "on"`.execute(context.db)
  const on = rows[0]?.on ?? undefined
  const { register } = context
  return {
    register: register.id,
    called: register.called,
    outcome: state,
    reason,
    ...(state === 'rejected' || awarded === undefined
      ? {}
      : { awarded: inUnit(awarded, register) }),
    ...(on === undefined ? {} : { on }),
  }
}
