import { runningApplication } from '#domain/certification/application/queries.ts'
import {
  endRegistration,
  findMemberToEnd,
} from '#domain/certification/validity/end-registration.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { isOver } from '#domain/people/registration/registration.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { eachDue } from '#domain/platform/left-undone/each-due.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { endPlanned } from '#mail/end-planned.ts'

/** How far ahead somebody can choose their last day. */
export const furthestEnd = { years: 1 } as const

export type PlannedEnd = {
  readonly outcome:
    | 'planned'
    /** It is not a day after today, or too far ahead. */
    | 'not-a-day'
    | 'application-running'
    | 'stale'
    | 'unknown'
}

/** Somebody chooses the last day of their own registration; until then everything goes on. */
export async function planEnd(
  context: Context,
  asked: {
    readonly registrationId: string
    readonly version: number
    readonly last: Temporal.PlainDate
  },
): Promise<PlannedEnd> {
  const { today, register, platform } = context
  const { last, registrationId } = asked
  const member = await findMember(context, registrationId, { lock: true })
  if (member === undefined) return { outcome: 'unknown' }
  if (member.version !== asked.version || isOver.has(member.status)) return { outcome: 'stale' }
  const ahead = Temporal.PlainDate.compare(last, today) >= 0
  if (!ahead || Temporal.PlainDate.compare(last, today.add(furthestEnd)) > 0) {
    return { outcome: 'not-a-day' }
  }
  if ((await runningApplication(context, registrationId)) !== undefined) {
    return { outcome: 'application-running' }
  }
  await setEnd(context, registrationId, last)
  await record(context, {
    noun: 'registration',
    id: registrationId,
    action: 'plan-end',
    facts: { last: last.toString() },
  })
  if (member.email === '') return { outcome: 'planned' }
  await writeMessage(
    context,
    'end-planned',
    { name: member.name, address: member.email, accountId: member.accountId },
    endPlanned({
      register: mailRegister(platform, register),
      name: member.name,
      last: last.toString(),
    }),
  )
  return { outcome: 'planned' }
}

/** Takes back the last day that somebody chose, until it is over: they stay. */
export async function takeBackEnd(
  context: Context,
  registrationId: string,
): Promise<{ readonly outcome: 'stays' | 'nothing' | 'too-late' }> {
  await findMember(context, registrationId, { lock: true })
  const last = await chosenEnd(context, registrationId)
  if (last === undefined) return { outcome: 'nothing' }
  if (Temporal.PlainDate.compare(last, context.today) < 0) return { outcome: 'too-late' }
  await setEnd(context, registrationId, undefined)
  await record(context, { noun: 'registration', id: registrationId, action: 'take-back-end' })
  return { outcome: 'stays' }
}

/** The last day that somebody chose for their registration, as long as it has not ended. */
export async function chosenEnd(
  { db }: Context,
  registrationId: string,
): Promise<Temporal.PlainDate | undefined> {
  const row = await db
    .selectFrom('registration')
    .where('id', '=', registrationId)
    .where('status', 'not in', [...isOver])
    .select('ends_after')
    .executeTakeFirst()
  return row?.ends_after == null ? undefined : Temporal.PlainDate.from(row.ends_after)
}

/** Ends every registration whose last day, as the person chose it, has passed. */
export async function endOnChosenDay(context: Context): Promise<void> {
  const rows = await context.db
    .selectFrom('registration')
    .where('register', '=', context.register.id)
    .where('ends_after', '<', context.today.toString())
    .where('status', 'not in', [...isOver])
    .select('id')
    .orderBy('id')
    .execute()
  await eachDue(
    context,
    rows,
    ({ id }) => id,
    async (context, { id }) => {
      const member = await findMemberToEnd(context, id)
      if (member !== undefined) await endRegistration(context, member, 'own-request')
    },
  )
}

async function setEnd(
  { db }: Context,
  registrationId: string,
  last: Temporal.PlainDate | undefined,
): Promise<void> {
  await db
    .updateTable('registration')
    .where('id', '=', registrationId)
    .set((eb) => ({ ends_after: last?.toString() ?? null, version: eb('version', '+', 1) }))
    .execute()
}
