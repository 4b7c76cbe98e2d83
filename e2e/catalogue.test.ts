import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { Page } from 'playwright-core'
import type { CourseFacts, EditionFacts, Owner } from '#domain/courses/course/course.ts'
import { makeCourse, publishCourse } from '#domain/courses/course/keep-course.ts'
import { addEdition } from '#domain/courses/course/keep-edition.ts'
import { readImport } from '#domain/learning/course-import/read-import.ts'
import { centsOf } from '#engine'
import {
  axe,
  inBrowser,
  noBrowser,
  readText,
  scriptlessAxe,
  sidewaysScroll,
} from '#testing/browser.ts'
import type { CastAccount } from '#testing/cast.ts'
import { activity, colleague, professional } from '#testing/cast.ts'
import { accredited, checkedProvider, courseFacts, editionFacts } from '#testing/courses.ts'
import { testPlatform } from '#testing/platform.ts'

// Three people find what they want to learn: Judith on a telephone and without JavaScript, Farid by what it is
// about, and Lonneke by what she still lacks; she plans it with the keyboard.

const skip = noBrowser()
const today = '2022-12-09'
const peil = await testPlatform()
const site = inBrowser(peil)
const shots = process.env.PEIL_SCREENSHOTS
const day = (text: string) => Temporal.PlainDate.from(text)
const supporters = { audiences: ['supporters'] }
const online = { online: true, place: '', begins: '12:00', ends: '13:00' }

let mila: CastAccount
let organisation: string

before(async () => {
  await peil.setToday(today)
  mila = await colleague(
    peil,
    { email: 'mila@aanbieder.example', firstName: 'Mila', lastName: 'Bos' },
    [],
  )
  organisation = await checkedProvider(peil, 'Academie De Brug', [[mila, ['manager']]])
  const owner: Owner = { is: 'organisation', id: organisation }
  const offer = async (facts: Partial<CourseFacts>, edition: Partial<EditionFacts>, hours = 0) => {
    const course = await peil.act(
      mila.actor,
      async (context) => {
        const made = await makeCourse(context, owner, courseFacts(facts))
        if (made.outcome !== 'made') throw new Error(made.outcome)
        await publishCourse(context, owner, made.id)
        await addEdition(context, owner, made.id, editionFacts(edition))
        return made.id
      },
      today,
    )
    if (hours > 0) {
      await accredited(peil, course, { amount: hours, first: '2022-01-01', last: '2025-12-31' })
    }
  }
  await offer({ title: 'Passend onderwijs' }, {}, 700)
  await offer(
    { title: 'Leerplicht en RMC voor ondersteuners', ...supporters },
    { days: [day('2023-01-24')] },
    600,
  )
  await offer(
    { title: 'Een goede brief schrijven', form: 'webinar', price: centsOf(0), ...supporters },
    { ...online, days: [day('2023-01-12')] },
    100,
  )
  await offer(
    { title: 'De agenda van een drukke week', form: 'webinar', price: centsOf(0), ...supporters },
    { ...online, days: [day('2023-01-19')] },
  )
  await offer(
    {
      title: 'Jezelf positioneren in het overleg',
      summary: 'Weten wat je rol is, en er een mening bij geven.',
    },
    { days: [day('2023-03-02')], place: 'Waterstad' },
    800,
  )
  await offer(
    { title: 'Gespreksvaardigheden: luisteren en doorvragen', form: 'workshop' },
    { days: [day('2023-02-16')] },
    400,
  )
})

const person = (firstName: string) =>
  professional(peil, {
    email: `${firstName.toLowerCase()}@voorbeeld.nl`,
    firstName,
    lastName: 'de Wit',
    since: '2022-04-01',
  })

async function look(page: Page, name: string, findings?: () => Promise<string[]>): Promise<string> {
  assert.equal(await sidewaysScroll(page), 0, `${name} scrolls sideways`)
  assert.deepEqual(await (findings ?? (() => axe(page)))(), [], name)
  if (shots) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true })
  return readText(page.locator('body'))
}

test('Judith finds the one-day training for supporters and two webinars, on a telephone without JavaScript', {
  skip,
}, async () => {
  const judith = await person('Judith')
  const page = await site.open({ cookie: judith.cookie, width: 390, javaScript: false })
  page.setDefaultTimeout(20_000)
  await page.goto(`${site.base}/krsd/mijn`)
  await page.getByRole('link', { name: 'Opleidingen', exact: true }).first().click()
  assert.match(await look(page, 'opleidingen-390', await scriptlessAxe(page)), /6 opleidingen/)
  await page.getByLabel('Zoek een opleiding').fill('ondersteuner leerplcht')
  await page.getByRole('button', { name: 'Toon resultaten' }).first().click()
  const found = await look(page, 'gezocht-390', await scriptlessAxe(page))
  // What is for them is found by that as well; what is about it comes first.
  assert.match(found, /3 opleidingen[\s\S]*?Leerplicht en RMC voor ondersteuners/)
  assert.ok(found.indexOf('Leerplicht en RMC') < found.indexOf('Een goede brief'))
  assert.match(found, /24 januari 2023 in Heideveld/)
  await page.getByRole('link', { name: /Haal weg: ‘ondersteuner/ }).click()
  await page.locator('summary', { hasText: 'Filters' }).click()
  await page.getByLabel('Webinar', { exact: true }).check()
  await page.getByRole('button', { name: 'Toon resultaten' }).last().click()
  const webinars = await look(page, 'webinars-390', await scriptlessAxe(page))
  assert.match(webinars, /2 opleidingen/)
  assert.match(webinars, /Een goede brief schrijven/)
  assert.match(webinars, /De agenda van een drukke week/)
  await page.getByRole('link', { name: 'Een goede brief schrijven' }).click()
  assert.match(await look(page, 'opleiding-390', await scriptlessAxe(page)), /Gratis/)
})

