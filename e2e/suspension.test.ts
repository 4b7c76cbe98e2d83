import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { publicEntryId } from '#domain/public-register/entry/public-register.ts'
import { publishEntry } from '#domain/public-register/entry/publish-entry.ts'
import type { StoppedMark } from '#papers/mark.ts'
import { stoppedMarkPng } from '#papers/mark.ts'
import { axe, inBrowser, noBrowser, sidewaysScroll } from '#testing/browser.ts'
import type { CastAccount, CastProfessional } from '#testing/cast.ts'
import { colleague, professional } from '#testing/cast.ts'
import { testPlatform } from '#testing/platform.ts'
import { byHand } from '#testing/records.ts'
import { storeDocument } from '#testing/store-document.ts'
import { textPdf } from '#testing/text-pdf.ts'

// A verdict of the SKJ is recorded, the person is heard, two of the board decide on a suspension: it
// shows at once on the mark, the public page, the page of the certificate and the interface. So does that
// an objection to it was upheld.

const skip = noBrowser()
const peil = await testPlatform({ register: 'clientondersteuners' })
const site = inBrowser(peil)
const shots = process.env.PEIL_SCREENSHOTS
const code = '7F3K-9QWD-2M0X-R4TB'
let anouk: CastProfessional
let office: CastAccount
let henk: CastAccount
let nadia: CastAccount
let olga: CastAccount

before(async () => {
  if (skip) return
  await peil.setToday('2026-11-02')
  const named = (firstName: string, lastName: string) => ({
    email: `${firstName.toLowerCase()}@voorbeeld.nl`,
    firstName,
    lastName,
  })
  office = await colleague(peil, named('Sanne', 'Bakker'), ['secretariat'])
  henk = await colleague(peil, named('Henk', 'Berg'), ['board'])
  nadia = await colleague(peil, named('Nadia', 'Haddou'), ['board'])
  olga = await colleague(peil, named('Olga', 'Meijer'), ['board'])
  anouk = await professional(peil, {
    ...named('Anouk', 'Jansen'),
    status: 'certified',
    since: '2024-02-01',
    validFirst: '2024-02-01',
    validLast: '2029-01-31',
  })
  await withCertificate()
})

