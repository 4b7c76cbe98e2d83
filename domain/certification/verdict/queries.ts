import type { VerdictEvent, VerdictStatus } from '#domain/certification/verdict/verdict.ts'
import { verdictLifecycle } from '#domain/certification/verdict/verdict.ts'
import type { Member } from '#domain/people/registration/queries.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { next } from '#domain/platform/lifecycle/lifecycle.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'

/** That somebody was asked what they have to say, and what they said. */
export interface Hearing {
  readonly askedOn: Temporal.PlainDate
  /** The last day on which they can answer. */
  readonly before: Temporal.PlainDate
  readonly answer: string
  readonly answeredOn: Temporal.PlainDate | undefined
}

/** What a college outside the register said about somebody, as it was recorded. */
export interface Verdict {
  readonly id: string
  readonly registrationId: string
  readonly number: string
  /** The college as sentences call it, and in full. */
  readonly by: { readonly short: string; readonly name: string }
  readonly reference: string
  readonly givenOn: Temporal.PlainDate
  readonly gist: string
  readonly documentId: string
  readonly status: VerdictStatus
  readonly recordedOn: Temporal.PlainDate
  readonly recordedBy: string | undefined
  readonly finalOn: Temporal.PlainDate | undefined
  readonly endedBecause: string
  readonly version: number
  readonly member: Member
  /** The oldest first. */
  readonly hearings: readonly Hearing[]
}

/** One verdict; with `lock` nobody else changes it until this transaction ends. */
export async function findVerdict(
  context: Context,
  id: string,
  options: { readonly lock?: boolean } = {},
): Promise<Verdict | undefined> {
  if (!isUuid(id)) return undefined
  const query = rows(context).where('id', '=', id)
  const row = await (options.lock === true ? query.forUpdate() : query).executeTakeFirst()
  return row === undefined ? undefined : (await complete(context, [row]))[0]
}

/** The verdicts in these statuses, the oldest first. */
export async function listVerdicts(
  context: Context,
  statuses: readonly VerdictStatus[],
): Promise<readonly Verdict[]> {
  const found = await rows(context)
    .where('status', 'in', [...statuses])
    .orderBy('recorded_on')
    .orderBy('id')
    .execute()
  return complete(context, found)
}

/** The verdicts about one registration, the newest first; those that were taken out are not among them. */
export async function verdictsOf(
  context: Context,
  registrationId: string,
): Promise<readonly Verdict[]> {
  const found = await rows(context)
    .where('registration_id', '=', registrationId)
    .where('status', '<>', 'withdrawn')
    .orderBy('recorded_on', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return complete(context, found)
}

/** A verdict as it was seen when it was acted on. */
export interface SeenVerdict {
  readonly id: string
  readonly version: number
}

export type TakenVerdict =
  | { readonly outcome: 'taken'; readonly verdict: Verdict }
  | { readonly outcome: 'unknown' }
  /** Somebody else did something with it meanwhile. */
  | { readonly outcome: 'stale' }

/** Takes a verdict with a lock to do something with it, as it was seen. */
export async function takeVerdict(context: Context, seen: SeenVerdict): Promise<TakenVerdict> {
  const verdict = await findVerdict(context, seen.id, { lock: true })
  if (verdict === undefined) return { outcome: 'unknown' }
  return verdict.version === seen.version ? { outcome: 'taken', verdict } : { outcome: 'stale' }
}

/** Leads a verdict, which the caller has locked, to the status of an event; undefined where that may not happen. */
export async function changeVerdict(
  context: Context,
  verdict: Pick<Verdict, 'id' | 'status'>,
  event: VerdictEvent,
  along: { readonly final_on?: string; readonly ended_because?: string } = {},
): Promise<VerdictStatus | undefined> {
  const status = next<VerdictStatus, VerdictEvent>(verdictLifecycle, verdict.status, event)
  if (status === undefined) return undefined
  await context.db
    .updateTable('verdict')
    .set((eb) => ({ ...along, status, version: eb('version', '+', 1) }))
    .where('id', '=', verdict.id)
    .execute()
  return status
}

function rows({ db, register }: Context) {
  return db.selectFrom('verdict').where('register', '=', register.id).selectAll()
}

type Row = Awaited<ReturnType<ReturnType<typeof rows>['executeTakeFirstOrThrow']>>

async function complete(context: Context, found: readonly Row[]): Promise<readonly Verdict[]> {
  if (found.length === 0) return []
  const hearings = await context.db
    .selectFrom('verdict_hearing')
    .where(
      'verdict_id',
      'in',
      found.map(({ id }) => id),
    )
    .orderBy('asked_on')
    .orderBy('id')
    .selectAll()
    .execute()
  const all: Verdict[] = []
  for (const row of found) {
    const member = await findMember(context, row.registration_id)
    if (member === undefined) continue
    all.push({
      id: row.id,
      registrationId: row.registration_id,
      number: row.number,
      by: collegeOf(context, row.college),
      reference: row.reference,
      givenOn: day(row.given_on),
      gist: row.gist,
      documentId: row.document_id,
      status: row.status,
      recordedOn: day(row.recorded_on),
      recordedBy: row.recorded_by ?? undefined,
      finalOn: row.final_on === null ? undefined : day(row.final_on),
      endedBecause: row.ended_because,
      version: row.version,
      member,
      hearings: hearings
        .filter((one) => one.verdict_id === row.id)
        .map((one) => ({
          askedOn: day(one.asked_on),
          before: day(one.answer_before),
          answer: one.answer,
          answeredOn: one.answered_on === null ? undefined : day(one.answered_on),
        })),
    })
  }
  return all
}

// A college that the register no longer follows keeps the id by which it was.
function collegeOf({ register }: Context, id: string): Verdict['by'] {
  const college = register.measures?.follows.find((one) => one.id === id)
  return college === undefined ? { short: id, name: id } : college
}

function day(text: string): Temporal.PlainDate {
  return Temporal.PlainDate.from(text)
}
