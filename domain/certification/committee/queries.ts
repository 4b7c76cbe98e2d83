import { sql } from 'kysely'
import type { Application, ApplicationFile } from '#domain/certification/application/queries.ts'
import { accreditationFound, attributesFound } from '#domain/certification/application/queries.ts'
import type {
  Grant,
  NormAnswer,
  Verdict,
  Whole,
} from '#domain/certification/committee/judgement.ts'
import type { Conflict, Declarant, FileTies, Member } from '#domain/people/body/conflict.ts'
import { conflictOf } from '#domain/people/body/conflict.ts'
import type { Seated } from '#domain/people/body/members.ts'
import { everySeated, seatedFor } from '#domain/people/body/members.ts'
import type { Context } from '#domain/platform/context/context.ts'
import type { CommitteeRules, CompiledRegulation } from '#engine'
import { hundredthsOf } from '#engine'
import { pinnedVersion } from '#regulations/load.ts'

/** The version of the regulation to which an application is pinned. */
export function versionOf(
  { register }: Context,
  { regulationVersion }: Pick<Application, 'regulationVersion'>,
): CompiledRegulation {
  const compiled = pinnedVersion(register, regulationVersion)
  if (compiled === undefined) {
    throw new Error(`There is no version ${regulationVersion} of ${register.id}`)
  }
  return compiled
}

interface TiesRow {
  readonly id: string
  readonly referees: readonly { readonly email: string; readonly name: string }[]
  readonly declarants: readonly Declarant[]
  readonly referee_for: readonly string[]
  readonly declared: readonly { readonly member: string; readonly reason: string }[]
  readonly opened: readonly string[]
}

// What ties people to applications: employer, referees, what members declared, who opened them.
async function findTies(
  { db, register, today }: Context,
  files: readonly ApplicationFile[],
): Promise<ReadonlyMap<string, FileTies>> {
  const asked = files.map(({ application: { id, registrationId }, applicant: { email } }) => ({
    id,
    registration: registrationId,
    email: email.toLowerCase(),
  }))
  const { rows } = await sql<TiesRow>`select f.id,
    (select coalesce(json_agg(distinct jsonb_build_object('email', q.email, 'name', q.name)), '[]')
      from referee_request q join activity_claim a on a.activity_id = q.activity_id
      where a.registration_id = f.registration and q.withdrawn_on is null
    ) as referees,
    (select coalesce(json_agg(distinct jsonb_build_object('email', t.email,
        'name', t.signed_name, 'organisation', t.signed_organisation)), '[]')
      from attestation t where t.registration_id = f.registration and t.answer = 'confirmed'
    ) as declarants,
    (select coalesce(json_agg(distinct p.account_id), '[]')
      from referee_request q join activity_claim a on a.activity_id = q.activity_id
        join registration r on r.id = a.registration_id join person p on p.id = r.person_id
      where q.register = ${register.id} and q.email = f.email and q.withdrawn_on is null
        and p.account_id is not null
    ) as referee_for,
    (select coalesce(json_agg(json_build_object('member', member_id, 'reason', reason)), '[]')
      from recusal where application_id = f.id) as declared,
    (select coalesce(json_agg(member_id), '[]') from inspection
      where application_id = f.id and opened_on = ${today.toString()}) as opened
    from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb)
      as f(id uuid, registration uuid, email text)`.execute(db)
  const found = new Map(rows.map((row) => [row.id, row]))
  return new Map(
    files.map(({ application, applicant }) => {
      const row = found.get(application.id)
      const ties = {
        applicantAccountId: applicant.accountId,
        applicantEmail: applicant.email,
        employer: applicant.work.employer,
        municipality: applicant.work.municipality,
        referees: row?.referees ?? [],
        declarants: row?.declarants ?? [],
        refereeFor: new Set(row?.referee_for),
        declared: new Map(row?.declared.map(({ member, reason }) => [member, reason])),
        openedToday: new Set(row?.opened),
      }
      return [application.id, ties]
    }),
  )
}

/** Who of the committee may judge a file, and what keeps the others from it. */
export interface Bench {
  readonly members: readonly Member[]
  readonly conflicts: ReadonlyMap<string, Conflict>
  /** The chairs who may judge this file. */
  readonly freeChairs: ReadonlySet<string>
  readonly rules: CommitteeRules
  /** What ties the members to the file. */
  readonly ties: FileTies
}

/** A file with the committee as it sits for it. */
export interface SeatedFile extends ApplicationFile {
  readonly bench: Bench
}

/** Seats the committee for each of these files. */
export async function seatCommittee(
  context: Context,
  files: readonly ApplicationFile[],
): Promise<readonly SeatedFile[]> {
  if (files.length === 0) return []
  const members = await everySeated(context)
  const found = await findTies(context, files)
  return files.flatMap((file) => {
    const ties = found.get(file.application.id)
    return ties === undefined ? [] : [{ ...file, bench: benchFor(context, file, members, ties) }]
  })
}

/** A seated file with what was found of it so far. */
export interface JudgedFile extends SeatedFile {
  readonly verdicts: readonly Verdict[]
}

/** Seats the committee for each of these files, and reads what it found of them. */
export async function judgedFiles(
  context: Context,
  files: readonly ApplicationFile[],
): Promise<readonly JudgedFile[]> {
  const ids = files.map(({ application }) => application.id)
  const verdicts = await verdictsOn(context, ids)
  const seated = await seatCommittee(context, files)
  return seated.map((file) => ({
    ...file,
    verdicts: counted(file, verdicts.get(file.application.id)),
  }))
}

