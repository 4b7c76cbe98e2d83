import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { sql } from 'kysely'
import { expireInterims } from '#domain/certification/interim/end-interim.ts'
import { findActivities } from '#domain/dossier/activity/queries.ts'
import { assessDossier } from '#testing/assess-dossier.ts'
import type { CastAccount, CastProfessional } from '#testing/cast.ts'
import { activity, colleague, professional } from '#testing/cast.ts'
import { testPlatform } from '#testing/platform.ts'
import { hiddenIn, textOf, wordsOf } from '#testing/portfolio.ts'
import { assertRecorded } from '#testing/records.ts'
import { statementsOf } from '#testing/statements.ts'

// Giving training is judged in between in the LKLR, and then earns accredited points.

const peil = await testPlatform({ register: 'lklr' })
const today = '2026-03-01'
const system = { kind: 'system', task: 'test' } as const
let ruben: CastProfessional
let tom: CastAccount
let marieke: CastAccount
let aylin: CastAccount

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
    employer: 'Gemeente Heideveld',
  })
  const of = (name: string, employer: string) =>
    colleague(
      peil,
      { email: `${name}@voorbeeld.nl`, firstName: name, lastName: 'Visser', employer },
      ['committee'],
    )
  tom = await of('tom', 'Gemeente Utrecht')
  marieke = await of('marieke', 'Gemeente Zwolle')
  aylin = await of('aylin', 'gemeente heideveld')
})

async function given(title: string, claimed = 2000): Promise<string> {
  return activity(peil, ruben, {
    title,
    claimed,
    kind: 'giving-training',
    completedOn: '2026-02-01',
  })
}

// Whoever opens an activity says that nothing stands in the way.
const open = (path: string, cookie: string) => peil.post(path, { doe: 'inzage' }, cookie)

async function press(path: string, cookie: string, fields: Readonly<Record<string, string>> = {}) {
  if (/tussentijds\/[\w-]+$/.test(path)) await open(path, cookie)
  const html = await (await peil.get(path, cookie)).text()
  return peil.post(path, { ...hiddenIn(html, path), ...fields }, cookie)
}

const askPath = (id: string) => `/lklr/mijn/activiteiten/${id}/beoordeling`
const ask = (id: string) => press(askPath(id), ruben.cookie)

async function requestPath(title: string): Promise<string> {
  const html = await (await peil.get('/lklr/commissie', marieke.cookie)).text()
  const links = [...html.matchAll(/href="([^"]*\/tussentijds\/[^"]*)"[^>]*>([^<]*)</g)]
  const found = links.find(([, , text]) => text === title)?.[1]
  assert.ok(found, `${title} is not in the list`)
  return found
}

const grant = (aantal: string, geaccrediteerd = 'ja') => ({
  oordeel: 'toekennen',
  aantal,
  geaccrediteerd,
  reden: 'De les past bij het vak.',
})

async function stands(id: string) {
  const all = await peil.act(ruben.actor, (context) =>
    findActivities(context, ruben.registrationId),
  )
  const found = all.find((one) => one.id === id)
  assert.ok(found)
  return found
}

const counted = async () => {
  const assessed = await peil.act(ruben.actor, (context) =>
    assessDossier(context, ruben.registrationId),
  )
  return assessed.norms.find(({ id }) => id === 'accredited')?.counted
}

test('whoever gave training asks to have it judged, and changes nothing until then', async () => {
  const id = await given('Les op de vakopleiding')
  const page = await textOf(await peil.get(`/lklr/mijn/activiteiten/${id}`, ruben.cookie))
  assert.match(page, /Tussentijdse beoordeling .*Laat deze activiteit nu beoordelen/)
  assert.equal((await ask(id)).status, 303)
  await assertRecorded(peil, 'interim', 'ask')
  const asked = await textOf(await peil.get(`/lklr/mijn/activiteiten/${id}`, ruben.cookie))
  assert.match(
    asked,
    /Gevraagd op 1 maart 2026\. De accreditatiecommissie beoordeelt de activiteit/,
  )
  assert.match(asked, /Trek dan eerst die vraag in/)
  const edit = await peil.get(`/lklr/mijn/activiteiten/${id}/wijzigen`, ruben.cookie)
  assert.equal(edit.status, 303)
  // Who works where the applicant works, sees that it is there and reads nothing of it.
  const path = await requestPath('Les op de vakopleiding')
  assert.match(
    await textOf(await peil.get(path, aylin.cookie)),
    /kunt dit niet openen: jullie hebben/,
  )
})

