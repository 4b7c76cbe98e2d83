import type { RoundEvent, RoundStatus } from '#domain/development/feedback-round/feedback.ts'
import { leastAsked, roundLifecycle } from '#domain/development/feedback-round/feedback.ts'
import { findRound, invitationsOf } from '#domain/development/feedback-round/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { next } from '#domain/platform/lifecycle/lifecycle.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'

/**
 * Takes back that one colleague was asked: their link no longer works. An answer that they gave before stays, as
 * nobody can tell which it is, and nobody is told whether there is one. No more are taken back than leaves as many
 * asked as a round begins with: somebody else is asked first.
 */
export async function withdrawInvitation(
  context: Context,
  registrationId: string,
  roundId: string,
  invitationId: string,
): Promise<'withdrawn' | 'too-few' | 'closed'> {
  const round = await findRound(context, registrationId, roundId, { lock: true })
  if (round?.status !== 'open' || !isUuid(invitationId)) return 'closed'
  const asked = (await invitationsOf(context, roundId)).filter(
    ({ withdrawnOn, refusesMail }) => withdrawnOn === undefined && !refusesMail,
  )
  const left = asked.filter(({ id }) => id !== invitationId)
  if (left.length < asked.length && left.length < leastAsked(round)) return 'too-few'
  const changed = await context.db
    .updateTable('feedback_invitation')
    .where('id', '=', invitationId)
    .where('round_id', '=', roundId)
    .where('withdrawn_on', 'is', null)
    .set({ withdrawn_on: context.today.toString() })
    .returning('id')
    .executeTakeFirst()
  if (changed === undefined) return 'withdrawn'
  await record(context, {
    noun: 'feedback-round',
    id: roundId,
    action: 'withdraw-invitation',
    facts: { registration: registrationId, invitation: invitationId },
  })
  return 'withdrawn'
}

/** Takes back a whole round: what was answered is thrown away unread, and every link says so. */
export async function withdrawRound(
  context: Context,
  registrationId: string,
  id: string,
): Promise<'withdrawn' | 'closed'> {
  const { db, today } = context
  const round = await findRound(context, registrationId, id, { lock: true })
  const status = round && next<RoundStatus, RoundEvent>(roundLifecycle, round.status, 'withdraw')
  if (status === undefined) return 'closed'
  await db
    .updateTable('feedback_round')
    .where('id', '=', id)
    .set((query) => ({
      status,
      ended_on: today.toString(),
      version: query('version', '+', 1),
    }))
    .execute()
  await forgetAsked(context, id)
  await record(context, {
    noun: 'feedback-round',
    id,
    action: 'withdraw',
    facts: { registration: registrationId },
  })
  return 'withdrawn'
}

/** Throws away what a round was made of: who was asked, which links were used, and what each said. */
export async function forgetAsked({ db }: Context, roundId: string): Promise<void> {
  await db.deleteFrom('feedback_answer').where('round_id', '=', roundId).execute()
  await db.deleteFrom('feedback_used_link').where('round_id', '=', roundId).execute()
  await db.deleteFrom('feedback_invitation').where('round_id', '=', roundId).execute()
}
