import { sql } from 'kysely'
import type { CourseForm } from '#domain/courses/course/course.ts'
import { anyTimeForms } from '#domain/courses/course/course.ts'
import type {
  AttendanceState,
  ContestedWrong,
  ContestState,
} from '#domain/learning/attendance/attendance.ts'
import { namedAs } from '#domain/learning/attendance/named-as.ts'
import { tiesWith } from '#domain/people/body/find-tie.ts'
import type { Context } from '#domain/platform/context/context.ts'
import type { Waiting } from '#domain/platform/look-up/how-many-wait.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'
import type { Amount } from '#engine'
import { hundredthsOf } from '#engine'
import { dayIn } from '#language/days.ts'
import { fullName } from '#language/names.ts'

/** That somebody was at an edition, as its organisation says. */
export interface Attendance {
  readonly id: string
  readonly organisationId: string
  readonly organisation: string
  readonly editionId: string
  readonly courseId: string
  /** The title of the course, and the numbers of it and of the edition. */
  readonly title: string
  readonly courseNumber: string
  readonly number: string
  readonly form: CourseForm
  readonly firstDay: Temporal.PlainDate
  readonly lastDay: Temporal.PlainDate
  /** On which they were done with it. */
  readonly day: Temporal.PlainDate
  /** On which an accreditation has to hold: its first day, or theirs where each takes it when it suits them. */
  readonly countsFrom: Temporal.PlainDate
  /** The hours of the course, where it has them. */
  readonly courseHours: Amount | undefined
  /** Who was there; where two turned out to be one person, that person. */
  readonly personId: string
  readonly hours: Amount
  readonly enteredOn: Temporal.PlainDate
  readonly state: AttendanceState
  readonly activityId: string | undefined
  readonly joined: boolean
  /** Who delivered it. */
  readonly deliveryId: string
}

interface Row {
  readonly id: string
  readonly organisation_id: string
  readonly organisation: string
  readonly edition_id: string
  readonly course_id: string
  readonly title: string
  readonly course_number: string
  readonly sequence: number
  readonly form: CourseForm
  readonly first_day: string
  readonly last_day: string
  readonly day: string
  readonly study_load: number | null
  readonly person_id: string
  readonly hours: number
  readonly entered_on: string
  readonly state: AttendanceState
  readonly activity_id: string | null
  readonly joined: boolean
  readonly delivery_id: string
}

/** One that was not taken back, by its id or by the activity that it is in a portfolio. */
export async function findAttendance(
  { db }: Pick<Context, 'db'>,
  which: { readonly id: string } | { readonly activity: string },
  { lock = false }: { readonly lock?: boolean } = {},
): Promise<Attendance | undefined> {
  const id = 'id' in which ? which.id : which.activity
  if (!isUuid(id)) return undefined
  const { rows } = await sql<Row>`
    select a.id, a.organisation_id, o.name as organisation, a.edition_id, e.course_id, c.title,
      c.number as course_number, e.sequence, c.form, e.first_day::text, e.last_day::text, c.study_load,
      coalesce(a.day, e.last_day)::text as day, coalesce(p.merged_into, a.person_id) as person_id, a.hours, a.entered_on::text, a.state, a.activity_id, a.joined, a.delivery_id
    from attendance a join edition e on e.id = a.edition_id join course c on c.id = e.course_id
    join organisation o on o.id = a.organisation_id join person p on p.id = a.person_id
    where ${
      'id' in which
        ? sql`a.id = ${id}`
        : sql`(a.activity_id = ${id} or a.id = (select attendance_id from activity where id = ${id}))`
    } and a.withdrawn_on is null
    ${lock ? sql`for update of a` : sql``}`.execute(db)
  return rows[0] && toAttendance(rows[0])
}

function toAttendance(row: Row): Attendance {
  const anyTime = anyTimeForms.some((form) => form === row.form)
  return {
    id: row.id,
    organisationId: row.organisation_id,
    organisation: row.organisation,
    editionId: row.edition_id,
    courseId: row.course_id,
    title: row.title,
    courseNumber: row.course_number,
    number: `${row.course_number}-${row.sequence}`,
    form: row.form,
    firstDay: Temporal.PlainDate.from(row.first_day),
    lastDay: Temporal.PlainDate.from(row.last_day),
    day: Temporal.PlainDate.from(row.day),
    countsFrom: Temporal.PlainDate.from(anyTime ? row.day : row.first_day),
    courseHours: row.study_load === null ? undefined : hundredthsOf(row.study_load),
    personId: row.person_id,
    hours: hundredthsOf(row.hours),
    enteredOn: Temporal.PlainDate.from(row.entered_on),
    state: row.state,
    activityId: row.activity_id ?? undefined,
    joined: row.joined,
    deliveryId: row.delivery_id,
  }
}

