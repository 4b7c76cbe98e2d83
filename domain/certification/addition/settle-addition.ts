import type { AdditionEvent } from '#domain/certification/addition/addition.ts'
import { additionLifecycle } from '#domain/certification/addition/addition.ts'
import { composeWith, composeWithout } from '#domain/certification/addition/preview-addition.ts'
import type { StoredAddition } from '#domain/certification/addition/queries.ts'
import { findAddition } from '#domain/certification/addition/queries.ts'
import { accountIdOf } from '#domain/platform/actor/actor.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { registerChanged } from '#domain/platform/context/current-register.ts'
import { next } from '#domain/platform/lifecycle/lifecycle.ts'
import { lockRegulations } from '#domain/platform/register/lock-regulations.ts'

/** Why somebody cannot do what they ask with an addition. */
export type NotSettled =
  | { readonly outcome: 'unknown' | 'stale' }
  /** Its first day has come. */
  | { readonly outcome: 'too-late' }

export type AdoptedAddition =
  | { readonly outcome: 'adopted' }
  /** Who proposed it does not adopt it. */
  | { readonly outcome: 'own-proposal' }
  | { readonly outcome: 'does-not-fit'; readonly reasons: readonly string[] }
  | NotSettled

/** Adopts an addition that somebody else proposed: it holds from its first day, and never changes. */
export async function adoptAddition(
  context: Context,
  about: { readonly id: string; readonly version: number },
): Promise<AdoptedAddition> {
  const found = await findFor(context, about, 'adopt')
  if (found.outcome !== 'found') return found
  const { addition } = found
  if (addition.proposer === undefined || addition.proposer === accountIdOf(context.actor)) {
    return { outcome: 'own-proposal' }
  }
  const composed = await composeWith(context, addition.file)
  if (composed.outcome === 'does-not-fit') return composed
  await settle(context, addition, 'adopt')
  registerChanged(context.db)
  return { outcome: 'adopted' }
}

/**
 * Withdraws an addition before its first day, also one that was adopted, as long as no other that was
 * adopted stands on it.
 */
export async function withdrawAddition(
  context: Context,
  about: { readonly id: string; readonly version: number },
): Promise<
  | { readonly outcome: 'withdrawn' }
  /** What was adopted beside it would not fit without it. */
  | { readonly outcome: 'needed'; readonly reasons: readonly string[] }
  | NotSettled
> {
  const found = await findFor(context, about, 'withdraw')
  if (found.outcome !== 'found') return found
  if (found.addition.status === 'adopted') {
    const reasons = await composeWithout(context, found.addition.file)
    if (reasons.length > 0) return { outcome: 'needed', reasons }
  }
  await settle(context, found.addition, 'withdraw')
  registerChanged(context.db)
  return { outcome: 'withdrawn' }
}

async function findFor(
  context: Context,
  { id, version }: { readonly id: string; readonly version: number },
  event: AdditionEvent,
): Promise<{ readonly outcome: 'found'; readonly addition: StoredAddition } | NotSettled> {
  await lockRegulations(context.db)
  const addition = await findAddition(context, id, { lock: true })
  if (addition === undefined) return { outcome: 'unknown' }
  if (addition.version !== version) return { outcome: 'stale' }
  if (next(additionLifecycle, addition.status, event) === undefined) return { outcome: 'stale' }
  // A proposal that came too late can still be withdrawn: it holds nothing.
  const holds = event === 'adopt' || addition.status === 'adopted'
  return holds && Temporal.PlainDate.compare(addition.file.from, context.today) <= 0
    ? { outcome: 'too-late' }
    : { outcome: 'found', addition }
}

async function settle(
  context: Context,
  { id, status, file, hash }: StoredAddition,
  event: AdditionEvent,
): Promise<void> {
  const { db, actor, today } = context
  await db
    .updateTable('regulation_addition')
    .where('id', '=', id)
    .set((eb) => ({
      status: next(additionLifecycle, status, event) ?? status,
      settled_by: accountIdOf(actor) ?? null,
      settled_on: today.toString(),
      version: eb('version', '+', 1),
    }))
    .execute()
  await record(context, {
    noun: 'addition',
    id,
    action: event,
    facts: { kind: file.kind.id, from: file.from.toString(), hash },
  })
}
