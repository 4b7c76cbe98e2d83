import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { Certificate } from '#domain/certification/certificate/certificate.ts'
import { checkCertificate } from '#domain/certification/certificate/check-certificate.ts'
import { certificatesOf } from '#domain/certification/certificate/queries.ts'
import { withdrawCertificates } from '#domain/certification/certificate/withdraw-certificates.ts'
import { isNameRelied, openNameChange } from '#domain/certification/name-change/queries.ts'
import { findTimeline } from '#domain/people/registration/timeline.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { publishEntry } from '#domain/public-register/entry/publish-entry.ts'
import type { CastAccount, CastProfessional } from '#testing/cast.ts'
import { colleague, enough, file, judge, passOn, professional } from '#testing/cast.ts'
import { newcomer } from '#testing/people.ts'
import { testPlatform } from '#testing/platform.ts'
import { assertRecorded, byHand } from '#testing/records.ts'

const peil = await testPlatform({ inWriting: true })
const decidedOn = '2027-01-14'
const changedOn = '2027-03-01'
const system = { kind: 'system', task: 'test' } as const

let lonneke: CastProfessional
let office: CastAccount
let old: Certificate
let fresh: Certificate

const another = {
  voornaam: 'Lonneke',
  voorletters: 'L.',
  tussenvoegsel: '',
  achternaam: 'Willemsen',
  reden: 'Ik ben getrouwd.',
}
const hidden = (html: string, name: string) =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? ''
const page = async (path: string, cookie?: string) => (await peil.get(path, cookie)).text()
const certificates = () =>
  peil.act(system, (context) => certificatesOf(context, lonneke.registrationId), changedOn)

before(async () => {
  lonneke = await professional(peil, {
    email: 'lonneke@voorbeeld.nl',
    firstName: 'Lonneke',
    namePrefix: 'van der',
    lastName: 'Meer',
  })
  office = await colleague(
    peil,
    { email: 'sanne@voorbeeld.nl', firstName: 'Sanne', lastName: 'Bakker' },
    ['secretariat'],
  )
  const members = ['Tom', 'Marieke'].map((firstName) =>
    colleague(
      peil,
      {
        email: `${firstName.toLowerCase()}@voorbeeld.nl`,
        firstName,
        lastName: 'Visser',
        employer: firstName,
      },
      ['committee'],
    ),
  )
  await enough(peil, lonneke, '2026-05-01')
  const applicationId = await file(peil, lonneke, '2026-11-20')
  await passOn(peil, office.actor, applicationId, '2026-11-25')
  for (const member of await Promise.all(members)) {
    await judge(peil, member, applicationId, decidedOn)
  }
  await peil.makePapers()
  await peil.setToday(changedOn)
  const [certificate] = await certificates()
  assert.ok(certificate !== undefined)
  old = certificate
})

test('whoever is certified cannot rename themselves, whatever they send', async () => {
  const path = '/krsd/mijn/gegevens/persoonlijk'
  const edit = await page(path, lonneke.cookie)
  assert.match(edit, /Lonneke van der Meer.*Andere naam aanvragen/s)
  assert.doesNotMatch(edit, /name="achternaam"/)
  const sent = await peil.post(
    path,
    {
      ...another,
      voornaam: 'Pieter',
      land: 'NL',
      straat: 'Kerkstraat',
      huisnummer: '8',
      postcode: '3511 AP',
      plaats: 'Utrecht',
      telefoon: '',
      _version: hidden(edit, '_version'),
    },
    lonneke.cookie,
  )
  assert.equal(sent.status, 303)
  // The address was changed, the name was not.
  const data = await page('/krsd/mijn/gegevens', lonneke.cookie)
  assert.match(data, /Lonneke van der Meer/)
  assert.match(data, /Kerkstraat 8/)
  for (const path of [`/krsd/certificaat/${old.code}`, '/krsd/register?naam=Meer']) {
    assert.match(await page(path), /Lonneke van der Meer/, path)
  }
  assert.doesNotMatch(await page('/krsd/register?naam=Willemsen'), /van der Meer|Pieter/)
})

test('another name is asked for with its reason, and is seen by the back office before it is public', async () => {
  const path = '/krsd/mijn/gegevens/naam'
  const empty = await peil.post(path, { ...another, reden: ' ' }, lonneke.cookie)
  assert.equal(empty.status, 422)
  const same = { ...another, tussenvoegsel: 'van der', achternaam: 'Meer' }
  const now = await page(path, lonneke.cookie)
  const initials = /name="voorletters"[^>]*value="([^"]*)"/.exec(now)?.[1] ?? ''
  const known = { ...same, voorletters: initials, 'een-naam': 'ja' }
  assert.equal((await peil.post(path, known, lonneke.cookie)).status, 422)
  assert.equal((await peil.post(path, another, lonneke.cookie)).status, 303)
  await assertRecorded(peil, 'name-change', 'ask')
  assert.match(await page('/krsd/mijn/gegevens', lonneke.cookie), /andere naam aangevraagd/)
  assert.match(await page('/krsd/werk', office.cookie), /Andere namen/)
  assert.match(await page('/krsd/werk/naamswijzigingen', office.cookie), /Lonneke Willemsen/)
  assert.match(await page('/krsd/register?naam=Willemsen'), /Niemand gevonden/)
})

