import assert from 'node:assert/strict'
import { test } from 'node:test'
import { announceOnPaper } from '#domain/certification/agreement/announce-on-paper.ts'
import { approveAgreement } from '#domain/certification/agreement/approve-agreement.ts'
import { lapseAgreements } from '#domain/certification/agreement/lapse-agreements.ts'
import { listAnnouncedAgreements } from '#domain/certification/agreement/list-announced-agreements.ts'
import { findAgreement, listAgreements } from '#domain/certification/agreement/queries.ts'
import { remindAgreements } from '#domain/certification/agreement/remind-agreements.ts'
import { signOnPaper } from '#domain/certification/agreement/sign-on-paper.ts'
import { prepareApplication } from '#domain/certification/application/prepare-application.ts'
import { sayBackground } from '#domain/certification/sign-up/say-background.ts'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { findBackground, noBackground } from '#domain/people/registration/background.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import { clock, newcomer, somebody } from '#testing/people.ts'
import { testPlatform } from '#testing/platform.ts'
import { pdf } from '#testing/portfolio.ts'
import { assertRecorded } from '#testing/records.ts'

const peil = await testPlatform()
const { db } = peil.platform
const today = () => Temporal.Now.plainDateISO('Europe/Amsterdam').toString()

const person = {
  voornaam: 'Noor',
  voorletters: 'N.',
  tussenvoegsel: '',
  achternaam: 'Smit',
  land: 'NL',
  straat: 'Kerkstraat',
  huisnummer: '1',
  postcode: '3511 AP',
  plaats: 'Utrecht',
  telefoon: '',
}
const job = {
  werkgever: 'Gemeente Heideveld',
  gemeente: 'Heideveld',
  functie: 'Consulent',
  beroep: 'wmo-consulent',
}
const declared = { verklaring: ['professional-code', 'truthful', 'visible'] }
const location = (response: Response) => response.headers.get('location') ?? ''
const hidden = (html: string, name: string) =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? ''
const fillIn = async (cookie: string) => {
  await peil.post('/krsd/aanmelden/gegevens', person, cookie)
  await peil.post('/krsd/aanmelden/werk', job, cookie)
  await peil.post('/krsd/aanmelden/verklaringen', declared, cookie)
}
const registrations = (accountId: string) =>
  db
    .selectFrom('registration')
    .innerJoin('person', 'person.id', 'registration.person_id')
    .where('person.account_id', '=', accountId)
    .select(['registration.id', 'registration.status'])
    .execute()

test('nothing is sent in before every part is right', async () => {
  const { cookie, accountId } = await peil.signIn('half@voorbeeld.nl')
  await peil.post('/krsd/aanmelden/gegevens', person, cookie)
  await peil.post('/krsd/aanmelden/werk', { ...job, functie: '' }, cookie)
  const sent = await peil.post('/krsd/aanmelden/controleren', {}, cookie)
  assert.equal(location(sent), '/krsd/aanmelden/taken')
  assert.deepEqual(await registrations(accountId), [])
  const tasks = await (await peil.get('/krsd/aanmelden/taken', cookie)).text()
  assert.match(tasks, /Mee bezig/)
})

test('who is registered is led to their portfolio, and need not sign up once more', async () => {
  const { cookie } = await peil.signIn('eenmaal@voorbeeld.nl')
  const page = async () => (await peil.get('/krsd/aanmelden', cookie)).text()
  assert.match(await page(), /Verder met aanmelden/)
  await fillIn(cookie)
  await peil.post('/krsd/aanmelden/controleren', {}, cookie)
  const after = await page()
  assert.match(after, /Je bent al aangemeld/)
  assert.match(after, /href="\/krsd\/mijn"[^>]*>Naar mijn portfolio/)
  assert.doesNotMatch(after, /Verder met aanmelden|Zo gaat het/)
})

test('who works for the register is led back to their work, and may sign up themselves', async () => {
  const { cookie } = await peil.signIn('bureau@voorbeeld.nl', ['secretariat'])
  const page = await (await peil.get('/krsd/aanmelden', cookie)).text()
  assert.match(page, /href="\/krsd\/werk"[^>]*>Terug naar je werk/)
  assert.match(page, /href="\/krsd\/aanmelden\/taken"[^>]*>Zelf aanmelden als professional/)
  assert.doesNotMatch(page, /Verder met aanmelden/)
})

