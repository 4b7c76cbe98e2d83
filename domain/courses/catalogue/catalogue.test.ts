import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { describe, test } from 'node:test'
import type { Searching } from '#domain/courses/catalogue/catalogue-index.ts'
import { CatalogueIndex } from '#domain/courses/catalogue/catalogue-index.ts'
import { FoundBefore } from '#domain/courses/catalogue/found-before.ts'
import type { Listed, ListedCounts, Wanted } from '#domain/courses/catalogue/listed.ts'
import { readCatalogue } from '#domain/courses/catalogue/read-catalogue.ts'
import type { Owner } from '#domain/courses/course/course.ts'
import {
  changeCourse,
  makeCourse,
  publishCourse,
  withdrawCourse,
} from '#domain/courses/course/keep-course.ts'
import { addEdition } from '#domain/courses/course/keep-edition.ts'
import { findCourse, providersOf } from '#domain/courses/course/queries.ts'
import { remindReviews } from '#domain/courses/course/remind-reviews.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { centsOf, hundredthsOf } from '#engine'
import { colleague, professional } from '#testing/cast.ts'
import { accredited, checkedProvider, courseFacts, editionFacts } from '#testing/courses.ts'
import { clock } from '#testing/people.ts'
import { testPlatform } from '#testing/platform.ts'
import { assertRecorded } from '#testing/records.ts'

// What is found in the catalogue, in which order, and that what changes is found as it is.

const day = (text: string) => Temporal.PlainDate.from(text)
const anything: Wanted = {
  ...{ text: '', forms: [], themes: [], audiences: [], professions: [], languages: [] },
  ...{ accredited: false, atMost: undefined, from: undefined, until: undefined, where: undefined },
}
const today: Searching = { register: 'krsd', today: '2022-12-15', order: 'date', page: 1 }

const edition = (first: string, place = '', said: Partial<Listed['editions'][number]> = {}) => ({
  ...{ sequence: 1, first, last: first, days: 1, online: place === '', place, price: null },
  ...said,
})
const counting = (hours: number, said: Partial<ListedCounts> = {}): ListedCounts => {
  const counts = [
    { kind: 'training', amount: hundredthsOf(hours * 100), attributes: ['accredited'] },
  ]
  return {
    ...{ register: 'krsd', first: '2021-01-01', last: '2024-12-31', counts },
    alike: JSON.stringify(counts),
    ...said,
  }
}
const course = (title: string, said: Partial<Listed> = {}): Listed => ({
  ...{ id: title, number: 'OPL-000001', title, summary: '', form: 'course', language: 'nl' },
  ...{ audiences: [], professions: [], themes: [], price: centsOf(10_000), provider: 'De Brug' },
  ...{
    reviewOn: '2023-12-31',
    changedOn: '2022-12-01',
    called: '',
    editions: [edition('2023-03-01', 'Heideveld')],
    counts: [],
    rated: { ratings: 0, stars: 0 },
  },
  ...said,
})

