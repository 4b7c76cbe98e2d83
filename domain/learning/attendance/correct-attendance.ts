import { findActivity } from '#domain/dossier/activity/queries.ts'
import { typedOf } from '#domain/dossier/activity/typed-activity.ts'
import { openActivity } from '#domain/dossier/portfolio/open-activity.ts'
import { writeActivity } from '#domain/dossier/portfolio/write-activity.ts'
import type { Corrected } from '#domain/learning/attendance/attendance.ts'
import type { AttendanceClaim } from '#domain/learning/attendance/claims.ts'
import { claimsOf } from '#domain/learning/attendance/claims.ts'
import {
  attendanceThere,
  factsWritten,
  withWritten,
} from '#domain/learning/attendance/in-register.ts'
import type { Attendance } from '#domain/learning/attendance/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import { actAsOwner } from '#domain/platform/context/act-as-owner.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { inOtherRegister } from '#domain/platform/context/own-registers.ts'
import type { Amount } from '#engine'

/**
 * Makes the hours of an attendance others, and those of what stands by it in portfolios, where it may still be changed
 * and says the hours that the organisation told. What somebody had entered otherwise stays as they did.
 */
export async function correctAttendance(
  context: Context,
  attendance: Attendance,
  hours: Amount,
): Promise<Corrected> {
  const { id, personId, activityId } = attendance
  const acting: Context = { ...context, actor: { kind: 'system', task: 'attendance', personId } }
  await acting.db.updateTable('attendance').set({ hours }).where('id', '=', id).execute()
  const stays: string[] = []
  let own = false
  if (activityId !== undefined) {
    await actAsOwner(acting)
    for (const claim of await claimsOf(acting, attendance, { all: true })) {
      const done = await inOtherRegister(acting, claim.register, (there) =>
        correctThere(there, { attendance, hours }, claim),
      )
      if (done === 'stays') stays.push(claim.register)
      if (done === 'own') own = true
    }
    await actAsOwner(context)
  }
  const facts = { was: attendance.hours, hours, stays }
  await record(context, { noun: 'attendance', id, action: 'correct', facts })
  return { stays: [...new Set(stays)], own }
}

async function correctThere(
  context: Context,
  { attendance, hours }: { readonly attendance: Attendance; readonly hours: Amount },
  { registrationId, activity: id }: AttendanceClaim,
): Promise<'corrected' | 'stays' | 'own'> {
  const before = await findActivity(context, registrationId, id)
  if (before === undefined) return 'stays'
  const opened = await openActivity(context, registrationId, {
    ...{ id, version: before.version, files: [] },
  })
  if (opened.outcome !== 'open') return 'stays'
  const { open } = opened
  const wanted = { wanted: before.kind }
  const told = await attendanceThere(context, attendance, open.loaded, wanted)
  const now = await attendanceThere(context, { ...attendance, hours }, open.loaded, wanted)
  const { details: was } = before.form
  const changed = Object.entries(told.facts.details).filter(
    ([, value]) => typeof value === 'number',
  )
  if (changed.some(([field, value]) => was[field] !== value)) return 'own'
  const kind = open.loaded.compiled.regulation.kinds.find((one) => one.id === before.kind)
  const amounts = Object.fromEntries(
    changed.map(([field, value]) => [field, now.facts.details[field] ?? value]),
  )
  const facts = {
    ...withWritten(now, before),
    kind: kind ?? now.facts.kind,
    completedOn: before.completedOn,
    confirmation: factsWritten(before).confirmation,
    details: { ...was, ...amounts },
  }
  const typed = { ...before.form.typed, ...typedOf(facts) }
  await writeActivity(open, { facts, typed }, open.state)
  return 'corrected'
}