test('an address is asked for what addresses in its country have', async () => {
  const { cookie } = await peil.signIn('adres@voorbeeld.nl')
  const send = async (fields: Partial<typeof person>) => {
    const answer = await peil.post('/krsd/aanmelden/gegevens', { ...person, ...fields }, cookie)
    return answer.status === 422 ? (await answer.text()).replaceAll('&#39;', "'") : answer.status
  }
  const curacao = { land: 'CW', straat: 'Kaya Grandi', huisnummer: '5', plaats: 'Willemstad' }
  for (const land of ['AW', 'CW', 'SX', 'BQ', 'SR']) {
    assert.equal(await send({ ...curacao, land, postcode: '' }), 303, land)
  }
  for (const land of ['UA', 'RS', 'BA', 'AL', 'CA', 'AU', 'ID']) {
    assert.equal(await send({ land, postcode: '12345' }), 303, land)
  }
  const rectory = { land: 'GB', straat: 'The Old Rectory, Church Lane', huisnummer: '' }
  assert.equal(await send({ ...rectory, postcode: 'OX1 1AA' }), 303)
  for (const land of ['NL', 'BE', 'DE']) {
    for (const postcode of ['', '-']) {
      assert.match(String(await send({ land, postcode })), /Vul (je|een) postcode in/, land)
    }
  }
  for (const huisnummer of ['', '-']) {
    assert.match(String(await send({ huisnummer })), /Vul je huisnummer in/)
  }
  assert.equal(await send({ ...curacao, postcode: '-', plaats: 'Willemstad' }), 303)
  await peil.post('/krsd/aanmelden/werk', job, cookie)
  await peil.post('/krsd/aanmelden/verklaringen', declared, cookie)
  const check = await (await peil.get('/krsd/aanmelden/controleren', cookie)).text()
  assert.match(check, /Kaya Grandi 5<br\/?>Willemstad<br\/?>Curaçao/)
})

test('somebody with one name signs up, signs and is greeted with it', async () => {
  const { cookie, accountId } = await peil.signIn('suharto@voorbeeld.nl')
  const one = { ...person, voornaam: '', voorletters: '', achternaam: 'Suharto' }
  const wrong = await peil.post('/krsd/aanmelden/gegevens', one, cookie)
  assert.equal(wrong.status, 422)
  assert.match(await wrong.text(), /Vul je voornaam in.*Ik heb maar één naam/s)
  const dashes = { ...one, voornaam: 'Suharto', voorletters: '-', achternaam: '-' }
  assert.equal((await peil.post('/krsd/aanmelden/gegevens', dashes, cookie)).status, 422)
  const right = await peil.post('/krsd/aanmelden/gegevens', { ...one, 'een-naam': 'ja' }, cookie)
  assert.equal(right.status, 303)
  await peil.post('/krsd/aanmelden/werk', job, cookie)
  await peil.post('/krsd/aanmelden/verklaringen', declared, cookie)
  await peil.post('/krsd/aanmelden/controleren', {}, cookie)
  await peil.makePapers()
  const page = await (await peil.get('/krsd/aanmelden/overeenkomst', cookie)).text()
  const signed = await peil.post(
    '/krsd/aanmelden/overeenkomst',
    {
      akkoord: 'ja',
      naam: 'Suharto',
      overeenkomst: hidden(page, 'overeenkomst'),
      _version: hidden(page, '_version'),
    },
    cookie,
  )
  assert.equal(signed.status, 303, await signed.text())
  const [registration] = await registrations(accountId)
  assert.equal(registration?.status, 'agreement-signed')
  const edit = await (await peil.get('/krsd/mijn/gegevens/persoonlijk', cookie)).text()
  assert.match(edit, /name="een-naam"[^>]*checked/)
  const { body_text: mail } = await db
    .selectFrom('mail_message')
    .where('account_id', '=', accountId)
    .select('body_text')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  assert.match(mail, /Beste Suharto,/)
})

test('what was typed in capitals or in short is written as it is', async () => {
  const { cookie } = await peil.signIn('netjes@voorbeeld.nl')
  const typed = {
    ...person,
    voorletters: 'n',
    huisnummer: '12a',
    postcode: 'NL-3511\u200bap',
    plaats: 'UTRECHT',
    telefoon: 'tel:06\u201112345678',
  }
  await peil.post('/krsd/aanmelden/gegevens', typed, cookie)
  await peil.post('/krsd/aanmelden/werk', job, cookie)
  await peil.post('/krsd/aanmelden/verklaringen', declared, cookie)
  const check = await (await peil.get('/krsd/aanmelden/controleren', cookie)).text()
  assert.match(check, /Kerkstraat 12 A<br\/?>3511 AP {2}Utrecht/)
  assert.match(check, />N\.</)
  assert.match(check, /06-12345678/)
})

test('the same sign-up sent twice at once is one registration', async () => {
  const { cookie, accountId } = await peil.signIn('tweemaal@voorbeeld.nl')
  await fillIn(cookie)
  const page = await (await peil.get('/krsd/aanmelden/controleren', cookie)).text()
  const form = { _idempotency: hidden(page, '_idempotency') }
  const sent = await Promise.all([
    peil.post('/krsd/aanmelden/controleren', form, cookie),
    peil.post('/krsd/aanmelden/controleren', {}, cookie),
  ])
  for (const response of sent) assert.equal(location(response), '/krsd/aanmelden/klaar')
  assert.equal((await registrations(accountId)).length, 1)
})

