import { sql } from 'kysely'
import type {
  Course,
  CourseForm,
  CourseLanguage,
  CourseState,
  Edition,
  Owner,
} from '#domain/courses/course/course.ts'
import { readCourseNumber } from '#domain/courses/course/course.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'
import { centsOf, hundredthsOf } from '#engine'

// What was ever offered is seen by everybody; a draft by whoever keeps it, and by a register of which something is
// asked for it.

/** A course; locked until the end of the transaction where asked. */
export async function findCourse(
  { db }: Pick<Context, 'db'>,
  id: string,
  { lock = false }: { readonly lock?: boolean } = {},
): Promise<Course | undefined> {
  if (!isUuid(id)) return undefined
  const row = await db
    .selectFrom('course')
    .where('id', '=', id)
    .select(columns)
    .$if(lock, (query) => query.forUpdate())
    .executeTakeFirst()
  return row && toCourse(row)
}

/** A course by its number, and the edition where that is behind it, however it was typed. */
export async function findCourseByNumber(
  context: Pick<Context, 'db'>,
  typed: string,
): Promise<{ readonly course: Course; readonly edition: Edition | undefined } | undefined> {
  const read = readCourseNumber(typed)
  if (read === undefined) return undefined
  const row = await context.db
    .selectFrom('course')
    .where('number', '=', read.course)
    .select(columns)
    .executeTakeFirst()
  if (row === undefined) return undefined
  const course = toCourse(row)
  if (read.edition === undefined) return { course, edition: undefined }
  const editions = await editionsOf(context, [course.id])
  return { course, edition: editions.find(({ sequence }) => sequence === read.edition) }
}

/** Everything that an organisation or a professional gives or gave, by title. */
export async function coursesOf(
  { db }: Pick<Context, 'db'>,
  owner: Owner,
): Promise<readonly Course[]> {
  const rows = await db
    .selectFrom('course')
    .where(owner.is === 'organisation' ? 'organisation_id' : 'person_id', '=', owner.id)
    .select(columns)
    .orderBy('title')
    .orderBy('id')
    .execute()
  return rows.map(toCourse)
}

