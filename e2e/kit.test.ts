import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { BrowserContext, Page } from 'playwright-core'
import { axe, inBrowser, noBrowser, sidewaysScroll, signInAs } from '#testing/browser.ts'
import { testPlatform } from '#testing/platform.ts'
import { paths } from '#web/paths.ts'

// The page of the kit in the demo, in a real browser.

const parts = ['overzicht', 'formulier', 'werk', 'klaar'] as const
const everyLook = [
  { width: 1280, colorScheme: 'light' },
  { width: 1280, colorScheme: 'dark' },
  { width: 390, colorScheme: 'light' },
  { width: 390, colorScheme: 'dark' },
  { width: 320, colorScheme: 'light' },
  { width: 320, colorScheme: 'dark' },
] as const

const peil = await testPlatform({ demo: true })
const site = inBrowser(peil)

describe('the component kit in a browser', { skip: noBrowser() }, () => {
  const kit = (deel: (typeof parts)[number], register = 'krsd') =>
    `${site.base}${paths.kit(register, { deel })}`

  // Files are taken only of who is signed in.
  const signIn = async (page: Page) => {
    await signInAs(page.context(), (await peil.signIn('bouwer@voorbeeld.nl')).cookie, site.base)
  }

  for (const look of everyLook) {
    it(`has nothing for axe to find at ${look.width} pixels in ${look.colorScheme}, and no sideways scroll`, async () => {
      await withPage(look, async (page) => {
        for (const name of parts) {
          await page.goto(kit(name))
          assert.deepEqual(await axe(page), [], name)
          assert.equal(await sidewaysScroll(page), 0, name)
        }
      })
    })
  }

  it('reads as well in the colours of every register, light and dark', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await withPage({ width: 1280, colorScheme }, async (page) => {
        for (const register of peil.platform.registers.keys()) {
          await page.goto(kit('overzicht', register))
          assert.deepEqual(await axe(page), [], register)
        }
      })
    }
  })

  it('is dark or light as it was asked for, whatever the screen says', async () => {
    const background = (page: Page) =>
      page.evaluate(() => getComputedStyle(document.body).backgroundColor)
    await withPage({ width: 1280, colorScheme: 'light' }, async (page) => {
      await page.goto(kit('overzicht'))
      const light = await background(page)
      await page.getByRole('link', { name: 'in het donker' }).click()
      await page.waitForURL(/kleur=donker/)
      assert.notEqual(await background(page), light)
      await page.getByRole('link', { name: 'zoals het scherm staat' }).click()
      await page.waitForURL((url) => !url.searchParams.has('kleur'))
      assert.equal(await background(page), light)
    })
  })

  it('keeps every word when the reader spaces the text out', async () => {
    await withPage({ width: 320, colorScheme: 'light' }, async (page) => {
      for (const name of parts) {
        await page.goto(kit(name))
        await page.evaluate(spaceOut)
        assert.equal(await sidewaysScroll(page), 0, name)
        assert.deepEqual(await page.evaluate(cutOff), [], name)
      }
    })
  })

  it('makes every control of a form at least 44 pixels high and every other target 24', async () => {
    await withPage({ width: 390, colorScheme: 'light' }, async (page) => {
      for (const name of parts) {
        await page.goto(kit(name))
        assert.deepEqual(await page.evaluate(smallTargets), [], name)
        assert.ok((await page.evaluate(heightOfHead)) < 120, `the head of ${name}`)
      }
    })
  })

  it('puts every link and button that has the focus on the ground of the focus, light and dark', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await withPage({ width: 1280, colorScheme }, async (page) => {
        for (const name of parts) {
          await page.goto(kit(name))
          assert.deepEqual(await page.evaluate(withoutFocus), [], `${name} in ${colorScheme}`)
        }
      })
    }
  })

  it('stays a table for screen readers when its rows become blocks', async () => {
    await withPage({ width: 390, colorScheme: 'light' }, async (page) => {
      await page.goto(kit('overzicht'))
      const table = page.getByRole('table', { name: '6 activiteiten in deze periode' })
      assert.equal(await table.getByRole('row').count(), 7)
      assert.equal(await table.getByRole('columnheader').count(), 6)
      assert.equal(await table.getByRole('rowheader').count(), 6)
    })
  })

  it('keeps the space between the words of a button and an element in them, and its words in the middle', async () => {
    await withPage({ width: 1280, colorScheme: 'light' }, async (page) => {
      await page.goto(kit('formulier'))
      for (const tag of ['a', 'button']) {
        const made = await page.evaluate(buttonOf, tag)
        assert.equal(made.words, 'Ga naar stap 2 van 3')
        assert.ok(Math.abs(made.above - made.below) < 2, `${tag}: ${made.above} ${made.below}`)
        assert.equal(made.high, 46)
      }
    })
  })

  it('puts the focus on the errors, and from there in the field', async () => {
    await withPage({ width: 1280, colorScheme: 'light' }, async (page) => {
      await page.goto(kit('formulier'))
      assert.match(await page.title(), /^Fout: /)
      assert.match(await page.locator(':focus').innerText(), /^Pas 5 antwoorden aan/)
      await page.getByRole('link', { name: /registratieperiode/ }).click()
      assert.equal(await page.locator(':focus').getAttribute('name'), 'datum-dag')
    })
  })

  it('counts the characters that are left, and those too many', async () => {
    await withPage({ width: 1280, colorScheme: 'light' }, async (page) => {
      await page.goto(kit('formulier'))
      const counter = page.locator('#geleerd-teller')
      assert.equal(await counter.innerText(), 'Nog 500 tekens')
      await page.fill('#geleerd', 'x'.repeat(499))
      assert.equal(await counter.innerText(), 'Nog 1 teken')
      await page.fill('#geleerd', 'x'.repeat(510))
      assert.equal(await counter.innerText(), '10 tekens te veel')
    })
  })

  it('shows the questions of an answer only when it is chosen', async () => {
    await withPage({ width: 1280, colorScheme: 'light' }, async (page) => {
      await page.goto(kit('formulier'))
      assert.equal(await page.locator('#anders').isVisible(), false)
      await page.getByLabel('Iets anders').check()
      assert.equal(await page.locator('#anders').isVisible(), true)
    })
  })

  it('sends a form once, however often the button is pressed', async () => {
    await withPage({ width: 1280, colorScheme: 'light' }, async (page) => {
      await signIn(page)
      await page.goto(kit('formulier'))
      const held = Promise.withResolvers<void>()
      const posted = await postedBy(page, held.promise)
      // Pressed by the page itself, because the browser driver waits for a page on its way.
      await page.evaluate(() => {
        const button = document.querySelector<HTMLElement>('.button[value=insturen]')
        button?.click()
        setTimeout(() => button?.click(), 200)
        setTimeout(() => fetch('/krsd/twee-keer').catch(() => undefined), 400)
      })
      await page.waitForRequest(/twee-keer/)
      held.resolve()
      await page.waitForURL(/deel=klaar/)
      assert.equal(posted.length, 1)
      assert.match(posted[0] ?? '', /name="actie"\r\n\r\ninsturen/)
    })
  })

  it('sends by Enter what the main button sends, not the removal of a file', async () => {
    await withPage({ width: 1280, colorScheme: 'light' }, async (page) => {
      await signIn(page)
      await page.goto(kit('formulier'))
      const posted = await postedBy(page)
      await page.locator('#naam').press('Enter')
      await page.waitForURL(/deel=klaar/)
      assert.match(posted[0] ?? '', /name="actie"\r\n\r\ninsturen/)
      assert.doesNotMatch(posted[0] ?? '', /name="verwijder"/)
    })
  })

  it('sends a large file in parts, goes on where it was cut off, and lands on the page after it', async () => {
    await withPage({ width: 1280, colorScheme: 'light' }, async (page) => {
      await signIn(page)
      await page.goto(kit('formulier'))
      const buffer = Buffer.alloc(2_000_000, 'a')
      await page.setInputFiles('#bewijs', {
        name: 'bewijs.pdf',
        mimeType: 'application/pdf',
        buffer,
      })
      const offsets: string[] = []
      await page.route('**/bestanden/*', (route) => {
        const request = route.request()
        if (request.method() === 'PATCH') offsets.push(request.headers()['upload-offset'] ?? '')
        return offsets.length === 2 && request.method() === 'PATCH'
          ? route.abort('connectionreset')
          : route.continue()
      })
      const posted = await postedBy(page)
      await page.getByRole('button', { name: 'Opslaan en insturen' }).click()
      await page.waitForURL(/deel=klaar/)
      // The second part is cut off and comes once more; the first does not.
      assert.deepEqual(offsets, ['0', '1000000', '1000000'])
      const form = posted.find((body) => body.includes('form-data')) ?? ''
      assert.match(form, /name="_arrived"\r\n\r\nbewijs:[0-9a-f]{32}\r\n/)
      assert.ok(form.length < 100_000)
      await page.getByRole('heading', { level: 1, name: /aanvraag is ingestuurd/ }).waitFor()
    })
  })

  it('works without JavaScript, and asks for nothing from elsewhere', async () => {
    await withPage(
      { width: 1280, colorScheme: 'light', javaScriptEnabled: false },
      async (page) => {
        const requests: string[] = []
        page.on('request', (request) => requests.push(request.url()))
        await page.goto(kit('formulier'))
        await page.getByRole('button', { name: 'Bewaren als concept' }).click()
        await page.getByRole('heading', { level: 1, name: /aanvraag is ingestuurd/ }).waitFor()
        assert.deepEqual(
          requests.filter((url) => !url.startsWith(site.base)),
          [],
        )
      },
    )
  })

  it('loads in at most six requests and breaks no rule of the content security policy', async () => {
    await withPage({ width: 390, colorScheme: 'light' }, async (page) => {
      const requests: string[] = []
      const complaints: string[] = []
      page.on('request', (request) => requests.push(request.url()))
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text())
      })
      await page.goto(kit('overzicht'), { waitUntil: 'networkidle' })
      assert.ok(requests.length <= 6, requests.join('\n'))
      assert.deepEqual(complaints, [])
    })
  })

  it('shows every stop of the keyboard', async () => {
    await withPage({ width: 1280, colorScheme: 'dark' }, async (page) => {
      await page.goto(kit('overzicht'))
      const stops = await page.locator('a, button, summary, input, [tabindex="0"]').count()
      for (let stop = 0; stop < Math.min(stops, 30); stop += 1) {
        await page.keyboard.press('Tab')
        const focus = await page.evaluate(() => {
          const style = getComputedStyle(document.activeElement as Element)
          return `${style.outlineWidth} ${style.boxShadow}`
        })
        assert.match(focus, /^3px .*rgb\(255, 221, 0\)/)
      }
    })
  })
})

