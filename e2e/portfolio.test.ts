import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import type { Viewing } from '#testing/browser.ts'
import { axe, inBrowser, noBrowser, sidewaysScroll } from '#testing/browser.ts'
import type { CastProfessional } from '#testing/cast.ts'
import { activity, professional } from '#testing/cast.ts'
import { testPlatform } from '#testing/platform.ts'
import { pdf } from '#testing/portfolio.ts'

// A professional fills a portfolio and a referee confirms on a phone, in a real browser, with
// JavaScript and without.

const skip = noBrowser()
const peil = await testPlatform()
const site = inBrowser(peil)

before(async () => {
  if (skip) return
  await peil.setToday('2026-09-01')
})

const shots = process.env.PEIL_SCREENSHOTS

/** Looks at a page as it is: nobody scrolls sideways, and it can be read by everybody. */
async function look(page: Page, name: string): Promise<void> {
  assert.equal(await sidewaysScroll(page), 0, `${name} scrolls sideways`)
  if (shots) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true })
}

const heading = (page: Page) => page.locator('h1').innerText()

const press = (page: Page, name: string) =>
  page.locator('main').getByRole('button', { name, exact: true }).click()

async function file(name: string, text: string) {
  const buffer = Buffer.from(await pdf(name, text).arrayBuffer())
  return { name, mimeType: 'application/pdf', buffer }
}

async function candidate(email: string): Promise<CastProfessional> {
  return professional(peil, {
    email,
    firstName: 'Farid',
    namePrefix: 'El',
    lastName: 'Amrani',
    since: '2025-01-15',
  })
}

async function mailedLink(to: string): Promise<string> {
  const mail = await peil.platform.db
    .selectFrom('mail_message')
    .where('to_address', '=', to)
    .select('body_text')
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  const link = /https?:\/\/\S+/.exec(mail.body_text)?.[0] ?? ''
  return link.replace(peil.platform.origin, site.base)
}

async function fillDay(page: Page, day: string, month: string, year: string): Promise<void> {
  await page.getByLabel('Dag', { exact: true }).fill(day)
  await page.getByLabel('Maand', { exact: true }).fill(month)
  await page.getByLabel('Jaar', { exact: true }).fill(year)
}

for (const javaScript of [false, true]) {
  const how = javaScript ? 'with' : 'without'

  test(`a portfolio is filled ${how} JavaScript, and a referee confirms on a phone`, {
    skip,
    timeout: 180_000,
  }, async () => {
    const farid = await candidate(`farid-${how}@voorbeeld.nl`)
    const page = await site.open({ javaScript, cookie: farid.cookie })
    await page.goto(`${site.base}/krsd/mijn`)
    await look(page, `${how}-empty`)
    assert.match(await page.locator('main').innerText(), /Je portfolio is nog leeg/)

    // A training: first with mistakes and a file that is none, then in order.
    await page.getByRole('link', { name: 'Activiteit toevoegen' }).click()
    assert.equal(await heading(page), 'Activiteit toevoegen')
    await press(page, 'Verder')
    assert.match(await page.title(), /^Fout: /)
    await page.getByLabel('Gedaan', { exact: true }).check()
    await page.getByLabel('Training of opleiding').check()
    await press(page, 'Verder')
    assert.equal(await heading(page), 'Activiteit toevoegen')
    await page.getByLabel('Wie gaf het?').fill('De Opleider')
    await fillDay(page, '31', 'februari', '2026')
    await page.getByLabel('Studiebelasting').fill('een dag')
    await page
      .getByLabel('Bewijsstukken')
      .setInputFiles([
        { name: 'vakantie.pdf', mimeType: 'application/pdf', buffer: Buffer.from('geen pdf') },
        await file('presentielijst.pdf', how),
      ])
    await press(page, 'Opslaan en insturen')
    assert.match(await page.title(), /^Fout: /)
    await look(page, `${how}-wrong`)
    const summary = page.getByRole('alert').first()
    assert.match(await summary.innerText(), /Vul de naam van de activiteit in/)
    assert.match(await summary.innerText(), /vakantie\.pdf/)
    assert.equal(await page.getByLabel('Wie gaf het?').inputValue(), 'De Opleider')
    assert.ok(await page.getByRole('link', { name: 'presentielijst.pdf' }).isVisible())
    await page.getByLabel('Naam van de activiteit').fill('Training Gespreksvaardigheden')
    await fillDay(page, '12', 'maart', '2026')
    await page.getByLabel('Studiebelasting').fill('8 uur')
    await page.getByLabel('Nee, of dat weet ik niet').check()
    await page.getByLabel('Niemand, mijn bewijsstuk laat het zien').check()
    await press(page, 'Opslaan en insturen')
    assert.equal(await heading(page), 'Mijn portfolio')
    assert.match(await page.locator('main').innerText(), /Activiteit ingestuurd: .* 8.uur/)
    assert.match(await page.locator('main').innerText(), /8 van 96\suur/)

    // Intervision, which a colleague confirms.
    await page.getByRole('link', { name: 'Activiteit toevoegen' }).click()
    await page.getByLabel('Gedaan', { exact: true }).check()
    await page.getByLabel('Intervisie').check()
    await press(page, 'Verder')
    assert.equal(await page.getByLabel('Naam van je referent').isVisible(), false)
    await page.getByLabel('Naam van de activiteit').fill('Intervisie team RMC')
    await fillDay(page, '4', '6', '2026')
    await page.getByLabel('Uren in de bijeenkomsten').fill('6')
    await page.getByLabel('Wat heb je geleerd?').fill('Rustiger doorvragen.')
    await page.getByLabel('Ik vraag een referent').check()
    await page.getByLabel('Naam van je referent').fill('Petra Smit')
    await page.getByLabel('E-mailadres van je referent').fill(`petra-${how}@voorbeeld.nl`)
    await page.getByLabel('Collega', { exact: true }).check()
    await look(page, `${how}-referee-fields`)
    await press(page, 'Opslaan en insturen')
    assert.match(
      await page.locator('main').innerText(),
      /Een e-mail voor Petra Smit ligt klaar\. Er gaat hier nog geen e-mail uit/,
    )
    assert.match(await page.locator('main').innerText(), /Wacht op bevestiging referent/)

    // The referee, on a phone and without an account.
    const phone = await site.open({ javaScript, width: 390 })
    await phone.goto(await mailedLink(`petra-${how}@voorbeeld.nl`))
    assert.equal(await heading(phone), 'Klopt deze activiteit van Farid El Amrani?')
    await look(phone, `${how}-referee`)
    await press(phone, 'Antwoord versturen')
    assert.match(await phone.title(), /^Fout: /)
    await phone.getByLabel('Ja, dit klopt').check()
    await press(phone, 'Antwoord versturen')
    assert.equal(await heading(phone), 'Bedankt voor je antwoord')
    await look(phone, `${how}-referee-thanks`)
    await phone.context().close()

    await page.goto(`${site.base}/krsd/mijn`)
    await page.getByRole('link', { name: 'Intervisie team RMC' }).click()
    await look(page, `${how}-detail`)
    assert.match(await page.locator('main').innerText(), /Bevestigd door referent: Petra Smit/)

    // Withdrawing asks first.
    await page.getByRole('link', { name: 'Intrekken' }).click()
    await press(page, 'Activiteit intrekken')
    assert.match(await page.locator('main').innerText(), /‘Intervisie team RMC’ is ingetrokken/)
    await page.context().close()
  })
}

