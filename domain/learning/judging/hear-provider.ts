import type { HearingColumns } from '#domain/certification/objection/hear-objector.ts'
import { mostWritten } from '#domain/certification/objection/objection.ts'
import type { Owner } from '#domain/courses/course/course.ts'
import { keepsCourses } from '#domain/courses/course/keeps-courses.ts'
import { whoIsKept } from '#domain/learning/judging/conflicts.ts'
import type { AccreditationObjection } from '#domain/learning/judging/object.ts'
import { findAccreditationObjection, hasJudged } from '#domain/learning/judging/object.ts'
import { findPart } from '#domain/learning/request/queries.ts'
import type { RequestPart } from '#domain/learning/request/request.ts'
import { tellWhoAsks } from '#domain/learning/request/tell-who-asks.ts'
import { membersFor } from '#domain/people/body/members.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { inOtherRegister } from '#domain/platform/context/own-registers.ts'
import { objectionExtended } from '#mail/objection-extended.ts'
import { objectionHearing } from '#mail/objection-hearing.ts'
import { endOfTerm } from '#regulations/objection-term.ts'

export type HeardProvider = {
  readonly outcome:
    | 'done'
    /** Something is missing, or the day has passed or is yet to come. */
    | 'incomplete'
    /** It was decided, or done before. */
    | 'not-now'
    /** They found something of it the first time, have a tie, or do not sit here. */
    | 'not-for-them'
    | 'stale'
    | 'not-found'
}

interface Acting {
  readonly id: string
  readonly version: number
  readonly memberId: string
}

/** Invites whoever asked to tell about their objection; again where the day was changed. */
export async function inviteProvider(
  context: Context,
  acting: Acting,
  { on, place }: { readonly on: Temporal.PlainDate; readonly place: string },
): Promise<HeardProvider> {
  const taken = await take(context, acting)
  if ('outcome' in taken) return taken
  const { objection, part } = taken
  const past = Temporal.PlainDate.compare(on, context.today) < 0
  if (past || place.trim() === '' || place.length > mostWritten) return { outcome: 'incomplete' }
  await change(context, objection, 'invite', {
    ...{ hearing_on: on.toString(), hearing_place: place.trim() },
    ...{ hearing_answer: null, unheard: null },
  })
  const { number } = objection
  await tellWhoAsks(context, part.owner, 'accreditation-objection', (to) =>
    objectionHearing({ ...to, number, on: on.toString(), place: place.trim() }),
  )
  return { outcome: 'done' }
}

/** Keeps for which of the reasons of the register nobody is heard. */
export async function leaveProviderUnheard(
  context: Context,
  acting: Acting,
  reason: string,
): Promise<HeardProvider> {
  const taken = await take(context, acting)
  if ('outcome' in taken) return taken
  const { withoutHearing } = context.register.objection
  if (!withoutHearing.some(({ id }) => id === reason)) return { outcome: 'incomplete' }
  await change(context, taken.objection, 'leave-unheard', { unheard: reason })
  return { outcome: 'done' }
}

/** Keeps a short report of what was said, once the day of it has come. */
export async function reportOfProvider(
  context: Context,
  acting: Acting,
  report: string,
): Promise<HeardProvider> {
  const taken = await take(context, acting)
  if ('outcome' in taken) return taken
  const { objection } = taken
  if (report.trim() === '' || report.length > mostWritten) return { outcome: 'incomplete' }
  const on = objection.hearing?.on
  if (on === undefined || Temporal.PlainDate.compare(on, context.today) > 0)
    return { outcome: 'not-now' }
  await change(context, objection, 'report', { report: report.trim() })
  return { outcome: 'done' }
}

/** Puts the decision off, once, with why, and tells whoever asked. */
export async function extendAccreditationObjection(
  context: Context,
  acting: Acting,
  reason: string,
): Promise<HeardProvider> {
  const taken = await take(context, acting)
  if ('outcome' in taken) return taken
  const { objection, part } = taken
  if (reason.trim() === '' || reason.length > mostWritten) return { outcome: 'incomplete' }
  if (objection.extended !== undefined) return { outcome: 'not-now' }
  const { register, today } = context
  const before = endOfTerm(register, objection.decideBefore, register.terms.objectionExtension)
  await change(context, objection, 'extend', {
    decide_before: before.toString(),
    extended_on: today.toString(),
    extension_reason: reason.trim(),
  })
  const { number } = objection
  await tellWhoAsks(context, part.owner, 'accreditation-objection', (to) =>
    objectionExtended({ ...to, number, reason: reason.trim(), decideBefore: before.toString() }),
  )
  return { outcome: 'done' }
}

/** Whoever asked says whether they come to tell about it, or refrain. */
export async function answerAccreditationHearing(
  context: Context,
  owner: Owner,
  id: string,
  answer: 'comes' | 'refrains',
): Promise<HeardProvider> {
  if (!(await keepsCourses(context, owner, 'ask-accreditation'))) return { outcome: 'not-found' }
  const objection = await findAccreditationObjection(context, id, { lock: true })
  const part = objection && (await findPart(context, objection.partId))
  if (objection === undefined || part?.owner?.is !== owner.is || part.owner.id !== owner.id)
    return { outcome: 'not-found' }
  const on = objection.hearing?.on
  const over = on === undefined || Temporal.PlainDate.compare(on, context.today) < 0
  if (objection.status !== 'made' || over) return { outcome: 'not-now' }
  await inOtherRegister(context, part.register, (there) =>
    change(there, objection, 'answer-hearing', { hearing_answer: answer }),
  )
  return { outcome: 'done' }
}

// An objection that waits for a decision, for somebody who may decide on it.
async function take(
  context: Context,
  { id, version, memberId }: Acting,
): Promise<
  { readonly objection: AccreditationObjection; readonly part: RequestPart } | HeardProvider
> {
  const objection = await findAccreditationObjection(context, id, { lock: true })
  const part = objection && (await findPart(context, objection.partId))
  if (objection === undefined || part === undefined || part.register !== context.register.id)
    return { outcome: 'not-found' }
  const members = await membersFor(context, 'decide-objections')
  if (!members.some((one) => one.id === memberId)) return { outcome: 'not-found' }
  if (objection.status !== 'made') return { outcome: 'not-now' }
  if (objection.version !== version) return { outcome: 'stale' }
  const kept = (await whoIsKept(context, part, [memberId])).has(memberId)
  return kept || (await hasJudged(context, part.id, memberId))
    ? { outcome: 'not-for-them' }
    : { objection, part }
}

async function change(
  context: Context,
  { id, partId, number }: AccreditationObjection,
  action: string,
  changes: HearingColumns,
): Promise<void> {
  await context.db
    .updateTable('accreditation_objection')
    .set((eb) => ({ ...changes, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute()
  await record(context, {
    noun: 'accreditation',
    id: partId,
    action,
    facts: { objection: id, number, ...changes },
  })
}
