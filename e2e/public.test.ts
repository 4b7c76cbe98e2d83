import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { commitSeeds } from '#domain/certification/sample/commit-seeds.ts'
import { hasSample } from '#domain/certification/sample/queries.ts'
import { revealSeeds } from '#domain/certification/sample/reveal-seeds.ts'
import { byLot } from '#domain/certification/sample/sample.ts'
import { tellOutcome } from '#domain/certification/sample/tell-outcome.ts'
import { axe, inBrowser, noBrowser, sidewaysScroll } from '#testing/browser.ts'
import { professional } from '#testing/cast.ts'
import { testPlatform } from '#testing/platform.ts'
import { paths } from '#web/paths.ts'

// What a visitor sees, in a real browser: with JavaScript and without, on a desk and on a phone.

const skip = noBrowser()
const peil = await testPlatform()
const site = inBrowser(peil)

before(async () => {
  if (skip) return
  const valid = { status: 'certified', validFirst: '2025-02-01', validLast: '2028-01-31' } as const
  const people = [
    { email: 'a@peil.example', firstName: 'Judith', namePrefix: 'de', lastName: 'Vries', ...valid },
    { email: 'b@peil.example', firstName: 'Anna', lastName: 'Janssen', ...valid },
    { email: 'c@peil.example', firstName: 'Ömer', lastName: 'Çelik', status: 'candidate' },
  ] as const
  for (const person of people) await professional(peil, person)
  // So that a quarter is over, one runs and one is promised.
  const today = Temporal.Now.plainDateISO()
  for (const day of [today.subtract({ months: 3 }), today]) {
    for (const work of [commitSeeds, revealSeeds, tellOutcome]) {
      await peil.act(byLot, work, day.toString())
    }
  }
})

const go = (page: Page, path: string) => page.goto(`${site.base}${path}`)

for (const [register, current] of peil.platform.registers) {
  const pages = [
    paths.home(register),
    paths.howItWorks(register),
    paths.hoursAndNorms(register),
    paths.evidenceRules(register),
    paths.costs(register),
    paths.questions(register),
    paths.regulation(register),
    ...(hasSample(current) ? [paths.sample(register)] : []),
    paths.contact(register),
    paths.complaint(register),
    paths.accessibility(register),
    paths.privacy(register),
    paths.cookies(register),
    paths.source(register),
    paths.search(register),
    paths.search(register, { naam: 'x' }),
    paths.search(register, { naam: 'jansen' }),
    paths.askCertificate(register),
    paths.checkCertificate(register, 'nonsense'),
  ]
  // The pages are the same for every register; what differs are its brand and its texts.
  const brand = [paths.home(register), paths.hoursAndNorms(register)]
  const looked = new Set(register === 'krsd' ? pages : brand)
  const lookedInTheDark = new Set([
    ...brand,
    paths.costs(register),
    paths.search(register, { naam: 'x' }),
  ])
  test(`everybody can read the pages of ${register}, and nobody scrolls sideways`, {
    skip,
  }, async () => {
    const page = await site.open({})
    for (const path of pages) {
      await page.setViewportSize({ width: 1280, height: 900 })
      await go(page, path)
      if (looked.has(path)) assert.deepEqual(await axe(page), [], path)
      assert.equal(await page.locator('h1').count(), 1, path)
      for (const width of [1280, 390, 320]) {
        await page.setViewportSize({ width, height: 900 })
        assert.equal(await sidewaysScroll(page), 0, `${path} at ${width}`)
      }
      if (!lookedInTheDark.has(path)) continue
      await page.setViewportSize({ width: 390, height: 900 })
      await page.emulateMedia({ colorScheme: 'dark' })
      assert.deepEqual(await axe(page), [], `${path} in the dark`)
      await page.emulateMedia({ colorScheme: 'light' })
    }
  })
}

