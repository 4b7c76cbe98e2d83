import type { Accreditation, Counts } from '#domain/courses/accreditation/accreditation.ts'
import { holdsOn, lastDayOf } from '#domain/courses/accreditation/accreditation.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'
import { hundredthsOf } from '#engine'

// What a course counts for is public: whoever asks sees it of every register.

/** Everything that was decided of courses, in every register or in one, the newest first. */
export async function accreditationsOf(
  { db }: Pick<Context, 'db'>,
  courses: readonly string[],
  { register }: { readonly register?: string } = {},
): Promise<readonly Accreditation[]> {
  if (courses.length === 0) return []
  const rows = await db
    .selectFrom('accreditation')
    .where('course_id', 'in', [...courses])
    .$if(register !== undefined, (query) => query.where('register', '=', register ?? ''))
    .select(columns)
    .orderBy('first_day', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows.map(toAccreditation)
}

/** Which of these courses some register accredits today or from a later day. */
export async function stillAccredited(
  context: Pick<Context, 'db' | 'today'>,
  courses: readonly string[],
): Promise<ReadonlySet<string>> {
  const all = await accreditationsOf(context, courses)
  const still = all.filter((one) => Temporal.PlainDate.compare(lastDayOf(one), context.today) >= 0)
  return new Set(still.flatMap(({ of }) => (of.is === 'course' ? [of.id] : [])))
}

/** What holds for a course in a register on a day; undefined where nothing does. */
export async function accreditationOn(
  context: Pick<Context, 'db'>,
  {
    course,
    register,
    day,
  }: { readonly course: string; readonly register: string; readonly day: Temporal.PlainDate },
): Promise<Accreditation | undefined> {
  const all = await accreditationsOf(context, [course], { register })
  return all.find((one) => holdsOn(one, day))
}

/** One accreditation; locked until the end of the transaction where asked, which its register alone can. */
export async function findAccreditation(
  { db }: Pick<Context, 'db'>,
  id: string,
  { lock = false }: { readonly lock?: boolean } = {},
): Promise<Accreditation | undefined> {
  if (!isUuid(id)) return undefined
  const row = await db
    .selectFrom('accreditation')
    .where('id', '=', id)
    .select(columns)
    .$if(lock, (query) => query.forUpdate())
    .executeTakeFirst()
  return row && toAccreditation(row)
}

/** What holds in a register today or from a later day. */
export async function accreditationsHeld(
  { db, today }: Pick<Context, 'db' | 'today'>,
  register: string,
): Promise<readonly Accreditation[]> {
  return held(db, today, ['register', register])
}

/** What an organisation holds today or from a later day, in every register; what ends first comes first. */
export async function accreditationsHeldBy(
  { db, today }: Pick<Context, 'db' | 'today'>,
  organisationId: string,
): Promise<readonly Accreditation[]> {
  return held(db, today, ['organisation_id', organisationId])
}

async function held(
  db: Context['db'],
  today: Temporal.PlainDate,
  [column, id]: readonly ['register' | 'organisation_id', string],
): Promise<readonly Accreditation[]> {
  const rows = await db
    .selectFrom('accreditation')
    .where(column, '=', id)
    .where('last_day', '>=', today.toString())
    .where((eb) => eb.or([eb('ended_from', 'is', null), eb('ended_from', '>', today.toString())]))
    .select(columns)
    .orderBy('last_day')
    .orderBy('id')
    .execute()
  return rows.map(toAccreditation)
}

/** Who may give a training that a register named, with since and until when; the newest first. */
export async function recognisedFor(
  { db }: Pick<Context, 'db'>,
  register: string,
  training: string,
): Promise<readonly Accreditation[]> {
  const rows = await db
    .selectFrom('accreditation')
    .where('register', '=', register)
    .where('training', '=', training)
    .select(columns)
    .orderBy('first_day', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows.map(toAccreditation)
}

const columns = [
  ...(['id', 'register', 'organisation_id', 'person_id', 'course_id', 'training'] as const),
  ...([
    'counts',
    'study_load',
    'first_day',
    'last_day',
    'conditions',
    'reason',
    'decided_on',
  ] as const),
  ...(['ended_from', 'ended_reason', 'replaced_by', 'version'] as const),
  ...(['end_proposed_from', 'end_proposed_reason', 'end_proposed_by'] as const),
] as const

interface Row {
  readonly id: string
  readonly register: string
  readonly organisation_id: string | null
  readonly person_id: string | null
  readonly course_id: string | null
  readonly training: string | null
  readonly counts: unknown
  readonly study_load: number | null
  readonly first_day: string
  readonly last_day: string
  readonly conditions: string
  readonly reason: string
  readonly decided_on: string
  readonly ended_from: string | null
  readonly ended_reason: string
  readonly replaced_by: string | null
  readonly end_proposed_from: string | null
  readonly end_proposed_reason: string
  readonly end_proposed_by: string | null
  readonly version: number
}

function toAccreditation(row: Row): Accreditation {
  const { course_id: course, training } = row
  return {
    id: row.id,
    register: row.register,
    of: course === null ? { is: 'training', id: training ?? '' } : { is: 'course', id: course },
    organisationId: row.organisation_id ?? undefined,
    personId: row.person_id ?? undefined,
    counts: row.counts as readonly Counts[],
    studyLoad: row.study_load === null ? undefined : hundredthsOf(row.study_load),
    first: Temporal.PlainDate.from(row.first_day),
    last: Temporal.PlainDate.from(row.last_day),
    conditions: row.conditions,
    reason: row.reason,
    decidedOn: Temporal.PlainDate.from(row.decided_on),
    ended:
      row.ended_from === null
        ? undefined
        : {
            from: Temporal.PlainDate.from(row.ended_from),
            reason: row.ended_reason,
            replacedBy: row.replaced_by ?? undefined,
          },
    endProposed:
      row.end_proposed_from === null
        ? undefined
        : {
            from: Temporal.PlainDate.from(row.end_proposed_from),
            reason: row.end_proposed_reason,
            by: row.end_proposed_by ?? undefined,
          },
    version: row.version,
  }
}
