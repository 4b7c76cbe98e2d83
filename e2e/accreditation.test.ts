import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { makeCourse } from '#domain/courses/course/keep-course.ts'
import { keepMade } from '#domain/demo/cast/keep-made.ts'
import { completePart } from '#domain/learning/judging/check-part.ts'
import { judgePart } from '#domain/learning/judging/judge-part.ts'
import { remindAccreditations } from '#domain/learning/judging/remind-ending.ts'
import { savePart, startRequest } from '#domain/learning/request/draft-request.ts'
import { handInRequest } from '#domain/learning/request/hand-in.ts'
import { keepRequestFiles } from '#domain/learning/request/keep-files.ts'
import { findPart, findRequest } from '#domain/learning/request/queries.ts'
import { hundredthsOf } from '#engine'
import { axe, inBrowser, noBrowser, readText, sidewaysScroll } from '#testing/browser.ts'
import type { CastAccount } from '#testing/cast.ts'
import { colleague } from '#testing/cast.ts'
import { checkedProvider, courseFacts } from '#testing/courses.ts'
import { clock } from '#testing/people.ts'
import { testPlatform } from '#testing/platform.ts'
import { textPdf } from '#testing/text-pdf.ts'

// A provider puts a course forward to two registers at once; a back office asks more; two members whom nothing keeps
// from it decide; what ends is announced; a refusal is objected to, with a conversation; and the provider reads in its
// own log what was done. Looked at on a wide screen, a telephone and at four times the size, in the light and the dark.

const skip = noBrowser()
const peil = await testPlatform()
const site = inBrowser(peil)
const shots = process.env.PEIL_SCREENSHOTS

/** Looks at a page: as it is, and where asked in the dark and on narrower screens. */
async function look(page: Page, name: string, sizes: readonly number[] = []): Promise<string> {
  const was = page.viewportSize()
  for (const width of [was?.width ?? 1280, ...sizes]) {
    await page.setViewportSize({ width, height: was?.height ?? 900 })
    assert.equal(await sidewaysScroll(page), 0, `${name} scrolls sideways at ${width}`)
    if (shots) await page.screenshot({ path: `${shots}/${name}-${width}.png`, fullPage: true })
  }
  assert.deepEqual(await axe(page), [], name)
  if (sizes.length > 0) {
    await page.emulateMedia({ colorScheme: 'dark' })
    assert.deepEqual(await axe(page), [], `${name} in the dark`)
    if (shots) await page.screenshot({ path: `${shots}/${name}-dark.png`, fullPage: true })
    await page.emulateMedia({ colorScheme: 'light' })
  }
  if (was) await page.setViewportSize(was)
  return readText(page.locator('body'))
}

const press = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: true }).first().click()
const follow = (page: Page, name: string | RegExp) =>
  page.getByRole('link', { name }).first().click()

const folder = mkdtempSync(path.join(os.tmpdir(), 'peil-accreditatie-'))
const pdf = path.join(folder, 'programma.pdf')
writeFileSync(pdf, textPdf(['Programma', '9.30 tot 16.30 uur']))

const member = (firstName: string, parts: Parameters<typeof colleague>[2] = []) =>
  colleague(
    peil,
    { email: `${firstName.toLowerCase()}@peil.example`, firstName, lastName: 'Bos' },
    parts,
  )
let school = ''
const people: Record<string, CastAccount> = {}
const open = async (name: string, window = {}) => {
  const page = await site.open({ ...people[name], ...window })
  page.setDefaultTimeout(60_000)
  return page
}

