import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'

/** What could not be done: which of the due work, and for whom; for nobody apart where it is empty. */
export interface Undone {
  readonly task: string
  readonly whose: string
}

// More says nothing that the beginning does not.
const longestReason = 500

/** Notes that due work failed, in the transaction of nothing else, so that it stands whatever else becomes of the day. */
export async function noteUndone(
  context: Context,
  { task, whose }: Undone,
  error: unknown,
): Promise<void> {
  const { db, register, today } = context
  const reason = (error instanceof Error ? error.message : String(error))
    // The database keeps no such character.
    .replaceAll('\u0000', '')
    .toWellFormed()
    .slice(0, longestReason)
  const { id, tries } = await db
    .insertInto('left_undone')
    .values({
      register: register.id,
      task,
      whose,
      reason,
      since: today.toString(),
      last_tried: today.toString(),
    })
    .onConflict((conflict) =>
      conflict.columns(['register', 'task', 'whose']).doUpdateSet((eb) => ({
        reason,
        last_tried: today.toString(),
        tries: eb('left_undone.tries', '+', 1),
      })),
    )
    .returning(['id', 'tries'])
    .executeTakeFirstOrThrow()
  await record(context, {
    noun: 'left-undone',
    id,
    action: 'leave',
    facts: { task, whose, reason, tries },
  })
}

/** Takes out what is done by now, or is not due any more. */
export async function clearUndone(
  context: Context,
  task: string,
  these: readonly string[],
): Promise<void> {
  const { db, register } = context
  const gone = await db
    .deleteFrom('left_undone')
    .where('register', '=', register.id)
    .where('task', '=', task)
    .where('whose', 'in', [...these])
    .returning(['id', 'whose', 'tries'])
    .execute()
  for (const { id, whose, tries } of gone) {
    await record(context, {
      noun: 'left-undone',
      id,
      action: 'clear',
      facts: { task, whose, tries },
    })
  }
}
