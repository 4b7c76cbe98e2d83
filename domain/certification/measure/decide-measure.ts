import { carryOut, suspendingOf } from '#domain/certification/measure/carry-out.ts'
import type { MeasureKind } from '#domain/certification/measure/measure.ts'
import { kindsNow } from '#domain/certification/measure/measure.ts'
import type { Measure } from '#domain/certification/measure/queries.ts'
import { measuresOn } from '#domain/certification/measure/queries.ts'
import { benchForVerdict } from '#domain/certification/verdict/bench.ts'
import { tellDeciders } from '#domain/certification/verdict/hear.ts'
import type { SeenVerdict, Verdict } from '#domain/certification/verdict/queries.ts'
import { takeVerdict } from '#domain/certification/verdict/queries.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'

/** What somebody proposes to decide on a verdict. */
export interface Proposal {
  readonly kind: MeasureKind
  /** Of a suspension: its days. */
  readonly first: Temporal.PlainDate | undefined
  readonly last: Temporal.PlainDate | undefined
  readonly reason: string
}

export type DecidedMeasure = {
  readonly outcome: /** It is decided, as enough of those who decide agree. */
    | 'decided'
    | 'proposed'
    | 'agreed'
    | 'refused'
    | 'stale'
    | 'unknown'
    /** They have a tie with the person, do not sit in the body, or recorded the verdict alone. */
    | 'not-free'
    | 'no-reason'
    | 'no-days'
    | 'past'
    | 'wrong-way-round'
    | 'too-long'
    /** It cannot be decided now; on a registration that ended meanwhile, for one. */
    | 'not-now'
}

/**
 * Somebody of the body proposes what is decided on a verdict, with the reasons. They are for it
 * themselves; where one is enough it is decided at once, otherwise when others agree.
 */
