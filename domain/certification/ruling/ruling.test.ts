import assert from 'node:assert/strict'
import { test } from 'node:test'
import { remindRulings } from '#domain/certification/ruling/remind-rulings.ts'
import { namesIn } from '#domain/certification/ruling/ruling.ts'
import { colleague, professional } from '#testing/cast.ts'
import { clock } from '#testing/people.ts'
import { testPlatform } from '#testing/platform.ts'
import { pdf } from '#testing/portfolio.ts'
import { assertRecorded } from '#testing/records.ts'
import { statementsOf } from '#testing/statements.ts'

const peil = await testPlatform()
await peil.setToday('2027-02-01')
const farid = await professional(peil, {
  email: 'farid@voorbeeld.nl',
  firstName: 'Farid',
  lastName: 'El Amrani',
  employer: 'Gemeente Heideveld',
})
const person = (email: string, firstName: string, employer: string) => ({
  email: `${email}@voorbeeld.nl`,
  firstName,
  lastName: 'Bakker',
  employer,
})
const sanne = await colleague(peil, person('sanne', 'Sanne', 'Bureau'), ['secretariat'])
const tom = await colleague(peil, person('tom', 'Tom', 'Zandhove'), ['committee'])
const marieke = await colleague(peil, person('marieke', 'Marieke', 'Polderdam'), ['chair'])
const noor = await colleague(peil, person('noor', 'Noor', 'Gemeente Heideveld'), ['committee'])
const henk = await colleague(peil, person('henk', 'Henk', 'De Brug'), ['board'])
const els = await colleague(peil, person('els', 'Els', 'gemeente Heideveld'), ['board'])

const plain = (html: string) => html.replaceAll(/<[^>]*>/g, ' ').replaceAll(/[\s\u00a0]+/g, ' ')
const read = async (path: string, cookie?: string) =>
  plain(await (await peil.get(`/krsd${path}`, cookie)).text())
const mails = async (email: string) =>
  (
    await peil.platform.db
      .selectFrom('mail_message')
      .where('to_address', '=', email)
      .orderBy('id')
      .select('kind')
      .execute()
  ).map(({ kind }) => kind)

async function ask(question: string, wish = 'Dat die meetelt.'): Promise<string> {
  const sent = await peil.post(
    '/krsd/mijn/niet-in-het-reglement',
    { vraag: question, wens: wish, bestanden: await pdf('stage.pdf', 'Stage') },
    farid.cookie,
  )
  assert.equal(sent.status, 303)
  return /niet-in-het-reglement\/([\w-]{36})/.exec(sent.headers.get('location') ?? '')?.[1] ?? ''
}

const versionOf = async (id: string) => {
  const { version } = await peil.platform.db
    .selectFrom('ruling')
    .where('id', '=', id)
    .select('version')
    .executeTakeFirstOrThrow()
  return String(version)
}

const passOn = async (id: string) =>
  peil.post(
    `/krsd/werk/verzoeken/${id}`,
    { verder: 'doorsturen', toelichting: 'Het zwijgt hierover.', _version: await versionOf(id) },
    sanne.cookie,
  )

const advise = (id: string, who: typeof tom) =>
  peil.post(
    `/krsd/commissie/verzoeken/${id}`,
    { advies: 'ja', reden: `Vindt ${who.actor.email}.` },
    who.cookie,
  )

const decision = {
  besluit: 'ja',
  tekst: 'Je stage telt mee.',
  grond: 'Je deed hetzelfde als hier.',
  'openbaar-vraag': 'Telt een stage in het buitenland mee?',
  'openbaar-besluit': 'Een stage in het buitenland telt mee.',
  'openbaar-grond': 'Het doel is hetzelfde als dat van een stage hier.',
}

const decide = async (id: string, fields: Readonly<Record<string, string>>, who = henk) =>
  peil.post(
    `/krsd/bestuur/verzoeken/${id}`,
    { ...decision, _version: await versionOf(id), ...fields },
    who.cookie,
  )

