import { sql } from 'kysely'
import type { Accreditation } from '#domain/courses/accreditation/accreditation.ts'
import { mistakesBetween, mistakesIn } from '#domain/courses/catalogue/catalogue-words.ts'
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
  /** It was on a day of another time that the course is given. */
  readonly of_other: boolean
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

/** How many days beside an edition somebody may have typed where they said by its number which course it was. */
const daysBeside = 14

/**
 * What somebody entered themselves of the same edition: by its number, or of one of its days and with its name, or
 * with that mistyped or a part of it and the organisation. Where they said which course it was, a day that is not of the
 * edition nor of another will do, as people mistake days. Where there are more, it is the one of the kind that a register decided in
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
      exists (select from edition e where e.course_id = ${attendance.courseId} and e.id <> ${editionId}
        and e.cancelled_on is null and a.completed_on between e.first_day and e.last_day) as of_other,
      array(select json_build_object('register', c.register, 'kind', c.kind,
          'number', c.accreditation_number)
        from activity_claim c where c.activity_id = a.id and c.withdrawn_at is null) as claims
    from activity a
    where a.person_id = ${personId}
      and (a.edition_id = ${editionId}
        or a.completed_on between ${firstDay.toString()}::date - ${daysBeside}::int
          and ${lastDay.toString()}::date + ${daysBeside}::int)
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

function isSame(own: Own, attendance: Attendance): boolean {
  const { courseId, courseNumber, title, organisation, number } = attendance
  const day = Temporal.PlainDate.from(own.completed_on)
  const onItsDays = isWithin(day, attendance)
  const beside = own.edition_id === null && !own.of_other
  if (own.course_id !== null) return own.course_id === courseId && (onItsDays || beside)
  const typed = own.claims.flatMap((one) => readCourseNumber(one.number) ?? [])
  if (typed.some(({ course }) => course === courseNumber)) {
    const another = typed.some(
      ({ edition }) => edition !== undefined && `${courseNumber}-${edition}` !== number,
    )
    return !another && (onItsDays || beside)
  }
  const [mine, theirs] = [bareWords(own.title), bareWords(title)]
  if (mine === '' || !onItsDays) return false
  if (mine === theirs) return true
  if (bareWords(own.organiser) !== bareWords(organisation)) return false
  const isPart = ` ${theirs} `.includes(` ${mine} `) || ` ${mine} `.includes(` ${theirs} `)
  return isPart || isMistyped(mine, theirs)
}

function isWithin(
  day: Temporal.PlainDate,
  { firstDay, lastDay }: Pick<Attendance, 'firstDay' | 'lastDay'>,
): boolean {
  const { compare } = Temporal.PlainDate
  return compare(day, firstDay) >= 0 && compare(day, lastDay) <= 0
}

// Word by word, with as many letters wrong as a search reads over. A number is another number.
function isMistyped(mine: string, theirs: string): boolean {
  const [own, given] = [mine.split(' '), theirs.split(' ')]
  if (own.length !== given.length) return false
  return own.every((word, at) => {
    const other = given[at] ?? ''
    if (word === other) return true
    const most = /\d/.test(word + other) ? 0 : mistakesIn(other)
    if (Math.abs(word.length - other.length) > most) return false
    return most > 0 && mistakesBetween(word, other, most) <= most
  })
}
