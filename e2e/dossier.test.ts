import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { axe, inBrowser, noBrowser, sidewaysScroll } from '#testing/browser.ts'
import { professional } from '#testing/cast.ts'
import { testPlatform } from '#testing/platform.ts'
import { pdf } from '#testing/portfolio.ts'

// Somebody states and shows what their register asks beside activities, and applies with it, in a
// real browser, with JavaScript and without.

const skip = noBrowser()
const peil = await testPlatform({ register: 'clientondersteuners' })
const site = inBrowser(peil, '/clientondersteuners')
const shots = process.env.PEIL_SCREENSHOTS

before(async () => {
  if (skip) return
  await peil.setToday('2026-09-01')
})

async function open(javaScript: boolean, email: string, width = 1280): Promise<Page> {
  const { cookie } = await professional(peil, { email, firstName: 'Anouk', lastName: 'Jansen' })
  return site.open({ cookie, width, javaScript })
}

async function look(page: Page, name: string): Promise<void> {
  assert.equal(await sidewaysScroll(page), 0, `${name} scrolls sideways`)
  if (shots) await page.screenshot({ path: `${shots}/dossier-${name}.png`, fullPage: true })
}

const press = (page: Page, name: string) =>
  page.locator('main').getByRole('button', { name, exact: true }).click()

const next = (page: Page) => page.locator('.next-step h2').innerText()

/** Presses what the page names as the next step. */
const goOn = (page: Page) => page.locator('.next-step .button').first().click()

async function fillDay(page: Page, day: string): Promise<void> {
  const [year = '', month = '', of = ''] = day.split('-')
  await page.getByLabel('Dag', { exact: true }).first().fill(of)
  await page.getByLabel('Maand', { exact: true }).first().fill(month)
  await page.getByLabel('Jaar', { exact: true }).first().fill(year)
}

async function paper(name: string) {
  const buffer = Buffer.from(await pdf(name, name).arrayBuffer())
  return { name, mimeType: 'application/pdf', buffer }
}

describe('a dossier, one question after the other', { skip }, () => {
  for (const [javaScript, width] of [
    [true, 1280],
    [false, 390],
  ] as const) {
    test(`${javaScript ? 'with' : 'without'} JavaScript at ${width}`, async () => {
      const name = (page: string) => `${page}-${width}`
      const page = await open(javaScript, `anouk${width}@voorbeeld.nl`, width)
      await page.goto(`${site.base}/mijn`)
      await look(page, name('portfolio'))
      assert.match(await next(page), /Vul uw dossier aan/)
      await goOn(page)
      await look(page, name('leeg'))
      assert.equal(await next(page), 'Kies een categorie')
      await goOn(page)
      await look(page, name('categorie'))
      if (javaScript) assert.deepEqual(await axe(page), [])
      await page.getByRole('radio', { name: 'Junior' }).check()
      await press(page, 'Verder')
      assert.match(await next(page), /genoemde hbo-diploma/)
      await look(page, name('gekozen'))
      if (javaScript) assert.deepEqual(await axe(page), [])
      await goOn(page)
      await look(page, name('feit'))
      await press(page, 'Opslaan')
      assert.match(await page.getByRole('alert').first().innerText(), /Geef een antwoord/)
      await page.getByRole('radio', { name: 'Ja', exact: true }).check()
      await page.getByLabel('Naam van de opleiding').first().fill('Social Work')
      await page.getByLabel('School of hogeschool').first().fill('Hogeschool Voorbeeld')
      await page
        .locator('input[type=file]:not([capture])')
        .setInputFiles(await paper('diploma.pdf'))
      await press(page, 'Opslaan')
      assert.match(await next(page), /datum is uw diploma/)
      await goOn(page)
      await fillDay(page, '2005-07-12')
      await press(page, 'Opslaan')
      assert.match(await next(page), /Staat uw diploma in/)
      await goOn(page)
      await page.getByRole('radio', { name: 'Nee', exact: true }).check()
      await press(page, 'Opslaan')
      assert.equal(await next(page), 'VOG')
      await goOn(page)
      await look(page, name('vog'))
      if (javaScript) assert.deepEqual(await axe(page), [])
      await fillDay(page, '2026-08-03')
      await page.getByLabel('Screeningsprofiel').fill('85')
      await page.locator('input[type=file]:not([capture])').setInputFiles(await paper('vog.pdf'))
      await press(page, 'Opslaan')
      assert.equal(await next(page), 'Laat de VOG zien')
      await look(page, name('aantonen'))
      if (javaScript) assert.deepEqual(await axe(page), [])
      await page.getByRole('link', { name: 'Stuur het origineel per post' }).click()
      await page.getByLabel('Nee', { exact: true }).check()
      await press(page, 'Aanmelden en voorblad maken')
      await look(page, name('compleet'))
      if (javaScript) assert.deepEqual(await axe(page), [])
      assert.match(await next(page), /Vraag uw registratie aan/)
      await goOn(page)
      await look(page, name('aanvragen'))
      await page.getByRole('link', { name: 'Controleren en insturen' }).click()
      await look(page, name('controleren'))
      if (javaScript) assert.deepEqual(await axe(page), [])
      await page.locator('main').getByRole('checkbox').check()
      await press(page, 'Aanvraag insturen')
      await look(page, name('ingestuurd'))
      assert.match(await page.locator('main').innerText(), /A-2026-\d{4}/)
    })
  }
})
