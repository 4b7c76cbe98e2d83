import type { Context } from '#domain/platform/context/context.ts'
import { eachDue } from '#domain/platform/left-undone/each-due.ts'
import { endDelivery } from '#domain/takeover/taking/end-delivery.ts'
import { removeRows } from '#domain/takeover/taking/remove-rows.ts'

/** How long what was delivered is kept after its last day, for whoever still mends what was left out. */
const kept = Temporal.Duration.from({ days: 30 })

/**
 * Removes what was typed in deliveries that ended a month ago, and ends those that were broken off and nobody went on
 * with in that time. What was taken over stays, and that it was delivered.
 */
export async function forgetDeliveries(context: Context): Promise<void> {
  const before = context.today.subtract(kept).toString()
  const left = await context.db
    .selectFrom('takeover')
    .where('ended_on', 'is', null)
    .where('delivered_on', '<', before)
    .select('id')
    .execute()
  await eachDue(
    context,
    left,
    ({ id }) => id,
    async (context, { id }) => {
      const { outcome } = await endDelivery(context, id)
      if (outcome === 'ended') await removeRows(context, id)
    },
  )
  const rows = await context.db
    .selectFrom('takeover')
    .where('ended_on', '<', before)
    .where(({ or, exists, selectFrom }) =>
      or([
        exists(
          selectFrom('takeover_row')
            .whereRef('takeover_row.takeover_id', '=', 'takeover.id')
            .select('takeover_row.id'),
        ),
        exists(
          selectFrom('takeover_file')
            .whereRef('takeover_file.takeover_id', '=', 'takeover.id')
            .select('takeover_file.id'),
        ),
      ]),
    )
    .select('id')
    .execute()
  await eachDue(
    context,
    rows,
    ({ id }) => id,
    (context, { id }) => removeRows(context, id),
  )
}