test('Farid finds by what it is about, also where he types it wrong, and is led on where nothing is found', {
  skip,
}, async () => {
  const page = await site.open({ scheme: 'dark' })
  page.setDefaultTimeout(20_000)
  await page.goto(`${site.base}/krsd/opleidingen`)
  await look(page, 'opleidingen-1280-donker')
  for (const [typed, title] of [
    ['positoneren', 'Jezelf positioneren in het overleg'],
    ['gespreksvardigheden', 'Gespreksvaardigheden: luisteren en doorvragen'],
  ] as const) {
    await page.getByLabel('Zoek een opleiding').fill(typed)
    await page.keyboard.press('Enter')
    await page.getByRole('link', { name: title }).waitFor()
    assert.match(await readText(page.locator('main')), /1 opleiding\b/)
  }
  await page.getByLabel('Waar').selectOption('Waterstad')
  await page.getByRole('button', { name: 'Toon resultaten' }).last().click()
  await page.getByRole('heading', { name: 'Geen opleidingen met deze filters' }).waitFor()
  await look(page, 'niets-1280-donker')
  await page.getByRole('link', { name: /Haal weg: ‘gespreks/ }).click()
  await page.getByRole('link', { name: 'Jezelf positioneren in het overleg' }).click()
  assert.match(await look(page, 'opleiding-1280-donker'), /8 uur geaccrediteerd/)
})

test('Lonneke finds first what she lacks, and plans Passend onderwijs: 50 + 7, 46 to go and then 39', {
  skip,
}, async () => {
  const lonneke = await person('Lonneke')
  await activity(peil, lonneke, {
    title: 'Alles tot nu toe',
    claimed: 5000,
    completedOn: '2022-11-01',
  })
  const page = await site.open(lonneke)
  page.setDefaultTimeout(20_000)
  await page.goto(`${site.base}/krsd/opleidingen`)
  assert.match(await look(page, 'opleidingen-1280'), /Dekt 8 van je 46 ontbrekende uren/)
  await page.getByRole('link', { name: 'Passend onderwijs' }).click()
  assert.match(await look(page, 'passend-1280'), /Dekt 7 van je 46 ontbrekende uren/)
  await page.getByRole('button', { name: /Bewaar deze opleiding/ }).click()
  await page.getByRole('button', { name: /Plan deze datum/ }).focus()
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/krsd\/mijn$/)
  const portfolio = await look(page, 'gepland-1280')
  assert.match(portfolio, /Je hebt nog 46 uur in totaal/)
  assert.match(portfolio, /Met wat gepland is: totaal nog 39/)
  // With her manager she makes a plan for two years, in which it stands with what they agreed.
  await page.goto(`${site.base}/krsd/mijn/ontwikkeling/plan/wijzigen`)
  await page.getByLabel('Met wie maak je dit plan?').fill('mijn leidinggevende')
  await page.getByLabel('Afspraken').fill('De gemeente betaalt de factuur.')
  await page.getByLabel('Elk half jaar').check()
  await page.getByRole('button', { name: 'Bewaren', exact: true }).click()
  await page.getByRole('link', { name: 'Doel toevoegen' }).click()
  await page.getByLabel('Wat wil je leren of kunnen?').fill('Genoeg uren voor mijn certificaat')
  await page.getByRole('button', { name: 'Doel bewaren' }).click()
  await page.goto(`${site.base}/krsd/opleidingen`)
  await page.getByRole('link', { name: 'Passend onderwijs' }).click()
  await page.getByRole('button', { name: 'Kies voor dit doel' }).click()
  const plan = await look(page, 'ontwikkelplan-1280')
  assert.match(plan, /9 december 2022 tot en met 9 december 2024/)
  assert.match(plan, /mijn leidinggevende[\s\S]*De gemeente betaalt de factuur/)
  assert.match(plan, /Genoeg uren voor mijn certificaat[\s\S]*Passend onderwijs/)
  await page.goto(`${site.base}/krsd/mijn/opleidingen`)
  assert.match(await look(page, 'bewaard-1280'), /Passend onderwijs, 7 februari 2023/)

  // She enrols, with the keyboard alone; nothing goes to the provider before she ticks it.
  await page.goto(`${site.base}/krsd/opleidingen`)
  await page.getByRole('link', { name: 'Passend onderwijs' }).click()
  await page.getByRole('link', { name: /^Aanmelden/ }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Aanmelden voor Passend onderwijs' }).waitFor()
  assert.match(await look(page, 'aanmelden-1280'), /Dit geven we door\s+Lonneke de Wit/)
  await page.getByRole('button', { name: 'Aanmelden' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: /Pas 1 antwoord aan/i }).waitFor()
  await look(page, 'aanmelden-fout-1280')
  await page.getByLabel(/Ik vind het goed dat Academie De Brug/).focus()
  await page.keyboard.press('Space')
  await page.getByRole('button', { name: 'Aanmelden' }).focus()
  await page.keyboard.press('Enter')
  await page.getByText('Aangemeld bij Academie De Brug').waitFor()
  await look(page, 'aangemeld-1280')
  await page.setViewportSize({ width: 320, height: 700 })
  await page.goto(`${site.base}/krsd/mijn/opleidingen`)
  assert.match(await look(page, 'bewaard-320'), /Academie De Brug kent je naam en KRSD-/)

  // What she followed already is asked nothing twice.
  await page.goto(`${site.base}/krsd/opleidingen`)
  await page.getByRole('link', { name: 'Passend onderwijs' }).click()
  await page.getByRole('link', { name: /Voeg toe aan je portfolio/ }).click()
  assert.equal(await page.getByLabel('Naam van de activiteit').inputValue(), 'Passend onderwijs')
  await look(page, 'gevolgd-320')

  // And she tells a colleague.
  await page.goBack()
  await page.getByRole('link', { name: 'Stuur door aan een collega' }).click()
  await look(page, 'doorsturen-320')
  await page.getByLabel('Naam van de collega').fill('Rina')
  await page.getByLabel('E-mailadres van de collega').fill('rina@werk.example')
  await page.getByRole('button', { name: 'Versturen' }).click()
  await page.getByText('De opleiding is doorgestuurd').waitFor()
})

