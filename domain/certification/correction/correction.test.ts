import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { certificatesOf } from '#domain/certification/certificate/queries.ts'
import { compareCorrection } from '#domain/certification/correction/compare-correction.ts'
import type { Wish } from '#domain/certification/correction/correction.ts'
import { sealOf } from '#domain/certification/correction/correction.ts'
import { makeCorrection } from '#domain/certification/correction/make-correction.ts'
import { correctionsOf } from '#domain/certification/correction/queries.ts'
import { changePerson } from '#domain/certification/sign-up/change-person.ts'
import { registerArrival } from '#domain/dossier/original/receive-original.ts'
import { findPerson } from '#domain/people/person/queries.ts'
import type { CastAccount, CastProfessional } from '#testing/cast.ts'
import { colleague, enough, file, judge, passOn, professional } from '#testing/cast.ts'
import { testPlatform } from '#testing/platform.ts'
import { fieldsIn, textOf, wordsOf } from '#testing/portfolio.ts'
import { assertRecorded, byHand } from '#testing/records.ts'

// What the back office sets right is shown before it is done, stays with its reason, and is told.

const peil = await testPlatform({ inWriting: true })
const today = '2027-03-01'
const day = Temporal.PlainDate.from
let lonneke: CastProfessional
let office: CastAccount

before(async () => {
  lonneke = await professional(peil, {
    email: 'lonneke@voorbeeld.nl',
    firstName: 'Lonneke',
    lastName: 'Meerhof',
  })
  office = await colleague(
    peil,
    { email: 'sanne@voorbeeld.nl', firstName: 'Sanne', lastName: 'Bakker' },
    ['secretariat'],
  )
  await enough(peil, lonneke, '2026-05-01')
  const applicationId = await file(peil, lonneke, '2026-11-20')
  await passOn(peil, office.actor, applicationId, '2026-11-25')
  for (const firstName of ['Tom', 'Marieke']) {
    const member = await colleague(
      peil,
      {
        email: `${firstName.toLowerCase()}@voorbeeld.nl`,
        firstName,
        lastName: 'Visser',
        employer: firstName,
      },
      ['committee'],
    )
    await judge(peil, member, applicationId, '2027-01-14')
  }
  await peil.makePapers()
  await peil.setToday(today)
})

const pathOf = (what: string, thing = lonneke.registrationId) =>
  `/krsd/werk/dossiers/${lonneke.registrationId}/rechtzetten/${what}/${thing}`
const read = async (path: string, cookie = office.cookie) =>
  wordsOf(await (await peil.get(path, cookie)).text())

/** Sends the form as it stands with other answers, and then, if asked, what came back with the button. */
async function send(path: string, fields: Readonly<Record<string, string>>, done = true) {
  const opened = await (await peil.get(path, office.cookie)).text()
  const shown = await peil.post(
    path,
    { ...fieldsIn(opened, path), ...fields, intent: 'bekijken' },
    office.cookie,
  )
  if (!done || shown.status !== 200) return shown
  const html = await shown.text()
  return peil.post(
    path,
    { ...fieldsIn(html, path), ...fields, intent: 'rechtzetten' },
    office.cookie,
  )
}

const compare = (wish: Wish) =>
  peil.act(office.actor, (context) => compareCorrection(context, lonneke.registrationId, wish))

const why = async (wish: Wish) => {
  const found = await compare(wish)
  return found.outcome === 'not' ? found.why : found.outcome
}

const lastMail = async (to: string) => {
  const mail = await peil.platform.db
    .selectFrom('mail_message')
    .where('to_address', '=', to)
    .where('kind', '=', 'corrected')
    .select('body_text')
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  return mail.body_text.replaceAll('\u00a0', ' ')
}

