import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { hundredthsOf } from '#engine'
import { axe, inBrowser, noBrowser, readText, sidewaysScroll } from '#testing/browser.ts'
import type { CastProfessional } from '#testing/cast.ts'
import { professional } from '#testing/cast.ts'
import { alsoIn, doneIn } from '#testing/other-registers.ts'
import { testPlatform } from '#testing/platform.ts'

// Somebody who stands in several registers goes from one to the other, and takes along what they did.

const skip = noBrowser()
const peil = await testPlatform()
const site = inBrowser(peil)

before(async () => {
  if (skip) return
  await peil.setToday('2022-12-15')
})

async function open(who: CastProfessional, width = 1280, javaScript = false): Promise<Page> {
  return site.open({ cookie: who.cookie, width, javaScript })
}

const said = (page: Page) => readText(page.locator('main'))
const shots = process.env.PEIL_SCREENSHOTS

async function look(page: Page, name: string): Promise<void> {
  assert.equal(await sidewaysScroll(page), 0, `${name} scrolls sideways`)
  if (shots) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true })
}

/** Somebody in the LKLR since 2018 who is a candidate of the KRSD now. */
async function inBoth(firstName: string) {
  const email = `${firstName.toLowerCase()}@voorbeeld.nl`
  const krsd = await professional(peil, { email, firstName, lastName: 'Bos', since: '2022-11-01' })
  const lklr = await alsoIn(peil, 'lklr', krsd, {
    since: '2018-01-15',
    status: 'certified',
    validFirst: '2018-02-01',
    validLast: '2023-01-31',
  })
  return { krsd, lklr }
}

test('LKLR → KRSD with 2019 and 2018, and A2 is asked for its hours', {
  skip,
  timeout: 120_000,
}, async () => {
  const { krsd, lklr } = await inBoth('Ruben')
  const course = await doneIn(peil, 'lklr', lklr, { title: 'Cursus van 2019', on: '2019-03-12' })
  await doneIn(peil, 'lklr', lklr, { title: 'Cursus van 2018', on: '2018-11-20' })
  const trainees = await doneIn(peil, 'lklr', lklr, {
    title: 'Stagiaires begeleid',
    on: '2020-06-30',
    kind: 'supervising',
    details: { description: 'Een schooljaar lang.' },
  })
  const page = await open(krsd)
  await page.goto(`${site.base}/krsd/mijn`)
  await page
    .locator('main')
    .getByRole('link', { name: /Meenemen uit het LKLR/ })
    .click()
  const before = await said(page)
  assert.match(before, /Cursus van 2019.*Telt hier 8 uur\./s)
  assert.match(
    before,
    /Cursus van 2018.*Telt hier niet mee\..*Activiteiten vanaf 1 januari 2019 tellen mee/s,
  )
  assert.match(
    before,
    /Stagiaires begeleid.*Punten of uren van een ander register worden niet omgerekend/s,
  )
  assert.equal(await page.getByRole('checkbox', { name: /Cursus van 2018/ }).count(), 0)
  await look(page, 'bring-along')

  const send = () => page.getByRole('button', { name: 'Neem mee wat is aangevinkt' }).click()
  await page.getByRole('checkbox', { name: /Cursus van 2019/ }).check()
  await page.getByRole('checkbox', { name: /Stagiaires begeleid/ }).check()
  await page.locator(`[name="detail-supervised-${trainees}"]`).fill('Twee stagiaires')
  await send()
  const summary = await readText(page.getByRole('alert'))
  assert.match(summary, /Cursus van 2019: Kies of de activiteit geaccrediteerd is/)
  assert.match(summary, /Stagiaires begeleid: Vul bij ‘Uren begeleiding’ een getal in/)
  assert.equal(
    await page.locator(`[name="detail-supervised-${trainees}"]`).inputValue(),
    'Twee stagiaires',
  )
  assert.ok(await page.getByRole('checkbox', { name: /Stagiaires begeleid/ }).isChecked())
  await look(page, 'bring-along-wrong')
  await page.locator(`[name="accredited-${course}"][value="nee"]`).check()
  await page.locator(`[name="detail-contact-hours-${trainees}"]`).fill('10')
  await send()
  assert.match(await said(page), /Meegenomen: ‘Stagiaires begeleid’ en ‘Cursus van 2019’/)
  assert.doesNotMatch(await said(page), /Telt hier 8 uur/, 'what came along is no longer offered')
  await page.goto(`${site.base}/krsd/mijn`)
  assert.match(await said(page), /18\svan\s96\suur/)

  const narrow = await open(krsd, 390, true)
  await narrow.goto(`${site.base}/krsd/mijn/meenemen`)
  await look(narrow, 'bring-along-390')
  assert.deepEqual(await axe(narrow), [])
  await narrow
    .getByRole('navigation', { name: 'Mijn registers' })
    .getByRole('link', { name: 'LKLR' })
    .click()
  assert.equal(new URL(narrow.url()).pathname, '/lklr/mijn/meenemen')
  await narrow.goto(`${site.base}/krsd/mijn/berichten`)
  await narrow
    .getByRole('navigation', { name: 'Mijn registers' })
    .getByRole('link', { name: 'LKLR' })
    .click()
  assert.equal(new URL(narrow.url()).pathname, '/lklr/mijn/berichten')
  await narrow.getByRole('link', { name: 'Naast elkaar' }).click()
  const both = await said(narrow)
  assert.match(both, /Kwaliteitsregister Sociaal Domein/)
  assert.match(both, /Landelijk Kwaliteitsregister Leerplicht en RMC/)
  assert.match(both, /Wat nu komt:.*Wat nu komt:/s)
  await look(narrow, 'my-registers-390')
  assert.deepEqual(await axe(narrow), [])
  if (shots) {
    await page.goto(`${site.base}/krsd/mijn/registers`)
    await look(page, 'my-registers')
  }
})

