import { runningApplication } from '#domain/certification/application/queries.ts'
import { isTooLateToGrant } from '#domain/certification/leave/decide-leave.ts'
import type { LeaveStatus } from '#domain/certification/leave/leave.ts'
import { leaveLifecycle } from '#domain/certification/leave/leave.ts'
import { movePeriod } from '#domain/certification/leave/move-period.ts'
import type { Leave, SeenLeave } from '#domain/certification/leave/queries.ts'
import { listLeave, takeLeave } from '#domain/certification/leave/queries.ts'
import { hasLeft, isOver } from '#domain/people/registration/registration.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { eachDue } from '#domain/platform/left-undone/each-due.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { leaveExpired } from '#mail/leave-expired.ts'

export type WithdrawnLeave = {
  readonly outcome:
    | 'withdrawn'
    /** It has begun, and was granted: the office sets right what is not so. */
    | 'begun'
    /** The application that runs was sent with it. */
    | 'in-application'
    | 'stale'
    | 'unknown'
}

/** Takes leave back: as long as it was not decided on, or, once granted, before its first day. */
export async function withdrawLeave(
  context: Context,
  registrationId: string,
  seen: SeenLeave,
): Promise<WithdrawnLeave> {
  const taken = await takeLeave(context, seen, 'withdraw')
  if (taken.outcome !== 'taken') return taken
  const { leave, status } = taken
  if (leave.registrationId !== registrationId) return { outcome: 'unknown' }
  const why = await whyNotBack(context, leave)
  if (why !== undefined) return { outcome: why }
  await end(context, leave, status, 'withdraw')
  if (leave.status === 'granted' && leave.sort.does === 'extends') {
    await movePeriod(context, registrationId)
  }
  return { outcome: 'withdrawn' }
}

/** Why leave cannot be taken back; undefined where it can. */
export async function whyNotBack(
  context: Context,
  { status, granted, registrationId }: Leave,
): Promise<'begun' | 'in-application' | undefined> {
  if (status !== 'granted' || granted === undefined) return undefined
  if (Temporal.PlainDate.compare(granted.first, context.today) <= 0) return 'begun'
  const running = await runningApplication(context, registrationId)
  return running === undefined ? undefined : 'in-application'
}

/**
 * Ends what waits and can change nothing any more: of who has left, and of a period that was decided on
 * meanwhile. Who has left hears it no more. Whoever's registration expired while they waited may still be
 * granted it.
 */
export async function expireLeave(context: Context): Promise<void> {
  await eachDue(
    context,
    (await listLeave(context)).asked,
    ({ registrationId }) => registrationId,
    async (context, leave) => {
      if (!isTooLateToGrant(leave)) return
      await end(context, leave, leaveLifecycle.asked.expire, 'expire')
      const { holder, first, last } = leave
      if (isOver.has(holder.status) || hasLeft.has(holder.status) || holder.email === '') return
      await writeMessage(
        context,
        'leave-expired',
        { name: holder.name, address: holder.email, accountId: holder.accountId },
        leaveExpired({
          register: mailRegister(context.platform, context.register),
          name: holder.name,
          first: first.toString(),
          last: last.toString(),
        }),
      )
    },
  )
}

async function end(
  context: Context,
  { id, registrationId }: Leave,
  status: LeaveStatus,
  action: 'withdraw' | 'expire',
): Promise<void> {
  await context.db
    .updateTable('leave')
    .set((eb) => ({
      status,
      ended_on: context.today.toString(),
      version: eb('version', '+', 1),
    }))
    .where('id', '=', id)
    .execute()
  await record(context, { noun: 'leave', id, action, facts: { registration: registrationId } })
}
