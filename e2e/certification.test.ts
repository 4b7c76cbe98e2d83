import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { closeMeeting } from '#domain/certification/meeting/close-meeting.ts'
import { listMeetings } from '#domain/certification/meeting/queries.ts'
import {
  approveActivities,
  axe,
  clickThrough,
  goTo,
  inBrowser,
  noBrowser,
  readText,
  scriptlessAxe,
  sidewaysScroll,
} from '#testing/browser.ts'
import type { CastProfessional } from '#testing/cast.ts'
import { activity, colleague, enough, professional } from '#testing/cast.ts'
import { checkSeal } from '#testing/check-seal.ts'
import { testPlatform } from '#testing/platform.ts'
import { assertRecordHolds } from '#testing/verify-record.ts'

// Farid is brought to a certificate and through his renewal, in a real browser without JavaScript; only one
// member of the committee has it.

const skip = noBrowser()
const peil = await testPlatform()
const site = inBrowser(peil)

/** A browser of somebody who signed in, without JavaScript unless it is said. */
async function pageOf(
  { cookie }: { readonly cookie: string },
  { javaScript = false } = {},
): Promise<Page> {
  const page = await site.open({ cookie, javaScript })
  findings.set(page, javaScript ? () => axe(page) : await scriptlessAxe(page))
  return page
}

const findings = new Map<Page, () => Promise<string[]>>()

const shots = process.env.PEIL_SCREENSHOTS

/** Looks at a page wide and light, and narrow and dark: nothing for axe, nobody scrolls sideways. */
async function look(page: Page, name: string): Promise<void> {
  for (const [width, colorScheme] of [
    [390, 'dark'],
    [1280, 'light'],
  ] as const) {
    await page.setViewportSize({ width, height: 900 })
    await page.emulateMedia({ colorScheme })
    assert.equal(await sidewaysScroll(page), 0, `${name} scrolls sideways at ${width}`)
    if (shots) await page.screenshot({ path: `${shots}/${name}-${width}.png`, fullPage: true })
    const found = await findings.get(page)?.()
    assert.deepEqual(found, [], `${name} at ${width} in ${colorScheme}`)
  }
}

const text = (page: Page) => readText(page.locator('main'))
const heading = (page: Page) => readText(page.locator('h1'))

const press = (page: Page, name: string) =>
  clickThrough(page.locator('main').getByRole('button', { name, exact: true }))

const follow = (page: Page, name: string | RegExp) =>
  clickThrough(page.locator('main').getByRole('link', { name }).first())

const go = (page: Page, path: string) => goTo(page, `${site.base}/krsd${path}`)

async function staff() {
  const employer = 'Bureau van het register'
  const of = (
    firstName: string,
    lastName: string,
    work: string,
    roles: Parameters<typeof colleague>[2],
  ) =>
    colleague(
      peil,
      { email: `${firstName.toLowerCase()}@voorbeeld.nl`, firstName, lastName, employer: work },
      roles,
    )
  return {
    sanne: await of('Sanne', 'Bakker', employer, ['secretariat']),
    tom: await of('Tom', 'Visser', 'Gemeente Zandhove', ['committee']),
    marieke: await of('Marieke', 'Jansen', 'Gemeente Polderdam', ['committee']),
    noor: await of('Noor', 'Vos', 'Gemeente Duinrand', ['committee']),
  }
}

async function judge(page: Page, shot?: string): Promise<void> {
  await go(page, '/commissie')
  if (shot) await look(page, `${shot}-queue`)
  await follow(page, 'Farid El Amrani')
  if (shot) await look(page, `${shot}-inspection`)
  assert.match(await text(page), /Dit wordt vastgelegd/)
  await press(page, 'Ik heb geen band. Dossier openen')
  assert.equal(await heading(page), 'Dossier van Farid El Amrani')
  if (shot) await look(page, `${shot}-file`)
}

