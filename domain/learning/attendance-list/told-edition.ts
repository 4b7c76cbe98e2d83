import { sql } from 'kysely'
import type { CourseForm } from '#domain/courses/course/course.ts'
import { anyTimeForms } from '#domain/courses/course/course.ts'
import { lastDayToTell } from '#domain/learning/attendance-list/attendance-list.ts'
import type { AskedOfRow } from '#domain/learning/attendance-list/read-row.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'
import type { Amount } from '#engine'
import { hundredthsOf } from '#engine'

/** An edition of which it can be told who was there. */
export interface ToldEdition {
  readonly id: string
  readonly courseId: string
  /** OPL-000012-3. */
  readonly number: string
  readonly title: string
  readonly days: readonly Temporal.PlainDate[]
  readonly firstDay: Temporal.PlainDate
  readonly lastDay: Temporal.PlainDate
  /** Where it was; empty where it was online only. */
  readonly place: string
  /** The hours of the course, where it has them. */
  readonly hours: Amount | undefined
  /** Its last day and the two months behind it. */
  readonly tellBefore: Temporal.PlainDate
  /** How many were told to be there, and what was taken back left out. */
  readonly told: number
  /** Each takes it when it suits them, so that it is a year, and each has a day of their own. */
  readonly anyTime: boolean
}

interface Row {
  readonly id: string
  readonly course_id: string
  readonly number: string
  readonly title: string
  readonly days: readonly string[]
  readonly place: string
  readonly study_load: number | null
  readonly told: number
  readonly form: CourseForm
}

function select(where: ReturnType<typeof sql>) {
  return sql<Row>`select e.id, e.course_id, c.number || '-' || e.sequence as number, c.title,
      array(select d::text from unnest(e.days) d) as days, e.place, c.study_load, c.form,
      (select count(*)::int from attendance a where a.edition_id = e.id and a.withdrawn_on is null) as told
    from edition e join course c on c.id = e.course_id ${where}`
}

/**
 * An edition of a course of an organisation, for which the transaction acts; or by the id of a course that each takes
 * when it suits them, this year of it.
 */
export async function findToldEdition(
  context: Pick<Context, 'db' | 'today'>,
  organisationId: string,
  id: string,
): Promise<ToldEdition | undefined> {
  if (!isUuid(id)) return undefined
  const { db } = context
  const { rows } = await select(
    sql`where e.id = ${id} and c.organisation_id = ${organisationId} and e.cancelled_on is null`,
  ).execute(db)
  return rows[0] ? toEdition(rows[0]) : findYear(context, organisationId, id)
}

// This year of a course that each takes when it suits them, by the id of the course, before anything was told of it.
async function findYear(
  { db, today }: Pick<Context, 'db' | 'today'>,
  organisationId: string,
  courseId: string,
): Promise<ToldEdition | undefined> {
  const [year] = await yearsOf({ db, today }, sql`c.id = ${courseId}`, organisationId)
  return year
}

async function yearsOf(
  { db, today }: Pick<Context, 'db' | 'today'>,
  which: ReturnType<typeof sql>,
  organisationId: string,
): Promise<readonly ToldEdition[]> {
  const [first, last] = daysOfYear(today.year)
  const { rows } = await sql<Row>`select c.id, c.id as course_id, c.number, c.title,
      array[${first}, ${last}]::text[] as days, '' as place, c.study_load, c.form, 0 as told
    from course c where ${which} and c.organisation_id = ${organisationId} and c.state <> 'draft'
      and c.form = any(${[...anyTimeForms]}::text[])
      and not exists (select from edition e where e.course_id = c.id and e.cancelled_on is null
        and e.first_day = ${first}::date and e.last_day = ${last}::date)
    order by c.title, c.id`.execute(db)
  return rows.map(toEdition)
}

function daysOfYear(year: number): readonly [string, string] {
  return [`${year}-01-01`, `${year}-12-31`]
}

/**
 * A year of a course that each takes when it suits them, as an edition: made when something is told of it for the first
 * time. Undefined where it is no such course of the organisation, or not a year of which anything can be told.
 */
