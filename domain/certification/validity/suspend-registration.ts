import type { SuspensionTable } from '#db/schema.ts'
import { holdAgain } from '#domain/certification/validity/hold-again.ts'
import { changeStatus } from '#domain/people/registration/change-status.ts'
import type { Member } from '#domain/people/registration/queries.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import type { RegistrationStatus } from '#domain/people/registration/registration.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { eachDue } from '#domain/platform/left-undone/each-due.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { suspensionOver } from '#mail/suspension-over.ts'

// Each suspension stands by itself. Somebody is suspended while any of them stands, and until the last
// day of the last; what they were is kept below, and goes on.

/** A suspension that stands: from which decision, where it follows from one, and until when. */
export interface Suspension {
  readonly id: string
  readonly measureId: string | undefined
  /** What was set by hand, where it follows from that. */
  readonly byHandId?: string | undefined
  /** Undefined where it stands until it is lifted. */
  readonly last: Temporal.PlainDate | undefined
}

/** Whether a registration can be suspended: who has left, expired or has yet to be admitted cannot. */
export function canBeSuspended({
  status,
  heldStatus,
}: Pick<Member, 'status' | 'heldStatus'>): boolean {
  if (status === 'suspended') return true
  const held = status === 'on-hold' ? heldStatus : status
  return held === 'candidate' || held === 'certified' || held === 'renewal-pending'
}

/**
 * Suspends a registration, which the caller has locked, up to and including a day, beside every other
 * suspension that stands. What it was is kept, and goes on below: a period that ends, ends. Says whether
 * it could.
 */
