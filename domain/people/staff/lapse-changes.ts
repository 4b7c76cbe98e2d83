import { settle } from '#domain/people/staff/settle-change.ts'
import { daysToConfirm } from '#domain/people/staff/staff-change.ts'
import { lockWaitingChange, waitingChanges } from '#domain/people/staff/waiting-changes.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { eachDue } from '#domain/platform/left-undone/each-due.ts'

/** Lets a change of a role lapse that no other administrator confirmed in time, and tells who proposed it. */
export async function lapseChanges(context: Context): Promise<void> {
  const waiting = await waitingChanges(context)
  const over = waiting.filter(
    ({ proposedOn }) =>
      Temporal.PlainDate.compare(proposedOn.add({ days: daysToConfirm }), context.today) <= 0,
  )
  await eachDue(
    context,
    over,
    ({ id }) => id,
    async (context, { id }) => {
      const change = await lockWaitingChange(context, id)
      if (change !== undefined) await settle(context, change, 'lapse')
    },
  )
}
