import type { Edition } from '#domain/courses/course/course.ts'
import { editionsOf } from '#domain/courses/course/queries.ts'
import type { Enrolled } from '#domain/learning/enrolment/enrolment.ts'
import { actForOrganisation } from '#domain/platform/context/act-for-organisation.ts'
import type { Context } from '#domain/platform/context/context.ts'

/** Who wants to come to an edition, by surname. The transaction acts for its organisation. */
export async function listEnrolled(
  { db }: Pick<Context, 'db'>,
  editionId: string,
): Promise<readonly Enrolled[]> {
  const rows = await db
    .selectFrom('enrolment')
    .where('edition_id', '=', editionId)
    .where('ended_on', 'is', null)
    .select(['id', 'register', 'name', 'surname', 'numbers', 'enrolled_on'])
    .orderBy('surname')
    .orderBy('name')
    .orderBy('id')
    .execute()
  return rows.map(({ enrolled_on, ...row }) => ({
    ...row,
    enrolledOn: Temporal.PlainDate.from(enrolled_on),
  }))
}

/** How many want to come to each of these editions of one organisation, for which the transaction acts. */
export async function countEnrolled(
  { db }: Pick<Context, 'db'>,
  editions: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (editions.length === 0) return new Map()
  const rows = await db
    .selectFrom('enrolment')
    .where('edition_id', 'in', [...editions])
    .where('ended_on', 'is', null)
    .groupBy('edition_id')
    .select(({ fn }) => ['edition_id', fn.countAll<number>().as('count')])
    .execute()
  return new Map(rows.map(({ edition_id, count }) => [edition_id, Number(count)]))
}

/** The same for who may know no more than how many there are: whoever looks for a place. */
export async function placesTaken(
  context: Pick<Context, 'db'>,
  organisationId: string,
  editions: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  await actForOrganisation(context, organisationId)
  const counts = await countEnrolled(context, editions)
  await actForOrganisation(context, '')
  return counts
}

/** What somebody enrolled for in this register, with the edition. */
export interface OwnEnrolment {
  readonly edition: Edition
  readonly title: string
  /** The number of the course. */
  readonly course: string
  readonly organisation: string
  readonly numbers: readonly string[]
  readonly enrolledOn: Temporal.PlainDate
}

/**
 * What somebody is enrolled for in this register, by the first day of it; where asked, also what they were enrolled
 * for and does not take place.
 */
export async function ownEnrolments(
  context: Pick<Context, 'db'>,
  registrationId: string,
  { cancelled = false }: { readonly cancelled?: boolean } = {},
): Promise<readonly OwnEnrolment[]> {
  const rows = await context.db
    .selectFrom('enrolment as n')
    .innerJoin('edition as e', 'e.id', 'n.edition_id')
    .innerJoin('course as c', 'c.id', 'e.course_id')
    .innerJoin('organisation as o', 'o.id', 'n.organisation_id')
    .where('n.registration_id', '=', registrationId)
    .where((eb) =>
      eb.or([
        eb('n.ended_on', 'is', null),
        ...(cancelled ? [eb('n.ended_by', '=', 'cancelled')] : []),
      ]),
    )
    .select(['n.edition_id', 'n.numbers', 'n.enrolled_on', 'c.id as course_id', 'c.title'])
    .select(['c.number', 'o.name'])
    .orderBy('e.first_day')
    .orderBy('n.id')
    .execute()
  const editions = await editionsOf(context, [...new Set(rows.map(({ course_id }) => course_id))])
  return rows.flatMap((row) => {
    const edition = editions.find(({ id }) => id === row.edition_id)
    return edition === undefined
      ? []
      : [
          {
            ...{ edition, title: row.title, course: row.number, organisation: row.name },
            ...{ numbers: row.numbers, enrolledOn: Temporal.PlainDate.from(row.enrolled_on) },
          },
        ]
  })
}
