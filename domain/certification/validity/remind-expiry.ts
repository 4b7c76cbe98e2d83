import { largestShortfall, runningStatuses } from '#domain/certification/application/application.ts'
import { lengtheningMoves } from '#domain/certification/application/keeps-registered.ts'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { eachDue } from '#domain/platform/left-undone/each-due.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { latestDueStep } from '#domain/platform/register/remind-once.ts'
import type { Explanation } from '#engine'
import { assess, explain } from '#engine'
import { expiryReminder } from '#mail/expiry-reminder.ts'
import { temporaryReminder } from '#mail/temporary-reminder.ts'
import { decidedBy } from '#regulations/bodies.ts'

/**
 * Reminds who is certified that the period ends, some months before, unless they have applied. Of a
 * registration for a while the register says by itself how long before, within its days.
 */
export async function remindExpiry(context: Context): Promise<void> {
  const { register, today } = context
  const { expiryReminderMonths, temporaryReminderMonths } = register.terms
  const most = Math.max(0, ...expiryReminderMonths, ...temporaryReminderMonths)
  const furthest = today.add({ months: most, days: 3 })
  await eachDue(
    context,
    await endingBefore(context, furthest),
    ({ id }) => id,
    async (context, { id, valid_first, valid_last, temporary_kind }) => {
      const last = Temporal.PlainDate.from(valid_last ?? today)
      const first = Temporal.PlainDate.from(valid_first ?? last)
      const temporary = temporary_kind !== null
      const steps = (temporary ? temporaryReminderMonths : expiryReminderMonths)
        .map((step) => ({ step, on: last.subtract({ months: step }) }))
        .filter(({ on }) => !temporary || Temporal.PlainDate.compare(on, first) > 0)
        .toSorted((one, other) => Temporal.PlainDate.compare(one.on, other.on))
      const due = await latestDueStep(context, id, `expiry:${last}`, steps)
      if (due !== undefined) await remind(context, id, { months: due, last, temporary })
    },
  )
}

async function endingBefore(context: Context, furthest: Temporal.PlainDate) {
  const lengthening = lengtheningMoves(context.register)
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
            // Another category in the same period renews nothing.
            .where((eb) =>
              eb.or([
                eb('application.kind', '<>', 'move'),
                ...(lengthening.length > 0 ? [eb('application.move', 'in', [...lengthening])] : []),
              ]),
            )
            .select('application.id'),
        ),
      ),
    )
    .orderBy('id')
    .select(['id', 'valid_first', 'valid_last', 'temporary_kind'])
    .execute()
}

async function remind(
  context: Context,
  registrationId: string,
  due: { readonly months: number; readonly last: Temporal.PlainDate; readonly temporary: boolean },
): Promise<void> {
  const { months, last, temporary } = due
  const member = await findMember(context, registrationId)
  if (member === undefined || member.email === '') return
  const { compiled, dossier } = await loadDossier(context, registrationId)
  const assessment = assess(compiled, dossier, context.today)
  const about = {
    register: mailRegister(context.platform, decidedBy(context.register, 'renewal')),
    name: member.name,
    registrationNumber: member.number ?? '',
    months,
    last: last.toString(),
  }
  await writeMessage(
    context,
    temporary ? 'temporary-reminder' : 'expiry-reminder',
    { name: member.name, address: member.email, accountId: member.accountId },
    temporary
      ? temporaryReminder({ ...about, open: stillOpen(explain(compiled, assessment)) })
      : expiryReminder({ ...about, toGo: largestShortfall(assessment) }),
  )
  await record(context, {
    noun: 'registration',
    id: registrationId,
    action: 'remind-expiry',
    facts: { months, validLast: last.toString() },
  })
}

// What is sure to be short, each norm in a line; what people have yet to judge, may be enough.
function stillOpen({ norms }: Explanation): readonly string[] {
  return norms.filter(({ outcome }) => outcome === 'not-met').map(({ text }) => text)
}
