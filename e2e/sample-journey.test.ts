import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { isDrawn, quarterOf } from '#domain/certification/sample/sample.ts'
import { noBrowser, scriptlessAxe, sidewaysScroll } from '#testing/browser.ts'
import { activity } from '#testing/cast.ts'
import type { Desk, Traveller } from '#testing/journey.ts'
import {
  admitted,
  apply,
  checkOff,
  follow,
  go,
  letter,
  openStage,
  paper,
  publicly,
  said,
  send,
  signUp,
  vote,
} from '#testing/journey.ts'

// A renewal in the LKLR as it is lived on the screen: with exactly what the norm asks, of which a part
// is read. Which part follows from a seed, which is chosen here so that it is always the same.

const skip = noBrowser()
const stage = await openStage('lklr')
const { peil } = stage
const start = '2026-09-01'
const renewal = '2031-08-01'

// A seed by which of those lines exactly five are drawn, this one among them.
function seedThatDraws(application: string, lines: readonly string[], line: string): Buffer {
  const quarter = quarterOf(Temporal.PlainDate.from(renewal))
  const about = { register: 'lklr', quarter, application }
  for (let nth = 0; nth < 100_000; nth += 1) {
    const seed = createHash('sha256').update(`seed ${nth}`).digest()
    const drawn = lines.filter((one) => isDrawn({ ...about, line: one }, seed, 20))
    if (drawn.length === 5 && drawn.includes(line)) return seed
  }
  return assert.fail('no seed draws this')
}

// Puts it in the place of the secret one of that quarter, which is there since the application came in.
const setSeed = (seed: Buffer) =>
  peil.platform.db
    .updateTable('sample_seed')
    .set({ seed })
    .where('quarter', '=', quarterOf(Temporal.PlainDate.from(renewal)))
    .executeTakeFirstOrThrow()

