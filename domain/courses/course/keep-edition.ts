import { sql } from 'kysely'
import type { Edition, EditionFacts, Owner } from '#domain/courses/course/course.ts'
import { mostEditions } from '#domain/courses/course/course.ts'
import { openCourse } from '#domain/courses/course/keep-course.ts'
import { attendedOf, editionsOf, findEdition } from '#domain/courses/course/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'

export type AddedEdition =
  | { readonly outcome: 'added'; readonly id: string; readonly number: string }
  /** The same days and place are there already. */
  | { readonly outcome: 'same'; readonly edition: Edition }
  | { readonly outcome: 'too-many' | 'not-allowed' }

/** Adds a time at which a course is given; also after it was accredited. */
export async function addEdition(
  context: Context,
  owner: Owner,
  courseId: string,
  facts: EditionFacts,
): Promise<AddedEdition> {
  const { db, today } = context
  const course = await openCourse(context, owner, courseId)
  if (course === undefined) return { outcome: 'not-allowed' }
  const there = await editionsOf(context, [courseId])
  const same = there.find(
    (one) => one.cancelledOn === undefined && whenAndWhere(one) === whenAndWhere(facts),
  )
  if (same !== undefined) return { outcome: 'same', edition: same }
  if (there.length >= mostEditions) return { outcome: 'too-many' }
  const sequence = Math.max(0, ...there.map((one) => one.sequence)) + 1
  const { id } = await db
    .insertInto('edition')
    .values({
      course_id: courseId,
      sequence,
      ...columnsOf(facts),
      added_on: today.toString(),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const number = `${course.number}-${sequence}`
  await record(context, {
    noun: 'course',
    id: courseId,
    action: 'add-edition',
    facts: { number, edition: id, ...columnsOf(facts) },
  })
  return { outcome: 'added', id, number }
}

export type ChangedEdition =
  | { readonly outcome: 'changed' | 'unchanged' | 'cancelled' }
  /** Another changed it meanwhile, or it was cancelled. */
  | { readonly outcome: 'stale' }
  /** It was told who was there: on which days that was is settled. */
  | { readonly outcome: 'attended' }
  | { readonly outcome: 'no-reason' | 'not-allowed' }

/** Changes the days, the place or the price of an edition; the days only until it was told who was there. */
export async function changeEdition(
  context: Context,
  owner: Owner,
  id: string,
  { facts, version }: { readonly facts: EditionFacts; readonly version: number },
): Promise<ChangedEdition> {
  const { db } = context
  const edition = await openEdition(context, owner, id)
  if (edition === undefined) return { outcome: 'not-allowed' }
  if (edition.version !== version || edition.cancelledOn !== undefined) return { outcome: 'stale' }
  const [before, after] = [columnsOf(edition), columnsOf(facts)]
  if (JSON.stringify(before) === JSON.stringify(after)) return { outcome: 'unchanged' }
  const moves = before.days.join() !== after.days.join()
  if (moves && (await attendedOf(context, [id])).has(id)) return { outcome: 'attended' }
  await db
    .updateTable('edition')
    .where('id', '=', id)
    .set((eb) => ({
      ...after,
      ...(before.last_day === after.last_day
        ? {}
        : { moved_from: sql<string[]>`moved_from || ${before.last_day}::date` }),
      version: eb('version', '+', 1),
    }))
    .execute()
  await record(context, {
    noun: 'course',
    id: edition.courseId,
    action: 'change-edition',
    facts: { number: edition.number, edition: id, before, after },
  })
  return { outcome: 'changed' }
}

/** Says that an edition does not take place; it stays, so that whoever wants to know finds that. */
export async function cancelEdition(
  context: Context,
  owner: Owner,
  id: string,
  { reason, version }: { readonly reason: string; readonly version: number },
): Promise<ChangedEdition> {
  const { db, today } = context
  const edition = await openEdition(context, owner, id)
  if (edition === undefined) return { outcome: 'not-allowed' }
  if (edition.version !== version || edition.cancelledOn !== undefined) return { outcome: 'stale' }
  if (reason.trim() === '') return { outcome: 'no-reason' }
  if ((await attendedOf(context, [id])).has(id)) return { outcome: 'attended' }
  await db
    .updateTable('edition')
    .where('id', '=', id)
    .set((eb) => ({
      cancelled_on: today.toString(),
      cancelled_reason: reason.trim(),
      version: eb('version', '+', 1),
    }))
    .execute()
  await record(context, {
    noun: 'course',
    id: edition.courseId,
    action: 'cancel-edition',
    facts: { number: edition.number, edition: id, reason: reason.trim() },
  })
  return { outcome: 'cancelled' }
}

// Locks the course, so that two who change its editions at once wait for each other.
async function openEdition(
  context: Context,
  owner: Owner,
  id: string,
): Promise<Edition | undefined> {
  const found = await findEdition(context, id)
  if (found === undefined || (await openCourse(context, owner, found.courseId)) === undefined)
    return undefined
  return findEdition(context, id, { lock: true })
}

function whenAndWhere({ days, begins, online, place }: EditionFacts): string {
  return JSON.stringify([days.map(String), begins, online, place.toLowerCase()])
}

function columnsOf(facts: EditionFacts) {
  const { days, begins, ends, online, place, venue, price, link } = facts
  const texts = days.map(String)
  return {
    days: texts,
    first_day: texts[0] ?? '',
    last_day: texts.at(-1) ?? '',
    begins: begins === '' ? null : begins,
    ends: ends === '' ? null : ends,
    online,
    place,
    venue,
    price: price ?? null,
    link,
    takes_enrolments: facts.enrols ?? true,
    places: facts.places ?? null,
  }
}
