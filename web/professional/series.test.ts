import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { endRegistration } from '#domain/certification/validity/end-registration.ts'
import { findActivities } from '#domain/dossier/activity/queries.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import type { CastProfessional } from '#testing/cast.ts'
import { professional } from '#testing/cast.ts'
import { testPlatform } from '#testing/platform.ts'
import { fieldsIn, textOf, wordsOf } from '#testing/portfolio.ts'

// A group through its pages: one types the meetings, the others confirm, and each writes what they
// learned themselves.

const peil = await testPlatform({ register: 'clientondersteuners' })
const today = '2026-09-01'
const here = '/clientondersteuners'
const setUp = `${here}/mijn/reeksen/nieuw`
let anna: CastProfessional
let bea: CastProfessional
let stranger: CastProfessional

before(async () => {
  await peil.setToday(today)
  const member = (firstName: string) =>
    professional(peil, {
      email: `${firstName.toLowerCase()}@voorbeeld.nl`,
      firstName,
      lastName: 'Reeks',
      status: 'certified',
      since: '2022-01-01',
      validFirst: '2022-01-01',
      validLast: '2026-12-31',
    })
  anna = await member('Anna')
  bea = await member('Bea')
  stranger = await member('Vreemd')
})

const html = async (path: string, who?: CastProfessional) => {
  const response = await peil.get(path, who?.cookie)
  assert.equal(response.status, 200, path)
  return response.text()
}

const read = async (path: string, who?: CastProfessional) => wordsOf(await html(path, who))

async function send(
  path: string,
  fields: Readonly<Record<string, string>>,
  who?: CastProfessional,
) {
  const there = fieldsIn(await html(path, who), path.split('?')[0] ?? path)
  return peil.post(path, { ...there, ...fields }, who?.cookie)
}

const typed = {
  kind: 'peer-consultation',
  title: 'Intervisie Havendam',
  meetings: '1-6-2026, 2,5 uur\n1-7-2026, 2 uur\n1-12-2026, 2 uur',
  members: 'Bea Reeks, bea@voorbeeld.nl\nKarim Aydin, karim@elders.nl',
}

async function endRegistrationOf({ registrationId }: CastProfessional) {
  const done = await peil.act({ kind: 'system', task: 'test' }, async (context) => {
    const member = await findMember(context, registrationId, { lock: true })
    return member !== undefined && endRegistration(context, member, 'own-request')
  })
  assert.ok(done)
}

async function theSeries(): Promise<string> {
  const page = await html(`${here}/mijn/reeksen`, anna)
  return /\/mijn\/reeksen\/([0-9a-f-]{36})"/.exec(page)?.[1] ?? ''
}

async function meetingsOf(id: string, who?: CastProfessional, path?: string) {
  const page = await html(path ?? `${here}/mijn/reeksen/${id}/bevestigen`, who)
  return [...new Set([...page.matchAll(/name="was-([0-9a-f-]{36})"/g)].map(([, one]) => one ?? ''))]
}

test('a kind that may be a series leads to setting one up, and what is wrong is said with its line', async () => {
  const form = await html(`${here}/mijn/activiteiten?soort=peer-consultation`, anna)
  assert.match(form, /mijn\/reeksen\/nieuw\?soort=peer-consultation/)
  const other = await html(`${here}/mijn/activiteiten?soort=training`, anna)
  assert.doesNotMatch(other, /mijn\/reeksen\/nieuw/)
  const wrong = await send(
    setUp,
    { ...typed, meetings: '31-2-2026, 2\n1-7-2026', members: 'Anna, anna@voorbeeld.nl\nTom' },
    anna,
  )
  assert.equal(wrong.status, 422)
  const page = await wrong.text()
  const text = wordsOf(page)
  assert.match(text, /Regel 1: Begin met een datum die bestaat/)
  assert.match(text, /Regel 2: Vul achter de datum in hoeveel uur/)
  assert.match(text, /Regel 1: Dit bent u zelf/)
  assert.match(text, /Regel 2: Vul achter de naam een e-mailadres in/)
  const kept = fieldsIn(page, '/mijn/reeksen/nieuw')
  assert.equal(kept.title, typed.title, 'nothing typed is lost')
  assert.match(kept.meetings ?? '', /31-2-2026/)
})