test('a judgement says how much, whether it is accredited and why, and never more than was asked', async () => {
  const path = await requestPath('Les op de vakopleiding')
  const shut = await textOf(await peil.get(path, tom.cookie))
  assert.match(
    shut,
    /Activiteit openen .*Gemeente Heideveld.*kan zien wie van de accreditatiecommissie/,
  )
  assert.doesNotMatch(shut, /Ingediend/)
  await open(path, tom.cookie)
  await assertRecorded(peil, 'interim', 'open-file')
  const page = await textOf(await peil.get(path, tom.cookie))
  assert.match(page, /Van Ruben Bakker .*Ingediend 20 punten/)
  const waiting = await textOf(await peil.get('/lklr/commissie', tom.cookie))
  assert.match(waiting, /Te beoordelen \(\d\).*Tussentijds te beoordelen/)
  assert.doesNotMatch(waiting, /geen dossiers/)
  // Who judges applications only is led to nothing that is not there for them.
  const { accountId, cookie } = await peil.signIn('anders@voorbeeld.nl')
  await peil.platform.db
    .insertInto('staff_role')
    .values({ account_id: accountId, register: 'lklr', role: 'member', body: 'committee' })
    .execute()
  const other = await textOf(await peil.get('/lklr/commissie', cookie))
  assert.match(other, /Te beoordelen \(0\).*geen dossiers/)
  assert.doesNotMatch(other, /Tussentijds/)
  assert.equal((await peil.get(path, cookie)).status, 404)
  const empty = await (await press(path, tom.cookie)).text()
  for (const said of ['Kies of het wordt toegekend.', 'Schrijf waarom.']) {
    assert.equal(empty.split(said).length - 1, 2, said)
  }
  const more = await press(path, tom.cookie, grant('21'))
  assert.equal(more.status, 422)
  assert.match(wordsOf(await more.text()), /Ken niet meer toe dan is ingediend/)
  const unsaid = await press(path, tom.cookie, { ...grant('20'), geaccrediteerd: '' })
  assert.match(wordsOf(await unsaid.text()), /Kies of dit geaccrediteerd is\./)
})

test('two members grant it: it stands as accredited in the portfolio, with the decision and a mail', async () => {
  const path = await requestPath('Les op de vakopleiding')
  assert.equal(await counted(), 0)
  assert.equal((await press(path, tom.cookie, grant('20'))).status, 303)
  assert.equal(await counted(), 0)
  assert.equal((await press(path, marieke.cookie, grant('20'))).status, 303)
  await assertRecorded(peil, 'interim', 'judge')
  await assertRecorded(peil, 'interim', 'decide')
  assert.equal(await counted(), 2000)
  const all = await peil.act(ruben.actor, (context) =>
    findActivities(context, ruben.registrationId),
  )
  const { id, state, accredited, judgementReason } = all[0] ?? assert.fail()
  assert.deepEqual(
    [state, accredited, judgementReason],
    ['approved', true, 'De les past bij het vak.'],
  )
  const page = await textOf(await peil.get(`/lklr/mijn/activiteiten/${id}`, ruben.cookie))
  assert.match(
    page,
    /De accreditatiecommissie besloot op 1 maart 2026: toegekend, geaccrediteerd\./,
  )
  // Who judges renewals is another body, and did not write this.
  assert.match(page, /De accreditatiecommissie schreef: ‘De les past bij het vak\.’/)
  const mails = await peil.platform.db
    .selectFrom('mail_message')
    .where('kind', '=', 'interim-decided')
    .select('body_text')
    .execute()
  assert.equal(mails.length, 1)
  assert.match(mails[0]?.body_text ?? '', /Toegekend: 20 punten[\s\S]*Geaccrediteerd: ja/)
  // Decided is decided.
  assert.equal((await peil.get(path, tom.cookie)).status, 303)
  const own = await peil.get(`/lklr/mijn/activiteiten/${id}`, ruben.cookie)
  assert.match(
    await textOf(own),
    /Wie dit heeft geopend \(2\).*tom Visser, lid van de accreditatiecommissie/,
  )
})