/** What the page posts, as it is sent; held until `open`, for who wants to press once more. */
async function postedBy(page: Page, open = Promise.resolve()): Promise<string[]> {
  const posted: string[] = []
  await page.route(/\/kit/, async (route) => {
    if (route.request().method() === 'POST') {
      posted.push(route.request().postDataBuffer()?.toString('latin1') ?? '')
      await open
    }
    await route.continue()
  })
  return posted
}

type Look = {
  readonly width: number
  readonly colorScheme: 'light' | 'dark'
  readonly javaScriptEnabled?: boolean
}

async function withPage(look: Look, use: (page: Page) => Promise<void>) {
  const { width, ...options } = look
  const context: BrowserContext = await site.browser.newContext({
    ...options,
    viewport: { width, height: 900 },
  })
  try {
    context.setDefaultTimeout(10_000)
    await use(await context.newPage())
  } finally {
    await context.close()
  }
}

/** The spacing that WCAG 2.2, 1.4.12 asks a page to bear. */
function spaceOut() {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(
    '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }',
  )
  document.adoptedStyleSheets = [sheet]
}

/** The elements whose text does not fit inside them and is hidden. */
function cutOff(): string[] {
  return [...document.querySelectorAll<HTMLElement>('body *')]
    .filter((element) => {
      const style = getComputedStyle(element)
      const hides = style.overflowX === 'hidden' || style.overflowX === 'clip'
      return (
        hides &&
        !element.closest('.visually-hidden, thead, svg, input') &&
        // One pixel: only read aloud.
        element.clientWidth > 1 &&
        element.scrollWidth > element.clientWidth
      )
    })
    .map((element) => element.outerHTML.slice(0, 100))
}

