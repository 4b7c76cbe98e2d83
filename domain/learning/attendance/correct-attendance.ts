import { findActivity } from '#domain/dossier/activity/queries.ts'
import { typedOf } from '#domain/dossier/activity/typed-activity.ts'
import { openActivity } from '#domain/dossier/portfolio/open-activity.ts'
import { writeActivity } from '#domain/dossier/portfolio/write-activity.ts'
import { claimsOf } from '#domain/learning/attendance/claims.ts'
import { attendanceThere } from '#domain/learning/attendance/in-register.ts'
import type { Attendance } from '#domain/learning/attendance/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import { actAsOwner } from '#domain/platform/context/act-as-owner.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { inOtherRegister } from '#domain/platform/context/own-registers.ts'
import type { Amount } from '#engine'

/**
 * Makes the hours of an attendance others, and those of what came with it where it may still be changed. What
 * somebody had entered themselves stays as they did.
 */
export async function correctAttendance(
  context: Context,
  attendance: Attendance,
  hours: Amount,
): Promise<void> {
  const { id, personId, activityId } = attendance
  const acting: Context = { ...context, actor: { kind: 'system', task: 'attendance', personId } }
  await acting.db.updateTable('attendance').set({ hours }).where('id', '=', id).execute()
  await record(context, {
    noun: 'attendance',
    id,
    action: 'correct',
    facts: { was: attendance.hours, hours },
  })
  if (activityId === undefined) return
  await actAsOwner(acting)
  for (const { register, registrationId, activity } of await claimsOf(acting, attendance)) {
    await inOtherRegister(acting, register, (there) =>
      correctThere(there, { ...attendance, hours }, registrationId, activity),
    )
  }
  await actAsOwner(context)
}

async function correctThere(
  context: Context,
  attendance: Attendance,
  registrationId: string,
  activityId: string,
): Promise<void> {
  const before = await findActivity(context, registrationId, activityId)
  if (before === undefined) return
  const wanted = { id: activityId, version: before.version, files: [] }
  const opened = await openActivity(context, registrationId, wanted)
  if (opened.outcome !== 'open') return
  const { open } = opened
  const own = await attendanceThere(context, attendance, open.loaded, { wanted: before.kind })
  const kind = open.loaded.compiled.regulation.kinds.find(({ id }) => id === before.kind)
  const details = { ...before.form.details, ...own.facts.details }
  const facts = { ...own.facts, title: before.title, kind: kind ?? own.facts.kind, details }
  await writeActivity(
    open,
    { facts, typed: { ...before.form.typed, ...typedOf(facts) } },
    open.state,
  )
}
