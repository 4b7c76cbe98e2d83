import { lastReminder } from '#domain/money/invoice/hold-for-invoice.ts'
import { findPayer } from '#domain/money/payer/find-payer.ts'
import { billed } from '#domain/people/registration/registration.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { eachDue } from '#domain/platform/left-undone/each-due.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { latestDueStep } from '#domain/platform/register/remind-once.ts'
import { paymentReminder } from '#mail/payment-reminder.ts'
import { groupedReference } from '#papers/reference.ts'

/**
 * Reminds everybody of an invoice that is past its due date, on the days that the register names. A last
 * reminder that comes late, as nobody was reminded while suspended, moves the hold that it tells of.
 */
export async function remindInvoices(context: Context): Promise<void> {
  const { register, today } = context
  const steps = [...register.terms.paymentReminderDays].sort((one, other) => one - other)
  const rows = await context.db
    .selectFrom('invoice')
    .leftJoin('registration', 'registration.id', 'invoice.registration_id')
    .where('invoice.status', '=', 'open')
    .where(({ or, eb }) =>
      or([
        eb('registration.status', 'in', [...billed(context.register)]),
        eb('invoice.organisation_id', 'is not', null),
      ]),
    )
    .where('invoice.due_on', '<=', today.subtract({ days: steps[0] ?? 0 }).toString())
    .select([
      'invoice.id',
      'invoice.registration_id',
      'invoice.organisation_id',
      'invoice.number',
      'invoice.kind',
      'invoice.total_cents',
      'invoice.settled_cents',
      'invoice.credited_cents',
      'invoice.due_on',
      'invoice.reference',
    ])
    .orderBy('invoice.id')
    .execute()
  await eachDue(
    context,
    rows,
    ({ id, registration_id }) => registration_id ?? id,
    async (context, row) => {
      const dueOn = Temporal.PlainDate.from(row.due_on)
      const days = steps.map((step) => ({ step, on: dueOn.add({ days: step }) }))
      const step = await latestDueStep(context, row.id, 'payment', days)
      if (step === undefined) return
      const payer = await findPayer(context, {
        registrationId: row.registration_id ?? undefined,
        organisationId: row.organisation_id ?? undefined,
      })
      const last = step === steps.at(-1)
      for (const to of payer?.recipients ?? []) {
        await writeMessage(
          context,
          'payment-reminder',
          to,
          paymentReminder({
            register: mailRegister(context.platform, register),
            name: to.name,
            number: row.number,
            cents: row.total_cents - row.settled_cents - row.credited_cents,
            paidCents: row.settled_cents,
            dueDate: row.due_on,
            iban: register.organisation.bank.iban,
            accountName: register.organisation.bank.accountName,
            reference: groupedReference(row.reference),
            step: last ? 'last' : step === steps[0] ? 'first' : 'second',
            ...(row.kind === 'year' && { onHoldFrom: holdFrom(context, dueOn, last).toString() }),
          }),
        )
      }
    },
  )
}

function holdFrom(
  { register, today }: Context,
  dueOn: Temporal.PlainDate,
  last: boolean,
): Temporal.PlainDate {
  const day = dueOn.add({ days: register.procedures.nonPayment.onHoldAfterDays })
  const after = last ? today.add({ days: lastReminder(register)?.daysAfter ?? 0 }) : day
  return Temporal.PlainDate.compare(after, day) > 0 ? after : day
}
