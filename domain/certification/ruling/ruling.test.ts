import assert from 'node:assert/strict'
import { test } from 'node:test'
import { remindRulings } from '#domain/certification/ruling/remind-rulings.ts'
import type { Known } from '#domain/certification/ruling/telling-words.ts'
import { tellingWords } from '#domain/certification/ruling/telling-words.ts'
import { colleague, professional } from '#testing/cast.ts'
import { clock } from '#testing/people.ts'
import { testPlatform } from '#testing/platform.ts'
import { hiddenIn, pdf } from '#testing/portfolio.ts'
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

// Whoever opens a question says that nothing stands in the way.
const open = (path: string, who: typeof tom) => peil.post(path, { doe: 'inzage' }, who.cookie)

async function advise(id: string, who: typeof tom): Promise<Response> {
  const path = `/krsd/commissie/verzoeken/${id}`
  await open(path, who)
  return peil.post(path, { advies: 'ja', reden: `Vindt ${who.actor.email}.` }, who.cookie)
}

const decision = {
  besluit: 'ja',
  tekst: 'Je stage telt mee.',
  grond: 'Je deed hetzelfde als hier.',
  'openbaar-vraag': 'Telt een stage in het buitenland mee?',
  'openbaar-besluit': 'Een stage in het buitenland telt mee.',
  'openbaar-grond': 'Het doel is hetzelfde als dat van een stage hier.',
}

type Fields = Readonly<Record<string, string>>

async function look(path: string, fields: Fields, who = henk): Promise<Response> {
  await open(path, who)
  return peil.post(path, { ...fields, actie: 'voorbeeld' }, who.cookie)
}

// Nothing is kept that was not seen.
async function keep(path: string, fields: Fields, who = henk): Promise<Response> {
  const seen = await (await look(path, fields, who)).text()
  return peil.post(path, { ...fields, ...hiddenIn(seen, path), actie: 'vastleggen' }, who.cookie)
}

const boardPath = (id: string) => `/krsd/bestuur/verzoeken/${id}`

