import { beginHold, overdueInvoices } from '#domain/money/invoice/hold-for-invoice.ts'
import { changeStatus } from '#domain/people/registration/change-status.ts'
import { releasedByHand } from '#domain/people/registration/held-by-hand.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { takesPart } from '#domain/people/registration/registration.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { eachDue } from '#domain/platform/left-undone/each-due.ts'

/**
 * Puts every registration on hold whose invoice is longer overdue than the register allows, and whose last
 * reminder was written long enough ago.
 */
export async function holdUnpaid(context: Context): Promise<void> {
  const rows = await overdueInvoices(context)
    .innerJoin('registration', 'registration.id', 'invoice.registration_id')
    .where('registration.status', 'in', [...takesPart])
    .where(({ not }) => not(releasedByHand(context)))
    .select(['invoice.id', 'invoice.number', 'registration.id as registration_id'])
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
      await beginHold(context, member, row)
    },
  )
}
