import assert from 'node:assert/strict'
import { mkdtempSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { makeCourse, publishCourse } from '#domain/courses/course/keep-course.ts'
import { addEdition } from '#domain/courses/course/keep-edition.ts'
import { runList } from '#domain/learning/attendance-list/run-list.ts'
import { hundredthsOf } from '#engine'
import { inBrowser, look, noBrowser, readText } from '#testing/browser.ts'
import type { CastProfessional } from '#testing/cast.ts'
import { colleague, professional } from '#testing/cast.ts'
import { accredited, checkedProvider, courseFacts, editionFacts } from '#testing/courses.ts'
import { testPlatform } from '#testing/platform.ts'

// A provider tells who was there, somebody does not agree, and a back office decides.

const skip = noBrowser()
const peil = await testPlatform()
const site = inBrowser(peil)

test('a provider’s list lands in a portfolio, is contested there, answered, and decided', {
  skip,
}, async () => {
  await peil.setToday('2026-11-20')
  const people: CastProfessional[] = []
  for (const [firstName, lastName] of [
    ['Farid', 'Amrani'],
    ['Lonneke', 'Berg'],
    ['Judith', 'Smit'],
  ] as const) {
    people.push(
      await professional(peil, {
        email: `${firstName.toLowerCase()}@voorbeeld.nl`,
        firstName,
        lastName,
      }),
    )
  }
  const [farid] = people
  const mila = await professional(peil, {
    email: 'mila@brug.example',
    firstName: 'Mila',
    lastName: 'Bos',
  })
  const sanne = await colleague(
    peil,
    { email: 'sanne@voorbeeld.nl', firstName: 'Sanne', lastName: 'Bakker' },
    ['secretariat'],
  )
  const school = await checkedProvider(peil, 'Academie De Brug', [[mila, ['manager']]])
  const owner = { is: 'organisation', id: school } as const
  const given = await peil.act(mila.actor, async (context) => {
    const facts = courseFacts({
      studyLoad: hundredthsOf(800),
      reviewOn: Temporal.PlainDate.from('2027-12-31'),
    })
    const made = await makeCourse(context, owner, facts)
    if (made.outcome !== 'made') return assert.fail(made.outcome)
    await publishCourse(context, owner, made.id)
    const days = [Temporal.PlainDate.from('2026-11-12')]
    await addEdition(context, owner, made.id, editionFacts({ days }))
    return made
  })
  await accredited(peil, given.id, { amount: 800, first: '2026-01-01', last: '2028-12-31' })
  const krsd = peil.platform.registers.get('krsd') ?? assert.fail()
  const work = async (page: Page) => {
    const deliveryId = /lijsten\/([\w-]+)/.exec(page.url())?.[1] ?? ''
    await runList({ platform: peil.platform, register: krsd, organisationId: school, deliveryId })
    await page.reload()
  }

  const page = await site.open({ cookie: mila.cookie, width: 390, javaScript: false })
  page.setDefaultTimeout(15_000)
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click()
  await page.goto(`${site.base}/krsd/organisaties/${school}`)
  assert.match(await look(page, 'organisatie-390', false), /Deelname doorgeven/)
  await page.getByRole('link', { name: 'Deelname doorgeven', exact: true }).first().click()
  assert.match(await look(page, 'deelname-390', false), /Passend onderwijs/)
  await page.getByRole('link', { name: /Passend onderwijs/ }).click()
  await look(page, 'uitvoering-390', false)
  await press('Lijst controleren')
  assert.match(await look(page, 'uitvoering-fout-390', false), /Kies een bestand/)
  const folder = mkdtempSync(path.join(os.tmpdir(), 'peil-lijst-'))
  const list = path.join(folder, 'lijst.csv')
  writeFileSync(
    list,
    'registratienummer;achternaam;aanwezig;uren\r\nKRSD-1;Amrani;ja;4\r\nkrsd 2;Berg;ja;\r\n33;Smit;ja;8\r\n=1+1;=HYPERLINK("x");ja;8\r\n',
  )
  await page.getByLabel('Bestand met deelnemers').setInputFiles(list)
  await press('Lijst controleren')
  assert.match(await look(page, 'wordt-gecontroleerd-390', false), /Je kunt deze pagina sluiten/)
  assert.equal(await page.locator('meta[http-equiv=refresh]').getAttribute('content'), '10')
  await work(page)
  const checked = await look(page, 'fouten-gevonden-390', false)
  assert.match(checked, /2 goed, 2 fouten/)
  assert.match(checked, /Bedoelt de lijst KRSD-0*3 \(Smit\)\?/)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: /kolom ‘Fout’/ }).click(),
  ])
  const saved = path.join(folder, 'fouten.csv')
  await download.saveAs(saved)
  const { readFileSync } = await import('node:fs')
  const mistakes = readFileSync(saved, 'utf8')
  assert.match(mistakes, /uren;Fout\r\n/)
  assert.match(mistakes, /\r\n'=1\+1;"?'=HYPERLINK/)
  await press('Stuur de 2 goede in')
  await look(page, 'wordt-verwerkt-390', false)
  await work(page)
  assert.match(await look(page, 'verwerkt-390', false), /De deelname is verwerkt/)

  const own = await site.open(farid ?? mila)
  await own.goto(`${site.base}/krsd/mijn`)
  await own.getByRole('link', { name: 'Passend onderwijs' }).first().click()
  assert.match(
    await look(own, 'activiteit-1280'),
    /Ingevoerd door Academie De Brug op 20 november 2026: 4 uur/,
  )
  await own.getByRole('link', { name: 'Klopt dit niet?' }).click()
  await own.getByLabel('De uren zijn anders').check()
  await own.getByRole('button', { name: 'Melden' }).click()
  assert.match(await look(own, 'oneens-fout-1280'), /Vul in hoeveel uur het was/)
  await own.getByLabel('Hoeveel uur was het?').fill('8')
  await own.getByLabel('Waarom?').fill('Ik bleef tot het eind.')
  await own.getByRole('button', { name: 'Melden' }).click()
  assert.match(await readText(own.locator('main')), /Gemeld/)

  await page.goto(`${site.base}/krsd/organisaties/${school}/deelname`)
  await page.getByRole('link', { name: /KRSD-1 Amrani/ }).click()
  assert.match(await look(page, 'oneens-390', false), /Ik bleef tot het eind/)
  await page.getByLabel('Nee').check()
  await page.getByLabel('Antwoord aan de deelnemer').fill('Om twaalf uur was Farid weg.')
  await press('Antwoord versturen')

  const office = await site.open(sanne)
  await office.goto(`${site.base}/krsd/werk/deelname`)
  await look(office, 'werk-deelname-1280')
  await office.getByRole('link', { name: /Farid/ }).click()
  await look(office, 'werk-besluit-1280')
  await office.getByLabel('De uren worden anders').check()
  await office.getByLabel(/^Uren/).fill('6')
  await office.getByLabel('Reden').fill('De lijst van de zaal.')
  await office.getByRole('button', { name: 'Besluiten' }).click()
  await own.reload()
  assert.match(await readText(own.locator('main')), /6 uur aanwezig/)

  const wide = await site.open(mila)
  await wide.goto(`${site.base}/krsd/organisaties/${school}/deelname`)
  await look(wide, 'deelname-1280')
  await wide
    .getByRole('link', { name: /^Passend onderwijs/ })
    .first()
    .click()
  await look(wide, 'uitvoering-1280')
  await wide.getByRole('link', { name: /De trainer laten tekenen/ }).click()
  await look(wide, 'trainer-1280')
  await wide.getByText('QR-code voor de laatste dia').click()
  await wide.getByRole('button', { name: 'QR-code maken' }).click()
  await look(wide, 'dia-1280')
  const slide = await wide.locator('.break-anywhere').innerText()
  const visitor = await site.open({ width: 390 })
  await visitor.goto(`${site.base}${new URL(slide.trim()).pathname}`)
  assert.match(await readText(visitor.locator('body')), /registratienummer/)
  await look(visitor, 'erbij-390')
  await visitor.getByLabel('Je registratienummer').fill('KRSD-3')
  await visitor.getByLabel('Je achternaam').fill('Smit')
  await visitor.getByRole('button', { name: 'Ik was erbij' }).click()
  assert.match(await look(visitor, 'opgeschreven-390'), /Je staat op de lijst/)
  await wide.goto(`${site.base}/krsd/organisaties/${school}/programmas`)
  await look(wide, 'programmas-1280')
})
