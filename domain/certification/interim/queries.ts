import { sql } from 'kysely'
import type { Verdict } from '#domain/certification/committee/judgement.ts'
import type { InterimStatus } from '#domain/certification/interim/interim.ts'
import { interimOf } from '#domain/dossier/activity/admission.ts'
import type { DecidedBy } from '#domain/dossier/activity/course-of-activity.ts'
import { accreditationOfActivity } from '#domain/dossier/activity/course-of-activity.ts'
import type { PortfolioActivity } from '#domain/dossier/activity/queries.ts'
import { findActivity } from '#domain/dossier/activity/queries.ts'
import type { Conflict, Member } from '#domain/people/body/conflict.ts'
import { conflictOf } from '#domain/people/body/conflict.ts'
import { membersFor } from '#domain/people/body/members.ts'
import { findTies } from '#domain/people/body/ties.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'
import type { Amount, CommitteeRules, CompiledRegulation, Interim, Kind } from '#engine'
import { hundredthsOf } from '#engine'
import { fullName } from '#language/names.ts'
import { pinnedVersion } from '#regulations/load.ts'

/** A request to have an activity judged apart from an application. */
export interface InterimRequest {
  readonly id: string
  readonly registrationId: string
  readonly activityId: string
  readonly regulationVersion: string
  readonly status: InterimStatus
  readonly askedOn: Temporal.PlainDate
  /** The committee took it; its owner did not ask. */
  readonly taken: boolean
  readonly endedOn: Temporal.PlainDate | undefined
  readonly outcome: 'approved' | 'partly' | 'rejected' | undefined
  readonly accredited: boolean
  readonly reason: string
  readonly version: number
}

/** The requests about one activity, the newest first. */
export async function interimRequestsOf(
  { db, register }: Context,
  activityId: string,
): Promise<readonly InterimRequest[]> {
  const rows = await db
    .selectFrom('interim_request')
    .where('activity_id', '=', activityId)
    .where('register', '=', register.id)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .selectAll()
    .execute()
  return rows.map(requestOf)
}

interface RequestRow {
  id: string
  registration_id: string
  activity_id: string
  regulation_version: string
  status: InterimStatus
  asked_on: string
  taken: boolean
  ended_on: string | null
  outcome: 'approved' | 'partly' | 'rejected' | null
  accredited: boolean | null
  reason: string
  version: number
}

function requestOf(row: RequestRow): InterimRequest {
  return {
    id: row.id,
    registrationId: row.registration_id,
    activityId: row.activity_id,
    regulationVersion: row.regulation_version,
    status: row.status,
    askedOn: Temporal.PlainDate.from(row.asked_on),
    taken: row.taken,
    endedOn: row.ended_on === null ? undefined : Temporal.PlainDate.from(row.ended_on),
    outcome: row.outcome ?? undefined,
    accredited: row.accredited === true,
    reason: row.reason,
    version: row.version,
  }
}

/** A request in the list of what waits for the committee. */
export interface WaitingInterim {
  readonly id: string
  readonly name: string
  readonly title: string
  readonly kind: string
  readonly askedOn: Temporal.PlainDate
  readonly registrationId: string
  readonly regulationVersion: string
  /** The members who judged it. */
  readonly judgedBy: readonly string[]
  readonly claimed: Amount | undefined
  readonly employer: string
  readonly municipality: string
}

const mostWaiting = 200

/** What waits for the committee, the oldest first; what is in an application is judged there. */
export async function waitingInterims(context: Context): Promise<readonly WaitingInterim[]> {
  const { rows } = await sql<{
    id: string
    first_name: string
    initials: string
    name_prefix: string
    last_name: string
    title: string
    kind: string | null
    asked_on: string
    registration_id: string
    regulation_version: string
    judged_by: string[] | null
    claimed: number | null
    employer: string
    municipality: string
  }>`
    select i.id, p.first_name, p.initials, p.name_prefix, p.last_name, a.title, c.kind, i.asked_on,
      c.claimed, p.employer, p.municipality,
      i.registration_id, i.regulation_version::text,
      (select array_agg(j.member_id::text) from interim_judgement j
        where j.request_id = i.id) as judged_by
    from interim_request i
    join activity a on a.id = i.activity_id
    join activity_claim c on c.activity_id = a.id and c.register = i.register
    join registration r on r.id = i.registration_id
    join person p on p.id = r.person_id
    where i.status = 'asked' and i.register = ${context.register.id} and ${notInApplication}
    order by i.asked_on, i.id limit ${mostWaiting}`.execute(context.db)
  return rows.map((row) => ({
    id: row.id,
    name: nameOf(row),
    title: row.title,
    kind: row.kind ?? '',
    askedOn: Temporal.PlainDate.from(row.asked_on),
    registrationId: row.registration_id,
    regulationVersion: row.regulation_version,
    judgedBy: row.judged_by ?? [],
    claimed: row.claimed === null ? undefined : hundredthsOf(row.claimed),
    employer: row.employer,
    municipality: row.municipality,
  }))
}

