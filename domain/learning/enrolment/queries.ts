import type { Edition, Owner } from '#domain/courses/course/course.ts'
import { editionsOf, providersOf } from '#domain/courses/course/queries.ts'
import { asGiver } from '#domain/learning/enrolment/as-giver.ts'
import type { Enrolled, Taken } from '#domain/learning/enrolment/enrolment.ts'
import { findOrganisation } from '#domain/organisations/organisation/queries.ts'
import type { Context } from '#domain/platform/context/context.ts'

/** Who comes to an edition, by surname. The transaction sees what whoever gives it may see. */
export async function listEnrolled(
  context: Pick<Context, 'db'>,
  editionId: string,
): Promise<readonly Enrolled[]> {
  const { compare } = new Intl.Collator('nl')
  return (await wantToCome(context, editionId))
    .filter(({ state }) => state === 'enrolled')
    .toSorted((one, other) => compare(one.surname, other.surname) || compare(one.name, other.name))
}

/** Who waits for a place or was offered one, in their order. The transaction sees what whoever gives it may see. */
export async function listWaiting(
  context: Pick<Context, 'db'>,
  editionId: string,
): Promise<readonly Enrolled[]> {
  return (await wantToCome(context, editionId)).filter(({ state }) => state !== 'enrolled')
}

/** Everybody who wants to come to an edition, in the order in which they said so. */
export async function wantToCome(
  { db }: Pick<Context, 'db'>,
  editionId: string,
): Promise<readonly Enrolled[]> {
  const rows = await db
    .selectFrom('enrolment')
    .where('edition_id', '=', editionId)
    .where('ended_on', 'is', null)
    .select(['id', 'register', 'name', 'surname', 'numbers', 'enrolled_on'])
    .select(['state', 'offered_until'])
    .orderBy('id')
    .execute()
  return rows.map(({ enrolled_on, offered_until, ...row }) => ({
    ...row,
    enrolledOn: Temporal.PlainDate.from(enrolled_on),
    offeredUntil: offered_until === null ? undefined : Temporal.PlainDate.from(offered_until),
  }))
}

/** How many come to each of these editions. The transaction sees what whoever gives them may see. */
export async function countEnrolled(
  context: Pick<Context, 'db'>,
  editions: readonly string[],
): Promise<ReadonlyMap<string, { readonly enrolled: number; readonly waiting: number }>> {
  const rows = await countByState(context, editions)
  return new Map(
    [...Map.groupBy(rows, ({ edition_id }) => edition_id)].map(([id, states]) => [
      id,
      { enrolled: countOf(states, ['enrolled']), waiting: countOf(states, ['waiting', 'offered']) },
    ]),
  )
}

/** How many places are taken of each of these editions of one giver, for who may know no more than that. */
export async function placesTaken(
  context: Context,
  owner: Owner,
  editions: readonly string[],
): Promise<ReadonlyMap<string, Taken>> {
  const rows = await asGiver(context, owner, () => countByState(context, editions))
  return new Map(
    [...Map.groupBy(rows, ({ edition_id }) => edition_id)].map(([id, states]) => [
      id,
      { taken: countOf(states, ['enrolled', 'offered']), waiting: countOf(states, ['waiting']) },
    ]),
  )
}

interface StateCount {
  readonly edition_id: string
  readonly state: Enrolled['state']
  readonly count: number
}

async function countByState(
  { db }: Pick<Context, 'db'>,
  editions: readonly string[],
): Promise<readonly StateCount[]> {
  if (editions.length === 0) return []
  return db
    .selectFrom('enrolment')
    .where('edition_id', 'in', [...editions])
    .where('ended_on', 'is', null)
    .groupBy(['edition_id', 'state'])
    .select(({ fn }) => ['edition_id', 'state', fn.countAll<number>().as('count')])
    .execute()
}

function countOf(counts: readonly StateCount[], states: readonly StateCount['state'][]): number {
  return counts
    .filter(({ state }) => states.includes(state))
    .reduce((sum, { count }) => sum + Number(count), 0)
}

/** What somebody enrolled for in this register, with the edition. */
export interface OwnEnrolment {
  readonly edition: Edition
  readonly title: string
  /** The number of the course. */
  readonly course: string
  /** Who gives it. */
  readonly organisation: string
  readonly owner: Owner | undefined
  readonly numbers: readonly string[]
  readonly state: Enrolled['state']
  readonly enrolledOn: Temporal.PlainDate
  readonly offeredUntil: Temporal.PlainDate | undefined
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
    .where('n.registration_id', '=', registrationId)
    .where((eb) =>
      eb.or([
        eb('n.ended_on', 'is', null),
        ...(cancelled ? [eb('n.ended_by', '=', 'cancelled')] : []),
      ]),
    )
    .select(['n.edition_id', 'n.numbers', 'n.enrolled_on', 'n.state', 'n.offered_until'])
    .select(['n.organisation_id', 'n.giver_id', 'c.id as course_id', 'c.title', 'c.number'])
    .orderBy('e.first_day')
    .orderBy('n.id')
    .execute()
  const courses = [...new Set(rows.map(({ course_id }) => course_id))]
  const editions = await editionsOf(context, courses)
  const givers = await providersOf(context, courses)
  return rows.flatMap((row) => {
    const edition = editions.find(({ id }) => id === row.edition_id)
    return edition === undefined
      ? []
      : [
          {
            ...{ edition, title: row.title, course: row.number, numbers: row.numbers },
            organisation: giverName(givers.get(row.course_id)),
            owner: ownerOf(row),
            state: row.state,
            enrolledOn: Temporal.PlainDate.from(row.enrolled_on),
            offeredUntil:
              row.offered_until === null ? undefined : Temporal.PlainDate.from(row.offered_until),
          },
        ]
  })
}

/** Whose an enrolment is, by its columns; undefined where whoever gave it is gone. */
export function ownerOf({
  organisation_id: organisation,
  giver_id: giver,
}: {
  readonly organisation_id: string | null
  readonly giver_id: string | null
}): Owner | undefined {
  if (organisation !== null) return { is: 'organisation', id: organisation }
  return giver === null ? undefined : { is: 'person', id: giver }
}

/** What whoever gives a course is called in a sentence, also where the public register does not show them. */
export function giverName(name: string | undefined): string {
  return name === undefined || name === '' ? 'de opleider' : name
}

/** Whether nobody looked yet who gives a course, where that is an organisation, or that was taken back. */
export async function isUnchecked(context: Context, owner: Owner): Promise<boolean> {
  if (owner.is === 'person') return false
  return (await findOrganisation(context, owner.id))?.status !== 'checked'
}
