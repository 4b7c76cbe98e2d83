import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { holdsOn } from '#domain/courses/accreditation/accreditation.ts'
import { accreditationsOf } from '#domain/courses/accreditation/queries.ts'
import type { Circumstances } from '#domain/dossier/activity/check-activity.ts'
import { checkActivity } from '#domain/dossier/activity/check-activity.ts'
import type { PortfolioActivity } from '#domain/dossier/activity/queries.ts'
import { findActivity } from '#domain/dossier/activity/queries.ts'
import { typedOf } from '#domain/dossier/activity/typed-activity.ts'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import type { OpenActivity } from '#domain/dossier/portfolio/open-activity.ts'
import { openActivity } from '#domain/dossier/portfolio/open-activity.ts'
import { stateAfter, writeActivity } from '#domain/dossier/portfolio/write-activity.ts'
import type {
  AttendanceEvent,
  AttendanceState,
  Placed,
} from '#domain/learning/attendance/attendance.ts'
import { attendanceLifecycle } from '#domain/learning/attendance/attendance.ts'
import type { AttendanceThere } from '#domain/learning/attendance/in-register.ts'
import {
  attendanceThere,
  portionThere,
  withWritten,
} from '#domain/learning/attendance/in-register.ts'
import type { Attendance } from '#domain/learning/attendance/queries.ts'
import { findAttendance } from '#domain/learning/attendance/queries.ts'
import type { Recognised } from '#domain/learning/attendance/recognise-activity.ts'
import { recogniseActivity } from '#domain/learning/attendance/recognise-activity.ts'
import { tellParticipant } from '#domain/learning/attendance/tell-participant.ts'
import { portfolioIsOpen, withPortfolio } from '#domain/people/registration/registration.ts'
import { record } from '#domain/platform/audit/record.ts'
import { actAsOwner } from '#domain/platform/context/act-as-owner.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { inOtherRegister } from '#domain/platform/context/own-registers.ts'
import { may, next } from '#domain/platform/lifecycle/lifecycle.ts'

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
  if (await isThereAlready(context, attendance)) return leave(acting, attendance)
  await actAsOwner(acting)
  const open = await openRegistrations(acting, personId)
  const { courseId: course, countsFrom: day } = attendance
  const decided = (await accreditationsOf(acting, [course])).filter((one) => holdsOn(one, day))
  const { twin, others } = await recogniseActivity(acting, attendance, decided)
  const activityId = twin ?? attendance.id
  const placed: Placed[] = []
  for (const register of await registersOf(acting, personId, twin)) {
    const registrationId = open.get(register)
    if (registrationId === undefined) continue
    const there = await inOtherRegister(acting, register, (own) =>
      placeThere(own, registrationId, { attendance, activityId, others, elsewhere: placed }),
    )
    placed.push(...(there ?? []))
  }
  const stands = placed.length > 0
  if (!stands && attendance.state === 'left-out') return actAsOwner(context)
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

// Whether the same person was told of by another name or number: two who turned out to be one were there once.
async function isThereAlready(
  { db }: Context,
  { id, editionId, personId }: Attendance,
): Promise<boolean> {
  const { rows } = await sql`
    select from attendance where edition_id = ${editionId} and id <> ${id} and withdrawn_on is null
      and person_id = any(array(select p.id from person p where ${personId} in (p.id, p.merged_into)))
    limit 1`.execute(db)
  return rows.length > 0
}

async function leave(context: Context, { id, state }: Attendance): Promise<void> {
  const taken = next<AttendanceState, AttendanceEvent>(attendanceLifecycle, state, 'take-out')
  if (taken === undefined) return
  await context.db
    .updateTable('attendance')
    .set({ state: taken, withdrawn_on: context.today.toString() })
    .where('id', '=', id)
    .execute()
  await record(context, { noun: 'attendance', id, action: 'take-out', facts: { twice: true } })
}

// The portfolios that are open, by register; all of them are locked, so that what somebody enters at this moment is seen
// as theirs or waits.
async function openRegistrations(
  context: Context,
  personId: string,
): Promise<ReadonlyMap<string, string>> {
  const open = new Map<string, string>()
  for (const register of [...context.platform.registers.keys()].toSorted()) {
    const id = await inOtherRegister(context, register, (there) =>
      openRegistration(there, personId, { lock: true }),
    )
    if (id !== undefined) open.set(register, id)
  }
  return open
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
  registrationId: string,
  {
    attendance,
    activityId,
    others,
    elsewhere,
  }: {
    readonly attendance: Attendance
    readonly activityId: string
    readonly elsewhere: readonly Placed[]
  } & Pick<Recognised, 'others'>,
): Promise<readonly Placed[]> {
  const standing = await claimThere(context, registrationId, activityId)
  if (standing === 'withdrawn') return []
  const before =
    standing === undefined ? undefined : await findActivity(context, registrationId, activityId)
  const open = await openToPlace(context, registrationId, { activityId, before })
  if (open === 'closed') return []
  const loaded = open?.loaded ?? (await loadDossier(context, registrationId))
  const own = await attendanceThere(context, attendance, loaded, {
    elsewhere,
    wanted: before?.kind,
  })
  const placed = [await write(context, registrationId, { open, before, own })]
  const { compiled } = loaded
  for (const counts of own.portions) {
    const portion = portionThere(attendance, own.accreditation, { counts, compiled })
    const done = await placePortion(context, registrationId, { attendance, portion, others })
    if (done !== undefined) placed.push(done)
  }
  return placed
}

