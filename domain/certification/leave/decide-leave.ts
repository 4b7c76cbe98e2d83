import { grantLeave, tellLeave } from '#domain/certification/leave/grant-leave.ts'
import type { Leave, SeenLeave } from '#domain/certification/leave/queries.ts'
import { benchForLeave, takeLeave } from '#domain/certification/leave/queries.ts'
import { isOver } from '#domain/people/registration/registration.ts'
import { accountIdOf } from '#domain/platform/actor/actor.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import type { Period } from '#engine'

/** What is decided on leave: all of it, some of its days, or nothing. */
export interface DecidingLeave {
  readonly decision: 'all' | 'part' | 'none'
  /** The days that are granted, where it is a part. */
  readonly days: Period | undefined
  readonly reason: string
}

export type DecidedLeave = {
  readonly outcome:
    | 'granted'
    | 'refused'
    /** What is granted in part or refused has its reason. */
    | 'no-reason'
    /** Those days were not asked. */
    | 'wrong-days'
    /** The registration is over, or its period was decided on meanwhile: there is nothing to grant. */
    | 'ended'
    | 'conflict'
    | 'stale'
    | 'unknown'
}

/** Decides on leave, by one member of the body that does whom nothing ties to the person. */
export async function decideLeave(
  context: Context,
  seen: SeenLeave,
  memberId: string,
  { decision, days, reason }: DecidingLeave,
): Promise<DecidedLeave> {
  const taken = await takeLeave(context, seen, decision === 'none' ? 'refuse' : 'grant')
  if (taken.outcome !== 'taken') return taken
  const { leave, status } = taken
  const { members, kept } = await benchForLeave(context, leave)
  if (!members.some(({ id }) => id === memberId)) return { outcome: 'unknown' }
  if (kept.has(memberId)) return { outcome: 'conflict' }
  const why = reason.trim()
  if (decision !== 'all' && why === '') return { outcome: 'no-reason' }
  if (decision !== 'none') {
    if (isTooLateToGrant(leave)) return { outcome: 'ended' }
    const granted = decision === 'all' ? { first: leave.first, last: leave.last } : days
    if (granted === undefined || !liesWithin(granted, leave)) return { outcome: 'wrong-days' }
    await grantLeave(context, leave, { days: granted, reason: decision === 'all' ? '' : why })
    return { outcome: 'granted' }
  }
  await context.db
    .updateTable('leave')
    .set((eb) => ({
      status,
      reason: why,
      decided_on: context.today.toString(),
      decided_by: accountIdOf(context.actor) ?? null,
      version: eb('version', '+', 1),
    }))
    .where('id', '=', leave.id)
    .execute()
  await record(context, {
    noun: 'leave',
    id: leave.id,
    action: 'refuse',
    facts: { registration: leave.registrationId, reason: why },
  })
  await tellLeave(context, leave, { days: undefined, reason: why })
  return { outcome: 'refused' }
}

/** Whether leave comes too late to change anything: who asked it has left, or its period was decided on. */
export function isTooLateToGrant({ holder, first }: Leave): boolean {
  const { status, validity } = holder
  return (
    isOver.has(status) ||
    validity === undefined ||
    Temporal.PlainDate.compare(first, validity.first) < 0
  )
}

function liesWithin(days: Period, { first, last }: Period): boolean {
  const { compare } = Temporal.PlainDate
  return (
    compare(days.first, days.last) <= 0 &&
    compare(first, days.first) <= 0 &&
    compare(days.last, last) <= 0
  )
}
