import { findActivity } from '#domain/dossier/activity/queries.ts'
import { openActivity } from '#domain/dossier/portfolio/open-activity.ts'
import { withdrawActivity } from '#domain/dossier/portfolio/withdraw-activity.ts'
import { checkOpen, stateAfter, writeActivity } from '#domain/dossier/portfolio/write-activity.ts'
import type {
  AttendanceEvent,
  AttendanceState,
  TakenOut,
} from '#domain/learning/attendance/attendance.ts'
import { attendanceLifecycle, contestLifecycle } from '#domain/learning/attendance/attendance.ts'
import type { AttendanceClaim } from '#domain/learning/attendance/claims.ts'
import { claimsOf } from '#domain/learning/attendance/claims.ts'
import { factsWritten } from '#domain/learning/attendance/in-register.ts'
import type { Attendance } from '#domain/learning/attendance/queries.ts'
import { findAttendance } from '#domain/learning/attendance/queries.ts'
import { tellTakenOut } from '#domain/learning/attendance/tell-participant.ts'
import { record } from '#domain/platform/audit/record.ts'
import { actAsOwner } from '#domain/platform/context/act-as-owner.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { inOtherRegister } from '#domain/platform/context/own-registers.ts'
import { next } from '#domain/platform/lifecycle/lifecycle.ts'

/**
 * Takes an attendance back that should not have been told: what came with it leaves the portfolios again, but for
 * what is in an application or was judged, and what somebody had entered themselves, which nothing confirms any
 * more: it is a draft where it has no proof of its own. The transaction acts for the organisation.
 */
export async function takeOutAttendance(context: Context, id: string): Promise<void> {
  const attendance = await findAttendance(context, { id }, { lock: true })
  if (attendance === undefined) return
  const taken = await takeOut(context, attendance)
  if (taken !== undefined) await tellTakenOut(context, attendance, taken)
}

/**
 * The same of one that was found and locked, without a word to whoever was there; undefined where it was taken out
 * before. What they said of it that is not right needs no answer any more.
 */
export async function takeOut(
  context: Context,
  attendance: Attendance,
): Promise<TakenOut | undefined> {
  const { id, personId, activityId, joined } = attendance
  const state = next<AttendanceState, AttendanceEvent>(
    attendanceLifecycle,
    attendance.state,
    'take-out',
  )
  if (state === undefined) return undefined
  const acting: Context = { ...context, actor: { ...asActor(context, personId) } }
  await actAsOwner(acting)
  const where = await claimsOf(acting, attendance, { all: true })
  const stays = await withdrawAll(acting, await claimsOf(acting, attendance))
  const portions = await acting.db
    .updateTable('activity')
    .set({ attendance_id: null, attendance_joined: false })
    .where('attendance_id', '=', id)
    .returning('id')
    .execute()
  // Also of what stays, or left the portfolio before.
  for (const portion of portions) {
    const facts = { attendance: id }
    await record(acting, { noun: 'activity', id: portion.id, action: 'let-go', facts })
  }
  await acting.db
    .updateTable('attendance')
    .set({ state, withdrawn_on: acting.today.toString() })
    .where('id', '=', id)
    .execute()
  await acting.db
    .updateTable('attendance_contest')
    .set((query) => ({
      state: contestLifecycle.asked['fall-away'],
      outcome: 'removed',
      version: query('version', '+', 1),
    }))
    .where('attendance_id', '=', id)
    .where('state', '!=', 'ended')
    .execute()
  for (const claim of where) {
    await inOtherRegister(acting, claim.register, (there) => putBack(there, claim))
  }
  const facts = { activity: activityId, joined, stays }
  await record(acting, { noun: 'attendance', id, action: 'take-out', facts })
  await actAsOwner(context)
  return { where, stays }
}

// What was a plan or a draft and was entered by the word of the organisation alone, is a draft again, also in a portfolio
// that is closed.
async function putBack(
  context: Context,
  { registrationId, activity: id }: AttendanceClaim,
): Promise<void> {
  const before = await findActivity(context, registrationId, id)
  if (before?.state !== 'entered') return
  const wanted = { id, version: before.version, files: [], alsoClosed: true }
  const opened = await openActivity(context, registrationId, wanted)
  if (opened.outcome !== 'open') return
  const { open } = opened
  const kind = open.loaded.compiled.regulation.kinds.find((one) => one.id === before.kind)
  const facts = { ...factsWritten(before), kind }
  if (checkOpen(open, facts, 'hand-in').problems.every(({ is }) => is !== 'no-proof')) return
  await writeActivity(open, { facts, typed: before.form.typed }, stateAfter(open, 'save-draft'))
}

function asActor({ actor }: Context, personId: string): Context['actor'] {
  return actor.kind === 'account' && actor.personId === personId
    ? actor
    : { kind: 'system', task: 'attendance', personId }
}

// In which registers it stays, as it is in an application there or was judged.
async function withdrawAll(
  context: Context,
  claims: readonly AttendanceClaim[],
): Promise<readonly string[]> {
  const stays: string[] = []
  for (const { register, registrationId, activity } of claims) {
    const done = await inOtherRegister(context, register, (there) =>
      withdrawActivity(there, registrationId, activity, { alsoClosed: true }),
    )
    if (done?.outcome !== 'withdrawn') stays.push(register)
  }
  return stays
}
