import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { PDF } from '@libpdf/core'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { signingsOf } from '#domain/dossier/signing/queries.ts'
import { hashWords } from '#domain/dossier/signing/signing.ts'
import { state } from '#domain/dossier/statement/state.ts'
import { answerSupervision } from '#domain/dossier/supervision/answer-supervision.ts'
import { askSupervision } from '#domain/dossier/supervision/ask-supervision.ts'
import { colleagueIn } from '#domain/dossier/supervision/colleague-in.ts'
import { endSupervision } from '#domain/dossier/supervision/end-supervision.ts'
import { publicEntryId } from '#domain/public-register/entry/public-register.ts'
import { publishEntry } from '#domain/public-register/entry/publish-entry.ts'
import type { CastProfessional } from '#testing/cast.ts'
import { professional } from '#testing/cast.ts'
import type { TestPlatform } from '#testing/platform.ts'
import { testPlatform } from '#testing/platform.ts'
import { pdf, textOf } from '#testing/portfolio.ts'
import { assertRecorded, byHand } from '#testing/records.ts'

const here = '/clientondersteuners'
const today = '2026-09-01'
const system = { kind: 'system', task: 'test' } as const
let peil: TestPlatform
let people = 0

before(async () => {
  peil = await testPlatform({ register: 'clientondersteuners' })
  await peil.setToday(today)
})

const once = () => ({ _once: crypto.randomUUID() })

async function candidate(): Promise<CastProfessional> {
  people += 1
  return professional(peil, {
    email: `teken${people}@voorbeeld.nl`,
    firstName: 'Samira',
    lastName: 'Haddad',
  })
}

async function senior(): Promise<CastProfessional> {
  people += 1
  const who = await professional(peil, {
    email: `teken${people}@voorbeeld.nl`,
    firstName: 'Willemijn',
    lastName: 'de Vries',
    status: 'certified',
    validFirst: '2024-01-01',
    validLast: '2028-12-31',
  })
  await peil.act(system, async (context) => {
    await byHand(context)
    const { registrationId: id } = who
    await context.db
      .updateTable('registration')
      .set({ category: 'senior' })
      .where('id', '=', id)
      .execute()
    await publishEntry(context, id)
  })
  return who
}

const act = <Result>(
  who: CastProfessional,
  work: Parameters<typeof peil.act<Result>>[1],
): Promise<Result> => peil.act(who.actor, work, today)

async function supervised(samira: CastProfessional, by: CastProfessional): Promise<string> {
  const done = await act(samira, (context) =>
    askSupervision(context, {
      registrationId: samira.registrationId,
      document: 'supervisor',
      colleague: colleagueIn(context, 'supervisor'),
      entryId: publicEntryId(by.registrationId),
    }),
  )
  const id = done.outcome === 'asked' ? done.id : ''
  await act(by, (context) =>
    answerSupervision(context, {
      id,
      version: 1,
      colleagueId: by.registrationId,
      answer: 'accept',
      remark: '',
    }),
  )
  return id
}

const facts = (who: CastProfessional, answers: Readonly<Record<string, boolean>>) =>
  act(who, async (context) => {
    const { registrationId } = who
    for (const [fact, value] of Object.entries(answers)) {
      await state(context, { registrationId, stated: { member: 'fact', fact, value }, files: [] })
    }
  })

const read = async (path: string, who: CastProfessional, status = 200) => {
  const response = await peil.get(`${here}${path}`, who.cookie)
  assert.equal(response.status, status, path)
  return textOf(response)
}

const request = {
  'detail-training-provider': 'De Academie',
  'detail-training-start-dag': '14',
  'detail-training-start-maand': '9',
  'detail-training-start-jaar': '2026',
  'detail-employer': 'MEE',
  'promise-masterclasses-within-a-year': 'ja',
  'promise-supervision-until-tests': 'ja',
  akkoord: 'ja',
  naam: 'Samira Haddad',
}
const statement = {
  'detail-supervision-first-dag': '1',
  'detail-supervision-first-maand': '3',
  'detail-supervision-first-jaar': '2026',
  'detail-supervision-last-dag': '31',
  'detail-supervision-last-maand': '8',
  'detail-supervision-last-jaar': '2026',
  'detail-supervision-meetings': '8',
  akkoord: 'ja',
  naam: 'Samira Haddad',
}