for (const javaScript of [true, false]) {
  describe(`a visitor, JavaScript ${javaScript ? 'on' : 'off'}`, { skip }, () => {
    test('finds somebody from the home page, however the name is typed', async () => {
      const page = await site.open({ javaScript })
      await go(page, paths.home('krsd'))
      await page.getByLabel('Zoek een professional').fill('omer celik')
      await page.getByRole('button', { name: 'Zoeken' }).click()
      await page.getByText('1 professional gevonden').waitFor()
      await page.getByRole('link', { name: 'Ömer Çelik' }).click()
      assert.equal(await page.locator('h1').innerText(), 'Ömer Çelik')
      assert.ok(await page.getByText('Geraadpleegd op').isVisible())
    })

    test('gets names that sound the same, and help when there is nobody', async () => {
      const page = await site.open({ javaScript, width: 390 })
      await go(page, paths.search('krsd'))
      await page.getByLabel('Naam of registratienummer').fill('jansen')
      await page.keyboard.press('Enter')
      await page.getByRole('link', { name: 'Anna Janssen' }).waitFor()
      await page.getByLabel('Naam of registratienummer').fill('niemand')
      await page.getByRole('button', { name: 'Zoeken' }).click()
      await page.getByText('Niemand gevonden voor ‘niemand’').waitFor()
      assert.equal(await page.getByLabel('Naam of registratienummer').inputValue(), 'niemand')
    })

    test('hears at the field that one letter is too little', async () => {
      const page = await site.open({ javaScript })
      await go(page, paths.search('krsd'))
      await page.getByLabel('Naam of registratienummer').fill('j')
      await page.getByRole('button', { name: 'Zoeken' }).click()
      const summary = page.getByRole('alert')
      await summary.getByRole('link', { name: 'Vul minstens 2 letters' }).click()
      assert.match(await page.title(), /^Fout: /)
      const focused = await page.locator(':focus').getAttribute('name')
      assert.equal(focused, 'naam')
    })

    test('works out what it costs, adds something and takes it away again', async () => {
      const page = await site.open({ javaScript, width: javaScript ? 1280 : 390 })
      await go(page, paths.costs('krsd'))
      const outcome = page.locator('#uitkomst')
      for (const figure of ['102 uur', '98', '27', '€ 1.460,00', 'haal je de norm']) {
        assert.ok((await outcome.innerText()).replaceAll('\u00a0', ' ').includes(figure), figure)
      }
      await page.getByRole('button', { name: 'Verwijder BOA her- en bijscholing' }).click()
      await outcome.getByText('haal je de norm nog niet').waitFor()
      await page.getByRole('button', { name: 'Activiteit toevoegen aan jaar 3' }).click()
      await page.getByRole('textbox', { name: 'Activiteit', exact: true }).last().fill('Leergang')
      await page.getByLabel('Tijd in uren voor de nieuwe activiteit').fill('20')
      await page.getByLabel('Uren die meetellen voor de nieuwe activiteit').fill('twintig')
      await page.getByLabel('Ja, de nieuwe activiteit is geaccrediteerd').check()
      await page.getByLabel('Kosten voor de nieuwe activiteit').fill('€ 500,-')
      await page.getByRole('button', { name: 'Bereken' }).first().click()
      await page.getByRole('alert').getByText('Vul de uren die meetellen in als getal').waitFor()
      await page.getByLabel('Uren die meetellen voor Leergang').fill('20')
      // Pressing Enter works it out; it does not remove the first row.
      await page.keyboard.press('Enter')
      await outcome.getByText('€ 1.460,00').waitFor()
      assert.ok(
        await outcome.getByText('Met dit plan haal je de norm', { exact: true }).isVisible(),
      )
      if (!javaScript) return
      // With JavaScript it shows while one types.
      await page.getByLabel('Uren die meetellen voor Leergang').fill('1')
      await outcome.getByText('haal je de norm nog niet').waitFor()
      assert.match(page.url(), /punten-\d+=1(&|$)/)
      assert.ok(
        await page
          .getByLabel('Uren die meetellen voor Leergang')
          .evaluate((field) => field === document.activeElement),
      )
    })

    test('checks a certificate that does not exist', async () => {
      const page = await site.open({ javaScript })
      await go(page, paths.askCertificate('krsd'))
      await page.getByLabel('Code op het certificaat').fill('aaaa bbbb cccc dddd')
      await page.getByRole('button', { name: 'Controleren' }).click()
      await page.getByRole('alert').getByText('AAAA-BBBB-CCCC-DDDD').waitFor()
    })
  })
}
