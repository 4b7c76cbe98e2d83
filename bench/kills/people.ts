import { randomBytes } from 'node:crypto'
import type { Connection } from '#db/connection.ts'
import { makeCourse, publishCourse } from '#domain/courses/course/keep-course.ts'
import { addEdition } from '#domain/courses/course/keep-edition.ts'
import type { Part } from '#domain/demo/cast/seats-in.ts'
import { seatsIn } from '#domain/demo/cast/seats-in.ts'
import { makeSender } from '#domain/learning/attendance-list/senders.ts'
import { beginMember } from '#domain/organisations/member/begin-member.ts'
import { createAccount } from '#domain/people/account/create-account.ts'
import { hashToken } from '#domain/people/account/queries.ts'
import { registrationNumber } from '#domain/people/registration/registration.ts'
import type { Actor } from '#domain/platform/actor/actor.ts'
import { record } from '#domain/platform/audit/record.ts'
import { actForOrganisation } from '#domain/platform/context/act-for-organisation.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import type { CastProfessional } from '#testing/cast.ts'
import { enough, file, passOn } from '#testing/cast.ts'
import { courseFacts, editionFacts } from '#testing/courses.ts'
import { clock, newcomer, somebody } from '#testing/people.ts'
import type { TestPlatform } from '#testing/platform-on.ts'
import { platformOn } from '#testing/platform-on.ts'

// Who is there before the first kill, through the use cases, with a record of everything, so that at the end the
// record vouches for every row.

/** Who works for the register or has a portfolio, by the cookie of a session. */
export interface Person {
  readonly cookie: string
  readonly accountId: string
  readonly actor: Extract<Actor, { kind: 'account' }>
}

/** An application with the committee: where members judge it, and what it holds. */
export interface Filed {
  readonly id: string
  readonly activities: readonly string[]
}

/** Applications that are decided in the same meeting. */
export interface Agenda {
  readonly meetingId: string
  readonly filed: readonly Filed[]
}

export interface People {
  readonly office: Person
  readonly members: readonly [Person, Person]
  readonly professionals: readonly CastProfessional[]
  readonly agendas: readonly Agenda[]
  /** What the back office is still checking. */
  readonly checking: Filed
  readonly provider: Provider
}

/** An organisation that tells who was at its courses. */
export interface Provider {
  readonly id: string
  /** Somebody who acts for it. */
  readonly by: Person
  /** Of a program that may send lists. */
  readonly key: string
  readonly editions: readonly { readonly id: string; readonly number: string }[]
  /** Who can be at them: everybody with a portfolio. */
  readonly participants: readonly Participant[]
}

export interface Participant {
  readonly number: string
  readonly surname: string
}

export interface HowMany {
  readonly professionals: number
  /** Of each meeting. */
  readonly applications: readonly number[]
}

/** Puts them there. */
export async function seatPeople(
  connection: Connection,
  dataDirectory: string,
  howMany: HowMany,
): Promise<People> {
  const peil = recording(await platformOn(connection, { dataDirectory }))
  const today = Temporal.Now.plainDateISO('Europe/Amsterdam')
  const office = await colleague(peil, 'sanne', ['secretariat'])
  const members = [
    await colleague(peil, 'tom', ['committee']),
    await colleague(peil, 'marieke', ['committee']),
  ] as const
  const since = today.subtract({ months: 30 })
  const professionals: CastProfessional[] = []
  for (let nth = 0; nth < howMany.professionals; nth += 1) {
    professionals.push(await candidate(peil, `professional-${nth}`, since))
  }
  const agendas: Agenda[] = []
  for (const [nth, count] of howMany.applications.entries()) {
    // Each in another quarter, so long ago that its meeting can be closed.
    const on = today.subtract({ months: 6 + 3 * nth })
    const filed: Filed[] = []
    for (let at = 0; at < count; at += 1) {
      const one = await apply(peil, `aanvrager-${nth}-${at}`, on)
      await passOn(peil, office.actor, one.id, on.toString())
      filed.push(one)
    }
    const { meeting_id: meetingId } = await connection.db
      .selectFrom('application')
      .where('id', '=', filed[0]?.id ?? '')
      .select('meeting_id')
      .executeTakeFirstOrThrow()
    agendas.push({ meetingId: meetingId ?? '', filed })
  }
  const checking = await apply(peil, 'aanvrager-bij-bureau', today.subtract({ months: 1 }))
  const provider = await seatProvider(peil, professionals)
  // Nobody's job does what came about here.
  await peil.makePapers()
  return { office, members, professionals, agendas, checking, provider }
}

/** The cookie of a new session of somebody. */
export async function sessionOf({ db }: Pick<Connection, 'db'>, accountId: string) {
  const now = Temporal.Now.instant()
  const token = randomBytes(32).toString('base64url')
  await db
    .insertInto('session')
    .values({
      token_hash: hashToken(token),
      account_id: accountId,
      method: 'password',
      second_factor_at: now.toString(),
      expires_at: now.add({ hours: 12 }).toString(),
    })
    .execute()
  return `peil=${token}`
}

// The same, but whatever is done leaves a record, also what is put there by hand.
function recording(peil: TestPlatform): TestPlatform {
  return {
    ...peil,
    act: (actor, work, today) =>
      peil.act(
        actor,
        async (context) => {
          const result = await work(context)
          await record(context, { noun: 'register', id: 'krsd', action: 'import' })
          return result
        },
        today,
      ),
  }
}