const decide = async (id: string, fields: Fields = {}, who = henk) =>
  keep(boardPath(id), { ...decision, _version: await versionOf(id), ...fields }, who)

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
  await open(`/krsd/commissie/verzoeken/${id}`, tom)
  const noReason = await peil.post(
    `/krsd/commissie/verzoeken/${id}`,
    { advies: 'ja', reden: '' },
    tom.cookie,
  )
  assert.equal(noReason.status, 422)
  assert.equal((await advise(id, tom)).status, 303)
  await open(`/krsd/commissie/verzoeken/${id}`, marieke)
  assert.doesNotMatch(await read(`/commissie/verzoeken/${id}`, marieke.cookie), /Vindt tom/)
  assert.equal((await advise(id, marieke)).status, 303)
  await assertRecorded(peil, 'ruling', 'advise', id)
  await assertRecorded(peil, 'ruling', 'to-board', id)

  assert.match(await read('/bestuur', henk.cookie), /Te beslissen \(1\)/)
  assert.match(
    await read('/bestuur', els.cookie),
    /Eén regel staat hier niet bij, omdat je een band hebt met die persoon\. Die doet Henk Bakker\./,
  )
  assert.match(await read(`/bestuur/verzoeken/${id}`, els.cookie), /dezelfde werkgever/)
  const shut = await read(`/bestuur/verzoeken/${id}`, henk.cookie)
  assert.match(shut, /Gemeente Heideveld.*Farid El Amrani kan zien wie van het bestuur dit opende/)
  assert.doesNotMatch(shut, /Ik liep stage|Vindt tom/)
  await open(boardPath(id), henk)
  await assertRecorded(peil, 'ruling', 'open-file', id)
  const page = await read(`/bestuur/verzoeken/${id}`, henk.cookie)
  assert.match(page, /Vindt tom@voorbeeld\.nl/)
  assert.match(page, /Er is nog geen uitspraak die erop lijkt/)

  const version = await versionOf(id)
  const named = { ...decision, _version: version, 'openbaar-vraag': 'Telt Farids stage mee?' }
  const told = await (await look(boardPath(id), named)).text()
  assert.match(plain(told), /Hierin staat|hierin staat ‘Farid’ \(naam\)/)
  assert.match(told, /id="openbaar-vraag-hint"[^>]*>[^<]*<strong class="warned">Let op/)
  const preview = await look(boardPath(id), { ...decision, _version: version })
  assert.equal(preview.status, 200)
  const shown = await preview.text()
  assert.match(plain(shown), /Zo staat het in het register van uitspraken/)
  assert.doesNotMatch(plain(shown), /Let op/)
  assert.doesNotMatch(await read('/uitspraken'), /buitenland mee/)
  // What was changed after it was seen is shown again first.
  const changed = await peil.post(
    boardPath(id),
    {
      ...decision,
      ...hiddenIn(shown, boardPath(id)),
      'openbaar-vraag': 'Telt Farid mee?',
      actie: 'vastleggen',
    },
    henk.cookie,
  )
  assert.match(plain(await changed.text()), /De tekst is gewijzigd.*Farid/)
  assert.equal((await decide(id, {}, els)).status, 403)
  assert.equal((await decide(id)).status, 303)
  await assertRecorded(peil, 'ruling', 'decide', id)

  const known = await read(`/mijn/niet-in-het-reglement/${id}`, farid.cookie)
  assert.match(known, /Je stage telt mee/)
  assert.match(known, /Je deed hetzelfde als hier/)
  assert.match(known, /De commissie adviseerde positief/)
  // Who of which body opened it, and when; nobody who may take no part.
  assert.match(
    known,
    /Wie dit heeft geopend \(3\) 1 februari 2027: Henk Bakker, lid van het bestuur 1 februari 2027: Marieke Bakker, lid van de commissie 1 februari 2027: Tom Bakker, lid van de commissie/,
  )
  assert.deepEqual(await mails('farid@voorbeeld.nl'), ['ruling-asked', 'ruling-decided'])
  const everybody = await read('/uitspraken?zoek=buitenlandse+stages')
  assert.match(everybody, /Telt een stage in het buitenland mee\?/)
  assert.doesNotMatch(everybody, /Farid|Amrani|Heideveld|Spanje/)
  assert.match(await read('/uitspraken?zoek=fietsen'), /Niets gevonden/)
  assert.doesNotMatch(await (await peil.get('/lklr/uitspraken')).text(), /Telt een stage/)

  // It is a precedent for the next.
  const next = await ask('Telt een stage van vier weken ook mee?')
  await passOn(next)
  await open(`/krsd/commissie/verzoeken/${next}`, tom)
  assert.match(
    await read(`/commissie/verzoeken/${next}`, tom.cookie),
    /Telt een stage in het buitenland mee\?/,
  )
})

// A question on which the board decided, with the words of it in the register of decisions.
async function decided(question: string, fields: Fields = {}): Promise<string> {
  const id = await ask(question)
  await passOn(id)
  for (const member of [tom, marieke]) await advise(id, member)
  assert.equal((await decide(id, { 'openbaar-vraag': question, ...fields })).status, 303)
  return id
}

test('a decision is given under a condition and until a day, and comes as a letter', async () => {
  const past = await ask('Telt een cursus op zee mee?')
  await passOn(past)
  for (const member of [tom, marieke]) await advise(past, member)
  const day = (year: string) => ({ 'tot-dag': '1', 'tot-maand': '3', 'tot-jaar': year })
  const wrong = await look(boardPath(past), { ...decision, ...day('2026'), _version: '3' })
  assert.equal(wrong.status, 422)
  assert.match(plain(await wrong.text()), /Kies vandaag of een latere dag/)
  const given = { voorwaarde: 'Er was een docent.', ...day('2028') }
  assert.equal((await decide(past, given)).status, 303)
  const known = await read(`/mijn/niet-in-het-reglement/${past}`, farid.cookie)
  assert.match(known, /Toegewezen onder een voorwaarde, tot en met 1 maart 2028\./)
  assert.match(known, /De voorwaarde Er was een docent\./)
  assert.match(await read('/uitspraken'), /onder een voorwaarde, tot en met 1 maart 2028/)
  await peil.makePapers()
  const page = await (
    await peil.get(`/krsd/mijn/niet-in-het-reglement/${past}`, farid.cookie)
  ).text()
  const href = /href="([^"]*\/documenten\/[\w-]{36})"[^>]*>Brief van 1\u00a0februari/.exec(
    page,
  )?.[1]
  const letter = await peil.get(href ?? assert.fail(page), farid.cookie)
  assert.equal(letter.headers.get('content-type'), 'application/pdf')
  const { attachments } = await peil.platform.db
    .selectFrom('mail_message')
    .where('kind', '=', 'ruling-decided')
    .orderBy('id', 'desc')
    .select('attachments')
    .executeTakeFirstOrThrow()
  assert.deepEqual(attachments, [href?.split('/').at(-1)])
  // The board and the back office read the same letter; nobody else does.
  const id = href?.split('/').at(-1)
  for (const [at, who] of [
    [`/krsd/bestuur/verzoeken/${past}/bestanden/${id}`, henk],
    [`/krsd/werk/documenten/${id}`, sanne],
  ] as const) {
    assert.equal((await peil.get(at, who.cookie)).status, 200, at)
  }
  const advised = `/krsd/commissie/verzoeken/${past}/bestanden/${id}`
  assert.equal((await peil.get(advised, tom.cookie)).status, 404)
})