export async function proposeMeasure(
  context: Context,
  seen: SeenVerdict,
  memberId: string,
  proposal: Proposal,
): Promise<DecidedMeasure> {
  const opened = await open(context, seen, memberId)
  if (opened.outcome !== 'open') return opened
  const { verdict, proposed } = opened
  if (proposed !== undefined) return { outcome: 'stale' }
  const problem = await problemWith(context, verdict, proposal)
  if (problem !== undefined) return { outcome: problem }
  const { db, register, today } = context
  const { kind, first, last, reason } = proposal
  const suspends = kind === 'suspension'
  const { id } = await db
    .insertInto('measure')
    .values({
      register: register.id,
      registration_id: verdict.registrationId,
      verdict_id: verdict.id,
      kind,
      interim: suspends && verdict.status === 'hearing',
      first_day: suspends ? (first?.toString() ?? null) : null,
      last_day: suspends ? (last?.toString() ?? null) : null,
      reason: reason.trim(),
      status: 'proposed',
      proposed_on: today.toString(),
      proposed_by: memberId,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await record(context, {
    noun: 'measure',
    id,
    action: 'propose',
    facts: {
      verdict: verdict.id,
      kind,
      first: first?.toString(),
      last: last?.toString(),
      reason: reason.trim(),
      member: memberId,
    },
  })
  const done = await vote(context, verdict, id, memberId)
  if (done.outcome !== 'agreed') return done
  await tellDeciders(context, verdict, 'agrees', memberId)
  return { outcome: 'proposed' }
}

/** Somebody else of the body agrees with what was proposed. When enough do, it is decided and carried out. */
export async function agreeWithMeasure(
  context: Context,
  seen: SeenVerdict,
  memberId: string,
): Promise<DecidedMeasure> {
  const opened = await open(context, seen, memberId)
  if (opened.outcome !== 'open') return opened
  const { verdict, proposed } = opened
  if (proposed === undefined) return { outcome: 'stale' }
  if (proposed.votes.some((one) => one.memberId === memberId)) return { outcome: 'agreed' }
  return vote(context, verdict, proposed.id, memberId)
}

/** Somebody of the body does not agree with what was proposed, or takes their own proposal back: there has to be another. */
export async function refuseMeasure(
  context: Context,
  seen: SeenVerdict,
  memberId: string,
  reason: string,
): Promise<DecidedMeasure> {
  const opened = await open(context, seen, memberId)
  if (opened.outcome !== 'open') return opened
  const { verdict, proposed } = opened
  if (proposed === undefined) return { outcome: 'stale' }
  if (reason.trim() === '') return { outcome: 'no-reason' }
  const { db, register, today } = context
  const against = { favours: false, reason: reason.trim(), given_on: today.toString() }
  await db
    .insertInto('measure_vote')
    .values({ measure_id: proposed.id, register: register.id, member_id: memberId, ...against })
    .onConflict((conflict) => conflict.columns(['measure_id', 'member_id']).doUpdateSet(against))
    .execute()
  await db.updateTable('measure').set({ status: 'refused' }).where('id', '=', proposed.id).execute()
  await touch(context, verdict)
  await record(context, {
    noun: 'measure',
    id: proposed.id,
    action: 'refuse',
    facts: { verdict: verdict.id, reason: reason.trim(), member: memberId },
  })
  await tellDeciders(context, verdict, 'decides', memberId)
  return { outcome: 'refused' }
}

/**
 * Takes somebody out of what is proposed on a verdict, as they turn out to be tied to the person: what they
 * found no longer counts, and what they proposed falls.
 */
export async function leaveProposal(
  context: Context,
  verdictId: string,
  { memberId, note }: { readonly memberId: string; readonly note: string },
): Promise<void> {
  const { db } = context
  const proposed = (await measuresOn(context, verdictId)).find(
    ({ status }) => status === 'proposed',
  )
  if (proposed === undefined) return
  const own = proposed.proposedBy === memberId
  if (!own && !proposed.votes.some((vote) => vote.memberId === memberId)) return
  await db
    .deleteFrom('measure_vote')
    .where('measure_id', '=', proposed.id)
    .where('member_id', '=', memberId)
    .execute()
  if (own) {
    await db
      .updateTable('measure')
      .set({ status: 'refused' })
      .where('id', '=', proposed.id)
      .execute()
  }
  await touch(context, { id: verdictId })
  await record(context, {
    noun: 'measure',
    id: proposed.id,
    action: 'recuse',
    facts: { verdict: verdictId, member: memberId, reason: note },
  })
}

async function open(
  context: Context,
  seen: SeenVerdict,
  memberId: string,
): Promise<
  | {
      readonly outcome: 'open'
      readonly verdict: Verdict
      readonly proposed: Measure | undefined
    }
  | { readonly outcome: 'stale' | 'unknown' | 'not-free' }
> {
  const taken = await takeVerdict(context, seen)
  if (taken.outcome !== 'taken') return taken
  // What is decided is about the registration as it stays.
  await findMember(context, taken.verdict.registrationId, { lock: true })
  const { verdict } = taken
  const { free } = await benchForVerdict(context, verdict)
  if (!free.some(({ id }) => id === memberId)) return { outcome: 'not-free' }
  const all = await measuresOn(context, verdict.id)
  return { outcome: 'open', verdict, proposed: all.find(({ status }) => status === 'proposed') }
}

async function problemWith(
  context: Context,
  verdict: Verdict,
  { kind, first, last, reason }: Proposal,
): Promise<DecidedMeasure['outcome'] | undefined> {
  const { register, today } = context
  const suspending = await suspendingOf(context, verdict)
  if (!kindsNow(register, verdict, verdict.member, suspending).includes(kind)) return 'not-now'
  if (reason.trim() === '') return 'no-reason'
  if (kind !== 'suspension') return undefined
  if (first === undefined || last === undefined) return 'no-days'
  const { compare } = Temporal.PlainDate
  if (compare(first, today) < 0) return 'past'
  if (compare(last, first) < 0) return 'wrong-way-round'
  const longest = register.measures?.longest
  const before = longest && first.add(longest)
  return before !== undefined && compare(last, before) >= 0 ? 'too-long' : undefined
}

async function vote(
  context: Context,
  verdict: Verdict,
  measureId: string,
  memberId: string,
): Promise<DecidedMeasure> {
  const { db, register, today } = context
  await db
    .insertInto('measure_vote')
    .values({
      measure_id: measureId,
      register: register.id,
      member_id: memberId,
      favours: true,
      given_on: today.toString(),
    })
    .execute()
  await record(context, {
    noun: 'measure',
    id: measureId,
    action: 'agree',
    facts: { verdict: verdict.id, member: memberId },
  })
  const measure = (await measuresOn(context, verdict.id)).find(({ id }) => id === measureId)
  if (measure === undefined) throw new Error(`There is no measure ${measureId}`)
  const { free, needed } = await benchForVerdict(context, verdict)
  const agree = measure.votes.filter(
    ({ memberId: one, favours }) => favours && free.some(({ id }) => id === one),
  )
  if (agree.length < needed) {
    await touch(context, verdict)
    return { outcome: 'agreed' }
  }
  const done = await carryOut(context, verdict, measure)
  if (done.outcome === 'carried-out') return { outcome: 'decided' }
  // Their vote does not stay behind: it is about something that cannot be.
  await db
    .deleteFrom('measure_vote')
    .where('measure_id', '=', measureId)
    .where('member_id', '=', memberId)
    .execute()
  return { outcome: 'not-now' }
}

async function touch({ db }: Context, { id }: Pick<Verdict, 'id'>): Promise<void> {
  await db
    .updateTable('verdict')
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute()
}