function benchFor(
  context: Context,
  { application }: ApplicationFile,
  everybody: readonly Seated[],
  ties: FileTies,
): Bench {
  const rules = versionOf(context, application).regulation.committee
  const members = seatedFor(context, everybody, `judge-${application.kind}`)
  const conflicts = new Map<string, Conflict>()
  for (const member of members) {
    const conflict = conflictOf(member, ties, rules)
    if (conflict !== undefined) conflicts.set(member.id, conflict)
  }
  const freeChairs = members.filter(({ id, chair }) => chair && !conflicts.has(id))
  return { members, conflicts, rules, ties, freeChairs: new Set(freeChairs.map(({ id }) => id)) }
}

/** What the members found of one application, in the order in which they first judged it. */
export async function verdictsOf(
  context: Context,
  applicationId: string,
): Promise<readonly Verdict[]> {
  return (await verdictsOn(context, [applicationId])).get(applicationId) ?? []
}

/** What the members found of each of these applications that was judged, by its id. */
export async function verdictsOn(
  context: Context,
  applicationIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Verdict[]>> {
  if (applicationIds.length === 0) return new Map()
  const rows = await context.db
    .selectFrom('judgement')
    .where('application_id', 'in', [...applicationIds])
    .orderBy('created_at')
    .orderBy('id')
    .select(['application_id', 'activity_id', 'norm', 'member_id', 'outcome', 'amount', 'reason'])
    .select(['created_at', 'accreditation_refused', 'claim_id', 'amount_second'])
    .select(['attributes_refused', 'attributes_reason'])
    .execute()
  const byFile = Map.groupBy(rows, ({ application_id }) => application_id)
  return new Map([...byFile].map(([id, judgements]) => [id, verdictsIn(judgements)]))
}

/**
 * The verdicts that count of a file: as long as it is open, what a member found who may no longer
 * judge it is left out, and what was found before all was to be judged anew.
 */
export function counted(
  { application, bench }: SeatedFile,
  verdicts: readonly Verdict[] = [],
): readonly Verdict[] {
  const { status, judgedAnewFrom } = application
  const now = verdicts.filter(({ givenAt }) => isSince(givenAt, judgedAnewFrom))
  if (status !== 'with-committee') return now
  // In the meeting only who sits there has a vote; in writing a vote was one when it was given.
  const inMeeting = bench.rules.decides === 'in-the-meeting'
  const sits = (id: string) => bench.members.some((member) => member.id === id)
  return now.filter(
    ({ memberId }) => !bench.conflicts.has(memberId) && (!inMeeting || sits(memberId)),
  )
}

function isSince(moment: string, from: string | undefined): boolean {
  if (from === undefined) return true
  const [given, since] = [Temporal.Instant.from(moment), Temporal.Instant.from(from)]
  return Temporal.Instant.compare(given, since) >= 0
}

interface JudgementRow {
  readonly activity_id: string | null
  readonly claim_id: string | null
  readonly norm: string | null
  readonly member_id: string
  readonly outcome: Grant['outcome'] | Whole
  readonly amount: number | null
  readonly amount_second: number | null
  readonly reason: string
  readonly created_at: string
  readonly accreditation_refused: string | null
  readonly attributes_refused: readonly string[]
  readonly attributes_reason: string
}

function verdictsIn(rows: readonly JudgementRow[]): readonly Verdict[] {
  const wholes = rows.filter(
    ({ activity_id, claim_id, norm }) => (activity_id ?? claim_id ?? norm) === null,
  )
  return wholes.map((whole) => {
    const grants = new Map<string, Grant>()
    const answers = new Map<string, NormAnswer>()
    for (const row of rows) {
      if (row.member_id !== whole.member_id) continue
      const { outcome, reason } = row
      const on = row.activity_id ?? row.claim_id
      if (row.norm !== null) answers.set(row.norm, { meets: outcome === 'meets', reason })
      else if (on !== null && !isWhole(outcome)) {
        const amount = row.amount === null ? undefined : hundredthsOf(row.amount)
        const accreditation = accreditationFound(row.accreditation_refused)
        const attributes = attributesFound(row.attributes_refused, row.attributes_reason)
        const apart = row.claim_id === null ? { accreditation, ...attributes } : {}
        const second = row.amount_second === null ? {} : { second: hundredthsOf(row.amount_second) }
        grants.set(on, { outcome, amount, ...second, reason, ...apart })
      }
    }
    return {
      memberId: whole.member_id,
      grants,
      answers,
      whole: isWhole(whole.outcome) ? whole.outcome : 'fails',
      reason: whole.reason,
      givenAt: whole.created_at,
    }
  })
}

function isWhole(outcome: JudgementRow['outcome']): outcome is Whole {
  return outcome === 'meets' || outcome === 'temporary' || outcome === 'fails'
}

/** What a member typed of a judgement that is still in the making. */
export async function findJudgementDraft(
  { db }: Context,
  applicationId: string,
  memberId: string,
): Promise<Readonly<Record<string, readonly string[]>> | undefined> {
  const row = await db
    .selectFrom('judgement_draft')
    .where('application_id', '=', applicationId)
    .where('member_id', '=', memberId)
    .select('fields')
    .executeTakeFirst()
  return row?.fields as Readonly<Record<string, readonly string[]>> | undefined
}
