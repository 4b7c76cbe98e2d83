import type { Accreditation, Counts } from '#domain/courses/accreditation/accreditation.ts'
import { accreditationsOf } from '#domain/courses/accreditation/queries.ts'
import type { Course, Edition } from '#domain/courses/course/course.ts'
import { editionsOf, findCourse } from '#domain/courses/course/queries.ts'
import type { KeptBy } from '#domain/learning/judging/conflicts.ts'
import { tiesWithAskers, whoIsKept } from '#domain/learning/judging/conflicts.ts'
import type { MemberFinding } from '#domain/learning/judging/judging.ts'
import type { Term } from '#domain/learning/judging/term.ts'
import { termOf } from '#domain/learning/judging/term.ts'
import {
  findPart,
  findRequest,
  partsInRegister,
  requestFiles,
} from '#domain/learning/request/queries.ts'
import type {
  AccreditationRequest,
  PartStatus,
  RequestFile,
  RequestPart,
} from '#domain/learning/request/request.ts'
import { titleOf } from '#domain/learning/request/title.ts'
import { findOrganisation } from '#domain/organisations/organisation/queries.ts'
import type { Member } from '#domain/people/body/conflict.ts'
import { membersFor } from '#domain/people/body/members.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { fullName } from '#language/names.ts'

/** What is asked of this register, with all that whoever looks at it needs. */
export interface PartFile {
  readonly part: RequestPart
  readonly request: AccreditationRequest
  /** Undefined where it asks to be recognised for a training. */
  readonly course: Course | undefined
  readonly editions: readonly Edition[]
  /** What was decided of the course before, in this register. */
  readonly before: readonly Accreditation[]
  readonly files: readonly RequestFile[]
  readonly asker: string
  readonly members: readonly Member[]
  readonly kept: ReadonlyMap<string, KeptBy>
  /** Those that count: of members who still sit there and whom nothing keeps from it. */
  readonly findings: readonly MemberFinding[]
  /** From when on it would hold if it were granted today, and until when. */
  readonly term: Term
}

/** What is asked of this register, by its id; undefined where it is not asked of it. */
export async function findPartFile(
  context: Context,
  id: string,
  options: { readonly lock?: boolean } = {},
): Promise<PartFile | undefined> {
  const part = await findPart(context, id, options)
  if (part === undefined || part.register !== context.register.id || part.status === 'draft')
    return undefined
  const request = await findRequest(context, part.requestId)
  if (request === undefined) return undefined
  const { courseId } = part
  const members = await membersFor(context, 'judge-accreditation')
  const ids = members.map((one) => one.id)
  const kept = await whoIsKept(context, part, ids)
  return {
    part,
    request,
    course: courseId === undefined ? undefined : await findCourse(context, courseId),
    editions: courseId === undefined ? [] : await editionsOf(context, [courseId]),
    before:
      courseId === undefined
        ? []
        : await accreditationsOf(context, [courseId], { register: part.register }),
    files: await requestFiles(context, part.requestId),
    asker: await askerName(context, part),
    members,
    kept,
    findings: await findingsThatCount(context, { part, members, kept }),
    term: await termOf(context, part),
  }
}

/** What members found of it so far who still sit there and whom nothing keeps from it by now. */
export async function findingsThatCount(
  context: Pick<Context, 'db'>,
  { part, members, kept }: Pick<PartFile, 'part' | 'members' | 'kept'>,
): Promise<readonly MemberFinding[]> {
  const judge = new Set(members.flatMap(({ id }) => (kept.has(id) ? [] : [id])))
  const all = await findingsOf(context, part.id)
  return all.filter(({ memberId }) => judge.has(memberId))
}

/** What was asked of this register, as it stands in a list. */
export interface AskedPart {
  readonly part: RequestPart
  readonly title: string
  readonly asker: string
  /** The members who found something of it. */
  readonly judgedBy: readonly string[]
}

/** What was asked of this register and stands so, the oldest first. */
export async function partsAskedHere(
  context: Context,
  statuses: readonly PartStatus[],
): Promise<readonly AskedPart[]> {
  const parts = await partsInRegister(context, statuses)
  return Promise.all(
    parts.map(async (part) => ({
      part,
      title: await titleOf(context, part),
      asker: await askerName(context, part),
      judgedBy: (await findingsOf(context, part.id)).map(({ memberId }) => memberId),
    })),
  )
}

/** How much waits for whoever acts in the back office, and since when; not of who they have a tie with. */
export async function accreditationsToCheck(
  context: Context,
): Promise<{ readonly count: number; readonly oldest: Temporal.PlainDate | undefined }> {
  if (context.register.accreditation === undefined) return { count: 0, oldest: undefined }
  const all = await partsInRegister(context, ['handed-in'])
  const ties = await tiesWithAskers(context, ['check-accreditation'], all)
  const waiting = all.filter(({ id }) => !ties.has(id))
  return { count: waiting.length, oldest: waiting[0]?.handedInOn }
}

/** How whoever asks is called. */
export async function askerName(
  context: Context,
  { owner }: Pick<RequestPart, 'owner'>,
): Promise<string> {
  if (owner === undefined) return ''
  if (owner.is === 'organisation') return (await findOrganisation(context, owner.id))?.name ?? ''
  const row = await context.db
    .selectFrom('person')
    .where('id', '=', owner.id)
    .select(['first_name', 'initials', 'name_prefix', 'last_name'])
    .executeTakeFirst()
  if (row === undefined) return ''
  return fullName({
    firstName: row.first_name,
    initials: row.initials,
    namePrefix: row.name_prefix,
    lastName: row.last_name,
  })
}

// What members found of it so far, but for what was forgotten.
async function findingsOf(
  { db }: Pick<Context, 'db'>,
  partId: string,
): Promise<readonly MemberFinding[]> {
  const rows = await db
    .selectFrom('accreditation_judgement')
    .where('part_id', '=', partId)
    .where('forgotten_on', 'is', null)
    .orderBy('created_at')
    .select(['member_id', 'outcome', 'counts', 'last_day', 'conditions', 'reason'])
    .execute()
  return rows.map((row) => ({
    memberId: row.member_id,
    outcome: row.outcome,
    counts: row.counts as readonly Counts[],
    last: row.last_day === null ? undefined : Temporal.PlainDate.from(row.last_day),
    conditions: row.conditions,
    reason: row.reason,
  }))
}