async function colleague(
  peil: TestPlatform,
  name: string,
  parts: readonly Part[],
): Promise<Person> {
  const email = `${name}@bureau.voorbeeld.nl`
  const made = await peil.act(clock, async (context) => {
    const { accountId } = await createAccount(context, { email })
    const seats = seatsIn(context.register, parts)
    for (const seat of seats) {
      await context.db
        .insertInto('staff_role')
        .values({ account_id: accountId, register: context.register.id, ...seat })
        .execute()
    }
    await context.db
      .insertInto('person')
      .values({ account_id: accountId, first_name: name, last_name: 'Bureau', employer: name })
      .execute()
    await record(context, { noun: 'account', id: accountId, action: 'join-staff' })
    await record(context, { noun: 'person', id: accountId, action: 'take-over' })
    return { accountId, seats }
  })
  const { accountId, seats } = made
  return {
    accountId,
    cookie: await sessionOf(peil.connection, accountId),
    actor: {
      kind: 'account',
      ...{ accountId, email, seats, personId: undefined, registrationId: undefined },
      authenticatedBy: 'password',
      secondFactor: true,
    },
  }
}

/** How many courses the provider gives, and how often each in the term in which it can be told who was there. */
const courses = 2
const editionsOfEach = 50

async function seatProvider(
  peil: TestPlatform,
  professionals: readonly CastProfessional[],
): Promise<Provider> {
  const by = await colleague(peil, 'mila', [])
  const today = Temporal.Now.plainDateISO('Europe/Amsterdam')
  const id = await peil.act(clock, async (context) => {
    await actForOrganisation(context, '*')
    const row = await context.db
      .insertInto('organisation')
      .values({
        ...{ name: 'Academie De Brug', kinds: ['provider'], street: 'Brugweg', house_number: '1' },
        ...{ postcode: '1234 AB', city: 'Heideveld', website: '', mail_domain: '' },
        ...{ contact_email: 'info@aanbieder.example', contact_phone: '', status: 'checked' },
        ...{ waits_since: '2022-01-01', signed_up_in: 'krsd', signed_up_on: '2022-01-01' },
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await beginMember(context, {
      organisationId: row.id,
      accountId: by.accountId,
      roles: ['manager'],
    })
    await record(context, { noun: 'organisation', id: row.id, action: 'sign-up' })
    return row.id
  })
  const editions: { id: string; number: string }[] = []
  for (let nth = 0; nth < courses; nth += 1) {
    editions.push(...(await giveCourse(peil, { id, by }, today, nth)))
  }
  const register = peil.platform.registers.get('krsd')
  if (register === undefined) throw new Error('there is no KRSD')
  const sender = await inRegister(
    peil.platform,
    { register, organisation: id },
    by.actor,
    (context) =>
      makeSender(context, id, {
        ...{ name: 'Leeromgeving', scopes: ['attendance:write'], publicKey: undefined },
        expiresOn: today.add({ days: 30 }),
      }),
  )
  const rows = await peil.platform.db
    .selectFrom('registration as r')
    .innerJoin('person as p', 'p.id', 'r.person_id')
    .where(
      'r.id',
      'in',
      professionals.map(({ registrationId }) => registrationId),
    )
    .select(['r.number', 'p.last_name'])
    .orderBy('r.number')
    .execute()
  const participants = rows.map(({ number, last_name }) => ({
    number: registrationNumber(register, number ?? 0),
    surname: last_name,
  }))
  return { id, by, key: sender.key ?? '', editions, participants }
}

async function giveCourse(
  peil: TestPlatform,
  { id, by }: Pick<Provider, 'id' | 'by'>,
  today: Temporal.PlainDate,
  nth: number,
): Promise<readonly { readonly id: string; readonly number: string }[]> {
  const owner = { is: 'organisation', id } as const
  return peil.act(by.actor, async (context) => {
    const facts = { title: `Opleiding ${nth}`, reviewOn: today.add({ years: 1 }) }
    const made = await makeCourse(context, owner, courseFacts(facts))
    if (made.outcome !== 'made') throw new Error(made.outcome)
    await publishCourse(context, owner, made.id)
    const given: { id: string; number: string }[] = []
    for (let day = 1; day <= editionsOfEach; day += 1) {
      const days = [today.subtract({ days: day })]
      const added = await addEdition(context, owner, made.id, editionFacts({ days }))
      if (added.outcome !== 'added') throw new Error(added.outcome)
      given.push({ id: added.id, number: `${made.number}-${day}` })
    }
    return given
  })
}

async function candidate(
  peil: TestPlatform,
  name: string,
  since: Temporal.PlainDate,
): Promise<CastProfessional> {
  const email = `${name}@voorbeeld.nl`
  const facts = somebody({ firstName: 'Farid', lastName: `van ${name}` })
  const { accountId, registrationId, actor } = await newcomer(
    peil,
    email,
    since.toString(),
    'candidate',
    facts,
  )
  const { person_id: personId } = await peil.platform.db
    .selectFrom('registration')
    .where('id', '=', registrationId)
    .select('person_id')
    .executeTakeFirstOrThrow()
  const cookie = await sessionOf(peil.connection, accountId)
  return { accountId, registrationId, personId, cookie, actor: { ...actor, personId } }
}

async function apply(peil: TestPlatform, name: string, on: Temporal.PlainDate): Promise<Filed> {
  const who = await candidate(peil, name, on.subtract({ months: 13 }))
  const { accredited, other } = await enough(peil, who, on.subtract({ months: 3 }).toString())
  const id = await file(peil, who, on.toString())
  return { id, activities: [accredited, other] }
}