test('each declaration is kept with the hash of its text', async () => {
  const { cookie, accountId } = await peil.signIn('verklaart@voorbeeld.nl')
  await fillIn(cookie)
  await peil.post('/krsd/aanmelden/controleren', {}, cookie)
  const [registration] = await registrations(accountId)
  const rows = await db
    .selectFrom('declaration')
    .where('registration_id', '=', registration?.id ?? '')
    .select(['declaration', 'text_hash'])
    .execute()
  assert.deepEqual(rows.map((row) => row.declaration).sort(), [
    'professional-code',
    'truthful',
    'visible',
  ])
  for (const row of rows) assert.match(row.text_hash, /^[0-9a-f]{64}$/)
})

test('a Dutch postcode is checked, one of another country is not', async () => {
  const { cookie } = await peil.signIn('postcode@voorbeeld.nl')
  const save = (postcode: string, land = 'NL') =>
    peil.post('/krsd/aanmelden/gegevens', { ...person, postcode, land }, cookie)
  for (const right of ['3511AP', '3511 ap', ' 3511-AP ']) {
    assert.equal((await save(right)).status, 303, right)
  }
  for (const wrong of ['', '0511 AP', '3511 SS', '3511', '3511 APX']) {
    assert.equal((await save(wrong)).status, 422, wrong)
  }
  assert.equal((await save('2018', 'BE')).status, 303)
  assert.equal((await save('', 'BE')).status, 422)
  assert.equal((await save('2018', 'XX')).status, 422)
})

test('odd and hostile input is kept as text, and shown as text', async () => {
  const { cookie } = await peil.signIn('raar@voorbeeld.nl')
  const odd = [
    '<script>alert(1)</script>',
    `'; drop table person; --`,
    '🚲 Zoë Çelik ﷽ \u202Eabc',
    'null\u0000byte',
    'x'.repeat(50_000),
  ]
  for (const text of odd) {
    const fields = { ...person, achternaam: text, straat: text }
    const answer = await peil.post('/krsd/aanmelden/gegevens', fields, cookie)
    assert.ok([303, 413, 422].includes(answer.status), `${answer.status} for ${text.slice(0, 20)}`)
    const page = await (await peil.get('/krsd/aanmelden/gegevens', cookie)).text()
    assert.doesNotMatch(page, /<script>alert/)
  }
  const tooLong = await peil.post(
    '/krsd/aanmelden/werk',
    { ...job, werkgever: 'x'.repeat(201) },
    cookie,
  )
  assert.equal(tooLong.status, 422)
  assert.match(await tooLong.text(), /hoogstens 200 tekens/)
})

test('“later verdergaan” keeps what is wrong yet', async () => {
  const { cookie } = await peil.signIn('later@voorbeeld.nl')
  const later = { voornaam: 'Noor', land: 'NL', postcode: '12 AB', knop: 'later' }
  const saved = await peil.post('/krsd/aanmelden/gegevens', later, cookie)
  assert.equal(location(saved), '/krsd/aanmelden/taken')
  const page = await (await peil.get('/krsd/aanmelden/gegevens', cookie)).text()
  assert.match(page, /value="Noor"/)
  // What was typed and cannot be read is said when one comes back; what is still empty is not.
  assert.match(page, /Pas 1 antwoord aan/)
  assert.match(page, /href="#postcode"/)
  const tasks = await (await peil.get('/krsd/aanmelden/taken', cookie)).text()
  assert.match(tasks, /Niet alles is te lezen/)
})

test('a returned agreement shows its reason, and a corrected address is in the new one', async () => {
  const who = await newcomer(peil, 'terug@voorbeeld.nl', today(), 'signed', somebody())
  const { cookie } = await peil.signIn('terug@voorbeeld.nl')
  const office = await peil.signIn('sanne@krsd.nl', ['secretariat'])
  const check = `/krsd/werk/overeenkomsten/${who.agreementId}`
  const shown = await (await peil.get(check, office.cookie)).text()
  const decision = {
    besluit: 'terugsturen',
    reden: 'Het huisnummer <b>ontbreekt</b>.',
    _version: hidden(shown, '_version'),
  }
  const empty = await peil.post(check, { ...decision, reden: '  ' }, office.cookie)
  assert.equal(empty.status, 422)
  assert.equal((await peil.post(check, decision, office.cookie)).status, 303)

  const page = await (await peil.get('/krsd/aanmelden/overeenkomst', cookie)).text()
  assert.match(page, /Het huisnummer &lt;b&gt;ontbreekt/)
  const edit = await (await peil.get('/krsd/mijn/gegevens/persoonlijk', cookie)).text()
  const changed = await peil.post(
    '/krsd/mijn/gegevens/persoonlijk',
    {
      ...person,
      voornaam: 'Farid',
      achternaam: 'El Amrani',
      huisnummer: '99',
      _version: hidden(edit, '_version'),
    },
    cookie,
  )
  assert.equal(location(changed), '/krsd/aanmelden/overeenkomst')
  assert.match(
    await (await peil.get('/krsd/aanmelden/overeenkomst', cookie)).text(),
    /Kerkstraat 99/,
  )
  // The page that was open before the change does not sign the new text.
  const stale = await peil.post(
    '/krsd/aanmelden/overeenkomst',
    {
      akkoord: 'ja',
      naam: 'Farid El Amrani',
      overeenkomst: hidden(page, 'overeenkomst'),
      _version: hidden(page, '_version'),
    },
    cookie,
  )
  assert.equal(stale.status, 409)
  assert.match(await stale.text(), /value="Farid El Amrani"/)
})

