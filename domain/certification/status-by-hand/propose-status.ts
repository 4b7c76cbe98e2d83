import { findByHand, standingOf } from '#domain/certification/status-by-hand/queries.ts'
import type { ByHandProblem, Wish } from '#domain/certification/status-by-hand/status-by-hand.ts'
import {
  daysAsked,
  groundsOf,
  problemWith,
  sealOf,
  statusByHandLifecycle,
} from '#domain/certification/status-by-hand/status-by-hand.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { askSecondLook } from '#domain/people/staff/ask-second-look.ts'
import { accountIdOf } from '#domain/platform/actor/actor.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'

export type ProposedStatus =
  | { readonly outcome: 'proposed'; readonly id: string }
  /** Somebody proposed something already, which waits for another. */
  | { readonly outcome: 'already'; readonly id: string }
  | { readonly outcome: 'wrong'; readonly why: ByHandProblem }
  /** How the registration stands is no longer what was shown before. */
  | { readonly outcome: 'stale' | 'unknown' }

/**
 * One of the back office proposes to set a status by hand, on one of the grounds of the register. Nothing
 * changes before another has confirmed it.
 */
export async function proposeStatus(
  context: Context,
  asked: {
    readonly registrationId: string
    readonly wish: Wish
    /** The seal of what was shown. */
    readonly seen: string
  },
): Promise<ProposedStatus> {
  const { db, register, today, actor } = context
  const { registrationId, wish } = asked
  // One after the other, so that two do not propose at once.
  const member = await findMember(context, registrationId, { lock: true })
  if (member === undefined) return { outcome: 'unknown' }
  const waiting = await db
    .selectFrom('status_by_hand')
    .where('registration_id', '=', registrationId)
    .where('status', '=', 'proposed')
    .select('id')
    .executeTakeFirst()
  if (waiting !== undefined) return { outcome: 'already', id: waiting.id }
  const before = await standingOf(context, member)
  const ground = groundsOf(register).find(({ id }) => id === wish.ground)
  const why = problemWith(ground, wish, before, today)
  if (ground === undefined || why !== undefined) return { outcome: 'wrong', why: why ?? 'not-now' }
  if (sealOf(before, wish) !== asked.seen) return { outcome: 'stale' }
  const days = daysAsked(ground, before)
  const first = days.first ? wish.first : undefined
  const last = days.last === 'not' ? undefined : wish.last
  const { id } = await db
    .insertInto('status_by_hand')
    .values({
      register: register.id,
      registration_id: registrationId,
      status: 'proposed',
      ground: ground.id,
      label: ground.label,
      rests: ground.rests,
      does: ground.does,
      ends_when_paid: ground.endsWhenPaid,
      decided_by: ground.decidedBy ?? null,
      source: ground.decidedBy === undefined ? '' : wish.source.trim(),
      first_day: first?.toString() ?? null,
      last_day: last?.toString() ?? null,
      file_reason: wish.fileReason.trim(),
      letter_reason: wish.letterReason.trim(),
      before: JSON.stringify(before),
      proposed_on: today.toString(),
      proposed_by: accountIdOf(actor) ?? null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await record(context, {
    noun: 'status-by-hand',
    id,
    action: 'propose',
    facts: {
      registration: registrationId,
      ground: ground.id,
      does: ground.does,
      first: first?.toString(),
      last: last?.toString(),
      reason: wish.fileReason.trim(),
    },
  })
  await askSecondLook(context, 'status', [{ registrationId }])
  return { outcome: 'proposed', id }
}

/** A proposal as it was seen when it was acted on. */
export interface SeenByHand {
  readonly id: string
  readonly version: number
}

/** Whoever proposed something takes it back, as long as nobody has answered it. */
export async function withdrawProposal(
  context: Context,
  seen: SeenByHand,
): Promise<{ readonly outcome: 'withdrawn' | 'not-own' | 'stale' | 'unknown' }> {
  const byHand = await findByHand(context, seen.id, { lock: true })
  if (byHand === undefined) return { outcome: 'unknown' }
  if (byHand.status !== 'proposed' || byHand.version !== seen.version) return { outcome: 'stale' }
  if (byHand.proposedBy !== accountIdOf(context.actor)) return { outcome: 'not-own' }
  await context.db
    .updateTable('status_by_hand')
    .where('id', '=', seen.id)
    .set((eb) => ({
      status: statusByHandLifecycle.proposed.withdraw,
      answered_on: context.today.toString(),
      version: eb('version', '+', 1),
    }))
    .execute()
  await record(context, {
    noun: 'status-by-hand',
    id: seen.id,
    action: 'withdraw',
    facts: { registration: byHand.registrationId },
  })
  return { outcome: 'withdrawn' }
}
