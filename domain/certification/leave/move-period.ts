import { reissueUntil } from '#domain/certification/certificate/reissue-certificates.ts'
import type { Leave } from '#domain/certification/leave/queries.ts'
import { leavesOf } from '#domain/certification/leave/queries.ts'
import { changeBelow, statusBelow } from '#domain/certification/validity/expire-registrations.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { publishEntry } from '#domain/public-register/entry/publish-entry.ts'
import type { GrantedLeave, LeaveSort, Period } from '#engine'
import { lastWithLeave } from '#engine'

/** The period of a registration, and its last day as it was before leave moved that. */
export interface UnmovedPeriod extends Period {
  readonly unmovedLast: Temporal.PlainDate
}

/** The period that runs or was given next; undefined for whoever has none. */
export async function unmovedPeriod(
  { db }: Context,
  registrationId: string,
): Promise<UnmovedPeriod | undefined> {
  const row = await db
    .selectFrom('registration')
    .where('id', '=', registrationId)
    .select(['valid_first', 'valid_last', 'unmoved_last', 'moved_last'])
    .executeTakeFirst()
  if (row === undefined || row.valid_first === null || row.valid_last === null) return undefined
  // What was kept of a period before this one says nothing of it.
  const moved = row.moved_last === row.valid_last ? row.unmoved_last : null
  return {
    first: Temporal.PlainDate.from(row.valid_first),
    last: Temporal.PlainDate.from(row.valid_last),
    unmovedLast: Temporal.PlainDate.from(moved ?? row.valid_last),
  }
}

/**
 * The columns of a period of which a decision gives the last day, with the leave in it that was granted
 * before: that is in the given day already, so what is granted or taken back later is counted from there.
 */
export async function givenPeriod(
  context: Context,
  registrationId: string,
  { first, last }: Period,
): Promise<{
  readonly valid_first: string
  readonly valid_last: string
  readonly unmoved_last: string | null
  readonly moved_last: string | null
}> {
  const leaves = await leavesOf(context, registrationId)
  const from = unmovedBefore({ first, last }, leaves)
  const moved = !from.equals(last)
  return {
    valid_first: first.toString(),
    valid_last: last.toString(),
    unmoved_last: moved ? from.toString() : null,
    moved_last: moved ? last.toString() : null,
  }
}

// The day that leave brings to the last one; as months differ in length, the first that it brings there or
// beyond.
function unmovedBefore({ first, last }: Period, leaves: readonly Leave[]): Temporal.PlainDate {
  const movedFrom = (unmovedLast: Temporal.PlainDate) =>
    movedLast({ first, last, unmovedLast }, leaves)
  const moves = last.until(movedFrom(last), { largestUnit: 'days' }).days
  if (moves === 0) return last
  let from = last.subtract({ days: moves + longestDifference })
  while (Temporal.PlainDate.compare(movedFrom(from), last) < 0) from = from.add({ days: 1 })
  return from
}

// How many days as many months can differ at most, from one first day to another.
const longestDifference = 5

/** The last day of a period with all leave that was granted in it, each as the version said of it then. */
export function movedLast(
  { first, unmovedLast }: UnmovedPeriod,
  leaves: readonly Leave[],
  wished: readonly (GrantedLeave & { readonly of: LeaveSort })[] = [],
): Temporal.PlainDate {
  const granted = leaves.flatMap((leave) =>
    leave.status === 'granted' && leave.granted !== undefined
      ? [{ ...leave.granted, sort: leave.sort.id, of: leave.sort }]
      : [],
  )
  const all = [...granted, ...wished]
  // Of a sort that is in several versions, the newest is the one by which it is asked now.
  const leaveSorts = new Map(all.map(({ of }) => [of.id, of]))
  return lastWithLeave({ leaveSorts: [...leaveSorts.values()] }, { first, last: unmovedLast }, all)
}

/**
 * Moves the last day of somebody's period to where granted leave brings it, with the certificate, the
 * public register and all that goes by that day. Whoever's registration expired while this was decided
 * on has it again, or once a hold or a suspension ends. Gives the papers that are to come, or undefined where the day stays.
 */
export async function movePeriod(
  context: Context,
  registrationId: string,
): Promise<{ readonly last: Temporal.PlainDate; readonly papers: readonly string[] } | undefined> {
  const member = await findMember(context, registrationId, { lock: true })
  const period = await unmovedPeriod(context, registrationId)
  if (member === undefined || period === undefined) return undefined
  const last = movedLast(period, await leavesOf(context, registrationId))
  if (last.equals(period.last)) return undefined
  const moved = !last.equals(period.unmovedLast)
  const days = {
    valid_last: last.toString(),
    unmoved_last: moved ? period.unmovedLast.toString() : null,
    moved_last: moved ? last.toString() : null,
  }
  await context.db
    .updateTable('registration')
    .where('id', '=', registrationId)
    .set((eb) => ({ ...days, version: eb('version', '+', 1) }))
    .execute()
  await record(context, {
    noun: 'registration',
    id: registrationId,
    action: 'move-period',
    facts: { from: period.last.toString(), to: last.toString() },
  })
  const papers = await reissueUntil(context, member, { from: period.last, last })
  const runs = Temporal.PlainDate.compare(last, context.today) >= 0
  const was = statusBelow(member)
  const lapsed = was === 'expired' || was === 'renewal-pending'
  if (lapsed && runs) await changeBelow(context, member, 'certify')
  await publishEntry(context, registrationId)
  return { last, papers }
}