test('a refusal leaves everything as it is and says why', async () => {
  const asked = await peil.act(
    system,
    (context) => openNameChange(context, lonneke.registrationId),
    changedOn,
  )
  const path = `/krsd/werk/naamswijzigingen/${asked?.id}`
  const _version = hidden(await page(path, office.cookie), '_version')
  const refusal = { besluit: 'afwijzen', antwoord: 'Stuur eerst een akte.', _version }
  assert.equal((await peil.post(path, { ...refusal, antwoord: '' }, office.cookie)).status, 422)
  assert.equal((await peil.post(path, refusal, office.cookie)).status, 303)
  await assertRecorded(peil, 'name-change', 'refuse', asked?.id)
  const again = await peil.post(path, { besluit: 'overnemen', _version }, office.cookie)
  assert.equal(again.status, 409)
  assert.match(await page('/krsd/mijn/gegevens', lonneke.cookie), /Lonneke van der Meer/)
  const mail = await peil.platform.db
    .selectFrom('mail_message')
    .where('kind', '=', 'name-not-changed')
    .select('body_text')
    .executeTakeFirstOrThrow()
  assert.match(mail.body_text, /Stuur eerst een akte\./)
})

test('an approved name is public at once, and the certificate is issued anew with it', async () => {
  await peil.post('/krsd/mijn/gegevens/naam', another, lonneke.cookie)
  const asked = await peil.act(
    system,
    (context) => openNameChange(context, lonneke.registrationId),
    changedOn,
  )
  const path = `/krsd/werk/naamswijzigingen/${asked?.id}`
  const seen = hidden(await page(path, office.cookie), '_version')
  // Another wish than the one that the back office looked at is not approved unseen.
  await peil.post('/krsd/mijn/gegevens/naam', another, lonneke.cookie)
  const unseen = await peil.post(path, { besluit: 'overnemen', _version: seen }, office.cookie)
  assert.equal(unseen.status, 409)
  const _version = hidden(await page(path, office.cookie), '_version')
  const done = await peil.post(path, { besluit: 'overnemen', _version }, office.cookie)
  assert.equal(done.status, 303)
  await assertRecorded(peil, 'name-change', 'approve', asked?.id)
  await assertRecorded(peil, 'certificate', 'issue-anew')
  await peil.makePapers()
  const [first, ...others] = await certificates()
  assert.ok(first !== undefined)
  fresh = first
  assert.equal(others.length, 1)
  assert.notEqual(fresh.code, old.code)
  assert.notEqual(fresh.documentId, old.documentId)
  assert.equal(fresh.validLast.toString(), old.validLast.toString())
  assert.match(await page('/krsd/register?naam=Willemsen'), /Lonneke Willemsen/)
  assert.match(await page('/krsd/register?naam=van+der+Meer'), /Niemand gevonden/)
})

test('each certificate is checked by the name that stands on it, and the old one was replaced', async () => {
  const now = await page(`/krsd/certificaat/${fresh.code}`)
  assert.match(now, /is geldig/)
  assert.match(now, /Lonneke Willemsen/)
  assert.doesNotMatch(now, /van der Meer/)
  const before = await page(`/krsd/certificaat/${old.code}`)
  assert.match(before, /is vervangen/)
  assert.match(before, /Lonneke van der Meer/)
  assert.doesNotMatch(before, /Willemsen/)
  const mark = await peil.get(`/krsd/certificaat/${old.code}/keurmerk.png`)
  assert.equal(mark.status, 200)
  const later = await peil.act(
    system,
    (context) => checkCertificate(context, old.code),
    '2031-01-01',
  )
  assert.equal(later.outcome === 'found' && later.certificate.standing, 'issued-anew')
  assert.match(await page('/krsd/mijn/certificering', lonneke.cookie), /Vervangen/)
})

test('the back office finds it in the file, without the name that was', async () => {
  const events = await peil.act(
    system,
    (context) => findTimeline(context, lonneke.registrationId),
    changedOn,
  )
  const names = events.filter(({ what }) => what.startsWith('name-')).map(({ what }) => what)
  assert.deepEqual(names.sort(), ['name-asked', 'name-asked', 'name-changed', 'name-refused'])
  const shown = await page(`/krsd/werk/dossiers/${lonneke.registrationId}`, office.cookie)
  assert.match(shown, /Naam gewijzigd/)
  assert.doesNotMatch(shown, /van der Meer/)
})

test('a candidate in the public register asks as well, and whoever nobody sees yet changes it at once', async () => {
  const candidate = await professional(peil, {
    email: 'kandidaat@voorbeeld.nl',
    firstName: 'Noor',
    lastName: 'Smit',
  })
  const edit = await page('/krsd/mijn/gegevens/persoonlijk', candidate.cookie)
  assert.match(edit, /Andere naam aanvragen/)
  await newcomer(peil, 'nieuw@voorbeeld.nl', changedOn, 'signed-up')
  const { cookie } = await peil.signIn('nieuw@voorbeeld.nl')
  assert.match(await page('/krsd/mijn/gegevens/persoonlijk', cookie), /name="achternaam"/)
  const asking = await peil.get('/krsd/mijn/gegevens/naam', cookie)
  assert.equal(asking.headers.get('location'), '/krsd/mijn/gegevens/persoonlijk')
})

test('others rely on a name that is public or on a certificate that was not withdrawn', async () => {
  const relied = (work: (context: Context) => Promise<void> = async () => {}) =>
    peil.act(
      system,
      async (context) => {
        await byHand(context)
        await work(context)
        return isNameRelied(context, lonneke.registrationId)
      },
      changedOn,
    )
  const show = (shielded: boolean) => async (context: Context) => {
    const { db } = context
    const own = lonneke.registrationId
    await db.updateTable('registration').set({ shielded }).where('id', '=', own).execute()
    await publishEntry(context, own)
  }
  assert.equal(await relied(), true)
  assert.equal(await relied(show(true)), true)
  const withdraw = (context: Context) => withdrawCertificates(context, lonneke.registrationId)
  assert.equal(await relied(withdraw), false)
  assert.equal(await relied(show(false)), true)
})
