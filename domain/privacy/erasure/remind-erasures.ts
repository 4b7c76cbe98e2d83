import { guardsOfPrivacy } from '#domain/people/staff/list-staff.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { eachDue } from '#domain/platform/left-undone/each-due.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { latestDueStep } from '#domain/platform/register/remind-once.ts'
import { findErasure, listErasures } from '#domain/privacy/erasure/queries.ts'
import { erasureReminder } from '#mail/erasure.ts'

// How many days from the last day to answer: a week before it, the day after it, and another week later.
const reminderDays = [-7, 1, 8]

/**
 * Reminds who sees to the data of people of each request that nobody has answered: a week before the last day that
 * the law gives (article 12 of the GDPR), and when that is over.
 */
export async function remindErasures(context: Context): Promise<void> {
  const asked = (await listErasures(context, 'running')).filter(({ status }) => status === 'asked')
  await eachDue(
    context,
    asked,
    ({ id, registrationId }) => registrationId ?? id,
    async (context, { id }) => {
      const request = await findErasure(context, id, { lock: true })
      if (request?.status !== 'asked') return
      const { register, platform } = context
      const { answerBefore } = request
      const days = reminderDays.map((step) => ({ step, on: answerBefore.add({ days: step }) }))
      const step = await latestDueStep(context, id, `erasure:${answerBefore}`, days)
      if (step === undefined) return
      for (const { name, email, accountId } of await guardsOfPrivacy(context)) {
        await writeMessage(
          context,
          'erasure-reminder',
          { name, address: email, accountId },
          erasureReminder({
            register: mailRegister(platform, register),
            name,
            answerBefore: answerBefore.toString(),
            late: step > 0,
          }),
        )
      }
      await record(context, { noun: 'erasure', id, action: 'remind', facts: { step } })
    },
  )
}