test('an SKJ ruling becomes a suspension that shows on mark, page and API, until an objection is upheld', {
  skip,
}, async () => {
  const visitor = await open(undefined, 390)
  assert.match(await standing(visitor), /Geregistreerd/)
  const atWork = await open(office, 1280)
  await atWork.goto(`${site.base}/clientondersteuners/werk/dossiers/${anouk.registrationId}`)
  await atWork.getByRole('link', { name: 'Leg een uitspraak van een college vast' }).click()
  await atWork.getByLabel('Tuchtcolleges van het SKJ').check()
  await atWork.getByLabel('Het kenmerk van de uitspraak').fill('26.042Ta')
  await press(atWork, 'Uitspraak vastleggen')
  // Nothing that was typed is lost.
  assert.equal(await atWork.getByLabel('Het kenmerk van de uitspraak').inputValue(), '26.042Ta')
  await fillDay(atWork, 'Wanneer is de uitspraak gedaan?', '2026-10-01')
  await atWork.getByLabel('Wat staat erin, in één zin?').fill('De klacht is gegrond.')
  await atWork.getByRole('group', { name: 'Is de uitspraak definitief?' }).getByLabel('Ja').check()
  await atWork.locator('input[type=file]:not([capture])').setInputFiles({
    name: 'uitspraak.pdf',
    mimeType: 'application/pdf',
    buffer: textPdf(['Uitspraak']),
  })
  await look(atWork, 'vastleggen')
  await press(atWork, 'Uitspraak vastleggen')
  assert.match(await said(atWork), /Reageren kan tot en met/)
  await look(atWork, 'vastgelegd')
  const mine = await open(anouk, 390)
  await mine.goto(`${site.base}/clientondersteuners/mijn`)
  await look(mine, 'mijn-reageren')
  await mine.getByRole('link', { name: /Reageer op uitspraak V-/ }).click()
  await mine.getByLabel('Wat vindt u ervan?').fill('Ik heb ervan geleerd.')
  await look(mine, 'reageren')
  await press(mine, 'Reactie versturen')
  const atBoard = await open(henk, 1280)
  await atBoard.goto(`${site.base}/clientondersteuners/maatregelen`)
  await look(atBoard, 'lijst')
  await atBoard.getByRole('link', { name: /^V-/ }).click()
  await press(atBoard, 'Ik heb geen band. Uitspraak openen')
  await atBoard.getByLabel('Een schorsing').check()
  await fillDay(atBoard, 'Tot en met welke dag?', '2027-02-01')
  await atBoard.getByLabel('Waarom?').fill('De uitspraak is ernstig.')
  await look(atBoard, 'voorstellen')
  await press(atBoard, 'Vastleggen')
  assert.match(await standing(visitor), /Geregistreerd/)
  const other = await open(nadia, 390)
  await other.goto(atBoard.url())
  await press(other, 'Ik heb geen band. Uitspraak openen')
  await other.getByLabel('Eens', { exact: true }).check()
  await look(other, 'eens')
  await press(other, 'Vastleggen')
  assert.match(await said(other), /Het besluit is genomen en uitgevoerd/)
  await peil.makePapers()
  await other.reload()
  await look(other, 'besloten')
  const seen = await standing(visitor)
  assert.match(seen, /Nu niet geldig/)
  assert.doesNotMatch(seen, /SKJ|klacht is gegrond|Geschorst/)
  await look(visitor, 'openbaar')
  await mine.goto(`${site.base}/clientondersteuners/mijn`)
  assert.match(await said(mine), /Geschorst tot en met 1 februari 2027/)
  await look(mine, 'mijn-geschorst')
  assert.equal((await api()).status, 'suspended')
  assert.equal((await api()).statusLabel, 'Nu niet geldig')
  await visitor.goto(`${site.base}/clientondersteuners/certificaat/${code}`)
  assert.match(await said(visitor), /geldt nu niet/)
  assert.ok((await markNow()).equals(await stopped('Nu niet geldig')))
  // She objects; somebody who had no hand in it decides, and everything shows that she is back.
  await mine.getByRole('link', { name: 'Lees het besluit en hoe u bezwaar maakt' }).click()
  await look(mine, 'mijn-besluit')
  await mine.getByRole('link', { name: 'Zo maakt u bezwaar' }).click()
  await mine.getByRole('link', { name: /^Schorsing na uitspraak V-/ }).click()
  await press(mine, 'Bezwaar insturen')
  await mine.getByLabel('Waarom bent u het er niet mee eens?').fill('Het is te zwaar.')
  await press(mine, 'Bezwaar insturen')
  assert.match(await said(mine), /is ingestuurd/)
  await atWork.goto(`${site.base}/clientondersteuners/werk/bezwaren`)
  await atWork.getByRole('link', { name: 'Anouk Jansen' }).click()
  await atWork.getByLabel('Stuur het door naar het bestuur').check()
  await press(atWork, 'Verder')
  await atBoard.goto(`${site.base}/clientondersteuners/bezwaren`)
  await atBoard.getByRole('link', { name: /^BZ-/ }).click()
  assert.match(await said(atBoard), /wie bij het eerste besluit betrokken was/)
  const olgas = await open(olga, 390)
  await olgas.goto(atBoard.url())
  await press(olgas, 'Ik heb geen band. Bezwaar openen')
  await olgas.getByRole('link', { name: 'Verder' }).click()
  await olgas.getByRole('group', { name: 'Komt er een gesprek?' }).getByLabel('Nee').check()
  await olgas.getByLabel('De indiener wil niet worden gehoord.').check()
  await press(olgas, 'Vastleggen')
  await olgas.getByText('Het eerste besluit, en wie wat vond').click()
  assert.match(await said(olgas), /De uitspraak is ernstig\.[\s\S]*De klacht is gegrond\./)
  await olgas.getByLabel('Deels gegrond').check()
  await olgas.getByLabel('Een schorsing, of een kortere').check()
  await look(olgas, 'bezwaar')
  await olgas.getByLabel('Gegrond', { exact: true }).check()
  await olgas.getByLabel('Het besluit', { exact: true }).fill('De schorsing vervalt.')
  await olgas.getByLabel('Waarom?').fill('Een waarschuwing van het college was genoeg.')
  await press(olgas, 'Besluit vastleggen')
  assert.match(await said(olgas), /De schorsing vervalt: de registratie geldt weer\./)
  await peil.makePapers()
  await olgas.reload()
  await look(olgas, 'bezwaar-besloten')
  await mine.goto(`${site.base}/clientondersteuners/mijn`)
  assert.doesNotMatch(await said(mine), /Geschorst/)
  assert.match(await standing(visitor), /Geregistreerd/)
  assert.equal((await api()).status, 'certified')
  assert.ok(!(await markNow()).equals(await stopped('Nu niet geldig')))
})

