import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { publicEntryId } from '#domain/public-register/entry/public-register.ts'
import { axe, inBrowser, noBrowser, sidewaysScroll } from '#testing/browser.ts'
import { colleague, professional } from '#testing/cast.ts'
import { testPlatform } from '#testing/platform.ts'

// Somebody is kept out of sight, a status is set by hand, and somebody has died: on the pages, on a phone
// and without JavaScript.

const skip = noBrowser()
const peil = await testPlatform()
const shots = process.env.PEIL_SCREENSHOTS
const site = inBrowser(peil)

const open = (cookie?: string) => site.open({ cookie, width: 390, javaScript: false })

let looks = 0

async function look(page: Page): Promise<void> {
  assert.equal(await sidewaysScroll(page), 0, page.url())
  if (shots === undefined) return
  looks += 1
  const name = new URL(page.url()).pathname.replaceAll(/[0-9a-f-]{36}/g, 'x').replaceAll('/', '-')
  await page.screenshot({ path: `${shots}/ending-${looks}${name}.png`, fullPage: true })
}

/** What is wrong for who cannot see it; on a page of its own, as that takes scripts. */
async function accessible(cookie: string, paths: readonly string[]): Promise<void> {
  const page = await site.open({ cookie })
  for (const path of paths) {
    await page.goto(`${site.base}/krsd/${path}`)
    assert.deepEqual(await axe(page), [], path)
  }
  await page.context().close()
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

const inSearch = async (name: string) => {
  const page = await open()
  await page.goto(`${site.base}/krsd/register?naam=${name}`)
  const text = await page.locator('main').innerText()
  await page.context().close()
  return text.includes(`Noor ${name}`)
}

const office = (name: string) =>
  colleague(peil, { email: `${name}@krsd.nl`, firstName: name, lastName: 'Bureau' }, [
    'secretariat',
  ])

test('shielding: asked by the person, out of sight at once, granted by one and confirmed by another', {
  skip,
  timeout: 120_000,
}, async () => {
  const who = await professional(peil, {
    email: 'noor@voorbeeld.nl',
    firstName: 'Noor',
    lastName: 'Schuilers',
  })
  const [sanne, tom] = [await office('sanne'), await office('tom')]
  assert.ok(await inSearch('Schuilers'))
  const own = await open(who.cookie)
  await own.goto(`${site.base}/krsd/mijn/gegevens/afscherming`)
  await look(own)
  await own.getByLabel('Bedreiging of stalking').check()
  await own.getByLabel('In alle registers op deze website').check()
  await press(own, 'Afscherming vragen')
  assert.match(await own.locator('main').innerText(), /nu niet te vinden/)
  await look(own)
  assert.ok(!(await inSearch('Schuilers')))
  const first = await open(sanne.cookie)
  await first.goto(`${site.base}/krsd/werk`)
  await first.getByRole('link', { name: 'Afscherming', exact: true }).click()
  await look(first)
  await first.getByRole('link', { name: 'Noor Schuilers' }).click()
  await first.getByLabel('Afschermen', { exact: true }).check()
  await look(first)
  await press(first, 'Opslaan')
  const second = await open(tom.cookie)
  await second.goto(`${site.base}/krsd/werk/afscherming`)
  await second.getByRole('link', { name: 'Noor Schuilers' }).click()
  const { pathname } = new URL(second.url())
  await accessible(tom.cookie, ['werk/afscherming', pathname.replace('/krsd/', '')])
  await second.getByLabel('Bevestigen', { exact: true }).check()
  await press(second, 'Opslaan')
  assert.match(await second.locator('main').innerText(), /Noor Schuilers is afgeschermd/)
  assert.ok(!(await inSearch('Schuilers')))
  await accessible(who.cookie, ['mijn/gegevens/afscherming'])
})

test('a status by hand: proposed by one who sees what changes, confirmed by another, and read by the person', {
  skip,
  timeout: 180_000,
}, async () => {
  await peil.setToday('2026-11-02')
  const who = await professional(peil, {
    email: 'hand@voorbeeld.nl',
    firstName: 'Noor',
    lastName: 'Handema',
  })
  const [sanne, tom] = [await office('mies'), await office('wim')]
  const first = await open(sanne.cookie)
  const type = async (page: Page, answers: Readonly<Record<string, string>>) => {
    for (const [label, value] of Object.entries(answers)) await page.getByLabel(label).fill(value)
  }
  const day = async (page: Page, question: string, [on, month, year]: readonly string[]) => {
    const group = page.getByRole('group', { name: question })
    await group.getByLabel('Dag', { exact: true }).fill(on ?? '')
    await group.getByLabel('Maand', { exact: true }).fill(month ?? '')
    await group.getByLabel('Jaar', { exact: true }).fill(year ?? '')
  }
  const today = Temporal.PlainDate.from('2026-11-02')
  const parts = (on: Temporal.PlainDate) => [`${on.day}`, `${on.month}`, `${on.year}`]
  await first.goto(`${site.base}/krsd/werk/dossiers/${who.registrationId}`)
  await first.getByRole('link', { name: 'Zet de status met de hand' }).click()
  await look(first)
  await accessible(sanne.cookie, [new URL(first.url()).pathname.replace('/krsd/', '')])
  await first.getByRole('link', { name: 'Besluit van het bestuur over de geldigheid' }).click()
  await look(first)
  await accessible(sanne.cookie, [new URL(first.url()).pathname.replace('/krsd/', '')])
  await type(first, { 'Wat leest de persoon als reden?': 'Het bestuur maakte een uitzondering.' })
  await day(first, 'Tot en met welke dag?', parts(today.add({ years: 1 })))
  await press(first, 'Bekijk wat er verandert')
  const wrong = await first.locator('main').innerText()
  assert.match(wrong, /Vul in wat er in het dossier staat/)
  assert.match(wrong, /Vul in in welk stuk het besluit staat/)
  await look(first)
  await type(first, { 'Wat staat er in het dossier?': 'De notulen zijn gezien.' })
  await type(first, { 'In welk stuk': 'notulen van 12 januari' })
  await day(first, 'Vanaf welke dag?', parts(today))
  await press(first, 'Bekijk wat er verandert')
  assert.match(await first.locator('main').innerText(), /hoogstens 1\sjaar/)
  await day(first, 'Tot en met welke dag?', parts(today.add({ months: 11 })))
  await press(first, 'Bekijk wat er verandert')
  const shown = await first.locator('main').innerText()
  assert.match(shown, /Er is nog niets gewijzigd/)
  assert.match(shown, /Kandidaat\s+Gecertificeerd/)
  await look(first)
  await press(first, 'Voorstellen')
  assert.match(await first.locator('main').innerText(), /Het voorstel is vastgelegd/)
  await first.getByRole('link', { name: 'Bekijk het voorstel voor de status' }).click()
  assert.match(await first.locator('main').innerText(), /Wacht op een collega/)
  await look(first)
  const second = await open(tom.cookie)
  await second.goto(`${site.base}/krsd/werk`)
  await second.getByRole('link', { name: 'Status met de hand', exact: true }).click()
  await look(second)
  await second.getByRole('link', { name: 'Noor Handema' }).click()
  const { pathname } = new URL(second.url())
  await look(second)
  await accessible(tom.cookie, ['werk/status', pathname.replace('/krsd/', '')])
  await press(second, 'Opslaan')
  assert.match(await second.locator('main').innerText(), /Kies wat er met het voorstel gebeurt/)
  await second.getByLabel('Ja, bevestigen en uitvoeren').check()
  await press(second, 'Opslaan')
  assert.match(await second.locator('main').innerText(), /bevestigd en uitgevoerd/)
  await peil.makePapers()
  const seen = await open()
  await seen.goto(`${site.base}/krsd/register?naam=Handema`)
  assert.match(await seen.locator('main').innerText(), /Gecertificeerd/)
  const own = await open(who.cookie)
  await own.goto(`${site.base}/krsd/mijn/gegevens`)
  await own.getByRole('link', { name: 'Mijn status' }).click()
  const read = await own.locator('main').innerText()
  assert.match(read, /Het bestuur maakte een uitzondering/)
  assert.doesNotMatch(read, /De notulen zijn gezien/)
  await look(own)
  await accessible(who.cookie, ['mijn/status'])
  const letter = await own.getByRole('link', { name: /Brief/ }).getAttribute('href')
  const paper = await peil.get(letter ?? '', who.cookie)
  assert.equal(paper.headers.get('content-type'), 'application/pdf')
  await own.getByRole('link', { name: /Maak bezwaar/ }).click()
  assert.match(await own.locator('main').innerText(), /Besluit over de registratie/)
  // Once more in another tab, with the page as it was: said, not done.
  const again = await open(sanne.cookie)
  await again.goto(`${site.base}/krsd/werk/dossiers/${who.registrationId}/status/missing-document`)
  await type(again, { 'Wat leest de persoon als reden?': 'De VOG ontbreekt.' })
  await type(again, { 'Wat staat er in het dossier?': 'Gebeld.' })
  await day(again, 'Tot en met welke dag?', parts(today.add({ months: 2 })))
  await press(again, 'Bekijk wat er verandert')
  await look(again)
  await press(again, 'Voorstellen')
  await second.goto(`${site.base}/krsd/werk/status`)
  await second.getByRole('link', { name: 'Noor Handema' }).first().click()
  await second.getByLabel('Ja, bevestigen en uitvoeren').check()
  await press(second, 'Opslaan')
  assert.ok(!(await inSearch('Handema')))
  await own.goto(`${site.base}/krsd/mijn`)
  assert.match(await own.locator('main').innerText(), /Er ontbreekt een stuk/)
  await look(own)
})

test('death: told by a relative, seen by two, and signing in is closed', {
  skip,
  timeout: 120_000,
}, async () => {
  const who = await professional(peil, {
    email: 'vermeer@voorbeeld.nl',
    firstName: 'Noor',
    lastName: 'Vermeer',
  })
  const [sanne, tom] = [await office('els'), await office('jan')]
  const first = await open(sanne.cookie)
  await first.goto(`${site.base}/krsd/werk/dossiers/${who.registrationId}`)
  await first.getByRole('link', { name: 'Leg een overlijden vast' }).click()
  await look(first)
  await accessible(sanne.cookie, [new URL(first.url()).pathname.replace('/krsd/', '')])
  await first.getByLabel('Dag', { exact: true }).fill('10')
  await first.getByLabel('Maand', { exact: true }).fill('1')
  await first.getByLabel('Jaar', { exact: true }).fill('2026')
  await first.getByLabel('Een naaste').check()
  await first.getByLabel('Naam van wie het meldt').fill('Piet Vermeer')
  await first.getByLabel('Hoe is het gezien of gehoord?').fill('Teruggebeld.')
  await first.getByLabel('Per e-mail').check()
  await first.getByLabel('E-mailadres van wie het meldt').fill('vermeer@voorbeeld.nl')
  await press(first, 'Vastleggen')
  assert.match(await first.locator('main').innerText(), /adres van Noor Vermeer zelf/)
  await look(first)
  await first.getByLabel('E-mailadres van wie het meldt').fill('piet@voorbeeld.nl')
  await press(first, 'Vastleggen')
  const second = await open(tom.cookie)
  await second.goto(`${site.base}/krsd/werk/overlijden`)
  await second.getByRole('link', { name: 'Noor Vermeer' }).click()
  await look(second)
  await accessible(tom.cookie, [new URL(second.url()).pathname.replace('/krsd/', '')])
  await second.getByLabel('Bevestigen', { exact: true }).check()
  await press(second, 'Opslaan')
  assert.match(await second.locator('main').innerText(), /Het overlijden is verwerkt/)
  assert.ok(!(await inSearch('Vermeer')))
  const own = await open(who.cookie)
  await own.goto(`${site.base}/krsd/mijn`)
  assert.match(own.url(), /inloggen/)
})

test('a merge: found as alike, laid side by side, asked by one and done by another, and the number leads on', {
  skip,
  timeout: 120_000,
}, async () => {
  const named = (email: string) =>
    professional(peil, { email, firstName: 'Noor', lastName: 'Dubbelink' })
  const stays = await named('noor.dubbelink@gmail.com')
  const goes = await named('noordubbelink+werk@gmail.com')
  const single = await professional(peil, {
    email: 'ander@voorbeeld.nl',
    firstName: 'Noor',
    lastName: 'Dubbelink',
  })
  const [sanne, tom] = [await office('ank'), await office('bas')]
  const first = await open(sanne.cookie)
  await first.goto(`${site.base}/krsd/werk`)
  await first.getByRole('link', { name: 'Dubbele dossiers', exact: true }).click()
  await look(first)
  assert.match(await first.locator('main').innerText(), /E-mailadres op de spelling na/)
  // Of the three one is somebody else: her namesake at the same address.
  const compare = `${site.base}/krsd/werk/dossiers/${stays.registrationId}/samenvoegen`
  await first.goto(`${compare}/${single.registrationId}`)
  await look(first)
  await press(first, 'Opslaan')
  assert.match(await first.locator('main').innerText(), /Kies of dit één persoon is/)
  await first.getByLabel('Nee, dit zijn twee verschillende mensen').check()
  await first.getByLabel('Waaruit blijkt dat het twee mensen zijn?').fill('Moeder en dochter.')
  await press(first, 'Opslaan')
  assert.match(await first.locator('main').innerText(), /Moeder en dochter/)
  await first.goto(`${site.base}/krsd/werk/dossiers/${stays.registrationId}`)
  await first.getByRole('link', { name: 'Voeg samen met een ander dossier' }).click()
  await look(first)
  await first.getByRole('link', { name: /^Noor Dubbelink \(/ }).click()
  assert.equal(first.url(), `${compare}/${goes.registrationId}`)
  await look(first)
  assert.match(await first.locator('main').innerText(), /Het kan niet ongedaan worden gemaakt/)
  await first.getByLabel('Ja, voeg de dossiers samen').check()
  await press(first, 'Opslaan')
  assert.match(await first.locator('main').innerText(), /Schrijf op waaruit blijkt/)
  await look(first)
  await first.getByLabel('Waaruit blijkt dat het één persoon is?').fill('Teruggebeld.')
  await press(first, 'Opslaan')
  assert.match(await first.locator('main').innerText(), /Een collega kijkt er nog naar/)
  const second = await open(tom.cookie)
  await second.goto(`${site.base}/krsd/werk`)
  assert.match(await second.locator('main').innerText(), /1 voorstel om samen te voegen wacht/)
  await second.getByRole('link', { name: 'Dubbele dossiers', exact: true }).click()
  const pairs = second.locator('main').getByRole('link', { name: /^Noor Dubbelink \(.* en Noor/ })
  const called = await pairs.allInnerTexts()
  assert.equal(new Set(called).size, called.length)
  await pairs.first().click()
  await look(second)
  await accessible(tom.cookie, [
    'werk/dubbelen',
    new URL(second.url()).pathname.replace('/krsd/', ''),
    `werk/dossiers/${stays.registrationId}/samenvoegen`,
    `werk/dossiers/${stays.registrationId}/samenvoegen/${single.registrationId}`,
  ])
  await second.getByLabel('Voeg samen, voorgoed').check()
  await press(second, 'Opslaan')
  assert.match(await second.locator('main').innerText(), /De dossiers zijn samengevoegd/)
  assert.match(await second.locator('main').innerText(), /samengevoegd met dit dossier/)
  await look(second)
  const anybody = await open()
  const answer = await anybody.goto(
    `${site.base}/krsd/register/${publicEntryId(goes.registrationId)}`,
  )
  assert.equal(answer?.status(), 200)
  assert.equal(anybody.url(), `${site.base}/krsd/register/${publicEntryId(stays.registrationId)}`)
  const out = await open(goes.cookie)
  await out.goto(`${site.base}/krsd/mijn`)
  assert.match(out.url(), /inloggen/)
})
