import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { after, before } from 'node:test'
import { serve } from '@hono/node-server'
import type axeCore from 'axe-core'
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { chromium } from 'playwright-core'
import type { TestPlatform } from '#testing/platform.ts'

const places = [
  process.env.CHROMIUM,
  // Chromium without a window: the same pages for half the work.
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

// Beside the pages of a Peil of a test lies axe. A browser keeps it for the next page, where sending half a megabyte to
// each would take longer than axe does.
const axePath = '/axe.min.js'
const axeSource = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
)

// CHROMIUM names another one.
function findChromium(): string | undefined {
  return places.find((place) => place !== undefined && existsSync(place))
}

/**
 * Why browser tests are left out, for the `skip` of a test: only when somebody asked for that. Where
 * there is no browser, they fail.
 */
export function noBrowser(): string | false {
  return process.env.PEIL_NO_BROWSER === '1' && 'left out by PEIL_NO_BROWSER=1'
}

/** Starts the browser. Close it when the tests are done. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = findChromium()
  if (!executablePath) {
    throw new Error(
      'There is no Chromium: install it, name it in CHROMIUM, or set PEIL_NO_BROWSER=1',
    )
  }
  return chromium.launch({ executablePath, args: flags })
}

/** Whose a window is, where somebody signed in, and how they look: wide, light and with JavaScript unless told otherwise. */
export interface Viewing {
  readonly cookie?: string | undefined
  readonly width?: number
  readonly scheme?: 'light' | 'dark'
  readonly javaScript?: boolean
}

/** A Peil of a test as a browser reaches it. */
export interface SiteInBrowser {
  /** Its address, with the path that was asked for. Known when the tests run. */
  readonly base: string
  readonly browser: Browser
  readonly open: (window?: Viewing) => Promise<Page>
}

/** Lets a browser reach a Peil, from before the tests of the file until after them. */
export function inBrowser({ app }: Pick<TestPlatform, 'app'>, path = ''): SiteInBrowser {
  const server = serve({
    fetch: withAxe(app.fetch),
    port: 0,
    hostname: '127.0.0.1',
  })
  let browser: Browser | undefined
  before(async () => {
    if (noBrowser()) return
    if (!server.listening) await new Promise((ready) => server.once('listening', ready))
    browser = await openBrowser()
  })
  after(async () => {
    await browser?.close()
    await new Promise((done) => server.close(done))
  })
  const site = {
    get base() {
      return `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`
    },
    get browser() {
      if (browser === undefined) throw new Error('There is no browser before the tests')
      return browser
    },
    open: async ({ cookie, width = 1280, scheme = 'light', javaScript = true }: Viewing = {}) => {
      const context = await site.browser.newContext({
        javaScriptEnabled: javaScript,
        viewport: { width, height: 900 },
        colorScheme: scheme,
      })
      await signInAs(context, cookie, site.base)
      return context.newPage()
    },
  }
  return site
}

/** Gives a browser the cookie of a session, as `name=value`. */
export async function signInAs(
  context: BrowserContext,
  cookie: string | undefined,
  url: string,
): Promise<void> {
  const [name, value] = cookie?.split('=') ?? []
  if (name === undefined || value === undefined) return
  await context.addCookies([{ name, value, url }])
}

/** What answers as before, with axe beside it. */
export function withAxe<Rest extends unknown[]>(
  answer: (request: Request, ...rest: Rest) => Response | Promise<Response>,
): (request: Request, ...rest: Rest) => Response | Promise<Response> {
  const headers = { 'content-type': 'text/javascript', 'cache-control': 'max-age=31536000' }
  return (request, ...rest) =>
    new URL(request.url).pathname === axePath
      ? new Response(axeSource, { headers })
      : answer(request, ...rest)
}

