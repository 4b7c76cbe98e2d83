import type { LeaveEvent, LeaveStatus } from '#domain/certification/leave/leave.ts'
import { leaveLifecycle } from '#domain/certification/leave/leave.ts'
import type { Conflict, Member as Seat } from '#domain/people/body/conflict.ts'
import { conflictOf } from '#domain/people/body/conflict.ts'
import { tiesWith } from '#domain/people/body/find-tie.ts'
import { membersFor } from '#domain/people/body/members.ts'
import { mayDo } from '#domain/people/body/seat.ts'
import { findTies } from '#domain/people/body/ties.ts'
import type { RegistrationStatus } from '#domain/people/registration/registration.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { next } from '#domain/platform/lifecycle/lifecycle.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'
import type { LeaveSort, Period } from '#engine'
import { fullName } from '#language/names.ts'
import { pinnedVersion } from '#regulations/load.ts'

/** Leave that somebody asked for, with what was decided on it. */
export interface Leave {
  readonly id: string
  readonly registrationId: string
  /** As the version says that it was asked under. */
  readonly sort: LeaveSort
  readonly regulationVersion: string
  readonly first: Temporal.PlainDate
  readonly last: Temporal.PlainDate
  readonly note: string
  readonly status: LeaveStatus
  readonly askedOn: Temporal.PlainDate
  /** The days that were granted: all of them, or a part. */
  readonly granted: Period | undefined
  readonly reason: string
  readonly decidedOn: Temporal.PlainDate | undefined
  /** Whoever decided; undefined where nobody had to, or they are gone. */
  readonly decidedBy: string | undefined
  readonly version: number
  readonly holder: LeaveHolder
}

/** Whose leave it is. */
export interface LeaveHolder {
  readonly personId: string
  readonly name: string
  readonly accountId: string | undefined
  /** Empty when the account is gone. */
  readonly email: string
  readonly status: RegistrationStatus
  readonly validity: Period | undefined
}

/** Whether the days that were granted are fewer than were asked. */
export function isInPart({ first, last, granted }: Leave): boolean {
  return granted !== undefined && !(granted.first.equals(first) && granted.last.equals(last))
}

/** One request for leave; with `lock` nobody else changes it until this transaction ends. */
export async function findLeave(
  context: Context,
  id: string,
  options: { readonly lock?: boolean } = {},
): Promise<Leave | undefined> {
  if (!isUuid(id)) return undefined
  const query = rows(context).where('leave.id', '=', id)
  const row = await (options.lock === true ? query.forUpdate('leave') : query).executeTakeFirst()
  return row && leaveOf(context, row)
}

/** What was asked in one registration, the newest first. */
export async function leavesOf(
  context: Context,
  registrationId: string,
): Promise<readonly Leave[]> {
  const found = await rows(context)
    .where('leave.registration_id', '=', registrationId)
    .orderBy('leave.asked_on', 'desc')
    .orderBy('leave.id', 'desc')
    .limit(200)
    .execute()
  return found.map((row) => leaveOf(context, row))
}

/** What waits for a decision, the oldest first, and after it what was decided last. */
export async function listLeave(
  context: Context,
): Promise<{ readonly asked: readonly Leave[]; readonly decided: readonly Leave[] }> {
  const asked = await rows(context)
    .where('leave.status', '=', 'asked')
    .orderBy('leave.asked_on')
    .orderBy('leave.id')
    .limit(mostListed)
    .execute()
  const decided = await rows(context)
    .where('leave.status', 'in', ['granted', 'refused'])
    .orderBy('leave.decided_on', 'desc')
    .orderBy('leave.id', 'desc')
    .limit(mostListed)
    .execute()
  const all = (found: typeof asked) => found.map((row) => leaveOf(context, row))
  return { asked: all(asked), decided: all(decided) }
}

const mostListed = 200

/** The leave that waits for a decision of whoever acts, the oldest first: of nobody with whom they have a tie. */
export async function leaveToDecide(context: Context): Promise<readonly Leave[]> {
  const { actor, register } = context
  if (actor.kind !== 'account' || !mayDo(register, actor, 'decide-leave')) return []
  const { asked } = await listLeave(context)
  const ties = await tiesWith(context, ['decide-leave'], asked)
  return asked.filter(({ registrationId }) => !ties.has(registrationId))
}

/** The files that came along with a request. */
export async function leaveFiles(
  { db }: Context,
  leaveId: string,
): Promise<
  readonly { readonly id: string; readonly name: string; readonly size: number | null }[]