/** That somebody does not agree with what an organisation says of them. */
export interface Contest {
  readonly id: string
  readonly attendanceId: string
  readonly organisationId: string
  readonly register: string
  readonly registrationId: string
  readonly personId: string
  /** Who says so, as the register knows them: nothing for the organisation. */
  readonly name: string
  /** How the organisation named them; empty for who does not act for it, and of a list that is not kept any more. */
  readonly named: string
  readonly wrong: ContestedWrong
  readonly hours: Amount | undefined
  readonly reason: string
  readonly contestedOn: Temporal.PlainDate
  /** Since when a back office decides, as no answer came in time. */
  readonly passedOn: Temporal.PlainDate | undefined
  readonly state: ContestState
  readonly agrees: boolean | undefined
  readonly answer: string
  readonly answeredOn: Temporal.PlainDate | undefined
  readonly outcome: 'stands' | 'changed' | 'removed' | undefined
  readonly decision: string
  readonly decidedOn: Temporal.PlainDate | undefined
  readonly version: number
}

interface ContestRow {
  readonly id: string
  readonly attendance_id: string
  readonly organisation_id: string
  readonly register: string
  readonly registration_id: string
  readonly person_id: string
  readonly first_name: string
  readonly initials: string
  readonly name_prefix: string
  readonly last_name: string
  readonly wrong: ContestedWrong
  readonly hours: number | null
  readonly reason: string
  readonly contested_on: string
  readonly passed_on: string | null
  readonly state: ContestState
  readonly agrees: boolean | null
  readonly answer: string
  readonly answered_on: string | null
  readonly outcome: 'stands' | 'changed' | 'removed' | null
  readonly decision: string
  readonly decided_on: string | null
  readonly version: number
}

const contests = sql`select k.id, k.attendance_id, k.organisation_id, k.register, k.registration_id, k.person_id,
    p.first_name, p.initials, p.name_prefix, p.last_name, k.wrong,
    k.hours, k.reason, k.contested_on::text, k.passed_on::text, k.state, k.agrees, k.answer, k.answered_on::text, k.outcome, k.decision, k.decided_on::text, k.version
  from attendance_contest k join person p on p.id = k.person_id`

/** One of these, by its id. */
export async function findContest(
  context: Context,
  id: string,
  { lock = false }: { readonly lock?: boolean } = {},
): Promise<Contest | undefined> {
  if (!isUuid(id)) return undefined
  const { rows } = await sql<ContestRow>`${contests} where k.id = ${id}
    ${lock ? sql`for update of k` : sql``}`.execute(context.db)
  const [found] = await toContests(context, rows)
  return found
}

/** What an organisation has to answer, or a back office to decide; the oldest first. */
export async function listContests(
  context: Context,
  which:
    | { readonly organisation: string; readonly state: ContestState }
    | { readonly register: string; readonly state: ContestState },
): Promise<readonly Contest[]> {
  const whose =
    'organisation' in which
      ? sql`k.organisation_id = ${which.organisation}`
      : sql`k.register = ${which.register}`
  const { rows } = await sql<ContestRow>`${contests} where ${whose} and k.state = ${which.state}
    order by k.contested_on, k.id limit 200`.execute(context.db)
  return toContests(context, rows)
}

/** What whoever acts said last of an attendance of theirs; undefined where they never said that it is not right. */
export async function lastContestOf(
  context: Context,
  attendanceId: string,
): Promise<Contest | undefined> {
  const { rows } = await sql<ContestRow>`${contests} where k.attendance_id = ${attendanceId}
    order by k.created_at desc, k.id desc limit 1`.execute(context.db)
  const [found] = await toContests(context, rows)
  return found
}

/** How many wait for whoever acts to decide for a register, and since when; not of who they have a tie with. */
export async function contestsWaiting(context: Context): Promise<Waiting> {
  const { rows } = await sql<{ registrationId: string; since: string }>`
    select registration_id as "registrationId", coalesce(answered_on, passed_on)::text as since
    from attendance_contest where register = ${context.register.id} and state = 'differs'
    order by 2`.execute(context.db)
  const ties = await tiesWith(context, ['keep-records'], rows)
  const free = rows.filter(({ registrationId }) => !ties.has(registrationId))
  const oldest = free[0]?.since
  return {
    count: free.length,
    oldest: oldest === undefined ? undefined : Temporal.PlainDate.from(oldest),
  }
}

async function toContests(
  context: Context,
  rows: readonly ContestRow[],
): Promise<readonly Contest[]> {
  const named = await namedAs(
    context,
    rows.map(({ attendance_id }) => attendance_id),
  )
  return rows.map((row) => toContest(row, named.get(row.attendance_id) ?? ''))
}

function toContest(row: ContestRow, named: string): Contest {
  return {
    id: row.id,
    attendanceId: row.attendance_id,
    organisationId: row.organisation_id,
    register: row.register,
    registrationId: row.registration_id,
    personId: row.person_id,
    name: fullName({
      firstName: row.first_name,
      initials: row.initials,
      namePrefix: row.name_prefix,
      lastName: row.last_name,
    }),
    named,
    wrong: row.wrong,
    hours: row.hours === null ? undefined : hundredthsOf(row.hours),
    reason: row.reason,
    contestedOn: Temporal.PlainDate.from(row.contested_on),
    passedOn: dayIn(row.passed_on),
    state: row.state,
    agrees: row.agrees ?? undefined,
    answer: row.answer,
    answeredOn: dayIn(row.answered_on),
    outcome: row.outcome ?? undefined,
    decision: row.decision,
    decidedOn: dayIn(row.decided_on),
    version: row.version,
  }
}
