import type { Context } from '#domain/platform/context/context.ts'
import { eraseThings } from '#domain/privacy/retention/carry-out.ts'
import { dueThings } from '#domain/privacy/retention/due-things.ts'
import type { RetentionKind } from '#regulations/retention.ts'
import { retentionRule } from '#regulations/retention.ts'

/** Erases what of one kind is past its term, as every morning does it where that term holds for long enough. */
export async function forgetDue(context: Context, kind: RetentionKind): Promise<void> {
  const due = await dueThings(context, retentionRule(context.register, kind), 5000)
  for (const [whose, things] of Map.groupBy(due, (one) => one.whose)) {
    await eraseThings(
      context,
      kind,
      things.map(({ id }) => id),
      whose,
    )
  }
}
