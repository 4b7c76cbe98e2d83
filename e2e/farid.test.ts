import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { BrowserContext, Page } from 'playwright-core'
import { moveClock } from '#domain/demo/clock/move-clock.ts'
import { businessDate } from '#domain/platform/clock/business-date.ts'
import {
  approveActivities,
  clickThrough,
  goTo,
  inBrowser,
  noBrowser,
  readText,
  scriptlessAxe,
  sidewaysScroll,
} from '#testing/browser.ts'
import { checkSeal } from '#testing/check-seal.ts'
import { testPlatform } from '#testing/platform.ts'
import { fieldsIn } from '#testing/portfolio.ts'

// The demo's story, as a newcomer walks it: become Farid and, changing hats, bring him to a
// certificate and through his renewal three years later. One window without JavaScript, one of a
// phone for the referee; nothing is known but what the screen says.

const skip = noBrowser()
const peil = await testPlatform({ cast: true })
const site = inBrowser(peil)
/** Known from the day on which the first decision falls. */
let certifiedUntil: Temporal.PlainDate
let context: BrowserContext
let page: Page
let findings: () => Promise<string[]>

before(async () => {
  if (skip) return
  await peil.makePapers()
  context = await site.browser.newContext({
    javaScriptEnabled: false,
    viewport: { width: 1280, height: 900 },
  })
  page = await context.newPage()
  findings = await scriptlessAxe(page)
})

const text = () => readText(page.locator('main'))
const go = (path: string) => goTo(page, `${site.base}/krsd${path}`)
const banner = () => page.locator('aside').filter({ hasText: 'Demo' })

const press = (name: string) =>
  clickThrough(page.locator('main').getByRole('button', { name, exact: true }))

const follow = (name: string | RegExp) =>
  clickThrough(page.locator('main').getByRole('link', { name }).first())

/** Becomes somebody by the page with the cast, which is only drawn for who was not met there yet. */
async function become(name: string): Promise<void> {
  if (met.has(name)) {
    await goTo(page, `${site.base}${await becomeAgain(name)}`)
  } else {
    await go('/demo')
    await press(`Word ${name}`)
    met.add(name)
  }
  assert.match(await text(), new RegExp(`Je bent nu ${name}\\.`))
}

const met = new Set<string>()

/** Sends the form of the page with the cast, and gives the address to which it leads. */
async function becomeAgain(name: string): Promise<string> {
  const html = await (await context.request.get(`${site.base}/krsd/demo`)).text()
  const forms = html.match(/<form[\s\S]*?<\/form>/g) ?? []
  const form = forms.find((one) => one.includes(`Word ${name}</button>`)) ?? ''
  const [, action = ''] = /action="([^"]*)"/.exec(form) ?? []
  const answer = await context.request.post(`${site.base}${action}`, {
    form: fieldsIn(form, action),
    headers: { 'sec-fetch-site': 'same-origin' },
    maxRedirects: 0,
  })
  assert.equal(answer.status(), 303)
  return answer.headers().location ?? ''
}

/** Becomes whoever is next, by the button that says so above every page. */
async function becomeNext(name: string): Promise<void> {
  await clickThrough(banner().getByRole('button', { name: `Word ${name}` }))
  assert.match(await text(), new RegExp(`Je bent nu ${name}\\.`))
}

const shots = process.env.PEIL_SCREENSHOTS

/** Looks at the page as it is: nobody scrolls sideways on a phone, and axe finds nothing. */
async function look(name: string): Promise<void> {
  for (const width of [320, 390]) {
    await page.setViewportSize({ width, height: 900 })
    assert.equal(await sidewaysScroll(page), 0, `${name} scrolls sideways at ${width}`)
  }
  if (shots) await page.screenshot({ path: `${shots}/farid-${name}-390.png`, fullPage: true })
  await page.setViewportSize({ width: 1280, height: 900 })
  if (shots) await page.screenshot({ path: `${shots}/farid-${name}.png`, fullPage: true })
  assert.deepEqual(await findings(), [], name)
}