test('a colleague who was too late sees the decision, and keeps the own text', async () => {
  const who = await newcomer(peil, 'collega@voorbeeld.nl', today(), 'signed')
  const office = await peil.signIn('sanne@krsd.nl', ['secretariat'])
  const check = `/krsd/werk/overeenkomsten/${who.agreementId}`
  const version = hidden(await (await peil.get(check, office.cookie)).text(), '_version')
  const approved = await peil.post(
    check,
    { besluit: 'goedkeuren', _version: version },
    office.cookie,
  )
  assert.equal(approved.status, 303)
  const late = await peil.post(
    check,
    { besluit: 'terugsturen', reden: 'Toch niet goed.', _version: version },
    office.cookie,
  )
  assert.equal(late.status, 409)
  const text = await late.text()
  assert.match(text, /Een collega was je voor/)
  assert.match(text, /Toch niet goed/)
  const agreement = await peil.act(clock, (context) => findAgreement(context, who.agreementId))
  assert.equal(agreement?.status, 'approved')
})

test('a payment asks for a day that is right, and is confirmed before it counts', async () => {
  const who = await newcomer(peil, 'boeken@voorbeeld.nl', today(), 'approved')
  const office = await peil.signIn('sanne@krsd.nl', ['secretariat'])
  const path = `/krsd/werk/betalingen/${who.invoiceId}`
  const on = (day: Temporal.PlainDate, more: Record<string, string> = {}) =>
    peil.post(
      path,
      {
        'betaald-dag': String(day.day),
        'betaald-maand': String(day.month),
        'betaald-jaar': String(day.year),
        bedrag: '95',
        _version: '1',
        ...more,
      },
      office.cookie,
    )
  const now = Temporal.PlainDate.from(today())
  assert.match(await (await on(now.add({ days: 1 }))).text(), /ligt in de toekomst/)
  assert.match(await (await on(now.subtract({ days: 1 }))).text(), /ligt vóór de factuur/)
  assert.equal((await peil.post(path, { 'betaald-dag': 'x' }, office.cookie)).status, 422)
  const asked = await on(now)
  assert.equal(asked.status, 200)
  assert.match(await asked.text(), /Betaling boeken/)
  assert.equal((await on(now, { bevestigd: 'ja' })).status, 303)
  const again = await on(now, { bevestigd: 'ja' })
  assert.equal(location(again), path)
})

test('somebody else’s documents, invoices and messages are not found', async () => {
  const mine = await newcomer(peil, 'van-mij@voorbeeld.nl', today(), 'approved')
  const me = await peil.signIn('van-mij@voorbeeld.nl')
  await newcomer(peil, 'van-jou@voorbeeld.nl', today(), 'approved')
  const you = await peil.signIn('van-jou@voorbeeld.nl')
  const [agreement] = await peil.act(clock, (context) =>
    listAgreements(context, mine.registrationId),
  )
  const { id } = await db
    .selectFrom('mail_message')
    .where('to_address', '=', 'van-mij@voorbeeld.nl')
    .select('id')
    .executeTakeFirstOrThrow()
  const document = `/krsd/mijn/documenten/${agreement?.documentId}`
  for (const path of [document, `/krsd/mijn/berichten/${id}`]) {
    assert.equal((await peil.get(path, me.cookie)).status, 200, path)
    assert.equal((await peil.get(path, you.cookie)).status, 404, path)
  }
  for (const id of ['x', '00000000-0000-0000-0000-000000000000', `${agreement?.documentId}'`]) {
    assert.equal((await peil.get(`/krsd/mijn/documenten/${id}`, me.cookie)).status, 404)
  }
  const shown = await peil.get(document, me.cookie)
  assert.equal(shown.headers.get('content-type'), 'application/pdf')
  assert.equal(
    Buffer.from(await shown.arrayBuffer())
      .subarray(0, 5)
      .toString(),
    '%PDF-',
  )
})

