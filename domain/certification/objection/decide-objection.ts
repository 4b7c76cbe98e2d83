import type { ObjectionOutcome } from '#domain/certification/objection/objection.ts'
import { isFounded, mostWritten } from '#domain/certification/objection/objection.ts'
import type { PlannedRemedy, Remedy } from '#domain/certification/objection/plan-remedy.ts'
import { planRemedy, toJudgeAnew } from '#domain/certification/objection/plan-remedy.ts'
import type { Objection } from '#domain/certification/objection/queries.ts'
import type { Kept } from '#domain/certification/objection/seat-objection.ts'
import { seatFor } from '#domain/certification/objection/seat-objection.ts'
import { planResuming } from '#domain/certification/objection/suspend-effect.ts'
import type { SeenObjection } from '#domain/certification/objection/take-objection.ts'
import { takeObjection } from '#domain/certification/objection/take-objection.ts'
import { deciderOf, tellObjector } from '#domain/certification/objection/tell-objection.ts'
import { creditFee, groundFor } from '#domain/money/payment/credit-fee.ts'
import { addresseeOf } from '#domain/people/person/person.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { issuePapers } from '#domain/platform/paper/issue-papers.ts'
import { documentRegister } from '#domain/platform/register/letterhead.ts'
import { objectionDecided } from '#mail/objection-decided.ts'
import type { ObjectionData } from '#papers/objection.ts'

/** What is decided on an objection. */
export interface DecidingObjection
  extends Pick<Remedy, 'grants' | 'answers' | 'published' | 'instead'> {
  readonly outcome: ObjectionOutcome
  readonly decision: string
  readonly reason: string
  /** Of one that came late: whether that can be excused. */
  readonly excusable: boolean | undefined
}

export type ObjectionDecided =
  | { readonly outcome: 'decided'; readonly objection: Objection }
  | { readonly outcome: 'kept'; readonly kept: Kept }
  /** What is judged does not come to that outcome, with why. */
  | { readonly outcome: 'inconsistent'; readonly why: string }
  /** A line was judged lower than before, or higher than was claimed. */
  | { readonly outcome: 'wrong-amount'; readonly line: string }
  | {
      readonly outcome:
        | 'incomplete'
        /** Nobody was heard, and no reason of the register says why. */
        | 'unheard'
        /** Late, and nothing says whether that can be excused. */
        | 'late-or-not'
        /** What is late without an excuse is not dealt with. */
        | 'not-admissible'
        | 'stale'
        | 'unknown'
    }

/**
 * Decides on an objection: what is founded puts another decision in the place of the one that it was
 * about, with all that follows from it, in this transaction. Of two who decide at once the second finds
 * it decided.
 */
export async function decideObjection(
  context: Context,
  seen: SeenObjection,
  memberId: string,
  deciding: DecidingObjection,
): Promise<ObjectionDecided> {
  const taken = await takeObjection(context, seen, 'decide')
  if (taken.outcome !== 'taken') return taken
  const { objection, status } = taken
  const seat = await seatFor(context, objection, memberId)
  if (seat.outcome === 'kept') return seat
  if (seat.outcome === 'not-seated') return { outcome: 'unknown' }
  const problem = await problemOf(context, objection, deciding)
  if (problem !== undefined) return problem
  const plan = await planFor(context, objection, memberId, deciding)
  if (plan?.outcome === 'inconsistent') return plan
  const { db, register, today } = context
  // What is founded does not take effect after all; of the rest that is told too.
  const resuming = await planResuming(context, objection)
  const letter = letterData(context, objection, deciding, plan?.changes ?? resuming.told)
  const [documentId] = await issuePapers(context, objection.objector.personId, {
    kind: 'objection',
    data: letter,
  })
  await db
    .insertInto('objection_outcome')
    .values({
      objection_id: objection.id,
      register: register.id,
      outcome: deciding.outcome,
      decision: letter.decision,
      reason: letter.reason,
      excusable: letter.excusable ?? null,
      changes: JSON.stringify({
        told: letter.changes,
        grants: Object.fromEntries(deciding.grants),
        answers: Object.fromEntries(deciding.answers),
      }),
      decided_on: today.toString(),
      decided_by: memberId,
      document_id: documentId,
    })
    .execute()
  await db
    .updateTable('objection')
    .set((eb) => ({ status, ended_on: today.toString(), version: eb('version', '+', 1) }))
    .where('id', '=', objection.id)
    .execute()
  await record(context, {
    noun: 'objection',
    id: objection.id,
    action: 'decide',
    facts: {
      outcome: deciding.outcome,
      decision: letter.decision,
      reason: letter.reason,
      excusable: letter.excusable,
      changes: letter.changes,
      member: memberId,
    },
  })
  await plan?.apply(documentId)
  if (plan === undefined || objection.about !== 'measure') await resuming.apply()
  if (isFounded(deciding.outcome)) {
    const reason = `Bezwaar ${objection.number} is gegrond.`
    const ground = groundFor(context, 'objection-founded')
    await creditFee(context, { kind: 'objection', aboutId: objection.id }, { reason, ground })
  }
  await tell(context, objection, letter, documentId)
  return { outcome: 'decided', objection }
}

