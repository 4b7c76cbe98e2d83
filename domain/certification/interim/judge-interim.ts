import { mayJudge, settle } from '#domain/certification/committee/judgement.ts'
import type { InterimGrant, InterimProblem } from '#domain/certification/interim/interim.ts'
import { interimLifecycle } from '#domain/certification/interim/interim.ts'
import type { InterimFile } from '#domain/certification/interim/queries.ts'
import { findInterimFile } from '#domain/certification/interim/queries.ts'
import type { ActivityEvent, ActivityState } from '#domain/dossier/activity/activity.ts'
import { activityLifecycle } from '#domain/dossier/activity/activity.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { next } from '#domain/platform/lifecycle/lifecycle.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import type { Amount } from '#engine'
import { inUnit } from '#engine'
import { interimDecided } from '#mail/interim-decided.ts'
import { decidedBy } from '#regulations/bodies.ts'
import { lastDayToObject } from '#regulations/objection-term.ts'

/** A member's judgement as it was sent; what was left open is undefined. */
export interface JudgingInterim {
  readonly granted: boolean | undefined
  readonly amount: Amount | undefined
  readonly accredited: boolean | undefined
  readonly reason: string
}

export type JudgedInterim =
  | { readonly outcome: 'judged'; readonly still: 'waiting' | 'divided' }
  | { readonly outcome: 'decided' }
  | { readonly outcome: 'incomplete'; readonly problems: readonly InterimProblem[] }
  /** Others decided it meanwhile, or it was taken back. */
  | { readonly outcome: 'ended' }
  /** It is in an application now, and is judged there. */
  | { readonly outcome: 'in-application' }
  | { readonly outcome: 'conflict' }
  | { readonly outcome: 'for-the-chair' }
  | { readonly outcome: 'not-found' }

/** Takes the judgement of a member on an activity that is judged apart; the last that is needed decides. */
export async function judgeInterim(
  context: Context,
  requestId: string,
  memberId: string,
  judging: JudgingInterim,
): Promise<JudgedInterim> {
  const file = await findInterimFile(context, requestId, { lock: true })
  const member = file?.members.find(({ id }) => id === memberId)
  if (file === undefined || member === undefined) return { outcome: 'not-found' }
  if (file.request.status !== 'asked') return { outcome: 'ended' }
  if (file.conflicts.has(memberId)) return { outcome: 'conflict' }
  if (file.inApplication) return { outcome: 'in-application' }
  const chairs = file.members.filter(({ id, chair }) => chair && !file.conflicts.has(id))
  const free = new Set(chairs.map(({ id }) => id))
  if (mayJudge(member, file.verdicts, file.rules, free).is === 'for-the-chair') {
    return { outcome: 'for-the-chair' }
  }
  const read = grantOf(file, judging)
  if ('problems' in read) return { outcome: 'incomplete', problems: read.problems }
  await write(context, file, memberId, read.grant)
  await record(context, {
    noun: 'interim',
    id: requestId,
    action: 'judge',
    facts: { member: memberId, ...read.grant },
  })
  const after = await findInterimFile(context, requestId)
  const settled = settle(after?.verdicts ?? [], file.rules.members)
  if (settled.is !== 'settled') return { outcome: 'judged', still: settled.is }
  const grant = settled.grants.get(file.activity.id)
  if (grant === undefined) throw new Error(`Nothing was found of activity ${file.activity.id}`)
  await decide(context, file, {
    outcome: grant.outcome,
    amount: grant.amount,
    accredited: grant.outcome !== 'rejected' && grant.accreditation?.recognised === true,
    reason: grant.reason,
  })
  return { outcome: 'decided' }
}

function grantOf(
  { interim, activity }: InterimFile,
  { granted, amount, accredited, reason }: JudgingInterim,
): { readonly grant: InterimGrant } | { readonly problems: readonly InterimProblem[] } {
  const problems: InterimProblem[] = []
  const { claimed } = activity
  if (granted === undefined) problems.push('no-outcome')
  if (granted === true) {
    if (amount === undefined || amount === 0) problems.push('no-amount')
    else if (claimed !== undefined && amount > claimed) problems.push('too-much')
    if (interim.accredits && accredited === undefined) problems.push('no-accreditation')
  }
  if (reason.trim() === '') problems.push('no-reason')
  if (granted === undefined || problems.length > 0) return { problems }
  return {
    grant: {
      granted,
      amount: granted ? amount : undefined,
      accredited: granted && interim.accredits && accredited === true,
      reason: reason.trim(),
    },
  }
}

// A member may think again as long as nothing is decided: the new judgement takes the old one's place.
async function write(
  { db, register, today }: Context,
  { request, activity }: InterimFile,
  memberId: string,
  { granted, amount, accredited, reason }: InterimGrant,
): Promise<void> {
  const part = activity.claimed === undefined || (amount ?? 0) < activity.claimed
  const outcome = granted ? (part ? 'partly' : 'approved') : 'rejected'
  const found = {
    outcome,
    amount: amount ?? null,
    accredited,
    reason,
    judged_on: today.toString(),
  } as const
  await db
    .insertInto('interim_judgement')
    .values({ request_id: request.id, register: register.id, member_id: memberId, ...found })
    .onConflict((conflict) =>
      conflict.columns(['request_id', 'member_id']).doUpdateSet({
        ...found,
        created_at: Temporal.Now.instant().toString(),
      }),
    )
    .execute()
}

interface InterimDecision {
  readonly outcome: 'approved' | 'partly' | 'rejected'
  readonly amount: Amount | undefined
  readonly accredited: boolean
  readonly reason: string
}

// The decision stands with the activity, so that every later assessment has it as its input.
async function decide(
  context: Context,
  { request, activity, applicant, interim }: InterimFile,
  { outcome, amount, accredited, reason }: InterimDecision,
): Promise<void> {
  const { db, register, today, platform } = context
  const event = { approved: 'approve', partly: 'approve-partly', rejected: 'reject' } as const
  const state = next<ActivityState, ActivityEvent>(
    activityLifecycle,
    activity.state,
    event[outcome],
  )
  if (state === undefined) {
    throw new Error(`An activity that is ${activity.state} cannot be judged`)
  }
  await db
    .updateTable('interim_request')
    .set((query) => ({
      status: interimLifecycle.asked.decide,
      ended_on: today.toString(),
      outcome,
      amount: amount ?? null,
      accredited,
      reason,
      version: query('version', '+', 1),
    }))
    .where('id', '=', request.id)
    .execute()
  await db
    .updateTable('activity_claim')
    .set((query) => ({
      state,
      awarded: outcome === 'rejected' ? 0 : (amount ?? null),
      ...(interim.accredits ? { accredited } : {}),
      version: query('version', '+', 1),
    }))
    .where('activity_id', '=', activity.id)
    .where('register', '=', register.id)
    .execute()
  await record(context, {
    noun: 'interim',
    id: request.id,
    action: 'decide',
    facts: { activity: activity.id, outcome, amount, accredited, reason },
  })
  if (applicant.email === '') return
  const { name, email: address, accountId } = applicant
  await writeMessage(
    context,
    'interim-decided',
    { name, address, ...(accountId === undefined ? {} : { accountId }) },
    interimDecided({
      register: mailRegister(platform, decidedBy(register, 'interim')),
      name,
      activity: activity.title,
      granted:
        outcome === 'rejected' || amount === undefined ? undefined : inUnit(amount, register),
      accredited,
      reason,
      objectBefore: lastDayToObject(register, today).toString(),
    }),
  )
}