const sign = (who: CastProfessional, document: string, fields: Readonly<Record<string, string>>) =>
  peil.post(`${here}/mijn/dossier/ondertekenen/${document}`, { ...once(), ...fields }, who.cookie)

const signings = (who: CastProfessional) =>
  act(who, (context) => signingsOf(context, who.registrationId))

const dossierOf = async (who: CastProfessional) =>
  (await act(who, (context) => loadDossier(context, who.registrationId))).dossier

async function paperOf(who: CastProfessional): Promise<Buffer> {
  await peil.makePapers()
  const page = await (await peil.get(`${here}/mijn/dossier`, who.cookie)).text()
  const link = /\/clientondersteuners\/mijn\/dossier\/bewijs\/[\w-]+/.exec(page)?.[0] ?? ''
  const file = await peil.get(link, who.cookie)
  assert.equal(file.headers.get('content-type'), 'application/pdf')
  return Buffer.from(await file.arrayBuffer())
}

test('the request is a form: what stands on it first, the promises made with it, and its paper', async () => {
  const samira = await candidate()
  const first = await read('/mijn/dossier/ondertekenen/request-in-training', samira)
  assert.match(first, /Eerst nog opgeven.*Opleiding bij HBO Drechtsteden/)
  assert.doesNotMatch(first, /Diploma Verpleegkunde/, 'that matters to masterclasses alone')
  assert.doesNotMatch(first, /Ik heb dit naar waarheid ingevuld en onderteken het/)
  assert.equal((await sign(samira, 'request-in-training', request)).status, 409)
  assert.deepEqual(await signings(samira), [], 'what stands on it comes first')
  await facts(samira, { 'at-drechtsteden': false })
  assert.match(
    await read('/mijn/dossier/ondertekenen/request-in-training', samira),
    /Eerst nog opgeven.*Diploma Mantelzorgmakelaar.*Diploma Verpleegkunde/,
  )
  await facts(samira, { 'informal-care-broker-diploma': false, 'nursing-diploma': false })
  await act(samira, (context) =>
    state(context, {
      registrationId: samira.registrationId,
      stated: {
        member: 'work',
        first: Temporal.PlainDate.from('2025-01-01'),
        details: { employer: 'Stichting Bekend' },
      },
      files: [],
    }),
  )
  const opened = await peil.get(
    `${here}/mijn/dossier/ondertekenen/request-in-training`,
    samira.cookie,
  )
  assert.match(await opened.text(), /value="Stichting Bekend"/, 'what is known is not asked again')
  const empty = await sign(samira, 'request-in-training', { 'detail-employer': 'Bij mij thuis' })
  assert.equal(empty.status, 422)
  const wrong = await empty.text()
  for (const said of ['Bij welke opleider?', 'Zet een vinkje als u dit toezegt', 'Bij mij thuis']) {
    assert.ok(wrong.replaceAll('\u00a0', ' ').includes(said), said)
  }
  const other = await sign(samira, 'request-in-training', { ...request, naam: 'Piet Pieters' })
  assert.equal(other.status, 422)
  assert.match(await textOf(other), /Typ uw naam zoals die bij ons bekend is: Samira Haddad/)
  assert.equal((await sign(samira, 'request-in-training', request)).status, 303)
  const { documents, declarations } = await dossierOf(samira)
  assert.deepEqual(
    documents.map(({ kind, issuedOn, state: found }) => [kind, issuedOn.toString(), found]),
    [['request-in-training', today, 'claimed']],
  )
  assert.deepEqual(declarations.map(({ id }) => id).toSorted(), [
    'masterclasses-within-a-year',
    'supervision-until-tests',
  ])
  const page = await read('/mijn/dossier', samira)
  assert.match(page, /Getekend door: Samira Haddad/)
  assert.match(page, /Bij welke opleider\?: ?De Academie|Bij welke opleider\? De Academie/)
  assert.equal((await paperOf(samira)).toString('latin1', 0, 5), '%PDF-')
  const [signing] = await signings(samira)
  assert.ok(signing)
  const [signed = '', again = ''] = (
    await read('/mijn/dossier/ondertekenen/request-in-training', samira)
  ).split('Opnieuw ondertekenen')
  assert.match(signed, /Getekend door Samira Haddad op 1 september 2026\..*De Academie/)
  assert.match(signed, /Ik volg binnen een jaar .*met de handtekeningen \(pdf\)/)
  assert.doesNotMatch(signed, /voor- en achternaam/, 'signing again is folded away')
  assert.match(again, /voor- en achternaam/)
  assert.equal(signing.signature.wordsSha256, hashWords(signing.words))
  assert.deepEqual(signing.words.promises, [
    'Ik volg binnen een jaar nog: masterclass 1, masterclass 2, masterclass 3 en masterclass 4. Ik rond dat met een voldoende af. Uiterlijk 1 jaar na de dag van het besluit over de toelating.',
    'Tot ik de praktijk- en de reflectietoets heb gehaald, begeleidt een ervaren cliëntondersteuner (Senior) mij.',
  ])
  await assertRecorded(peil, 'signing', 'sign', signing.id)
})