test('a newcomer brings Farid to a certificate and through his renewal', {
  skip,
  timeout: 400_000,
}, async () => {
  await payTheFirstInvoice()
  await finishTheDraft()
  await apply()
  await askAndAnswer()
  await passOn()
  await judge('Marieke', true)
  await leaveOutEvidence()
  await judge('Tom')
  await meet('meeting')
  // The clock on the wall may have passed midnight on the way.
  const decidedOn = await businessDate(peil.platform.db)
  certifiedUntil = decidedOn.add({ years: 3 }).subtract({ days: 1 })
  const first = await certificateOf(decidedOn, certifiedUntil, 'first')
  await remindersArrive()
  await renewInTime()
  await stayCertifiedUntilTheDecision()
  await judge('Marieke')
  await judge('Tom')
  await meet()
  const next = certifiedUntil.add({ days: 1 })
  const second = await certificateOf(next, next.add({ years: 3 }).subtract({ days: 1 }), 'second')
  assert.notEqual(second, first)
})

// The page with the cast says that Farid begins; his page says that he must pay.
async function payTheFirstInvoice(): Promise<void> {
  await goTo(page, site.base)
  await go('/demo')
  await look('cast')
  assert.match(await banner().innerText(), /Nu is Farid aan zet/)
  await become('Farid')
  await look('unpaid')
  assert.match(await text(), /Aanmelding goedgekeurd/)
  assert.match(await text(), /Betaal je factuur/)
  assert.match(await text(), /Maak ‘Intervisie RMC-team, tweede jaar’ af/)
  await follow('Betaal je factuur')
  await look('pay')
  assert.match(await text(), /€\s95,00/)

  await becomeNext('Sanne')
  await look('office')
  assert.match(await text(), /1 factuur is nog niet betaald/)
  await payOnPages('payments')
  assert.match(await text(), /Alle facturen zijn betaald/)
}

/** Books every invoice that is open, as the back office, on its pages. */
async function payOnPages(shot: string): Promise<void> {
  for (let round = 0; ; round += 1) {
    assert.ok(round < 50, 'there is no end to the invoices')
    await go('/werk/betalingen')
    await look(shot)
    const invoices = page.locator('main table').getByRole('link', { name: /^KRSD-F-/ })
    if ((await invoices.count()) === 0) return
    await invoices.first().click()
    await look(`${shot}-one`)
    await press('Verder')
    await look(`${shot}-confirm`)
    await press('Betaling boeken')
    assert.match(await text(), /is betaald/)
  }
}

/** Books every invoice that is open by the forms of the same pages, which are not drawn again. */
async function payAll(): Promise<void> {
  const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
  const read = async (path: string) => (await peil.get(path, cookie)).text()
  const list = await read('/krsd/werk/betalingen')
  for (const [, path = ''] of list.matchAll(/<a href="([^"]*)">(?:<span[^>]*>)?KRSD-F-/g)) {
    const toConfirm = await peil.post(path, fieldsIn(await read(path), path), cookie)
    const paid = await peil.post(path, fieldsIn(await toConfirm.text(), path), cookie)
    assert.equal(paid.headers.get('location'), '/krsd/werk/betalingen')
  }
  assert.match(await read('/krsd/werk/betalingen'), /Alle facturen zijn betaald/)
}

