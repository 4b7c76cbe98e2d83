import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { expectedMeeting, meetingAfter } from '#domain/platform/register/meeting-calendar.ts'

/**
 * Finds the meeting on whose agenda an application comes that was complete on a day, and puts it on
 * the calendar when it is not there yet. A meeting that was held is not opened again.
 */
export async function planMeeting(
  context: Context,
  completeOn: Temporal.PlainDate,
): Promise<{ readonly id: string; readonly on: Temporal.PlainDate }> {
  const { register, today } = context
  const rule = register.terms.committee
  let { on } = expectedMeeting(rule, completeOn, today)
  for (;;) {
    const id = await put(context, on)
    if (id !== undefined) return { id, on }
    on = meetingAfter(rule, on).on
  }
}

// Gives the meeting of this day, or undefined when it was held already.
async function put(context: Context, on: Temporal.PlainDate): Promise<string | undefined> {
  const { db, register } = context
  const made = await db
    .insertInto('meeting')
    .values({ register: register.id, held_on: on.toString() })
    .onConflict((conflict) => conflict.columns(['register', 'held_on']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (made !== undefined) {
    await record(context, {
      noun: 'meeting',
      id: made.id,
      action: 'plan',
      facts: { on: on.toString() },
    })
    return made.id
  }
  const found = await db
    .selectFrom('meeting')
    .where('register', '=', register.id)
    .where('held_on', '=', on.toString())
    .select(['id', 'status'])
    .forShare()
    .executeTakeFirstOrThrow()
  return found.status === 'planned' ? found.id : undefined
}
