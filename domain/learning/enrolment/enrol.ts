import type { Course, Edition } from '#domain/courses/course/course.ts'
import {
  editionsOf,
  findCourseByNumber,
  findEdition,
  providersOf,
} from '#domain/courses/course/queries.ts'
import type { MayEnrol, PassedOn } from '#domain/learning/enrolment/enrolment.ts'
import { mayEnrol } from '#domain/learning/enrolment/enrolment.ts'
import { ownNumbers } from '#domain/learning/enrolment/own-numbers.ts'
import { listEnrolled, ownEnrolments, placesTaken } from '#domain/learning/enrolment/queries.ts'
import { tellConfirmed, tellProvider } from '#domain/learning/enrolment/tell-enrolment.ts'
import { findOrganisation } from '#domain/organisations/organisation/queries.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import { actAsOwner } from '#domain/platform/context/act-as-owner.ts'
import { actForOrganisation } from '#domain/platform/context/act-for-organisation.ts'
import type { Context } from '#domain/platform/context/context.ts'

/** An edition for which somebody may enrol, and whether they did. */
export interface ToEnrol {
  readonly course: Course
  readonly edition: Edition
  readonly organisationId: string
  /** To whom what they agree to goes. */
  readonly organisation: string
  readonly may: MayEnrol
  readonly enrolled: boolean
}

/** An edition by the number of its course and its own; undefined where it is none of an organisation. */
export async function findToEnrol(
  context: Context,
  registrationId: string,
  which: { readonly number: string; readonly sequence: number },
): Promise<ToEnrol | undefined> {
  const found = await findCourseByNumber(context, which.number)
  if (found === undefined || found.course.state === 'draft') return undefined
  const { course } = found
  if (course.owner?.is !== 'organisation') return undefined
  const editions = await editionsOf(context, [course.id])
  const edition = editions.find(({ sequence }) => sequence === which.sequence)
  if (edition === undefined) return undefined
  const organisationId = course.owner.id
  const names = await providersOf(context, [course.id])
  const taken = await placesTaken(context, organisationId, [edition.id])
  const own = await ownEnrolments(context, registrationId)
  return {
    ...{ course, edition, organisationId, organisation: names.get(course.id) ?? '' },
    may: mayEnrol(course, edition, {
      enrolled: taken.get(edition.id) ?? 0,
      today: context.today,
    }),
    enrolled: own.some((one) => one.edition.id === edition.id),
  }
}

export type Enrolling =
  | { readonly outcome: 'enrolled' | 'already' }
  /** Why it cannot be any more. */
  | { readonly outcome: 'not-possible'; readonly why: Exclude<MayEnrol, 'yes'> }
  /** They did not agree to what is passed on, or chose no number. */
  | { readonly outcome: 'no-consent' | 'no-number' }
  | { readonly outcome: 'not-found' }

/**
 * Somebody enrols for an edition and agrees that its organisation hears their name and these registration numbers
 * of theirs; it does not hear anything else. It and they get a mail.
 */
export async function enrol(
  context: Context,
  registrationId: string,
  which: { readonly number: string; readonly sequence: number },
  agreed: { readonly numbers: readonly string[]; readonly consent: boolean },
): Promise<Enrolling> {
  const { db, register, today } = context
  await actAsOwner(context)
  const found = await findToEnrol(context, registrationId, which)
  if (found === undefined) return { outcome: 'not-found' }
  if (found.enrolled) return { outcome: 'already' }
  if (!agreed.consent) return { outcome: 'no-consent' }
  const own = (await ownNumbers(context, registrationId)).map(({ number }) => number)
  const numbers = own.filter((number) => agreed.numbers.includes(number))
  if (numbers.length === 0) return { outcome: 'no-number' }
  const member = await findMember(context, registrationId)
  if (member === undefined) return { outcome: 'not-found' }
  const { organisationId, course } = found
  await actForOrganisation(context, organisationId)
  // Of two who want the last place the second waits here, and finds it taken.
  const edition = await findEdition(context, found.edition.id, { lock: true })
  const organisation = await findOrganisation(context, organisationId)
  const there = await listEnrolled(context, found.edition.id)
  if (edition === undefined || organisation?.status !== 'checked') return { outcome: 'not-found' }
  const twice = there.some((one) => one.numbers.some((number) => own.includes(number)))
  const may = mayEnrol(course, edition, { enrolled: there.length, today })
  if (twice || may !== 'yes') {
    await actForOrganisation(context, '')
    return twice ? { outcome: 'already' } : { outcome: 'not-possible', why: may as 'full' }
  }
  const { person, name } = member
  const passed: PassedOn = {
    name,
    surname: [person.namePrefix, person.lastName].filter((one) => one !== '').join(' '),
    numbers,
  }
  await db
    .insertInto('enrolment')
    .values({
      organisation_id: organisationId,
      edition_id: edition.id,
      register: register.id,
      registration_id: registrationId,
      ...{ name: passed.name, surname: passed.surname, numbers: [...numbers] },
      enrolled_on: today.toString(),
    })
    .execute()
  // The numbers are passed on, and need not stand in the record as well.
  await record(context, {
    noun: 'registration',
    id: registrationId,
    action: 'enrol',
    facts: { number: edition.number, organisation: organisationId, numbers: numbers.length },
  })
  const about = { course: course.title, edition, organisation: organisation.name }
  await tellProvider(context, organisationId, about, there.length + 1)
  await actForOrganisation(context, '')
  await tellConfirmed(context, member, about, passed)
  return { outcome: 'enrolled' }
}