test('from application to certificate, and through the renewal', {
  skip,
  timeout: 600_000,
}, async () => {
  const { sanne, tom, marieke, noor } = await staff()
  const farid = await professional(peil, {
    email: 'farid@voorbeeld.nl',
    firstName: 'Farid',
    namePrefix: 'El',
    lastName: 'Amrani',
    employer: 'Regionaal bureau De Vaart',
    municipality: 'Vaartstad',
  })
  await peil.setToday('2026-11-20')
  const desk = await pageOf(sanne)
  const mine = await pageOf(farid)
  const toms = await pageOf(tom)
  const mariekes = await pageOf(marieke, { javaScript: true })

  await tooLittle(mine, farid)
  await enough(peil, farid, '2026-05-01')
  await activity(peil, farid, {
    title: 'Webinar Thuiszitters',
    claimed: 150,
    completedOn: '2026-06-18',
    proof: 'self-signed',
  })
  await activity(peil, farid, {
    title: 'Workshop zonder bewijs',
    claimed: 400,
    completedOn: '2026-06-20',
    proof: 'none',
  })
  await apply(mine)
  await askAndAnswer(desk, mine)
  await passOn(desk)
  await haveTie(await pageOf(noor), desk)
  await peil.setToday('2027-01-14')
  await decide(toms, mariekes)
  await close(desk)
  await decided(mariekes)
  await hold(mine, '2030-01-13')
  await readList(desk)
  await renew(mine, farid)
  await passOn(desk, false)
  await assertRecordHolds(peil.platform, { madeByHand: true })
  for (const page of [toms, mariekes]) {
    await judge(page)
    await approveActivities(page)
    await page.getByLabel('Voldoet', { exact: true }).check()
    await page.getByLabel('Waarom?').fill('Ook nu voldoet het portfolio.')
    await press(page, 'Oordeel geven')
  }
  await peil.act(
    sanne.actor,
    async (context) => {
      const [meeting] = await listMeetings(context)
      const { id: meetingId = '', version = 0 } = meeting ?? {}
      await closeMeeting(context, { meetingId, version, heldOver: new Set() })
    },
    '2029-07-12',
  )
  await hold(mine, '2033-01-13')
})

// Nothing to apply with yet: it is explained, and applying is not offered.
async function tooLittle(page: Page, farid: CastProfessional): Promise<void> {
  await activity(peil, farid, {
    title: 'Intervisie',
    claimed: 400,
    completedOn: '2026-02-01',
    proof: 'none',
  })
  await go(page, '/mijn/certificering')
  assert.match(await text(page), /Je kunt nog niet aanvragen/)
  assert.equal(await page.getByRole('link', { name: 'Controleren en insturen' }).count(), 0)
  await look(page, 'not-yet')
  await go(page, '/mijn/certificering/controleren')
  assert.equal(await heading(page), 'Certificering')
}

async function apply(page: Page): Promise<void> {
  await go(page, '/mijn/certificering')
  assert.match(await text(page), /Je kunt aanvragen/)
  assert.match(await text(page), /14\sjanuari 2027/)
  await look(page, 'self-check')
  await follow(page, 'Controleren en insturen')
  await look(page, 'check')
  await press(page, 'Aanvraag insturen')
  assert.match(await page.title(), /^Fout: /)
  await page.getByLabel(/Wat ik instuur is waar/).check()
  await press(page, 'Aanvraag insturen')
  assert.equal(await heading(page), 'Je aanvraag is ingestuurd')
  const sent = await text(page)
  assert.match(sent, /A-2026-0001/)
  assert.match(sent, /farid@voorbeeld\.nl/)
  assert.match(sent, /14\sjanuari 2027/)
  assert.match(sent, /28\sjanuari 2027/)
  await look(page, 'sent')
}

