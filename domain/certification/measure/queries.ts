import type { MeasureKind } from '#domain/certification/measure/measure.ts'
import type { Before } from '#domain/certification/validity/stand-again.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'

/** What one of those who decide finds of a proposal. */
export interface MeasureVote {
  readonly memberId: string
  readonly favours: boolean
  readonly reason: string
}

/** A decision on a verdict, or the proposal of one. */
export interface Measure {
  readonly id: string
  readonly verdictId: string
  readonly registrationId: string
  readonly kind: MeasureKind
  readonly interim: boolean
  readonly first: Temporal.PlainDate | undefined
  readonly last: Temporal.PlainDate | undefined
  readonly reason: string
  readonly status: 'proposed' | 'decided' | 'refused'
  readonly proposedOn: Temporal.PlainDate
  readonly proposedBy: string | undefined
  readonly decidedOn: Temporal.PlainDate | undefined
  readonly begunOn: Temporal.PlainDate | undefined
  /** It was to begin, and something else was decided first. */
  readonly droppedOn: Temporal.PlainDate | undefined
  /** An objection to it was upheld: it stays to be read, and nothing else. */
  readonly undoneOn: Temporal.PlainDate | undefined
  /** What the registration was before a removal. */
  readonly before: Before | undefined
  /** The letter. */
  readonly documentId: string | undefined
  readonly votes: readonly MeasureVote[]
}

/** What was proposed and decided on a verdict, the newest first. */
export async function measuresOn(context: Context, verdictId: string): Promise<readonly Measure[]> {
  const found = await measures(context)
    .where('verdict_id', '=', verdictId)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return withVotes(context, found)
}

/** One decision after a verdict, or the proposal of one. */
export async function findMeasure(context: Context, id: string): Promise<Measure | undefined> {
  if (!isUuid(id)) return undefined
  const found = await measures(context).where('id', '=', id).execute()
  return (await withVotes(context, found))[0]
}

function measures({ db, register }: Context) {
  return db.selectFrom('measure').where('register', '=', register.id).selectAll()
}

async function withVotes(
  { db }: Context,
  rows: readonly Awaited<ReturnType<ReturnType<typeof measures>['executeTakeFirstOrThrow']>>[],
): Promise<readonly Measure[]> {
  if (rows.length === 0) return []
  const votes = await db
    .selectFrom('measure_vote')
    .where(
      'measure_id',
      'in',
      rows.map(({ id }) => id),
    )
    .orderBy('given_on')
    .orderBy('member_id')
    .selectAll()
    .execute()
  return rows.map((row) => ({
    id: row.id,
    verdictId: row.verdict_id,
    registrationId: row.registration_id,
    kind: row.kind,
    interim: row.interim,
    first: day(row.first_day),
    last: day(row.last_day),
    reason: row.reason,
    status: row.status,
    proposedOn: Temporal.PlainDate.from(row.proposed_on),
    proposedBy: row.proposed_by ?? undefined,
    decidedOn: day(row.decided_on),
    begunOn: day(row.begun_on),
    droppedOn: day(row.dropped_on),
    undoneOn: day(row.undone_on),
    // Our own JSON: written when it was carried out.
    before: (row.before ?? undefined) as Before | undefined,
    documentId: row.document_id ?? undefined,
    votes: votes
      .filter(({ measure_id }) => measure_id === row.id)
      .map(({ member_id, favours, reason }) => ({ memberId: member_id, favours, reason })),
  }))
}

/** A decision that everybody may read for a while, where the register says so. */
export interface PublishedMeasure {
  readonly kind: 'warning' | 'suspension' | 'removal'
  readonly decidedOn: Temporal.PlainDate
  readonly first: Temporal.PlainDate | undefined
  readonly last: Temporal.PlainDate | undefined
  /** Whose verdict it followed, of which day, where that may be read too. */
  readonly verdict: { readonly by: string; readonly givenOn: Temporal.PlainDate } | undefined
}

/** The decisions on somebody that everybody may read today, by the id of their public page. */
export async function publishedMeasures(
  { db, register, today }: Context,
  entryId: string,
): Promise<readonly PublishedMeasure[]> {
  const published = register.measures?.published
  if (published === undefined) return []
  const rows = await db
    .selectFrom('measure')
    .innerJoin('public_entry', 'public_entry.registration_id', 'measure.registration_id')
    .innerJoin('verdict', 'verdict.id', 'measure.verdict_id')
    .where('public_entry.id', '=', entryId)
    .where('public_entry.register', '=', register.id)
    .where('measure.status', '=', 'decided')
    .where('measure.dropped_on', 'is', null)
    .where('measure.undone_on', 'is', null)
    .where('measure.kind', 'in', [...published.kinds])
    .orderBy('measure.decided_on', 'desc')
    .select([
      'measure.kind',
      'measure.decided_on',
      'measure.first_day',
      'measure.last_day',
      'verdict.college',
      'verdict.given_on',
    ])
    .execute()
  return rows.flatMap((row) => {
    const decidedOn = day(row.decided_on)
    const { kind } = row
    if (decidedOn === undefined || kind === 'none' || kind === 'lift') return []
    const until = decidedOn.add(published.term)
    if (Temporal.PlainDate.compare(today, until) > 0) return []
    const college = register.measures?.follows.find(({ id }) => id === row.college)
    return [
      {
        kind,
        decidedOn,
        first: day(row.first_day),
        last: day(row.last_day),
        verdict:
          published.verdict && college !== undefined
            ? { by: college.short, givenOn: Temporal.PlainDate.from(row.given_on) }
            : undefined,
      },
    ]
  })
}

function day(text: string | null): Temporal.PlainDate | undefined {
  return text === null ? undefined : Temporal.PlainDate.from(text)
}
