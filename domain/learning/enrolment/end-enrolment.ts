import type { Course, Edition, EditionFacts, Owner } from '#domain/courses/course/course.ts'
import type { ChangedEdition } from '#domain/courses/course/keep-edition.ts'
import { cancelEdition, changeEdition } from '#domain/courses/course/keep-edition.ts'
import { findEdition, providersOf } from '#domain/courses/course/queries.ts'
import { ownEnrolments } from '#domain/learning/enrolment/queries.ts'
import {
  tellCancelled,
  tellMoved,
  tellProviderWithdrawn,
} from '#domain/learning/enrolment/tell-enrolment.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import { actForOrganisation } from '#domain/platform/context/act-for-organisation.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { inOtherRegister } from '#domain/platform/context/own-registers.ts'

/**
 * Somebody takes their enrolment back, and with it what they agreed to: their organisation sees nothing of them any
 * more. Done twice it is done once.
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
  const own = (await ownEnrolments(context, registrationId)).find(
    ({ edition }) => edition.id === editionId,
  )
  const row = await db
    .updateTable('enrolment')
    .set({ ...emptied, ended_on: today.toString(), ended_by: by })
    .where('registration_id', '=', registrationId)
    .where('edition_id', '=', editionId)
    .where('ended_on', 'is', null)
    .returning('organisation_id')
    .executeTakeFirst()
  if (row === undefined || own === undefined) return 'not-found'
  await record(context, {
    noun: 'registration',
    id: registrationId,
    action: 'withdraw-enrolment',
    facts: { number: own.edition.number, organisation: row.organisation_id },
  })
  // Whoever was there already knows who was there.
  const first = own.edition.days[0] ?? today
  if (Temporal.PlainDate.compare(first, today) > 0) {
    const about = { course: own.title, edition: own.edition, organisation: own.organisation }
    await actForOrganisation(context, row.organisation_id)
    await tellProviderWithdrawn(context, row.organisation_id, about)
    await actForOrganisation(context, '')
  }
  return 'withdrawn'
}

const emptied = { name: '', surname: '', numbers: [] as string[] }

/** Says that an edition does not take place, and tells whoever enrolled; what they agreed to ends with it. */
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
  const told = await eachEnrolled(context, course, edition, (there, whom, about) =>
    tellCancelled(there, whom, about, reason.trim()),
  )
  if (told === 0) return done
  await context.db
    .updateTable('enrolment')
    .set({ ...emptied, ended_on: context.today.toString(), ended_by: 'cancelled' })
    .where('edition_id', '=', id)
    .where('ended_on', 'is', null)
    .execute()
  await recordEnd(context, course, edition, told)
  return done
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
    await eachEnrolled(context, course, after, tellMoved)
  }
  return done
}

function whenAndWhere({ days, begins, ends, online, place, venue }: Edition): string {
  return JSON.stringify([days.map(String), begins, ends, online, place, venue])
}

type Told = Parameters<typeof tellMoved>

// Each is told in the register in which they enrolled.
async function eachEnrolled(
  context: Context,
  { id, title }: Course,
  edition: Edition,
  tell: (...told: Told) => Promise<void>,
): Promise<number> {
  const organisation = (await providersOf(context, [id])).get(id) ?? ''
  const rows = await context.db
    .selectFrom('enrolment')
    .where('edition_id', '=', edition.id)
    .where('ended_on', 'is', null)
    .select(['register', 'registration_id'])
    .orderBy('id')
    .execute()
  for (const { register, registration_id } of rows) {
    await inOtherRegister(context, register, async (there) => {
      const whom = await findMember(there, registration_id)
      if (whom !== undefined) await tell(there, whom, { course: title, edition, organisation })
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
