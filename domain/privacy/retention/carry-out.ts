import { heldOf } from '#domain/people/hold/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { eachDue } from '#domain/platform/left-undone/each-due.ts'
import { asSeen, dueThings } from '#domain/privacy/retention/due-things.ts'
import { keptKinds } from '#domain/privacy/retention/kinds.ts'
import { retentionBegins } from '#domain/privacy/retention/terms.ts'
import type { RetentionKind } from '#regulations/retention.ts'
import { retentionRules } from '#regulations/retention.ts'

// Of one kind on one morning; what is left then goes on the next.
const most = 5000

/**
 * Erases whatever of which the term is over, as the register has it: of each kind and each person apart, so
 * that one stops no other. What somebody's data are held for stops it, and so does a term that came into force
 * here not long ago. That it was done is a record, with how many and without a name.
 */
export async function carryOutRetention(context: Context): Promise<void> {
  const begins = await retentionBegins(context)
  for (const rule of retentionRules(context.register)) {
    const from = begins(rule)
    if (from === undefined || Temporal.PlainDate.compare(from, context.today) > 0) continue
    const due = await dueThings(context, rule, most)
    const together = [...Map.groupBy(due, ({ whose }) => whose)]
    await eachDue(
      context,
      together,
      ([whose]) => whose,
      async (context, [whose, things]) => {
        // Somebody may hold it since it was looked up.
        const held = await heldOf(
          context,
          things.map(({ person }) => person),
        )
        const ids = things
          .filter(({ person }) => person === null || !held.has(person))
          .map(({ id }) => id)
        await eraseThings(context, rule.kind, ids, whose)
      },
    )
  }
}

/** Erases things of one kind and records how many. */
export async function eraseThings(
  context: Context,
  kind: RetentionKind,
  ids: readonly string[],
  whose: string,
): Promise<void> {
  if (ids.length === 0) return
  const things = await asSeen(context, kind, () => keptKinds[kind].erase(context, ids, whose))
  if (things === 0) return
  await record(context, {
    noun: 'retention',
    id: whose,
    action: 'erase',
    facts: { kind, things },
  })
}