async function problemOf(
  context: Context,
  objection: Objection,
  { outcome, decision, reason, excusable, grants }: DecidingObjection,
): Promise<Exclude<ObjectionDecided, { outcome: 'decided' }> | undefined> {
  const texts = [decision, reason]
  if (texts.some((text) => text.trim() === '' || text.length > mostWritten)) {
    return { outcome: 'incomplete' }
  }
  const { hearing, unheard, report } = objection
  const heard = report !== '' || hearing?.answer === 'refrains'
  if (!heard && unheard === undefined) return { outcome: 'unheard' }
  if (objection.late) {
    if (excusable === undefined) return { outcome: 'late-or-not' }
    if (!excusable && outcome !== 'inadmissible') return { outcome: 'not-admissible' }
  }
  if (!isFounded(outcome)) return undefined
  const { lines } = await toJudgeAnew(context, objection)
  for (const [id, { outcome: now, amount }] of grants) {
    const line = lines.find((one) => one.id === id)
    if (line === undefined) return { outcome: 'unknown' }
    const { claimed, awarded = 0 } = line
    const lower = now === 'partly' && (amount === undefined || amount <= awarded)
    const higher = claimed !== undefined && amount !== undefined && amount > claimed
    if (now === 'rejected' || lower || higher) return { outcome: 'wrong-amount', line: id }
  }
  return undefined
}

async function planFor(
  context: Context,
  objection: Objection,
  memberId: string,
  deciding: DecidingObjection,
): Promise<PlannedRemedy | undefined> {
  const { outcome } = deciding
  if (outcome !== 'founded' && outcome !== 'partly') return undefined
  return planRemedy(context, objection, { ...deciding, outcome, memberId })
}

function letterData(
  context: Context,
  objection: Objection,
  { outcome, decision, reason, excusable }: DecidingObjection,
  changes: readonly string[],
): ObjectionData {
  const { register, platform, today } = context
  const { withoutHearing, further } = register.objection
  const { objector, number, title, sentOn, receivedOn, hearing, late, fee, report } = objection
  const body = deciderOf(register)
  const unheard = withoutHearing.find(({ id }) => id === objection.unheard)?.text
  return {
    register: documentRegister(platform, register),
    person: addresseeOf(objector.person),
    registrationNumber: objector.registrationNumber,
    number,
    title,
    of: sentOn.toString(),
    receivedOn: receivedOn.toString(),
    decidedOn: today.toString(),
    body: { the: body.the, The: body.The },
    outcome,
    decision: decision.trim(),
    reason: reason.trim(),
    ...(late && excusable !== undefined ? { excusable } : {}),
    ...(hearing !== undefined && report !== '' ? { heard: hearing.on.toString() } : {}),
    ...(unheard === undefined ? {} : { unheard }),
    changes,
    fee,
    ...(further === undefined || outcome === 'founded' ? {} : { further }),
  }
}

async function tell(
  context: Context,
  objection: Objection,
  { number, title, body, outcome, decision, reason, changes, further, fee }: ObjectionData,
  documentId: string,
): Promise<void> {
  await tellObjector(context, objection, 'objection-decided', (shared) => ({
    ...objectionDecided({
      ...shared,
      number,
      title,
      Body: body.The,
      outcome,
      decision,
      reason,
      changes,
      further,
      fee,
    }),
    attached: [documentId],
  }))
}
