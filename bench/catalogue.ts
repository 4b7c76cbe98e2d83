import type { Kysely } from 'kysely'
import { embeddedOptions, open } from '#db/connection.ts'
import { patientLimits } from '#db/limits.ts'
import type { Database } from '#db/schema.ts'
import type { Wanted } from '#domain/courses/catalogue/listed.ts'
import { searchCourses } from '#domain/learning/gap/search-courses.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import { makePlatform } from '#server/platform.ts'
import { asOwner, startTestServer, templateWithRegisters } from '#testing/server.ts'
import { fillDatabase } from './data.ts'
import { randomOf } from './random.ts'

const editionsOfCourse = 5
const people = 1000
const rounds = 400
const most = 10

/**
 * A search as a page asks it, of somebody who has a portfolio of forty activities, against a prepared look-up of one
 * course by its key: by turns, on the same connection, in the same run. Both are measured within a transaction that
 * has begun.
 */
export async function run(editions = 100_000): Promise<readonly string[]> {
  const server = await startTestServer()
  try {
    const template = await templateWithRegisters(server.host)
    await asOwner(server.host, async (client) => {
      await client.query(`create database catalogue template ${template} strategy file_copy`)
    })
    const connection = open(
      'embedded',
      'bench',
      embeddedOptions(server.host, 'catalogue', 'bench'),
      { limits: patientLimits({}) },
    )
    const person = await fillDatabase(connection.db, people)
    const ids = await fillCatalogue(connection.db, editions / editionsOfCourse)
    await connection.pool.query('vacuum analyze')
    const platform = await makePlatform(process.env, {
      db: connection.db,
      dataDirectory: '/nonexistent',
      origin: 'http://localhost',
      demo: false,
      enqueue: async () => undefined,
    })
    const register = platform.registers.get('krsd')
    if (register === undefined) throw new Error('There is no krsd')
    const lines = await inRegister(
      platform,
      { register, readOnly: true },
      { kind: 'visitor' },
      (context) => measure(context, person.registrationId, ids),
    )
    await connection.stop()
    return lines
  } finally {
    await server.stop()
  }
}

async function measure(
  context: Context,
  registrationId: string,
  ids: readonly string[],
): Promise<readonly string[]> {
  const random = randomOf(7)
  const search = (wanted: Wanted) =>
    searchCourses(context, {
      registrationId,
      wanted: () => ({ wanted, order: 'best', page: 1 }),
    })
  const lookUp = (id: string) =>
    context.db.selectFrom('course').where('id', '=', id).selectAll().executeTakeFirstOrThrow()
  const began = performance.now()
  const { found } = await search(anything)
  const read = performance.now() - began
  const ours: number[] = []
  const theirs: number[] = []
  for (let round = -50; round < rounds; round += 1) {
    const wanted = wants(random)
    const id = ids[Math.floor(random() * ids.length)] ?? ''
    const turns = [
      async () => ours.push(await timed(() => search(wanted))),
      async () => theirs.push(await timed(() => lookUp(id))),
    ]
    for (const turn of round % 2 === 0 ? turns : turns.toReversed()) await turn()
    // Code is compiled and plans are made.
    if (round < 0) {
      ours.length = 0
      theirs.length = 0
    }
  }
  const [us, them] = [percentile(ours, 50), percentile(theirs, 50)]
  const times = us / them
  return [
    `${found.total} courses, read in ${Math.round(read)} ms`,
    `search: p50 ${us.toFixed(2)} ms, p95 ${percentile(ours, 95).toFixed(2)} ms`,
    `look-up by key: p50 ${them.toFixed(2)} ms, p95 ${percentile(theirs, 95).toFixed(2)} ms`,
    `p50 of a search: ${times.toFixed(1)} times a look-up, goal at most ${most}: ${times <= most ? 'met' : 'MISSED'}`,
  ]
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((one, other) => one - other)
  return sorted[Math.floor((sorted.length * percent) / 100)] ?? Number.NaN
}

const anything: Wanted = {
  ...{ text: '', forms: [], themes: [], audiences: [], professions: [], languages: [] },
  ...{ accredited: false, atMost: undefined, from: undefined, until: undefined, where: undefined },
}