// His draft lacks proof: a referee is asked, who answers on a phone from a mail, without an account.
async function finishTheDraft(): Promise<void> {
  await becomeNext('Farid')
  assert.match(await text(), /Kandidaat/)
  assert.match(await text(), /Je hebt nog 8\suur nodig/)
  await follow(/^Maak ‘Intervisie RMC-team, tweede jaar’ af/)
  await look('draft')
  await page.getByLabel('Ik vraag een referent').check()
  await page.getByLabel('Naam van je referent').fill('Petra Smit')
  await page.getByLabel('E-mailadres van je referent').fill('petra@voorbeeld.peil.example')
  await page.getByLabel('Collega', { exact: true }).check()
  await page.locator('main').getByRole('button', { name: 'Opslaan en insturen' }).last().click()
  assert.match(await text(), /Petra Smit moet nog bevestigen/)
  await look('awaiting')
  await go('/mijn/certificering')
  await look('not-yet')
  assert.match(await text(), /Petra Smit moet ‘Intervisie RMC-team, tweede jaar’ nog bevestigen/)

  await banner().getByRole('link', { name: 'Naar het postvak' }).click()
  await look('mailbox')
  await follow(/wil je een activiteit van Farid El Amrani bevestigen/)
  await look('mail')
  const link = await page.locator('main a[href*="/referent/"]').first().getAttribute('href')
  const phone = await (
    await site.browser.newContext({
      javaScriptEnabled: false,
      viewport: { width: 390, height: 844 },
    })
  ).newPage()
  await phone.goto(`${site.base}${link}`)
  for (const width of [320, 390]) {
    await phone.setViewportSize({ width, height: 844 })
    assert.equal(await sidewaysScroll(phone), 0)
  }
  assert.deepEqual(await (await scriptlessAxe(phone))(), [])
  await phone.getByLabel('Ja, dit klopt').check()
  await phone.getByRole('button', { name: 'Antwoord versturen' }).click()
  assert.match(await phone.locator('main').innerText(), /Bedankt voor je antwoord/)
  await phone.context().close()
}

async function apply(): Promise<void> {
  await go('/mijn')
  assert.match(await text(), /100 van 96\suur/)
  await follow('Vraag je certificering aan')
  await follow('Controleren en insturen')
  await look('check')
  await page.getByLabel(/Wat ik instuur is waar/).check()
  await press('Aanvraag insturen')
  await look('sent')
  assert.match(await text(), /Je aanvraag is ingestuurd/)
  assert.match(await text(), /De commissie beslist in de vergadering van/)
  await go('/mijn')
  await look('waiting')
  assert.match(await text(), /controleert of je aanvraag compleet is/)
  assert.match(await text(), /hoef je nu niets te doen/)
}

const question = 'Welk hoofdstuk gebruik je in je werk?'

async function askAndAnswer(): Promise<void> {
  await becomeNext('Sanne')
  assert.match(await text(), /1 aanvraag wacht op controle/)
  await go('/werk/aanvragen')
  await look('queue')
  await follow('Farid El Amrani')
  await look('office-check')
  await press('Teruggeven met vragen')
  await look('office-questions')
  const book = 'Studieboek over schuldenstress en jongeren'
  await page.getByRole('checkbox', { name: book }).check()
  await page.getByLabel(`Je vraag over ${book}`).fill(question)
  await page.getByLabel('Een antwoord in woorden').filter({ visible: true }).check()
  await press('Teruggeven')
  assert.match(await text(), /is teruggegeven/)

  await becomeNext('Farid')
  await look('returned')
  assert.ok((await text()).includes(question))
  await follow('Vul je aanvraag aan')
  await look('answer')
  await page.getByLabel('Je antwoord').fill('Hoofdstuk 3, over brieven die dicht blijven.')
  await press('Aanvulling insturen')
  assert.match(await text(), /Je aanvulling is ingestuurd/)
}

async function passOn(): Promise<void> {
  await becomeNext('Sanne')
  await go('/werk/aanvragen')
  await follow('Farid El Amrani')
  await approveActivities(page)
  for (const box of await page.locator('input[name="compleet"]').all()) await box.check()
  await press('Doorsturen naar de commissie')
  assert.match(await text(), /is naar de commissie/)
}