test('a board that made a mistake decides anew, and what it decided before stays to be read', async () => {
  const id = await decided('Telt een stage op een booreiland mee?')
  const old = await peil.platform.db
    .selectFrom('ruling_decision')
    .where('ruling_id', '=', id)
    .selectAll()
    .executeTakeFirstOrThrow()
  await peil.setToday('2027-02-10')
  const path = `${boardPath(id)}/herzien`
  assert.match(await read(`/bestuur/verzoeken/${id}/herzien`, els.cookie), /dezelfde werkgever/)
  // A new day asks anew.
  assert.match(await read(`/bestuur/verzoeken/${id}/herzien`, henk.cookie), /Verzoek .* openen/)
  await open(path, henk)
  const opened = await (await peil.get(path, henk.cookie)).text()
  assert.match(plain(opened), /vervangt dat van 1 februari 2027/)
  assert.match(opened, /Je stage telt mee\.<\/textarea>/)
  const fields = {
    ...decision,
    ...hiddenIn(opened, path),
    besluit: 'nee',
    tekst: 'Je stage telt niet mee.',
    'openbaar-vraag': 'Telt een stage op een booreiland mee?',
    'openbaar-besluit': 'Zo’n stage telt niet mee.',
  }
  const unsaid = await look(path, fields)
  assert.equal(unsaid.status, 422)
  assert.match(plain(await unsaid.text()), /Schrijf op waarom er een nieuw besluit komt/)
  const reden = 'De stage was verkeerd gelezen.'
  assert.equal((await keep(path, { ...fields, reden })).status, 303)
  await assertRecorded(peil, 'ruling', 'correct', id)
  // Of two who do so at once, the last keeps what they wrote and reads what was decided.
  const late = await look(path, { ...fields, reden: 'Iets anders.' })
  assert.equal(late.status, 409)
  assert.match(plain(await late.text()), /Een collega was je voor.*Iets anders\./)
  const second = await look(boardPath(id), { ...fields, tekst: 'Toch anders.', _version: '3' })
  assert.equal(second.status, 409)
  assert.match(plain(await second.text()), /is al besloten.*Toch anders\./)

  const known = await read(`/mijn/niet-in-het-reglement/${id}`, farid.cookie)
  assert.match(
    known,
    /Dit vervangt het besluit van 1 februari 2027\. De stage was verkeerd gelezen\./,
  )
  assert.match(
    known,
    /Afgewezen\. Je stage telt niet mee\..*Vervangen: het besluit van 1 februari 2027/,
  )
  assert.match(known, /Toegewezen\. Je stage telt mee\./)
  for (const [at, who] of [
    [`/bestuur/verzoeken/${id}`, henk],
    [`/werk/verzoeken/${id}`, sanne],
  ] as const) {
    const text = await read(at, who.cookie)
    assert.match(text, /Vervangen: het besluit van 1 februari 2027.*Je stage telt mee\./, at)
  }
  const everybody = await read('/uitspraken?zoek=booreiland')
  assert.match(
    everybody,
    /Zo’n stage telt niet mee\..*Besluit van 1 februari 2027, gewijzigd op 10 februari 2027/,
  )
  assert.equal(everybody.split('booreiland mee?').length - 1, 1)
  assert.deepEqual((await mails('farid@voorbeeld.nl')).slice(-1), ['ruling-corrected'])
  const kept = await peil.platform.db
    .selectFrom('ruling_decision')
    .where('ruling_id', '=', id)
    .orderBy('number')
    .selectAll()
    .execute()
  assert.deepEqual(kept[0], old)
  assert.deepEqual(
    kept.map(({ number, granted, reason }) => [number, granted, reason]),
    [
      [1, true, ''],
      [2, false, reden],
    ],
  )
  await peil.setToday('2027-02-01')
})

