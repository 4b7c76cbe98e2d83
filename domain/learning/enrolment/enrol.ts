import type { Course, Edition, Owner } from '#domain/courses/course/course.ts'
import { editionsOf, findCourseByNumber, providersOf } from '#domain/courses/course/queries.ts'
import { asGiver, lockEdition } from '#domain/learning/enrolment/as-giver.ts'
import type { MayEnrol, PassedOn } from '#domain/learning/enrolment/enrolment.ts'
import { mayEnrol, nobody } from '#domain/learning/enrolment/enrolment.ts'
import { ownNumbers } from '#domain/learning/enrolment/own-numbers.ts'
import type { OwnEnrolment } from '#domain/learning/enrolment/queries.ts'
import {
  giverName,
  isUnchecked,
  ownEnrolments,
  placesTaken,
  wantToCome,
} from '#domain/learning/enrolment/queries.ts'
import {
  tellConfirmed,
  tellProvider,
  tellWaiting,
} from '#domain/learning/enrolment/tell-enrolment.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import { actAsOwner } from '#domain/platform/context/act-as-owner.ts'
import type { Context } from '#domain/platform/context/context.ts'

/** An edition for which somebody may enrol, and whether they did. */
export interface ToEnrol {
  readonly course: Course
  readonly edition: Edition
  readonly owner: Owner
  /** To whom what they agree to goes. */
  readonly organisation: string
  readonly may: MayEnrol
  /** How many wait for a place. */
  readonly waiting: number
  /** What they said before; undefined where they did not. */
  readonly own: OwnEnrolment | undefined
}

/** An edition by the number of its course and its own; undefined where it is none, or nobody gives it any more. */
export async function findToEnrol(
  context: Context,
  registrationId: string,
  which: { readonly number: string; readonly sequence: number },
): Promise<ToEnrol | undefined> {
  const found = await findCourseByNumber(context, which.number)
  if (found === undefined || found.course.state === 'draft') return undefined
  const { course } = found
  const { owner } = course
  if (owner === undefined) return undefined
  const editions = await editionsOf(context, [course.id])
  const edition = editions.find(({ sequence }) => sequence === which.sequence)
  if (edition === undefined) return undefined
  const names = await providersOf(context, [course.id])
  const taken = (await placesTaken(context, owner, [edition.id])).get(edition.id) ?? nobody
  const own = await ownEnrolments(context, registrationId)
  return {
    ...{ course, edition, owner, organisation: giverName(names.get(course.id)) },
    may: mayEnrol(course, edition, {
      ...taken,
      unchecked: await isUnchecked(context, owner),
      today: context.today,
    }),
    waiting: taken.waiting,
    own: own.find((one) => one.edition.id === edition.id),
  }
}

export type Enrolling =
  | { readonly outcome: 'enrolled' | 'waiting' | 'already' }
  /** Why it cannot be any more: with `wait` it became full, and they did not say that they want to wait. */
  | { readonly outcome: 'not-possible'; readonly why: Exclude<MayEnrol, 'yes'> }
  /** They did not agree to what is passed on, or chose no number. */
  | { readonly outcome: 'no-consent' | 'no-number' }
  | { readonly outcome: 'not-found' }

/**
 * Somebody enrols for an edition and agrees that whoever gives it hears their name and these registration numbers
 * of theirs; it does not hear anything else. Where it is full they wait for a place, if they want that. They and who
 * gives it get a mail.
 */
export async function enrol(
  context: Context,
  registrationId: string,
  which: { readonly number: string; readonly sequence: number },
  agreed: {
    readonly numbers: readonly string[]
    readonly consent: boolean
    /** Waits for a place where none is free. */
    readonly waits: boolean
  },
): Promise<Enrolling> {
  const { db, register, today } = context
  await actAsOwner(context)
  const found = await findToEnrol(context, registrationId, which)
  if (found === undefined) return { outcome: 'not-found' }
  if (found.own !== undefined) return { outcome: 'already' }
  if (!agreed.consent) return { outcome: 'no-consent' }
  const own = (await ownNumbers(context, registrationId)).map(({ number }) => number)
  const numbers = own.filter((number) => agreed.numbers.includes(number))
  if (numbers.length === 0) return { outcome: 'no-number' }
  const member = await findMember(context, registrationId)
  if (member === undefined) return { outcome: 'not-found' }
  const { owner, course, organisation } = found
  const { person, name } = member
  const passed: PassedOn = {
    name,
    surname: [person.namePrefix, person.lastName].filter((one) => one !== '').join(' '),
    numbers,
  }
  // Of two who want the last place the second waits here, and finds it taken.
  const edition = await lockEdition(context, owner, found.edition.id)
  const unchecked = await isUnchecked(context, owner)
  if (edition === undefined) return { outcome: 'not-found' }
  const about = { course: course.title, edition, organisation }
  const done = await asGiver(context, owner, async (): Promise<Enrolling & { place?: number }> => {
    const there = await wantToCome(context, edition.id)
    if (there.some((one) => one.numbers.some((number) => own.includes(number)))) {
      return { outcome: 'already' }
    }
    const waiting = there.filter(({ state }) => state === 'waiting').length
    const counts = { taken: there.length - waiting, waiting, unchecked, today }
    const may = mayEnrol(course, edition, counts)
    if (may !== 'yes' && !(may === 'wait' && agreed.waits)) {
      return { outcome: 'not-possible', why: may }
    }
    await db
      .insertInto('enrolment')
      .values({
        organisation_id: owner.is === 'organisation' ? owner.id : null,
        giver_id: owner.is === 'person' ? owner.id : null,
        edition_id: edition.id,
        register: register.id,
        registration_id: registrationId,
        ...{ name: passed.name, surname: passed.surname, numbers: [...numbers] },
        state: may === 'yes' ? 'enrolled' : 'waiting',
        enrolled_on: today.toString(),
      })
      .execute()
    // The numbers are passed on, and need not stand in the record as well.
    await record(context, {
      noun: 'registration',
      id: registrationId,
      action: may === 'yes' ? 'enrol' : 'wait-for-place',
      facts: { number: edition.number, giver: owner.id, numbers: numbers.length },
    })
    const enrolled = there.filter(({ state }) => state === 'enrolled').length
    await tellProvider(context, owner, about, {
      enrolled: enrolled + (may === 'yes' ? 1 : 0),
      waiting: there.length - enrolled + (may === 'yes' ? 0 : 1),
    })
    return may === 'yes' ? { outcome: 'enrolled' } : { outcome: 'waiting', place: waiting + 1 }
  })
  if (done.outcome === 'enrolled') await tellConfirmed(context, member, about, passed)
  if (done.outcome === 'waiting') {
    await tellWaiting(context, member, about, { ...passed, place: done.place ?? 1 })
  }
  return done
}
