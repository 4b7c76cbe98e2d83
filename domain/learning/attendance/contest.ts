import { sql } from 'kysely'
import type {
  ContestEvent,
  ContestedWrong,
  ContestState,
  Corrected,
} from '#domain/learning/attendance/attendance.ts'
import { contestLifecycle } from '#domain/learning/attendance/attendance.ts'
import { correctAttendance } from '#domain/learning/attendance/correct-attendance.ts'
import type { Attendance, Contest } from '#domain/learning/attendance/queries.ts'
import { findAttendance, findContest, lastContestOf } from '#domain/learning/attendance/queries.ts'
import { takeOut } from '#domain/learning/attendance/take-out-attendance.ts'
import { tellAnswer, tellContest, tellDecision } from '#domain/learning/attendance/tell-contest.ts'
import { isOwnOrganisation } from '#domain/organisations/check/check-organisation.ts'
import { accountIdOf } from '#domain/platform/actor/actor.ts'
import { record } from '#domain/platform/audit/record.ts'
import { actAsOwner } from '#domain/platform/context/act-as-owner.ts'
import { actForOrganisation } from '#domain/platform/context/act-for-organisation.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { next } from '#domain/platform/lifecycle/lifecycle.ts'
import type { Amount } from '#engine'

/** What somebody says of an attendance of theirs. */
export interface Contesting {
  readonly wrong: ContestedWrong
  /** The hours as they were, where other hours are said. */
  readonly hours: Amount | undefined
  readonly reason: string
}

/** Whether something can be said again of which this was said before: not while it waits, nor once it was decided. */
export function mayContest(last: Pick<Contest, 'state' | 'decidedOn'> | undefined): boolean {
  return last === undefined || (last.state === 'ended' && last.decidedOn === undefined)
}

/** How long a reason, an answer or a decision can be, in characters. */
export const longestReason = 2000

/**
 * Says that what an organisation told of whoever acts is not right, with why; the organisation is asked. Once at a
 * time: what waits for an answer is not said again. What a back office decided of it is the last word.
 */