test('one activity in three registers: entered once, counted by each norm, one proof', {
  skip,
  timeout: 120_000,
}, async () => {
  const { krsd, lklr } = await inBoth('Sanne')
  const clients = await alsoIn(peil, 'clientondersteuners', krsd, {
    since: '2022-01-10',
    status: 'certified',
    validFirst: '2022-02-01',
    validLast: '2027-01-31',
  })
  const id = await doneIn(peil, 'lklr', lklr, {
    title: 'Gesprekken voeren',
    on: '2021-05-12',
    details: { provider: 'De Opleider', 'stated-load': hundredthsOf(800) },
  })
  const page = await open(krsd)
  await page.goto(`${site.base}/lklr/mijn/activiteiten/${id}`)
  const there = await said(page)
  assert.match(there, /Telt mee\s+8 punten/)
  assert.match(there, /KRSD\s+Zou 8 uur tellen/)
  assert.match(there, /Telt daar niet mee.*Activiteiten vanaf 1 februari 2022 tellen mee/s)
  assert.equal(await page.getByRole('link', { name: /Meenemen naar het Register/ }).count(), 0)
  await look(page, 'activity-in-three')
  await page.getByRole('link', { name: 'Meenemen naar het KRSD' }).click()
  await page.getByRole('checkbox', { name: /Gesprekken voeren/ }).check()
  await page.locator(`[name="accredited-${id}"][value="nee"]`).check()
  await page.getByRole('button', { name: 'Neem mee wat is aangevinkt' }).click()
  await page.goto(`${site.base}/krsd/mijn/activiteiten/${id}`)
  const here = await said(page)
  assert.match(here, /LKLR\s+8 punten/)
  assert.match(here, /bewijs\.pdf/, 'one proof serves both')

  // Other hours, told in each.
  await page.getByRole('link', { name: 'Wijzigen' }).click()
  await page.getByLabel(/Studiebelasting/).fill('6')
  await page.getByRole('button', { name: 'Opslaan en insturen' }).click()
  assert.match(await said(page), /Het LKLR: 6 punten/)
  assert.ok(clients.registrationId)

  // One withdrawal, in both.
  await page.goto(`${site.base}/krsd/mijn/activiteiten/${id}/intrekken`)
  await look(page, 'withdraw-in-both')
  await page.getByRole('button', { name: 'Ook in het LKLR intrekken' }).click()
  assert.match(await said(page), /‘Gesprekken voeren’ is ingetrokken\. Ook in het LKLR\./)
  const gone = await page.goto(`${site.base}/lklr/mijn/activiteiten/${id}`)
  assert.equal(gone?.status(), 404)
})