test('a case on which the regulation is silent comes to the board, and to everybody without a name', async () => {
  assert.match(await read('/mijn/certificering', farid.cookie), /Vraag het bestuur om een besluit/)
  const empty = await peil.post(
    '/krsd/mijn/niet-in-het-reglement',
    { vraag: '', wens: 'Dat het telt.' },
    farid.cookie,
  )
  assert.equal(empty.status, 422)
  const again = await empty.text()
  assert.match(again, /Vertel wat jouw situatie is/)
  assert.match(again, /Dat het telt\./)

  const id = await ask('Ik liep stage in Spanje. Telt die stage mee?')
  await assertRecorded(peil, 'ruling', 'ask', id)
  assert.match(await read(`/mijn/niet-in-het-reglement/${id}`, farid.cookie), /stage\.pdf/)
  assert.match(await read('/werk', sanne.cookie), /1 verzoek aan het bestuur wacht op controle/)
  assert.equal((await advise(id, tom)).status, 404)
  assert.equal((await passOn(id)).status, 303)
  await assertRecorded(peil, 'ruling', 'pass-on', id)

  // Who shares an employer takes no part, in the committee nor in the board.
  assert.match(await read(`/commissie/verzoeken/${id}`, noor.cookie), /dezelfde werkgever/)
  assert.equal((await peil.get(`/krsd/bestuur/verzoeken/${id}`, henk.cookie)).status, 404)
  const waiting = await read('/commissie', tom.cookie)
  assert.match(waiting, /Te beoordelen \(1\).*wacht op jouw advies/)
  assert.doesNotMatch(waiting, /geen dossiers/)
  const noReason = await peil.post(
    `/krsd/commissie/verzoeken/${id}`,
    { advies: 'ja', reden: '' },
    tom.cookie,
  )
  assert.equal(noReason.status, 422)
  assert.equal((await advise(id, tom)).status, 303)
  assert.doesNotMatch(await read(`/commissie/verzoeken/${id}`, marieke.cookie), /Vindt tom/)
  assert.equal((await advise(id, marieke)).status, 303)
  await assertRecorded(peil, 'ruling', 'advise', id)
  await assertRecorded(peil, 'ruling', 'to-board', id)

  assert.match(await read('/bestuur', henk.cookie), /Te beslissen \(1\)/)
  assert.match(await read('/bestuur', els.cookie), /Aan 1 verzoek doet/)
  assert.match(await read(`/bestuur/verzoeken/${id}`, els.cookie), /dezelfde werkgever/)
  const page = await read(`/bestuur/verzoeken/${id}`, henk.cookie)
  assert.match(page, /Vindt tom@voorbeeld\.nl/)
  assert.match(page, /Er is nog geen uitspraak die erop lijkt/)

  const named = await decide(id, {
    'openbaar-vraag': 'Telt de stage van Farid mee?',
    actie: 'vastleggen',
  })
  assert.equal(named.status, 422)
  const told = plain(await named.text())
  assert.match(told, /Hierin staat ‘Farid’/)
  assert.doesNotMatch(told, /Zo staat het in het register van uitspraken/)
  const preview = await decide(id, { actie: 'voorbeeld' })
  assert.equal(preview.status, 200)
  assert.match(plain(await preview.text()), /Zo staat het in het register van uitspraken/)
  assert.doesNotMatch(await read('/uitspraken'), /buitenland mee/)
  assert.equal((await decide(id, { actie: 'vastleggen' }, els)).status, 200)
  assert.equal((await decide(id, { actie: 'vastleggen' })).status, 303)
  await assertRecorded(peil, 'ruling', 'decide', id)

  const known = await read(`/mijn/niet-in-het-reglement/${id}`, farid.cookie)
  assert.match(known, /Je stage telt mee/)
  assert.match(known, /Je deed hetzelfde als hier/)
  assert.deepEqual(await mails('farid@voorbeeld.nl'), ['ruling-asked', 'ruling-decided'])
  const everybody = await read('/uitspraken?zoek=buitenlandse+stages')
  assert.match(everybody, /Telt een stage in het buitenland mee\?/)
  assert.doesNotMatch(everybody, /Farid|Amrani|Heideveld|Spanje/)
  assert.match(await read('/uitspraken?zoek=fietsen'), /Niets gevonden/)
  assert.doesNotMatch(await (await peil.get('/lklr/uitspraken')).text(), /Telt een stage/)

  // It is a precedent for the next.
  const next = await ask('Telt een stage van vier weken ook mee?')
  await passOn(next)
  assert.match(
    await read(`/commissie/verzoeken/${next}`, tom.cookie),
    /Telt een stage in het buitenland mee\?/,
  )
})

