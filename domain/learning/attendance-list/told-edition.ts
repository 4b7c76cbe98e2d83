import { sql } from 'kysely'
import { lastDayToTell } from '#domain/learning/attendance-list/attendance-list.ts'
import type { AskedOfRow } from '#domain/learning/attendance-list/read-row.ts'
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
}

function select(where: ReturnType<typeof sql>) {
  return sql<Row>`select e.id, e.course_id, c.number || '-' || e.sequence as number, c.title,
      array(select d::text from unnest(e.days) d) as days, e.place, c.study_load,
      (select count(*)::int from attendance a where a.edition_id = e.id and a.withdrawn_on is null) as told
    from edition e join course c on c.id = e.course_id ${where}`
}

/** An edition of a course of an organisation, for which the transaction acts. */
export async function findToldEdition(
  { db }: Pick<Context, 'db'>,
  organisationId: string,
  id: string,
): Promise<ToldEdition | undefined> {
  if (!isUuid(id)) return undefined
  const { rows } = await select(
    sql`where e.id = ${id} and c.organisation_id = ${organisationId} and e.cancelled_on is null`,
  ).execute(db)
  return rows[0] && toEdition(rows[0])
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

/** The editions of an organisation that have begun, the newest first. */
export async function listToldEditions(
  { db, today }: Pick<Context, 'db' | 'today'>,
  organisationId: string,
): Promise<readonly ToldEdition[]> {
  const { rows } = await select(
    sql`where c.organisation_id = ${organisationId} and e.cancelled_on is null
      and e.first_day <= ${today.toString()}::date
      order by e.last_day desc, c.title, e.sequence limit 200`,
  ).execute(db)
  return rows.map(toEdition)
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
  }
}

/** The most hours that a day has, in hundredths. */
const mostOfDay = 2400

/** What an edition asks of the rows of a list. */
export function askedOf(
  { platform }: Pick<Context, 'platform'>,
  { hours, days }: Pick<ToldEdition, 'hours' | 'days'>,
  how: Pick<AskedOfRow, 'bySurname' | 'from1904'>,
): AskedOfRow {
  return {
    registers: [...platform.registers.values()],
    hours,
    // What a course takes at home is in its hours too; where those are not said, a day has its hours.
    mostHours: hours ?? hundredthsOf(mostOfDay * days.length),
    days,
    ...how,
  }
}