test('a page that is out of date shows what changed and what was typed', async () => {
  await newcomer(peil, 'twee-vensters@voorbeeld.nl', today())
  const { cookie } = await peil.signIn('twee-vensters@voorbeeld.nl')
  const path = '/krsd/mijn/gegevens/werk'
  const version = hidden(await (await peil.get(path, cookie)).text(), '_version')
  const first = await peil.post(path, { ...job, functie: 'Eerste', _version: version }, cookie)
  assert.equal(first.status, 303)
  const second = await peil.post(path, { ...job, functie: 'Tweede', _version: version }, cookie)
  assert.equal(second.status, 409)
  const page = await second.text()
  assert.match(page, /Eerste/)
  assert.match(page, /value="Tweede"/)
  const again = { ...job, functie: 'Tweede', _version: hidden(page, '_version') }
  assert.equal((await peil.post(path, again, cookie)).status, 303)
})

test('a form that waited for its sender to sign in overwrites nothing that changed meanwhile', async () => {
  await newcomer(peil, 'te-laat@voorbeeld.nl', today())
  const path = '/krsd/mijn/gegevens/werk'
  const late = await peil.signIn('te-laat@voorbeeld.nl')
  const version = hidden(await (await peil.get(path, late.cookie)).text(), '_version')
  await db
    .updateTable('session')
    .where('account_id', '=', late.accountId)
    .set({ ended_at: new Date().toISOString() })
    .execute()
  const kept = await peil.post(path, { ...job, functie: 'Oud', _version: version }, late.cookie)
  const back = new URL(location(kept), 'http://x').searchParams.get('terug') ?? ''
  const { cookie } = await peil.signIn('te-laat@voorbeeld.nl')
  const meanwhile = { ...job, functie: 'Intussen', _version: version }
  assert.equal((await peil.post(path, meanwhile, cookie)).status, 303)
  const page = await (await peil.get(back, cookie)).text()
  assert.match(page, /value="Oud"/)
  const sent = { ...job, functie: 'Oud', _version: hidden(page, '_version') }
  const refused = await peil.post(path, sent, cookie)
  assert.equal(refused.status, 409)
  assert.match(await refused.text(), /Intussen/)
})

test('ending one’s registration asks to be sure, and can be followed by another sign-up', async () => {
  await newcomer(peil, 'stopt@voorbeeld.nl', today(), 'candidate')
  const { cookie } = await peil.signIn('stopt@voorbeeld.nl')
  const path = '/krsd/mijn/gegevens/uitschrijven'
  const workPath = '/krsd/mijn/gegevens/werk'
  const before = hidden(await (await peil.get(workPath, cookie)).text(), '_version')
  await peil.post(workPath, { ...job, _version: before }, cookie)
  const version = hidden(await (await peil.get(path, cookie)).text(), '_version')
  assert.equal((await peil.post(path, { _version: version }, cookie)).status, 422)
  const ended = await peil.post(path, { _version: version, zeker: 'ja' }, cookie)
  assert.equal(ended.status, 303)
  // What they had stays to be read, and is no longer changed.
  const data = await (await peil.get('/krsd/mijn/gegevens', cookie)).text()
  assert.doesNotMatch(data, /gegevens\/persoonlijk|gegevens\/uitschrijven/)
  const later = await peil.get(path, cookie)
  assert.equal(later.status, 303)
  assert.match(location(later), /^\/krsd\/mijn$/)
  await peil.post('/krsd/aanmelden/verklaringen', declared, cookie)
  // Name, address and work are still known.
  const sent = await peil.post('/krsd/aanmelden/controleren', {}, cookie)
  assert.equal(location(sent), '/krsd/aanmelden/klaar')
})

test('the back office finds people by name without accents, by number and by address', async () => {
  const who = await newcomer(
    peil,
    'zoek@voorbeeld.nl',
    today(),
    'approved',
    somebody({ firstName: 'Zoë', namePrefix: "van 't", lastName: 'Hoff_100%' }),
  )
  const office = await peil.signIn('sanne@krsd.nl', ['secretariat'])
  const find = async (text: string) =>
    (await peil.get(`/krsd/werk/zoeken?zoek=${encodeURIComponent(text)}`, office.cookie)).text()
  for (const text of ['zoe hoff', 'HOFF_100%', 'zoek@voorbeeld.nl', '100%']) {
    assert.match(await find(text), new RegExp(who.registrationId), text)
  }
  assert.doesNotMatch(await find('h%ff'), new RegExp(who.registrationId))
  assert.match(await find('niemand zo'), /Niemand gevonden/)
  const file = await peil.get(`/krsd/werk/dossiers/${who.registrationId}`, office.cookie)
  assert.match(await file.text(), /Aanmelding goedgekeurd/)
})

test('the home of the back office counts what waits', async () => {
  const office = await peil.signIn('sanne@krsd.nl', ['secretariat'])
  const page = await (await peil.get('/krsd/werk', office.cookie)).text()
  assert.match(page, /facturen zijn nog niet betaald/)
  assert.match(page, /Oudste: vandaag/)
})