describe('the pages of a portfolio can be used by everybody', { skip }, () => {
  const views: readonly (Omit<Viewing, 'javaScript' | 'cookie'> & { readonly name: string })[] = [
    { name: 'desk', width: 1280 },
    { name: 'dark', width: 1280, scheme: 'dark' },
    { name: 'phone', width: 390 },
    { name: 'narrow', width: 320 },
  ]

  test('in light and dark, on a desk and on a phone', { timeout: 180_000 }, async () => {
    const judith = await professional(peil, {
      email: 'judith@voorbeeld.nl',
      firstName: 'Judith',
      lastName: 'Hoekstra',
      status: 'certified',
      validFirst: '2024-01-11',
      validLast: '2027-01-10',
      countedUntil: '2023-11-20',
    })
    const on = { claimed: 800, completedOn: '2026-03-01' }
    const id = await activity(peil, judith, { title: 'Training Morele oordeelsvorming', ...on })
    await activity(peil, judith, { title: 'Te vroeg', claimed: 400, completedOn: '2023-11-20' })
    await activity(peil, judith, { title: 'Zonder bewijs', ...on, proof: 'none' })
    await activity(peil, judith, { title: 'Nog bezig', ...on, state: 'draft' })
    await activity(peil, judith, {
      title: 'Congres',
      claimed: 800,
      completedOn: '2026-11-12',
      state: 'planned',
    })
    for (const view of views) {
      const page = await site.open({ javaScript: true, cookie: judith.cookie, ...view })
      for (const [name, path] of [
        ['portfolio', ''],
        ['kinds', '/activiteiten'],
        ['form', '/activiteiten?soort=training'],
        ['activity', `/activiteiten/${id}`],
        ['edit', `/activiteiten/${id}/wijzigen`],
        ['withdraw', `/activiteiten/${id}/intrekken`],
      ] as const) {
        await page.goto(`${site.base}/krsd/mijn${path}`)
        await look(page, `${view.name}-${name}`)
        // Colours and sizes change from view to view in the same way everywhere.
        if (view.name !== 'desk' && name !== 'portfolio') continue
        assert.deepEqual(await axe(page), [], `${view.name} ${name}`)
      }
      await page.context().close()
    }
  })
})
