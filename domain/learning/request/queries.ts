import type { Counts } from '#domain/courses/accreditation/accreditation.ts'
import type { Owner } from '#domain/courses/course/course.ts'
import { ownerOf } from '#domain/courses/course/queries.ts'
import type {
  AccreditationRequest,
  PartStatus,
  Purpose,
  RequestFile,
  RequestPart,
} from '#domain/learning/request/request.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'
import type { OpenedDocument } from '#domain/platform/paper/open-document.ts'
import { openDocumentIn } from '#domain/platform/paper/open-document.ts'
import { centsOf } from '#engine'

// Whoever asks sees all of it; a register sees what is asked of it, once that was handed in.

/** A request with its parts; locked until the end of the transaction where asked. */
export async function findRequest(
  context: Pick<Context, 'db'>,
  id: string,
  { lock = false }: { readonly lock?: boolean } = {},
): Promise<AccreditationRequest | undefined> {
  if (!isUuid(id)) return undefined
  const row = await context.db
    .selectFrom('accreditation_request')
    .where('id', '=', id)
    .select(requestColumns)
    .$if(lock, (query) => query.forUpdate())
    .executeTakeFirst()
  if (row === undefined) return undefined
  const parts = await context.db
    .selectFrom('accreditation_part')
    .where('request_id', '=', id)
    .select(partColumns)
    .orderBy('register')
    .execute()
  return toRequest(row, parts.map(toPart))
}

/** Everything that an organisation or a professional asked, the newest first. */
export async function requestsOf(
  { db }: Pick<Context, 'db'>,
  owner: Owner,
): Promise<readonly AccreditationRequest[]> {
  const column = owner.is === 'organisation' ? 'organisation_id' : 'person_id'
  const rows = await db
    .selectFrom('accreditation_request')
    .where(column, '=', owner.id)
    .select(requestColumns)
    .orderBy('id', 'desc')
    .execute()
  const parts = await db
    .selectFrom('accreditation_part')
    .where(column, '=', owner.id)
    .select(partColumns)
    .orderBy('register')
    .execute()
  const ofRequest = Map.groupBy(parts.map(toPart), ({ requestId }) => requestId)
  return rows.map((row) => toRequest(row, ofRequest.get(row.id) ?? []))
}

/** One part; locked until the end of the transaction where asked. */
export async function findPart(
  { db }: Pick<Context, 'db'>,
  id: string,
  { lock = false }: { readonly lock?: boolean } = {},
): Promise<RequestPart | undefined> {
  if (!isUuid(id)) return undefined
  const row = await db
    .selectFrom('accreditation_part')
    .where('id', '=', id)
    .select(partColumns)
    .$if(lock, (query) => query.forUpdate())
    .executeTakeFirst()
  return row && toPart(row)
}

/** What was asked of this register and stands so, the oldest first. */
export async function partsInRegister(
  { db, register }: Pick<Context, 'db' | 'register'>,
  statuses: readonly PartStatus[],
): Promise<readonly RequestPart[]> {
  const rows = await db
    .selectFrom('accreditation_part')
    .where('register', '=', register.id)
    .where('status', 'in', [...statuses])
    .select(partColumns)
    .orderBy('handed_in_on')
    .orderBy('id')
    .execute()
  return rows.map(toPart)
}

/** The part by which an accreditation was decided; undefined where it was not asked here. */
export async function partOfAccreditation(
  { db }: Pick<Context, 'db'>,
  accreditationId: string,
): Promise<RequestPart | undefined> {
  const row = await db
    .selectFrom('accreditation_part')
    .where('result_id', '=', accreditationId)
    .select(partColumns)
    .executeTakeFirst()
  return row && toPart(row)
}

/** The files that came with a request, the oldest first. */
export async function requestFiles(
  { db }: Pick<Context, 'db'>,
  requestId: string,
): Promise<readonly RequestFile[]> {
  const rows = await db
    .selectFrom('accreditation_file')
    .where('request_id', '=', requestId)
    .select(['id', 'shows', 'name', 'added_on'])
    .orderBy('id')
    .execute()
  return rows.map(({ id, shows, name, added_on }) => ({
    id,
    shows,
    name,
    addedOn: Temporal.PlainDate.from(added_on),
  }))
}