async function askAndAnswer(desk: Page, mine: Page): Promise<void> {
  await go(desk, '/werk/aanvragen')
  await look(desk, 'queue')
  await follow(desk, 'Farid El Amrani')
  await look(desk, 'office-check')
  const webinar = desk.locator('.review-item', { hasText: 'Webinar Thuiszitters' })
  await webinar.getByLabel('Deels goedkeuren').check()
  await press(desk, 'Bewaren')
  assert.match(await desk.title(), /^Fout: /)
  await webinar.getByLabel(/Hoeveel uren/).fill('1')
  await webinar.getByLabel('Reden').fill('Het webinar duurde een uur.')
  await press(desk, 'Teruggeven met vragen')
  assert.equal(await heading(desk), 'Teruggeven met vragen')
  await desk.getByLabel('Webinar Thuiszitters', { exact: true }).check()
  await desk.getByLabel('Je vraag over Webinar Thuiszitters').fill('Hoe lang duurde het webinar?')
  await desk.getByLabel('Een antwoord in woorden').filter({ visible: true }).check()
  await press(desk, 'Voorbeeld van het bericht')
  assert.match(await text(desk), /Hoe lang duurde het webinar\?/)
  await look(desk, 'office-return')
  await press(desk, 'Teruggeven')
  assert.match(await text(desk), /is teruggegeven/)

  await go(mine, '/mijn/certificering')
  await look(mine, 'returned')
  await follow(mine, 'Bekijk wat we missen')
  await look(mine, 'answer')
  await press(mine, 'Aanvulling insturen')
  assert.match(await mine.title(), /^Fout: /)
  await mine.getByLabel('Je antwoord').fill('Anderhalf uur, met de vragen erbij.')
  await press(mine, 'Aanvulling insturen')
  assert.match(await text(mine), /Je aanvulling is ingestuurd/)
  await look(mine, 'status')
}

// A member who knows Farid says so, and comes to nothing of his until the back office lifts it.
async function haveTie(page: Page, desk: Page): Promise<void> {
  await go(page, '/commissie')
  await follow(page, 'Farid El Amrani')
  const file = new URL(page.url()).pathname.replace('/krsd', '')
  await follow(page, 'Een band melden')
  assert.equal(await heading(page), 'Een band met Farid El Amrani melden')
  await look(page, 'interest')
  await press(page, 'Band vastleggen')
  assert.match(await page.title(), /^Fout: /)
  await page.getByLabel('Vriend, buur of goede kennis').check()
  await page.getByLabel('Toelichting').fill('Wij zijn buren.')
  await press(page, 'Band vastleggen')
  assert.match(await text(page), /De band met Farid El Amrani is vastgelegd/)
  assert.match(await text(page), /Je meldde een band|je meldde een band/)
  await look(page, 'interest-queue')
  await page.goto(`${site.base}/krsd${file}`)
  assert.equal(await heading(page), 'Dit doe je niet zelf')
  assert.match(
    await text(page),
    /Dit doet Tom Visser of Marieke Jansen|Marieke Jansen of Tom Visser/,
  )
  await look(page, 'tied')
  await go(desk, '/werk')
  await follow(desk, /Gemelde banden/)
  await look(desk, 'interests')
  await follow(desk, 'Noor Vos')
  await look(desk, 'interest-lift')
  await desk.getByLabel(/Waarom geldt deze band niet meer/).fill('Een andere Farid.')
  await press(desk, 'Melding opheffen')
  assert.match(await text(desk), /De band van Noor Vos met Farid El Amrani is opgeheven/)
  await page.goto(`${site.base}/krsd${file}`)
  assert.match(await text(page), /Dit wordt vastgelegd/)
}

async function passOn(desk: Page, shot = true): Promise<void> {
  await go(desk, '/werk/aanvragen')
  await follow(desk, 'Farid El Amrani')
  await press(desk, 'Doorsturen naar de commissie')
  assert.match(await desk.title(), /^Fout: /)
  await approveActivities(desk)
  for (const box of await desk.locator('input[name="compleet"]').all()) await box.check()
  await press(desk, 'Doorsturen naar de commissie')
  assert.match(await text(desk), /is naar de commissie/)
  if (shot) await look(desk, 'passed-on')
}

async function decide(toms: Page, mariekes: Page): Promise<void> {
  await judge(toms, 'committee')
  await approveActivities(toms)
  await press(toms, 'Opnieuw berekenen')
  await toms.getByLabel('Voldoet niet').check()
  await toms.getByLabel('Waarom?').fill('Dit klopt niet.')
  await press(toms, 'Oordeel geven')
  assert.match(await text(toms), /Met wat jij toekent, is de norm gehaald/)
  await look(toms, 'committee-inconsistent')
  await toms.getByLabel('Voldoet', { exact: true }).check()
  await toms.getByLabel('Waarom?').fill('Ruim voldoende, en goed onderbouwd.')
  await press(toms, 'Oordeel geven')
  assert.match(await text(toms), /Er is nog een oordeel nodig/)
  await look(toms, 'committee-given')
  await judge(mariekes)
  await approveActivities(mariekes)
  assert.doesNotMatch(await text(mariekes), /goed onderbouwd/)
  // What it comes to follows by itself: who has scripts, has no button for it.
  assert.equal(await mariekes.getByRole('button', { name: 'Opnieuw berekenen' }).count(), 0)
  await mariekes.getByText('Daar hoort bij: voldoet.').waitFor()
  await mariekes.getByLabel('Voldoet', { exact: true }).check()
  await mariekes.getByLabel('Waarom?').fill('Het portfolio voldoet.')
  await press(mariekes, 'Oordeel geven')
  assert.match(await text(mariekes), /De commissie beslist in de vergadering van 14\sjanuari 2027/)
  await look(mariekes, 'committee-settled')
  await go(mariekes, '/commissie/vergadering')
  await look(mariekes, 'committee-meeting')
}