// What it counts for beside the first stands by itself; what somebody had entered of that kind is confirmed.
async function placePortion(
  context: Context,
  registrationId: string,
  {
    attendance,
    portion,
    others,
  }: {
    readonly attendance: Attendance
    readonly portion: AttendanceThere
    readonly others: Recognised['others']
  },
): Promise<Placed | undefined> {
  const { register, db } = context
  const twins = others.filter(({ claims }) =>
    claims.some((one) => one.register === register.id && one.kind === portion.facts.kind?.id),
  )
  const twin = twins.length === 1 ? twins[0]?.id : undefined
  const activityId = twin ?? randomUUID()
  const before =
    twin === undefined ? undefined : await findActivity(context, registrationId, activityId)
  const open = await openToPlace(context, registrationId, { activityId, before })
  if (open === 'closed') return undefined
  const placed = await write(context, registrationId, { open, before, own: portion })
  const { id, courseId, editionId } = attendance
  await db
    .updateTable('activity')
    .set({
      ...{ attendance_id: id, attendance_joined: twin !== undefined },
      ...{ course_id: courseId, edition_id: editionId },
    })
    .where('id', '=', activityId)
    .execute()
  if (twin !== undefined) {
    await record(context, { noun: 'activity', id: twin, action: 'join', facts: { attendance: id } })
  }
  return placed
}

// An activity to write what it is here; none where somebody handed it in themselves, which stays as it is.
async function openToPlace(
  context: Context,
  registrationId: string,
  {
    activityId: id,
    before,
  }: { readonly activityId: string; readonly before: PortfolioActivity | undefined },
): Promise<OpenActivity | 'closed' | undefined> {
  if (before !== undefined && before.state !== 'draft' && before.state !== 'planned') {
    return undefined
  }
  const wanted = { id, version: before?.version, files: [] }
  const opened = await openActivity(context, registrationId, wanted)
  return opened.outcome === 'open' ? opened.open : 'closed'
}

async function write(
  context: Context,
  registrationId: string,
  {
    open,
    before,
    own,
  }: {
    readonly open: OpenActivity | undefined
    readonly before: PortfolioActivity | undefined
    readonly own: AttendanceThere
  },
): Promise<Placed> {
  const about = { register: context.register.id, registrationId }
  if (open === undefined) {
    const decided = own.facts.accredited === true && before?.accredited === false
    return { ...about, kind: before?.kind, is: decided ? 'stood-unaccredited' : 'stood' }
  }
  const { kinds } = open.loaded.compiled.regulation
  const kind = kinds.find(({ id }) => id === before?.kind) ?? own.facts.kind
  const facts = { ...(before === undefined ? own.facts : withWritten(own, before)), kind }
  const asks = whatIsAsked(context, open.loaded, { ...own, facts }).length > 0
  const state = stateAfter(open, asks ? 'save-draft' : 'enter')
  await writeActivity(open, { facts, typed: { ...before?.form.typed, ...typedOf(facts) } }, state)
  if (own.accreditation !== undefined)
    await keepAccreditation(context, open.id, own.accreditation.id)
  return { ...about, kind: facts.kind?.id, is: asks ? 'asks' : 'entered' }
}

// The word of the organisation is the proof, and what the register decided needs no label.
function whatIsAsked(
  { today }: Context,
  { compiled }: Parameters<typeof attendanceThere>[2],
  { facts, accreditation }: Pick<AttendanceThere, 'facts' | 'accreditation'>,
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

/** The registration of somebody here whose portfolio is open. */
export async function openRegistration(
  { db, register }: Context,
  personId: string,
  { lock = false }: { readonly lock?: boolean } = {},
): Promise<string | undefined> {
  const rows = await db
    .selectFrom('registration')
    .where('person_id', '=', personId)
    .where('register', '=', register.id)
    .where('status', 'in', [...withPortfolio(register)])
    .select(['id', 'status', 'approved_on', 'candidate_on'])
    .orderBy('signed_up_on', 'desc')
    .$if(lock, (query) => query.forUpdate())
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