test('a course is asked of two registers at once, added to, and decided by those whom nothing keeps from it', {
  skip,
  timeout: 600_000,
}, async () => {
  await peil.setToday('2026-11-20')
  for (const [name, parts] of [
    ['Mila', []],
    ['Rob', []],
    ['Sanne', ['secretariat']],
    ['Tom', ['committee']],
    ['Aylin', ['committee']],
    ['Rival', ['committee']],
    ['Henk', ['board']],
  ] as const) {
    people[name] = await member(name, [...parts])
  }
  const { Mila: mila, Rob: rob, Rival: rival } = people
  assert.ok(mila && rob && rival)
  school = await checkedProvider(peil, 'Academie De Brug', [
    [mila, ['manager']],
    [rob, ['recorder']],
  ])
  await checkedProvider(peil, 'Kompas Trainingen', [[rival, ['reader']]])
  const home = `${site.base}/krsd/organisaties/${school}`
  const page = await open('Mila')
  await page.goto(home)
  const nav = page.getByRole('navigation').filter({ hasText: 'Organisatie' }).first()
  assert.deepEqual((await nav.getByRole('link').allInnerTexts()).slice(0, 4), [
    'Opleidingen',
    'Deelname doorgeven',
    'Berichten',
    'Organisatie',
  ])
  await look(page, 'begin', [390, 320])
  await follow(page, 'Opleiding toevoegen')
  await press(page, 'Bewaren')
  assert.match(await look(page, 'opleiding-fout', [390, 320]), /Vul een naam in/)
  // Whatever somebody types is text, and stays: a formula, a script, and far too much of it.
  const nasty = '=HYPERLINK("x")<script>alert(1)</script> Omgaan met verzuim'
  await page.getByLabel('Naam', { exact: true }).fill(nasty)
  await page.getByLabel('Samenvatting').fill('é'.repeat(2100))
  await page.getByLabel('Studiebelasting').fill('8')
  await page.getByLabel('Ervaren professionals').check()
  // The amount is asked once, and below the answer that it comes with.
  assert.equal(await page.locator('input[name=bedrag]').count(), 1)
  assert.equal(await page.getByLabel('Bedrag', { exact: true }).isVisible(), false)
  await page.getByLabel('Een vast bedrag').check()
  await page.getByLabel('Bedrag', { exact: true }).fill('325')
  await press(page, 'Bewaren')
  assert.equal(await page.getByLabel('Naam', { exact: true }).inputValue(), nasty)
  assert.equal((await page.getByLabel('Samenvatting').inputValue()).length, 2100)
  await page.getByLabel('Naam', { exact: true }).fill('Omgaan met verzuim')
  await page.getByLabel('Samenvatting').fill('Wat je doet als iemand wegblijft.')
  await press(page, 'Bewaren')
  const given = await look(page, 'opleiding', [390, 320])
  assert.match(given, /OPL-000001/)
  assert.match(given, /€ 325,00/)
  const course = page.url()
  await follow(page, 'Accreditatie aanvragen')
  await press(page, 'Beginnen')
  assert.match(await look(page, 'begin-aanvraag', [390, 320]), /Kies minstens één register/)
  await page.getByLabel('Kwaliteitsregister Sociaal Domein').check()
  await page.getByLabel('Landelijk Kwaliteitsregister').check()
  await press(page, 'Beginnen')
  assert.match(await look(page, 'takenlijst', [390, 320]), /Kan nog niet/)
  const request = page.url()

  // On a telephone without scripts the questions of each register are answered.
  const phone = await open('Mila', { width: 390, javaScript: false })
  for (const register of ['KRSD', 'LKLR']) {
    await phone.goto(request)
    await phone.getByRole('link', { name: new RegExp(`Vragen van .*${register}`) }).click()
    assert.equal(await sidewaysScroll(phone), 0)
    assert.match(await readText(phone.locator('h1')), new RegExp(register))
    const hours = phone.locator('fieldset input[type=text]').first()
    await hours.fill('veel')
    await press(phone, 'Bewaren')
    assert.match(await readText(phone.locator('main')), /getal/)
    assert.equal(await hours.inputValue(), 'veel')
    await hours.fill('8')
    for (const box of await phone.locator('textarea').all()) await box.fill('Met voorbeelden.')
    await press(phone, 'Bewaren')
  }
  await phone.goto(`${request}/bestanden`)
  await phone.getByLabel('Het programma met de tijden').check()
  await phone.locator('input[type=file]').first().setInputFiles(pdf)
  await press(phone, 'Bewaren')
  assert.match(await readText(phone.locator('main')), /programma\.pdf/)
  await phone.goto(`${request}/controleren`)
  await phone.close()
  await page.goto(`${request}/controleren`)
  assert.match(await look(page, 'controleren', [390, 320]), /€ 150,00/)
  // Pressed twice at once it is handed in once.
  const again = await open('Mila')
  await again.goto(`${request}/controleren`)
  await Promise.all([press(page, 'Insturen'), press(again, 'Insturen')])
  await again.waitForLoadState()
  await again.close()
  await page.goto(request)
  const sent = await look(page, 'ingestuurd', [390, 320])
  assert.match(sent, /ACC-KRSD-00001/)
  assert.doesNotMatch(sent, /ACC-KRSD-00002/)

  const office = await open('Sanne')
  await office.goto(`${site.base}/krsd/werk/accreditatie`)
  await look(office, 'bureau', [390])
  await follow(office, 'Omgaan met verzuim')
  await look(office, 'bureau-aanvraag', [390, 320])
  await office.getByLabel('Nee, er is nog iets nodig').check()
  await press(office, 'Vastleggen')
  assert.match(await readText(office.locator('main')), /Schrijf op wat er nog nodig is/)
  await office.getByLabel('Wat is er nog nodig?').fill('Hoeveel uur is les?')
  await press(office, 'Vastleggen')

  await page.goto(home)
  assert.match(await look(page, 'wacht', [390, 320]), /KRSD vraagt iets over Omgaan met verzuim/)
  await follow(page, 'Aanvullen')
  await page.getByLabel('Antwoord').fill('Zes uur, en twee uur thuis.')
  await press(page, 'Insturen')
  await office.goto(`${site.base}/krsd/werk/accreditatie`)
  await follow(office, 'Omgaan met verzuim')
  assert.match(await readText(office.locator('main')), /Zes uur, en twee uur thuis/)
  await office.getByLabel('Ja, er kan over worden beslist').check()
  await press(office, 'Vastleggen')

  const judge = async (name: string) => {
    const own = await open(name)
    await own.goto(`${site.base}/krsd/commissie/accreditatie`)
    await follow(own, 'Omgaan met verzuim')
    return own
  }
  const kept = await judge('Rival')
  assert.match(
    await readText(kept.locator('main')),
    /oordelen anderen \(werkt voor een andere aanbieder\)/,
  )
  await kept.close()
  for (const name of ['Tom', 'Aylin']) {
    const own = await judge(name)
    if (name === 'Tom') await press(own, 'Oordeel geven')
    if (name === 'Tom') assert.match(await look(own, 'oordeel', [390, 320]), /Kies een oordeel/)
    await own.getByLabel('Accrediteren').check()
    await own.getByLabel('Voorwaarden').fill('Een toets aan het eind.')
    await own.getByLabel('Waarom?').fill('Het past bij het vak.')
    await press(own, 'Oordeel geven')
    await look(own, `na-oordeel-${name}`)
    await own.close()
  }
  await page.goto(request)
  const decided = await look(page, 'besloten', [390, 320])
  assert.match(decided, /Geaccrediteerd/)
  assert.match(decided, /Van 20 november 2026 tot en met 19 november 2029/)
  assert.match(decided, /Voorwaarden\s+Een toets aan het eind/)
  assert.match(decided, /Besluit ACC-KRSD-00001 \(pdf\)/)
  // An edition comes after it, and the next request begins with what was said in this one.
  await page.goto(course)
  await follow(page, 'Uitvoering toevoegen')
  await page.getByLabel('Op welke dagen?').fill('12-12-2026')
  await look(page, 'uitvoering', [390, 320])
})

