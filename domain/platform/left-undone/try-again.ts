import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { countUndone } from '#domain/platform/left-undone/queries.ts'

/**
 * Has what was left undone tried again at once, as it is every morning: the due work of the register. Says
 * whether there was anything.
 */
export async function tryAgain(
  context: Context,
): Promise<{ readonly outcome: 'trying' | 'nothing' }> {
  const { db, register, platform } = context
  const count = await countUndone(context)
  if (count === 0) return { outcome: 'nothing' }
  await platform.enqueue(db, { name: 'daily', data: { register: register.id } })
  await record(context, {
    noun: 'left-undone',
    id: register.id,
    action: 'try-again',
    facts: { count },
  })
  return { outcome: 'trying' }
}
