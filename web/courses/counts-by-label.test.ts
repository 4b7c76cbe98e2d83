import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { sql } from 'kysely'
import type { CourseFacts, EditionFacts, Owner } from '#domain/courses/course/course.ts'
import { changeCourse, makeCourse, publishCourse } from '#domain/courses/course/keep-course.ts'
import { addEdition } from '#domain/courses/course/keep-edition.ts'
import { findCourse } from '#domain/courses/course/queries.ts'
import { planCourse } from '#domain/learning/choice/plan-course.ts'
import type { LabelFacts } from '#domain/organisations/label/label.ts'
import { findLabel } from '#domain/organisations/label/queries.ts'
import type { SeenLabel } from '#domain/organisations/label/see-label.ts'
import { refuseLabel, seeLabel } from '#domain/organisations/label/see-label.ts'
import { actForOrganisation } from '#domain/platform/context/act-for-organisation.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { hundredthsOf } from '#engine'
import type { CastAccount, CastProfessional } from '#testing/cast.ts'
import { colleague, professional } from '#testing/cast.ts'
import { accredited, checkedProvider, courseFacts, editionFacts } from '#testing/courses.ts'
import type { TestPlatform } from '#testing/platform.ts'
import { testPlatform } from '#testing/platform.ts'
import { wordsOf } from '#testing/portfolio.ts'
import { assertRecorded } from '#testing/records.ts'

// A course counts as accredited by a label that somebody saw, wherever that is said, for as long as that holds.

const today = '2022-12-09'
let peil: TestPlatform
let mila: CastAccount
let sanne: CastAccount
let lonneke: CastProfessional
let school: string
let owner: Owner
const day = (text: string) => Temporal.PlainDate.from(text)

before(async () => {
  peil = await testPlatform()
  await peil.setToday(today)
  const somebody = (name: string, parts: Parameters<typeof colleague>[2]) =>
    colleague(
      peil,
      { email: `${name.toLowerCase()}@voorbeeld.nl`, firstName: name, lastName: 'Bos' },
      parts,
    )
  mila = await somebody('Mila', [])
  sanne = await somebody('Sanne', ['secretariat'])
  school = await checkedProvider(peil, 'Leerhuis De Linde', [[mila, ['applicant']]])
  owner = { is: 'organisation', id: school }
  lonneke = await professional(peil, {
    ...{ email: 'lonneke@voorbeeld.nl', firstName: 'Lonneke', lastName: 'de Wit' },
    since: '2022-04-01',
  })
})

const as = <Result>(who: CastAccount, work: (context: Context) => Promise<Result>) =>
  peil.act(who.actor, work, today)

async function offer(
  facts: Partial<CourseFacts>,
  editions: readonly Partial<EditionFacts>[] = [],
): Promise<{ readonly id: string; readonly number: string }> {
  return as(mila, async (context) => {
    const made = await makeCourse(context, owner, courseFacts(facts))
    if (made.outcome !== 'made') throw new Error(made.outcome)
    await publishCourse(context, owner, made.id)
    for (const one of editions) await addEdition(context, owner, made.id, editionFacts(one))
    return made
  })
}

async function see(facts: Partial<LabelFacts>, name = ''): Promise<string> {
  const seen: SeenLabel = {
    facts: {
      ...{ kind: 'crkbo', scope: 'institution', number: 'B-12', about: '' },
      ...{ first: day('2022-01-01'), last: day('2023-03-31'), ...facts },
    },
    ...{ on: day('2022-11-02'), evidence: 'public-register', note: '', proof: undefined },
  }
  const holder = { organisationId: name === '' ? school : undefined, name }
  const done = await as(sanne, (context) => seeLabel(context, holder, seen))
  assert.equal(done.outcome, 'seen')
  return done.outcome === 'seen' ? done.id : ''
}

async function refuse(id: string, from?: Temporal.PlainDate): Promise<void> {
  const done = await as(sanne, async (context) => {
    await actForOrganisation(context, '*')
    const version = (await findLabel(context, id))?.version ?? 0
    const said = { note: 'Niet gevonden.', proof: undefined, ...(from && { from }) }
    return refuseLabel(context, { labelId: id, version }, said)
  })
  assert.equal(done.outcome, 'seen')
}

const read = async (path: string, who?: CastAccount) =>
  wordsOf(await (await peil.get(path, who?.cookie)).text())
const found = (query: string) => read(`/krsd/opleidingen?zoek=${query}`)

