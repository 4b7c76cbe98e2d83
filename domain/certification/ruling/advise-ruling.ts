import { adviceOn, findRuling } from '#domain/certification/ruling/queries.ts'
import { benchForRuling, seatForRuling } from '#domain/certification/ruling/seat-ruling.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { versionInForce } from '#regulations/load.ts'

/** What a member advises the board to do. */
export interface GivenAdvice {
  readonly memberId: string
  readonly favours: boolean
  readonly reason: string
}

export type AdvisedRuling =
  /** Whether enough members have advised now, so that it goes to the board. */
  | { readonly outcome: 'advised'; readonly toBoard: boolean }
  | { readonly outcome: 'not-for-advice' | 'conflict' | 'unknown' | 'no-reason' }

/**
 * Takes the advice of a member of the committee on a question to the board. When as many have
 * advised as judge an application, or all who may, it goes to the board.
 */
export async function adviseRuling(
  context: Context,
  id: string,
  given: GivenAdvice,
): Promise<AdvisedRuling> {
  const ruling = await findRuling(context, id, { lock: true })
  if (ruling === undefined) return { outcome: 'unknown' }
  if (ruling.status !== 'for-advice') return { outcome: 'not-for-advice' }
  const seated = await seatForRuling(context, ruling, given.memberId, 'advises')
  if (seated.outcome !== 'free') {
    return { outcome: seated.outcome === 'conflict' ? 'conflict' : 'unknown' }
  }
  if (given.reason.trim() === '') return { outcome: 'no-reason' }
  const { db, register, today } = context
  const advice = {
    favours: given.favours,
    reason: given.reason.trim(),
    given_on: today.toString(),
  }
  await db
    .insertInto('ruling_advice')
    .values({ ruling_id: id, register: register.id, member_id: given.memberId, ...advice })
    .onConflict((conflict) => conflict.columns(['ruling_id', 'member_id']).doUpdateSet(advice))
    .execute()
  await record(context, {
    noun: 'ruling',
    id,
    action: 'advise',
    facts: { member: given.memberId, favours: given.favours, reason: advice.reason },
  })
  return { outcome: 'advised', toBoard: await toBoardWhenAdvised(context, id) }
}

/** Brings a question to the board when enough members have advised, or nobody is left who may. */
export async function toBoardWhenAdvised(context: Context, id: string): Promise<boolean> {
  const ruling = await findRuling(context, id, { lock: true })
  if (ruling?.status !== 'for-advice') return false
  const { members, conflicts } = await benchForRuling(context, ruling, 'advises')
  const free = members.filter((member) => !conflicts.has(member.id))
  const wanted = versionInForce(context.register, context.today)?.regulation.committee.members ?? 1
  const advice = await adviceOn(context, id)
  const given = advice.filter(({ memberId }) => !conflicts.has(memberId)).length
  if (given < Math.min(wanted, free.length)) return false
  await context.db
    .updateTable('ruling')
    .set((eb) => ({
      status: 'for-decision',
      advised_on: context.today.toString(),
      version: eb('version', '+', 1),
    }))
    .where('id', '=', id)
    .execute()
  await record(context, { noun: 'ruling', id, action: 'to-board', facts: { advice: given } })
  return true
}
