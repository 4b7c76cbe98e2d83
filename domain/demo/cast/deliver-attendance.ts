import { contestAttendance } from '#domain/learning/attendance/contest.ts'
import { deliverRows } from '#domain/learning/attendance-list/deliver.ts'
import { handInList } from '#domain/learning/attendance-list/hand-in.ts'
import { columnNames } from '#domain/learning/attendance-list/read-row.ts'
import { runList } from '#domain/learning/attendance-list/run-list.ts'
import { registrationNumber } from '#domain/people/registration/registration.ts'
import type { Actor } from '#domain/platform/actor/actor.ts'
import { actAsOwner } from '#domain/platform/context/act-as-owner.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import type { Platform } from '#domain/platform/context/platform.ts'
import type { Amount } from '#engine'
import { typedAmount } from '#engine'
import type { Register } from '#regulations/register.ts'

type Account = Extract<Actor, { kind: 'account' }>

/** A list that a provider of the demo delivers: of which course, who was there, and for how long. */
export interface DemoList {
  readonly organisationId: string
  readonly manager: Account
  readonly course: string
  readonly people: readonly (DemoParticipant & { readonly hours?: Amount })[]
}

/** Somebody of the demo in a register, by account and registration. */
export interface DemoParticipant {
  readonly accountId: string
  readonly email: string
  readonly personId: string
  readonly registrationId: string
  /** As it is written in their register. */
  readonly number: string
  readonly lastName: string
}

/** Lets a provider of the demo tell who was at the last edition of a course, and puts it where it belongs. */
export async function deliverDemoList(
  platform: Platform,
  { register, today }: { readonly register: Register; readonly today: Temporal.PlainDate },
  { organisationId, manager, course, people }: DemoList,
): Promise<void> {
  const within = { register, organisation: organisationId, today }
  const id = await inRegister(platform, within, manager, async (context) => {
    const edition = await context.db
      .selectFrom('edition')
      .innerJoin('course', 'course.id', 'edition.course_id')
      .where('course.organisation_id', '=', organisationId)
      .where('course.title', '=', course)
      .where('edition.last_day', '<=', today.toString())
      .orderBy('edition.last_day', 'desc')
      .select('edition.id')
      .executeTakeFirstOrThrow()
    const of = { organisationId, editionId: edition.id }
    const { number, surname, hours } = columnNames
    const done = await deliverRows(context, of, {
      origin: 'pasted',
      heading: [number, surname, hours],
      rows: people.map((one) => [
        one.number,
        one.lastName,
        one.hours === undefined ? '' : typedAmount(one.hours),
      ]),
      bySurname: true,
    })
    if (done.outcome !== 'delivered') throw new Error(`${course}: ${done.outcome}`)
    const handedIn = await handInList(context, organisationId, done.id, 'all')
    if (handedIn.outcome !== 'handed-in') throw new Error(`${course}: ${handedIn.outcome}`)
    return done.id
  })
  await runList({ platform, register, organisationId, deliveryId: id, today })
}

/** Lets somebody of the demo say that the hours of such a course are others than its provider told. */
export async function contestDemoHours(
  platform: Platform,
  { register, today }: { readonly register: Register; readonly today: Temporal.PlainDate },
  who: DemoParticipant,
  said: { readonly course: string; readonly hours: Amount; readonly reason: string },
): Promise<void> {
  const { personId, registrationId } = who
  await inRegister(platform, { register, today }, accountOf(who), async (context) => {
    await actAsOwner(context)
    const { activity_id: activity } = await context.db
      .selectFrom('attendance')
      .innerJoin('edition', 'edition.id', 'attendance.edition_id')
      .innerJoin('course', 'course.id', 'edition.course_id')
      .where('attendance.person_id', '=', personId)
      .where('course.title', '=', said.course)
      .select('attendance.activity_id')
      .executeTakeFirstOrThrow()
    const { hours, reason } = said
    const wrong = { wrong: 'other-hours', hours, reason } as const
    const owner = { registrationId, personId }
    const { outcome } = await contestAttendance(context, owner, activity ?? '', wrong)
    if (outcome !== 'contested') throw new Error(`${said.course}: ${outcome}`)
  })
}

/** Somebody of the demo as they act. */
export function accountOf({
  accountId,
  email,
  personId,
  registrationId,
}: DemoParticipant): Account {
  return {
    ...{ kind: 'account', accountId, email, seats: [], personId, registrationId },
    ...{ authenticatedBy: 'demo', secondFactor: true },
  }
}

/** Those with an open portfolio in the register, by their numbers; of some accounts, or of all. */
export async function demoParticipants(
  { db, register }: Context,
  accounts?: readonly string[],
): Promise<readonly DemoParticipant[]> {
  const rows = await db
    .selectFrom('registration')
    .innerJoin('person', 'person.id', 'registration.person_id')
    .innerJoin('account', 'account.id', 'person.account_id')
    .where('registration.register', '=', register.id)
    .where('registration.status', 'in', ['candidate', 'certified'])
    .where('registration.candidate_on', 'is not', null)
    .where('registration.number', 'is not', null)
    .where('account.closed_at', 'is', null)
    .$if(accounts !== undefined, (query) => query.where('account.id', 'in', [...(accounts ?? [])]))
    .select(['account.id as account_id', 'account.email', 'person.id as person_id'])
    .select(['registration.id', 'registration.number', 'person.last_name'])
    .orderBy('registration.number')
    .execute()
  return rows.map((row) => ({
    ...{ accountId: row.account_id, email: row.email, personId: row.person_id },
    ...{ registrationId: row.id, lastName: row.last_name },
    number: registrationNumber(register, row.number ?? 0),
  }))
}