describe('a renewal in the LKLR', { skip }, () => {
  let who: Traveller

  // Question 1 of the website: 160 points in five years. Question 9: the assessment committee reads a sample,
  // and what does not fit the criteria counts for nothing. Readings BL3: then it is reckoned again.
  test('160 points with a line of the sample that fails are 145, and the renewal is refused', async () => {
    await peil.setToday(start)
    who = await signUp(stage, 'Nadia', 'Zonderland')
    await admitted(
      stage,
      who,
      [{ member: 'fact', fact: 'works-in-profession', value: true }],
      start,
    )
    await peil.setToday(renewal)
    const of = (
      title: string,
      points: number,
      more: { kind?: string; accredited?: boolean } = {},
    ) => activity(peil, who, { title, claimed: points * 100, completedOn: '2029-05-01', ...more })
    const lines = [
      await of('Vakopleiding', 40, { accredited: true }),
      await of('Intervisie', 40, { kind: 'peer-consultation' }),
      await of('Rayondag noord', 15),
      await of('Rayondag zuid', 15),
      await of('Rayondag oost', 15),
      await of('Rayondag west', 15),
      await of('Werkconferentie', 20),
    ]
    await go(who, '/mijn/certificering')
    assert.match(await said(who), /160 van 160 punten/)
    const id = await apply(who)
    await setSeed(seedThatDraws(id, lines, lines[3] ?? ''))
    await checkOff(stage, who)
    for (const member of await stage.members()) {
      await vote(member, who, { whole: 'Voldoet niet', rejected: ['Rayondag zuid'] })
    }
    await peil.makePapers()
    const words = await letter(who, id)
    assert.match(words, /145.*160.*15 te weinig/)
    const page = await said(who)
    assert.match(page, /afgewezen/)
    assert.match(page, /145 van 160 punten/)
    assert.match(await publicly(stage, who), /31 augustus 2031/)
  })

  test('she objects, is heard, and an objection upheld renews her after all, beside what was decided first', async () => {
    await looked(who, 'decision')
    await follow(who, /^Maak bezwaar, tot en met/)
    await looked(who, 'make')
    await send(who, 'Bezwaar insturen', {
      'Rayondag zuid': true,
      'Schrijf je nu op waarom?': 'Ja',
      'Waarom ben je het er niet mee eens?': 'De dag ging over leerplicht.',
      'Bestanden die je mee wilt sturen': paper('programma'),
    })
    assert.match(await said(who), /Je bezwaar BZ-2031-0001 is ingestuurd/)
    assert.match(await said(who), /Het besluit blijft gelden tot er antwoord is/)
    await looked(who, 'mine')
    const mine = new URL(who.page.url()).pathname.replace('/lklr', '')

    const office = await stage.office()
    await go(office, '/werk/bezwaren')
    await looked(office, 'queue')
    await follow(office, who.name)
    assert.match(await said(office), /De dag ging over leerplicht/)
    assert.match(await said(office), /programma\.pdf/)
    await looked(office, 'card')
    await send(office, 'Verder', { 'Wat gebeurt ermee?': 'Stuur het door naar het bestuur' })

    const henk = await stage.board()
    await go(henk, '/bezwaren')
    await looked(henk, 'list')
    await follow(henk, 'BZ-2031-0001')
    await send(henk, 'Ik heb geen band. Bezwaar openen')
    await looked(henk, 'file')
    // What is next stands on the page once.
    assert.equal(await henk.page.locator('main a[href$="/gesprek"]').count(), 1)
    await follow(henk, 'Verder')
    await looked(henk, 'hearing')
    await send(henk, 'Vastleggen', {
      'Komt er een gesprek?': 'Ja, de indiener wordt uitgenodigd',
      'Op welke dag?': '2031-08-10',
      'Waar en hoe laat?': '14.00 uur, online',
    })
    await go(who, mine)
    await follow(who, 'Antwoorden')
    await send(who, 'Antwoord versturen', { 'Kom je?': 'Ja' })
    await stage.peil.setToday('2031-08-10')
    await go(henk, '/bezwaren')
    await follow(henk, 'BZ-2031-0001')
    await send(henk, 'Ik heb geen band. Bezwaar openen')
    await follow(henk, 'Verslag schrijven')
    await send(henk, 'Verslag vastleggen', { 'Wat is er gezegd?': 'Zij vertelde wat er was.' })
    await looked(henk, 'decide')
    await send(henk, 'Besluit vastleggen', {
      'Wat wordt er besloten?': 'Gegrond',
      'Rayondag zuid': 'Helemaal toekennen',
      'Het besluit': 'De dag telt mee.',
      'Waarom?': 'Hij ging over het vak.',
    })
    await stage.peil.makePapers()
    await looked(henk, 'decided')

    await go(who, mine)
    const outcome = await said(who)
    assert.match(outcome, /Gegrond/)
    assert.match(outcome, /Zij vertelde wat er was/)
    assert.match(outcome, /Rayondag zuid: 15 in plaats van 0 punten toegekend/)
    await looked(who, 'outcome')
    await go(who, '/mijn/certificering')
    await follow(who, /^A-/)
    const page = await said(who)
    assert.match(page, /Je bent opnieuw geregistreerd/)
    assert.match(page, /Het bestuur besliste op 10 augustus 2031/)
    assert.match(page, /Vervangen na bezwaar: het besluit van 1 augustus 2031/)
    await looked(who, 'replaced')
    assert.match(await publicly(stage, who), /31 augustus 2036/)
  })
})

const shots = process.env.PEIL_SCREENSHOTS
const looks = new WeakMap<Page, Promise<() => Promise<string[]>>>()

// What a page is like for whoever looks at it: axe, and at 390 px as wide as the screen.
async function looked({ page }: Desk, name: string): Promise<void> {
  const look = looks.get(page) ?? scriptlessAxe(page)
  looks.set(page, look)
  await page.reload()
  assert.deepEqual(await (await look)(), [], name)
  for (const width of shots === undefined ? [390] : [1280, 390]) {
    await page.setViewportSize({ width, height: 900 })
    if (shots !== undefined) {
      await page.screenshot({ path: `${shots}/objection-${name}-${width}.png`, fullPage: true })
    }
  }
  assert.equal(await sidewaysScroll(page), 0, name)
  await page.setViewportSize({ width: 1280, height: 900 })
}