/** Opens such a file, in whatever register it lies. Throws HeldBackFile where it is not what was kept. */
export async function openRequestFile(
  context: Context,
  requestId: string,
  id: string,
): Promise<OpenedDocument> {
  if (!isUuid(id)) return { outcome: 'unknown' }
  const row = await context.db
    .selectFrom('accreditation_file')
    .where('request_id', '=', requestId)
    .where('id', '=', id)
    .select(['document_id', 'kept_in'])
    .executeTakeFirst()
  if (row === undefined) return { outcome: 'unknown' }
  return openDocumentIn(context, row.kept_in, row.document_id)
}

const requestColumns = [
  ...(['id', 'organisation_id', 'person_id', 'course_id', 'copied_from', 'explanation'] as const),
  ...(['started_on', 'handed_in_on', 'version'] as const),
] as const

interface RequestRow {
  readonly id: string
  readonly organisation_id: string | null
  readonly person_id: string | null
  readonly course_id: string | null
  readonly copied_from: string | null
  readonly explanation: string
  readonly started_on: string
  readonly handed_in_on: string | null
  readonly version: number
}

function toRequest(row: RequestRow, parts: readonly RequestPart[]): AccreditationRequest {
  return {
    id: row.id,
    owner: ownerOf(row),
    courseId: row.course_id ?? undefined,
    copiedFrom: row.copied_from ?? undefined,
    explanation: row.explanation,
    startedOn: Temporal.PlainDate.from(row.started_on),
    handedInOn: day(row.handed_in_on),
    parts,
    version: row.version,
  }
}

const partColumns = [
  ...(['id', 'request_id', 'register', 'organisation_id', 'person_id', 'course_id'] as const),
  ...(['training', 'number', 'purpose', 'accreditation_id', 'status', 'counts'] as const),
  ...(['answers', 'fee', 'handed_in_on', 'asked', 'asked_by_committee', 'answer_before'] as const),
  ...(['answer', 'decide_before', 'decided_on', 'reason', 'result_id', 'document_id'] as const),
  ...(['version'] as const),
] as const

interface PartRow {
  readonly id: string
  readonly request_id: string
  readonly register: string
  readonly organisation_id: string | null
  readonly person_id: string | null
  readonly course_id: string | null
  readonly training: string | null
  readonly number: string | null
  readonly purpose: Purpose
  readonly accreditation_id: string | null
  readonly status: PartStatus
  readonly counts: unknown
  readonly answers: unknown
  readonly fee: number | null
  readonly handed_in_on: string | null
  readonly asked: string
  readonly asked_by_committee: boolean
  readonly answer_before: string | null
  readonly answer: string
  readonly decide_before: string | null
  readonly decided_on: string | null
  readonly reason: string
  readonly result_id: string | null
  readonly document_id: string | null
  readonly version: number
}

function toPart(row: PartRow): RequestPart {
  return {
    id: row.id,
    requestId: row.request_id,
    register: row.register,
    owner: ownerOf(row),
    courseId: row.course_id ?? undefined,
    training: row.training ?? undefined,
    number: row.number ?? undefined,
    purpose: row.purpose,
    accreditationId: row.accreditation_id ?? undefined,
    status: row.status,
    counts: row.counts as readonly Counts[],
    answers: row.answers as Readonly<Record<string, string>>,
    fee: row.fee === null ? undefined : centsOf(row.fee),
    handedInOn: day(row.handed_in_on),
    asked: row.asked,
    askedByCommittee: row.asked_by_committee,
    answerBefore: day(row.answer_before),
    answer: row.answer,
    decideBefore: day(row.decide_before),
    decidedOn: day(row.decided_on),
    reason: row.reason,
    resultId: row.result_id ?? undefined,
    documentId: row.document_id ?? undefined,
    version: row.version,
  }
}

function day(text: string | null): Temporal.PlainDate | undefined {
  return text === null ? undefined : Temporal.PlainDate.from(text)
}
