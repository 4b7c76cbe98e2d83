import { carryOut } from '#domain/certification/status-by-hand/carry-out.ts'
import type { SeenByHand } from '#domain/certification/status-by-hand/propose-status.ts'
import type { ByHand } from '#domain/certification/status-by-hand/queries.ts'
import { findByHand, standingOf } from '#domain/certification/status-by-hand/queries.ts'
import type {
  ByHandProblem,
  Standing,
  Wish,
} from '#domain/certification/status-by-hand/status-by-hand.ts'
import {
  firstDay,
  groundsOf,
  problemWith,
  sameStanding,
  statusByHandLifecycle,
} from '#domain/certification/status-by-hand/status-by-hand.ts'
import { findMemberToEnd } from '#domain/certification/validity/end-registration.ts'
import { standingBefore } from '#domain/certification/validity/stand-again.ts'
import { isProposerTied, tiesWith } from '#domain/people/body/find-tie.ts'
import type { Member } from '#domain/people/registration/queries.ts'
import { tellNotAgreed } from '#domain/people/staff/ask-second-look.ts'
import { accountIdOf } from '#domain/platform/actor/actor.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'

export type ConfirmedStatus =
  | { readonly outcome: 'confirmed' }
  /** Whoever proposed it, is not the second pair of eyes. */
  | { readonly outcome: 'own-proposal' }
  | { readonly outcome: 'tied' }
  /** Whoever proposed it turns out to have a tie with the person: another proposes it anew. */
  | { readonly outcome: 'proposer-tied' }
  /** The registration stands otherwise than when it was proposed, or it cannot be done any more: nothing was applied. */
  | Changed
  /** Somebody else answered it. */
  | { readonly outcome: 'stale' | 'unknown' }

/** What keeps a proposal from being confirmed today. */
export interface Changed {
  readonly outcome: 'changed'
  /** How the registration stands now. */
  readonly now: Standing
  readonly why: ByHandProblem | undefined
}

/**
 * A second member of the back office, who has no tie with the person, confirms what was proposed: it is
 * carried out in the same transaction. Where the registration stands otherwise by now, nothing is.
 */
export async function confirmStatus(context: Context, seen: SeenByHand): Promise<ConfirmedStatus> {
  const taken = await take(context, seen)
  if (taken.outcome !== 'taken') return taken
  const { byHand, member } = taken
  const { proposedBy } = byHand
  const asked = { proposedBy, people: [byHand] }
  if (await isProposerTied(context, ['keep-records'], asked)) return { outcome: 'proposer-tied' }
  const changed = await changedSince(context, byHand, member)
  if (changed !== undefined) return changed
  const before = {
    ...(await standingOf(context, member)),
    registration: await standingBefore(context, member),
  }
  await context.db
    .updateTable('status_by_hand')
    .where('id', '=', byHand.id)
    .set((eb) => ({
      status: statusByHandLifecycle.proposed.confirm,
      before: JSON.stringify(before),
      answered_on: context.today.toString(),
      answered_by: accountIdOf(context.actor) ?? null,
      version: eb('version', '+', 1),
    }))
    .execute()
  await carryOut(context, { ...byHand, before }, member)
  return { outcome: 'confirmed' }
}

/** A second member of the back office returns what was proposed, with why; nothing changes. */
export async function returnProposal(
  context: Context,
  seen: SeenByHand,
  answer: string,
): Promise<{
  readonly outcome: 'returned' | 'no-reason' | 'own-proposal' | 'tied' | 'stale' | 'unknown'
}> {
  const taken = await take(context, seen)
  if (taken.outcome !== 'taken') return taken
  if (answer.trim() === '') return { outcome: 'no-reason' }
  await context.db
    .updateTable('status_by_hand')
    .where('id', '=', seen.id)
    .set((eb) => ({
      status: statusByHandLifecycle.proposed.return,
      answered_on: context.today.toString(),
      answered_by: accountIdOf(context.actor) ?? null,
      answer: answer.trim(),
      version: eb('version', '+', 1),
    }))
    .execute()
  await record(context, {
    noun: 'status-by-hand',
    id: seen.id,
    action: 'return',
    facts: { registration: taken.byHand.registrationId, reason: answer.trim() },
  })
  await tellNotAgreed(context, 'status', taken.byHand.proposedBy)
  return { outcome: 'returned' }
}

/** What keeps a proposal from being confirmed, as the registration stands; undefined for nothing. */
export async function changedSince(
  context: Context,
  byHand: ByHand,
  member: Member,
): Promise<Changed | undefined> {
  const { register, today } = context
  const now = await standingOf(context, member)
  const ground = groundsOf(register).find(({ id }) => id === byHand.ground)
  const same = ground?.does === byHand.does && ground.decidedBy === byHand.decidedBy
  const why = problemWith(same ? ground : undefined, wishOf(byHand, today), now, today)
  if (why === undefined && sameStanding(now, byHand.before)) return undefined
  return { outcome: 'changed', now, why }
}

// A first day that passed while it waited is today.
function wishOf(byHand: ByHand, today: Temporal.PlainDate): Wish {
  return { ...byHand, first: firstDay(byHand, today) }
}

type Taken =
  | { readonly outcome: 'taken'; readonly byHand: ByHand; readonly member: Member }
  | { readonly outcome: 'own-proposal' | 'tied' | 'stale' | 'unknown' }

// The registration first, with its applications, as whatever ends one does.
async function take(context: Context, seen: SeenByHand): Promise<Taken> {
  const found = await findByHand(context, seen.id)
  if (found === undefined) return { outcome: 'unknown' }
  const member = await findMemberToEnd(context, found.registrationId)
  const byHand = await findByHand(context, seen.id, { lock: true })
  if (member === undefined || byHand === undefined) return { outcome: 'unknown' }
  if (byHand.status !== 'proposed' || byHand.version !== seen.version) return { outcome: 'stale' }
  const by = accountIdOf(context.actor)
  if (by === undefined || byHand.proposedBy === by) return { outcome: 'own-proposal' }
  const ties = await tiesWith(context, ['keep-records'], [byHand])
  return ties.size > 0 ? { outcome: 'tied' } : { outcome: 'taken', byHand, member }
}
