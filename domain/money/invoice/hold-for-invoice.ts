import type { Member } from '#domain/people/registration/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { remindOnce } from '#domain/platform/register/remind-once.ts'
import { registrationOnHold } from '#mail/registration-on-hold.ts'
import type { Register } from '#regulations/register.ts'

/** What is known of an invoice that holds a registration. */
export interface HoldingInvoice {
  readonly id: string
  readonly number: string
}

/**
 * The last reminder of an unpaid invoice, in days after its last day to pay, and how many days whoever
 * gets it has before the hold. A register without reminders has none.
 */
export function lastReminder({
  terms,
  procedures,
}: Pick<Register, 'terms' | 'procedures'>):
  | { readonly step: number; readonly daysAfter: number }
  | undefined {
  if (terms.paymentReminderDays.length === 0) return undefined
  const step = Math.max(...terms.paymentReminderDays)
  return { step, daysAfter: Math.max(0, procedures.nonPayment.onHoldAfterDays - step) }
}

/**
 * The open invoices of a year that are overdue for as long as the register allows, and of which the last reminder, if
 * it came late, was written as many days ago as there are between the two.
 */
export function overdueInvoices({ db, register, today }: Context) {
  const { onHoldAfterDays } = register.procedures.nonPayment
  const last = lastReminder(register)
  const overdue = db
    .selectFrom('invoice')
    .where('invoice.kind', '=', 'year')
    .where('invoice.status', '=', 'open')
    .where('invoice.due_on', '<=', today.subtract({ days: onHoldAfterDays }).toString())
  if (last === undefined) return overdue
  return overdue.where(({ not, exists, selectFrom }) =>
    not(
      exists(
        selectFrom('reminder')
          .whereRef('reminder.subject_id', '=', 'invoice.id')
          .where('reminder.kind', '=', `payment-${last.step}`)
          .where('reminder.written_on', '>', today.subtract({ days: last.daysAfter }).toString())
          .select('reminder.subject_id'),
      ),
    ),
  )
}

/**
 * Whether another invoice goes on holding a registration of which one that held it was paid: one that held
 * it too, or one that would by now, of which the term to pay begins then and is told.
 */
export async function stillHeld(context: Context, member: Member): Promise<boolean> {
  const noted = await context.db
    .selectFrom('invoice')
    .innerJoin('reminder', 'reminder.subject_id', 'invoice.id')
    .where('invoice.registration_id', '=', member.registrationId)
    .where('invoice.status', '=', 'open')
    .where('reminder.kind', '=', 'on-hold')
    .select('invoice.id')
    .executeTakeFirst()
  if (noted !== undefined) return true
  const last = lastReminder(context.register)
  const overdue = overdueInvoices(context).where(
    'invoice.registration_id',
    '=',
    member.registrationId,
  )
  // Nobody is reminded while on hold: one whose last reminder is still to come, gets it first.
  const reminded =
    last === undefined
      ? overdue
      : overdue.where(({ exists, selectFrom }) =>
          exists(
            selectFrom('reminder')
              .whereRef('reminder.subject_id', '=', 'invoice.id')
              .where('reminder.kind', '=', `payment-${last.step}`)
              .select('reminder.subject_id'),
          ),
        )
  const next = await reminded
    .select(['invoice.id', 'invoice.number'])
    .orderBy('invoice.due_on')
    .orderBy('invoice.id')
    .executeTakeFirst()
  if (next === undefined) return false
  await record(context, {
    noun: 'registration',
    id: member.registrationId,
    action: 'hold-on',
    facts: { invoice: next.id },
  })
  await beginHold(context, member, next)
  return true
}

/** Notes that an invoice holds a registration from today, and tells whose it is. */
export async function beginHold(
  context: Context,
  member: Member,
  invoice: HoldingInvoice,
): Promise<void> {
  await remindOnce(context, invoice.id, 'on-hold')
  await tellOnHold(context, member, invoice.number)
}

/** Tells somebody that an invoice holds their registration from today, and when it ends unless it is paid. */
export async function tellOnHold(context: Context, member: Member, number: string): Promise<void> {
  const { register, today } = context
  if (member.email === '') return
  const { onHoldAfterDays, withdrawnAfterDays } = register.procedures.nonPayment
  await writeMessage(
    context,
    'registration-on-hold',
    { name: member.name, address: member.email, accountId: member.accountId },
    registrationOnHold({
      register: mailRegister(context.platform, register),
      name: member.name,
      number,
      withdrawnOn: today.add({ days: withdrawnAfterDays - onHoldAfterDays }).toString(),
    }),
  )
}