test('what the regulation does provide for is answered, and a question can be taken back', async () => {
  const answered = await ask('Hoeveel uren zijn er nodig?')
  const version = await versionOf(answered)
  const silent = await peil.post(
    `/krsd/werk/verzoeken/${answered}`,
    { verder: 'antwoorden', antwoord: '', _version: version },
    sanne.cookie,
  )
  assert.equal(silent.status, 422)
  const sent = await peil.post(
    `/krsd/werk/verzoeken/${answered}`,
    { verder: 'antwoorden', antwoord: 'Hoofdstuk 2: 96 uur.', _version: version },
    sanne.cookie,
  )
  assert.equal(sent.status, 303)
  await assertRecorded(peil, 'ruling', 'answer', answered)
  assert.match(
    await read(`/mijn/niet-in-het-reglement/${answered}`, farid.cookie),
    /Hoofdstuk 2: 96 uur/,
  )
  const late = await peil.post(
    `/krsd/werk/verzoeken/${answered}`,
    { verder: 'doorsturen', toelichting: 'Toch.', _version: version },
    sanne.cookie,
  )
  assert.equal(late.status, 409)

  const back = await ask('Telt mijn boek mee?')
  const page = `/krsd/mijn/niet-in-het-reglement/${back}`
  assert.equal((await peil.post(page, { _version: '1' }, farid.cookie)).status, 303)
  await assertRecorded(peil, 'ruling', 'withdraw', back)
  assert.match(await read(`/mijn/niet-in-het-reglement/${back}`, farid.cookie), /Ingetrokken/)
})

test('who steps out is not waited for, and their advice no longer counts', async () => {
  const id = await ask('Telt vrijwilligerswerk mee?')
  await passOn(id)
  await advise(id, tom)
  const out = await peil.post(
    `/krsd/commissie/verzoeken/${id}`,
    { doe: 'belang', belang: 'Wij zijn buren.' },
    marieke.cookie,
  )
  assert.equal(out.status, 303)
  await assertRecorded(peil, 'ruling', 'recuse', id)
  const { status } = await peil.platform.db
    .selectFrom('ruling')
    .where('id', '=', id)
    .select('status')
    .executeTakeFirstOrThrow()
  assert.equal(status, 'for-decision')
})

test('whoever is waited for is told before the answer was promised, and who advised is not', async () => {
  const id = await ask('Telt een boek mee?')
  await passOn(id)
  await advise(id, tom)
  const before = (await mails('marieke@voorbeeld.nl')).length
  await peil.act(clock, remindRulings, '2027-03-07')
  assert.equal((await mails('marieke@voorbeeld.nl')).length, before)
  await peil.act(clock, remindRulings, '2027-03-08')
  await peil.act(clock, remindRulings, '2027-03-08')
  await assertRecorded(peil, 'ruling', 'remind', id)
  const told = async (name: string) =>
    (await mails(`${name}@voorbeeld.nl`)).filter((kind) => kind === 'ruling-waits').length
  assert.ok((await told('marieke')) >= 1)
  assert.deepEqual([await told('noor'), await told('els')], [0, 0])
})

test('a list of questions asks the database as much for one as for many', async () => {
  const pages = [
    ['/bestuur', henk],
    ['/commissie', tom],
  ] as const
  // The business date and what was changed on a page are asked once a second, whoever comes.
  const onceASecond = /register_organisation|^select "clock_shift_days" from/
  const asked = async (path: string, cookie: string) =>
    (await statementsOf(() => read(path, cookie))).filter((said) => !onceASecond.test(said))
  const waits = async (question: string) => {
    const id = await ask(question)
    await passOn(id)
    return id
  }
  await waits('Telt een eerste geval mee?')
  const few: number[] = []
  for (const [path, { cookie }] of pages) few.push((await asked(path, cookie)).length)
  for (const number of [2, 3, 4]) await waits(`Telt geval ${number} mee?`)
  for (const [at, [path, { cookie }]] of pages.entries()) {
    assert.equal((await asked(path, cookie)).length, few[at], path)
  }
  assert.match(await read('/commissie', tom.cookie), /(wacht op jouw advies.*){4}/)
})

test('a name in a public text is found, with and without accents, and a part of a word is none', () => {
  const about = { names: ['Anouk', 'de Vries', 'Gemeente Ede', 'Jo'] }
  const of = (question: string) => namesIn({ question, decision: 'Ja.', ground: 'Zo.' }, about)
  assert.deepEqual(of('Mag Ánouk dit?'), ['Anouk'])
  assert.deepEqual(of('Mag mevrouw De Vries dit?'), ['de Vries'])
  assert.deepEqual(of('Wie bij de gemeente Ede werkt'), ['Gemeente Ede'])
  assert.deepEqual(of('Wie anoukachtig doet, mag dat jong?'), [])
})