test('an address is set right after what it was and becomes was shown, and whose it is is told why', async () => {
  assert.match(await read(`/krsd/werk/dossiers/${lonneke.registrationId}`), /Zet iets recht/)
  assert.match(
    await read(`/krsd/werk/dossiers/${lonneke.registrationId}/rechtzetten`),
    /Huisadres of telefoonnummer/,
  )
  const path = pathOf('adres')
  const wrong = await send(path, { land: 'NL', straat: 'Dorpsweg', postcode: '12', reden: '' })
  assert.equal(wrong.status, 422)
  const again = await wrong.text()
  assert.match(wordsOf(again), /Vul een postcode in zoals 1234 AB/)
  assert.match(wordsOf(again), /Vul in waarom dit wordt rechtgezet/)
  assert.match(again, /value="Dorpsweg"/)
  const answers = {
    straat: 'Dorpsweg',
    huisnummer: '12',
    postcode: '3511 AP',
    plaats: 'Utrecht',
    land: 'NL',
    reden: 'De straat was <b>verkeerd</b> overgenomen.',
  }
  const shown = await textOf(await send(path, answers, false))
  assert.match(shown, /Er is nog niets gewijzigd/)
  assert.match(shown, /Straat en huisnummer.*Dorpsweg 12/)
  const known = () => peil.act(lonneke.actor, (context) => findPerson(context, lonneke.accountId))
  assert.notEqual((await known())?.person.street, 'Dorpsweg')
  const done = await send(path, answers)
  assert.equal(done.status, 303, await textOf(done))
  await assertRecorded(peil, 'correction', 'make')
  assert.equal((await known())?.person.street, 'Dorpsweg')
  const mail = await lastMail('lonneke@voorbeeld.nl')
  assert.match(mail, /> De straat was <b>verkeerd<\/b> overgenomen\./)
  assert.match(mail, /is nu Dorpsweg 12/)
  assert.match(mail, /bezwaar/)
  const shownInFile = await read(`/krsd/werk/dossiers/${lonneke.registrationId}`)
  assert.match(shownInFile, /Rechtgezet.*Dorpsweg 12.*Door Sanne Bakker/)
  assert.match(shownInFile, /Rechtgezet: huisadres of telefoonnummer/)
  assert.equal(shownInFile.split('verkeerd').length, 2, 'its reason stands once')
  assert.equal((await send(path, { ...answers, reden: 'Nog eens.' })).status, 422)
})

test('what changed since it was shown is not overwritten', async () => {
  const wish = {
    subject: 'work',
    work: { employer: 'Gemeente Loon', municipality: 'Loon', jobTitle: 'Adviseur' },
  } as const
  const found = await compare(wish)
  assert.ok(found.outcome === 'differs')
  const about = {
    registrationId: lonneke.registrationId,
    wish,
    reason: 'Verkeerd overgetypt.',
    source: '',
    seen: sealOf(found.changes),
  }
  const version = await peil.act(
    lonneke.actor,
    async (context) => (await findPerson(context, lonneke.accountId))?.version ?? 0,
  )
  const work = { employer: 'Gemeente Elders', municipality: 'Elders', jobTitle: 'Adviseur' }
  await peil.act(lonneke.actor, (context) =>
    changePerson(context, { accountId: lonneke.accountId, version, work }),
  )
  const correct = (seen = about.seen) =>
    peil.act(office.actor, (context) => makeCorrection(context, { ...about, seen }))
  assert.equal((await correct()).outcome, 'stale')
  const now = await compare(wish)
  assert.ok(now.outcome === 'differs')
  // Of two at once one does it, and the other finds it done.
  const both = await Promise.all([correct(sealOf(now.changes)), correct(sealOf(now.changes))])
  assert.deepEqual(both.map(({ outcome }) => outcome).toSorted(), ['corrected', 'not'])
})