test('members who differ leave it to a third, and what is rejected counts for nothing', async () => {
  const id = await given('Workshop')
  await ask(id)
  const path = await requestPath('Workshop')
  await press(path, tom.cookie, grant('20'))
  await press(path, marieke.cookie, { ...grant(''), oordeel: 'afwijzen', reden: 'Geen les.' })
  assert.equal((await stands(id)).state, 'entered')
  const third = await colleague(
    peil,
    { email: 'els@voorbeeld.nl', firstName: 'Els', lastName: 'Smit' },
    ['committee'],
  )
  await press(path, third.cookie, { ...grant(''), oordeel: 'afwijzen', reden: 'Dit is je werk.' })
  const found = await stands(id)
  assert.deepEqual([found.state, found.accredited], ['rejected', false])
})

test('a member with an interest steps back, and what they found no longer counts', async () => {
  const id = await given('Gastles')
  await ask(id)
  const path = await requestPath('Gastles')
  await press(path, tom.cookie, grant('20'))
  assert.equal((await press(`${path}/belang`, tom.cookie, { band: '' })).status, 422)
  assert.equal((await press(`${path}/belang`, tom.cookie, { band: 'family' })).status, 303)
  await assertRecorded(peil, 'interim', 'recuse')
  await press(path, marieke.cookie, grant('12', 'nee'))
  assert.equal((await stands(id)).state, 'entered')
  assert.match(await textOf(await peil.get(path, tom.cookie)), /niet openen/)
})

test('a member in whose file the applicant is a referee does not judge, found by the address as it is kept', async () => {
  const facts = { email: 'joke@voorbeeld.nl', firstName: 'Joke', lastName: 'Vos' }
  const joke = await professional(peil, { ...facts, status: 'certified', since: '2022-01-01' })
  const { cookie } = await peil.signIn(facts.email, ['committee'])
  const id = await given('Masterclass')
  await ask(id)
  const path = await requestPath('Masterclass')
  assert.doesNotMatch(await textOf(await peil.get(path, cookie)), /niet openen/)
  await activity(peil, joke, {
    title: 'Begeleiding',
    claimed: 500,
    completedOn: '2026-02-01',
    proof: 'referee',
    referee: { name: 'Ruben Bakker', email: 'ruben@voorbeeld.nl' },
  })
  const said = await statementsOf(async () => {
    assert.match(await textOf(await peil.get(path, cookie)), /niet openen/)
  })
  const ties = said.filter((text) => text.includes('as referee_for'))
  assert.ok(ties.length > 0)
  for (const text of ties) {
    assert.match(
      text,
      /q\.register = \$\d+ and bare_address\(q\.email\) = bare_address\(u\.email\)/,
    )
  }
})