/** What was asked and refused, by the use cases; gives the id of the request. */
async function refused(title: string): Promise<string> {
  const { Mila: mila, Sanne: sanne, Tom: tom, Aylin: aylin } = people
  assert.ok(mila && sanne && tom && aylin)
  const owner = { is: 'organisation', id: school } as const
  const request = await peil.act(mila.actor, async (context) => {
    const made = await makeCourse(context, owner, courseFacts({ title, keptBy: mila.accountId }))
    assert.ok(made.outcome === 'made')
    const subject = { is: 'course', id: made.id } as const
    const asked = { subject, registers: ['krsd'], purpose: 'extension' } as const
    const started = await startRequest(context, owner, asked)
    assert.ok(started.outcome === 'started')
    const [part] = (await findRequest(context, started.id))?.parts ?? []
    const criteria = context.register.accreditation?.criteria ?? []
    await savePart(context, owner, part?.id ?? '', {
      counts: [{ kind: 'training', amount: hundredthsOf(400), attributes: ['accredited'] }],
      answers: Object.fromEntries(criteria.map(({ id }) => [id, 'Met voorbeelden.'])),
      version: 1,
    })
    const { pdf: bytes, ...file } = {
      pdf: Buffer.from('%PDF-1.7 x'),
      fileName: 'p.pdf',
      title: 'p',
    }
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const kept = await keepMade(peil, { pdf: bytes, sha256, ...file })
    await keepRequestFiles(context, owner, started.id, { shows: 'programme', files: [kept] })
    assert.equal((await handInRequest(context, owner, started.id)).outcome, 'handed-in')
    return { id: started.id, part: part?.id ?? '' }
  })
  const version = async () =>
    (await peil.act(sanne.actor, (context) => findPart(context, request.part)))?.version ?? 0
  const at = await version()
  await peil.act(sanne.actor, (context) => completePart(context, request.part, at))
  for (const who of [tom, aylin]) {
    await peil.act(who.actor, (context) =>
      judgePart(context, request.part, who.accountId, {
        ...{ outcome: 'refuse', counts: [], last: undefined, conditions: '' },
        reason: 'De leerdoelen zijn niet na te gaan.',
      }),
    )
  }
  return request.id
}

