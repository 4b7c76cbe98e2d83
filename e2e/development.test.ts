import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { closeRounds } from '#domain/development/feedback-round/close-rounds.ts'
import { inBrowser, look, noBrowser } from '#testing/browser.ts'
import { professional } from '#testing/cast.ts'
import { clock } from '#testing/people.ts'
import { testPlatform } from '#testing/platform.ts'

// A professional of the LKLR holds themselves beside the competences and plans what to learn; colleagues without an
// account answer the same, one without JavaScript on a telephone; and what they say together comes in the morning.

const skip = noBrowser()
const peil = await testPlatform({ register: 'lklr' })
const site = inBrowser(peil)

test('a scan, a plan, and feedback of colleagues who have no account', { skip }, async () => {
  await peil.setToday('2027-03-01')
  const nadia = await professional(peil, {
    email: 'nadia@gemeente.nl',
    firstName: 'Nadia',
    lastName: 'Bakker',
    status: 'certified',
    since: '2024-01-10',
    validFirst: '2024-02-01',
    validLast: '2029-01-31',
  })
  const page = await site.open({ cookie: nadia.cookie, width: 1280 })
  page.setDefaultTimeout(15_000)
  const press = (on: Page, name: string) => on.getByRole('button', { name, exact: true }).click()
  await page.goto(`${site.base}/lklr/mijn`)
  await look(page, 'portfolio')
  await page.getByRole('link', { name: 'Scan, feedback en ontwikkelplan' }).click()
  await look(page, 'ontwikkeling-leeg')
  await page.getByRole('link', { name: 'Scan doen' }).click()
  for (const [at, id] of ['laws', 'talking', 'positioning', 'judging', 'networking'].entries()) {
    await page
      .locator(`[name="competentie-${id}"][value]`)
      .nth(at % 5)
      .check()
  }
  await press(page, 'Scan afronden')
  assert.match(await look(page, 'scan-fout'), /Kies bij ‘Leren en anderen laten leren’/)
  await page.locator('[name="competentie-learning"]').nth(3).check()
  await press(page, 'Scan afronden')
  assert.match(await look(page, 'ontwikkeling'), /Jouw ontwikkelpunten/)

  await page.getByRole('link', { name: 'Ontwikkelplan maken' }).click()
  await page.getByLabel('Met wie maak je dit plan?').fill('mijn leidinggevende')
  await page.getByLabel('Elke drie maanden').check()
  await press(page, 'Bewaren')
  await page.getByRole('link', { name: 'Doel toevoegen' }).click()
  await page.getByLabel('Wat wil je leren of kunnen?').fill('Rustig blijven in een lastig gesprek')
  await page.getByLabel('Gesprekken voeren').check()
  await press(page, 'Doel bewaren')
  assert.match(await look(page, 'plan'), /Rustig blijven in een lastig gesprek/)

  await page.goto(`${site.base}/lklr/mijn/ontwikkeling/feedback/vragen`)
  const people = [...'abcdefgh'].map((one) => `Collega ${one}, ${one}@school.nl`)
  await page.getByLabel('Wie vraag je?').fill(people.slice(0, 3).join('\n'))
  await press(page, 'Vragen en ronde openen')
  assert.match(await look(page, 'feedback-fout'), /Vraag minstens 8 collega’s/)
  await page.getByLabel('Wie vraag je?').fill(people.join('\n'))
  await press(page, 'Vragen en ronde openen')
  assert.match(await look(page, 'ronde-open'), /open tot en met/)
  const round = page.url()

  const mails = await peil.platform.db
    .selectFrom('mail_message')
    .where('kind', '=', 'feedback-request')
    .select('body_text')
    .execute()
  const links = mails.map(({ body_text }) => /\/lklr\/feedback\/[\w-]+/.exec(body_text)?.[0] ?? '')
  for (const [nth, link] of links.slice(0, 5).entries()) {
    const scripts = nth > 0
    const guest = await site.open({ width: nth === 0 ? 390 : 1280, javaScript: scripts })
    await guest.goto(`${site.base}${link}`)
    if (nth < 2) await look(guest, `feedback-geven-${nth}`, scripts)
    if (nth === 0) {
      await press(guest, 'Antwoord geven')
      assert.match(await look(guest, 'feedback-geven-fout', false), /Kies bij ‘/)
    }
    for (const id of ['laws', 'talking', 'positioning', 'judging', 'networking', 'learning']) {
      await guest
        .locator(`[name="over-${id}"]`)
        .nth(1 + (nth % 3))
        .check()
    }
    await guest.getByLabel('Wat doet Nadia Bakker goed in het werk?').fill(`Luistert goed ${nth}`)
    await press(guest, 'Antwoord geven')
    assert.match(await look(guest, `bedankt-${nth}`, scripts), /Bedankt voor je antwoord/)
    await guest.context().close()
  }
  await peil.act(clock, closeRounds, '2027-03-29')
  await peil.setToday('2027-03-29')
  const narrow = await site.open({ cookie: nadia.cookie, width: 390 })
  await narrow.goto(round)
  assert.match(await look(narrow, 'ronde-klaar-390'), /Luistert goed 4/)
  await narrow.goto(`${site.base}/lklr/mijn/ontwikkeling`)
  await look(narrow, 'ontwikkeling-390')
  await narrow.goto(`${site.base}/lklr/competenties`)
  await look(narrow, 'competenties-390')
})
