import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inBrowser, noBrowser } from '#testing/browser.ts'
import { testPlatform } from '#testing/platform.ts'

// Every page that can be reached by links, as everybody: the browser has nothing to refuse.

const skip = noBrowser()
const peil = await testPlatform({ cast: true })
const site = inBrowser(peil)

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
    const cookie = email === undefined ? undefined : (await peil.signIn(email)).cookie
    const page = await site.open({ cookie })
    const context = page.context()
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
      const head = await context.request.head(`${site.base}${path}`)
      // Somebody without the role finds nothing there, and files are not pages.
      if (head.status() !== 200) continue
      if (!(head.headers()['content-type'] ?? '').startsWith('text/html')) continue
      await page.goto(`${site.base}${path}`, { waitUntil: 'load' })
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