const notInApplication = sql`not exists (select from application_activity aa
  join application p2 on p2.id = aa.application_id
  where aa.activity_id = i.activity_id and p2.register = i.register
    and p2.status in ('submitted', 'returned', 'with-committee'))`

function nameOf(row: {
  first_name: string
  initials: string
  name_prefix: string
  last_name: string
}): string {
  return fullName({
    firstName: row.first_name,
    initials: row.initials,
    namePrefix: row.name_prefix,
    lastName: row.last_name,
  })
}

/** A request with all that a member needs to judge it. */
export interface InterimFile {
  readonly request: InterimRequest
  readonly compiled: CompiledRegulation
  readonly kind: Kind
  readonly interim: Interim
  readonly activity: PortfolioActivity
  /** By which decision of the register it is accredited; undefined for none. */
  readonly decided: DecidedBy | undefined
  readonly applicant: {
    readonly name: string
    readonly email: string
    readonly accountId: string | undefined
    readonly employer: string
    readonly municipality: string
  }
  readonly rules: CommitteeRules
  readonly members: readonly Member[]
  readonly conflicts: ReadonlyMap<string, Conflict>
  /** What was found, of those who may judge it, in the order in which they did. */
  readonly verdicts: readonly Verdict[]
  /** It is in an application, which judges it. */
  readonly inApplication: boolean
}

/** One request with the committee as it sits for it; locked when it is to be changed. */
export async function findInterimFile(
  context: Context,
  id: string,
  options: { readonly lock?: boolean } = {},
): Promise<InterimFile | undefined> {
  if (!isUuid(id)) return undefined
  const { db, register } = context
  const found = db
    .selectFrom('interim_request')
    .where('id', '=', id)
    .where('register', '=', register.id)
    .selectAll()
  const row = await (options.lock ? found.forUpdate() : found).executeTakeFirst()
  if (row === undefined) return undefined
  const request = requestOf(row)
  const compiled = pinnedVersion(register, request.regulationVersion)
  const activity = await findActivity(context, request.registrationId, request.activityId)
  const kind = compiled?.regulation.kinds.find(({ id: one }) => one === activity?.kind)
  if (compiled === undefined || activity === undefined || kind === undefined) return undefined
  const interim = interimOf(register, compiled.regulation, activity)
  if (interim === undefined) return undefined
  const { applicant, inApplication } = await applicantOf(context, request)
  const ties = (await findTies(context, [request.registrationId])).get(request.registrationId)
  const committee = compiled.regulation.committee
  const rules = { ...committee, members: interim.members ?? committee.members }
  const members = await membersFor(context, 'judge-interim')
  const conflicts = new Map<string, Conflict>()
  for (const member of members) {
    const conflict = ties && conflictOf(member, ties, rules)
    if (conflict !== undefined) conflicts.set(member.id, conflict)
  }
  const verdicts = await verdictsOf(context, request)
  return {
    request,
    compiled,
    kind,
    interim,
    activity,
    decided: await accreditationOfActivity(context, activity.id),
    applicant,
    rules,
    members,
    conflicts,
    verdicts: verdicts.filter(({ memberId }) => !conflicts.has(memberId)),
    inApplication,
  }
}

async function applicantOf({ db }: Context, { id }: InterimRequest) {
  const { rows } = await sql<{
    first_name: string
    initials: string
    name_prefix: string
    last_name: string
    employer: string
    municipality: string
    account_id: string | null
    email: string | null
    in_application: boolean
  }>`
    select p.first_name, p.initials, p.name_prefix, p.last_name, p.account_id, u.email,
      p.employer, p.municipality,
      not (${notInApplication}) as in_application
    from interim_request i
    join registration r on r.id = i.registration_id
    join person p on p.id = r.person_id
    left join account u on u.id = p.account_id
    where i.id = ${id}`.execute(db)
  const [row] = rows
  if (row === undefined) throw new Error(`There is no request ${id}`)
  return {
    applicant: {
      name: nameOf(row),
      email: row.email ?? '',
      accountId: row.account_id ?? undefined,
      employer: row.employer,
      municipality: row.municipality,
    },
    inApplication: row.in_application,
  }
}

// As the verdicts on an application are, with this one activity in them.
async function verdictsOf(
  { db }: Context,
  { id, activityId }: InterimRequest,
): Promise<readonly Verdict[]> {
  const rows = await db
    .selectFrom('interim_judgement')
    .where('request_id', '=', id)
    .orderBy('created_at')
    .orderBy('member_id')
    .selectAll()
    .execute()
  return rows.map(({ member_id, outcome, amount, accredited, reason, created_at }) => ({
    memberId: member_id,
    grants: new Map([
      [
        activityId,
        {
          outcome,
          amount: amount === null ? undefined : hundredthsOf(amount),
          reason,
          accreditation: accredited
            ? ({ recognised: true } as const)
            : ({ recognised: false, reason } as const),
        },
      ],
    ]),
    answers: new Map(),
    whole: 'meets' as const,
    reason,
    givenAt: created_at,
  }))
}
