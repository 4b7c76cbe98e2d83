import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { Hono } from 'hono'
import type { Page as Window } from 'playwright-core'
import { inBrowser, look, noBrowser } from '#testing/browser.ts'
import type { TestPlatform } from '#testing/platform.ts'
import { assets } from '#web/kit/assets.ts'
import type { Content } from '#web/kit/content.ts'
import { Button, Details, JobProgress, Page } from '#web/kit/index.ts'

// A page that waits for something looks again by itself: by a script that shows what changed and leaves alone what
// somebody is doing, and without scripts as a whole. The pages are made up; the script and the kit are the real ones.

/** What the page shows the next time that it is asked for. */
let now: { readonly shows: Content; readonly seconds?: number } = { shows: null }
let answers: (() => Response) | undefined
let asked = 0

const app = new Hono()
for (const { path, headers, body } of assets) app.get(path, () => new Response(body, { headers }))
app.get('/elders', (c) => c.html('<!doctype html><title>Elders</title><h1>Elders</h1>'))
app.get('/', async (c) => {
  asked += 1
  if (answers !== undefined) return answers()
  const site = { name: 'Register', href: '/elders', mark: 'R' }
  const { shows, seconds } = now
  const page = (
    <Page title="Een lijst" site={site} {...(seconds && { refresh: seconds })} self="/">
      {shows}
    </Page>
  )
  return c.html(String(await page))
})
const site = inBrowser({ app } as unknown as Pick<TestPlatform, 'app'>)

const waits = (done: number, more?: Content) => ({
  seconds: 10,
  shows: (
    <>
      <h1>Een lijst</h1>
      <JobProgress label="Wordt gecontroleerd" done={done} total={100} />
      <Details summary="Uitleg">
        <p>Dit duurt even.</p>
      </Details>
      <form method="post">
        <label for="reden">Reden</label>
        <input id="reden" name="reden" />
        <input type="hidden" name="_idempotency" value={String(done)} />
        <Button>Versturen</Button>
      </form>
      {more}
    </>
  ),
})

/** Opens the page, marked so that it is known when it was loaded anew. */
async function opened(window: Window): Promise<void> {
  answers = undefined
  await window.clock.install()
  await window.goto(site.base)
  await window.evaluate(() => {
    document.documentElement.dataset.marked = 'yes'
  })
}

const isMarked = (window: Window) =>
  window.evaluate(() => document.documentElement.dataset.marked === 'yes')

/** Lets as much time pass as the page waits, and until it has looked again. */
async function passes(window: Window): Promise<void> {
  const before = asked
  await window.clock.fastForward(10_000)
  for (let tries = 0; asked === before; tries += 1) {
    assert.ok(tries < 1000, 'it did not look again')
    await pause(20)
  }
}

describe('a page that waits for something', { skip: noBrowser() }, () => {
  test('shows what changed and nothing else, whatever somebody does there', async () => {
    now = waits(12)
    const window = await site.open()
    await opened(window)
    await look(window, 'wacht')
    assert.equal(await window.locator('meta[http-equiv=refresh]').count(), 0)
    assert.equal(await window.getByRole('link', { name: 'Vernieuw deze pagina' }).count(), 0)
    await window.getByText('Uitleg').click()
    await window.getByRole('button', { name: 'Versturen' }).focus()
    now = waits(34)
    await passes(window)
    await window.getByText('34 van 100').first().waitFor()
    assert.equal(await window.locator('progress').getAttribute('value'), '34')
    assert.equal(await window.locator('input[type=hidden]').getAttribute('value'), '34')
    assert.ok(await window.getByText('Dit duurt even.').isVisible(), 'what was opened stays open')
    assert.equal(await window.locator('button:focus').count(), 1)
    assert.ok(await isMarked(window))
    // As long as somebody writes, nothing changes under their hands.
    await window.getByLabel('Reden').fill('Omdat')
    now = { shows: <h1>Klaar</h1> }
    await passes(window)
    assert.equal(await window.getByLabel('Reden').inputValue(), 'Omdat')
    await window.getByLabel('Reden').fill('')
    await window.getByRole('button', { name: 'Versturen' }).focus()
    await passes(window)
    await window.getByRole('heading', { name: 'Klaar' }).waitFor()
    assert.ok(await isMarked(window), 'what is done is shown where it is')
    assert.equal(await window.locator('main:focus').count(), 1, 'what had the focus is gone')
    await window.getByText('Deze pagina is bijgewerkt.').waitFor()
    await look(window, 'klaar')
    // And it does not look any more.
    const before = asked
    await window.clock.fastForward(60_000)
    assert.equal(asked, before)
    await window.context().close()
  })

  test('is loaded anew where a form appears, where it leads elsewhere, and where what was waited for is there', async () => {
    const window = await site.open()
    const anew = async () => {
      await passes(window)
      await window.waitForFunction(() => document.documentElement.dataset.marked === undefined)
    }
    now = waits(12)
    await opened(window)
    now = waits(
      12,
      <form method="post">
        <Button>Insturen</Button>
      </form>,
    )
    await anew()
    await window.getByRole('button', { name: 'Insturen' }).waitFor()
    await opened(window)
    answers = () => Response.redirect(`${site.base}/elders`)
    await anew()
    await window.getByRole('heading', { name: 'Elders' }).waitFor()
    now = waits(12)
    await opened(window)
    answers = () => new Response('Het papier', { headers: { 'content-type': 'text/plain' } })
    await anew()
    await window.getByText('Het papier').waitFor()
    // A server that is away for a moment changes nothing.
    await opened(window)
    answers = () => new Response('', { status: 503 })
    await passes(window)
    answers = undefined
    now = waits(56)
    await passes(window)
    await window.getByText('56 van 100').first().waitFor()
    assert.ok(await isMarked(window))
    await window.context().close()
  })

  test('without scripts loads itself as a whole, and has a link to do so', async () => {
    answers = undefined
    now = waits(12)
    const window = await site.open({ javaScript: false, width: 390 })
    await window.goto(site.base)
    const meta = window.locator('meta[http-equiv=refresh]')
    assert.equal(await meta.getAttribute('content'), '10')
    await look(window, 'wacht-zonder', false)
    now = waits(34)
    await window.getByRole('link', { name: 'Vernieuw deze pagina' }).click()
    await window.getByText('34 van 100').first().waitFor()
    await window.context().close()
  })
})
