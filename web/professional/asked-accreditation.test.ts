import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { sql } from 'kysely'
import { makeCourse, publishCourse } from '#domain/courses/course/keep-course.ts'
import { hundredthsOf } from '#engine'
import { activity, colleague, enough, professional } from '#testing/cast.ts'
import { accredited, checkedProvider, courseFacts } from '#testing/courses.ts'
import { testPlatform } from '#testing/platform.ts'
import { hiddenIn, pdf, wordsOf } from '#testing/portfolio.ts'

// Whoever says that something is accredited of which a register without labels decided nothing, is asked about it
// at the field and before it is sent in; never is it passed on without a word, nor refused.

const today = '2023-12-09'

for (const [register, unit] of [
  ['lklr', 'punten'],
  ['clientondersteuners', 'punten'],
] as const) {
  describe(`in ${register}`, async () => {
    const peil = await testPlatform({ register })
    await peil.setToday(today)
    const mila = await colleague(
      peil,
      { email: 'mila@aanbieder.example', firstName: 'Mila', lastName: 'Bos' },
      [],
    )
    const school = await checkedProvider(peil, 'Academie De Brug', [[mila, ['applicant']]])
    const who = await professional(peil, {
      ...{ email: 'iemand@voorbeeld.nl', firstName: 'Iemand', lastName: 'de Wit' },
      since: '2021-06-01',
    })
    const activities = `/${register}/mijn/activiteiten`
    const decided = await peil.act(
      mila.actor,
      async (context) => {
        const owner = { is: 'organisation', id: school } as const
        const facts = courseFacts({
          studyLoad: hundredthsOf(800),
          reviewOn: Temporal.PlainDate.from('2024-12-31'),
        })
        const made = await makeCourse(context, owner, facts)
        if (made.outcome !== 'made') return assert.fail(made.outcome)
        await publishCourse(context, owner, made.id)
        return made
      },
      today,
    )
    await accredited(peil, decided.id, {
      ...{ register, amount: 800, first: '2022-01-01', last: '2025-12-31' },
    })
    const form = async () => {
      const html = await (await peil.get(`${activities}?soort=training`, who.cookie)).text()
      return hiddenIn(html, activities)
    }
    const said = (title: string, more: Readonly<Record<string, string>> = {}) => ({
      ...{ kind: 'training', title, 'detail-provider': 'Niemand', 'detail-stated-load': '8' },
      ...{ 'completed-on-dag': '5', 'completed-on-maand': '12', 'completed-on-jaar': '2023' },
      ...{ accredited: 'ja', confirmation: 'none', intent: 'insturen', ...more },
    })
    const claims = async (title: string) => {
      const { rows } = await sql<{ state: string; accredited: boolean }>`
        select c.state, c.accredited from activity_claim c
        join activity a on a.id = c.activity_id where a.title = ${title}`.execute(peil.platform.db)
      return rows
    }

    test('what no decision covers is a question at the field and above it, once, and is then handed in as it was said', async () => {
      const hidden = await form()
      const evidence = pdf('bewijs.pdf', 'Zomaar')
      const sent = await peil.post(
        activities,
        { ...hidden, ...said('Zomaar'), evidence },
        who.cookie,
      )
      assert.equal(sent.status, 422)
      const html = await sent.text()
      const words = wordsOf(html)
      const text = 'Accreditatie onbekend: er is geen besluit van het register gevonden'
      assert.match(words, new RegExp(`Kijk nog eens naar de accreditatie ${text}`))
      assert.match(words, new RegExp(`De accreditatie is nog een vraag ${text}`))
      assert.match(words, new RegExp(`beslist dan of de ${unit} als geaccrediteerd tellen`))
      const again = hiddenIn(html, '/wijzigen')
      assert.equal(again._acknowledged, 'label')
      const path = /<form[^>]*action="([^"]*\/wijzigen)"/.exec(html)?.[1] ?? activities
      const done = await peil.post(path, { ...again, ...said('Zomaar') }, who.cookie)
      assert.equal(done.status, 303, wordsOf(await done.clone().text()))
      assert.deepEqual(await claims('Zomaar'), [{ state: 'entered', accredited: true }])
    })

    test('what the register decided of is handed in without a question', async () => {
      const hidden = await form()
      const evidence = pdf('bewijs.pdf', 'Passend')
      const more = { 'accreditation-number': decided.number, 'completed-on-dag': '1' }
      const facts = { ...hidden, ...said('Passend onderwijs', more), evidence }
      const sent = await peil.post(activities, facts, who.cookie)
      assert.equal(sent.status, 303, wordsOf(await sent.clone().text()))
      assert.deepEqual(await claims('Passend onderwijs'), [{ state: 'entered', accredited: true }])
    })
  })
}

test('before an application is sent in it says once more what of it is claimed and nobody can confirm', async () => {
  const peil = await testPlatform()
  await peil.setToday('2026-11-20')
  const farid = await professional(peil, {
    ...{ email: 'farid@voorbeeld.nl', firstName: 'Farid', lastName: 'Amrani', since: '2025-06-01' },
  })
  await enough(peil, farid, '2026-05-01')
  for (const [title, state] of [
    ['Zonder keurmerk', 'entered'],
    ['Eerder beoordeeld', 'approved'],
  ] as const) {
    await activity(peil, farid, {
      ...{ title, state, kind: 'training', completedOn: '2026-09-01', claimed: 400 },
      ...{ accredited: true, provider: 'Niemand' },
    })
  }
  const answer = await peil.get('/krsd/mijn/certificering/controleren', farid.cookie)
  assert.equal(answer.status, 200, answer.headers.get('location') ?? '')
  const words = wordsOf(await answer.text())
  assert.match(
    words,
    /Kijk nog eens naar je stukken .*Zonder keurmerk ?: CRKBO, onbekend: van deze/,
  )
  assert.doesNotMatch(words, /Eerder beoordeeld ?: CRKBO, onbekend/)
})
