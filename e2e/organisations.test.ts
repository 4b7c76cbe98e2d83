import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { askAccess } from '#domain/organisations/member/ask-access.ts'
import { signUpOrganisation } from '#domain/organisations/sign-up/sign-up-organisation.ts'
import { inBrowser, look, noBrowser, readText, sidewaysScroll } from '#testing/browser.ts'
import { colleague, professional } from '#testing/cast.ts'
import { testPlatform } from '#testing/platform.ts'

// Somebody who is in the register signs an organisation up, without JavaScript and on a telephone; a back office
// looks who it is; and from then on they change hats.

const skip = noBrowser()
const peil = await testPlatform()
const site = inBrowser(peil)

test('an organisation is signed up, checked, and acted for under a hat of its own', {
  skip,
}, async () => {
  const mila = await professional(peil, {
    email: 'mila@debrug.example',
    firstName: 'Mila',
    lastName: 'Bos',
  })
  const sanne = await colleague(
    peil,
    { email: 'sanne@voorbeeld.nl', firstName: 'Sanne', lastName: 'Bakker' },
    ['secretariat'],
  )
  const page = await site.open({ cookie: mila.cookie, width: 390, javaScript: false })
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click()
  page.setDefaultTimeout(15_000)
  await page.goto(`${site.base}/krsd/voor-aanbieders`)
  await look(page, 'info-390', false)
  await page.getByRole('link', { name: 'Organisatie aanmelden' }).click()
  await look(page, 'zoeken-390', false)
  await page.getByLabel('Naam van de organisatie').fill('Academie De Brug')
  await press('Zoeken')
  assert.match(await look(page, 'aanmelden-390', false), /We kennen deze organisatie nog niet/)
  await press('Aanmelden')
  assert.match(await look(page, 'fouten-390', false), /Kies wat de organisatie is/)
  assert.equal(await page.getByLabel('Naam van de organisatie').inputValue(), 'Academie De Brug')
  await page.getByLabel('Opleider').check()
  for (const [label, value] of [
    ['KvK-nummer', '1234 5678'],
    ['Straat', 'Brugweg'],
    ['Huisnummer', '12a'],
    ['Postcode', '1234ab'],
    ['Plaats', 'heideveld'],
    ['Eigen e-maildomein', '@debrug.example'],
    ['Algemeen e-mailadres', 'info@debrug.example'],
  ] as const) {
    await page.getByLabel(label).fill(value)
  }
  await press('Aanmelden')
  const home = await look(page, 'organisatie-390', false)
  assert.match(home, /namens Academie De Brug \(niet gecontroleerd\) Wissel/)
  assert.match(home, /Brugweg 12 A, 1234 AB Heideveld/)

  const office = await site.open(sanne)
  await office.goto(`${site.base}/krsd/werk/organisaties`)
  await look(office, 'werk-1280')
  await office.getByRole('link', { name: 'Academie De Brug' }).click()
  assert.match(await look(office, 'controle-1280'), /Adres op het eigen domein/)
  await office.getByLabel('Dit is de organisatie zoals opgegeven').check()
  await office.getByLabel('E-mail op het eigen domein').check()
  await office.getByRole('button', { name: 'Vastleggen' }).click()
  assert.match(await readText(office.locator('main')), /Academie De Brug: gecontroleerd/)

  const wide = await site.open(mila)
  const leads = (name: string) => wide.getByRole('link', { name, exact: true }).first().click()
  await wide.goto(page.url())
  assert.match(await look(wide, 'gecontroleerd-1280'), /namens Academie De Brug Wissel/)
  await leads('Mensen')
  await look(wide, 'mensen-1280')
  await leads('Iemand uitnodigen')
  await look(wide, 'uitnodigen-1280')
  await wide.goto(`${page.url()}/logboek`)
  const log = await look(wide, 'logboek-1280')
  assert.match(log, /KRSD keek wie de organisatie is: dat klopt/)
  assert.match(log, /Mila Bos meldde de organisatie aan/)
  // Where they are for nobody in particular they go on as on the page before, also who came there by its address.
  const menu = () => readText(wide.getByRole('navigation', { name: 'Hoofdmenu' }))
  const ofOrganisation = await menu()
  for (const shared of ['/krsd/mijn/berichten', '/krsd/opleidingen', '/krsd/wisselen']) {
    await wide.goto(`${site.base}${shared}`)
    assert.match(await readText(wide.locator('.hat')), /namens Academie De Brug/, shared)
    assert.equal(await menu(), ofOrganisation, shared)
  }
  assert.match(await look(wide, 'wisselen-1280'), /namens Academie De Brug Wissel/)
  await wide.getByRole('button', { name: 'Wissel Mila Bos' }).click()
  await leads('Berichten')
  assert.match(await readText(wide.locator('.hat')), /voor jezelf/)
  await wide.goto(page.url())
  await wide.goto(`${site.base}/krsd/mijn`)
  assert.match(await readText(wide.locator('.hat')), /voor jezelf/)
  await leads('Berichten')
  assert.match(await readText(wide.locator('.hat')), /voor jezelf/)
})