test('is set up, confirmed in the portal and by a link, and finished by each alone', async () => {
  const made = await send(`${setUp}?soort=peer-consultation`, typed, anna)
  assert.equal(made.status, 303)
  const id = await theSeries()
  assert.equal(made.headers.get('location'), `${here}/mijn/reeksen/${id}`)
  const shown = await read(`${here}/mijn/reeksen/${id}`, anna)
  assert.match(shown, /Zeg bij welke bijeenkomsten u was/)
  assert.match(shown, /Nog te houden/)
  assert.doesNotMatch(shown, /karim@elders\.nl|bea@voorbeeld\.nl/, 'no address is shown')
  for (const path of ['', '/bevestigen', '/deelnemers', '/stoppen', '/bijeenkomsten/nieuw']) {
    const response = await peil.get(`${here}/mijn/reeksen/${id}${path}`, stranger.cookie)
    assert.equal(response.status, 404, path)
  }
  const changing = await peil.get(`${here}/mijn/reeksen/${id}/deelnemers`, bea.cookie)
  assert.equal(changing.status, 404, 'only who set it up changes it')
  assert.match(await read(`${here}/mijn`, bea), /Bevestig ‘Intervisie Havendam’/)

  const confirm = `${here}/mijn/reeksen/${id}/bevestigen`
  const [first = '', second = '', ...more] = await meetingsOf(id, bea)
  assert.deepEqual(more, [], 'what is still to come cannot be confirmed')
  const nothing = await send(confirm, {}, bea)
  assert.equal(nothing.status, 422)
  assert.match(await textOf(nothing), /Zeg van minstens één bijeenkomst/)
  const nobody = await send(confirm, { [`was-${first}`]: 'deels' }, bea)
  assert.match(await textOf(nobody), /Kies wie er niet was/)
  const said = { [`was-${first}`]: 'allen', [`was-${second}`]: 'nee' }
  assert.equal((await send(confirm, said, bea)).status, 303)
  assert.equal((await send(confirm, { [`was-${first}`]: 'allen' }, anna)).status, 303)

  const own = await peil.act(anna.actor, (context) => findActivities(context, anna.registrationId))
  assert.deepEqual(
    own.map(({ title, state }) => [title, state]),
    [['Intervisie Havendam', 'draft']],
  )
  const activity = `${here}/mijn/activiteiten/${own[0]?.id}`
  assert.match(
    await read(activity, anna),
    /bevestigd door 1 van 2 andere deelnemers: Bea Reeks \(1 september 2026\)\. Nog niet geantwoord: Karim Aydin/,
  )
  // Only what is one's own is asked still; no file, no referee.
  const edit = `${activity}/wijzigen`
  const half = await send(edit, { intent: 'insturen' }, anna)
  assert.equal(half.status, 422)
  const asked = await textOf(half)
  assert.match(asked, /Welke situatie besprak u/)
  assert.doesNotMatch(asked, /Wie kan bevestigen/)
  const mine = {
    intent: 'insturen',
    'detail-situation': 'Een keukentafelgesprek.',
    'detail-insight': 'Ik vulde te snel in.',
    'detail-learned': 'Langer stil zijn.',
  }
  assert.equal((await send(edit, mine, anna)).status, 303)
  assert.match(await read(activity, anna), /Ingestuurd/)
  const ofBea = await read(`${here}/mijn/reeksen/${id}`, bea)
  assert.doesNotMatch(ofBea, /keukentafelgesprek/, 'nobody reads what another learned')

  // The same meeting typed by hand is asked about.
  const byHand = await send(
    `${here}/mijn/activiteiten?soort=peer-consultation`,
    {
      ...mine,
      kind: 'peer-consultation',
      title: 'Onze intervisie',
      'completed-on-dag': '1',
      'completed-on-maand': '6',
      'completed-on-jaar': '2026',
      'detail-contact-hours': '2,5',
      'detail-group': 'Havendam',
    },
    bea,
  )
  assert.match(await textOf(byHand), /Staat deze activiteit er al\?/)

  // More hours than the group confirmed are not confirmed.
  assert.equal((await send(edit, { ...mine, 'detail-contact-hours': '3' }, anna)).status, 303)
  assert.match(await read(activity, anna), /Hier staat iets anders dan de groep bevestigde/)
})

