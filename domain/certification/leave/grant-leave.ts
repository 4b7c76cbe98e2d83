import { leaveLifecycle } from '#domain/certification/leave/leave.ts'
import { movePeriod } from '#domain/certification/leave/move-period.ts'
import type { Leave } from '#domain/certification/leave/queries.ts'
import { accountIdOf } from '#domain/platform/actor/actor.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import type { Period } from '#engine'
import { leaveDecided } from '#mail/leave-decided.ts'
import { asDecidedBy } from '#regulations/bodies.ts'
import { lastDayToObject } from '#regulations/objection-term.ts'

/** With what leave is granted. */
export interface Granting {
  readonly days: Period
  /** Why not all of it; empty where it is all. */
  readonly reason: string
  /** Nobody decided: the statement was enough. */
  readonly byStatement?: boolean
  /** An objection, whose letter tells it. */
  readonly objection?: string
}

/** Grants leave that the caller has locked, with all that follows: the period, the certificate, the letter. */
export async function grantLeave(
  context: Context,
  leave: Leave,
  granting: Granting,
): Promise<readonly string[]> {
  const { days, reason, byStatement = false, objection } = granting
  await context.db
    .updateTable('leave')
    .set((eb) => ({
      status: leaveLifecycle.asked.grant,
      granted_first: days.first.toString(),
      granted_last: days.last.toString(),
      reason,
      decided_on: context.today.toString(),
      decided_by: byStatement ? null : (accountIdOf(context.actor) ?? null),
      version: eb('version', '+', 1),
    }))
    .where('id', '=', leave.id)
    .execute()
  // Where the statement is enough nobody decides on it, and least of all whoever made it.
  const byItself = { kind: 'system', task: 'grant-by-statement' } as const
  await record(byStatement ? { ...context, actor: byItself } : context, {
    noun: 'leave',
    id: leave.id,
    action: objection === undefined ? 'grant' : 'grant-anew',
    facts: {
      registration: leave.registrationId,
      first: days.first.toString(),
      last: days.last.toString(),
      reason,
      byStatement,
      ...(objection === undefined ? {} : { objection }),
    },
  })
  const moves = leave.sort.does === 'extends'
  const moved = moves ? await movePeriod(context, leave.registrationId) : undefined
  const papers = moved?.papers ?? []
  if (objection === undefined) {
    await tellLeave(context, leave, { ...granting, last: moved?.last, papers })
  }
  return papers
}

/** Writes to somebody what became of the leave that they asked for. */
export async function tellLeave(
  context: Context,
  { holder, first, last }: Leave,
  decided: {
    readonly days: Period | undefined
    readonly reason: string
    readonly byStatement?: boolean
    /** The last day of the period, where it moved. */
    readonly last?: Temporal.PlainDate | undefined
    readonly papers?: readonly string[]
  },
): Promise<void> {
  const { register, platform, today } = context
  if (holder.email === '') return
  const { days, reason, byStatement = false, papers = [] } = decided
  const whole = days?.first.equals(first) === true && days.last.equals(last)
  const letter = leaveDecided({
    register: mailRegister(
      platform,
      byStatement ? register : asDecidedBy(register, 'decide-leave'),
    ),
    name: holder.name,
    asked: { first: first.toString(), last: last.toString() },
    granted: days && { first: days.first.toString(), last: days.last.toString() },
    reason,
    byStatement,
    until: decided.last?.toString(),
    reissued: papers.length > 0,
    objectBefore: whole ? undefined : lastDayToObject(register, today).toString(),
  })
  await writeMessage(
    context,
    'leave-decided',
    { name: holder.name, address: holder.email, accountId: holder.accountId },
    { ...letter, after: papers },
  )
}