/** Whether somebody gives anything or ever did, as far as who asks may see. */
export async function givesAnything({ db }: Pick<Context, 'db'>, owner: Owner): Promise<boolean> {
  const row = await db
    .selectFrom('course')
    .where(owner.is === 'organisation' ? 'organisation_id' : 'person_id', '=', owner.id)
    .select('id')
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** The editions of courses, by their first day. */
export async function editionsOf(
  { db }: Pick<Context, 'db'>,
  courses: readonly string[],
): Promise<readonly Edition[]> {
  if (courses.length === 0) return []
  const rows = await editions(db)
    .where('e.course_id', 'in', [...courses])
    .orderBy('e.first_day')
    .orderBy('e.sequence')
    .execute()
  return rows.map(toEdition)
}

/** Of which of these editions it was told who was there, and not taken back of everybody. */
export async function attendedOf(
  { db }: Pick<Context, 'db'>,
  editionIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (editionIds.length === 0) return new Set()
  const rows = await db
    .selectFrom('attendance')
    .where('edition_id', 'in', [...editionIds])
    .where('withdrawn_on', 'is', null)
    .select('edition_id')
    // What was handed in and is still on its way was told as well.
    .union(
      db
        .selectFrom('attendance_delivery')
        .where('edition_id', 'in', [...editionIds])
        .where('state', '=', 'running')
        .select('edition_id'),
    )
    .execute()
  return new Set(rows.map(({ edition_id }) => edition_id))
}

/** One edition of a course; locked where asked. */
export async function findEdition(
  { db }: Pick<Context, 'db'>,
  id: string,
  { lock = false }: { readonly lock?: boolean } = {},
): Promise<Edition | undefined> {
  if (!isUuid(id)) return undefined
  const row = await editions(db)
    .where('e.id', '=', id)
    .$if(lock, (query) => query.forUpdate('e'))
    .executeTakeFirst()
  return row && toEdition(row)
}

/**
 * The names of whoever gives courses, by the id of the course. Of a professional it is said only to whom the public register
 * of this visit shows them; of one who was erased or is shielded there is none.
 */
export async function providersOf(
  { db }: Pick<Context, 'db'>,
  courses: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (courses.length === 0) return new Map()
  const rows = await db
    .selectFrom('course as c')
    .leftJoin('organisation as o', 'o.id', 'c.organisation_id')
    .where('c.id', 'in', [...courses])
    .select([
      'c.id',
      sql<string>`coalesce(o.name, (select e.name from public_entry e
        join registration r on r.id = e.registration_id
        where r.person_id = c.person_id limit 1), '')`.as('name'),
    ])
    .execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

const columns = [
  ...(['id', 'number', 'organisation_id', 'person_id', 'title', 'summary', 'form'] as const),
  ...(['language', 'audiences', 'professions', 'themes', 'price', 'study_load', 'link'] as const),
  ...(['review_on', 'owner_id', 'state', 'published_on', 'withdrawn_on', 'made_on'] as const),
  ...(['changed_on', 'version'] as const),
] as const

interface CourseRow {
  readonly id: string
  readonly number: string
  readonly organisation_id: string | null
  readonly person_id: string | null
  readonly title: string
  readonly summary: string
  readonly form: CourseForm
  readonly language: string
  readonly audiences: string[]
  readonly professions: string[]
  readonly themes: string[]
  readonly price: number | null
  readonly study_load: number | null
  readonly link: string
  readonly review_on: string
  readonly owner_id: string | null
  readonly state: CourseState
  readonly published_on: string | null
  readonly withdrawn_on: string | null
  readonly made_on: string
  readonly changed_on: string
  readonly version: number
}

function toCourse(row: CourseRow): Course {
  return {
    id: row.id,
    number: row.number,
    owner: ownerOf(row),
    title: row.title,
    summary: row.summary,
    form: row.form,
    language: row.language as CourseLanguage,
    audiences: row.audiences,
    professions: row.professions,
    themes: row.themes,
    price: row.price === null ? undefined : centsOf(row.price),
    studyLoad: row.study_load === null ? undefined : hundredthsOf(row.study_load),
    link: row.link,
    reviewOn: Temporal.PlainDate.from(row.review_on),
    keptBy: row.owner_id ?? undefined,
    state: row.state,
    publishedOn: dayOf(row.published_on),
    withdrawnOn: dayOf(row.withdrawn_on),
    madeOn: Temporal.PlainDate.from(row.made_on),
    changedOn: Temporal.PlainDate.from(row.changed_on),
    version: row.version,
  }
}

/** Whose it is, by the two columns of which at most one is filled. */
export function ownerOf(row: {
  readonly organisation_id: string | null
  readonly person_id: string | null
}): Owner | undefined {
  if (row.organisation_id !== null) return { is: 'organisation', id: row.organisation_id }
  return row.person_id === null ? undefined : { is: 'person', id: row.person_id }
}

function dayOf(text: string | null): Temporal.PlainDate | undefined {
  return text === null ? undefined : Temporal.PlainDate.from(text)
}

function editions(db: Context['db']) {
  return db
    .selectFrom('edition as e')
    .innerJoin('course as c', 'c.id', 'e.course_id')
    .select(['e.id', 'e.course_id', 'c.number', 'e.sequence', 'e.days', 'e.begins', 'e.ends'])
    .select(['e.online', 'e.place', 'e.venue', 'e.price', 'e.link', 'e.cancelled_on'])
    .select(['e.cancelled_reason', 'e.version', 'e.takes_enrolments', 'e.places'])
}

interface EditionRow {
  readonly id: string
  readonly course_id: string
  readonly number: string
  readonly sequence: number
  readonly days: string[]
  readonly begins: string | null
  readonly ends: string | null
  readonly online: boolean
  readonly place: string
  readonly venue: string
  readonly price: number | null
  readonly link: string
  readonly cancelled_on: string | null
  readonly cancelled_reason: string
  readonly version: number
  readonly takes_enrolments: boolean
  readonly places: number | null
}

function toEdition(row: EditionRow): Edition {
  return {
    id: row.id,
    courseId: row.course_id,
    number: `${row.number}-${row.sequence}`,
    sequence: row.sequence,
    days: row.days.map((day) => Temporal.PlainDate.from(day)),
    begins: row.begins ?? '',
    ends: row.ends ?? '',
    online: row.online,
    place: row.place,
    venue: row.venue,
    price: row.price === null ? undefined : centsOf(row.price),
    link: row.link,
    cancelledOn: dayOf(row.cancelled_on),
    cancelledReason: row.cancelled_reason,
    version: row.version,
    enrols: row.takes_enrolments,
    places: row.places ?? undefined,
  }
}