async function judge(name: string, shot = false): Promise<void> {
  await becomeNext(name)
  assert.match(await text(), /Farid El Amrani.*Wacht op jouw oordeel/s)
  if (shot) await look('committee')
  await follow('Farid El Amrani')
  if (shot) await look('committee-interest')
  await press('Ik heb geen band. Dossier openen')
  if (shot) await look('committee-file')
  await approveActivities(page)
  await page.getByLabel('Voldoet', { exact: true }).check()
  await page.getByLabel('Waarom?').fill(`Een goed portfolio, vindt ${name}.`)
  await press('Oordeel geven')
  if (shot) await look('committee-given')
}

// A file shows its proof in frames, each with a viewer of its own. They have been looked at by now.
async function leaveOutEvidence(): Promise<void> {
  await context.route(/\/commissie\/.*\/documenten\//, (route) => route.fulfill({ body: '' }))
}

// What they found is advice until the committee meets: the time goes on to that day unless it has been,
// and Sanne closes the meeting.
async function meet(shot?: string): Promise<void> {
  assert.match(await text(), /De commissie beslist in de vergadering van/)
  const told = await banner().innerText()
  const [, day = ''] = /vergadering van (\d+\s\S+\s\d{4})/.exec(told) ?? []
  if (/valt in de vergadering/.test(told)) {
    const on = dayOf(day)
    const today = await businessDate(peil.platform.db)
    if (Temporal.PlainDate.compare(on, today.add({ days: 2 })) > 0) {
      await peil.setToday(on.subtract({ days: 2 }).toString())
    }
    await moveTo(on)
  }
  await becomeNext('Sanne')
  await go('/werk/vergaderingen')
  await follow(new RegExp(`^${day.replaceAll(/\s/g, '\\s')}$`))
  if (shot) await look(shot)
  await press('Vergadering afsluiten')
  assert.match(await text(), /De vergadering is afgesloten/)
}

function dayOf(words: string): Temporal.PlainDate {
  const [day, name, year] = words.split(/\s/)
  const month = [
    ...['januari', 'februari', 'maart', 'april', 'mei', 'juni'],
    ...['juli', 'augustus', 'september', 'oktober', 'november', 'december'],
  ].indexOf(name ?? '')
  return Temporal.PlainDate.from({ year: Number(year), month: month + 1, day: Number(day) })
}

// The certificate names him and the period, is sealed, and its check page and the register agree.
async function certificateOf(
  first: Temporal.PlainDate,
  last: Temporal.PlainDate,
  shot: string,
): Promise<string> {
  await become('Farid')
  await look(`${shot}-certified`)
  assert.match(await text(), /Gefeliciteerd, je bent gecertificeerd/)
  assert.ok((await text()).includes(`Dat geldt tot en met ${inWords(last)}`))
  await peil.makePapers()
  await follow('Bekijk je certificaat en keurmerk')
  await look(`${shot}-certificate`)
  assert.ok((await text()).includes(`Van ${inWords(first)} tot en met ${inWords(last)}`))
  const pdf = await download('Certificaat downloaden (pdf)')
  assert.equal(pdf.type, 'application/pdf')
  assert.equal((await checkSeal(pdf.content)).outcome, 'intact')
  assert.equal((await download('Als plaatje (png)')).type, 'image/png')
  assert.equal((await download('Felicitatiebrief (pdf)')).type, 'application/pdf')
  assert.equal((await download('Keurmerk voor je e-mail (png)')).type, 'image/png')
  assert.equal((await download('Keurmerk voor drukwerk (svg)')).type, 'image/svg+xml')

  const code = page
    .locator('main')
    .getByRole('link', { name: /^[0-9A-Z]{4}-/ })
    .first()
  const shown = await code.innerText()
  await code.click()
  await look(`${shot}-check`)
  assert.match(await text(), /Dit certificaat is geldig/)
  assert.match(await text(), /Farid El Amrani/)
  assert.ok((await text()).includes(`${inWords(first)} tot en met ${inWords(last)}`))
  await go('/register?naam=amrani')
  await look(`${shot}-register`)
  assert.match(await text(), /Gecertificeerd/)
  return shown
}

async function download(name: string): Promise<{ type: string; content: Buffer }> {
  const href = await page.locator('main').getByRole('link', { name }).first().getAttribute('href')
  const response = await page.request.get(`${site.base}${href}`)
  assert.equal(response.status(), 200)
  const content = await response.body()
  return { type: (response.headers()['content-type'] ?? '').split(';')[0] ?? '', content }
}

function inWords(day: Temporal.PlainDate): string {
  return day.toLocaleString('nl-NL', { dateStyle: 'long' })
}

/** Moves the clock to a day by its page; where it stops for an invoice, Sanne books it. */
async function moveTo(day: Temporal.PlainDate, shot?: string): Promise<void> {
  await become('Bo')
  await go('/beheer/klok')
  if (shot) await look(shot)
  await page.getByLabel('Dag', { exact: true }).fill(String(day.day))
  await page.getByLabel('Maand', { exact: true }).fill(String(day.month))
  await page.getByLabel('Jaar', { exact: true }).fill(String(day.year))
  await press('Tijd vooruitzetten')
  assert.match(await text(), /De tijd gaat vooruit/)
  await moveClock(peil.platform, false)
  for (let stop = 0; ; stop += 1) {
    assert.ok(stop < 50, 'the clock stops again and again')
    await go('/beheer/klok')
    if (!/Gestopt op/.test(await text())) break
    if (shot) await look(`${shot}-stopped`)
    await becomeNext('Sanne')
    await payAll()
    await become('Bo')
    await go('/beheer/klok')
    await press(`Verder naar ${inWords(day)}`)
    await moveClock(peil.platform, false)
  }
  assert.ok((await text()).includes(`Het is ${inWords(day)}`))
}

// The years between are jumped over; around the days that matter every day is lived through.
async function remindersArrive(): Promise<void> {
  const subjects = [
    [12, 'je kunt opnieuw certificering aanvragen'],
    [6, 'je certificering loopt over 6 maanden af'],
    [3, 'je certificering loopt over 3 maanden af'],
    [1, 'je certificering loopt over 1 maand af'],
  ] as const
  for (const [months, subject] of subjects) {
    const day = certifiedUntil.subtract({ months })
    await peil.setToday(day.subtract({ days: 2 }).toString())
    await moveTo(day, months === 12 ? 'clock' : undefined)
    await become('Farid')
    await go('/mijn/berichten')
    assert.ok((await text()).includes(subject), subject)
    if (months === 12) await look('messages')
  }
}

// Three years of work are put in by the demo's button; the new period joins the old one.
async function renewInTime(): Promise<void> {
  await become('Sanne')
  await payAll()
  await go('/demo')
  await page
    .locator('main')
    .getByRole('button', { name: /^Vul het portfolio met 100\suur voorbeelden.*Farid/ })
    .click()
  await become('Farid')
  await look('renewal')
  await follow('Vraag je hercertificering aan')
  await follow('Controleren en insturen')
  await look('renewal-check')
  await page.getByLabel(/Wat ik instuur is waar/).check()
  await page.getByLabel('Op de dag na mijn huidige periode').check()
  await press('Aanvraag insturen')
  assert.match(await text(), /Je aanvraag is ingestuurd/)
  await passOn()
}

// Filed in time and complete: past the old end he is still in the register, as being renewed.
async function stayCertifiedUntilTheDecision(): Promise<void> {
  await peil.setToday(certifiedUntil.subtract({ days: 1 }).toString())
  await moveTo(certifiedUntil.add({ days: 3 }))
  await go('/register?naam=amrani')
  await look('pending-register')
  assert.match(await text(), /Gecertificeerd, verlenging loopt/)
  await become('Farid')
  await look('pending')
  assert.match(await text(), /De commissie beoordeelt je aanvraag/)
}
