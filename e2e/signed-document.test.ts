import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import type { Stated } from '#domain/dossier/statement/statement.ts'
import { axe, inBrowser, noBrowser, sidewaysScroll } from '#testing/browser.ts'
import type { CastProfessional } from '#testing/cast.ts'
import { colleague, file, professional, stated } from '#testing/cast.ts'
import { testPlatform } from '#testing/platform.ts'

// Somebody hands in an extract that Word saved again, reads so at once, and hands in the original; the
// back office sees of both what they are worth. In a real browser, with the samples of the demo.

const skip = noBrowser()
const peil = await testPlatform({ register: 'clientondersteuners', demo: true })
const site = inBrowser(peil, '/clientondersteuners')
const shots = process.env.PEIL_SCREENSHOTS

const open = ({ cookie }: Pick<CastProfessional, 'cookie'>, width: number) =>
  site.open({ cookie, width })

async function look(page: Page, name: string): Promise<void> {
  for (const summary of await page.getByText(/^Wat we lazen in/).all()) await summary.click()
  assert.equal(await sidewaysScroll(page), 0, `${name} scrolls sideways`)
  assert.deepEqual(await axe(page), [], name)
  if (shots) await page.screenshot({ path: `${shots}/extract-${name}.png`, fullPage: true })
}

/** What else is asked of a Junior. */
const rest = (today: Temporal.PlainDate): readonly Stated[] => [
  { member: 'category', category: 'junior' },
  { member: 'fact', fact: 'listed-diploma', value: true },
  { member: 'fact', fact: 'graduated-on', value: Temporal.PlainDate.from('2010-07-01') },
  { member: 'document', kind: 'vog', issuedOn: today, details: { profile: '85' } },
]

/** States the extract with a sample that the page itself offers. */
async function handIn(page: Page, who: CastProfessional, sample: string): Promise<void> {
  await page.goto(`${site.base}/mijn/dossier/opgeven/stuk/duo-extract`)
  const href = await page.getByRole('link', { name: sample }).getAttribute('href')
  const buffer = Buffer.from(await (await peil.get(href ?? '', who.cookie)).arrayBuffer())
  await page.getByLabel('Dag', { exact: true }).first().fill('1')
  await page.getByLabel('Maand', { exact: true }).first().fill('9')
  await page.getByLabel('Jaar', { exact: true }).first().fill('2025')
  await page.getByLabel('Naam van de opleiding').fill('Social Work')
  const given = { name: `${sample}.pdf`, mimeType: 'application/pdf', buffer }
  await page.locator('input[type=file]:not([capture])').setInputFiles(given)
  await page.locator('main').getByRole('button', { name: 'Opslaan', exact: true }).click()
}

describe('an extract that its issuer signs', { skip }, () => {
  for (const width of [1280, 390]) {
    test(`warns when Word saved it again, and not when it is the original, at ${width}`, async () => {
      const named = { firstName: 'Anouk', lastName: 'Jansen' }
      const anouk = await professional(peil, { email: `anouk${width}@voorbeeld.nl`, ...named })
      const page = await open(anouk, width)
      await handIn(page, anouk, 'hetzelfde uit Word')
      const main = page.locator('main')
      assert.match(await main.innerText(), /opgeslagen met Microsoft Word/)
      assert.match(await main.innerText(), /Download het uittreksel opnieuw bij Mijn DUO/)
      await look(page, `word-${width}`)
      await handIn(page, anouk, 'een uittreksel zoals het is ondertekend')
      await look(page, `original-${width}`)
      assert.match(await main.innerText(), /Het hele document valt onder de handtekening/)

      const today = Temporal.Now.plainDateISO('Europe/Amsterdam')
      for (const one of rest(today)) await stated(peil, anouk, one, today.toString())
      const id = await file(peil, anouk, today.toString())
      const staff = { email: `sanne${width}@voorbeeld.nl`, firstName: 'Sanne', lastName: 'Bakker' }
      const work = await open(await colleague(peil, staff, ['secretariat']), width)
      await work.goto(`${site.base}/werk/aanvragen/${id}`)
      assert.match(await work.locator('main').innerText(), /geen origineel/)
      await look(work, `work-${width}`)
    })
  }
})