test('somebody without an account answers by the link of their mail, and may say that they are not in it', async () => {
  const mail = await peil.platform.db
    .selectFrom('mail_message')
    .where('kind', '=', 'series-request')
    .where('to_address', '=', 'karim@elders.nl')
    .select('body_text')
    .executeTakeFirstOrThrow()
  const link = /\/clientondersteuners\/reeks\/[\w-]+/.exec(mail.body_text)?.[0] ?? ''
  const page = await read(link)
  assert.match(page, /Anna Reeks zette ‘Intervisie Havendam’ klaar/)
  assert.doesNotMatch(page, /voorbeeld\.nl/)
  const [first = '', second = ''] = await meetingsOf('', undefined, link)
  const answered = await send(link, { [`was-${first}`]: 'nee', [`was-${second}`]: 'allen' })
  assert.equal(answered.status, 200)
  assert.match(await textOf(answered), /Bedankt voor uw antwoord/)
  assert.match(await read(link), /Ik was er niet/, 'it can be changed')
  assert.equal((await peil.get(`${here}/reeks/${'x'.repeat(43)}`)).status, 404)
  assert.equal((await send(link, { intent: 'niet' })).status, 200)
  assert.equal((await peil.get(link)).status, 410)
  const id = await theSeries()
  assert.match(await read(`${here}/mijn/reeksen/${id}`, anna), /Doet niet meer mee/)
})

test('whoever has left reads what was theirs, and changes nothing', async () => {
  const gone = await professional(peil, {
    email: 'gone@voorbeeld.nl',
    firstName: 'Gon',
    lastName: 'Vertrokken',
    status: 'certified',
    since: '2022-01-01',
    validFirst: '2022-01-01',
    validLast: '2026-12-31',
  })
  const mine = { ...typed, title: 'Intervisie Vertrek', members: 'Ton Bal, ton@elders.nl' }
  const made = await send(`${setUp}?soort=peer-consultation`, mine, gone)
  const series = made.headers.get('location') ?? ''
  await endRegistrationOf(gone)
  assert.match(await html(`${here}/mijn`, gone), /mijn\/reeksen"/)
  assert.match(await read(`${here}/mijn/reeksen`, gone), /Intervisie Vertrek/)
  assert.doesNotMatch(await read(`${here}/mijn/reeksen`, gone), /klaarzetten|te bevestigen/)
  const page = await html(series, gone)
  assert.match(wordsOf(page), /1 juni 2026/)
  const taken = await peil.get('/api/v1/clientondersteuners/series', gone.cookie)
  assert.partialDeepStrictEqual(await taken.json(), {
    series: [{ title: 'Intervisie Vertrek', setUpByYou: true, others: ['Ton Bal'] }],
  })
  assert.doesNotMatch(page, /\/(?:bevestigen|deelnemers|stoppen|bijeenkomsten\/[^"]+)"/)
  for (const path of ['bevestigen', 'deelnemers', 'stoppen', 'bijeenkomsten/nieuw']) {
    // Where it was, they are told where they can still read.
    assert.equal((await peil.get(`${series}/${path}`, gone.cookie)).status, 303, path)
    // Whoever sends it is told why nothing was saved.
    const sent = await peil.post(`${series}/${path}`, {}, gone.cookie)
    assert.equal(sent.status, 303, path)
    assert.match(sent.headers.get('location') ?? '', /\/mijn$/)
  }
})

test('whoever set it up changes a meeting and takes the series back', async () => {
  const id = await theSeries()
  const page = await html(`${here}/mijn/reeksen/${id}`, anna)
  const places = [...page.matchAll(/bijeenkomsten\/([0-9a-f-]{36})"/g)].map(([, one]) => one)
  const last = `${here}/mijn/reeksen/${id}/bijeenkomsten/${places.at(-1)}`
  const twice = { 'dag-dag': '1', 'dag-maand': '7', 'dag-jaar': '2026', uren: '2' }
  const refused = await send(last, twice, anna)
  assert.equal(refused.status, 422)
  assert.match(await textOf(refused), /Deze dag staat er al/)
  const days = { 'dag-dag': '8', 'dag-maand': '12', 'dag-jaar': '2026', uren: '3' }
  assert.equal((await send(last, days, anna)).status, 303)
  assert.match(await read(`${here}/mijn/reeksen/${id}`, anna), /8 december 2026 3/)
  assert.equal((await send(`${here}/mijn/reeksen/${id}/stoppen`, {}, anna)).status, 303)
  assert.match(await read(`${here}/mijn/reeksen/${id}`, bea), /De reeks is ingetrokken/)
})