describe('a search', () => {
  const index = new CatalogueIndex()
  const all = [
    course('Passend onderwijs', { counts: [counting(7)], themes: ['recht'] }),
    course('Jezelf positioneren in het team', {
      themes: ['positioneren'],
      audiences: ['starters'],
    }),
    course('Gespreksvaardigheden voor ondersteuners', {
      ...{ form: 'webinar', price: centsOf(0), audiences: ['supporters'] },
      editions: [edition('2023-02-01')],
    }),
    course('Leerplicht en RMC voor ondersteuners', {
      ...{ audiences: ['supporters'], counts: [counting(6, { last: '2023-01-31' })] },
      editions: [
        edition('2022-12-01', 'Zandwijk'),
        edition('2023-01-10', 'Zandwijk'),
        edition('2023-02-20', 'Waterstad'),
      ],
    }),
    course('Moreel oordelen', {
      ...{
        form: 'e-learning',
        editions: [],
        price: undefined,
        summary: 'Morele dilemma’s; ook één crème',
      },
    }),
    course('Van gisteren', { reviewOn: '2022-12-14' }),
  ]
  for (const one of all) index.put(one)
  const titles = (wanted: Partial<Wanted>, searching: Partial<Searching> = {}) =>
    index
      .search({ ...anything, ...wanted }, { ...today, ...searching })
      .found.map((one) => one.course.title.split(' ')[0])

  const cases: readonly (readonly [string, Partial<Wanted>, readonly string[]])[] = [
    [
      'everything that was looked at in time, by its next day',
      {},
      ['Leerplicht', 'Gespreksvaardigheden', 'Jezelf', 'Passend', 'Moreel'],
    ],
    ['a word', { text: 'onderwijs' }, ['Passend']],
    ['capitals and accents', { text: 'CREME' }, ['Moreel']],
    ['the beginning of a word', { text: 'gesprek' }, ['Gespreksvaardigheden']],
    ['a part of a word', { text: 'vaardigheden' }, ['Gespreksvaardigheden']],
    ['all words together', { text: 'leerplicht ondersteuners' }, ['Leerplicht']],
    ['words that tell nothing beside others', { text: 'de training passend' }, ['Passend']],
    ['who gives it', { text: 'brug leerplicht' }, ['Leerplicht']],
    ['a letter that is missing', { text: 'pasend' }, ['Passend']],
    ['letters that changed places', { text: 'posiitoneren' }, ['Jezelf']],
    ['two mistakes in a long word', { text: 'gespreksvardgheden' }, ['Gespreksvaardigheden']],
    ['a mistake in the beginning of a word', { text: 'gesprks' }, ['Gespreksvaardigheden']],
    ['nothing like it', { text: 'zwemdiploma' }, []],
    ['three letters have to be right', { text: 'rmd' }, []],
    ['a form', { forms: ['webinar', 'e-learning'] }, ['Gespreksvaardigheden', 'Moreel']],
    ['a theme', { themes: ['positioneren', 'recht'] }, ['Jezelf', 'Passend']],
    ['for whom', { audiences: ['supporters'], forms: ['course'] }, ['Leerplicht']],
    ['free', { atMost: 0 }, ['Gespreksvaardigheden']],
    ['a price', { atMost: 10_000, text: 'passend' }, ['Passend']],
    ['too dear', { atMost: 9_999, text: 'passend' }, []],
    ['accredited on the day of the edition', { accredited: true }, ['Leerplicht', 'Passend']],
    ['accredited no more on that day', { accredited: true, from: '2023-02-01' }, ['Passend']],
    [
      'from a day, or whenever somebody wants',
      { from: '2023-02-20' },
      ['Leerplicht', 'Jezelf', 'Passend', 'Moreel'],
    ],
    ['until a day', { until: '2023-01-10' }, ['Leerplicht', 'Moreel']],
    ['the day before', { until: '2023-01-09' }, ['Moreel']],
    ['a town', { where: { is: 'place', place: 'Waterstad' } }, ['Leerplicht']],
    ['online', { where: { is: 'online' } }, ['Gespreksvaardigheden', 'Moreel']],
  ]
  for (const [name, wanted, found] of cases) {
    test(`finds ${name}`, () => {
      assert.deepEqual(titles(wanted), found)
    })
  }

  test('says what it looked for in the place of what was mistyped', () => {
    const { read } = index.search({ ...anything, text: 'pasend onderwijs' }, today)
    assert.deepEqual(read, [{ typed: 'pasend', as: 'passend' }])
  })

  test('puts first what fills what somebody lacks, and otherwise orders as was asked', () => {
    const fills = ({ counts }: ListedCounts) => counts[0]?.amount ?? 0
    assert.deepEqual(titles({}, { order: 'best', fills }).slice(0, 3), [
      'Passend',
      'Leerplicht',
      'Gespreksvaardigheden',
    ])
    // Of what fits alike, what counts in this register.
    assert.deepEqual(titles({}, { order: 'best' }).slice(0, 2).toSorted(), [
      'Leerplicht',
      'Passend',
    ])
    assert.deepEqual(titles({}, { order: 'title' })[0], 'Gespreksvaardigheden')
    assert.deepEqual(titles({}, { order: 'price' }).at(-1), 'Moreel')
    const { found } = index.search(
      { ...anything, where: { is: 'place', place: 'Waterstad' } },
      today,
    )
    assert.equal(found[0]?.next?.first, '2023-02-20')
  })

  test('what was found before is kept within bounds, the latest of it', () => {
    const before = new FoundBefore()
    const sought = (typed: string, count: number) => ({
      typed,
      places: new Map(Array.from({ length: count }, (_, at) => [at, 1] as const)),
      as: undefined,
    })
    for (let at = 0; at < 100; at += 1) before.keep(sought(`veel${at}`, 20_000))
    assert.deepEqual(before.holds, { words: 25, places: 500_000 })
    assert.equal(before.get('veel74'), undefined)
    assert.equal(before.get('veel75')?.places.size, 20_000)
    before.keep(sought('veel99', 20_000))
    before.keep(sought('te veel', 500_001))
    assert.deepEqual(before.holds, { words: 25, places: 500_000 })
    for (let at = 0; at < 6000; at += 1) before.keep(sought(`geen${at}`, 0))
    assert.deepEqual(before.holds, { words: 5000, places: 0 })
    before.clear()
    assert.deepEqual(before.holds, { words: 0, places: 0 })
  })

  test('gives pages of twenty, and forgets what was taken out', () => {
    const many = new CatalogueIndex()
    for (let at = 0; at < 45; at += 1) many.put(course(`Cursus ${String(at).padStart(2, '0')}`))
    const page = (asked: number) => many.search(anything, { ...today, order: 'title', page: asked })
    assert.deepEqual([page(1).total, page(1).pages, page(1).found.length], [45, 3, 20])
    assert.deepEqual(
      page(3).found.map(({ course: one }) => one.title),
      ['Cursus 40', 'Cursus 41', 'Cursus 42', 'Cursus 43', 'Cursus 44'],
    )
    assert.equal(page(9).page, 1)
    many.remove('Cursus 44')
    many.remove('Cursus 44')
    many.put(course('Cursus 43', { summary: 'nieuw' }))
    assert.equal(page(1).total, 44)
    assert.equal(many.search({ ...anything, text: 'nieuw' }, today).total, 1)
    assert.equal(many.search({ ...anything, text: '44' }, today).total, 0)
  })
})