function buttonOf(tag: string) {
  const button = document.createElement(tag)
  button.className = 'button button-primary'
  button.innerHTML = 'Ga naar <strong>stap 2</strong> van 3'
  document.querySelector('main')?.append(button)
  const range = document.createRange()
  range.selectNodeContents(button)
  const [inner, outer] = [range.getBoundingClientRect(), button.getBoundingClientRect()]
  return {
    words: button.innerText,
    above: inner.top - outer.top,
    below: outer.bottom - inner.bottom,
    high: Math.round(outer.height),
  }
}

function heightOfHead(): number {
  return [...document.querySelectorAll('.page-header, .main-nav')]
    .map((part) => part.getBoundingClientRect().height)
    .reduce((sum, height) => sum + height, 0)
}

function smallTargets(): string[] {
  // On a phone the navigation has two rows, and the whole head less than 120 pixels.
  const controls = '.button, .input, .choice-label, .link-button, .pagination-link'
  return [
    ...document.querySelectorAll<HTMLElement>(
      'a, button, input:not(.choice-input), select, summary, label',
    ),
  ]
    .filter((element) => {
      const { height, width } = element.getBoundingClientRect()
      const inText = element.closest('p, td, th, caption, .hint') && element.matches('a')
      const shown = width > 1 && getComputedStyle(element).visibility !== 'hidden'
      const leaves = element.matches('label:not(.choice-label)')
      if (!shown || inText || leaves || element.matches('.skip-link')) return false
      return height < (element.matches(controls) ? 43.5 : 24)
    })
    .map(
      (element) => `${element.getBoundingClientRect().height} ${element.outerHTML.slice(0, 120)}`,
    )
}

// What can be seen and takes the focus, and does not stand on the colour of the focus then.
function withoutFocus(): string[] {
  const probe = document.createElement('i')
  probe.style.background = 'var(--basis-focus-background-color)'
  document.body.append(probe)
  const ground = getComputedStyle(probe).backgroundColor
  probe.remove()
  return [...document.querySelectorAll<HTMLElement>('a[href], button, summary')]
    .filter((element) => {
      element.focus({ focusVisible: true } as FocusOptions)
      return (
        document.activeElement === element && getComputedStyle(element).backgroundColor !== ground
      )
    })
    .map((element) => element.outerHTML.slice(0, 100))
}
