import { sql } from 'kysely'
import type { Circumstances } from '#domain/dossier/activity/check-activity.ts'
import { checkActivity } from '#domain/dossier/activity/check-activity.ts'
import { findActivity } from '#domain/dossier/activity/queries.ts'
import { typedOf } from '#domain/dossier/activity/typed-activity.ts'
import { openActivity } from '#domain/dossier/portfolio/open-activity.ts'
import { stateAfter, writeActivity } from '#domain/dossier/portfolio/write-activity.ts'
import type {
  AttendanceEvent,
  AttendanceState,
  Placed,
} from '#domain/learning/attendance/attendance.ts'
import { attendanceLifecycle } from '#domain/learning/attendance/attendance.ts'
import type { AttendanceThere } from '#domain/learning/attendance/in-register.ts'
import { attendanceThere } from '#domain/learning/attendance/in-register.ts'
import type { Attendance } from '#domain/learning/attendance/queries.ts'
import { findAttendance } from '#domain/learning/attendance/queries.ts'
import { recogniseActivity } from '#domain/learning/attendance/recognise-activity.ts'
import { tellParticipant } from '#domain/learning/attendance/tell-participant.ts'
import { portfolioIsOpen, withPortfolio } from '#domain/people/registration/registration.ts'
import { record } from '#domain/platform/audit/record.ts'
import { actAsOwner } from '#domain/platform/context/act-as-owner.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { inOtherRegister } from '#domain/platform/context/own-registers.ts'
import { may } from '#domain/platform/lifecycle/lifecycle.ts'

/**
 * Puts an attendance into the portfolio of whoever was there, in each of their registers where that is open: once,
 * as what its accreditation there says. What they had entered themselves is recognised and confirmed, and not
 * entered again. They are told once. The transaction acts for the organisation.
 */
export async function placeAttendance(context: Context, id: string): Promise<void> {
  const attendance = await findAttendance(context, { id }, { lock: true })
  if (
    attendance === undefined ||
    !may<AttendanceState, AttendanceEvent>(attendanceLifecycle, attendance.state, 'place')
  )
    return
  const { personId } = attendance
  const acting: Context = { ...context, actor: { kind: 'system', task: 'attendance', personId } }
  await actAsOwner(acting)
  const twin = await recogniseActivity(acting, attendance)
  const activityId = twin ?? attendance.id
  const placed: Placed[] = []
  for (const register of await registersOf(acting, personId, twin)) {
    const there = await inOtherRegister(acting, register, (own) =>
      placeThere(own, attendance, activityId, placed),
    )
    placed.push(...(there ?? []))
  }
  const stands = placed.length > 0
  await acting.db
    .updateTable('attendance')
    .set({
      state: attendanceLifecycle.waiting[stands ? 'place' : 'leave-out'],
      activity_id: stands ? activityId : null,
      joined: twin !== undefined,
    })
    .where('id', '=', id)
    .execute()
  if (stands) {
    await acting.db
      .updateTable('activity')
      .set({ course_id: attendance.courseId, edition_id: attendance.editionId })
      .where('id', '=', activityId)
      .execute()
  }
  if (stands && twin !== undefined) {
    const facts = { attendance: id }
    await record(acting, { noun: 'activity', id: twin, action: 'join', facts })
  }
  const where = placed.map(({ register, is }) => ({ register, is }))
  const facts = { activity: activityId, joined: twin !== undefined, where }
  await record(acting, { noun: 'attendance', id, action: stands ? 'place' : 'leave-out', facts })
  if (stands) await tellParticipant(acting, attendance, placed, twin !== undefined)
  await actAsOwner(context)
}

// Where it stands already comes first, so that the others take it as it is there.
async function registersOf(
  { db, platform }: Context,
  personId: string,
  twin: string | undefined,
): Promise<readonly string[]> {
  const all = [...platform.registers.keys()].toSorted()
  if (twin === undefined) return all
  const { rows } = await sql<{ register: string }>`
    select register from activity_claim where activity_id = ${twin} and person_id = ${personId}
      and withdrawn_at is null order by register`.execute(db)
  const first = rows.map(({ register }) => register).filter((id) => all.includes(id))
  return [...new Set([...first, ...all])]
}