test('the longest answers, a picture and an empty answer come on the paper, and none is lost at a mistake', async () => {
  const samira = await candidate()
  await facts(samira, {
    'at-drechtsteden': false,
    'informal-care-broker-diploma': false,
    'nursing-diploma': false,
  })
  const provider = `De Academie 😀 van José en Ömer, ${'met haar afdelingen '.repeat(7)}einde`
  const typed = { ...request, 'detail-training-provider': provider, 'detail-employer': '' }
  const wrong = await sign(samira, 'request-in-training', {
    ...typed,
    'detail-training-start-maand': '13',
  })
  assert.equal(wrong.status, 422)
  assert.ok((await wrong.text()).includes(`value="${provider}"`))
  const signed = await sign(samira, 'request-in-training', typed)
  assert.equal(signed.status, 303, await textOf(signed))
  assert.ok((await read('/mijn/dossier', samira)).includes(provider))
  const pages = (await PDF.load(new Uint8Array(await paperOf(samira)))).getPages()
  const words = pages
    .map((page) => page.extractText().text)
    .join(' ')
    .replaceAll(/\s+/g, ' ')
  assert.match(words, /De Academie .* van José en Ömer, (met haar afdelingen ){7}einde/)
  assert.doesNotMatch(words, /Bij wie werkt u/)
})

test('a statement that both sign is there once the supervisor has signed it too', async () => {
  const samira = await candidate()
  const without = await read('/mijn/dossier/ondertekenen/supervision-statement', samira)
  assert.match(without, /U hebt nog geen supervisor/)
  const willemijn = await senior()
  await supervised(samira, willemijn)
  assert.equal((await sign(samira, 'supervision-statement', statement)).status, 303)
  const kinds = async () => (await dossierOf(samira)).documents.map(({ kind }) => kind)
  assert.deepEqual(await kinds(), ['supervisor'], 'one signature is not enough')
  const [waiting] = await signings(samira)
  assert.equal(waiting?.status, 'awaiting')
  const there = `/mijn/begeleiding/document/${waiting.id}`
  assert.match(await read('/mijn', willemijn), /Teken ‘Verklaring Supervisie’ mee/)
  const laid = await read(there, willemijn)
  assert.match(laid, /Getekend door Samira Haddad op 1 september 2026\. Wacht/)
  assert.match(laid, /Hoe vaak kwam u bij elkaar\? 8/)
  await read(there, samira, 404)
  const answer = (fields: Readonly<Record<string, string>>, version = waiting.version) =>
    peil.post(
      `${here}${there}`,
      { ...once(), _version: String(version), ...fields },
      willemijn.cookie,
    )
  // Who waits hears that the mail to the other did not arrive, without their address.
  const mail = peil.platform.db
    .updateTable('mail_message')
    .where('account_id', '=', willemijn.accountId)
    .where('kind', '=', 'signing-asked')
  await mail.set({ cause: 'refused' }).execute()
  assert.equal((await signings(samira))[0]?.refusesMail, true)
  const refused = await read('/mijn', samira)
  assert.match(refused, /Onze e-mail aan Willemijn[^.]*kwam niet aan/)
  assert.doesNotMatch(refused, /@voorbeeld\.nl weigert/)
  await mail.set({ cause: null }).execute()
  const noName = await answer({ antwoord: 'answer', naam: 'Samira Haddad' })
  assert.equal(noName.status, 422)
  assert.equal((await answer({ antwoord: 'answer', naam: 'W. de Vries' })).status, 303)
  assert.deepEqual(await kinds(), ['supervisor', 'supervision-statement'])
  assert.equal((await answer({ antwoord: 'answer', naam: 'W. de Vries' })).status, 409)
  const page = await read('/mijn/dossier', samira)
  assert.match(page, /Getekend door: Samira Haddad Meegetekend door: W\. de Vries/)
  assert.equal((await paperOf(samira)).toString('latin1', 0, 5), '%PDF-')
  const [signed] = await signings(samira)
  assert.equal(signed?.other?.wordsSha256, waiting.signature.wordsSha256, 'the same words')
  await assertRecorded(peil, 'signing', 'answer', signed.id)
  const { rows } = await peil.platform.db
    .selectFrom('mail_message')
    .where('kind', '=', 'signing-answered')
    .where('account_id', 'in', [samira.accountId, willemijn.accountId])
    .select(({ fn }) => fn.countAll<number>().as('rows'))
    .executeTakeFirstOrThrow()
  assert.equal(rows, 2, 'both have it by mail')
})