export async function suspendRegistration(
  context: Context,
  member: Member,
  { last, measureId, byHandId }: Omit<Suspension, 'id'>,
): Promise<boolean> {
  if (!canBeSuspended(member)) return false
  const { registrationId } = member
  const { id } = await context.db
    .insertInto('suspension')
    .values({
      register: context.register.id,
      registration_id: registrationId,
      measure_id: measureId ?? null,
      by_hand_id: byHandId ?? null,
      first_day: context.today.toString(),
      last_day: last?.toString() ?? null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await followStanding(context, member, { id, last, measureId, byHandId })
  return true
}

// Follows in the status that a suspension stands, beside those that stood already.
async function followStanding(
  context: Context,
  member: Member,
  { id, last, measureId, byHandId }: Suspension,
): Promise<void> {
  const { registrationId } = member
  const held = member.heldStatus ?? member.status
  await changeStatus(context, member, 'suspend', {
    held_status: held,
    suspended_last: until(await standingSuspensions(context, registrationId)),
  })
  await record(context, {
    noun: 'registration',
    id: registrationId,
    action: 'suspend',
    facts: { suspension: id, held, last: last?.toString(), measure: measureId, byHand: byHandId },
  })
}

/** The suspensions of a registration that stand, the oldest first. */
export async function standingSuspensions(
  { db }: Context,
  registrationId: string,
): Promise<readonly Suspension[]> {
  const rows = await db
    .selectFrom('suspension')
    .where('registration_id', '=', registrationId)
    .where('ended_on', 'is', null)
    .where('waits_since', 'is', null)
    .orderBy('first_day')
    .orderBy('id')
    .select(['id', 'measure_id', 'by_hand_id', 'last_day'])
    .execute()
  return rows.map(({ id, measure_id, by_hand_id, last_day }) => ({
    id,
    measureId: measure_id ?? undefined,
    byHandId: by_hand_id ?? undefined,
    last: last_day === null ? undefined : Temporal.PlainDate.from(last_day),
  }))
}

/** The last day over all of them, as ISO text; none where one stands until it is lifted. */
function until(standing: readonly Suspension[]): string | null {
  const days = standing.map(({ last }) => last?.toString())
  return days.includes(undefined) ? null : (days.toSorted().at(-1) ?? null)
}

/**
 * Ends some suspensions of a registration, which the caller has locked. Where none stands any more it
 * gives what the registration is then: what was held, or on hold again for an invoice that is still not
 * paid, with its whole term. Undefined where others stand, or it was not suspended.
 */
export async function endSuspension(
  context: Context,
  member: Member,
  ids: readonly string[],
  by: NonNullable<SuspensionTable['ended_by']>,
): Promise<RegistrationStatus | undefined> {
  if (ids.length === 0) return undefined
  const ended = await context.db
    .updateTable('suspension')
    .where('registration_id', '=', member.registrationId)
    .where('id', 'in', [...ids])
    .where('ended_on', 'is', null)
    .set({ ended_on: context.today.toString(), ended_by: by })
    .returning('id')
    .execute()
  if (ended.length === 0) return undefined
  return releaseFrom(context, member, { suspensions: ended.map(({ id }) => id), by })
}

/**
 * Lets some suspensions of a registration, which the caller has locked, wait for the outcome of an
 * objection: meanwhile they do not stand, and none of their days passes.
 */
export async function pauseSuspensions(
  context: Context,
  member: Member,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return
  const paused = await context.db
    .updateTable('suspension')
    .where('registration_id', '=', member.registrationId)
    .where('id', 'in', [...ids])
    .where('ended_on', 'is', null)
    .where('waits_since', 'is', null)
    .set({ waits_since: context.today.toString() })
    .returning('id')
    .execute()
  if (paused.length === 0) return
  await releaseFrom(context, member, { suspensions: paused.map(({ id }) => id), by: 'wait' })
}

/** The suspensions that follow from a decision and wait for the outcome of an objection to it. */
export async function waitingSuspensions(
  { db, today }: Context,
  measureId: string,
): Promise<readonly Suspension[]> {
  const rows = await db
    .selectFrom('suspension')
    .where('measure_id', '=', measureId)
    .where('ended_on', 'is', null)
    .where('waits_since', 'is not', null)
    .orderBy('id')
    .select(['id', 'last_day', 'waits_since'])
    .execute()
  return rows.map(({ id, last_day, waits_since }) => ({
    id,
    measureId,
    // As many days as were left of it when it began to wait.
    last:
      last_day === null || waits_since === null
        ? undefined
        : today.add({ days: daysBetween(waits_since, last_day) }),
  }))
}

function daysBetween(first: string, last: string): number {
  const { from } = Temporal.PlainDate
  return from(first).until(from(last), { largestUnit: 'days' }).days
}

/**
 * Lets a suspension that waited stand again for the days that were left of it, on a registration that the
 * caller has locked. Where that cannot be suspended any more, it has ended. Says whether it stands.
 */
export async function resumeSuspension(
  context: Context,
  member: Member,
  suspension: Suspension,
): Promise<boolean> {
  const { id, last } = suspension
  if (!canBeSuspended(member)) {
    await endSuspension(context, member, [id], 'registration')
    return false
  }
  await context.db
    .updateTable('suspension')
    .where('id', '=', id)
    .set({ waits_since: null, last_day: last?.toString() ?? null })
    .execute()
  await followStanding(context, member, suspension)
  return true
}

// Follows in the status what no longer stands: released where nothing does, or until another day.
async function releaseFrom(
  context: Context,
  member: Member,
  facts: { readonly suspensions: readonly string[]; readonly by: string },
): Promise<RegistrationStatus | undefined> {
  const { registrationId } = member
  const standing = await standingSuspensions(context, registrationId)
  const status =
    member.status === 'suspended' ? await followed(context, member, standing) : undefined
  await record(context, {
    noun: 'registration',
    id: registrationId,
    action: 'lift-suspension',
    facts: { ...facts, standing: standing.length, status },
  })
  return status
}

async function followed(
  context: Context,
  member: Member,
  standing: readonly Suspension[],
): Promise<RegistrationStatus | undefined> {
  if (standing.length > 0) {
    const suspended_last = until(standing)
    await changeStatus(context, member, 'suspend', { suspended_last })
    return undefined
  }
  const along = { held_status: null, suspended_last: null }
  const released = await changeStatus(context, member, 'release', along)
  if (released === undefined) return undefined
  return (await holdAgain(context, member, released)) ?? released
}

/** Ends every suspension whose last day has passed, and tells the people of whom none stands any more. */
export async function endSuspensions(context: Context): Promise<void> {
  const rows = await passed(context)
    .groupBy('registration_id')
    .orderBy('registration_id')
    .select('registration_id')
    .execute()
  await eachDue(
    context,
    rows,
    ({ registration_id }) => registration_id,
    (context, { registration_id }) => endPassed(context, registration_id),
  )
}

/** The same for one registration. */
export async function endPassed(context: Context, registrationId: string): Promise<void> {
  const member = await findMember(context, registrationId, { lock: true })
  if (member === undefined) return
  const rows = await passed(context)
    .where('registration_id', '=', registrationId)
    .orderBy('last_day', 'desc')
    .select(['id', 'last_day'])
    .execute()
  const last = rows[0]?.last_day
  const ids = rows.map(({ id }) => id)
  const status = await endSuspension(context, member, ids, 'term')
  if (status === undefined || last == null || member.email === '') return
  const { platform, register } = context
  await writeMessage(
    context,
    'suspension-over',
    { name: member.name, address: member.email, accountId: member.accountId },
    suspensionOver({
      register: mailRegister(platform, register),
      name: member.name,
      last,
      status: register.statuses[status].label,
    }),
  )
}

function passed({ db, register, today }: Context) {
  return db
    .selectFrom('suspension')
    .where('register', '=', register.id)
    .where('ended_on', 'is', null)
    .where('waits_since', 'is', null)
    .where('last_day', '<', today.toString())
}
