import type { Application, ApplicationFile } from '#domain/certification/application/queries.ts'
import { accreditationFound, attributesFound } from '#domain/certification/application/queries.ts'
import type {
  Grant,
  NormAnswer,
  Verdict,
  Whole,
} from '#domain/certification/committee/judgement.ts'
import type { Conflict, FileTies, Member } from '#domain/people/body/conflict.ts'
import { conflictOf } from '#domain/people/body/conflict.ts'
import type { Seated } from '#domain/people/body/members.ts'
import { everySeated, seatedFor } from '#domain/people/body/members.ts'
import { findTies } from '#domain/people/body/ties.ts'
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

// Who opened these applications today, by the id of each.
async function openedToday(
  { db, today }: Context,
  applicationIds: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const rows = await db
    .selectFrom('inspection')
    .where('application_id', 'in', [...applicationIds])
    .where('opened_on', '=', today.toString())
    .select(['application_id', 'member_id'])
    .execute()
  const byFile = Map.groupBy(rows, ({ application_id }) => application_id ?? '')
  return new Map(
    [...byFile].map(([id, opened]) => [id, new Set(opened.map(({ member_id }) => member_id))]),
  )
}

/** Who of the committee may judge a file, and what keeps the others from it. */
export interface Bench {
  readonly members: readonly Member[]
  readonly conflicts: ReadonlyMap<string, Conflict>
  /** The chairs who may judge this file. */
  readonly freeChairs: ReadonlySet<string>
  readonly rules: CommitteeRules
  /** The members who opened it today, having said that nothing stands in the way. */
  readonly openedToday: ReadonlySet<string>
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
  const found = await findTies(
    context,
    files.map(({ application }) => application.registrationId),
  )
  const opened = await openedToday(
    context,
    files.map(({ application }) => application.id),
  )
  return files.flatMap((file) => {
    const ties = found.get(file.application.registrationId)
    if (ties === undefined) return []
    const bench = benchFor(context, file, members, ties)
    return [
      { ...file, bench: { ...bench, openedToday: opened.get(file.application.id) ?? nobody } },
    ]
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

const nobody: ReadonlySet<string> = new Set()

function benchFor(
  context: Context,
  { application }: ApplicationFile,
  everybody: readonly Seated[],
  ties: FileTies,
): Omit<Bench, 'openedToday'> {
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
    .select('accreditation_anyway')
    .select(['attributes_refused', 'attributes_reason'])
    .execute()
  const byFile = Map.groupBy(rows, ({ application_id }) => application_id ?? '')
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
  readonly accreditation_anyway: string
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
        const accreditation = accreditationFound(
          row.accreditation_refused,
          row.accreditation_anyway,
        )
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
