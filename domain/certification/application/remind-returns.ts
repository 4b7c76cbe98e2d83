import { listApplications, returnsOf } from '#domain/certification/application/queries.ts'
import { itemLines } from '#domain/certification/application/return-application.ts'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { eachDue } from '#domain/platform/left-undone/each-due.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { latestDueStep } from '#domain/platform/register/remind-once.ts'
import { applicationReminder } from '#mail/application-reminder.ts'

/** Reminds who was asked to complete an application and has not answered yet. */
export async function remindReturns(context: Context): Promise<void> {
  const { register, today, platform } = context
  await eachDue(
    context,
    await listApplications(context, ['returned']),
    ({ application }) => application.registrationId,
    async (context, { application, applicant }) => {
      const open = (await returnsOf(context, application.id)).find((one) => !one.answeredOn)
      if (open === undefined || Temporal.PlainDate.compare(open.answerBefore, today) < 0) return
      const steps = register.terms.supplementReminderDays.map((days) => ({
        step: days,
        on: open.returnedOn.add({ days }),
      }))
      const due = await latestDueStep(context, open.id, 'supplement', steps)
      if (due === undefined || applicant.email === '') return
      await context.db
        .updateTable('application_return')
        .set({ reminded_on: today.toString() })
        .where('id', '=', open.id)
        .execute()
      const { activities, standing, compiled } = await loadDossier(
        context,
        application.registrationId,
        application.id,
      )
      const { claims } = standing
      await writeMessage(
        context,
        'application-reminder',
        { name: applicant.name, address: applicant.email, accountId: applicant.accountId },
        applicationReminder({
          register: mailRegister(platform, register),
          name: applicant.name,
          number: application.number,
          items: itemLines(open.items, { activities, claims, regulation: compiled.regulation }),
          before: open.answerBefore.toString(),
          daysLeft: today.until(open.answerBefore, { largestUnit: 'days' }).days,
        }),
      )
      await record(context, {
        noun: 'application',
        id: application.id,
        action: 'remind-return',
        facts: { return: open.id, day: due },
      })
    },
  )
}