export async function editionOfYear(
  context: Context,
  organisationId: string,
  courseId: string,
  year: number,
): Promise<string | undefined> {
  const { db, today } = context
  if (year > today.year || year < today.year - 1) return undefined
  // Of two at once the second finds what the first made.
  const course = await db
    .selectFrom('course')
    .where('id', '=', courseId)
    .where('organisation_id', '=', organisationId)
    .where('state', '!=', 'draft')
    .where('form', 'in', [...anyTimeForms])
    .select(['id', 'number'])
    .forUpdate()
    .executeTakeFirst()
  if (course === undefined) return undefined
  const [first, last] = daysOfYear(year)
  const editions = await db
    .selectFrom('edition')
    .where('course_id', '=', courseId)
    .select(['id', 'sequence', 'first_day', 'last_day', 'cancelled_on'])
    .execute()
  const there = editions.find(
    (one) => one.cancelled_on === null && one.first_day === first && one.last_day === last,
  )
  if (there !== undefined) return there.id
  const sequence = Math.max(0, ...editions.map((one) => one.sequence)) + 1
  const { id } = await db
    .insertInto('edition')
    .values({
      ...{ course_id: courseId, sequence, days: [first, last], first_day: first, last_day: last },
      ...{ online: true, place: '', added_on: today.toString() },
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const facts = { number: `${course.number}-${sequence}`, edition: id, year }
  await record(context, { noun: 'course', id: courseId, action: 'add-edition', facts })
  return id
}

/** The id of an edition by its number, also of one that is off, however it was typed: "opl 12-3" is OPL-000012-3. */
export async function findEditionByNumber(
  { db }: Pick<Context, 'db'>,
  organisationId: string,
  typed: string,
): Promise<string | undefined> {
  const [, course = '', sequence = ''] =
    /^\s*(?:OPL)?[\s-]*(\d{1,9})\s*-\s*(\d{1,6})\s*$/i.exec(typed) ?? []
  if (course === '') return undefined
  const row = await db
    .selectFrom('edition as e')
    .innerJoin('course as c', 'c.id', 'e.course_id')
    .where('c.number', '=', `OPL-${course.padStart(6, '0')}`)
    .where('e.sequence', '=', Number(sequence))
    .where('c.organisation_id', '=', organisationId)
    .select('e.id')
    .executeTakeFirst()
  return row?.id
}

/** The editions of an organisation that have begun, the newest first; and what each takes when it suits them. */
export async function listToldEditions(
  context: Pick<Context, 'db' | 'today'>,
  organisationId: string,
): Promise<readonly ToldEdition[]> {
  const { db, today } = context
  const { rows } = await select(
    sql`where c.organisation_id = ${organisationId} and e.cancelled_on is null
      and e.first_day <= ${today.toString()}::date
      order by e.last_day desc, c.title, e.sequence limit 200`,
  ).execute(db)
  return [...rows.map(toEdition), ...(await yearsOf(context, sql`true`, organisationId))]
}

/**
 * The editions of an organisation that are over and of which nothing was told yet, though their hours count somewhere;
 * the one of which the term ends first stands first.
 */
export async function editionsToTell(
  { db, today }: Pick<Context, 'db' | 'today'>,
  organisationId: string,
): Promise<readonly ToldEdition[]> {
  const { rows } = await select(
    sql`where c.organisation_id = ${organisationId} and e.cancelled_on is null
      and ${untold(today)} order by e.last_day, c.title, e.sequence limit 200`,
  ).execute(db)
  return rows.map(toEdition)
}

/** Whether of an edition `e` of a course `c` nothing was told by a day, and its hours count somewhere. */
export function untold(today: Temporal.PlainDate) {
  const on = sql`${today.toString()}::date`
  return sql`e.last_day <= ${on} and (e.last_day + interval '2 months')::date >= ${on}
    and exists (select from accreditation y where y.course_id = c.id
      and e.last_day between y.first_day and y.last_day)
    and not exists (select from attendance_delivery d where d.edition_id = e.id
      and d.state in ('reading', 'running', 'done'))`
}

function toEdition(row: Row): ToldEdition {
  const days = row.days.map((day) => Temporal.PlainDate.from(day))
  const firstDay = days[0] ?? Temporal.PlainDate.from('1900-01-01')
  const lastDay = days.at(-1) ?? firstDay
  const { id, number, title, place, told } = row
  return {
    ...{ id, number, title, days, firstDay, lastDay, place, told },
    courseId: row.course_id,
    hours: row.study_load === null ? undefined : hundredthsOf(row.study_load),
    tellBefore: lastDayToTell(lastDay),
    anyTime: anyTimeForms.includes(row.form),
  }
}

/** The most hours that a day has, in hundredths. */
const mostOfDay = 2400

/** What an edition asks of the rows of a list. */
export function askedOf(
  { platform, today }: Pick<Context, 'platform' | 'today'>,
  { hours, days, firstDay, lastDay, anyTime }: ToldEdition,
  how: Pick<AskedOfRow, 'bySurname' | 'from1904'>,
): AskedOfRow {
  return {
    registers: [...platform.registers.values()],
    hours,
    // What a course takes at home is in its hours too; where those are not said, a day has its hours.
    mostHours: hours ?? hundredthsOf(mostOfDay * days.length),
    days,
    period: anyTime
      ? { first: firstDay, last: Temporal.PlainDate.compare(today, lastDay) < 0 ? today : lastDay }
      : undefined,
    ...how,
  }
}