test('a profession is asked, in the list or in one’s own words, and a number in another register may be given', async () => {
  const { cookie, accountId } = await peil.signIn('beroep@voorbeeld.nl')
  const page = await (await peil.get('/krsd/aanmelden/werk', cookie)).text()
  assert.match(
    page,
    /Leerplichtambtenaar[\s\S]*Iets anders[\s\S]*SKJ-nummer[\s\S]*vraag je af of het nodig is/,
  )
  await fillIn(cookie)
  const send = async (fields: Readonly<Record<string, string>>) =>
    peil.post('/krsd/aanmelden/werk', { ...job, ...fields }, cookie)
  const none = await send({ beroep: '', 'nummer-skj': '12345' })
  assert.equal(none.status, 422)
  const back = await none.text()
  assert.match(back, /href="#beroep"[^>]*>Kies je beroep, of ‘Iets anders’/)
  assert.match(back, /name="nummer-skj"[^>]*value="12345"|value="12345"[^>]*name="nummer-skj"/)
  const other = await send({ beroep: 'other', 'ander-beroep': '' })
  assert.match(await other.text(), /href="#ander-beroep"[^>]*>Vul je beroep in/)
  const given = { beroep: 'other', 'ander-beroep': 'Jongerenwerker', 'nummer-skj': '12345' }
  assert.equal((await send(given)).status, 303)
  const check = await (await peil.get('/krsd/aanmelden/controleren', cookie)).text()
  assert.match(check, /Jongerenwerker[\s\S]*12345/)
  await peil.post('/krsd/aanmelden/controleren', {}, cookie)
  const [registration] = await registrations(accountId)
  const id = registration?.id ?? ''
  const said = await peil.act(clock, (context) => findBackground(context, id))
  assert.deepEqual(said, {
    profession: 'other',
    professionOther: 'Jongerenwerker',
    elsewhere: { skj: '12345' },
  })
  const mine = await (await peil.get('/krsd/mijn/gegevens', cookie)).text()
  assert.match(mine, /Beroep[\s\S]*Jongerenwerker[\s\S]*SKJ-nummer[\s\S]*12345/)
  await assertRecorded(peil, 'registration', 'say-background')
})

test('a number in the SKJ is kept and told, and changes nothing: who has one gets as far as who has none', async () => {
  const until = async (email: string, elsewhere: Readonly<Record<string, string>>) => {
    const who = await newcomer(peil, email, '2026-03-10', 'candidate')
    await peil.act(who.actor, (context) =>
      sayBackground(context, who.registrationId, {
        ...noBackground,
        profession: 'wmo-consulent',
        elsewhere,
      }),
    )
    return peil.act(who.actor, async (context) => {
      const { hindrance, loaded } = await prepareApplication(context, who.registrationId)
      const member = await findMember(context, who.registrationId)
      const { facts, holdings } = loaded.dossier
      return { hindrance, facts, holdings, status: member?.status }
    })
  }
  const without = await until('zonder-skj@voorbeeld.nl', {})
  assert.equal(without.status, 'candidate')
  assert.deepEqual(await until('met-skj@voorbeeld.nl', { skj: '98765' }), without)
})

test('who stands in the register since before it was asked is asked at the next visit, and can go on', async () => {
  await newcomer(peil, 'al-langer@voorbeeld.nl', today(), 'candidate')
  const { cookie } = await peil.signIn('al-langer@voorbeeld.nl')
  const asked = /mijn\/gegevens\/werk"[^>]*>Vul je beroep in/
  const portfolio = await peil.get('/krsd/mijn', cookie)
  assert.equal(portfolio.status, 200)
  assert.match(await portfolio.text(), asked)
  const path = '/krsd/mijn/gegevens/werk'
  const version = hidden(await (await peil.get(path, cookie)).text(), '_version')
  assert.equal((await peil.post(path, { ...job, _version: version }, cookie)).status, 303)
  assert.doesNotMatch(await (await peil.get('/krsd/mijn', cookie)).text(), asked)
})

test('in the LKLR the profession gives the fact of admission, and another takes it back', async () => {
  const lklr = peil.platform.registers.get('lklr')
  assert.ok(lklr)
  const standing = (id: string) =>
    inRegister(
      peil.platform,
      { register: lklr, today: Temporal.PlainDate.from(today()) },
      clock,
      async (context) => (await loadDossier(context, id)).dossier.facts['works-in-profession'],
    )
  const { cookie, accountId } = await peil.signIn('lklr@voorbeeld.nl')
  await peil.post('/lklr/aanmelden/gegevens', person, cookie)
  await peil.post('/lklr/aanmelden/werk', { ...job, beroep: 'rmc-medewerker' }, cookie)
  await peil.post('/lklr/aanmelden/verklaringen', declared, cookie)
  await peil.post('/lklr/aanmelden/controleren', {}, cookie)
  const [registration] = await registrations(accountId)
  const id = registration?.id ?? ''
  assert.equal(await standing(id), true)
  const path = '/lklr/mijn/gegevens/werk'
  const change = async (fields: Readonly<Record<string, string>>) => {
    const version = hidden(await (await peil.get(path, cookie)).text(), '_version')
    const sent = { ...job, ...fields, _version: version }
    assert.equal((await peil.post(path, sent, cookie)).status, 303)
  }
  await change({ beroep: 'other', 'ander-beroep': 'Docent' })
  assert.equal(await standing(id), undefined)
  await change({ beroep: 'leerplichtambtenaar' })
  assert.equal(await standing(id), true)
})