> {
  return db
    .selectFrom('leave_file')
    .innerJoin('document', 'document.id', 'leave_file.document_id')
    .where('leave_file.leave_id', '=', leaveId)
    .select(['document.id', 'document.name', 'document.size'])
    .orderBy('document.id')
    .execute()
}

/** A request as it was seen when it was acted on. */
export interface SeenLeave {
  readonly id: string
  readonly version: number
}

export type TakenLeave =
  | { readonly outcome: 'taken'; readonly leave: Leave; readonly status: LeaveStatus }
  | { readonly outcome: 'unknown' }
  /** Somebody else did something with it meanwhile. */
  | { readonly outcome: 'stale' }

/** Takes a request with a lock to do something with it, and gives the status to which that leads. */
export async function takeLeave(
  context: Context,
  { id, version }: SeenLeave,
  event: LeaveEvent,
): Promise<TakenLeave> {
  const leave = await findLeave(context, id, { lock: true })
  if (leave === undefined) return { outcome: 'unknown' }
  const status = next<LeaveStatus, LeaveEvent>(leaveLifecycle, leave.status, event)
  return status === undefined || leave.version !== version
    ? { outcome: 'stale' }
    : { outcome: 'taken', leave, status }
}

/** Who may decide on leave, and what keeps some of them from that of one person. */
export interface LeaveBench {
  readonly members: readonly Seat[]
  readonly kept: ReadonlyMap<string, Conflict>
}

/** The body that decides on leave, as it sits for one registration. */
export async function benchForLeave(
  context: Context,
  { registrationId, regulationVersion }: Pick<Leave, 'registrationId' | 'regulationVersion'>,
): Promise<LeaveBench> {
  const members = await membersFor(context, 'decide-leave')
  const rules = pinnedVersion(context.register, regulationVersion)?.regulation.committee
  const ties = (await findTies(context, [registrationId])).get(registrationId)
  const kept = new Map<string, Conflict>()
  for (const member of members) {
    const conflict = ties && conflictOf(member, ties, { conflicts: rules?.conflicts ?? [] })
    if (conflict !== undefined) kept.set(member.id, conflict)
  }
  return { members, kept }
}

function rows({ db, register }: Context) {
  return db
    .selectFrom('leave')
    .innerJoin('registration', 'registration.id', 'leave.registration_id')
    .innerJoin('person', 'person.id', 'registration.person_id')
    .leftJoin('account', 'account.id', 'person.account_id')
    .where('leave.register', '=', register.id)
    .selectAll('leave')
    .select([
      'registration.status as registration_status',
      'registration.valid_first',
      'registration.valid_last',
      'person.id as person_id',
      'person.first_name',
      'person.initials',
      'person.name_prefix',
      'person.last_name',
      'account.id as account_id',
      'account.email',
    ])
}

type Row = Awaited<ReturnType<ReturnType<typeof rows>['executeTakeFirstOrThrow']>>

function leaveOf({ register }: Context, row: Row): Leave {
  const regulation = pinnedVersion(register, row.regulation_version)?.regulation
  const sort = regulation?.leaveSorts.find(({ id }) => id === row.sort)
  return {
    id: row.id,
    registrationId: row.registration_id,
    sort: sort ?? unknownSort(row.sort),
    regulationVersion: row.regulation_version,
    first: Temporal.PlainDate.from(row.first),
    last: Temporal.PlainDate.from(row.last),
    note: row.note,
    status: row.status,
    askedOn: Temporal.PlainDate.from(row.asked_on),
    granted: period(row.granted_first, row.granted_last),
    reason: row.reason,
    decidedOn: row.decided_on === null ? undefined : Temporal.PlainDate.from(row.decided_on),
    decidedBy: row.decided_by ?? undefined,
    version: row.version,
    holder: {
      personId: row.person_id,
      name: fullName({
        firstName: row.first_name,
        initials: row.initials,
        namePrefix: row.name_prefix,
        lastName: row.last_name,
      }),
      accountId: row.account_id ?? undefined,
      email: row.email ?? '',
      status: row.registration_status,
      validity: period(row.valid_first, row.valid_last),
    },
  }
}

// Of what its version does not know, nothing follows.
function unknownSort(id: string): LeaveSort {
  const none = { article: '', text: '', does: 'nothing', proof: 'none' } as const
  return { id, label: id, granted: 'by-decision', ...none }
}

function period(first: string | null, last: string | null): Period | undefined {
  return first === null || last === null
    ? undefined
    : { first: Temporal.PlainDate.from(first), last: Temporal.PlainDate.from(last) }
}