// What people look for: mostly a word, as often mistyped as they do, and one or two choices.
function wants(random: () => number): Wanted {
  const any = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)] as Item
  const now = Temporal.Now.plainDateISO()
  return {
    ...anything,
    text: random() < 0.8 ? any([...words, ...mistyped]) : '',
    forms: random() < 0.4 ? [any(forms)] : [],
    themes: random() < 0.3 ? [any(themes)] : [],
    audiences: random() < 0.3 ? [any(audiences)] : [],
    accredited: random() < 0.3,
    atMost: random() < 0.2 ? any([0, 10_000, 25_000]) : undefined,
    where:
      random() < 0.3
        ? random() < 0.5
          ? { is: 'online' }
          : { is: 'place', place: any(towns) }
        : undefined,
    from: random() < 0.2 ? now.add({ days: 30 }).toString() : undefined,
    until: random() < 0.2 ? now.add({ days: 200 }).toString() : undefined,
  }
}

const words =
  'leerplicht verzuim onderwijs gesprek schulden wijkteam intervisie recht jeugd moreel positie rapporteren inkomen participatie dialoog mantelzorg wonen zorg veiligheid diversiteit'.split(
    ' ',
  )
const mistyped = 'leerplcht pasend gespreksvardigheden shulden interivsie positoneren'.split(' ')
const kinds = 'Basis Verdieping Actualiteiten Praktijk Methodiek Regie'.split(' ')
const forms = ['course', 'workshop', 'webinar', 'congress', 'e-learning'] as const
const themes = ['law', 'conversation', 'youth', 'debt', 'reflection', 'position']
const audiences = ['starters', 'experienced', 'supporters', 'managers']
const towns = Array.from({ length: 200 }, (_, at) => `Plaats ${at + 1}`)

/** Fills the catalogue with courses of five editions each, a third of them accredited; gives their ids. */
async function fillCatalogue(db: Kysely<Database>, courses: number): Promise<readonly string[]> {
  const random = randomOf(11)
  const any = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)] as Item
  const now = Temporal.Now.plainDateISO()
  const { id: school } = await db
    .insertInto('organisation')
    .values({
      ...{ name: 'Academie De Brug', kinds: ['provider'], street: 'Brugweg', house_number: '1' },
      ...{ postcode: '1234 AB', city: 'Heideveld', website: '', mail_domain: '' },
      ...{ contact_email: 'info@aanbieder.example', contact_phone: '', status: 'checked' },
      ...{ waits_since: '2024-01-01', signed_up_in: 'krsd', signed_up_on: '2024-01-01' },
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const ids: string[] = []
  const chunk = 1000
  for (let at = 0; at < courses; at += chunk) {
    const many = Math.min(chunk, courses - at)
    const made = await db
      .insertInto('course')
      .values(
        Array.from({ length: many }, (_, index) => ({
          organisation_id: school,
          title: `${any(kinds)} ${any(words)} en ${any(words)} ${at + index}`,
          summary: `Over ${any(words)}, ${any(words)} en ${any(words)}.`,
          form: any(forms),
          language: 'nl',
          audiences: [any(audiences)],
          themes: [any(themes), any(themes)],
          price: any([0, 9500, 19_500, 32_500]),
          review_on: now.add({ years: 1 }).toString(),
          state: 'published' as const,
          published_on: now.toString(),
          made_on: now.toString(),
          changed_on: now.toString(),
        })),
      )
      .returning('id')
      .execute()
    ids.push(...made.map(({ id }) => id))
    await db
      .insertInto('edition')
      .values(
        made.flatMap(({ id }) =>
          Array.from({ length: editionsOfCourse }, (_, sequence) => {
            const day = now.add({ days: Math.floor(random() * 400) - 30 }).toString()
            const online = random() < 0.3
            return {
              ...{ course_id: id, sequence: sequence + 1, days: [day], first_day: day },
              ...{ last_day: day, online, place: online ? '' : any(towns), added_on: day },
            }
          }),
        ),
      )
      .execute()
    await db
      .insertInto('accreditation')
      .values(
        made
          .filter(() => random() < 0.33)
          .map(({ id }) => ({
            register: 'krsd',
            course_id: id,
            counts: JSON.stringify([
              {
                kind: any(['training', 'workshop', 'webinar']),
                amount: any([100, 200, 400, 600, 700, 800, 1600, 2400]),
                attributes: ['accredited'],
              },
            ]),
            first_day: now.subtract({ years: 1 }).toString(),
            last_day: now.add({ years: 3 }).toString(),
            decided_on: now.subtract({ years: 1 }).toString(),
          })),
      )
      .execute()
  }
  return ids
}