test('what is found, and how much, follows while somebody types', { skip }, async () => {
  const page = await site.open({ width: 390, scheme: 'dark' })
  page.setDefaultTimeout(20_000)
  await page.goto(`${site.base}/krsd/opleidingen`)
  await page.getByRole('heading', { name: '6 opleidingen' }).waitFor()
  await page.getByLabel('Zoek een opleiding').pressSequentially('brief')
  await page.getByRole('heading', { name: '1 opleiding', exact: true }).waitFor()
  await page.waitForFunction(() =>
    [...document.querySelectorAll('[role=status]')].some(
      (one) => one.textContent === '1 opleiding',
    ),
  )
  await page.waitForURL(/zoek=brief/)
  await look(page, 'typen-390-donker')
})

test('a provider sees who enrolled, and brings in a file with mistakes, on a telephone without JavaScript', {
  skip,
}, async () => {
  const page = await site.open({ cookie: mila.cookie, width: 390, javaScript: false })
  page.setDefaultTimeout(20_000)
  await page.goto(`${site.base}/krsd/organisaties/${organisation}/opleidingen`)
  await look(page, 'aanbod-390', await scriptlessAxe(page))
  await page.getByRole('link', { name: 'Passend onderwijs' }).click()
  await look(page, 'opleiding-van-aanbieder-390', await scriptlessAxe(page))
  await page.getByRole('link', { name: /^1 voor OPL-/ }).click()
  assert.match(
    await look(page, 'aanmeldingen-390', await scriptlessAxe(page)),
    /1 aanmelding\.[\s\S]*Lonneke de Wit/,
  )
  await page.goto(`${site.base}/krsd/organisaties/${organisation}/opleidingen`)
  await page.getByRole('link', { name: 'Opleidingen importeren' }).click()
  await look(page, 'importeren-390', await scriptlessAxe(page))
  await page.getByLabel('Bestand met opleidingen').setInputFiles({
    name: 'aanbod.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(
      [
        'Code;Naam;Samenvatting;Vorm;Prijs;Dagen;Plaats',
        'M-1;Morele oordeelsvorming;Wegen wat goed is.;training;325;16-03-2023;Heideveld',
        'M-2;Een fout;Kort.;toneel;veel;31-02-2023;',
      ].join('\n'),
    ),
  })
  await page.getByRole('button', { name: 'Bestand bekijken' }).click()
  assert.match(await readText(page.locator('main')), /Wordt gelezen/)
  const importId = page.url().split('/').at(-1) ?? ''
  await readImport(peil.platform, { register: 'krsd', organisationId: organisation, importId })
  await page.reload()
  const seen = await look(page, 'vergeleken-390', await scriptlessAxe(page))
  assert.match(seen, /1 rij met iets nieuws en 1 rij met een fout/)
  assert.match(seen, /‘toneel’ is geen vorm/)
  await page.getByLabel('Zet nieuwe opleidingen meteen in het aanbod').check()
  await page.getByRole('button', { name: 'De goede rijen overnemen' }).click()
  assert.match(await look(page, 'overgenomen-390', await scriptlessAxe(page)), /Overgenomen/)
  await page.goto(`${site.base}/krsd/opleidingen?zoek=morele`)
  assert.match(await readText(page.locator('main')), /1 opleiding\b[\s\S]*Morele oordeelsvorming/)
})
