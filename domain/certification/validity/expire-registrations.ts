import { sql } from 'kysely'
import { runningStatuses } from '#domain/certification/application/application.ts'
import { keepsRegistered } from '#domain/certification/application/keeps-registered.ts'
import { changeStatus } from '#domain/people/registration/change-status.ts'
import type { Member } from '#domain/people/registration/queries.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import type {
  RegistrationEvent,
  RegistrationStatus,
} from '#domain/people/registration/registration.ts'
import { registrationLifecycle } from '#domain/people/registration/registration.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { eachDue } from '#domain/platform/left-undone/each-due.ts'
import { next } from '#domain/platform/lifecycle/lifecycle.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { publishEntry } from '#domain/public-register/entry/publish-entry.ts'
import { registrationExpired } from '#mail/registration-expired.ts'
import { versionInForce } from '#regulations/load.ts'

/**
 * Ends the certifications whose last day has passed. A complete application that was filed in time
 * keeps somebody certified until the decision, where the regulation says so.
 */
export async function expireRegistrations(context: Context): Promise<void> {
  const due = await context.db
    .selectFrom('registration')
    .where('register', '=', context.register.id)
    .where('valid_last', '<', context.today.toString())
    .where((eb) =>
      eb.or([
        eb('status', 'in', ['certified', 'renewal-pending']),
        // Under a hold time goes on: it is released to what it would have become without it.
        eb.and([
          eb('status', 'in', ['on-hold', 'suspended']),
          eb('held_status', 'in', ['certified', 'renewal-pending']),
        ]),
      ]),
    )
    .orderBy('id')
    .select('id')
    .execute()
  await eachDue(
    context,
    due,
    ({ id }) => id,
    async (context, { id }) => {
      const passed = await passLastDay(context, id)
      // Whoever had applied gets the letter about the end of that application instead.
      if (passed?.event === 'expire') await tell(context, passed)
    },
  )
}

/**
 * Ends a certification beyond its last day that only an application kept alive, now that there is
 * no such application any more. Says whether it ended.
 */
export async function endProtection(context: Context, registrationId: string): Promise<boolean> {
  return (await passLastDay(context, registrationId))?.becomes === 'expired'
}

interface Passed {
  readonly member: Member
  readonly last: Temporal.PlainDate
  readonly event: RegistrationEvent
  readonly becomes: RegistrationStatus | undefined
}

async function passLastDay(context: Context, id: string): Promise<Passed | undefined> {
  const member = await findMember(context, id, { lock: true })
  const last = await lastDay(context, id)
  if (member === undefined || last === undefined) return undefined
  if (Temporal.PlainDate.compare(last, context.today) >= 0) return undefined
  const was = statusBelow(member)
  const kept = await isProtected(context, id, last)
  const event = eventAfterLastDay(was, kept)
  if (event === undefined) return undefined
  const becomes = await changeBelow(context, member, event)
  await record(context, {
    noun: 'registration',
    id,
    action: event,
    facts: {
      from: was,
      to: becomes,
      validLast: last.toString(),
      onHold: was !== member.status,
    },
  })
  return { member, last, event, becomes }
}

/** What a registration is below a hold or a suspension, where time goes on; what it is, where neither stands. */
export function statusBelow({
  status,
  heldStatus,
}: Pick<Member, 'status' | 'heldStatus'>): RegistrationStatus {
  const held = status === 'on-hold' || status === 'suspended'
  return held ? (heldStatus ?? status) : status
}

/**
 * Leads a registration, which the caller has locked, to where an event leads, below a hold or a suspension
 * where one stands: it shows when that ends. Undefined, and nothing changes, where it may not happen.
 */
export async function changeBelow(
  context: Context,
  member: Member,
  event: RegistrationEvent,
): Promise<RegistrationStatus | undefined> {
  const was = statusBelow(member)
  if (was === member.status) return changeStatus(context, member, event)
  const becomes = next<RegistrationStatus, RegistrationEvent>(registrationLifecycle, was, event)
  if (becomes === undefined) return undefined
  const { registrationId } = member
  await context.db
    .updateTable('registration')
    .set((eb) => ({ held_status: becomes, version: eb('version', '+', 1) }))
    .where('id', '=', registrationId)
    .execute()
  await publishEntry(context, registrationId)
  return becomes
}

function eventAfterLastDay(was: RegistrationStatus, kept: boolean): RegistrationEvent | undefined {
  if (was === 'certified') return kept ? 'await-renewal' : 'expire'
  return was === 'renewal-pending' && !kept ? 'refuse-renewal' : undefined
}

/**
 * Whether an application keeps somebody certified beyond their last day: one that is running, or one of
 * which the refusal waits for the outcome of an objection. Filed on the last day is in time; filed a day
 * later is not.
 */
export async function isProtected(
  context: Context,
  id: string,
  last: Temporal.PlainDate,
): Promise<boolean> {
  const version = versionInForce(context.register, context.today)
  if (version === undefined) return false
  const filed = await context.db
    .selectFrom('application')
    .where('registration_id', '=', id)
    .where((eb) =>
      eb.or([
        eb('status', 'in', [...runningStatuses]),
        sql<boolean>`exists (
          select from objection o join decision d on o.about = 'application' and d.id = o.about_id
          where d.application_id = application.id and d.replaced_on is null
            and d.outcome = 'refused' and o.suspends
            and o.status in ('received', 'awaiting-grounds', 'in-hand'))`,
      ]),
    )
    .where('submitted_on', '<=', last.toString())
    .select(['kind', 'move'])
    .execute()
  return filed.some(({ kind, move }) =>
    keepsRegistered(version.regulation, { kind, move: move ?? undefined }),
  )
}

/** The last day of somebody's certification, as far as they ever had one. */
export async function lastDay(
  context: Context,
  id: string,
): Promise<Temporal.PlainDate | undefined> {
  const row = await context.db
    .selectFrom('registration')
    .where('id', '=', id)
    .select('valid_last')
    .executeTakeFirst()
  return row?.valid_last == null ? undefined : Temporal.PlainDate.from(row.valid_last)
}

async function tell(context: Context, { member, last }: Passed): Promise<void> {
  if (member.email === '') return
  await writeMessage(
    context,
    'registration-expired',
    { name: member.name, address: member.email, accountId: member.accountId },
    registrationExpired({
      register: mailRegister(context.platform, context.register),
      name: member.name,
      registrationNumber: member.number ?? '',
      last: last.toString(),
      temporary: member.temporary,
    }),
  )
}