test('what was taken back while a decision was written is not decided, and the text is not lost', async () => {
  const id = await ask('Telt een reis mee?')
  await passOn(id)
  for (const member of [tom, marieke]) await advise(id, member)
  const _version = await versionOf(id)
  const path = `/krsd/mijn/niet-in-het-reglement/${id}`
  assert.equal((await peil.post(path, { _version }, farid.cookie)).status, 303)
  const gone = await look(boardPath(id), { ...decision, _version })
  assert.equal(gone.status, 409)
  assert.match(plain(await gone.text()), /is ingetrokken.*Je deed hetzelfde als hier\./)
})

test('a decision is taken whatever is typed, and is too long or empty at its field', async () => {
  const id = await ask('Telt een vreemd geval mee?')
  await passOn(id)
  for (const member of [tom, marieke]) await advise(id, member)
  const _version = await versionOf(id)
  const long = await look(boardPath(id), { ...decision, grond: 'a'.repeat(50_000), _version })
  assert.equal(long.status, 422)
  assert.match(plain(await long.text()), /tekst is \d+ tekens te lang/)
  const empty = await look(boardPath(id), { _version })
  const html = await empty.text()
  for (const said of ['Kies wat er wordt besloten.', 'Schrijf de vraag in algemene woorden op.']) {
    assert.equal(html.split(said).length - 1, 2, said)
  }
  const odd = '<script>alert(1)</script> #strong[x] 👩🏽‍⚖️\u0007'
  assert.equal((await decide(id, { tekst: odd, grond: odd, 'openbaar-vraag': odd })).status, 303)
  await peil.makePapers()
  const page = await (await peil.get(`/krsd/mijn/niet-in-het-reglement/${id}`, farid.cookie)).text()
  assert.doesNotMatch(page, /<script>alert/)
  assert.match(page, /&lt;script&gt;alert/)
  const coming = await peil.platform.db.selectFrom('paper_to_make').selectAll().execute()
  assert.deepEqual(coming, [])
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

test('of two who advise in the same moment one brings it to the board, and both count', async () => {
  const id = await ask('Telt een lezing mee?')
  await passOn(id)
  const answers = await Promise.all([advise(id, tom), advise(id, marieke)])
  assert.deepEqual(
    answers.map(({ status }) => status),
    [303, 303],
  )
  const { db } = peil.platform
  const ruling = await db
    .selectFrom('ruling')
    .where('id', '=', id)
    .select('status')
    .executeTakeFirstOrThrow()
  assert.equal(ruling.status, 'for-decision')
  const advice = await db
    .selectFrom('ruling_advice')
    .where('ruling_id', '=', id)
    .select('member_id')
    .execute()
  assert.equal(advice.length, 2)
})

test('who steps out is not waited for, and their advice no longer counts', async () => {
  const id = await ask('Telt vrijwilligerswerk mee?')
  await passOn(id)
  await advise(id, tom)
  const file = await peil.get(`/krsd/commissie/verzoeken/${id}`, marieke.cookie)
  assert.match(plain(await file.text()), /Verzoek .* openen/)
  const out = await peil.post(
    `/krsd/commissie/verzoeken/${id}/belang`,
    { band: 'friend', toelichting: 'Wij zijn buren.' },
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
  // A tie is with the person: it holds for their other questions too, until a colleague lifts it.
  const other = await ask('Telt een cursus mee?')
  await passOn(other)
  assert.equal((await advise(other, marieke)).status, 403)
  const list = await (await peil.get('/krsd/werk/belangen', sanne.cookie)).text()
  const tie = /\/krsd\/werk\/belangen\/[\w-]{36}/.exec(list)?.[0] ?? ''
  assert.match(await read(tie.replace('/krsd', ''), sanne.cookie), /Wij zijn buren/)
  assert.equal((await peil.post(tie, { reden: '' }, sanne.cookie)).status, 422)
  assert.equal((await peil.post(tie, { reden: 'Verhuisd.' }, sanne.cookie)).status, 303)
  await assertRecorded(peil, 'registration', 'lift-interest', farid.registrationId)
  assert.equal((await advise(other, marieke)).status, 303)
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
  // The business date and whether the register was changed are asked once a second, whoever comes.
  const onceASecond = /register_organisation|^select "clock_shift_days" from|concat_ws/
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

test('what tells whom a public text is about is found, and a part of a word is nothing', () => {
  const known: Known = {
    names: ['Anouk van der Vries', 'van der Vries', 'Vries', 'Anouk', 'Jo'],
    employer: 'Gemeente Ede',
    places: ['Lunteren', 'gemeente Ede', ''],
    addresses: ['Dorpsstraat 12', 'Dorpsstraat', '6741 AB'],
    emails: ['anouk@voorbeeld.nl'],
    phones: ['06-12345678'],
    numbers: ['KRSD-004217', 'A-000012', 'B-2027-0001'],
  }
  const of = (text: string) =>
    tellingWords(text, known).map(({ what, words }) => `${what}: ${words}`)
  assert.deepEqual(of('Mag Ánouk dit?'), ['name: Anouk'])
  assert.deepEqual(of('Anouks stage telt, die van Vries niet'), ['name: Vries', 'name: Anouk'])
  assert.deepEqual(of('Mag mevrouw Van der Vries dit?'), ['name: van der Vries'])
  assert.deepEqual(of('Wie bij de gemeente Ede werkt'), ['employer: Gemeente Ede'])
  assert.deepEqual(of('Wie in Ede werkt en in lunteren woont'), [
    'employer: Ede',
    'place: Lunteren',
  ])
  assert.deepEqual(of('Dorpsstraat 12, 6741ab'), ['address: Dorpsstraat 12', 'address: 6741 AB'])
  assert.deepEqual(of('Mail anouk@voorbeeld.nl of een.ander@elders.nl.'), [
    'email: anouk@voorbeeld.nl',
    'email: een.ander@elders.nl',
  ])
  assert.deepEqual(of('Bel 06 1234 5678 of +31 30 123 45 67.'), [
    'phone: 06 1234 5678',
    'phone: +31 30 123 45 67',
  ])
  assert.deepEqual(of('Zie krsd 004217 en aanvraag A-000012.'), [
    'number: KRSD-004217',
    'number: A-000012',
  ])
  assert.deepEqual(of('An\u200bouk'), ['name: Anouk'])
  assert.deepEqual(of('Wie anoukachtig doet, mag dat jong? In 2027 en 2028: 2.080 uur.'), [])
})

test('where nobody sits who advises it goes on to the board, and where nobody decides the administrator hears', async () => {
  await colleague(peil, person('bo', 'Bo', 'Elders'), ['administrator'])
  const ends = (who: readonly (typeof tom)[]) =>
    peil.platform.db
      .updateTable('staff_role')
      .set({ last: '2020-12-31' })
      .where(
        'account_id',
        'in',
        who.map(({ accountId }) => accountId),
      )
      .execute()
  const statusOf = async (id: string) => {
    const { status } = await peil.platform.db
      .selectFrom('ruling')
      .where('id', '=', id)
      .select('status')
      .executeTakeFirstOrThrow()
    return status
  }
  const waiting = await ask('Ik gaf les op een schip. Telt dat?')
  await passOn(waiting)
  assert.equal(await statusOf(waiting), 'for-advice')
  await ends([tom, marieke, noor])
  await peil.act(clock, remindRulings, '2027-02-02')
  assert.equal(await statusOf(waiting), 'for-decision')
  assert.equal((await mails('bo@voorbeeld.nl')).includes('too-few-members'), false)
  await ends([henk, els])
  const id = await ask('Ik gaf les in een ballon. Telt dat?')
  await passOn(id)
  assert.equal(await statusOf(id), 'for-decision')
  const toldTo = (await mails('bo@voorbeeld.nl')).filter((kind) => kind === 'too-few-members')
  assert.equal(toldTo.length, 1)
  await assertRecorded(peil, 'ruling', 'to-board', id)
})