export async function contestAttendance(
  context: Context,
  owner: { readonly registrationId: string; readonly personId: string },
  activityId: string,
  { wrong, hours, reason }: Contesting,
): Promise<{ readonly outcome: 'contested' | 'already' | 'decided' | 'not-found' }> {
  const { db, register, today } = context
  await actAsOwner(context)
  const found = await findAttendance(context, { activity: activityId })
  if (found?.personId !== owner.personId) return { outcome: 'not-found' }
  // Where it is taken back at this moment, nothing is left to contest.
  await actForOrganisation(context, found.organisationId)
  const attendance = await findAttendance(context, { id: found.id }, { lock: true })
  await actForOrganisation(context, '')
  if (attendance === undefined) return { outcome: 'not-found' }
  const last = await lastContestOf(context, attendance.id)
  if (last !== undefined && !mayContest(last)) {
    return { outcome: last.decidedOn === undefined ? 'already' : 'decided' }
  }
  const added = await db
    .insertInto('attendance_contest')
    .values({
      attendance_id: attendance.id,
      organisation_id: attendance.organisationId,
      register: register.id,
      registration_id: owner.registrationId,
      person_id: owner.personId,
      wrong,
      hours: wrong === 'other-hours' ? (hours ?? null) : null,
      reason: reason.slice(0, longestReason),
      contested_on: today.toString(),
      state: 'asked',
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (added === undefined) return { outcome: 'already' }
  const facts = { contest: added.id, wrong, hours, activity: activityId }
  await record(context, { noun: 'attendance', id: attendance.id, action: 'contest', facts })
  await tellContest(context, attendance, { reason })
  return { outcome: 'contested' }
}

/** Whether it is whoever acts who does not agree, with whichever of their accounts: a colleague answers for the organisation. */
export async function isOwnContest(
  { db, actor }: Pick<Context, 'db' | 'actor'>,
  { personId }: Pick<Contest, 'personId'>,
): Promise<boolean> {
  const account = accountIdOf(actor)
  if (account === undefined) return false
  const { rows } = await sql<{ own: boolean }>`
    select ${personId}::uuid in (select people_of(${account}::uuid)) as own`.execute(db)
  return rows[0]?.own === true
}

/**
 * Answers for the organisation somebody who does not agree, unless that is whoever acts. Where it agrees, what they said
 * is carried out; where not, a back office of the register in which they said so decides. The transaction acts for the
 * organisation.
 */
export async function answerContest(
  context: Context,
  organisationId: string,
  id: string,
  { agrees, answer }: { readonly agrees: boolean; readonly answer: string },
): Promise<{ readonly outcome: 'answered' | 'late' | 'not-found' | 'own' }> {
  const { db, today, actor } = context
  const asked = await findContest(context, id)
  if (asked?.organisationId !== organisationId) return { outcome: 'not-found' }
  if (await isOwnContest(context, asked)) return { outcome: 'own' }
  const { attendance, contest } = await lockContested(context, asked)
  if (contest === undefined) return { outcome: 'not-found' }
  const state = next<ContestState, ContestEvent>(
    contestLifecycle,
    contest.state,
    agrees ? 'agree' : 'differ',
  )
  if (state === undefined || attendance === undefined) return { outcome: 'late' }
  const outcome = agrees ? outcomeAsAsked(contest) : undefined
  await db
    .updateTable('attendance_contest')
    .set((query) => ({
      state,
      agrees,
      answer: answer.slice(0, longestReason),
      answered_by: accountIdOf(actor) ?? null,
      answered_on: today.toString(),
      ...(outcome === undefined ? {} : { outcome }),
      version: query('version', '+', 1),
    }))
    .where('id', '=', id)
    .execute()
  const facts = { contest: id, agrees }
  await record(context, { noun: 'attendance', id: attendance.id, action: 'answer', facts })
  const carried =
    outcome === undefined
      ? nothingCarried
      : await carryOut(context, attendance, { outcome, hours: contest.hours })
  await tellAnswer(context, attendance, contest, { agrees, answer, carried })
  return { outcome: 'answered' }
}

// What is contested first, as whoever takes it back does: of two at once one waits for the other.
async function lockContested(
  context: Context,
  { id, attendanceId }: Contest,
): Promise<{
  readonly attendance?: Attendance | undefined
  readonly contest?: Contest | undefined
}> {
  const attendance = await findAttendance(context, { id: attendanceId }, { lock: true })
  return { attendance, contest: await findContest(context, id, { lock: true }) }
}

function outcomeAsAsked({ wrong }: Contest): 'changed' | 'removed' {
  return wrong === 'not-there' ? 'removed' : 'changed'
}

/** What a back office decides where somebody and an organisation differ. */
export interface ContestDecision {
  readonly outcome: 'stands' | 'changed' | 'removed'
  /** Where other hours are decided. */
  readonly hours: Amount | undefined
  readonly reason: string
}

/** Whether whoever acts has something to do with one of the two: who works for the organisation decides nothing here. */
export async function mayNotDecide(
  context: Context,
  { organisationId }: Pick<Contest, 'organisationId'>,
): Promise<boolean> {
  await actForOrganisation(context, organisationId)
  const own = await isOwnOrganisation(context, organisationId)
  await actForOrganisation(context, '')
  return own
}

/**
 * Decides for the register where somebody and an organisation differ; both hear it. Nobody decides who acts for that
 * organisation.
 */
export async function decideContest(
  context: Context,
  id: string,
  { outcome, hours, reason }: ContestDecision,
): Promise<{ readonly outcome: 'decided' | 'late' | 'not-found' | 'own' }> {
  const { db, today, actor, register } = context
  const asked = await findContest(context, id)
  if (asked === undefined || asked.register !== register.id) return { outcome: 'not-found' }
  if (await mayNotDecide(context, asked)) return { outcome: 'own' }
  await actForOrganisation(context, asked.organisationId)
  const { attendance, contest = asked } = await lockContested(context, asked)
  const state = next<ContestState, ContestEvent>(contestLifecycle, contest.state, 'decide')
  if (state === undefined || attendance === undefined) {
    await actForOrganisation(context, '')
    return { outcome: 'late' }
  }
  await db
    .updateTable('attendance_contest')
    .set((query) => ({
      state,
      outcome,
      decision: reason.slice(0, longestReason),
      decided_by: accountIdOf(actor) ?? null,
      decided_on: today.toString(),
      version: query('version', '+', 1),
    }))
    .where('id', '=', id)
    .execute()
  const facts = { contest: id, outcome, hours }
  await record(context, { noun: 'attendance', id: attendance.id, action: 'decide', facts })
  const carried = await carryOut(context, attendance, { outcome, hours })
  await tellDecision(context, attendance, contest, {
    ...{ outcome, reason, carried },
    hours: hours ?? attendance.hours,
  })
  await actForOrganisation(context, '')
  return { outcome: 'decided' }
}

const nothingCarried: Corrected = { stays: [], own: false }

async function carryOut(
  context: Context,
  attendance: Attendance,
  { outcome, hours }: Pick<ContestDecision, 'outcome' | 'hours'>,
): Promise<Corrected> {
  if (outcome === 'removed') {
    const taken = await takeOut(context, attendance)
    return { stays: taken?.stays ?? [], own: attendance.joined }
  }
  return outcome === 'changed' && hours !== undefined
    ? correctAttendance(context, attendance, hours)
    : nothingCarried
}
