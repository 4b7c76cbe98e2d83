import type { Choosable } from '#domain/certification/merge/merge.ts'
import { choosable, mergeLifecycle, sealOf } from '#domain/certification/merge/merge.ts'
import { findMerge, proposedMergeOf } from '#domain/certification/merge/queries.ts'
import type { Stop } from '#domain/certification/merge/weigh-merge.ts'
import { dataOf, sideOf, weighMerge } from '#domain/certification/merge/weigh-merge.ts'
import { tiesWith } from '#domain/people/body/find-tie.ts'
import { askSecondLook, tellNotAgreed } from '#domain/people/staff/ask-second-look.ts'
import { accountIdOf } from '#domain/platform/actor/actor.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'

/** Two people of this register, each by one of their registrations. */
export interface Pair {
  readonly stays: string
  readonly goes: string
}

export type ProposedMerge =
  | { readonly outcome: 'proposed'; readonly id: string }
  /** A colleague asked it already. */
  | { readonly outcome: 'already'; readonly id: string }
  | { readonly outcome: 'stopped'; readonly stops: readonly Stop[] }
  /** Something of one of the two changed since they were laid side by side. */
  | { readonly outcome: 'stale' }
  | { readonly outcome: 'unknown' }

/**
 * Asks to merge two people that are one: who stays, of which data those of the other are kept, and why.
 * Nothing changes until a colleague has looked too, as it is not undone.
 */
export async function proposeMerge(
  context: Context,
  asked: Pair & {
    readonly kept: readonly Choosable[]
    readonly reason: string
    /** The seal of how they stood when they were laid side by side. */
    readonly seen: string
  },
): Promise<ProposedMerge> {
  const { db, register, today, actor } = context
  const sides = [await sideOf(context, asked.stays), await sideOf(context, asked.goes)]
  const ids = sides.flatMap((side) => side?.personId ?? []).toSorted()
  // One at a time for two people, whoever of them is to stay.
  await db
    .selectFrom('person')
    .where('id', 'in', ids)
    .select('id')
    .orderBy('id')
    .forUpdate()
    .execute()
  const weighed = await weighMerge(context, asked)
  if (weighed === undefined) return { outcome: 'unknown' }
  const { stays, goes, stops, differing } = weighed
  const waiting = await proposedMergeOf(context, stays.personId, goes.personId)
  if (waiting !== undefined) return { outcome: 'already', id: waiting.id }
  if (sealOf([stays, goes]) !== asked.seen) return { outcome: 'stale' }
  if (stops.length > 0) return { outcome: 'stopped', stops }
  const kept = choosable.filter(
    (what) =>
      (differing.includes(what) && asked.kept.includes(what)) ||
      (dataOf(stays, what) === '' && dataOf(goes, what) !== ''),
  )
  const { id } = await db
    .insertInto('person_merge')
    .values({
      register: register.id,
      stays_id: stays.personId,
      goes_id: goes.personId,
      status: 'proposed',
      kept,
      reason: asked.reason,
      proposed_on: today.toString(),
      proposed_by: accountIdOf(actor) ?? null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await record(context, {
    noun: 'merge',
    id,
    action: 'propose',
    facts: {
      registration: stays.registrationId,
      stays: stays.personId,
      goes: goes.personId,
      kept,
      reason: asked.reason,
    },
  })
  const both = [...stays.registrations, ...goes.registrations]
  await askSecondLook(
    context,
    'merge',
    both.map((one) => ({ registrationId: one.id })),
  )
  return { outcome: 'proposed', id }
}

/** Why a merge that was asked is not done: a colleague refuses it, or whoever asked takes it back. */
export async function settleMerge(
  context: Context,
  seen: { readonly id: string; readonly version: number },
  { event, answer }: { readonly event: 'refuse' | 'withdraw'; readonly answer: string },
): Promise<{ readonly outcome: 'settled' | 'stale' | 'unknown' }> {
  const merge = await findMerge(context, seen.id, { lock: true })
  if (merge === undefined) return { outcome: 'unknown' }
  const own = merge.proposedBy === accountIdOf(context.actor)
  const stale = merge.status !== 'proposed' || merge.version !== seen.version
  if (stale || own !== (event === 'withdraw')) return { outcome: 'stale' }
  await context.db
    .updateTable('person_merge')
    .where('id', '=', seen.id)
    .set((eb) => ({
      status: mergeLifecycle.proposed[event],
      answer,
      settled_on: context.today.toString(),
      settled_by: accountIdOf(context.actor) ?? null,
      version: eb('version', '+', 1),
    }))
    .execute()
  await record(context, { noun: 'merge', id: seen.id, action: event, facts: { reason: answer } })
  if (event === 'refuse') await tellNotAgreed(context, 'merge', merge.proposedBy)
  return { outcome: 'settled' }
}

export type ToldTwo = {
  readonly outcome: 'told' | 'already' | 'tied' | 'being-merged' | 'unknown'
}

/** Says that two who look alike are two people, with why: they are not shown as doubles any more. */
export async function tellApart(context: Context, pair: Pair, reason: string): Promise<ToldTwo> {
  const { db, register, today, actor } = context
  const [one, other] = [await sideOf(context, pair.stays), await sideOf(context, pair.goes)]
  if (one === undefined || other === undefined || one.personId === other.personId) {
    return { outcome: 'unknown' }
  }
  const acting = accountIdOf(actor)
  const own = [one, other].some(({ accountId }) => accountId !== undefined && accountId === acting)
  if (own || (await tiesWith(context, ['keep-records'], [one, other])).size > 0) {
    return { outcome: 'tied' }
  }
  if ((await proposedMergeOf(context, one.personId, other.personId)) !== undefined) {
    return { outcome: 'being-merged' }
  }
  const [first = '', second = ''] = [one.personId, other.personId].toSorted()
  const told = await db
    .insertInto('told_apart')
    .values({
      register: register.id,
      one_id: first,
      other_id: second,
      reason,
      told_on: today.toString(),
      told_by: acting ?? null,
    })
    .onConflict((conflict) => conflict.columns(['register', 'one_id', 'other_id']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (told === undefined) return { outcome: 'already' }
  const facts = { registration: one.registrationId, reason }
  await record(context, { noun: 'merge', id: told.id, action: 'tell-apart', facts })
  return { outcome: 'told' }
}
