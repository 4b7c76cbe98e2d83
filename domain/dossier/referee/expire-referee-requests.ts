import type { ActivityEvent, ActivityState } from '#domain/dossier/activity/activity.ts'
import { activityLifecycle } from '#domain/dossier/activity/activity.ts'
import { findHolder } from '#domain/dossier/referee/queries.ts'
import type { Asked } from '#domain/dossier/referee/referee.ts'
import { isOver } from '#domain/people/registration/registration.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { eachDue } from '#domain/platform/left-undone/each-due.ts'
import { next } from '#domain/platform/lifecycle/lifecycle.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { refereeDeclined } from '#mail/referee-declined.ts'

/** Gives back to the professional each activity whose referee did not answer in time. */
export async function expireRefereeRequests(context: Context): Promise<void> {
  const { db, register, platform, today } = context
  const silent = await db
    .selectFrom('referee_request')
    .innerJoin('activity_claim', (join) =>
      join
        .onRef('activity_claim.activity_id', '=', 'referee_request.activity_id')
        .onRef('activity_claim.register', '=', 'referee_request.register'),
    )
    .innerJoin('registration', 'registration.id', 'activity_claim.registration_id')
    .innerJoin('referee_question', 'referee_question.request_id', 'referee_request.id')
    .where('referee_request.register', '=', register.id)
    .where('referee_request.answer', 'is', null)
    .where('referee_request.withdrawn_on', 'is', null)
    .where('referee_request.expires_on', '<', today.toString())
    .where('activity_claim.state', '=', 'awaiting-referee')
    .where('activity_claim.withdrawn_at', 'is', null)
    .where('registration.status', 'not in', [...isOver])
    .select([
      'referee_request.id',
      'referee_request.name',
      'referee_question.asked',
      'activity_claim.id as claim_id',
      'activity_claim.activity_id',
      'activity_claim.state',
      'activity_claim.registration_id',
    ])
    .orderBy('referee_request.id')
    .execute()
  await eachDue(
    context,
    silent,
    ({ registration_id }) => registration_id,
    async (context, request) => {
      const state = next<ActivityState, ActivityEvent>(
        activityLifecycle,
        request.state,
        'referee-is-silent',
      )
      if (state === undefined) return
      // An answer that came meanwhile counts.
      const unanswered = await context.db
        .selectFrom('referee_request')
        .where('id', '=', request.id)
        .where('answer', 'is', null)
        .where('withdrawn_on', 'is', null)
        .forUpdate()
        .select('id')
        .executeTakeFirst()
      if (unanswered === undefined) return
      const given = await context.db
        .updateTable('activity_claim')
        .set((query) => ({ state, version: query('version', '+', 1) }))
        .where('id', '=', request.claim_id)
        .where('state', '=', request.state)
        .where('withdrawn_at', 'is', null)
        .returning('id')
        .executeTakeFirst()
      if (given === undefined) return
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
    },
  )
}