test('a name is set right on the certificate and in the register, and the old one is kept nowhere', async () => {
  const answers = {
    voornaam: 'Lonneke',
    voorletters: 'L.',
    tussenvoegsel: '',
    achternaam: 'Merhof',
    reden: 'Een e te veel.',
  }
  assert.equal((await send(pathOf('naam'), answers)).status, 303)
  assert.match(await read('/krsd/register?naam=Merhof'), /Lonneke Merhof/)
  await assertRecorded(peil, 'certificate', 'issue-anew')
  assert.doesNotMatch(await lastMail('lonneke@voorbeeld.nl'), /Meerhof/)
  const [row] = await peil.act(office.actor, (context) =>
    correctionsOf(context, lonneke.registrationId),
  )
  assert.equal(row?.subject, 'name')
  const kept = await peil.platform.db.selectFrom('audit_facts').select('facts').execute()
  assert.doesNotMatch(JSON.stringify([row, kept]), /Meerhof/)
  assert.doesNotMatch(await read(`/krsd/werk/dossiers/${lonneke.registrationId}`), /Meerhof/)
})

test('another day of a decision gives the period of that day on a new certificate, and the decision stays', async () => {
  const certificates = () =>
    peil.act(office.actor, (context) => certificatesOf(context, lonneke.registrationId))
  const standing = (await certificates()).find(({ replacedOn }) => replacedOn === undefined)
  assert.ok(standing)
  const wish = (on: string): Wish => ({
    subject: 'decision-day',
    certificateId: standing.id,
    decidedOn: day(on),
  })
  assert.equal(await why(wish('2027-01-14')), 'same')
  assert.equal(await why(wish('2027-01-15')), 'not-that-day')
  assert.equal(await why(wish('2026-11-19')), 'not-that-day')
  assert.equal(await why(wish('2026-11-20')), 'differs')
  const path = pathOf('besluitdag', standing.id)
  const answers = { 'besloten-dag': '12', 'besloten-maand': '1', 'besloten-jaar': '2027' }
  const reason = { reden: 'De vergadering was op 12 januari.' }
  const without = await send(path, { ...answers, ...reason })
  assert.match(await textOf(without), /Vul in in welk stuk dit staat/)
  const done = await send(path, { ...answers, ...reason, vindplaats: 'Besluitenlijst 2027-1' })
  assert.equal(done.status, 303, await textOf(done))
  await assertRecorded(peil, 'registration', 'correct-period', lonneke.registrationId)
  const mail = await lastMail('lonneke@voorbeeld.nl')
  assert.match(mail, /Dag van het besluit: was 14 januari 2027, is nu 12 januari 2027/)
  assert.match(mail, /Geldig tot en met: was 13 januari 2030, is nu 11 januari 2030/)
  assert.match(mail, /Besluitenlijst 2027-1/)
  const fresh = (await certificates()).find(({ replacedOn }) => replacedOn === undefined)
  assert.equal(fresh?.validLast.toString(), '2030-01-11')
  assert.match(await read(`/krsd/certificaat/${standing.code}`), /is vervangen/)
  assert.match(await read(`/krsd/certificaat/${fresh?.code}`), /11 januari 2030/)
  assert.notEqual(fresh?.markPngId, standing.markPngId)
  assert.match(await read('/krsd/register?naam=Merhof'), /11 januari 2030/)
  const decision = await peil.platform.db
    .selectFrom('decision')
    .select(['decided_on', 'valid_last'])
    .executeTakeFirstOrThrow()
  assert.deepEqual(decision, { decided_on: '2027-01-14', valid_last: '2030-01-13' })
  // What it was is no longer there to be set right.
  assert.equal((await peil.get(path, office.cookie)).status, 404)
  assert.equal(await why(wish('2027-01-13')), 'not-there')
})