test('a verdict that came after the question was taken back is given back to who wrote it', async () => {
  const id = await given('Workshop')
  await ask(id)
  const path = await requestPath('Workshop')
  await open(path, marieke.cookie)
  await press(askPath(id), ruben.cookie)
  const kept = await recordsKept()
  const late = await peil.post(path, grant('15'), marieke.cookie)
  assert.equal(late.status, 409)
  // What is said as 'info' says that nothing was saved; the page says it, and no notice comes after it.
  assert.doesNotMatch(late.headers.getSetCookie().join(), /peil-bericht=\w/)
  const html = await late.text()
  assert.match(wordsOf(html), /of de vraag is ingetrokken.*De les past bij het vak\./)
  assert.ok(html.includes('href="/lklr/commissie"'))
  // With nothing written there is nothing to give back: they are led on, with the reason.
  const led = await peil.post(path, { oordeel: 'afwijzen' }, marieke.cookie)
  assert.equal(led.status, 303)
  assert.match(led.headers.getSetCookie().join(), /peil-bericht=\w/)
  assert.equal(await recordsKept(), kept)
  assert.match(html, /<details[^>]* open/)
  assert.match(wordsOf(html), /Je antwoord is niet bewaard .*Bekijk hoe het er nu voor staat/)
})

async function recordsKept(): Promise<number | undefined> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from audit_record`.execute(peil.platform.db)
  return rows[0]?.count
}

test('a question is taken back, and ends by itself when no answer can come any more', async () => {
  const id = await given('Lezing')
  await ask(id)
  assert.match(await textOf(await peil.get(askPath(id), ruben.cookie)), /Vraag intrekken/)
  assert.equal((await ask(id)).status, 303)
  await assertRecorded(peil, 'interim', 'withdraw')
  const page = await textOf(await peil.get(`/lklr/mijn/activiteiten/${id}`, ruben.cookie))
  assert.match(page, /trok de vraag in op 1 maart 2026.*Laat deze activiteit nu beoordelen/)
  await ask(id)
  await peil.platform.db
    .updateTable('activity_claim')
    .set({ state: 'approved', awarded: 1000 })
    .where('activity_id', '=', id)
    .execute()
    .catch(() => undefined)
  await peil.act(system, expireInterims)
  const open = await peil.platform.db
    .selectFrom('interim_request')
    .where('activity_id', '=', id)
    .where('status', '=', 'expired')
    .select('id')
    .execute()
  assert.equal(open.length, 1)
  await assertRecorded(peil, 'interim', 'expire', open[0]?.id)
})

test('what has no proof, is of another kind or does not exist is not judged apart', async () => {
  const bare = await activity(peil, ruben, {
    title: 'Zonder bewijs',
    claimed: 500,
    kind: 'giving-training',
    completedOn: '2026-02-01',
    proof: 'none',
  })
  const page = await textOf(await peil.get(`/lklr/mijn/activiteiten/${bare}`, ruben.cookie))
  assert.match(page, /Voeg eerst bewijs toe/)
  assert.equal((await peil.get(askPath(bare), ruben.cookie)).status, 303)
  const course = await activity(peil, ruben, {
    title: 'Cursus',
    claimed: 500,
    completedOn: '2026-02-01',
  })
  const other = await textOf(await peil.get(`/lklr/mijn/activiteiten/${course}`, ruben.cookie))
  assert.doesNotMatch(other, /Tussentijdse beoordeling/)
  assert.equal((await peil.get('/lklr/commissie/tussentijds/onzin', tom.cookie)).status, 404)
})

test('where too few are left who may judge it, whoever administers hears as soon as it is asked', async () => {
  const bo = { email: 'bo@voorbeeld.nl', firstName: 'Bo', lastName: 'Mulder' }
  await colleague(peil, bo, ['administrator'])
  const told = async () => {
    const { count } = await peil.platform.db
      .selectFrom('mail_message')
      .where('to_address', '=', bo.email)
      .where('kind', '=', 'too-few-members')
      .select((query) => query.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
    return Number(count)
  }
  await ask(await given('Les met genoeg leden'))
  assert.equal(await told(), 0)
  await peil.platform.db
    .updateTable('staff_role')
    .set({ last: '2020-12-31' })
    .where('account_id', 'in', [tom.accountId, marieke.accountId])
    .execute()
  await ask(await given('Les zonder leden'))
  assert.equal(await told(), 1)
})
