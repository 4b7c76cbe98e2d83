import { sql } from 'kysely'
import { withdrawActivity } from '#domain/dossier/portfolio/withdraw-activity.ts'
import type { AttendanceEvent, AttendanceState } from '#domain/learning/attendance/attendance.ts'
import { attendanceLifecycle } from '#domain/learning/attendance/attendance.ts'
import type { Attendance } from '#domain/learning/attendance/queries.ts'
import { findAttendance } from '#domain/learning/attendance/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import { actAsOwner } from '#domain/platform/context/act-as-owner.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { inOtherRegister } from '#domain/platform/context/own-registers.ts'
import { next } from '#domain/platform/lifecycle/lifecycle.ts'

/**
 * Takes an attendance back that should not have been told: what came with it leaves the portfolios again, but for
 * what is in an application or was judged, and what somebody had entered themselves, which nothing confirms any
 * more. The transaction acts for the organisation.
 */
export async function takeOutAttendance(context: Context, id: string): Promise<void> {
  const attendance = await findAttendance(context, { id }, { lock: true })
  if (attendance === undefined) return
  await takeOut(context, attendance)
}

/** The same of one that was found and locked; nothing where it was taken out before. */
export async function takeOut(context: Context, attendance: Attendance): Promise<void> {
  const { id, personId, activityId, joined } = attendance
  const state = next<AttendanceState, AttendanceEvent>(
    attendanceLifecycle,
    attendance.state,
    'take-out',
  )
  if (state === undefined) return
  const acting: Context = { ...context, actor: { ...asActor(context, personId) } }
  await actAsOwner(acting)
  const stays =
    activityId === undefined || joined ? [] : await withdrawAll(acting, personId, activityId)
  await acting.db
    .updateTable('attendance')
    .set({ state, withdrawn_on: acting.today.toString() })
    .where('id', '=', id)
    .execute()
  const facts = { activity: activityId, joined, stays }
  await record(acting, { noun: 'attendance', id, action: 'take-out', facts })
  await actAsOwner(context)
}

function asActor({ actor }: Context, personId: string): Context['actor'] {
  return actor.kind === 'account' && actor.personId === personId
    ? actor
    : { kind: 'system', task: 'attendance', personId }
}

// In which registers it stays, as it is in an application there or was judged.
async function withdrawAll(
  context: Context,
  personId: string,
  activityId: string,
): Promise<readonly string[]> {
  const { rows } = await sql<{ register: string; registration_id: string }>`
    select register, registration_id from activity_claim where activity_id = ${activityId}
      and person_id = ${personId} and withdrawn_at is null order by register`.execute(context.db)
  const stays: string[] = []
  for (const { register, registration_id } of rows) {
    const done = await inOtherRegister(context, register, (there) =>
      withdrawActivity(there, registration_id, activityId),
    )
    if (done?.outcome !== 'withdrawn') stays.push(register)
  }
  return stays
}
