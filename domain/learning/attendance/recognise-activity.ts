import { sql } from 'kysely'
import type { Accreditation } from '#domain/courses/accreditation/accreditation.ts'
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
  readonly claims: readonly {
    readonly register: string
    readonly kind: string | null
    readonly number: string
  }[]
}

/** What somebody entered themselves that may be of the same edition, and as what. */
export interface OwnActivity {
  readonly id: string
  readonly claims: Own['claims']
}

/** What of somebody's own an attendance is the same as. */
export interface Recognised {
  /** What it is in the first place; undefined where nothing is, or more than one may be it. */
  readonly twin: string | undefined
  /** What may be a portion of it. */
  readonly others: readonly OwnActivity[]
}

/**
 * What somebody entered themselves of the same edition: by its number, or of one of its days and with its name, or
 * with a part of that and the organisation. Where there are more, it is the one of the kind that a register decided in
 * the first place. The context sees as its owner.
 */
export async function recogniseActivity(
  { db }: Context,
  attendance: Attendance,
  decided: readonly Accreditation[],
): Promise<Recognised> {
  const { personId, firstDay, lastDay, editionId } = attendance
  const { rows } = await sql<Own>`
    select a.id, a.title, a.organiser, a.completed_on::text, a.course_id, a.edition_id,
      array(select json_build_object('register', c.register, 'kind', c.kind,
          'number', c.accreditation_number)
        from activity_claim c where c.activity_id = a.id and c.withdrawn_at is null) as claims
    from activity a
    where a.person_id = ${personId}
      and (a.edition_id = ${editionId}
        or a.completed_on between ${firstDay.toString()}::date and ${lastDay.toString()}::date)
      and exists (select from activity_claim c where c.activity_id = a.id and c.withdrawn_at is null)
      -- What another organisation says of it stays what it is.
      and a.attendance_id is null
      and not exists (select from attendance o where o.activity_id = a.id and o.withdrawn_on is null)
    order by a.completed_on desc, a.id`.execute(db)
  const exactly = rows.filter((one) => one.edition_id === editionId)
  const alike = rows.filter((one) => exactly.includes(one) || isSame(one, attendance))
  const first = alike.filter(({ claims }) =>
    claims.some(({ register, kind }) =>
      decided.some((one) => one.register === register && one.counts[0]?.kind === kind),
    ),
  )
  const twin =
    exactly[0] ?? (alike.length === 1 ? alike[0] : first.length === 1 ? first[0] : undefined)
  return { twin: twin?.id, others: alike.filter((one) => one !== twin) }
}

function isSame(own: Own, { courseId, courseNumber, title, organisation }: Attendance): boolean {
  if (own.course_id !== null) return own.course_id === courseId
  if (own.claims.some(({ number }) => readCourseNumber(number)?.course === courseNumber))
    return true
  const [mine, theirs] = [bareWords(own.title), bareWords(title)]
  if (mine === '') return false
  if (mine === theirs) return true
  const gaveIt = bareWords(own.organiser) === bareWords(organisation)
  return gaveIt && (` ${theirs} `.includes(` ${mine} `) || ` ${mine} `.includes(` ${theirs} `))
}