describe('the catalogue', async () => {
  const peil = await testPlatform()
  const mila = await colleague(
    peil,
    { email: 'mila@aanbieder.example', firstName: 'Mila', lastName: 'Bos' },
    [],
  )
  const school = await checkedProvider(peil, 'Academie De Brug', [[mila, ['applicant']]])
  const owner: Owner = { is: 'organisation', id: school }
  const as = <Result>(work: (context: Context) => Promise<Result>) =>
    peil.act(mila.actor, work, '2022-12-15')
  const search = (wanted: Partial<Wanted> = {}) =>
    as(
      async (context) =>
        (await readCatalogue(context)).search({ ...anything, ...wanted }, today).found,
    )

  test('has what is offered, as it is now, and nothing that was undone', async () => {
    const id = await as(async (context) => {
      const made = await makeCourse(context, owner, courseFacts({ title: 'Passend onderwijs' }))
      return made.outcome === 'made' ? made.id : ''
    })
    assert.equal((await search()).length, 0)
    await as((context) => publishCourse(context, owner, id))
    assert.equal((await search({ text: 'brug pasend' })).length, 1)
    // Who is in the middle of changing it sees what stood there, and so does everybody if that is undone.
    await assert.rejects(
      as(async (context) => {
        await withdrawCourse(context, owner, id)
        await readCatalogue(context)
        throw new Error('undone')
      }),
      /undone/,
    )
    assert.equal((await search()).length, 1)
    await as((context) => addEdition(context, owner, id, editionFacts()))
    await accredited(peil, id, { amount: 700, first: '2022-01-01', last: '2025-12-31' })
    const [found] = await search({ accredited: true })
    assert.equal(found?.next?.first, '2023-02-07')
    assert.deepEqual(found?.counts?.counts, [
      { kind: 'training', amount: 700, attributes: ['accredited'] },
    ])
    await as(async (context) => {
      const known = await findCourse(context, id)
      const facts = courseFacts({ title: 'Passend onderwijs', summary: 'Over de zorgplicht.' })
      return changeCourse(context, owner, id, { facts, version: known?.version ?? 0 })
    })
    assert.deepEqual(
      (await search({ text: 'zorgplicht' })).map((one) => one.course.title),
      ['Passend onderwijs'],
    )
    // Whoever nobody looked at any more offers nothing.
    const stands = (status: 'waiting' | 'checked') =>
      peil.platform.db
        .updateTable('organisation')
        .where('id', '=', school)
        .set({ status })
        .execute()
    await stands('waiting')
    assert.equal((await search()).length, 0)
    await stands('checked')
    assert.equal((await search()).length, 1)
    await as((context) => withdrawCourse(context, owner, id))
    assert.equal((await search()).length, 0)
  })

  test('is never left as it was by whoever read it and was slow', async () => {
    const id = await as(async (context) => {
      const made = await makeCourse(context, owner, courseFacts({ title: 'Traag een' }))
      if (made.outcome !== 'made') throw new Error(made.outcome)
      await publishCourse(context, owner, made.id)
      return made.id
    })
    const call = (title: string) =>
      as(async (context) => {
        const known = await findCourse(context, id)
        const facts = courseFacts({ title })
        return changeCourse(context, owner, id, { facts, version: known?.version ?? 0 })
      })
    const titles = async () => (await search({ text: 'traag' })).map(({ course }) => course.title)
    assert.deepEqual(await titles(), ['Traag een'])
    await call('Traag twee')
    // What they asked the database comes in only when everybody else has been served.
    const { promise: asked, resolve: hasAsked } = Promise.withResolvers<void>()
    const { promise: held, resolve: letGo } = Promise.withResolvers<void>()
    const slow = as(async (context) => {
      let questions = 0
      const executor = context.db.getExecutor()
      const bound = <Of extends object>(of: Of, name: string | symbol): unknown => {
        const found: unknown = Reflect.get(of, name, of)
        return typeof found === 'function' ? found.bind(of) : found
      }
      const slowly = new Proxy(executor, {
        get: (of, name) =>
          name === 'executeQuery'
            ? async (...query: Parameters<typeof executor.executeQuery>) => {
                const answer = await executor.executeQuery(...query)
                questions += 1
                if (/from course c left join/.test(query[0].sql)) {
                  hasAsked()
                  await held
                }
                return answer
              }
            : bound(of, name),
      })
      const db = new Proxy(context.db, {
        get: (of, name) => (name === 'getExecutor' ? () => slowly : bound(of, name)),
      })
      await readCatalogue({ ...context, db })
      return questions
    })
    await asked
    await call('Traag drie')
    const quick = titles()
    letGo()
    assert.ok((await slow) > 1)
    await quick
    assert.deepEqual(await titles(), ['Traag drie'])
    await as((context) => withdrawCourse(context, owner, id))
  })

  test('reminds who keeps a course to look at it, and tells them when it left the list by itself', async () => {
    const id = await as(async (context) => {
      const facts = courseFacts({
        title: 'Nakijken',
        reviewOn: day('2023-03-31'),
        keptBy: mila.accountId,
      })
      const made = await makeCourse(context, owner, facts)
      if (made.outcome !== 'made') throw new Error(made.outcome)
      await publishCourse(context, owner, made.id)
      return made.id
    })
    const told = async (on: string) => {
      await peil.act(clock, remindReviews, on)
      const rows = await peil.platform.db
        .selectFrom('mail_message')
        .where('kind', '=', 'course-review')
        .select(['subject', 'to_address'])
        .execute()
      return rows.map(({ subject, to_address }) => `${to_address} ${subject}`)
    }
    const asked = 'mila@aanbieder.example KRSD: klopt een opleiding nog?'
    assert.deepEqual(await told('2023-02-28'), [])
    assert.deepEqual(await told('2023-03-01'), [asked])
    assert.deepEqual(await told('2023-03-02'), [asked])
    assert.deepEqual(await told('2023-03-31'), [asked, asked])
    const gone = 'mila@aanbieder.example KRSD: je opleiding staat niet meer in het aanbod'
    assert.deepEqual(await told('2023-04-01'), [asked, asked, gone])
    assert.deepEqual(await told('2023-04-02'), [asked, asked, gone])
    await assertRecorded(peil, 'course', 'remind-review', id)
  })

  test('names a professional only where the public register shows them, and reminds them as others', async () => {
    const nadia = await professional(peil, {
      ...{ email: 'nadia@voorbeeld.nl', firstName: 'Nadia', lastName: 'Bakker' },
      since: '2022-01-01',
    })
    const own: Owner = { is: 'person', id: nadia.personId }
    const id = await peil.act(
      nadia.actor,
      async (context) => {
        const facts = courseFacts({ form: 'by-professional', reviewOn: day('2023-06-30') })
        const made = await makeCourse(context, own, facts)
        if (made.outcome !== 'made') throw new Error(made.outcome)
        await publishCourse(context, own, made.id)
        return made.id
      },
      '2022-12-15',
    )
    const called = () =>
      peil.act({ kind: 'visitor' }, async (context) => (await providersOf(context, [id])).get(id))
    const { db } = peil.platform
    const entry = {
      ...{ registration_id: nadia.registrationId, register: 'krsd', number: 4711 },
      ...{ name: 'Nadia Bakker', valid_until: null, category: null },
      status: 'candidate' as const,
    }
    await db
      .deleteFrom('public_entry')
      .where('registration_id', '=', nadia.registrationId)
      .execute()
    assert.equal(await called(), '')
    await db
      .insertInto('public_entry')
      .values({ id: randomUUID(), ...entry })
      .execute()
    assert.equal(await called(), 'Nadia Bakker')
    await peil.act(clock, remindReviews, '2023-05-31')
    const told = await db
      .selectFrom('mail_message')
      .where('kind', '=', 'course-review')
      .where('to_address', '=', 'nadia@voorbeeld.nl')
      .select('id')
      .execute()
    assert.equal(told.length, 1)
  })
})
