import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { dueTargetStep } from '#domain/dossier/plan/target.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { eachDue } from '#domain/platform/left-undone/each-due.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { explainForecast, forecast } from '#engine'
import { targetReminder } from '#mail/target-reminder.ts'
import { decidedBy } from '#regulations/bodies.ts'

/**
 * Reminds who set themselves a day for their first certification of it, as long before as the register
 * says, with whether what is planned is enough by then. Who has applied meanwhile hears nothing.
 */
export async function remindTargets(context: Context): Promise<void> {
  const { db, register, today } = context
  const months = register.terms.targetReminderMonths
  if (months.length === 0) return
  const rows = await db
    .selectFrom('registration')
    .where('register', '=', register.id)
    .where('status', 'in', ['approved', 'candidate'])
    .where('target_on', '>=', today.toString())
    .where('target_on', '<=', today.add({ months: Math.max(...months), days: 3 }).toString())
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('application')
            .whereRef('application.registration_id', '=', 'registration.id')
            .where('application.status', 'in', ['submitted', 'returned', 'with-committee'])
            .select('application.id'),
        ),
      ),
    )
    .orderBy('id')
    .select(['id', 'target_on'])
    .execute()
  await eachDue(
    context,
    rows,
    ({ id }) => id,
    async (context, { id, target_on }) => {
      const target = Temporal.PlainDate.from(target_on ?? today)
      const due = await dueTargetStep(context, id, target)
      if (due !== undefined) await remind(context, id, target)
    },
  )
}

async function remind(
  context: Context,
  registrationId: string,
  target: Temporal.PlainDate,
): Promise<void> {
  const { register, platform, today } = context
  const member = await findMember(context, registrationId)
  if (member === undefined || member.email === '') return
  const { compiled, dossier } = await loadDossier(context, registrationId)
  const looked = forecast(compiled, dossier, { on: today, before: target })
  await writeMessage(
    context,
    'target-reminder',
    { name: member.name, address: member.email, accountId: member.accountId },
    targetReminder({
      register: mailRegister(platform, decidedBy(register, 'first')),
      name: member.name,
      target: target.toString(),
      enough: looked.outcome !== 'not-met-with-planned',
      forecast: explainForecast(compiled, looked).text,
    }),
  )
  await record(context, {
    noun: 'registration',
    id: registrationId,
    action: 'remind-target',
    facts: { target: target.toString(), outcome: looked.outcome },
  })
}
