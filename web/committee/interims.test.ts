import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { takeInterims } from '#domain/certification/interim/take-interims.ts'
import { findActivities } from '#domain/dossier/activity/queries.ts'
import type { CastAccount, CastProfessional } from '#testing/cast.ts'
import { activity, colleague, professional } from '#testing/cast.ts'
import { testPlatform } from '#testing/platform.ts'
import { hiddenIn, textOf } from '#testing/portfolio.ts'
import { assertRecorded } from '#testing/records.ts'

// In the KRSD the committee decides from time to time whether hours of free space are admitted, apart
// from an application: of one activity, because its owner asks, or of all of a kind.

const peil = await testPlatform()
const today = '2026-03-01'
let farid: CastProfessional
let lonneke: CastProfessional
let tom: CastAccount
let marieke: CastAccount
let aylin: CastAccount

before(async () => {
  await peil.setToday(today)
  const someone = (firstName: string, employer: string) =>
    professional(peil, {
      email: `${firstName}@voorbeeld.nl`.toLowerCase(),
      firstName,
      lastName: 'Bakker',
      since: '2024-01-01',
      employer,
    })
  farid = await someone('Farid', 'Gemeente Heideveld')
  lonneke = await someone('Lonneke', 'Gemeente Lekstad')
  const member = (name: string, employer: string) =>
    colleague(
      peil,
      { email: `${name}@voorbeeld.nl`, firstName: name, lastName: 'Visser', employer },
      ['committee'],
    )
  tom = await member('tom', 'Gemeente Utrecht')
  marieke = await member('marieke', 'Gemeente Zwolle')
  aylin = await member('aylin', 'Gemeente Heideveld')
})

const supervised = (who: CastProfessional, title: string, claimed = 1000) =>
  activity(peil, who, { title, claimed, kind: 'supervising', completedOn: '2026-02-01' })

const byKind = '/krsd/commissie/tussentijds'
const supervising = `${byKind}/soort/supervising`
const read = async (path: string, cookie: string) => textOf(await peil.get(path, cookie))

async function press(
  path: string,
  cookie: string,
  fields: Readonly<Record<string, string | string[]>>,
) {
  const html = await (await peil.get(path, cookie)).text()
  return peil.post(path, { ...hiddenIn(html, path), ...fields }, cookie)
}

async function stateOf(who: CastProfessional, id: string) {
  const all = await peil.act(who.actor, (context) => findActivities(context, who.registrationId))
  const found = all.find((one) => one.id === id)
  return [found?.state, found?.awarded, found?.accredited]
}

async function requestsIn(cookie: string): Promise<readonly string[]> {
  const html = await (await peil.get(supervising, cookie)).text()
  return [...html.matchAll(/name="activiteit"[^>]*value="([^"]+)"/g)].map(([, id]) => id ?? '')
}

const verdict = (which: readonly string[], oordeel = 'toekennen') => ({
  activiteit: [...which],
  oordeel,
  reden: 'Het hoort bij het vak.',
})

test('whoever enters an activity reads by what it is admitted, unless its accreditation admits it', async () => {
  const of = (kind: string) => read(`/krsd/mijn/activiteiten?soort=${kind}`, farid.cookie)
  const criterion = /Telt dit mee\? .*overdragen van kennis in het vakgebied.*ECTS users’ guide/
  assert.match(await of('supervising'), criterion)
  assert.match(await of('training'), /Is dit niet geaccrediteerd\? Dan toetst de commissie hieraan/)
  assert.doesNotMatch(await of('boa-training'), /overdragen van kennis/)
})

test('its owner asks to have one activity of free space judged, and what is accredited is not', async () => {
  const free = await supervised(farid, 'Stage van Sam')
  const accredited = await activity(peil, farid, {
    title: 'Geaccrediteerde cursus',
    claimed: 800,
    kind: 'training',
    accredited: true,
    completedOn: '2026-02-01',
  })
  const boa = await activity(peil, farid, {
    title: 'BOA',
    claimed: 800,
    kind: 'boa-training',
    completedOn: '2026-02-01',
  })
  const mayAsk = async (id: string) =>
    /Laat deze activiteit nu beoordelen/.test(
      await read(`/krsd/mijn/activiteiten/${id}`, farid.cookie),
    )
  assert.deepEqual(
    [await mayAsk(free), await mayAsk(accredited), await mayAsk(boa)],
    [true, false, false],
  )
  await press(`/krsd/mijn/activiteiten/${free}/beoordeling`, farid.cookie, {})
  await assertRecorded(peil, 'interim', 'ask')
  assert.match(await read('/krsd/commissie', tom.cookie), /Tussentijds te beoordelen \(1\)/)
})

