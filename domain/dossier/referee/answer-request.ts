import type { ActivityEvent, ActivityState } from '#domain/dossier/activity/activity.ts'
import { activityLifecycle } from '#domain/dossier/activity/activity.ts'
import type { RefereeRequest } from '#domain/dossier/referee/queries.ts'
import { findHolder, findRequest } from '#domain/dossier/referee/queries.ts'
import { requestStatus } from '#domain/dossier/referee/referee.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { next } from '#domain/platform/lifecycle/lifecycle.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { refereeThanks } from '#mail/answer-thanks.ts'
import { refereeConfirmed } from '#mail/referee-confirmed.ts'
import { refereeDeclined } from '#mail/referee-declined.ts'

/** What a referee says, and who they say they are. */
export interface RefereeAnswer {
  readonly answer: 'confirmed' | 'declined'
  readonly name: string
  readonly relation: string
  readonly remark: string
}

/** What became of the answer; a link that no longer works is told apart from one that never did. */
export type Answered =
  | { readonly outcome: 'answered'; readonly request: RefereeRequest }
  | {
      readonly outcome: 'already-answered' | 'expired' | 'withdrawn'
      readonly request: RefereeRequest
    }
  | { readonly outcome: 'not-found' }

/** Takes a referee's answer, once, and tells the professional and the referee. */
export async function answerRequest(
  context: Context,
  token: string,
  answer: RefereeAnswer,
): Promise<Answered> {
  const request = await findRequest(context, token, { lock: true })
  if (request === undefined) return { outcome: 'not-found' }
  const status = requestStatus(request, context.today)
  if (status === 'confirmed' || status === 'declined') {
    return { outcome: 'already-answered', request }
  }
  if (status === 'withdrawn' || !request.isNeeded) return { outcome: 'withdrawn', request }
  if (status === 'expired') return { outcome: 'expired', request }
  const event = answer.answer === 'confirmed' ? 'referee-confirms' : 'referee-declines'
  const state = next<ActivityState, ActivityEvent>(activityLifecycle, request.activityState, event)
  if (state === undefined) return { outcome: 'withdrawn', request }

  const { db, today } = context
  const at = Temporal.Now.instant().toString()
  await db
    .updateTable('referee_request')
    .set({
      answer: answer.answer,
      answered_at: at,
      answered_on: today.toString(),
      answered_name: answer.name,
      answered_relation: answer.relation,
      remark: answer.remark,
    })
    .where('id', '=', request.id)
    .execute()
  await db
    .updateTable('activity_claim')
    .set((query) => ({ state, version: query('version', '+', 1) }))
    .where('activity_id', '=', request.activityId)
    .where('register', '=', context.register.id)
    .execute()
  await record(asReferee(context, request), {
    noun: 'referee-request',
    id: request.id,
    action: answer.answer === 'confirmed' ? 'confirm' : 'decline',
    facts: { activity: request.activityId, asked: request.askedHash, ...answer },
  })
  await tellBoth(context, request, answer, at)
  return { outcome: 'answered', request }
}

function asReferee(context: Context, request: RefereeRequest): Context {
  return { ...context, actor: { kind: 'referee', requestId: request.id } }
}

async function tellBoth(
  context: Context,
  request: RefereeRequest,
  answer: RefereeAnswer,
  at: string,
): Promise<void> {
  const register = mailRegister(context.platform, context.register)
  const holder = await findHolder(context, request.registrationId)
  const { title: activity, professional } = request.asked
  const letter =
    answer.answer === 'confirmed'
      ? refereeConfirmed({ register, name: holder.name, refereeName: answer.name, activity })
      : refereeDeclined({
          register,
          name: holder.name,
          refereeName: answer.name,
          activity,
          outcome: 'declined',
        })
  const kind = answer.answer === 'confirmed' ? 'referee-confirmed' : 'referee-declined'
  if (holder.address !== '') await writeMessage(context, kind, holder, letter)
  const thanks = refereeThanks({
    register,
    name: answer.name,
    professionalName: professional,
    activity,
    answer: answer.answer,
    answeredAt: at,
  })
  await writeMessage(
    context,
    'referee-thanks',
    { name: answer.name, address: request.email },
    thanks,
  )
}
