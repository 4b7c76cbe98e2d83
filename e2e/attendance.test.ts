import assert from 'node:assert/strict'
import { createReadStream, mkdtempSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { sql } from 'kysely'
import type { Page } from 'playwright-core'
import { makeCourse, publishCourse } from '#domain/courses/course/keep-course.ts'
import { addEdition } from '#domain/courses/course/keep-edition.ts'
import { remindContests } from '#domain/learning/attendance/remind-contests.ts'
import { deliverRows } from '#domain/learning/attendance-list/deliver.ts'
import { enterAttendance } from '#domain/learning/attendance-list/entries.ts'
import { askTrainer } from '#domain/learning/attendance-list/links.ts'
import { runList } from '#domain/learning/attendance-list/run-list.ts'
import { actForOrganisation } from '#domain/platform/context/act-for-organisation.ts'
import { openTable } from '#domain/platform/table/read-table.ts'
import { hundredthsOf } from '#engine'
import { inBrowser, look, noBrowser, readText } from '#testing/browser.ts'
import type { CastProfessional } from '#testing/cast.ts'
import { colleague, professional } from '#testing/cast.ts'
import { accredited, checkedProvider, courseFacts, editionFacts } from '#testing/courses.ts'
import { alsoIn, doneIn } from '#testing/other-registers.ts'
import { testPlatform } from '#testing/platform.ts'
import type { Cell } from '#testing/workbook.ts'
import { workbook } from '#testing/workbook.ts'

// A provider tells who was there, somebody does not agree, and a back office decides.

const skip = noBrowser()
const unknownRows = 30
const peil = await testPlatform({ unknownRowsADay: unknownRows })
const site = inBrowser(peil)

// Does the work on the list that a page shows, as the jobs would.
async function work(page: Page, organisationId: string): Promise<void> {
  const register = peil.platform.registers.get('krsd') ?? assert.fail()
  const deliveryId = /lijsten\/([\w-]+)/.exec(page.url())?.[1] ?? ''
  await runList({ platform: peil.platform, register, organisationId, deliveryId })
  await page.reload()
}

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
  assert.ok(await page.getByRole('link', { name: 'Vernieuw deze pagina' }).isVisible())
  // With scripts the page looks by itself, and is loaded anew once there is something to send.
  const watching = await site.open({ cookie: mila.cookie })
  await watching.clock.install()
  await watching.goto(page.url())
  await look(watching, 'wordt-gecontroleerd-1280')
  assert.equal(await watching.locator('meta[http-equiv=refresh]').count(), 0)
  await work(page, school)
  await watching.clock.fastForward(10_000)
  await watching.getByRole('button', { name: 'Stuur de 2 goede in' }).waitFor()
  await look(watching, 'gecontroleerd-1280')
  await watching.context().close()
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
  await work(page, school)
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
  await page.getByRole('link', { name: /KRSD-000001 Amrani/ }).click()
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
  const kept = wide.getByRole('link', { name: 'Download als plaatje (SVG)' })
  const [picture] = await Promise.all([wide.waitForEvent('download'), kept.click()])
  assert.match(picture.suggestedFilename(), /^qr-code-OPL-\d{6}-\d+\.svg$/)
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

test('a workbook of thirty lands in two registers at once: one was there already, one is contested', {
  skip,
  timeout: 300_000,
}, async () => {
  await peil.setToday('2026-11-20')
  const surnames = ['Aalders', 'Bosman', 'Ceulen', 'Dekker', 'Evers', 'Faber', 'Geerts', 'Haan']
  const thirty: CastProfessional[] = []
  for (let nth = 0; nth < 30; nth += 1) {
    const one = await professional(peil, {
      email: `deelnemer${nth}@voorbeeld.nl`,
      firstName: `Nr${nth}`,
      lastName: surnames[nth % surnames.length] ?? '',
    })
    thirty.push(one)
    if (nth % 3 === 0) await alsoIn(peil, 'lklr', one, { since: '2025-02-01' })
  }
  const [inBoth = assert.fail(), contests = assert.fail(), hadIt = assert.fail()] = thirty
  const numbers = await peil.act({ kind: 'system', task: 'test' }, async ({ db }) => {
    const ids = thirty.map(({ registrationId }) => registrationId)
    const rows = await db
      .selectFrom('registration')
      .where('id', 'in', ids)
      .select(['id', 'number'])
      .execute()
    return ids.map((id) => rows.find((row) => row.id === id)?.number ?? 0)
  })
  const noa = await colleague(
    peil,
    { email: 'noa@kade.example', firstName: 'Noa', lastName: 'Kramer' },
    [],
  )
  const school = await checkedProvider(peil, 'Kadewerk', [[noa, ['manager']]])
  const owner = { is: 'organisation', id: school } as const
  const [first = assert.fail()] = await peil.act(noa.actor, async (context) => {
    const ids: string[] = []
    for (const [title, day] of [
      ['Schulden en verzuim', '2026-11-16'],
      ['Omgaan met agressie', '2026-11-18'],
    ] as const) {
      const reviewOn = Temporal.PlainDate.from('2027-12-31')
      const facts = courseFacts({ title, studyLoad: hundredthsOf(800), reviewOn })
      const made = await makeCourse(context, owner, facts)
      if (made.outcome !== 'made') return assert.fail(made.outcome)
      await publishCourse(context, owner, made.id)
      const days = [Temporal.PlainDate.from(day)]
      await addEdition(context, owner, made.id, editionFacts({ days }))
      ids.push(made.id)
    }
    return ids
  })
  const period = { amount: 800, first: '2026-01-01', last: '2028-12-31' }
  for (const register of ['krsd', 'lklr']) await accredited(peil, first, { register, ...period })
  const own = await doneIn(peil, 'krsd', hadIt, {
    title: 'Schulden en verzuim',
    on: '2026-11-16',
    details: { provider: 'Kadewerk', 'stated-load': hundredthsOf(800) },
  })

  const page = await site.open(noa)
  page.setDefaultTimeout(15_000)
  await page.goto(`${site.base}/krsd/organisaties/${school}/deelname`)
  await page.getByRole('link', { name: /Schulden en verzuim/ }).click()
  const edition = page.url()
  const sends = async (rows: readonly (readonly Cell[])[]) => {
    await page.goto(edition)
    const folder = mkdtempSync(path.join(os.tmpdir(), 'peil-lijst-'))
    const file = path.join(folder, 'dertig.xlsx')
    const heading = ['Registratienummer', 'Achternaam', 'Aanwezig', 'Uren', 'Datum']
    writeFileSync(file, await workbook([heading, ...rows]))
    await page.getByLabel('Bestand met deelnemers').setInputFiles(file)
    await page.getByRole('button', { name: 'Lijst controleren' }).click()
    await work(page, school)
    return folder
  }
  // Excel keeps a number without its noughts, and a day as a number.
  const rowOf = (nth: number): readonly Cell[] => [
    ...[numbers[nth] ?? 0, surnames[nth % surnames.length] ?? '', true, nth === 1 ? 4 : 8, 46342],
  ]
  const all = thirty.map((_, nth) => rowOf(nth))
  const folder = await sends([
    ...all.slice(0, 28),
    ['KRSD-999999', '=1+1', true, 8, 46342],
    rowOf(0),
  ])
  assert.match(await look(page, 'dertig-fouten-1280'), /28 goed, 2 fouten/)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: /kolom ‘Fout’ \(Excel\)/ }).click(),
  ])
  assert.equal(download.suggestedFilename(), 'dertig met fouten.xlsx')
  const saved = path.join(folder, 'fouten.xlsx')
  await download.saveAs(saved)
  const table = await openTable({ name: saved, open: async () => createReadStream(saved) })
  const back = await Array.fromAsync(table.rows())
  table.close()
  assert.deepEqual(back[0]?.cells.at(-1), 'Fout')
  assert.equal(back[1]?.cells[4], '16-11-2026', 'a day is a day')
  assert.deepEqual([back[29]?.row, back[29]?.cells[1]], [30, '=1+1'])
  assert.match(back[29]?.cells.at(-1) ?? '', /vinden we niet/)
  assert.match(back[30]?.cells.at(-1) ?? '', /staat ook op rij 2/)
  await page.getByRole('button', { name: 'Annuleren' }).click()

  await sends(all)
  assert.match(await look(page, 'dertig-goed-1280'), /30 deelnemers klaar om in te sturen/)
  await page.getByRole('button', { name: 'Deelname insturen' }).click()
  await work(page, school)
  const done = await look(page, 'dertig-verwerkt-1280')
  assert.match(done, /30 deelnemers, 236 uur/)

  const stands = await peil.act({ kind: 'system', task: 'test' }, async ({ db }) => {
    const { rows } = await sql<{ register: string; claims: number; people: number }>`
      select c.register, count(*)::int as claims, count(distinct c.person_id)::int as people
      from activity_claim c where c.state = 'entered'
        and c.activity_id in (select activity_id from attendance where organisation_id = ${school})
      group by 1 order by 1`.execute(db)
    return rows
  })
  // What a transaction of one register sees of the other is nothing: each is counted where it is.
  assert.deepEqual(stands, [{ register: 'krsd', claims: 30, people: 30 }])
  for (const register of ['krsd', 'lklr']) {
    const mine = await site.open({ cookie: inBoth.cookie, width: register === 'krsd' ? 1280 : 390 })
    await mine.goto(`${site.base}/${register}/mijn`)
    await mine.getByRole('link', { name: 'Schulden en verzuim' }).first().click()
    const text = await look(mine, `dertig-in-${register}`)
    assert.match(text, /Ingevoerd door Kadewerk op 20 november 2026: 8 uur aanwezig/, register)
  }
  const there = await site.open(hadIt)
  await there.goto(`${site.base}/krsd/mijn`)
  assert.equal(await there.getByRole('link', { name: 'Schulden en verzuim' }).count(), 1)
  await there.goto(`${site.base}/krsd/mijn/activiteiten/${own}`)
  assert.match(await look(there, 'dertig-bevestigd'), /Bevestigd door Kadewerk/)
  const differs = await site.open({ cookie: contests.cookie, width: 390, scheme: 'dark' })
  await differs.goto(`${site.base}/krsd/mijn`)
  await differs.getByRole('link', { name: 'Schulden en verzuim' }).first().click()
  await differs.getByRole('link', { name: 'Klopt dit niet?' }).click()
  await differs.getByLabel('De uren zijn anders').check()
  await differs.getByLabel('Hoeveel uur was het?').fill('8')
  await differs.getByLabel('Waarom?').fill('Ik bleef de hele dag.')
  await look(differs, 'oneens-donker-390')
  await differs.getByRole('button', { name: 'Melden' }).click()
  assert.match(
    await look(differs, 'gemeld-donker-390'),
    /Gemeld op 20 november 2026: het was 8 uur/,
  )

  // One list after another: the next edition of which nothing was told.
  await page.getByRole('link', { name: 'Deelname doorgeven', exact: true }).last().click()
  assert.match(await readText(page.locator('main')), /Omgaan met agressie/)
  await page.goto(`${site.base}/krsd/organisaties/${school}/deelname`)
  assert.match(
    await look(page, 'deelname-oneens-1280'),
    /Antwoorden kan tot en met 11 december 2026/,
  )
  // The organisation says nothing for three weeks: the back office decides, and the person reads so.
  await peil.setToday('2026-12-12')
  await peil.act({ kind: 'system', task: 'daily' }, remindContests)
  await differs.reload()
  assert.match(
    await readText(differs.locator('main')),
    /antwoordde niet op tijd. Het bureau beslist/,
  )
  const office = await site.open(
    await colleague(peil, { email: 'wim@voorbeeld.nl', firstName: 'Wim', lastName: 'Bakker' }, [
      'secretariat',
    ]),
  )
  await office.goto(`${site.base}/krsd/werk/deelname`)
  await look(office, 'werk-deelname-1280')
  await office.getByRole('link', { name: /Nr1/ }).click()
  assert.match(await look(office, 'werk-zonder-antwoord-1280'), /Geen antwoord binnen 21 dagen/)
})