test('a refusal is objected to, told about in person, put off once and decided by others', {
  skip,
  timeout: 600_000,
}, async () => {
  const request = await refused('Luisteren zonder oordeel')
  const page = await open('Mila')
  const here = `${site.base}/krsd/organisaties/${school}/accreditatie/${request}`
  await page.goto(here)
  assert.match(await look(page, 'afgewezen', [390, 320]), /De leerdoelen zijn niet na te gaan/)
  await follow(page, /Bezwaar maken/)
  await press(page, 'Bezwaar insturen')
  assert.match(await look(page, 'bezwaar-leeg', [390]), /Schrijf op waarom het besluit niet klopt/)
  await page.getByLabel('Waarom klopt het besluit niet?').fill('Ze staan op bladzijde 3.')
  await press(page, 'Bezwaar insturen')
  const board = await open('Henk')
  await board.goto(`${site.base}/krsd/bezwaren/accreditatie`)
  await follow(board, 'Luisteren zonder oordeel')
  const objection = board.url()
  assert.match(await look(board, 'bezwaar', [390, 320]), /Nodig de indiener uit voor een gesprek/)
  await follow(board, 'Verder')
  await board.getByLabel('Ja, de indiener wordt uitgenodigd').check()
  await board.getByLabel('Dag', { exact: true }).fill('23')
  await board.getByLabel('Maand').fill('11')
  await board.getByLabel('Jaar').fill('2026')
  await board.getByLabel('Waar en hoe laat?').fill('10.00 uur, op kantoor')
  await press(board, 'Vastleggen')
  await page.goto(here)
  assert.match(await look(page, 'uitnodiging', [390, 320]), /10\.00 uur, op kantoor/)
  await press(page, 'Wij komen')
  assert.match(await readText(page.locator('main')), /Het antwoord is: wij komen/)
  await board.goto(`${objection}/uitstel`)
  await board.getByLabel('Waarom duurt het langer?').fill('Het gesprek is later.')
  await press(board, 'Uitstellen')
  assert.match(await look(board, 'uitgesteld', [390]), /Het gesprek is later/)
  await peil.setToday('2026-11-23')
  await board.goto(`${objection}/verslag`)
  await board.getByLabel('Wat is er gezegd?').fill('Bladzijde 3 is gelezen.')
  await press(board, 'Verslag vastleggen')
  await board.getByLabel('Accrediteren').check()
  await board.getByLabel('Waarom?').fill('Ze zijn er wel.')
  await look(board, 'bezwaar-besluit', [390, 320])
  await press(board, 'Besluit vastleggen')
  await page.goto(here)
  const done = await look(page, 'gegrond', [390])
  assert.match(done, /Geaccrediteerd/)
  assert.match(done, /Bladzijde 3 is gelezen/)
  assert.doesNotMatch(done, /Bezwaar maken/)
  assert.match(done, /Gegrond\. Ze zijn er wel\. Besluit op bezwaar ACC-B-KRSD-0001 \(pdf\)/)
})

test('the provider hears three months before it ends, asks for longer, and sees what was done', {
  skip,
  timeout: 600_000,
}, async () => {
  await peil.setToday('2029-08-25')
  await peil.act(clock, remindAccreditations, '2029-08-25')
  const page = await open('Mila')
  await page.goto(`${site.base}/krsd/organisaties/${school}`)
  await follow(page, 'Berichten')
  assert.match(await look(page, 'berichten'), /accreditatie van Omgaan met verzuim loopt af/)
  await page.goto(`${site.base}/krsd/organisaties/${school}`)
  assert.match(await look(page, 'eindigt', [390, 320]), /Omgaan met verzuim bij KRSD eindigt/)
  await follow(page, 'Verlenging aanvragen')
  await page.getByLabel('Kwaliteitsregister Sociaal Domein').check()
  await press(page, 'Beginnen')
  assert.match(await readText(page.locator('main')), /Verlenging/)
  await page.goto(`${page.url()}/register/krsd`)
  assert.equal(await page.locator('textarea').first().inputValue(), 'Met voorbeelden.')
  await page.goto(`${site.base}/krsd/organisaties/${school}/logboek`)
  const log = await look(page, 'logboek', [390, 320])
  for (const line of [
    /Mila Bos maakte een opleiding: Omgaan met verzuim/,
    /Mila Bos vroeg accreditatie aan: Omgaan met verzuim, ACC-KRSD-00001/,
    /KRSD vroeg meer bij de aanvraag om accreditatie/,
    /KRSD kende de accreditatie toe: Omgaan met verzuim/,
    /Peil kondigde aan dat de accreditatie eindigt/,
  ])
    assert.match(log, line)
  assert.doesNotMatch(log, /Tom|Aylin|oordeelde/)
})
