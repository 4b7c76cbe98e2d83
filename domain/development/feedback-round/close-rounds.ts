import { randomUUID } from 'node:crypto'
import type { Round, Said } from '#domain/development/feedback-round/feedback.ts'
import { together } from '#domain/development/feedback-round/feedback.ts'
import { findRound, invitationsOf } from '#domain/development/feedback-round/queries.ts'
import { forgetAsked } from '#domain/development/feedback-round/withdraw-round.ts'
import { isReadyMade, putInPortfolio } from '#domain/dossier/portfolio/put-in-portfolio.ts'
import { findHolder } from '#domain/dossier/referee/queries.ts'
import { isOver } from '#domain/people/registration/registration.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { eachDue } from '#domain/platform/left-undone/each-due.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { documentRegister, mailRegister } from '#domain/platform/register/letterhead.ts'
import { formatDay } from '#language/days.ts'
import { feedbackClosed } from '#mail/feedback.ts'

/**
 * Closes the rounds of which the last day is over, all at the same hour of the morning. Only now are answers read:
 * with enough of them they are put together and shown, and with fewer thrown away unread. Either way nothing is kept
 * of each apart, of who was asked and of which links were used. Where the register says so, a round with enough
 * answers is entered in the portfolio.
 */
export async function closeRounds(context: Context): Promise<void> {
  const { db, register, today } = context
  const due = await db
    .selectFrom('feedback_round')
    .where('register', '=', register.id)
    .where('status', '=', 'open')
    .where('closes_on', '<=', today.toString())
    .select(['id', 'registration_id'])
    .orderBy('id')
    .execute()
  await eachDue(
    context,
    due,
    ({ registration_id }) => registration_id,
    async (context, { id, registration_id }) => {
      const round = await findRound(context, registration_id, id, { lock: true })
      if (round?.status === 'open') await close(context, round)
    },
  )
}

async function close(context: Context, round: Round): Promise<void> {
  const { db, register, today, platform } = context
  const { id, registrationId } = round
  const invited = await invitationsOf(context, id)
  const reached = invited.filter((one) => one.withdrawnOn === undefined && !one.refusesMail).length
  const rows = await db
    .selectFrom('feedback_answer')
    .where('round_id', '=', id)
    .select('said')
    .execute()
  const results = together(
    round,
    rows.map(({ said }) => said as Said),
    reached,
  )
  const outcome = results === undefined ? 'too-few' : 'shown'
  await forgetAsked(context, id)
  const activityId = results === undefined ? undefined : await enter(context, round)
  await db
    .updateTable('feedback_round')
    .where('id', '=', id)
    .set((query) => ({
      status: 'closed',
      ended_on: today.toString(),
      outcome,
      results: results === undefined ? null : JSON.stringify(results),
      activity_id: activityId ?? null,
      version: query('version', '+', 1),
    }))
    .execute()
  await record(context, {
    noun: 'feedback-round',
    id,
    action: 'close',
    facts: { registration: registrationId, outcome, activity: activityId ?? null },
  })
  const holder = await findHolder(context, registrationId)
  if (holder.address === '') return
  const letter = feedbackClosed({
    register: mailRegister(platform, register),
    name: holder.name,
    outcome,
    shownFrom: round.shownFrom,
    entered: activityId !== undefined,
  })
  await writeMessage(context, 'feedback-closed', holder, letter)
}

// In the portfolio stands that it was done, with a paper that says so and nothing of what was said.
async function enter(context: Context, round: Round): Promise<string | undefined> {
  const { register, platform, today } = context
  const activity = register.development?.feedback?.activity
  if (activity === undefined) return undefined
  const standing = await context.db
    .selectFrom('registration')
    .where('id', '=', round.registrationId)
    .select('status')
    .executeTakeFirstOrThrow()
  if (isOver.has(standing.status)) return undefined
  const { name } = await findHolder(context, round.registrationId)
  const last = round.closesOn.subtract({ days: 1 })
  const held = `van ${formatDay(round.openedOn)} tot en met ${formatDay(last)}`
  const told = `${name} vroeg collega’s om feedback ${held}. Minstens ${round.shownFrom} collega’s antwoordden, zonder hun naam.`
  const done = await putInPortfolio(context, round.registrationId, {
    id: randomUUID(),
    kind: activity.kind,
    title: activity.title,
    completedOn: last,
    description: told,
    proof: {
      kind: 'overview',
      data: {
        register: documentRegister(platform, register),
        heading: activity.title,
        fileName: activity.title,
        rows: [
          { label: 'Naam', value: name },
          { label: 'Gehouden', value: held },
          { label: 'Antwoorden', value: `minstens ${round.shownFrom}` },
        ],
        sections: [
          {
            heading: 'Wat is gevraagd',
            paragraphs: round.asked.competences.map(({ label }) => label),
          },
        ],
        note: 'Wat de collega’s antwoordden, is van de professional en staat hier niet.',
        madeOn: today.toString(),
      },
    },
  })
  return isReadyMade(done) ? done.id : undefined
}
