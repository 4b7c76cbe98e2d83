import assert from 'node:assert/strict'
import { test } from 'node:test'
import { colleague, professional } from '#testing/cast.ts'
import { testPlatform } from '#testing/platform.ts'

// The pages on which an addition to the regulation is proposed, looked at and adopted, and those on
// which everybody reads it.

const peil = await testPlatform({ register: 'lklr' })
await peil.setToday('2026-12-01')
const aylin = await colleague(
  peil,
  { email: 'aylin@voorbeeld.nl', firstName: 'Aylin', lastName: 'Kaya' },
  ['committee', 'chair'],
)
const bo = await colleague(
  peil,
  { email: 'bo@voorbeeld.nl', firstName: 'Bo', lastName: 'Visser' },
  ['administrator'],
)

const page = async (path: string, cookie?: string) => {
  const answer = await peil.get(`/lklr${path}`, cookie)
  assert.equal(answer.status, 200, path)
  return plain(await answer.text())
}
const plain = (html: string) => html.replaceAll('\u00a0', ' ')

const rayondag = {
  waarvoor: 'nieuw',
  naam: 'Rayondag Ingrado',
  toelichting: 'Een dag van de regio.',
  zoals: 'peer-consultation',
  waarde: '3',
  'vanaf-dag': '1',
  'vanaf-maand': '1',
  'vanaf-jaar': '2027',
  'besloten-dag': '12',
  'besloten-maand': '11',
  'besloten-jaar': '2026',
  bron: 'Notulen van 12 november 2026, punt 4',
}

const proposed = async (fields: Readonly<Record<string, string>>, cookie = aylin.cookie) =>
  peil.post('/lklr/toevoegingen/nieuw', { ...fields, _idempotency: crypto.randomUUID() }, cookie)

test('what is wrong with a proposal stands at its field and above the form, and nothing is lost', async () => {
  const wrong: readonly (readonly [Readonly<Record<string, string>>, string, RegExp])[] = [
    [{ ...rayondag, 'vanaf-jaar': '2026' }, 'vanaf', /Kies een dag na vandaag/],
    [{ ...rayondag, 'besloten-jaar': '2027' }, 'besloten', /het besluit is al genomen/],
    [{ ...rayondag, naam: '' }, 'naam', /Vul in hoe de nieuwe soort heet/],
    [{ ...rayondag, zoals: '' }, 'zoals', /Kies de soort waar het op lijkt/],
    [{ ...rayondag, waarde: 'veel' }, 'waarde', /een getal in/],
    [{ ...rayondag, waarde: '0' }, 'waarvoor', /meer dan nul/],
    [{ ...rayondag, waarvoor: 'bekend' }, 'soort', /Kies de soort die een vaste waarde krijgt/],
    [{ ...rayondag, bron: '' }, 'bron', /waar het besluit staat/],
  ]
  for (const [fields, field, message] of wrong) {
    const answer = await proposed(fields)
    const html = plain(await answer.text())
    assert.equal(answer.status, 422, field)
    assert.match(html, message)
    assert.match(html, new RegExp(`href="#${field}"`), field)
    if (field !== 'bron') assert.match(html, /value="Notulen van 12 november 2026, punt 4"/)
  }
})