test('who signs up for a second register is asked nothing that is known, and may bring along what they did', async () => {
  const { cookie } = await peil.signIn('tweede@voorbeeld.nl')
  await fillIn(cookie)
  await peil.post('/krsd/aanmelden/controleren', {}, cookie)
  const page = async (path: string) => (await peil.get(`/lklr/aanmelden${path}`, cookie)).text()
  const [part = ''] = /id="person[\s\S]*?id="work/.exec(await page('/taken')) ?? []
  assert.match(part, /Klaar/)
  assert.match(await page('/gegevens'), /value="Kerkstraat"/)
  assert.match(await page('/werk'), /value="Gemeente Heideveld"[\s\S]*value="Consulent"/)
  await peil.post('/lklr/aanmelden/werk', { ...job, beroep: 'rmc-medewerker' }, cookie)
  await peil.post('/lklr/aanmelden/verklaringen', declared, cookie)
  await peil.post('/lklr/aanmelden/controleren', {}, cookie)
  assert.match(await page('/klaar'), /staat ook in het KRSD[\s\S]*href="\/lklr\/mijn\/meenemen"/)
  // Nothing can be brought along yet, but it can be looked at.
  const there = await peil.get('/lklr/mijn/meenemen', cookie)
  assert.equal(there.status, 200)
})

// On paper: printed, signed by hand, and brought as a scan or sent by post.
const paperPath = '/krsd/aanmelden/overeenkomst/papier'

test('an agreement signed by hand is brought as a scan, and checked like any other', async () => {
  const who = await newcomer(peil, 'scan@voorbeeld.nl', today())
  const { cookie } = await peil.signIn('scan@voorbeeld.nl')
  assert.match(
    await (await peil.get('/krsd/aanmelden/overeenkomst', cookie)).text(),
    /onderteken met de hand/,
  )
  const page = await (await peil.get(paperPath, cookie)).text()
  assert.match(page, /Voorbeeldplein 1/)
  const fields = { _version: hidden(page, '_version'), overeenkomst: hidden(page, 'overeenkomst') }
  const unsaid = await peil.post(paperPath, fields, cookie)
  assert.match(await unsaid.text(), /Kies hoe je de overeenkomst stuurt/)
  const none = await peil.post(paperPath, { ...fields, hoe: 'scan' }, cookie)
  assert.equal(none.status, 422)
  assert.match(await none.text(), /Kies het bestand met je handtekening/)
  const scan = { hoe: 'scan', scan: pdf('overeenkomst.pdf') }
  const sent = await peil.post(paperPath, { ...fields, ...scan }, cookie)
  assert.equal(location(sent), '/krsd/aanmelden/taken')
  await assertRecorded(peil, 'agreement', 'sign-on-paper')
  const agreement = await peil.act(clock, (context) => findAgreement(context, who.agreementId))
  assert.equal(agreement?.status, 'signed')
  assert.equal(agreement?.signedOn?.toString(), today())
  const office = (await peil.signIn('bureau-scan@voorbeeld.nl', ['secretariat'])).cookie
  const check = await (
    await peil.get(`/krsd/werk/overeenkomsten/${who.agreementId}`, office)
  ).text()
  assert.match(check, /Op papier\. Kijk zelf of de handtekening/)
  assert.match(check, /Open de scan met handtekening/)
  const approved = await peil.act(clock, (context) =>
    approveAgreement(context, { agreementId: who.agreementId, version: agreement?.version ?? 0 }),
  )
  assert.equal(approved.outcome, 'approved')
})