async function placeThere(
  context: Context,
  attendance: Attendance,
  activityId: string,
  elsewhere: readonly Placed[],
): Promise<readonly Placed[]> {
  const { register } = context
  const registrationId = await openRegistration(context, attendance.personId)
  if (registrationId === undefined) return []
  const standing = await claimThere(context, registrationId, activityId)
  if (standing === 'withdrawn') return []
  const before =
    standing === undefined ? undefined : await findActivity(context, registrationId, activityId)
  const about = { register: register.id, registrationId }
  if (before !== undefined && before.state !== 'draft' && before.state !== 'planned') {
    return [{ ...about, kind: before.kind, is: 'stood' }]
  }
  const wanted = { id: activityId, version: before?.version, files: [] }
  const opened = await openActivity(context, registrationId, wanted)
  if (opened.outcome !== 'open') return []
  const { open } = opened
  const own = await attendanceThere(context, attendance, open.loaded, elsewhere)
  const kind =
    open.loaded.compiled.regulation.kinds.find(({ id }) => id === before?.kind) ?? own.facts.kind
  // What somebody wrote of it themselves stays as it is.
  const facts = { ...own.facts, kind, details: { ...before?.form.details, ...own.facts.details } }
  const asks = whatIsAsked(context, open.loaded, { ...own, facts }).length > 0
  const state = stateAfter(open, asks ? 'save-draft' : 'enter')
  await writeActivity(open, { facts, typed: { ...before?.form.typed, ...typedOf(facts) } }, state)
  if (own.accreditation !== undefined)
    await keepAccreditation(context, activityId, own.accreditation.id)
  return [{ ...about, kind: facts.kind?.id, is: asks ? 'asks' : 'entered' }]
}

// The word of the organisation is the proof, and what the register decided needs no label.
function whatIsAsked(
  { today }: Context,
  { compiled }: Parameters<typeof attendanceThere>[2],
  { facts, accreditation }: AttendanceThere,
) {
  const circumstances: Circumstances = {
    ...{ today, files: 0, ownAddress: '', confirmed: true, unread: new Set<string>() },
    intent: 'hand-in',
  }
  return checkActivity(compiled, facts, circumstances).problems.filter(
    ({ field }) => accreditation === undefined || field !== 'label',
  )
}

async function keepAccreditation(
  { db, register }: Context,
  activityId: string,
  accreditationId: string,
): Promise<void> {
  await db
    .updateTable('activity_claim')
    .set({ accreditation_id: accreditationId })
    .where('activity_id', '=', activityId)
    .where('register', '=', register.id)
    .execute()
}

// The registration of somebody here whose portfolio is open.
async function openRegistration(
  { db, register }: Context,
  personId: string,
): Promise<string | undefined> {
  const rows = await db
    .selectFrom('registration')
    .where('person_id', '=', personId)
    .where('register', '=', register.id)
    .where('status', 'in', [...withPortfolio(register)])
    .select(['id', 'status', 'approved_on', 'candidate_on'])
    .orderBy('signed_up_on', 'desc')
    .execute()
  const open = rows.find(({ status, approved_on, candidate_on }) =>
    portfolioIsOpen(register, {
      status,
      approvedOn: approved_on ?? undefined,
      candidateOn: candidate_on ?? undefined,
    }),
  )
  return open?.id
}

async function claimThere(
  { db }: Context,
  registrationId: string,
  activityId: string,
): Promise<'stands' | 'withdrawn' | undefined> {
  const row = await db
    .selectFrom('activity_claim')
    .where('activity_id', '=', activityId)
    .where('registration_id', '=', registrationId)
    .select('withdrawn_at')
    .executeTakeFirst()
  if (row === undefined) return undefined
  return row.withdrawn_at === null ? 'stands' : 'withdrawn'
}
