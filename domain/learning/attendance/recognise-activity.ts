import { sql } from 'kysely'
import { readCourseNumber } from '#domain/courses/course/course.ts'
import type { Attendance } from '#domain/learning/attendance/queries.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { bareWords } from '#language/typed.ts'

interface Own {
  readonly id: string
  readonly title: string
  readonly organiser: string
  readonly completed_on: string
  readonly course_id: string | null
  readonly edition_id: string | null
  readonly numbers: readonly string[]
}

/**
 * What somebody entered themselves of the same edition: by its number, or of one of its days and with its name, or
 * with a part of that and the organisation. Undefined where nothing is, or more than one may be it. The context sees
 * as its owner.
 */
export async function recogniseActivity(
  { db }: Context,
  attendance: Attendance,
): Promise<string | undefined> {
  const { personId, firstDay, lastDay, editionId } = attendance
  const { rows } = await sql<Own>`
    select a.id, a.title, a.organiser, a.completed_on::text, a.course_id, a.edition_id,
      array(select c.accreditation_number from activity_claim c where c.activity_id = a.id
        and c.withdrawn_at is null and c.accreditation_number <> '') as numbers
    from activity a
    where a.person_id = ${personId}
      and (a.edition_id = ${editionId}
        or a.completed_on between ${firstDay.toString()}::date and ${lastDay.toString()}::date)
      and exists (select from activity_claim c where c.activity_id = a.id and c.withdrawn_at is null)
      -- What another organisation says of it stays what it is.
      and not exists (select from attendance o where o.activity_id = a.id and o.withdrawn_on is null)
    order by a.completed_on desc, a.id`.execute(db)
  const exactly = rows.filter((one) => one.edition_id === editionId)
  if (exactly[0] !== undefined) return exactly[0].id
  const alike = rows.filter((one) => isSame(one, attendance))
  return alike.length === 1 ? alike[0]?.id : undefined
}

function isSame(own: Own, { courseId, courseNumber, title, organisation }: Attendance): boolean {
  if (own.course_id !== null) return own.course_id === courseId
  if (own.numbers.some((typed) => readCourseNumber(typed)?.course === courseNumber)) return true
  const [mine, theirs] = [bareWords(own.title), bareWords(title)]
  if (mine === '') return false
  if (mine === theirs) return true
  const gaveIt = bareWords(own.organiser) === bareWords(organisation)
  return gaveIt && (` ${theirs} `.includes(` ${mine} `) || ` ${mine} `.includes(` ${theirs} `))
}