/** Goes by the tab key to what has this name, and presses a key on it. */
async function byKey(page: Page, name: RegExp, key: 'Enter' | 'Space'): Promise<void> {
  for (let tabs = 0; tabs < 80; tabs += 1) {
    await page.keyboard.press('Tab')
    const at = await page.evaluate(() => {
      const { activeElement: one } = document
      const labels = one instanceof HTMLInputElement ? [...(one.labels ?? [])] : []
      return [one?.textContent ?? '', ...labels.map(({ textContent }) => textContent ?? '')].join(
        ' ',
      )
    })
    if (!name.test(at.replaceAll(/\s+/g, ' ').trim())) continue
    if (key === 'Space') return page.keyboard.press(key)
    await Promise.all([page.waitForEvent('load'), page.keyboard.press(key)])
    return
  }
  assert.fail(`the tab key does not come to ${name} on ${page.url()}`)
}

test('by the keyboard alone somebody is let in, gets another role, is removed, and the organisation is closed', {
  skip,
  timeout: 120_000,
}, async () => {
  const named = (firstName: string) =>
    professional(peil, {
      email: `${firstName.toLowerCase()}@kade.example`,
      firstName,
      lastName: 'Kramer',
    })
  const ina = await named('Ina')
  const bas = await named('Bas')
  const id = await peil.act(ina.actor, async (context) => {
    const signed = await signUpOrganisation(context, {
      facts: {
        ...{ name: 'Kadewerk', tradeNames: [], kinds: ['provider'], kvk: undefined },
        ...{ street: 'Kade', houseNumber: '1', postcode: '4321 AB', city: 'Heideveld' },
        ...{ website: '', mailDomain: '', contactEmail: 'info@kade.example', contactPhone: '' },
      },
      files: [],
      isNoneOf: [],
    })
    return signed.outcome === 'signed-up' ? signed.id : assert.fail(signed.outcome)
  })
  await peil.act(bas.actor, (context) => askAccess(context, id, 'Ik geef hier les.'))
  const page = await site.open(ina)
  page.setDefaultTimeout(15_000)
  const home = `${site.base}/krsd/organisaties/${id}`
  await page.goto(home)
  await byKey(page, /^Bekijken$/, 'Enter')
  await look(page, 'mensen-vraagt')
  for (const width of [650, 768, 1024]) {
    await page.setViewportSize({ width, height: 900 })
    assert.equal(await sidewaysScroll(page), 0, `the list of people scrolls sideways at ${width}`)
  }
  await page.setViewportSize({ width: 1280, height: 900 })
  await byKey(page, /^Bas Kramer$/, 'Enter')
  await look(page, 'toelaten')
  await byKey(page, /Lezer/, 'Space')
  await byKey(page, /^Toegang geven$/, 'Enter')
  assert.match(await readText(page.locator('main')), /Bas Kramer werkt nu voor de organisatie/)
  await byKey(page, /^Wijzig Bas Kramer/, 'Enter')
  await byKey(page, /Invoerder/, 'Space')
  await byKey(page, /^Rol bewaren$/, 'Enter')
  assert.match(await readText(page.locator('main')), /De rol van Bas Kramer is gewijzigd/)
  await byKey(page, /^Wijzig Bas Kramer/, 'Enter')
  await byKey(page, /^Bas Kramer weghalen$/, 'Enter')
  await look(page, 'weghalen-1280')
  // The way back is there, and leads to where one came from.
  await byKey(page, /^Toch niet$/, 'Enter')
  await byKey(page, /^Bas Kramer weghalen$/, 'Enter')
  await byKey(page, /^Weghalen$/, 'Enter')
  assert.match(await readText(page.locator('main')), /Bas Kramer werkt niet meer/)
  await page.goto(home)
  await byKey(page, /^De organisatie sluiten$/, 'Enter')
  await look(page, 'sluiten-1280')
  await page.setViewportSize({ width: 320, height: 900 })
  await look(page, 'sluiten-320')
  await byKey(page, /^Sluiten$/, 'Enter')
  assert.match(await readText(page.locator('main')), /Kadewerk is gesloten/)
  await page.goBack()
  assert.match(await readText(page.locator('main')), /Pagina niet gevonden|Kadewerk sluiten/)
})
