import { invitationsOf } from '#domain/development/feedback-round/queries.ts'
import { findHolder } from '#domain/dossier/referee/queries.ts'
import { isOver } from '#domain/people/registration/registration.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { eachDue } from '#domain/platform/left-undone/each-due.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { latestDueStep } from '#domain/platform/register/remind-once.ts'
import { feedbackReminder } from '#mail/feedback.ts'

/**
 * Reminds everybody who was asked in a round, those who answered as well: a reminder to the others alone would say
 * who they are. It has no link, as the only one is in the first mail.
 */
export async function remindAsked(context: Context): Promise<void> {
  const { db, register, today } = context
  const days = register.development?.feedback?.reminderDays ?? []
  if (days.length === 0) return
  const rounds = await db
    .selectFrom('feedback_round as f')
    .innerJoin('registration as r', 'r.id', 'f.registration_id')
    .where('f.register', '=', register.id)
    .where('f.status', '=', 'open')
    .where('f.closes_on', '>', today.toString())
    .where('r.status', 'not in', [...isOver])
    .select(['f.id', 'f.registration_id', 'f.opened_on', 'f.closes_on'])
    .orderBy('f.id')
    .execute()
  await eachDue(
    context,
    rounds,
    ({ registration_id }) => registration_id,
    async (context, round) => {
      const openedOn = Temporal.PlainDate.from(round.opened_on)
      const steps = days
        .map((step) => ({ step, on: openedOn.add({ days: step }) }))
        .toSorted((one, other) => Temporal.PlainDate.compare(one.on, other.on))
      if ((await latestDueStep(context, round.id, 'feedback', steps)) === undefined) return
      const { name: professionalName } = await findHolder(context, round.registration_id)
      const invited = await invitationsOf(context, round.id)
      for (const { name, email, sentOn, withdrawnOn, refusesMail } of invited) {
        // Whoever was asked only now has it still before them.
        const fresh = Temporal.PlainDate.compare(sentOn, openedOn) > 0 && sentOn.equals(today)
        if (withdrawnOn !== undefined || refusesMail || fresh) continue
        const letter = feedbackReminder({
          register: mailRegister(context.platform, register),
          name,
          professionalName,
          askedOn: sentOn.toString(),
          before: Temporal.PlainDate.from(round.closes_on).subtract({ days: 1 }).toString(),
        })
        await writeMessage(context, 'feedback-reminder', { name, address: email }, letter)
      }
      await record(context, {
        noun: 'feedback-round',
        id: round.id,
        action: 'remind',
        facts: { registration: round.registration_id },
      })
    },
  )
}
