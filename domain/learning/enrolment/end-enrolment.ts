import type { Course, Edition, EditionFacts, Owner } from '#domain/courses/course/course.ts'
import type { ChangedEdition } from '#domain/courses/course/keep-edition.ts'
import { cancelEdition, changeEdition } from '#domain/courses/course/keep-edition.ts'
import { findEdition, providersOf } from '#domain/courses/course/queries.ts'
import { asGiver, lockEdition } from '#domain/learning/enrolment/as-giver.ts'
import { offerPlaces } from '#domain/learning/enrolment/offer-places.ts'
import { giverName, ownEnrolments } from '#domain/learning/enrolment/queries.ts'
import {
  tellCancelled,
  tellMoved,
  tellProviderWithdrawn,
} from '#domain/learning/enrolment/tell-enrolment.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { inOtherRegister } from '#domain/platform/context/own-registers.ts'

/**
 * Somebody takes their enrolment back, or does not wait any more, and with it what they agreed to: whoever gives it
 * sees nothing of them any more. The place that comes free is offered to who waits. Done twice it is done once.
 */
export function withdrawEnrolment(
  context: Context,
  registrationId: string,
  editionId: string,
): Promise<'withdrawn' | 'not-found'> {
  return endEnrolment(context, registrationId, editionId, 'person')
}

/** Ends an enrolment with what was agreed to: by whoever enrolled, or as they are not registered any more. */
export async function endEnrolment(
  context: Context,
  registrationId: string,
  editionId: string,
  by: 'person' | 'registration',
): Promise<'withdrawn' | 'not-found'> {
  const { db, today } = context
  const find = async () =>
    (await ownEnrolments(context, registrationId)).find(({ edition }) => edition.id === editionId)
  const before = await find()
  // First the edition, as whoever enrols does.
  if (before?.owner !== undefined) await lockEdition(context, before.owner, editionId)
  const own = await find()
  const row = await db
    .updateTable('enrolment')
    .set({ ...emptied, ended_on: today.toString(), ended_by: by })
    .where('registration_id', '=', registrationId)
    .where('edition_id', '=', editionId)
    .where('ended_on', 'is', null)
    .returning('id')
    .executeTakeFirst()
  if (row === undefined || own === undefined) return 'not-found'
  const { owner, state, edition } = own
  await record(context, {
    noun: 'registration',
    id: registrationId,
    action: 'withdraw-enrolment',
    facts: { number: edition.number, giver: owner?.id ?? null },
  })
  const first = edition.days[0] ?? today
  // Whoever was there already knows who was there.
  if (owner === undefined || Temporal.PlainDate.compare(first, today) <= 0) return 'withdrawn'
  if (state === 'enrolled') {
    const about = { course: own.title, edition, organisation: own.organisation }
    await asGiver(context, owner, () => tellProviderWithdrawn(context, owner, about))
  }
  if (state !== 'waiting') await offerPlaces(context, editionId)
  return 'withdrawn'
}

const emptied = {
  ...{ name: '', surname: '', numbers: [] as string[] },
  // Of an offer that ended it is not said until when it held.
  ...{ state: 'enrolled' as const, offered_until: null },
}

/** Says that an edition does not take place, and tells whoever enrolled or waits; what they agreed to ends with it. */
export async function cancelWithEnrolled(
  context: Context,
  owner: Owner,
  course: Course,
  {
    id,
    reason,
    version,
  }: { readonly id: string; readonly reason: string; readonly version: number },
): Promise<ChangedEdition> {
  const done = await cancelEdition(context, owner, id, { reason, version })
  const edition = await findEdition(context, id)
  if (done.outcome !== 'cancelled' || edition === undefined) return done
  await endAll(context, owner, { course, edition, reason: reason.trim() })
  return done
}

/** Tells whoever wants to come to an edition that it does not take place; what they agreed to ends with it. */
export async function endAll(
  context: Context,
  owner: Owner | undefined,
  {
    course,
    edition,
    reason,
  }: { readonly course: Course; readonly edition: Edition; readonly reason: string },
): Promise<void> {
  const told = await eachEnrolled(context, owner, { course, edition }, (there, whom, about) =>
    tellCancelled(there, whom, about, reason),
  )
  if (told === 0) return
  const end = () =>
    context.db
      .updateTable('enrolment')
      .set({ ...emptied, ended_on: context.today.toString(), ended_by: 'cancelled' })
      .where('edition_id', '=', edition.id)
      .where('ended_on', 'is', null)
      .execute()
  await (owner === undefined ? end() : asGiver(context, owner, end))
  await recordEnd(context, course, edition, told)
}

/** Changes an edition, and tells whoever enrolled where that is another day or another place. */
export async function changeWithEnrolled(
  context: Context,
  owner: Owner,
  course: Course,
  change: { readonly id: string; readonly facts: EditionFacts; readonly version: number },
): Promise<ChangedEdition> {
  const before = await findEdition(context, change.id)
  const done = await changeEdition(context, owner, change.id, change)
  const after = await findEdition(context, change.id)
  if (done.outcome !== 'changed' || before === undefined || after === undefined) return done
  if (whenAndWhere(before) !== whenAndWhere(after)) {
    await eachEnrolled(context, owner, { course, edition: after }, tellMoved)
  }
  // There may be room for more.
  await offerPlaces(context, change.id)
  return done
}

function whenAndWhere({ days, begins, ends, online, place, venue }: Edition): string {
  return JSON.stringify([days.map(String), begins, ends, online, place, venue])
}

type Told = Parameters<typeof tellMoved>

// Each is told in the register in which they enrolled.
async function eachEnrolled(
  context: Context,
  owner: Owner | undefined,
  { course: { id, title }, edition }: { readonly course: Course; readonly edition: Edition },
  tell: (...told: Told) => Promise<void>,
): Promise<number> {
  const organisation = giverName((await providersOf(context, [id])).get(id))
  const read = () =>
    context.db
      .selectFrom('enrolment')
      .where('edition_id', '=', edition.id)
      .where('ended_on', 'is', null)
      .select(['register', 'registration_id', 'state'])
      .orderBy('id')
      .execute()
  const rows = await (owner === undefined ? read() : asGiver(context, owner, read))
  for (const { register, registration_id, state } of rows) {
    await inOtherRegister(context, register, async (there) => {
      const whom = await findMember(there, registration_id)
      const about = { course: title, edition, organisation, waits: state !== 'enrolled' }
      if (whom !== undefined) await tell(there, whom, about)
    })
  }
  return rows.length
}

async function recordEnd(
  context: Context,
  { id }: Course,
  { number }: Edition,
  people: number,
): Promise<void> {
  await record(context, {
    noun: 'course',
    id,
    action: 'end-enrolments',
    facts: { number, people },
  })
}