test('who does not sign says why; signed anew it waits again; and without a supervisor nobody can', async () => {
  const samira = await candidate()
  const willemijn = await senior()
  const supervision = await supervised(samira, willemijn)
  await sign(samira, 'supervision-statement', statement)
  const [first] = await signings(samira)
  const post = (id: string | undefined, fields: Readonly<Record<string, string>>) =>
    peil.post(
      `${here}/mijn/begeleiding/document/${id}`,
      { ...once(), _version: '1', ...fields },
      willemijn.cookie,
    )
  assert.equal((await post(first?.id, { antwoord: 'decline' })).status, 422)
  await post(first?.id, { antwoord: 'decline', opmerking: 'Het waren er zeven.' })
  assert.match(
    await read('/mijn/dossier/ondertekenen/supervision-statement', samira),
    /De ander tekende niet op 1 september 2026\. Opmerking: ‘Het waren er zeven\.’/,
  )
  await assertRecorded(peil, 'signing', 'decline', first?.id)
  await sign(samira, 'supervision-statement', statement)
  await sign(samira, 'supervision-statement', { ...statement, 'detail-supervision-meetings': '7' })
  const [third, second] = await signings(samira)
  assert.deepEqual([third?.status, second?.status], ['awaiting', 'withdrawn'])
  await assertRecorded(peil, 'signing', 'withdraw', second?.id)
  await act(willemijn, (context) => endSupervision(context, { id: supervision }, 'colleague'))
  assert.equal((await signings(samira))[0]?.status, 'withdrawn')
  assert.equal((await post(third?.id, { antwoord: 'answer', naam: 'W. de Vries' })).status, 409)
})

test('an exemption is by the diploma, never by a tick alone', async () => {
  const samira = await candidate()
  await facts(samira, { 'nursing-diploma': true })
  assert.equal((await dossierOf(samira)).facts['nursing-diploma'], undefined)
  const asking = '/mijn/dossier/opgeven/feit/nursing-diploma'
  const tick = await peil.post(`${here}${asking}`, { ...once(), value: 'ja' }, samira.cookie)
  assert.equal(tick.status, 422)
  assert.match(await textOf(tick), /Voeg een bestand toe dat dit laat zien/)
  const diploma = pdf('diploma.pdf', 'Verpleegkunde')
  const shown = await peil.post(
    `${here}${asking}`,
    { ...once(), value: 'ja', 'detail-school': 'Hogeschool Rivierenland', proof: diploma },
    samira.cookie,
  )
  assert.equal(shown.status, 303)
  assert.equal((await dossierOf(samira)).facts['nursing-diploma'], true)
  assert.match(await read('/mijn/dossier', samira), /Ja: vrijstelling van masterclass 4/)
  const no = await peil.post(
    `${here}/mijn/dossier/opgeven/feit/informal-care-broker-diploma`,
    { ...once(), value: 'nee' },
    samira.cookie,
  )
  assert.equal(no.status, 303, 'a no needs no file')
})