test('from a proposal to a kind that everybody can choose and read about', async () => {
  const answer = await proposed(rayondag)
  assert.equal(answer.status, 303)
  const path = (answer.headers.get('location') ?? '').replace('/lklr', '')
  const own = await page(path, aylin.cookie)
  assert.match(own, /stelde dit zelf voor/)
  assert.doesNotMatch(own, /Stel de toevoeging vast/)
  const seen = await page(path, bo.cookie)
  assert.match(seen, /Voorgesteld door<\/dt>\s*<dd[^>]*>Aylin Kaya, op 1 december 2026/)
  assert.match(seen, /Soort activiteit[^<]*Rayondag Ingrado[^<]*3 punten/)
  assert.match(seen, /Alle \d+ komen uit zoals ze er staan/)
  assert.match(seen, /Stel de toevoeging vast/)
  assert.match(await page('/beheer', bo.cookie), /1 voorstel wacht/)
  assert.match(await page('/toevoegingen', bo.cookie), /Rayondag Ingrado[\s\S]*Voorgesteld/)

  const settle = (doe: string, version: string, cookie: string) =>
    peil.post(`/lklr${path}`, { doe, _version: version, _idempotency: crypto.randomUUID() }, cookie)
  await settle('vaststellen', '1', aylin.cookie)
  assert.match(await page('/toevoegingen', bo.cookie), /Voorgesteld<\//)
  await settle('vaststellen', '1', bo.cookie)
  assert.match(await page('/toevoegingen', aylin.cookie), /Vastgesteld, geldt nog niet/)

  const file = await peil.get(`/lklr${path}/bestand`, bo.cookie)
  assert.match(file.headers.get('content-disposition') ?? '', /"2027-01-01-rayondag-ingrado\.yaml"/)
  assert.match(await file.text(), /^register: lklr\nversion: 2018-01-01\nfrom: 2027-01-01\n/)

  assert.doesNotMatch(await page('/uren-en-normen'), /Rayondag/)
  await peil.setToday('2027-01-01')
  assert.match(await page('/uren-en-normen'), /Rayondag Ingrado<\/h3>[\s\S]*3 punten per keer/)
  const regulation = await page('/reglement')
  assert.match(
    regulation,
    /Rayondag Ingrado: 3 punten per keer, vanaf 1 januari 2027\.\s+Besloten door Beoordelingscommissie op 12 november 2026: Notulen/,
  )
  assert.match(await page('/beheer/reglement', bo.cookie), /Toegevoegd: Rayondag Ingrado/)
})

test('whoever enters an activity chooses the kind, and reads what it is worth', async () => {
  const { cookie } = await professional(peil, {
    email: 'ruben@voorbeeld.nl',
    firstName: 'Ruben',
    lastName: 'Smit',
    since: '2026-01-15',
  })
  assert.match(await page('/mijn/activiteiten', cookie), /Rayondag Ingrado/)
  const form = await page('/mijn/activiteiten?soort=rayondag-ingrado', cookie)
  assert.match(form, /3 punten per keer/)
  assert.match(form, /Wat heb je gedaan\?/)
  assert.doesNotMatch(form, /Verslag van de intervisie/)
})

test('anybody can ask which version held on a day', async () => {
  const on = (day: string) => {
    const [jaar = '', maand = '', dag = ''] = day.split('-')
    return peil.get(`/lklr/reglement?dag-dag=${dag}&dag-maand=${maand}&dag-jaar=${jaar}`)
  }
  const version = async (day: string) => (await on(day)).headers.get('location')
  assert.equal(await version('2026-12-31'), '/lklr/reglement/2018-01-01')
  assert.equal(await version('2027-01-01'), '/lklr/reglement/2027-01-01')
  assert.equal(await version('2017-06-01'), '/lklr/reglement/2016-01-01')
  assert.match(plain(await (await on('2015-12-31')).text()), /was er nog geen reglement/)
  assert.match(plain(await (await on('2026-02-31')).text()), /Vul een datum in die bestaat/)
})

test('the administrator sees each file with where it came from, and keeps it as it was imported', async () => {
  const html = await page('/beheer/reglement', bo.cookie)
  const { hash, text } = await peil.platform.db
    .selectFrom('regulation_version')
    .where('register', '=', 'lklr')
    .where('first_day', '=', '2018-01-01')
    .select(['hash', 'text'])
    .executeTakeFirstOrThrow()
  assert.ok(html.includes(hash ?? 'none'))
  assert.match(html, /regulations\/lklr/)
  const file = await peil.get('/lklr/beheer/reglement/2018-01-01.yaml?revisie=1', bo.cookie)
  assert.equal(await file.text(), text)
  assert.equal((await peil.get('/lklr/beheer/reglement/onbekend.yaml', bo.cookie)).status, 404)
})
