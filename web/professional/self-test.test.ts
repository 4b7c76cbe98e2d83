import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { findActivities } from '#domain/dossier/activity/queries.ts'
import type { CastProfessional } from '#testing/cast.ts'
import { activity, colleague, file, passOn, professional } from '#testing/cast.ts'
import { testPlatform } from '#testing/platform.ts'
import { fieldsIn, hiddenIn, pdf, textOf, wordsOf } from '#testing/portfolio.ts'

// In the LKLR people test their own activities against the quality criteria. It refuses nothing, and
// whoever reads the sample sees it.

const peil = await testPlatform({ register: 'lklr' })
const today = '2026-11-20'
const activities = '/lklr/mijn/activiteiten'
let ruben: CastProfessional

before(async () => {
  await peil.setToday(today)
  ruben = await professional(peil, {
    email: 'ruben@voorbeeld.nl',
    firstName: 'Ruben',
    lastName: 'Bakker',
    status: 'certified',
    since: '2022-01-01',
    validFirst: '2022-01-01',
    validLast: '2026-12-31',
  })
})

const answers = {
  kind: 'peer-consultation',
  title: 'Intervisie met de regio',
  'completed-on-dag': '1',
  'completed-on-maand': '6',
  'completed-on-jaar': '2026',
  'detail-description': 'Zes casussen besproken.',
  confirmation: 'none',
  'criterion-profession': 'ja',
  'criterion-development': 'nee',
  'why-development': 'Ik kende de casussen al.',
}

async function send(fields: Readonly<Record<string, string | File>>) {
  const html = await (await peil.get(`${activities}?soort=peer-consultation`, ruben.cookie)).text()
  return peil.post(
    activities,
    { ...hiddenIn(html, activities), ...answers, ...fields },
    ruben.cookie,
  )
}

async function kept() {
  const all = await peil.act(ruben.actor, (context) =>
    findActivities(context, ruben.registrationId),
  )
  return all.find(({ title, state }) => title === answers.title && state !== 'draft')
}

test('a criterion is asked of the kinds that it is about, with its explanation', async () => {
  const page = await textOf(await peil.get(`${activities}?soort=peer-consultation`, ruben.cookie))
  assert.match(page, /Zelftoets/)
  assert.match(page, /Heb je vastgelegd wat het je opleverde\?/)
  assert.doesNotMatch(page, /Is het aantal punten gelijk aan de uren studiebelasting\?/)
  const training = await textOf(await peil.get(`${activities}?soort=training`, ruben.cookie))
  assert.match(training, /Is het aantal punten gelijk aan de uren studiebelasting\?/)
})

test('a self-test does not keep anything from being handed in, and its answers are kept', async () => {
  const refused = await send({ title: '', intent: 'insturen' })
  assert.equal(refused.status, 422)
  const html = await refused.text()
  assert.match(html, /Ik kende de casussen al\./)
  assert.match(html, /id="criterion-development-2"[^>]*checked/)
  const long = await send({ 'why-development': 'a'.repeat(1001), intent: 'insturen' })
  assert.equal((await long.text()).split('Maak de toelichting korter.').length - 1, 2)
  const sent = await send({ intent: 'insturen', evidence: pdf('verslag.pdf') })
  assert.equal(sent.status, 303, wordsOf(await sent.text()))
  assert.deepEqual((await kept())?.form.selfTest, {
    profession: { meets: true, note: '' },
    development: { meets: false, note: 'Ik kende de casussen al.' },
  })
})

test('its owner reads it with the activity, and changes it', async () => {
  const id = (await kept())?.id ?? ''
  const page = await textOf(await peil.get(`${activities}/${id}`, ruben.cookie))
  assert.match(
    page,
    /Heb je iets geleerd dat je nog niet wist of kon\? Nee Ik kende de casussen al/,
  )
  assert.match(page, /Past het niveau bij je functie\? Niet beantwoord/)
  const path = `${activities}/${id}/wijzigen`
  const form = await (await peil.get(path, ruben.cookie)).text()
  const changed = { 'criterion-level': 'ja', intent: 'insturen', kind: 'peer-consultation' }
  const saved = await peil.post(path, { ...fieldsIn(form, path), ...changed }, ruben.cookie)
  assert.equal(saved.status, 303, wordsOf(await saved.text()))
  assert.deepEqual((await kept())?.form.selfTest.level, { meets: true, note: '' })
  assert.equal((await kept())?.form.selfTest.development?.meets, false)
})

test('of a self-test that was left out it is said once that it was', async () => {
  const id = await activity(peil, ruben, {
    title: 'Themadag',
    claimed: 600,
    completedOn: '2025-06-02',
  })
  const page = await textOf(await peil.get(`${activities}/${id}`, ruben.cookie))
  assert.match(page, /Zelftoets Niet ingevuld/)
  assert.doesNotMatch(page, /Niet beantwoord/)
})

test('what is accredited was tested by others, and is not tested again', async () => {
  const id = await activity(peil, ruben, {
    title: 'Vakopleiding',
    claimed: 16_000,
    completedOn: '2025-06-01',
    accredited: true,
  })
  assert.doesNotMatch(
    await textOf(await peil.get(`${activities}/${id}`, ruben.cookie)),
    /Zelftoets|Past het niveau/,
  )
})

test('back office and committee read the self-test with the line, and where the criteria come from', async () => {
  await activity(peil, ruben, {
    title: 'Publicatie',
    kind: 'publishing',
    claimed: 4000,
    completedOn: '2025-06-01',
  })
  const sanne = await colleague(
    peil,
    { email: 'sanne@voorbeeld.nl', firstName: 'Sanne', lastName: 'Visser' },
    ['secretariat'],
  )
  const tom = await colleague(
    peil,
    { email: 'tom@voorbeeld.nl', firstName: 'Tom', lastName: 'Visser' },
    ['committee'],
  )
  const applicationId = await file(peil, ruben, today)
  const said = [
    // The form of the answers goes along with the file that was brought.
    /verslag-van-de-intervisie-intervisie-met-de-regio\.pdf/,
    /Wat heb je gedaan\? Zes casussen besproken\./,
    /Zelftoets van de aanvrager/,
    /Heb je iets geleerd dat je nog niet wist of kon\? Nee Ik kende de casussen al/,
    /Aan één criterium voldoet dit niet, zegt de aanvrager zelf\./,
    /Deze criteria zijn een voorstel, totdat het register ze vaststelt\./,
  ]
  const office = `/lklr/werk/aanvragen/${applicationId}`
  const read = await textOf(await peil.get(office, sanne.cookie))
  for (const sentence of said) assert.match(read, sentence)
  await passOn(peil, sanne.actor, applicationId, today)
  const committee = `/lklr/commissie/aanvragen/${applicationId}`
  await peil.post(`${committee}/inzage`, {}, tom.cookie)
  const judged = await textOf(await peil.get(committee, tom.cookie))
  for (const sentence of said) assert.match(judged, sentence)
})

test('everybody reads the criteria, and that they are a proposal', async () => {
  const page = await textOf(await peil.get('/lklr/uren-en-normen'))
  assert.match(page, /Zelftoets .*Gewoon je werk doen is geen deskundigheidsbevordering/)
  assert.match(page, /Deze criteria zijn een voorstel/)
})