test('counts as accredited in every list by a label that was seen, on the days on which it holds', async () => {
  const { number } = await offer({ title: 'Weerstand', studyLoad: hundredthsOf(600) }, [
    { days: [day('2023-02-07')] },
    { days: [day('2023-03-30'), day('2023-04-01')] },
  ])
  assert.match(await found('weerstand'), /Niet geaccrediteerd/)
  // One of a teacher is of another scope, and says nothing here.
  const teacher = await see({ scope: 'teacher', number: 'D-1' })
  assert.match(await found('weerstand'), /Niet geaccrediteerd/)
  assert.match(await found('weerstand&telt=ja'), /Geen opleidingen met deze filters/)
  const label = await see({})
  const said = /CRKBO \(instelling\), geldig tot en met 31-03-2023, gezien op 02-11-2022/
  assert.match(
    await found('weerstand&telt=ja'),
    new RegExp(`7 februari 2023.*6 uur, geaccrediteerd Door een keurmerk: ${said.source}`),
  )
  // By its last day, as an activity is held against that; what is later than the label is not accredited by it.
  assert.match(await found('weerstand&wanneer=2023-03'), /Niet geaccrediteerd/)
  const course = await read(`/krsd/opleidingen/${number}`)
  assert.match(
    course,
    new RegExp(`6 uur geaccrediteerd, .*voor het KRSD door een keurmerk: ${said.source}`),
  )
  // Registers whose regulation knows no labels are not moved by them.
  assert.match(course, /Telt niet als geaccrediteerd bij/)
  assert.match(await read('/lklr/opleidingen?zoek=weerstand'), /Niet geaccrediteerd/)
  const feed = await (await peil.get('/krsd/opleidingen/nieuws.atom?zoek=weerstand')).text()
  assert.match(feed, new RegExp(`6.uur, geaccrediteerd\\. ${said.source}`))
  assert.match(
    await read(`/krsd/organisaties/${school}/opleidingen/${(await idOf(number)) ?? ''}`, mila),
    new RegExp(`KRSD ?: 6 uur geaccrediteerd, .*door een keurmerk: ${said.source}`),
  )
  // What holds no longer from a day on, and what is not there after all.
  await refuse(label, day('2022-12-01'))
  assert.match(await found('weerstand'), /Niet geaccrediteerd/)
  await see({ number: 'B-13', last: undefined })
  assert.match(await found('weerstand'), /CRKBO \(instelling\), geldig zonder einddatum/)
  await refuse(await labelNumbered('B-13'), day('2022-01-01'))
  assert.match(await found('weerstand'), /Niet geaccrediteerd/)
  await refuse(teacher, day('2022-01-01'))
})

async function idOf(number: string): Promise<string | undefined> {
  const row = await peil.platform.db
    .selectFrom('course')
    .where('number', '=', number)
    .select('id')
    .executeTakeFirst()
  return row?.id
}

async function labelNumbered(number: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`select id from label where number = ${number}`.execute(
    peil.platform.db,
  )
  return rows[0]?.id ?? ''
}

test('ranks, fills and plans by the label, and lets what the register decided come first', async () => {
  const { id, number } = await offer({ title: 'Gesprekken', studyLoad: hundredthsOf(500) }, [
    { days: [day('2023-02-14')] },
  ])
  const label = await see({ kind: 'nrto', number: 'N-5' })
  const rows = async () => read('/krsd/opleidingen?zoek=gesprekken', lonneke)
  assert.match(await rows(), /Dekt 5 van je 24 ontbrekende geaccrediteerde uren/)
  const planned = await as(lonneke, (context) =>
    planCourse(context, lonneke.registrationId, { number, sequence: 1 }),
  )
  assert.equal(planned.outcome, 'planned')
  const { rows: claims } = await sql<Record<string, unknown>>`
    select c.accredited, c.accreditation_label as label, c.accreditation_id as decision, c.claimed,
      a.provider_id = ${school} as of_school
    from activity a join activity_claim c on c.activity_id = a.id
    where a.course_id = ${id}`.execute(peil.platform.db)
  assert.deepEqual(claims, [
    { accredited: true, label: 'nrto', decision: null, claimed: 500, of_school: true },
  ])
  // What is planned counts with the accredited hours that are planned.
  assert.match(await read('/krsd/mijn', lonneke), /Geaccrediteerd 24 uur nodig 5 gepland/)
  await accredited(peil, id, { amount: 300, first: '2022-01-01', last: '2025-12-31' })
  assert.match(await found('gesprekken'), /3 uur, geaccrediteerd(?! Door een keurmerk)/)
  await refuse(label, day('2022-01-01'))
})

test('goes along with a course that gets another name, also where it was seen before the course was here', async () => {
  const seen = { kind: 'cedeo', scope: 'course' } as const
  await see({ ...seen, about: 'Rouw in de klas', number: 'C-1' })
  await see({ ...seen, about: 'Verlies', number: 'C-2' }, 'Leerhuis De Linde B.V.')
  const rename = async (from: string, to: string) => {
    const { id } = await offer({ title: from })
    assert.match(await found(encodeURIComponent(from)), /Cedeo \(cursus\)/)
    const done = await as(mila, async (context) => {
      const version = (await findCourse(context, id))?.version ?? 0
      return changeCourse(context, owner, id, { facts: courseFacts({ title: to }), version })
    })
    assert.equal(done.outcome, 'changed')
    assert.match(
      await found(encodeURIComponent(to)),
      new RegExp(`${to}.*Cedeo \\(cursus\\), geldig tot en met`),
    )
  }
  await rename('Rouw in de klas', 'Rouw op school')
  await rename('Verlies', 'Verlies en rouw')
  await assertRecorded(peil, 'label', 'go-along', await labelNumbered('C-1'))
  // What else its organisation gives has nothing of it.
  await offer({ title: 'Yoga' })
  assert.match(await found('yoga'), /Niet geaccrediteerd/)
})

test('a name at which nobody looked lends no label, nor does one that two bear', async () => {
  const named = await checkedProvider(peil, 'Bureau Noord', [[mila, ['applicant']]])
  await as(mila, async (context) => {
    const of = { is: 'organisation', id: named } as const
    const made = await makeCourse(context, of, courseFacts({ title: 'Noordelijk' }))
    if (made.outcome === 'made') await publishCourse(context, of, made.id)
  })
  await see({ number: 'B-77' }, 'Bureau Noord')
  assert.match(await found('noordelijk'), /CRKBO \(instelling\)/)
  const second = await checkedProvider(peil, 'Bureau Noord', [])
  assert.match(await found('noordelijk'), /Niet geaccrediteerd/)
  await peil.platform.db
    .updateTable('organisation')
    .where('id', '=', second)
    .set({ status: 'refused' })
    .execute()
  assert.match(await found('noordelijk'), /CRKBO \(instelling\)/)
})