/** What axe finds on the page as it is now, one line per violation; an empty list is what we want. */
export async function axe(page: Page): Promise<string[]> {
  const there = await page.evaluate(async (path) => {
    if ('axe' in globalThis) return true
    const script = document.createElement('script')
    const loaded = new Promise<boolean>((answer) => {
      script.addEventListener('load', () => answer(true))
      script.addEventListener('error', () => answer(false))
    })
    script.src = path
    document.head.append(script)
    const came = await loaded
    script.remove()
    return came
  }, axePath)
  // Elsewhere than on a Peil of a test. Evaluating is not stopped by the page's content security policy.
  if (!there) await page.evaluate(axeSource)
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: typeof axeCore }
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
    const { violations } = await axe.run({
      runOnly: { type: 'tag', values: tags },
      resultTypes: ['violations'],
    })
    return violations.flatMap((violation) =>
      violation.nodes.map(
        (node) => `${violation.id}: ${node.target.join(' ')}: ${node.failureSummary ?? ''}`,
      ),
    )
  })
}

/**
 * The same for a page without JavaScript, as it stands: scripts may run only while axe looks, which
 * needs them. Give each page a look of its own, with `const findings = await scriptlessAxe(page)`.
 */
export async function scriptlessAxe(page: Page): Promise<() => Promise<string[]>> {
  const session = await page.context().newCDPSession(page)
  const allowScripts = (allowed: boolean) =>
    session.send('Emulation.setScriptExecutionDisabled', { value: !allowed })
  // What a session has not forbidden itself, it cannot allow.
  await allowScripts(false)
  return async () => {
    await allowScripts(true)
    const found = await axe(page)
    await allowScripts(false)
    return found
  }
}

/** The text as it is read: a space that keeps a figure with what it counts is a space. */
export async function readText(where: Locator): Promise<string> {
  return (await where.innerText()).replaceAll('\u00a0', ' ')
}

/** How many pixels the page is wider than its window: 0 means that nobody has to scroll sideways. */
export async function sidewaysScroll(page: Page): Promise<number> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    return scrollWidth - clientWidth
  })
}

/**
 * Looks at a page as it is now: that nobody has to scroll sideways and, where scripts may run, that axe finds nothing.
 * Kept as a picture where PEIL_SCREENSHOTS names a folder. Gives its text.
 */
export async function look(page: Page, name: string, scripts = true): Promise<string> {
  assert.equal(await sidewaysScroll(page), 0, `${name} scrolls sideways`)
  if (scripts) assert.deepEqual(await axe(page), [], name)
  const folder = process.env.PEIL_SCREENSHOTS
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true })
  return readText(page.locator('body'))
}

/**
 * Goes to an address. A page that looks again by itself, as one that waits for a paper does, may do so
 * just then and cut the way off: then it is gone to once more.
 */
export async function goTo(page: Page, url: string): Promise<void> {
  await page.goto(url).catch(async (error: unknown) => {
    const cutOff = /ERR_ABORTED|interrupted by another navigation/
    if (!(error instanceof Error && cutOff.test(error.message))) throw error
    // Until what came in between is there, it would do so again.
    await page.waitForLoadState()
    await page.goto(url)
  })
}

/**
 * Clicks on what leads to another page, and waits until that page is there as a whole: a page that
 * is still coming in may be read half.
 */
export async function clickThrough(target: Locator): Promise<void> {
  await Promise.all([target.page().waitForEvent('load'), target.click()])
}

/**
 * Goes through the activities of a file as the back office or a member: approves what is not
 * remarkable in one act, and of the others those of which nothing was chosen, one by one.
 */
export async function approveActivities(page: Page): Promise<void> {
  const act = page.getByRole('button', { name: /^Deze .*goedkeuren$/ })
  if ((await act.count()) > 0) await clickThrough(act)
  for (const value of ['approve', 'recognised']) {
    for (const radio of await page.locator(`input[value="${value}"]:visible`).all()) {
      const name = await radio.getAttribute('name')
      const chosen = await page.locator(`input[name="${name}"]:checked`).count()
      if (chosen === 0) await radio.check()
    }
  }
  for (const why of await page.locator('textarea[name^="accreditatie-toch-"]:visible').all()) {
    if ((await why.inputValue()) === '') await why.fill('Het keurmerk stond die dag in de lijst.')
  }
}
