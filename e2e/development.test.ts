import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { test } from 'node:test'
import { PDF } from '@libpdf/core'
import type { Page } from 'playwright-core'
import type { CourseFacts } from '#domain/courses/course/course.ts'
import { makeCourse, publishCourse } from '#domain/courses/course/keep-course.ts'
import { addEdition } from '#domain/courses/course/keep-edition.ts'
import { closeRounds } from '#domain/development/feedback-round/close-rounds.ts'
import { inBrowser, look, noBrowser } from '#testing/browser.ts'
import type { CastAccount } from '#testing/cast.ts'
import { activity, colleague, professional } from '#testing/cast.ts'
import { checkedProvider, courseFacts, editionFacts } from '#testing/courses.ts'
import { clock } from '#testing/people.ts'
import { testPlatform } from '#testing/platform.ts'

// A professional of the LKLR holds themselves beside the competences and plans what to learn; colleagues without an
// account answer the same, one without JavaScript on a telephone; and what they say together comes in the morning.

const skip = noBrowser()
const peil = await testPlatform({ register: 'lklr' })
const site = inBrowser(peil)
const shots = process.env.PEIL_SCREENSHOTS

const reflection = 'Ik luisterde te kort naar de moeder.'

async function offerCourse(facts: Partial<CourseFacts>): Promise<void> {
  owner ??= colleague(
    peil,
    { email: 'mila@aanbieder.example', firstName: 'Mila', lastName: 'Bos' },
    [],
  )
  const mila = await owner
  const id = await checkedProvider(peil, facts.title ?? '', [[mila, ['applicant']]])
  await peil.act(
    mila.actor,
    async (context) => {
      const of = { is: 'organisation', id } as const
      const reviewOn = Temporal.PlainDate.from('2027-12-31')
      const made = await makeCourse(context, of, courseFacts({ ...facts, reviewOn }))
      if (made.outcome !== 'made') throw new Error(made.outcome)
      await publishCourse(context, of, made.id)
      const days = [Temporal.PlainDate.from('2027-05-04')]
      await addEdition(context, of, made.id, editionFacts({ days }))
    },
    '2027-03-01',
  )
}

let owner: Promise<CastAccount> | undefined

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
  await offerCourse({ title: 'Gesprekken die schuren', themes: ['conversation'] })
  await offerCourse({ title: 'Werken met cijfers', themes: ['digital'] })
  await activity(peil, nadia, {
    title: 'Verslag van de intervisie',
    kind: 'peer-consultation',
    claimed: 300,
    completedOn: '2026-06-01',
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
  await page.getByLabel('Wat wil je hierbij onthouden?').fill(reflection)
  await press(page, 'Scan afronden')
  const points = await look(page, 'ontwikkeling')
  // The catalogue answers what there is to learn, and nothing else of it.
  assert.match(points, /Gesprekken voeren\n[\s\S]*Gesprekken die schuren\. 4 mei 2027 in Heideveld/)
  assert.doesNotMatch(points, /Werken met cijfers/)
  await page.getByRole('link', { name: /^Zoek verder in het aanbod ?: Gesprekken voeren/ }).click()
  const answers = await look(page, 'aanbod-bij-ontwikkelpunt')
  assert.match(answers, /1 opleiding\b[\s\S]*Gesprekken voeren[\s\S]*Gesprekken die schuren/)
  await page.goBack()

  await page.getByRole('link', { name: 'Ontwikkelplan maken' }).click()
  await page.getByLabel('Met wie maak je dit plan?').fill('mijn leidinggevende')
  await page.getByLabel('Elke drie maanden').check()
  await press(page, 'Bewaren')
  await page.getByRole('link', { name: 'Doel toevoegen' }).click()
  await page.getByLabel('Wat wil je leren of kunnen?').fill('Rustig blijven in een lastig gesprek')
  await page.getByLabel('Gesprekken voeren').check()
  await press(page, 'Doel bewaren')
  assert.match(await look(page, 'plan'), /Rustig blijven in een lastig gesprek/)
  await page.getByRole('link', { name: /Zoek er een opleiding bij/ }).click()
  await page.getByRole('link', { name: 'Gesprekken die schuren' }).click()
  await press(page, 'Kies voor dit doel')
  const pdf = await peil.get('/lklr/mijn/ontwikkeling/plan/samenvatting.pdf', nadia.cookie)
  const made = new Uint8Array(await pdf.arrayBuffer())
  if (shots) await writeFile(`${shots}/samenvatting.pdf`, made)
  const words = (await PDF.load(made))
    .getPages()
    .map((each) => each.extractText().text)
    .join(' ')
    .replaceAll(/\s+/g, ' ')
  assert.match(words, /mijn leidinggevende.*Rustig blijven in een lastig gesprek.*Totaal/)
  assert.match(words, /Gekozen opleiding Gesprekken die schuren \(OPL-\d+\)/)
  assert.doesNotMatch(words, /Totaal: Totaal/)
  assert.doesNotMatch(words, new RegExp(`${reflection}|bewijs-van-les|Verslag van de intervisie`))

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
  // It entered the portfolio by itself, as A2, with a paper that says that it was held.
  await narrow.getByRole('link', { name: 'Bekijk de activiteit' }).click()
  const activityPage = await look(narrow, 'activiteit-360-390')
  assert.match(activityPage, /360-gradenfeedback[\s\S]*Minstens 5 collega’s antwoordden/)
  assert.doesNotMatch(activityPage, /Luistert goed/)
  await narrow.goto(`${site.base}/lklr/mijn/ontwikkeling`)
  await look(narrow, 'ontwikkeling-390')
  await narrow.goto(`${site.base}/lklr/competenties`)
  await look(narrow, 'competenties-390')
})

