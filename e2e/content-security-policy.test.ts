import assert from 'node:assert/strict'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { serve } from '@hono/node-server'
import type { Browser } from 'playwright-core'
import { noBrowser, openBrowser } from '#testing/browser.ts'
import { testPlatform } from '#testing/platform.ts'

// Every page that can be reached by links, as everybody: the browser has nothing to refuse.

const skip = noBrowser()
const peil = await testPlatform({ cast: true })
const server = serve({ fetch: peil.app.fetch, port: 0, hostname: '127.0.0.1' })
let browser: Browser
let base = ''

before(async () => {
  if (skip) return
  if (!server.listening) await new Promise((ready) => server.once('listening', ready))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  browser = await openBrowser()
})

after(async () => {
  await browser?.close()
  await new Promise((done) => server.close(done))
})

const mostPages = 60

/** A path with its ids taken out, so that of pages about things only one of a kind is opened. */
function kindOf(path: string): string {
  return path
    .replace(/\?.*$/, '')
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id')
    .replace(/\/[A-Z0-9-]{8,}(?=\/|$)/g, '/:code')
}

for (const [who, email] of [
  ['a stranger', undefined],
  ['a professional', 'lonneke@voorbeeld.peil.example'],
  ['the back office', 'sanne@voorbeeld.peil.example'],
  ['the chair', 'aylin@voorbeeld.peil.example'],
  ['the administrator', 'bo@voorbeeld.peil.example'],
] as const) {
  test(`for ${who} nothing is refused and no script fails`, {
    skip,
    timeout: 180_000,
  }, async () => {
    const context = await browser.newContext()
    if (email !== undefined) {
      const [name = '', value = ''] = (await peil.signIn(email)).cookie.split('=')
      await context.addCookies([{ name, value, url: base }])
    }
    const page = await context.newPage()
    const complaints: string[] = []
    page.on('console', (message) => {
      if (message.type() === 'error' || /Content Security Policy/.test(message.text())) {
        complaints.push(`${page.url()}: ${message.text()}`)
      }
    })
    page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`))
    const left = ['/krsd', '/krsd/mijn', '/krsd/werk', '/krsd/commissie', '/krsd/beheer'].filter(
      (path) => path === '/krsd' || email !== undefined,
    )
    const seen = new Set<string>()
    for (
      let path = left.shift();
      path !== undefined && seen.size < mostPages;
      path = left.shift()
    ) {
      if (seen.has(kindOf(path))) continue
      seen.add(kindOf(path))
      const head = await context.request.head(`${base}${path}`)
      // Somebody without the role finds nothing there, and files are not pages.
      if (head.status() !== 200) continue
      if (!(head.headers()['content-type'] ?? '').startsWith('text/html')) continue
      await page.goto(`${base}${path}`, { waitUntil: 'load' })
      const links = await page
        .locator('a[href]')
        .evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''))
      left.push(
        ...links.filter((href) => /^\/[^/]/.test(href)).map((href) => href.replace(/#.*$/, '')),
      )
    }
    assert.deepEqual(complaints, [])
    assert.ok(seen.size > 10, `${seen.size} pages`)
    await context.close()
  })
}