// Who has a certificate, without the five years before it.
async function withCertificate(): Promise<void> {
  const { registrationId, personId } = anouk
  await peil.act({ kind: 'system', task: 'test' }, async (context) => {
    const { db } = context
    await byHand(context)
    await db
      .updateTable('registration')
      .set({ category: 'senior' })
      .where('id', '=', registrationId)
      .execute()
    await publishEntry(context, registrationId)
    const shared = { register: 'clientondersteuners', regulation_version: '2021-05-01' }
    const { id: application } = await db
      .insertInto('application')
      .values({
        ...shared,
        registration_id: registrationId,
        kind: 'first',
        status: 'granted',
        submitted_on: '2024-01-10',
        submitted_at: '2024-01-10T12:00:00Z',
        decided_on: '2024-02-01',
        category: 'senior',
        snapshot: '{}',
        snapshot_hash: '',
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    const { id: decision } = await db
      .insertInto('decision')
      .values({
        ...shared,
        application_id: application,
        outcome: 'granted',
        decided_on: '2024-02-01',
        dossier: '{}',
        assessment: '{}',
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    const document = await storeDocument(context, {
      kind: 'certificate',
      personId,
      name: 'bewijs.pdf',
      mediaType: 'application/pdf',
      content: Buffer.from('%PDF-1.7'),
    })
    await db
      .insertInto('certificate')
      .values({
        register: 'clientondersteuners',
        registration_id: registrationId,
        decision_id: decision,
        name: 'Anouk Jansen',
        code,
        category: 'senior',
        issued_on: '2024-02-01',
        valid_first: '2024-02-01',
        valid_last: '2029-01-31',
        document_id: document,
        letter_id: document,
      })
      .execute()
  })
}

const open = (who: CastAccount | undefined, width: number) =>
  site.open({ cookie: who?.cookie, width })

async function look(page: Page, name: string): Promise<void> {
  assert.deepEqual(await axe(page), [], name)
  assert.equal(await sidewaysScroll(page), 0, `${name} scrolls sideways`)
  if (shots) await page.screenshot({ path: `${shots}/schorsing-${name}.png`, fullPage: true })
}

const said = async (page: Page) =>
  (await page.locator('main').innerText()).replaceAll('\u00a0', ' ')

const press = (page: Page, name: string) =>
  page.locator('main').getByRole('button', { name, exact: true }).click()

async function fillDay(page: Page, legend: string, iso: string): Promise<void> {
  const [year = '', month = '', day = ''] = iso.split('-')
  const group = page.getByRole('group', { name: legend })
  await group.getByLabel('Dag').fill(String(Number(day)))
  await group.getByLabel('Maand').fill(String(Number(month)))
  await group.getByLabel('Jaar').fill(year)
}

// What everybody reads of her.
async function standing(page: Page): Promise<string> {
  await page.goto(
    `${site.base}/clientondersteuners/register/${publicEntryId(anouk.registrationId)}`,
  )
  return said(page)
}

async function api(): Promise<{ readonly status: string; readonly statusLabel: string }> {
  const { number } = await peil.platform.db
    .selectFrom('registration')
    .where('id', '=', anouk.registrationId)
    .select('number')
    .executeTakeFirstOrThrow()
  const answer = await fetch(`${site.base}/api/v1/clientondersteuners/registrations/${number}`)
  return answer.json() as Promise<{ readonly status: string; readonly statusLabel: string }>
}

async function markNow(): Promise<Buffer> {
  const answer = await fetch(`${site.base}/clientondersteuners/certificaat/${code}/keurmerk.png`)
  assert.equal(answer.headers.get('content-type'), 'image/png')
  return Buffer.from(await answer.arrayBuffer())
}

const stopped = (words: StoppedMark) =>
  stoppedMarkPng(
    { shortName: 'Cliëntondersteuners', name: 'Register Cliëntondersteuners', example: false },
    words,
  )