test('the back office enters on which day an agreement came by post: in time also when it is entered later', async () => {
  const day = (on: string) => {
    const [year, month, date] = on.split('-')
    return {
      'ontvangen-dag': date ?? '',
      'ontvangen-maand': month ?? '',
      'ontvangen-jaar': year ?? '',
    }
  }
  const office = (await peil.signIn('bureau-post@voorbeeld.nl', ['secretariat'])).cookie
  const since = Temporal.PlainDate.from(today()).subtract({ months: 2 })
  const who = await newcomer(peil, 'post@voorbeeld.nl', since.toString())
  const last = since.add({ months: 1 })
  await peil.act(clock, lapseAgreements)
  const there = `/krsd/werk/overeenkomsten/${who.agreementId}`
  const path = `${there}/ontvangst`
  assert.match(await (await peil.get(there, office)).text(), /Bewaar op welke dag die binnenkwam/)
  const send = async (on: string) => {
    const version = hidden(await (await peil.get(path, office)).text(), '_version')
    return peil.post(path, { ...day(on), _version: version }, office)
  }
  const late = await send(last.add({ days: 1 }).toString())
  assert.equal(late.status, 422)
  assert.match(await late.text(), /Te laat: ondertekenen kon tot en met/)
  const early = await send(since.subtract({ days: 1 }).toString())
  assert.match(await early.text(), /Vul een dag in van/)
  assert.equal(location(await send(last.toString())), there)
  const agreement = await peil.act(clock, (context) => findAgreement(context, who.agreementId))
  assert.equal(agreement?.status, 'signed')
  assert.equal(agreement?.signedOn?.toString(), last.toString())
  const member = await peil.act(clock, (context) => findMember(context, who.registrationId))
  assert.equal(member?.status, 'agreement-signed')
  const [mail] = await db
    .selectFrom('mail_message')
    .where('to_address', '=', 'post@voorbeeld.nl')
    .where('kind', '=', 'agreement-arrived')
    .select('body_text')
    .execute()
  assert.match(mail?.body_text ?? '', /Binnengekomen op/)
  assert.match(await (await peil.get(there, office)).text(), /Per post ontvangen op/)
})

test('what was said to come by post is awaited by the back office, reminded of, and can come', async () => {
  const sentOn = Temporal.PlainDate.from(today()).subtract({ days: 14 })
  const who = await newcomer(peil, 'komt-nog@voorbeeld.nl', sentOn.toString())
  const { cookie } = await peil.signIn('komt-nog@voorbeeld.nl')
  const office = (await peil.signIn('bureau-wacht@voorbeeld.nl', ['secretariat'])).cookie
  const list = async () =>
    (await (await peil.get('/krsd/werk/overeenkomsten', office)).text()).replaceAll('\u00a0', ' ')
  assert.doesNotMatch(await list(), /Verwacht per post/)
  const page = await (await peil.get(paperPath, cookie)).text()
  const fields = { _version: hidden(page, '_version'), overeenkomst: hidden(page, 'overeenkomst') }
  const announce = () => peil.post(paperPath, { ...fields, hoe: 'post' }, cookie)
  assert.equal(location(await announce()), '/krsd/aanmelden/taken')
  await assertRecorded(peil, 'agreement', 'announce', who.agreementId)
  assert.equal((await announce()).status, 303)
  assert.match(
    await (await peil.get(paperPath, cookie)).text(),
    /weten dat het papier per post komt/,
  )
  assert.match(await list(), /Verwacht per post \(1\)/)
  assert.match(await (await peil.get('/krsd/werk', office)).text(), /1 wordt per post verwacht\./)
  const other = await newcomer(peil, 'niet-van-mij@voorbeeld.nl', today())
  const meddled = await peil.act(other.actor, (context) =>
    announceOnPaper(context, who.agreementId),
  )
  assert.equal(meddled.outcome, 'unknown')
  const agreement = await peil.act(clock, (context) => findAgreement(context, who.agreementId))
  assert.equal(agreement?.status, 'sent')
  await peil.act(clock, remindAgreements)
  const [mail] = await db
    .selectFrom('mail_message')
    .where('to_address', '=', 'komt-nog@voorbeeld.nl')
    .where('kind', '=', 'agreement-reminder')
    .select('body_text')
    .execute()
  assert.match(mail?.body_text ?? '', /per post komt\. Die is nog niet binnen/)
  // Past its last day it is looked out for a while longer, since what came in time may be entered later.
  const last = agreement?.signBefore ?? assert.fail()
  const awaited = (on: Temporal.PlainDate) =>
    peil.act(clock, listAnnouncedAgreements, on.toString())
  assert.equal((await awaited(last.add({ days: 14 }))).length, 1)
  assert.equal((await awaited(last.add({ days: 15 }))).length, 0)
  const came = await peil.act(clock, (context) =>
    signOnPaper(context, {
      agreementId: who.agreementId,
      version: agreement.version,
      as: 'post',
      receivedOn: Temporal.PlainDate.from(today()),
      scan: undefined,
    }),
  )
  assert.equal(came.outcome, 'received')
  assert.doesNotMatch(await list(), /Verwacht per post/)
})

test('nobody brings a scan for somebody else, and the post is not entered by its sender', async () => {
  const who = await newcomer(peil, 'eigen-scan@voorbeeld.nl', today())
  const other = await newcomer(peil, 'andere-scan@voorbeeld.nl', today())
  const receivedOn = Temporal.PlainDate.from(today())
  const paper = { agreementId: who.agreementId, version: 1, receivedOn, scan: undefined }
  const bring = (actor: typeof who.actor, as: 'scan' | 'post') =>
    peil.act(actor, (context) => signOnPaper(context, { ...paper, as }), today())
  assert.equal((await bring(other.actor, 'scan')).outcome, 'unknown')
  assert.equal((await bring(who.actor, 'post')).outcome, 'unknown')
})
