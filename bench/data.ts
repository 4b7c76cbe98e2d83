import { randomBytes } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { Database } from '#db/schema.ts'
import { hashToken } from '#domain/people/account/queries.ts'
import {
  allWords,
  givenWords,
  publicEntryId,
  searchWords,
  sortName,
} from '#domain/public-register/entry/public-register.ts'
import { fullName } from '#language/names.ts'
import { randomOf } from './random.ts'

/** What is needed to ask for a portfolio. */
export interface BenchPerson {
  readonly cookie: string
  readonly registrationId: string
}

const chunk = 1000

/** Fills a database with people in the public register, and one of them with a portfolio. */
export async function fillDatabase(db: Kysely<Database>, people: number): Promise<BenchPerson> {
  const random = randomOf(42)
  for (let first = 0; first < people; first += chunk) {
    const names = Array.from({ length: Math.min(chunk, people - first) }, () => nameOf(random))
    const persons = await db
      .insertInto('person')
      .values(
        names.map(({ firstName, initials, namePrefix, lastName }) => ({
          first_name: firstName,
          initials,
          name_prefix: namePrefix,
          last_name: lastName,
        })),
      )
      .returning('id')
      .execute()
    const registrations = await db
      .insertInto('registration')
      .values(
        persons.map(({ id }, index) => ({
          register: 'krsd',
          person_id: id,
          number: first + index + 1,
          status: 'certified' as const,
          regulation_version: '2021-01-01',
          signed_up_on: '2024-01-01',
          approved_on: '2024-01-10',
          candidate_on: '2024-01-15',
          valid_first: '2025-02-01',
          valid_last: '2028-01-31',
        })),
      )
      .returning(['id', 'number'])
      .execute()
    const rows = registrations.map((registration, index) => ({
      ...registration,
      person: names[index] ?? nameOf(random),
    }))
    await db
      .insertInto('public_entry')
      .values(
        rows.map(({ id, number, person }) => ({
          id: publicEntryId(id),
          registration_id: id,
          register: 'krsd',
          number,
          name: fullName(person),
          status: 'certified' as const,
          valid_until: '2028-01-31',
        })),
      )
      .execute()
    await db
      .insertInto('public_entry_word')
      .values(
        rows.flatMap(({ id, person }) =>
          searchWords(person).map((word) => ({
            register: 'krsd',
            registration_id: id,
            given: givenWords(person),
            names: allWords(person),
            sort_name: sortName(person),
            ...word,
          })),
        ),
      )
      .execute()
  }
  return fillPortfolio(db)
}

async function fillPortfolio(db: Kysely<Database>): Promise<BenchPerson> {
  const registration = await db
    .selectFrom('registration')
    .where('number', '=', 1)
    .select(['id', 'person_id'])
    .executeTakeFirstOrThrow()
  const account = await db
    .insertInto('account')
    .values({ email: 'bench@peil.example', email_confirmed_at: new Date().toISOString() })
    .returning('id')
    .executeTakeFirstOrThrow()
  await db
    .updateTable('person')
    .set({ account_id: account.id })
    .where('id', '=', registration.person_id)
    .execute()
  const token = randomBytes(32).toString('base64url')
  await db
    .insertInto('session')
    .values({
      token_hash: hashToken(token),
      account_id: account.id,
      method: 'password',
      expires_at: Temporal.Now.instant().add({ hours: 24 }).toString(),
    })
    .execute()
  const today = Temporal.Now.plainDateISO()
  const activities = await db
    .insertInto('activity')
    .values(
      Array.from({ length: 40 }, (_, index) => ({
        person_id: registration.person_id,
        title: `Activiteit ${index + 1} & meer`,
        organiser: 'Een opleider',
        completed_on: today.subtract({ days: 12 * index + 3 }).toString(),
      })),
    )
    .returning('id')
    .execute()
  await db
    .insertInto('activity_claim')
    .values(
      activities.map(({ id }, index) => ({
        register: 'krsd',
        registration_id: registration.id,
        person_id: registration.person_id,
        activity_id: id,
        state: index % 3 === 0 ? ('approved' as const) : ('entered' as const),
        kind: index % 4 === 0 ? 'training' : 'peer-consultation',
        claimed: 200 + index,
        ...(index % 3 === 0 ? { awarded: 200 + index } : {}),
        accredited: index % 4 === 0,
      })),
    )
    .execute()
  return { cookie: `peil=${token}`, registrationId: registration.id }
}

/** What visitors search for: usual and rare names, initials, prefixes and numbers. */
export const searches: readonly string[] = [
  ...['de Vries', 'Jansen', 'J. Bakker', 'van den Berg', 'Visser', 'el amrani', 'Yilmaz'],
  ...['P. de Groot', 'Mulder', 'anna smit', 'van Dijk', 'Kok', 'Peters', 'Hendriks', 'KRSD-004217'],
  ...['99999', 'A. van der Meer', 'Dekker', 'Brouwer', 'de Wit', 'Dijkstra', 'Smits', 'Postma'],
]

const surnames =
  `Jansen Vries Berg Bakker Dijk Visser Smit Meijer Boer Mulder Groot Bos Vos Peters Hendriks Dekker
   Brouwer Wit Dijkstra Smits Graaf Meer Linden Kok Jacobs Haan Vermeulen Heuvel Veen Broek Bruijn
   Bruin Schouten Beek Willems Vliet Hoekstra Maas Verhoeven Koster Dam Prins Blom Huisman Peeters
   Jong Kuipers Veenstra Janssen Kramer Postma Amrani Yilmaz Kaya Demir Celik Singh Nguyen`.split(
    /\s+/,
  )
const given = `Jan Anna Piet Maria Kees Eva Farid Fatima Omer Lotte Tim Sanne Bram Noor Daan Ilse
   Willem Judith Lonneke Hans Marloes Youssef Esra Ruben Femke Thijs`.split(/\s+/)
const before = ['', '', '', 'de', 'van', 'van den', 'van der', 'el']
const syllables = `bo ver hal dam ster win kel der ma lo ri ten huis berg veld man stra sen mans
   wijk hof laan beek horst`.split(/\s+/)

// A few surnames are had by many and many by few, as in the Netherlands.
function nameOf(random: () => number) {
  const pick = (list: readonly string[]) => list[Math.floor(random() * list.length)] ?? ''
  const rare = Array.from({ length: 2 + Math.floor(random() * 2) }, () => pick(syllables)).join('')
  const usual = surnames[Math.floor(random() ** 2 * surnames.length)] ?? ''
  const firstName = pick(given)
  const lastName = random() < 0.6 ? usual : rare.charAt(0).toUpperCase() + rare.slice(1)
  return { firstName, initials: `${firstName.charAt(0)}.`, namePrefix: pick(before), lastName }
}
