import { findMember } from '#domain/people/registration/queries.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { eachDue } from '#domain/platform/left-undone/each-due.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { latestDueStep } from '#domain/platform/register/remind-once.ts'
import { agreementReminder } from '#mail/agreement-reminder.ts'

/** Reminds everybody whose agreement is still unsigned, on the days that the register names. */
export async function remindAgreements(context: Context): Promise<void> {
  const { today, register } = context
  const steps = [...register.terms.agreementReminderDays].sort((one, other) => one - other)
  const rows = await context.db
    .selectFrom('agreement')
    .where('status', '=', 'sent')
    .where('sent_on', '<=', today.subtract({ days: steps[0] ?? 0 }).toString())
    .where('sign_before', '>=', today.toString())
    .select(['id', 'registration_id', 'number', 'sent_on', 'sign_before', 'announced_on'])
    .orderBy('id')
    .execute()
  await eachDue(
    context,
    rows,
    ({ registration_id }) => registration_id,
    async (context, row) => {
      const sentOn = Temporal.PlainDate.from(row.sent_on)
      const days = steps.map((step) => ({ step, on: sentOn.add({ days: step }) }))
      const step = await latestDueStep(context, row.id, 'agreement', days)
      const member = step === undefined ? undefined : await findMember(context, row.registration_id)
      if (member === undefined || member.email === '') return
      const left = today.until(row.sign_before, { largestUnit: 'days' }).days
      await writeMessage(
        context,
        'agreement-reminder',
        { name: member.name, address: member.email, accountId: member.accountId },
        agreementReminder({
          register: mailRegister(context.platform, register),
          name: member.name,
          number: row.number ?? '',
          signBefore: row.sign_before,
          announcedOn: row.announced_on ?? undefined,
          // The last day counts as well.
          daysLeft: left + 1,
        }),
      )
    },
  )
}
