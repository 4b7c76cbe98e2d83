import {
  endRegistration,
  findMemberToEnd,
} from '#domain/certification/validity/end-registration.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { eachDue } from '#domain/platform/left-undone/each-due.ts'

/**
 * Ends every registration that has been on hold for an unpaid invoice as long as the register
 * allows, reckoned from the day on which the hold began.
 */
export async function withdrawUnpaid(context: Context): Promise<void> {
  const { onHoldAfterDays, withdrawnAfterDays } = context.register.procedures.nonPayment
  const heldBefore = context.today.subtract({ days: withdrawnAfterDays - onHoldAfterDays })
  const rows = await context.db
    .selectFrom('invoice')
    .innerJoin('registration', 'registration.id', 'invoice.registration_id')
    .innerJoin('reminder', 'reminder.subject_id', 'invoice.id')
    .where('reminder.kind', '=', 'on-hold')
    .where('reminder.written_on', '<=', heldBefore.toString())
    .where('invoice.status', '=', 'open')
    .where('registration.status', '=', 'on-hold')
    .select('registration.id')
    .distinct()
    .orderBy('registration.id')
    .execute()
  await eachDue(
    context,
    rows,
    ({ id }) => id,
    async (context, { id }) => {
      const member = await findMemberToEnd(context, id)
      if (member?.status === 'on-hold') await endRegistration(context, member, 'not-paid')
    },
  )
}
