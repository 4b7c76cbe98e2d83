import { sql } from 'kysely'
import { restoreAgreement } from '#domain/certification/agreement/lapse-with-registration.ts'
import { runningStatuses } from '#domain/certification/application/application.ts'
import { endProtection } from '#domain/certification/validity/expire-registrations.ts'
import { followHold } from '#domain/certification/validity/hold-again.ts'
import {
  endPassed,
  standingSuspensions,
} from '#domain/certification/validity/suspend-registration.ts'
import { changeStatus } from '#domain/people/registration/change-status.ts'
import type { Member } from '#domain/people/registration/queries.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import type { RegistrationStatus } from '#domain/people/registration/registration.ts'
import { isSigningUp } from '#domain/people/registration/registration.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'

/** What a registration was before it ended, in case that turns out to be wrong. */
export interface Before {
  readonly status: RegistrationStatus
  readonly heldStatus: string | null
  readonly suspendedLast: string | null
  /** Absent where it ended before this was kept. */
  readonly endsAfter?: string | null
  readonly certificates: readonly string[]
  /** Absent where it ended before suspensions stood by themselves. */
  readonly suspensions?: readonly string[]
  /** The applications that ran. */
  readonly applications?: readonly RunningApplication[]
}

interface RunningApplication {
  readonly id: string
  readonly number: string
  readonly status: (typeof runningStatuses)[number]
}

/** What a registration is, to be kept as JSON before it ends. */
export async function standingBefore(
  context: Context,
  { registrationId }: Pick<Member, 'registrationId'>,
): Promise<Before> {
  const { db } = context
  const row = await db
    .selectFrom('registration')
    .where('id', '=', registrationId)
    .select(['status', 'held_status', 'suspended_last', 'ends_after'])
    .executeTakeFirstOrThrow()
  const certificates = await db
    .selectFrom('certificate')
    .where('registration_id', '=', registrationId)
    .where('withdrawn_on', 'is', null)
    .select('id')
    .execute()
  const suspensions = await standingSuspensions(context, registrationId)
  const applications = await db
    .selectFrom('application')
    .where('registration_id', '=', registrationId)
    .where('status', 'in', [...runningStatuses])
    .orderBy('submitted_on')
    .select(['id', 'number', 'status'])
    .$narrowType<{ status: RunningApplication['status'] }>()
    .execute()
  return {
    status: row.status,
    heldStatus: row.held_status,
    suspendedLast: row.suspended_last,
    endsAfter: row.ends_after,
    certificates: certificates.map(({ id }) => id),
    suspensions: suspensions.map(({ id }) => id),
    applications: applications.map((one) => ({ ...one, number: one.number ?? '' })),
  }
}

/**
 * Gives a registration that ended, and that the caller has locked, what it was: its status, its number,
 * its period, its certificates and its suspensions, and after a removal the applications that ran. What
 * ended with time meanwhile, has ended.
 */
export async function standAgain(
  context: Context,
  member: Member,
  before: Before,
  how: { readonly event: 'undo-death' | 'reinstate'; readonly facts: Record<string, unknown> },
): Promise<RegistrationStatus | undefined> {
  const { db } = context
  const { registrationId } = member
  const heldStatus = before.status
  const status = await changeStatus(context, { ...member, heldStatus }, how.event, {
    held_status: before.heldStatus,
    suspended_last: before.suspendedLast,
    ends_after: before.endsAfter ?? null,
    ended_on: null,
    end_reason: null,
  })
  if (status === undefined) return undefined
  if (before.certificates.length > 0) {
    await db
      .updateTable('certificate')
      .where('id', 'in', [...before.certificates])
      .set({ withdrawn_on: null })
      .execute()
  }
  const { suspensions = [] } = before
  if (suspensions.length > 0) {
    await db
      .updateTable('suspension')
      .where('id', 'in', [...suspensions])
      .set({ ended_on: null, ended_by: null })
      .execute()
  }
  await record(context, {
    noun: 'registration',
    id: registrationId,
    action: how.event,
    facts: { ...how.facts, status },
  })
  if (isSigningUp.has(status)) await signAgain(context, registrationId)
  await endPassed(context, registrationId)
  const stands = await followHold(context, registrationId)
  // Of whoever was removed wrongly what they had asked goes on; what others acted on after a death does not.
  if (how.event === 'reinstate') await reopen(context, before.applications ?? [])
  await endProtection(context, registrationId)
  return stands
}

// Whoever was signing up goes on with the agreement that they had, or with a new one.
async function signAgain(context: Context, registrationId: string): Promise<void> {
  if (await restoreAgreement(context, registrationId)) return
  const member = await findMember(context, registrationId, { lock: true })
  if (member !== undefined) await changeStatus(context, member, 'lapse')
}

// The days within which something was to be answered did not pass meanwhile.
async function reopen(
  context: Context,
  applications: readonly RunningApplication[],
): Promise<void> {
  const { db, today } = context
  for (const { id, status } of applications) {
    const ended = await db
      .selectFrom('application')
      .where('id', '=', id)
      .where('status', '=', 'withdrawn')
      .where('ended_by', '=', 'registration')
      .select('ended_on')
      .forUpdate()
      .executeTakeFirst()
    if (ended?.ended_on == null) continue
    await db
      .updateTable('application')
      .where('id', '=', id)
      .set((eb) => ({ status, ended_on: null, ended_by: null, version: eb('version', '+', 1) }))
      .execute()
    const away = Temporal.PlainDate.from(ended.ended_on).until(today, { largestUnit: 'days' }).days
    await db
      .updateTable('application_return')
      .where('application_id', '=', id)
      .where('answered_on', 'is', null)
      .set((eb) => ({ answer_before: eb('answer_before', '+', sql<string>`${away}::int`) }))
      .execute()
    await record(context, { noun: 'application', id, action: 'reopen', facts: { status } })
  }
}