test('the committee takes all of a kind, and its members judge them in one act with the list in sight', async () => {
  const one = await supervised(lonneke, 'Stage van Noor')
  const other = await supervised(lonneke, 'Stage van Ilse', 600)
  const took = await press(byKind, tom.cookie, { soort: 'supervising' })
  assert.equal(took.status, 303)
  await assertRecorded(peil, 'interim', 'take')
  // Its owner reads that it was taken, and cannot take it back or change it.
  const page = await read(`/krsd/mijn/activiteiten/${one}`, lonneke.cookie)
  assert.match(page, /De commissie nam de activiteit op 1 maart 2026 in behandeling/)
  assert.doesNotMatch(page, /Vraag intrekken/)
  await peil.post(`/krsd/mijn/activiteiten/${one}/beoordeling`, {}, lonneke.cookie)

  // Whose they are comes first; of a colleague nothing is seen.
  const closed = await read(supervising, tom.cookie)
  assert.match(closed, /Lonneke Bakker, Gemeente Lekstad/)
  assert.doesNotMatch(closed, /Stage van Noor/)
  await peil.post(supervising, { doe: 'inzage' }, tom.cookie)
  await peil.post(supervising, { doe: 'inzage' }, aylin.cookie)
  assert.equal((await requestsIn(tom.cookie)).length, 3)
  assert.doesNotMatch(await read(supervising, aylin.cookie), /Stage van Sam/)

  // Nothing is ticked beforehand, and what is missing is said at its field with nothing lost.
  const html = await (await peil.get(supervising, tom.cookie)).text()
  assert.doesNotMatch(html, /checked/)
  const empty = await press(supervising, tom.cookie, { oordeel: 'toekennen', reden: 'Past.' })
  assert.equal(empty.status, 422)
  const back = await empty.text()
  assert.match(back, /Kies minstens één activiteit/)
  assert.match(back, /Past\./)

  const [sam = '', noor = '', ilse = ''] = await requestsIn(tom.cookie)
  await press(supervising, tom.cookie, verdict([sam, noor, ilse]))
  assert.deepEqual(await stateOf(lonneke, one), ['entered', undefined, false])
  await peil.post(supervising, { doe: 'inzage' }, marieke.cookie)
  await press(supervising, marieke.cookie, verdict([noor]))
  await press(supervising, marieke.cookie, verdict([ilse], 'afwijzen'))
  assert.deepEqual(await stateOf(lonneke, one), ['approved', 1000, false])
  // The members differ about the other: nothing is decided by the second of them.
  assert.deepEqual(await stateOf(lonneke, other), ['entered', undefined, false])
  await assertRecorded(peil, 'interim', 'decide')
  const mails = await peil.platform.db
    .selectFrom('mail_message')
    .where('to_address', '=', 'lonneke@voorbeeld.nl')
    .where('kind', '=', 'interim-decided')
    .select('body_text')
    .execute()
  assert.equal(mails.length, 1)
  assert.match(mails[0]?.body_text ?? '', /Stage van Noor[\s\S]*geldt ook voor een latere aanvraag/)
  const after = await read(`/krsd/mijn/activiteiten/${one}`, lonneke.cookie)
  assert.match(after, /De commissie besloot op 1 maart 2026: toegekend/)
})

test('beside the judgement on one activity stands by what it is admitted', async () => {
  const link = /href="(\/krsd\/commissie\/tussentijds\/[\w-]{36})"/.exec(
    await (await peil.get('/krsd/commissie', marieke.cookie)).text(),
  )?.[1]
  assert.ok(link)
  await peil.post(link, { doe: 'inzage' }, marieke.cookie)
  assert.match(await read(link, marieke.cookie), /Waaraan de commissie toetst .*ECTS users’ guide/)
})

test('what is free space has a form to print, and what is accredited has none', async () => {
  const free = await supervised(farid, 'Stage van Roos')
  const boa = await activity(peil, farid, {
    title: 'BOA',
    claimed: 800,
    kind: 'boa-training',
    completedOn: '2026-02-01',
  })
  const path = (id: string) => `/krsd/mijn/activiteiten/${id}`
  assert.match(await read(path(free), farid.cookie), /Registratieformulier vrije ruimte \(PDF\)/)
  const made = await peil.get(`${path(free)}/formulier.pdf`, farid.cookie)
  assert.equal(made.headers.get('content-type'), 'application/pdf')
  assert.equal(
    Buffer.from(await made.arrayBuffer())
      .subarray(0, 5)
      .toString(),
    '%PDF-',
  )
  assert.doesNotMatch(await read(path(boa), farid.cookie), /Registratieformulier/)
  assert.equal((await peil.get(`${path(boa)}/formulier.pdf`, farid.cookie)).status, 404)
  assert.equal((await peil.get(`${path(free)}/formulier.pdf`, lonneke.cookie)).status, 404)
})

test('what can never be judged apart takes no place among the hundred that are looked through', async () => {
  const hilde = await professional(peil, {
    email: 'hilde@voorbeeld.nl',
    firstName: 'Hilde',
    lastName: 'Bakker',
    since: '2024-01-01',
  })
  for (let nth = 1; nth <= 100; nth += 1) {
    const title = `Geaccrediteerde training ${nth}`
    await activity(peil, hilde, {
      title,
      claimed: 800,
      completedOn: '2025-01-01',
      accredited: true,
    })
  }
  const kind = 'case-discussion'
  await activity(peil, hilde, { title: 'Casus', claimed: 400, completedOn: '2026-01-15', kind })
  const taken = await peil.act(aylin.actor, (context) => takeInterims(context, kind))
  assert.equal(taken, 1)
})
