import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { BrowserContext, Page } from 'playwright-core'
import { carryOnOnlinePayment } from '#domain/money/online-payment/carry-on.ts'
import {
  clickThrough,
  goTo,
  inBrowser,
  noBrowser,
  readText,
  scriptlessAxe,
  sidewaysScroll,
} from '#testing/browser.ts'
import { newcomer } from '#testing/people.ts'
import { testPlatform } from '#testing/platform.ts'

// Somebody pays an invoice online at the made-up bank of the demo, on a telephone and without JavaScript: first they stop,
// then they pay, and they have a receipt.

const skip = noBrowser()
const peil = await testPlatform({ demo: true })
const site = inBrowser(peil)
let context: BrowserContext
let page: Page
let findings: () => Promise<string[]>

const text = () => readText(page.locator('main'))
const press = (name: string | RegExp) =>
  clickThrough(page.locator('main').getByRole('button', { name }))
/** What the worker does. */
async function work(): Promise<void> {
  for (const job of peil.jobs.splice(0)) {
    if (job.name === 'online-payment') await carryOnOnlinePayment(peil.platform, job.data)
  }
}
async function looksRight(): Promise<void> {
  assert.deepEqual(await findings(), [])
  assert.equal(await sidewaysScroll(page), 0)
}
/** The same of a page that waits, which would look again by itself and be gone under whoever looks at it. */
async function waitsRight(): Promise<void> {
  const still = await context.newPage()
  const look = await scriptlessAxe(still)
  await still.route(page.url(), async (route) => {
    const response = await route.fetch()
    const { refresh: _, ...headers } = response.headers()
    const body = (await response.text()).replace(/<meta http-equiv="refresh"[^>]*>/, '')
    await route.fulfill({ response, headers, body })
  })
  await still.goto(page.url())
  assert.deepEqual(await look(), [])
  assert.equal(await sidewaysScroll(still), 0)
  await still.close()
}
/** From the button to the bank, while the worker asks it. */
async function toTheBank(): Promise<void> {
  await press(/^Betaal €\s95,00 met iDEAL \| Wero/)
  assert.match(page.url(), /\/naar-de-bank$/)
  await waitsRight()
  await work()
  await page.waitForURL(/\/krsd\/demo\/bank\/tr_/)
  assert.match(await text(), /nagemaakte bank voor het voorbeeld/)
  await looksRight()
}

test('an invoice is paid online, and the receipt is there', { skip }, async () => {
  context = await site.browser.newContext({
    javaScriptEnabled: false,
    viewport: { width: 390, height: 844 },
  })
  // The bank is at the address that Peil knows of itself, which is another one in a test.
  const { origin } = peil.platform
  await context.route(`${origin}/**`, (route) =>
    route.fulfill({
      status: 302,
      headers: { location: route.request().url().replace(origin, site.base) },
    }),
  )
  page = await context.newPage()
  findings = await scriptlessAxe(page)
  const today = Temporal.Now.plainDateISO('Europe/Amsterdam').toString()
  await newcomer(peil, 'farid@voorbeeld.nl', today, 'approved')
  const { cookie } = await peil.signIn('farid@voorbeeld.nl')
  const [name = '', value = ''] = cookie.split('=')
  await context.addCookies([{ name, value, url: site.base }])
  await peil.makePapers()
  await goTo(page, `${site.base}/krsd/aanmelden/betalen`)
  await looksRight()
  await toTheBank()
  await press('Niet betalen')
  await work()
  await goTo(page, page.url())
  assert.match(await text(), /De betaling is gestopt/)
  assert.match(await text(), /Er is niets betaald/)
  assert.match(await text(), /Betalingskenmerk/)
  await looksRight()
  await toTheBank()
  await press(/^Betalen$/)
  assert.match(await text(), /We wachten op de bank/)
  await waitsRight()
  await work()
  await goTo(page, page.url())
  assert.match(await text(), /We hebben €\s95,00 ontvangen/)
  await looksRight()
  await clickThrough(page.locator('main').getByRole('link', { name: 'Al je facturen' }))
  const receipt = page.locator('main').getByRole('link', { name: /^Betaalbewijs/ })
  const answer = await context.request.get(`${site.base}${await receipt.getAttribute('href')}`)
  assert.equal(answer.headers()['content-type'], 'application/pdf')
})
