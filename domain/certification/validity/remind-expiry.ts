import { largestShortfall, runningStatuses } from '#domain/certification/application/application.ts'
import { assessDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { latestDueStep } from '#domain/platform/register/remind-once.ts'
import { expiryReminder } from '#mail/expiry-reminder.ts'

/** Reminds who is certified that the period ends, some months before, unless they have applied. */
export async function remindExpiry(context: Context): Promise<void> {
  const { register, today } = context
  const months = register.terms.expiryReminderMonths
  const furthest = today.add({ months: Math.max(0, ...months), days: 3 })
  for (const { id, valid_last } of await endingBefore(context, furthest)) {
    const last = Temporal.PlainDate.from(valid_last ?? today)
    const steps = months
      .map((step) => ({ step, on: last.subtract({ months: step }) }))
      .toSorted((one, other) => Temporal.PlainDate.compare(one.on, other.on))
    const due = await latestDueStep(context, id, `expiry:${last}`, steps)
    if (due !== undefined) await remind(context, id, due, last)
  }
}

async function endingBefore(context: Context, furthest: Temporal.PlainDate) {
  return context.db
    .selectFrom('registration')
    .where('register', '=', context.register.id)
    .where('status', '=', 'certified')
    .where('valid_last', '>=', context.today.toString())
    .where('valid_last', '<=', furthest.toString())
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('application')
            .whereRef('application.registration_id', '=', 'registration.id')
            .where('application.status', 'in', [...runningStatuses])
            .select('application.id'),
        ),
      ),
    )
    .orderBy('id')
    .select(['id', 'valid_last'])
    .execute()
}

async function remind(
  context: Context,
  registrationId: string,
  months: number,
  last: Temporal.PlainDate,
): Promise<void> {
  const member = await findMember(context, registrationId)
  if (member === undefined || member.email === '') return
  const assessment = await assessDossier(context, registrationId)
  await writeMessage(
    context,
    'expiry-reminder',
    { name: member.name, address: member.email, accountId: member.accountId },
    expiryReminder({
      register: mailRegister(context.platform, context.register),
      name: member.name,
      registrationNumber: member.number ?? '',
      months,
      last: last.toString(),
      toGo: largestShortfall(assessment),
    }),
  )
  await record(context, {
    noun: 'registration',
    id: registrationId,
    action: 'remind-expiry',
    facts: { months, validLast: last.toString() },
  })
}
