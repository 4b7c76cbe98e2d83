import type { ActivityEvent, ActivityState } from '#domain/activity/activity.ts'
import { activityLifecycle } from '#domain/activity/activity.ts'
import { writeMessage } from '#domain/message/write-message.ts'
import { findHolder } from '#domain/referee/queries.ts'
import type { Asked } from '#domain/referee/referee.ts'
import { mailRegister } from '#domain/register/letterhead.ts'
import type { Context } from '#domain/shared/context.ts'
import { next } from '#domain/shared/lifecycle.ts'
import { record } from '#domain/shared/record.ts'
import { refereeDeclined } from '#mail/referee-declined.ts'

/** Gives back to the professional each activity whose referee did not answer in time. */
export async function expireRefereeRequests(context: Context): Promise<void> {
  const { db, register, platform, today } = context
  const silent = await db
    .selectFrom('referee_request')
    .innerJoin('activity', 'activity.id', 'referee_request.activity_id')
    .where('referee_request.register', '=', register.id)
    .where('referee_request.answer', 'is', null)
    .where('referee_request.withdrawn_on', 'is', null)
    .where('referee_request.expires_on', '<', today.toString())
    .where('activity.state', '=', 'awaiting-referee')
    .where('activity.withdrawn_at', 'is', null)
    .select([
      'referee_request.id',
      'referee_request.name',
      'referee_request.asked',
      'activity.id as activity_id',
      'activity.state',
      'activity.registration_id',
    ])
    .orderBy('referee_request.id')
    .forUpdate()
    .execute()
  for (const request of silent) {
    const state = next<ActivityState, ActivityEvent>(
      activityLifecycle,
      request.state,
      'referee-is-silent',
    )
    if (state === undefined) continue
    await db
      .updateTable('activity')
      .set((query) => ({ state, version: query('version', '+', 1) }))
      .where('id', '=', request.activity_id)
      .execute()
    const holder = await findHolder(context, request.registration_id)
    const letter = refereeDeclined({
      register: mailRegister(platform, register),
      name: holder.name,
      refereeName: request.name,
      activity: (request.asked as Asked).title,
      outcome: 'silent',
    })
    if (holder.address !== '') await writeMessage(context, 'referee-silent', holder, letter)
    await record(context, {
      noun: 'referee-request',
      id: request.id,
      action: 'expire',
      facts: { activity: request.activity_id },
    })
  }
}
