import { randomBytes } from 'node:crypto'
import type { Connection } from '#db/connection.ts'
import type { Part } from '#domain/demo/cast/seats-in.ts'
import { seatsIn } from '#domain/demo/cast/seats-in.ts'
import { createAccount } from '#domain/people/account/create-account.ts'
import { hashToken } from '#domain/people/account/queries.ts'
import type { Actor } from '#domain/platform/actor/actor.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { CastProfessional } from '#testing/cast.ts'
import { enough, file, passOn } from '#testing/cast.ts'
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
  // Nobody's job does what came about here.
  await peil.makePapers()
  return { office, members, professionals, agendas, checking }
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
