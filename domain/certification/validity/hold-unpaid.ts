import { changeStatus } from '#domain/people/registration/change-status.ts'
import { releasedByHand } from '#domain/people/registration/held-by-hand.ts'
import type { Member } from '#domain/people/registration/queries.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { takesPart } from '#domain/people/registration/registration.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { eachDue } from '#domain/platform/left-undone/each-due.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { remindOnce } from '#domain/platform/register/remind-once.ts'
import { registrationOnHold } from '#mail/registration-on-hold.ts'

/** Puts every registration on hold whose invoice is longer overdue than the register allows. */
export async function holdUnpaid(context: Context): Promise<void> {
  const { register, today } = context
  const { onHoldAfterDays } = register.procedures.nonPayment
  const rows = await context.db
    .selectFrom('invoice')
    .innerJoin('registration', 'registration.id', 'invoice.registration_id')
    .where('invoice.status', '=', 'open')
    .where('registration.status', 'in', [...takesPart])
    .where(({ not }) => not(releasedByHand(context)))
    .where('invoice.due_on', '<=', today.subtract({ days: onHoldAfterDays }).toString())
    .select(['invoice.id', 'invoice.number', 'invoice.registration_id'])
    .orderBy('invoice.due_on')
    .execute()
  await eachDue(
    context,
    rows,
    ({ registration_id }) => registration_id,
    async (context, row) => {
      const member = await findMember(context, row.registration_id, { lock: true })
      if (member === undefined || !takesPart.has(member.status)) return
      const status = await changeStatus(context, member, 'hold', { held_status: member.status })
      if (status === undefined) return
      await record(context, {
        noun: 'registration',
        id: member.registrationId,
        action: 'hold',
        facts: { invoice: row.id, held: member.status },
      })
      await remindOnce(context, row.id, 'on-hold')
      await tellOnHold(context, member, row.number)
    },
  )
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
