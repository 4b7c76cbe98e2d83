import assert from 'node:assert/strict'
import { test } from 'node:test'
import { approveNameChange } from '#domain/certification/name-change/approve-name-change.ts'
import { askNameChange } from '#domain/certification/name-change/ask-name-change.ts'
import { openNameChange } from '#domain/certification/name-change/queries.ts'
import { colleague, professional } from '#testing/cast.ts'
import { testPlatform } from '#testing/platform.ts'
import { wordsOf } from '#testing/portfolio.ts'
import { Answers } from '#web/forms/answers.ts'
import { notShownIn, writtenIn } from '#web/layout/unsaved.tsx'

// Whatever the answer is to a form that came too late: what somebody wrote in it stands on the page.

const peil = await testPlatform()
await peil.setToday('2027-02-01')
const farid = await professional(peil, {
  email: 'farid@voorbeeld.nl',
  firstName: 'Farid',
  lastName: 'El Amrani',
  employer: 'Gemeente Heideveld',
})
const person = (firstName: string) => ({
  email: `${firstName.toLowerCase()}@voorbeeld.nl`,
  firstName,
  lastName: 'Bakker',
  employer: `Bureau ${firstName}`,
})
const sanne = await colleague(peil, person('Sanne'), ['secretariat'])
const tom = await colleague(peil, person('Tom'), ['committee'])

const written = 'Zie artikel 12: <b>dit</b> geldt "ook" hier.'

async function givesBack(
  path: string,
  fields: Readonly<Record<string, string>>,
  cookie: string,
): Promise<string> {
  const answer = await peil.post(path, fields, cookie)
  const html = await answer.text()
  assert.ok([404, 409, 410].includes(answer.status), `${path}: ${answer.status}`)
  const text = wordsOf(html)
  assert.equal(text.split(written).length, 2, text)
  assert.match(text, /Wat je had geschreven|name="|Een collega was je voor/)
  return text
}

const question = (fields: Readonly<Record<string, string>> = {}) => ({
  vraag: 'Telt een stage mee?',
  wens: 'Dat die meetelt.',
  ...fields,
})

async function ask(): Promise<string> {
  const sent = await peil.post('/krsd/mijn/niet-in-het-reglement', question(), farid.cookie)
  return /niet-in-het-reglement\/([\w-]{36})/.exec(sent.headers.get('location') ?? '')?.[1] ?? ''
}

const answered = { verder: 'antwoorden', antwoord: 'Artikel 3 zegt dit.', _version: '1' }

test('a refusal of another name that came after a colleague took it over is given back', async () => {
  const { registrationId } = farid
  const name = { firstName: 'Farid', initials: 'F.', namePrefix: '', lastName: 'Amrani' }
  await peil.act(farid.actor, (context) =>
    askNameChange(context, { registrationId, name, reason: 'Getrouwd.' }),
  )
  const asked = await peil.act(farid.actor, (context) => openNameChange(context, registrationId))
  assert.ok(asked)
  const { id, version } = asked
  await peil.act(sanne.actor, (context) => approveNameChange(context, { id, version }))
  const text = await givesBack(
    `/krsd/werk/naamswijzigingen/${id}`,
    { besluit: 'afwijzen', antwoord: written, _version: String(version) },
    sanne.cookie,
  )
  assert.match(text, /Hier valt nu niets te besluiten/)
})

test('what the back office wrote on a question stands on the page when a colleague answered it', async () => {
  const id = await ask()
  const page = `/krsd/werk/verzoeken/${id}`
  assert.equal((await peil.post(page, answered, sanne.cookie)).status, 303)
  await givesBack(page, { ...answered, antwoord: written }, sanne.cookie)
  const note = { verder: 'doorsturen', toelichting: written, _version: '1' }
  await givesBack(page, note, sanne.cookie)
})

test('an advice on a question that was answered without it is given back, where the page is no more', async () => {
  const id = await ask()
  const page = `/krsd/werk/verzoeken/${id}`
  assert.equal((await peil.post(page, answered, sanne.cookie)).status, 303)
  await givesBack(`/krsd/commissie/verzoeken/${id}`, { advies: 'ja', reden: written }, tom.cookie)
})

test('opening a page that is not there says nothing of what was written, nor a password that was typed', async () => {
  const text = wordsOf(await (await peil.get('/krsd/werk/verzoeken/1', sanne.cookie)).text())
  assert.doesNotMatch(text, /had geschreven/)
  const form = new Answers({
    wachtwoord: ['mijn geheime zin'],
    reden: [' Het is te laat. ', 'Het is te laat.'],
    keuze: ['afwijzen'],
    _version: ['niet van hen'],
  })
  assert.deepEqual(writtenIn(form), ['Het is te laat.'])
})

test('a form that no longer stands on its page came too late, whatever is wrong in it, and gives back a single word too', async () => {
  const { registrationId } = farid
  const name = { firstName: 'Farid', initials: 'F.', namePrefix: '', lastName: 'Idrissi' }
  await peil.act(farid.actor, (context) =>
    askNameChange(context, { registrationId, name, reason: 'Toch.' }),
  )
  const asked = await peil.act(farid.actor, (context) => openNameChange(context, registrationId))
  assert.ok(asked)
  const page = `/krsd/werk/naamswijzigingen/${asked.id}`
  const _version = String(asked.version)
  const refused = { besluit: 'afwijzen', antwoord: 'Onduidelijk', _version }
  // What is wrong while the form stands there is said at its field.
  const open = await peil.post(page, { ...refused, besluit: '' }, sanne.cookie)
  assert.equal(open.status, 422)
  assert.equal(wordsOf(await open.text()).split('Onduidelijk').length, 2)
  assert.equal((await peil.post(page, refused, sanne.cookie)).status, 303)
  for (const besluit of ['', 'iets', 'afwijzen']) {
    const late = await peil.post(page, { ...refused, antwoord: 'Tweeling', besluit }, sanne.cookie)
    assert.equal(late.status, 409)
    const text = wordsOf(await late.text())
    assert.match(text, /Wat je had geschreven Tweeling/)
    assert.match(text, besluit === 'afwijzen' ? /Een collega was je voor/ : /kan niet meer/)
    assert.doesNotMatch(text, /Pas 1 antwoord aan/)
  }
})

test('what still stands in its form is not given back beside it, whatever signs are in it', async () => {
  const typed = 'Hij zei: "\'s avonds" & <later>'
  assert.deepEqual(await notShownIn(`Er staat: ${typed}.`, [typed, 'anders']), ['anders'])
})