async function decided(mariekes: Page): Promise<void> {
  await go(mariekes, '/commissie/besluiten')
  await look(mariekes, 'committee-decisions')
  await follow(mariekes, 'Farid El Amrani')
  await look(mariekes, 'committee-decided')
  await go(mariekes, '/commissie')
  await look(mariekes, 'committee-empty')
}

// The certificate is there, sealed, and its check page says that it holds.
async function hold(page: Page, until: string): Promise<void> {
  await go(page, '/mijn/certificering')
  assert.match(await text(page), /certificaat wordt gemaakt/i)
  await peil.makePapers()
  // The page renews itself until every paper is there. A page that is still coming in is not yet the new one.
  await page.locator('html:has(main:not([data-again])) .page-footer').waitFor()
  await look(page, `certified-${until}`)
  await follow(page, 'A-20')
  assert.match(await heading(page), /gecertificeerd/)
  await look(page, `decision-${until}`)
  const link = page.getByRole('link', { name: 'Certificaat downloaden (pdf)' })
  const href = (await link.getAttribute('href')) ?? ''
  const pdf = await page.request.get(`${site.base}${href}`)
  assert.equal(pdf.headers()['content-type'], 'application/pdf')
  assert.equal((await checkSeal(await pdf.body())).outcome, 'intact')
  const mark = await page.locator('main img').first().getAttribute('src')
  assert.equal(
    (await page.request.get(`${site.base}${mark}`)).headers()['content-type'],
    'image/png',
  )
  const last = Temporal.PlainDate.from(until)
  const inWords = last.toLocaleString('nl-NL', { dateStyle: 'long' })
  await follow(page, /^[0-9A-Z]{4}-/)
  assert.match(await text(page), new RegExp(inWords))
  assert.match(await text(page), /Farid El Amrani/)
}

async function close(desk: Page): Promise<void> {
  await go(desk, '/werk/vergaderingen')
  await look(desk, 'meetings')
  await follow(desk, '14 januari 2027')
  await look(desk, 'meeting')
  assert.match(await text(desk), /1 aanvraag heeft genoeg oordelen/)
  await press(desk, 'Vergadering afsluiten')
  assert.match(await text(desk), /De vergadering is afgesloten/)
}

async function readList(desk: Page): Promise<void> {
  // The page renews itself when the list is there.
  const href = await desk
    .getByRole('link', { name: 'Besluitenlijst (pdf)' })
    .first()
    .getAttribute('href')
  const list = await desk.request.get(`${site.base}${href}`)
  assert.equal(list.headers()['content-type'], 'application/pdf')
}

async function renew(page: Page, farid: CastProfessional): Promise<void> {
  await peil.setToday('2028-12-01')
  await enough(peil, farid, '2028-05-01')
  await go(page, '/mijn/certificering')
  assert.match(await text(page), /Je kunt opnieuw aanvragen vanaf/)
  await look(page, 'renewal-too-early')
  await peil.setToday('2029-06-01')
  await go(page, '/mijn/certificering')
  await follow(page, 'Controleren en insturen')
  await look(page, 'renewal-check')
  await page.getByLabel(/Wat ik instuur is waar/).check()
  await press(page, 'Aanvraag insturen')
  assert.match(await page.title(), /^Fout: /)
  await page.getByLabel('Op de dag na mijn huidige periode').check()
  await press(page, 'Aanvraag insturen')
  assert.equal(await heading(page), 'Je aanvraag is ingestuurd')
}