test('an address to sign in with is asked of the new address, and never of whoever works here', async () => {
  const path = pathOf('e-mail')
  const wrong = await send(path, { email: 'geen adres', reden: 'Tikfout.' })
  assert.match(await textOf(wrong), /Vul een e-mailadres in/)
  const done = await send(path, { email: 'l.merhof@voorbeeld.nl', reden: 'Tikfout.' })
  assert.equal(done.status, 303, await textOf(done))
  const email = async () => {
    const { email } = await peil.platform.db
      .selectFrom('account')
      .where('id', '=', lonneke.accountId)
      .select('email')
      .executeTakeFirstOrThrow()
    return email
  }
  assert.equal(await email(), 'lonneke@voorbeeld.nl')
  const link = await peil.platform.db
    .selectFrom('mail_message')
    .where('to_address', '=', 'l.merhof@voorbeeld.nl')
    .select('kind')
    .execute()
  assert.deepEqual(link, [{ kind: 'change-email' }])
  assert.match(await lastMail('lonneke@voorbeeld.nl'), /pas als (je|u) de link opent/)
  await peil.signIn('lonneke@voorbeeld.nl', ['committee'])
  assert.equal(await why({ subject: 'email', email: 'x@voorbeeld.nl' }), 'works-here')
})

test('a period from outside is set right within what the regulation gives, and one of a decision is not', async () => {
  const period = (first: string, last: string): Wish => ({
    subject: 'period',
    first: day(first),
    last: day(last),
  })
  assert.equal(await why(period('2026-01-01', '2028-12-31')), 'not-there')
  const moved = await professional(peil, {
    email: 'overgekomen@voorbeeld.nl',
    firstName: 'Piet',
    lastName: 'Overkomer',
    status: 'certified',
    since: '2026-02-01',
    validFirst: '2026-02-01',
    validLast: '2029-01-31',
  })
  // As it was taken over from another administration.
  await peil.act(office.actor, async (context) => {
    await byHand(context)
    await context.db
      .insertInto('certificate')
      .values({
        register: 'krsd',
        registration_id: moved.registrationId,
        code: 'ELDERS-1',
        name: 'Piet Overkomer',
        issued_on: '2026-02-01',
        valid_first: '2026-02-01',
        valid_last: '2029-01-31',
      })
      .execute()
  })
  const of = (wish: Wish) =>
    peil.act(office.actor, async (context) => {
      const found = await compareCorrection(context, moved.registrationId, wish)
      if (found.outcome !== 'differs') return found.outcome === 'not' ? found.why : found.outcome
      const made = await makeCorrection(context, {
        registrationId: moved.registrationId,
        wish,
        reason: 'Op de brief staat een andere dag.',
        source: 'Brief van 3 januari 2026',
        seen: sealOf(found.changes),
      })
      return made.outcome
    })
  assert.equal(await of(period('2026-01-01', '2029-01-01')), 'no-period')
  assert.equal(await of(period('2026-01-01', '2025-12-31')), 'no-period')
  assert.equal(await of(period('2027-03-02', '2029-12-31')), 'in-future')
  assert.equal(await of(period('2026-01-01', '2028-12-31')), 'corrected')
  assert.match(await read('/krsd/register?naam=Overkomer'), /31 december 2028/)
  await assertRecorded(peil, 'certificate', 'correct-period')
  const [certificate] = await peil.act(office.actor, (context) =>
    certificatesOf(context, moved.registrationId),
  )
  assert.equal(certificate?.validLast.toString(), '2028-12-31')
})

test('the day on which post came in is set right, not after today and not after it was seen', async () => {
  const arrived = { registrationId: lonneke.registrationId, document: 'vog', envelope: false }
  const { id } = await peil.act(office.actor, async (context) => {
    const done = await registerArrival(context, arrived)
    return done.outcome === 'received' ? done : assert.fail()
  })
  const received = (on: string): Wish => ({
    subject: 'received',
    originalId: id,
    receivedOn: day(on),
  })
  assert.equal(await why(received('2027-03-02')), 'in-future')
  const answers = {
    'ontvangen-dag': '26',
    'ontvangen-maand': '2',
    'ontvangen-jaar': '2027',
    reden: 'Het lag sinds vrijdag.',
  }
  assert.equal((await send(pathOf('post', id), answers)).status, 303)
  await assertRecorded(peil, 'original', 'correct', id)
  assert.match(await lastMail('lonneke@voorbeeld.nl'), /was 1 maart 2027, is nu 26 februari 2027/)
})