test('a list that waits, one that broke off and a long list of a trainer are plain on any screen', {
  skip,
  timeout: 300_000,
}, async () => {
  await peil.setToday('2026-11-20')
  const who = { email: 'vera@sluis.example', firstName: 'Vera', lastName: 'Dijk' }
  const vera = await colleague(peil, who, [])
  const school = await checkedProvider(peil, 'De Sluis', [[vera, ['manager']]])
  const { edition, waits, broken } = await peil.act(vera.actor, async (context) => {
    const owner = { is: 'organisation', id: school } as const
    const reviewOn = Temporal.PlainDate.from('2027-12-31')
    const made = await makeCourse(context, owner, courseFacts({ title: 'Congres', reviewOn }))
    if (made.outcome !== 'made') return assert.fail(made.outcome)
    await publishCourse(context, owner, made.id)
    const facts = editionFacts({ days: [Temporal.PlainDate.from('2026-11-19')] })
    const added = await addEdition(context, owner, made.id, facts)
    const editionId = added.outcome === 'added' ? added.id : assert.fail(added.outcome)
    await actForOrganisation(context, school)
    const of = { organisationId: school, editionId }
    const paste = async (count: number) => {
      const rows = Array.from({ length: count }, (_, nth) => [`KRSD-${9000 + nth}`, 'Niemand'])
      const heading = ['registratienummer', 'achternaam']
      const list = { origin: 'pasted', heading, rows, bySurname: true } as const
      const done = await deliverRows(context, of, list)
      return done.outcome === 'delivered' ? done.id : assert.fail(done.outcome)
    }
    const ids = { edition: editionId, waits: await paste(unknownRows + 5), broken: await paste(1) }
    await context.db
      .updateTable('attendance_delivery')
      .set({ broken_off_on: '2026-11-20' })
      .where('id', '=', ids.broken)
      .execute()
    const people = Array.from({ length: 250 }, (_, nth) => {
      return { number: `KRSD-${7000 + nth}`, surname: `Bezoeker ${nth}` }
    })
    await enterAttendance(context, of, people, true)
    await askTrainer(context, of, { name: 'Teun', email: 'teun@trainer.example' })
    return ids
  })
  const mail = await peil.platform.db
    .selectFrom('mail_message')
    .where('to_address', '=', 'teun@trainer.example')
    .select('body_text')
    .executeTakeFirstOrThrow()
  const signing = /\/krsd\/deelname\/tekenen\/[\w-]+/.exec(mail.body_text ?? '')?.[0] ?? ''
  const here = `/krsd/organisaties/${school}`
  for (const [name, view] of [
    ['1280', { cookie: vera.cookie }],
    ['390-donker', { cookie: vera.cookie, width: 390, scheme: 'dark', javaScript: false }],
  ] as const) {
    const page = await site.open(view)
    const see = async (path: string, called: string) => {
      await page.goto(`${site.base}${path}`)
      return look(page, `${called}-${name}`, 'javaScript' in view === false)
    }
    assert.match(await see(`${here}/lijsten/${waits}`, 'wacht'), /Gaat verder op 21 november 2026/)
    assert.match(await see(`${here}/lijsten/${broken}`, 'afgebroken'), /Opnieuw proberen/)
    assert.match(await see(here, 'organisatie'), /Met een lijst van Congres ging iets mis/)
    assert.match(await see(`${here}/deelname`, 'deelname'), /Niet gelukt/)
    assert.match(await see(`${here}/deelname/${edition}/trainer`, 'trainer'), /Bezoeker 0/)
    assert.match(await see(signing, 'tekenen'), /Dit zijn er 200 van de 250/)
  }
  const trainer = await site.open({ width: 390, javaScript: false })
  await trainer.goto(`${site.base}${signing}`)
  await trainer.getByText('Wie er niet bij hoort, weghalen').click()
  await trainer.getByRole('button', { name: 'Iedereen weghalen die zichzelf opschreef' }).click()
  assert.match(await readText(trainer.locator('body')), /250 deelnemers van de lijst gehaald/)
})