test('training that somebody gave is judged in between, and earns accredited points', {
  skip,
}, async () => {
  await peil.setToday('2027-03-30')
  const ruben = await professional(peil, {
    email: 'ruben@gemeente.nl',
    firstName: 'Ruben',
    lastName: 'Smit',
    status: 'certified',
    since: '2024-01-10',
    validFirst: '2024-02-01',
    validLast: '2029-01-31',
  })
  const given = await activity(peil, ruben, {
    title: 'Lessen op de vakopleiding',
    kind: 'giving-training',
    claimed: 2000,
    completedOn: '2027-02-01',
  })
  const page = await site.open({ cookie: ruben.cookie, width: 390, javaScript: false })
  page.setDefaultTimeout(15_000)
  await page.goto(`${site.base}/lklr/mijn`)
  const twenty = /Geaccrediteerd\s+20 van 40 punten/
  assert.doesNotMatch(await look(page, 'voor-oordeel-390', false), twenty)
  await page.goto(`${site.base}/lklr/mijn/activiteiten/${given}`)
  await page.getByRole('link', { name: /nu beoordelen/ }).click()
  await look(page, 'oordeel-vragen-390', false)
  await page.getByRole('button', { name: 'Beoordeling vragen' }).click()
  assert.match(await look(page, 'oordeel-gevraagd-390', false), /Gevraagd op 30 maart 2027/)
  for (const firstName of ['Tom', 'Marieke']) {
    const member = await colleague(
      peil,
      {
        email: `${firstName.toLowerCase()}@lid.example`,
        ...{ firstName, lastName: 'Visser', employer: `Gemeente ${firstName}dam` },
      },
      ['committee'],
    )
    const desk = await site.open(member)
    desk.setDefaultTimeout(15_000)
    await desk.goto(`${site.base}/lklr/commissie`)
    await desk.getByRole('link', { name: 'Lessen op de vakopleiding' }).click()
    await desk.getByRole('button', { name: /^Ik heb geen band/ }).click()
    if (firstName === 'Tom') await look(desk, 'oordeel-1280')
    await desk.getByLabel('Toekennen', { exact: true }).check()
    await desk.getByLabel('Hoeveel punten?').fill('20')
    await desk.locator('[name="geaccrediteerd"][value="ja"]').check()
    await desk.getByLabel('Waarom?').fill('De lessen passen bij het vak.')
    await desk.getByRole('button', { name: 'Oordeel geven' }).click()
    await desk.context().close()
  }
  await page.goto(`${site.base}/lklr/mijn`)
  assert.match(await look(page, 'na-oordeel-390', false), twenty)
})
