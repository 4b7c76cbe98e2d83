import assert from 'node:assert/strict'
import type { AddressInfo } from 'node:net'
import { after } from 'node:test'
import { serve } from '@hono/node-server'
import { PDF } from '@libpdf/core'
import type { Browser, Locator, Page } from 'playwright-core'
import { checkOriginal } from '#domain/dossier/original/check-original.ts'
import { registerArrival } from '#domain/dossier/original/receive-original.ts'
import type { Stated } from '#domain/dossier/statement/statement.ts'
import { approveActivities, clickThrough, goTo, openBrowser, readText } from '#testing/browser.ts'
import type { CastAccount, CastProfessional } from '#testing/cast.ts'
import { colleague, file, judge, passOn, stated } from '#testing/cast.ts'
import { professional } from '#testing/people.ts'
import type { TestPlatform } from '#testing/platform.ts'
import { testPlatform } from '#testing/platform.ts'
import { pdf } from '#testing/portfolio.ts'

// Journeys of people through the pages of a register, in a browser without JavaScript. What is on the
// screen is named here in one place, so that a journey reads as the list of what each of them does.

/** What somebody sees of a register, in a window of their own. */
export interface Desk {
  readonly page: Page
  /** The address of the register. */
  readonly home: string
}

/** Somebody who signed up, at their own desk. */
export interface Traveller extends CastProfessional, Desk {
  readonly name: string
}

/** A register with its staff, in which people travel. */
export interface Stage {
  readonly peil: TestPlatform
  readonly register: string
  readonly desk: (who?: { readonly cookie: string }) => Promise<Desk>
  readonly office: () => Promise<CastAccount & Desk>
  readonly members: () => Promise<readonly (CastAccount & Desk)[]>
  readonly board: () => Promise<CastAccount & Desk>
}

/** Opens a register for journeys; it closes after the tests of the file. */
export async function openStage(register: string): Promise<Stage> {
  const peil = await testPlatform({ register, demo: true })
  const server = serve({ fetch: peil.app.fetch, port: 0, hostname: '127.0.0.1' })
  let browser: Promise<Browser> | undefined
  after(async () => {
    await (await browser)?.close()
    await new Promise((done) => server.close(done))
  })
  const desk = async (who?: { readonly cookie: string }): Promise<Desk> => {
    browser ??= openBrowser()
    if (!server.listening) await new Promise((ready) => server.once('listening', ready))
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const context = await (await browser).newContext({ javaScriptEnabled: false })
    const [name = '', value = ''] = who?.cookie.split('=') ?? []
    if (who !== undefined) await context.addCookies([{ name, value, url: origin }])
    return { page: await context.newPage(), home: `${origin}/${register}` }
  }
  const seated = new Map<string, Promise<CastAccount & Desk>>()
  const seat = (firstName: string, role: 'secretariat' | 'committee' | 'board') => {
    const there = seated.get(firstName) ?? takeSeat(firstName, role)
    seated.set(firstName, there)
    return there
  }
  const takeSeat = async (firstName: string, role: 'secretariat' | 'committee' | 'board') => {
    const email = `${firstName.toLowerCase()}@voorbeeld.nl`
    const employer = `Werk van ${firstName}`
    const who = await colleague(peil, { email, firstName, lastName: 'Bakker', employer }, [role])
    return { ...who, ...(await desk(who)) }
  }
  return {
    peil,
    register,
    desk,
    office: () => seat('Sanne', 'secretariat'),
    members: async () => [await seat('Marieke', 'committee'), await seat('Tom', 'committee')],
    board: () => seat('Henk', 'board'),
  }
}

/** What is answered to questions, by their labels: a day as ISO text, `true` for a tick. */
export type Answers = Readonly<Record<string, string | true | File>>

const main = ({ page }: Desk): Locator => page.locator('main')

/** What the page says. */
export const said = (desk: Desk): Promise<string> => readText(main(desk))

/** Goes to a page of the register. */
export async function go({ page, home }: Desk, path: string): Promise<void> {
  await goTo(page, `${home}${path}`)
}

/** Follows the first link of this name on the page. */
export async function follow(desk: Desk, name: string | RegExp): Promise<void> {
  await clickOn(desk, main(desk).getByRole('link', { name }).first())
}

// A page without scripts is there as a whole at once: what is not there, does not come.
async function clickOn(desk: Desk, target: Locator): Promise<void> {
  if ((await target.count()) === 0)
    assert.fail(`no ${target} on ${desk.page.url()}: ${await said(desk)}`)
  await clickThrough(target)
}

// A label as it is read out: an answer that is not needed says so, and a space may keep a figure with
// what it counts.
function exactly(label: string): RegExp {
  const escaped = label.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(' ', '\\s')
  return new RegExp(`^${escaped}(?:\\s*\\(niet verplicht\\))?\\s*$`)
}

/** Fills in a form. */
export async function answer(desk: Desk, answers: Answers): Promise<void> {
  for (const [label, value] of Object.entries(answers)) {
    const name = exactly(label)
    const group = main(desk).getByRole('group', { name })
    if (value === true) await main(desk).getByRole('checkbox', { name }).check()
    else if (value instanceof File) await attach(desk, name, value)
    else if (/^\d{4}-\d\d-\d\d$/.test(value)) {
      const { day, month, year } = Temporal.PlainDate.from(value)
      for (const [part, number] of Object.entries({ Dag: day, Maand: month, Jaar: year })) {
        await group.getByLabel(part, { exact: true }).fill(String(number))
      }
    } else if ((await group.count()) > 0) {
      await group.getByRole('radio', { name: exactly(value) }).check()
    } else await main(desk).getByLabel(name).fill(value)
  }
}

// A photo may be taken as well, by a field of its own.
async function attach(desk: Desk, name: RegExp, given: File): Promise<void> {
  const field = main(desk).getByLabel(name).and(desk.page.locator('input:not([capture])'))
  const buffer = Buffer.from(await given.arrayBuffer())
  await field.setInputFiles({ name: given.name, mimeType: given.type, buffer })
}

/** Fills in a form and sends it, which goes well. */
export async function send(
  desk: Desk,
  button: string | RegExp,
  answers: Answers = {},
): Promise<void> {
  await answer(desk, answers)
  const name = typeof button === 'string' ? exactly(button) : button
  await clickOn(desk, main(desk).getByRole('button', { name }).first())
  assert.doesNotMatch(await desk.page.title(), /^Fout/, await said(desk))
}

/** Signs somebody up through the pages: an account, who they are, the agreement, the payment. */
export async function signUp(
  stage: Stage,
  firstName: string,
  lastName: string,
): Promise<Traveller> {
  const { peil } = stage
  const desk = await stage.desk()
  const name = `${firstName} ${lastName}`
  const email = `${name.toLowerCase().replaceAll(' ', '.')}@voorbeeld.nl`
  await go(desk, '/aanmelden/account')
  await send(desk, 'Account maken', { 'E-mailadres': email, Wachtwoord: 'drie groene fietsen' })
  const mail = await peil.platform.db
    .selectFrom('mail_message')
    .where('to_address', '=', email)
    .select('body_text')
    .executeTakeFirstOrThrow()
  const link = /https?:\/\/\S+bevestigen\S+/.exec(mail.body_text)?.[0] ?? ''
  await desk.page.goto(link.replace(peil.platform.origin, new URL(desk.home).origin))
  await send(desk, 'Ja, bevestigen')
  await go(desk, '/aanmelden/gegevens')
  await send(desk, 'Bewaren en verder', {
    Voornaam: firstName,
    Voorletters: `${firstName.slice(0, 1)}.`,
    Achternaam: lastName,
    Straat: 'Kerkstraat',
    Huisnummer: '1',
    Postcode: '3511 AP',
    Woonplaats: 'Utrecht',
  })
  await go(desk, '/aanmelden/werk')
  const other = main(desk).getByLabel('Iets anders')
  if ((await other.count()) > 0) {
    await other.check()
    await main(desk)
      .getByLabel(/^Welk beroep/)
      .fill('Medewerker')
  }
  await main(desk)
    .getByLabel(/^Gemeente of regio/)
    .fill('Heideveld')
  await send(desk, 'Bewaren en verder', { Werkgever: `${lastName} en Co`, Functie: 'Medewerker' })
  await go(desk, '/aanmelden/verklaringen')
  await tickAll(desk)
  await send(desk, 'Bewaren en verder')
  await go(desk, '/aanmelden/controleren')
  await send(desk, 'Aanmelding insturen')
  await peil.makePapers()
  await go(desk, '/aanmelden/overeenkomst')
  await tickAll(desk)
  await main(desk)
    .getByLabel(/voor- en achternaam/)
    .fill(name)
  await send(desk, 'Ondertekenen')
  await accept(await stage.office(), name)
  return { ...(await accountOf(peil, email, desk)), ...desk, name }
}

/** Ticks every box of the page. */
export async function tickAll(desk: Desk): Promise<void> {
  for (const box of await main(desk).getByRole('checkbox').all()) await box.check()
}

// The back office approves the agreement and books the payment.
async function accept(office: Desk, name: string): Promise<void> {
  await go(office, '/werk/overeenkomsten')
  await follow(office, name)
  await main(office).getByRole('radio', { name: 'Goedkeuren' }).check()
  await send(office, 'Besluit opslaan')
  await go(office, '/werk/betalingen')
  const row = main(office).getByRole('row').filter({ hasText: name })
  await clickThrough(row.getByRole('link').first())
  await send(office, 'Verder')
  await send(office, 'Betaling boeken')
}

async function accountOf(
  peil: TestPlatform,
  email: string,
  { page }: Desk,
): Promise<CastProfessional> {
  const { accountId, personId, registrationId } = await peil.platform.db
    .selectFrom('registration')
    .innerJoin('person', 'person.id', 'registration.person_id')
    .innerJoin('account', 'account.id', 'person.account_id')
    .where('account.email', '=', email)
    .select(['account.id as accountId', 'person.id as personId'])
    .select('registration.id as registrationId')
    .executeTakeFirstOrThrow()
  const [cookie] = (await page.context().cookies()).filter(({ name }) => name === 'peil')
  const actor = { ...professional(accountId, email, registrationId), personId }
  return { accountId, personId, registrationId, actor, cookie: `peil=${cookie?.value}` }
}

/** States something that the dossier asks, by the name of its link there. */
export async function give(who: Desk, what: string, answers: Answers): Promise<void> {
  if (!who.page.url().endsWith('/mijn/dossier')) await go(who, '/mijn/dossier')
  const link = exactly(what).source.slice(1)
  // One of several ways stands within a sentence, and what is not asked is folded away.
  const name = new RegExp(`^(?:(?:Opgeven|Kiezen|Wijzig)\\s)?${link}`, 'i')
  if ((await main(who).getByRole('link', { name }).count()) === 0) await unfold(who)
  await follow(who, name)
  await send(who, /^(?:Opslaan|Verder|Ondertekenen|Vragen)$/, answers)
  assert.match(who.page.url(), /\/mijn\/dossier$/, await said(who))
}

async function unfold(desk: Desk): Promise<void> {
  const folded = main(desk).locator('details:not([open]) > summary')
  while ((await folded.count()) > 0) await folded.first().click()
}

/** Sends in what is in the portfolio and the dossier; gives the id of the application. */
export async function apply(who: Desk): Promise<string> {
  await go(who, '/mijn/certificering')
  const link = main(who).getByRole('link', { name: 'Controleren en insturen' })
  assert.equal(await link.count(), 1, await said(who))
  await clickThrough(link)
  await tickAll(who)
  await send(who, 'Aanvraag insturen')
  return applicationAt(who)
}

/** The id of the application that was just sent in. */
export async function applicationAt(who: Desk): Promise<string> {
  return (
    /certificering\/([\w-]{36})/.exec(who.page.url())?.[1] ??
    assert.fail(`${who.page.url()}: ${await said(who)}`)
  )
}

/** The back office finds everything of an application in order and complete, and passes it on. */
export async function checkOff(stage: Stage, { name }: Traveller): Promise<void> {
  const office = await stage.office()
  await go(office, '/werk/aanvragen')
  await follow(office, name)
  const act = main(office).getByRole('button', { name: /^Deze .*in orde$/ })
  if ((await act.count()) > 0) await clickThrough(act)
  for (const radio of await main(office).locator('input[value="in-order"]:visible').all()) {
    await radio.check()
  }
  await approveActivities(office.page)
  for (const box of await main(office).locator('input[name="compleet"]').all()) await box.check()
  await send(office, /^Doorsturen naar/)
}

/** What a member finds of an application. */
export interface Vote {
  readonly whole?: 'Voldoet' | 'Voldoet niet'
  /** Which activities are rejected, by their name. */
  readonly rejected?: readonly string[]
}

/** A member opens an application and judges it. */
export async function vote(
  member: Desk,
  { name }: Traveller,
  { whole = 'Voldoet', rejected = [] }: Vote = {},
): Promise<void> {
  await go(member, '/commissie')
  await follow(member, name)
  await send(member, 'Ik heb geen band. Dossier openen')
  for (const title of rejected) {
    // What is alike is named at it too, so it is found by what the judgement is about.
    const about = member.page.locator(`[aria-label="Oordeel over ${title}"]`)
    const item = main(member).locator('.review-item').filter({ has: about })
    const reject = item.getByLabel('Afwijzen', { exact: true })
    if (!(await reject.isVisible())) await item.locator('summary').first().click()
    await reject.check()
    await item.getByLabel(exactly('Reden')).first().fill('Er is geen verslag.')
  }
  await approveActivities(member.page)
  await send(member, 'Oordeel geven', {
    [(await main(member)
      .getByRole('group', { name: exactly('Voldoet het dossier?') })
      .count()) > 0
      ? 'Voldoet het dossier?'
      : 'Voldoet het portfolio?']: whole,
    'Waarom?': whole === 'Voldoet' ? 'Het voldoet.' : 'Er is te weinig.',
  })
}

/** An application goes through back office and committee, each at their own desk, to its decision. */
export async function decided(stage: Stage, who: Traveller, found: Vote = {}): Promise<void> {
  await checkOff(stage, who)
  for (const member of await stage.members()) await vote(member, who, found)
  await stage.peil.makePapers()
}

/** The words of the letter with the decision, as it is downloaded from the page of the application. */
export async function letter(who: Desk, applicationId: string): Promise<string> {
  await go(who, `/mijn/certificering/${applicationId}`)
  const link = main(who).getByRole('link', { name: 'Besluit downloaden (pdf)' })
  const path = (await link.getAttribute('href')) ?? ''
  const answered = await who.page.request.get(`${new URL(who.home).origin}${path}`)
  const pages = (await PDF.load(await answered.body())).getPages()
  return pages
    .map((page) => page.extractText().text)
    .join(' ')
    .replaceAll(/\s+/g, ' ')
}

/** What everybody reads of somebody in the public register. */
export async function publicly(stage: Stage, { name }: Traveller): Promise<string> {
  const desk = await stage.desk()
  await go(desk, `/register?naam=${encodeURIComponent(name)}`)
  const text = await said(desk)
  await desk.page.context().close()
  return text
}

/** Admits somebody on a day with what they stated, by the use cases: their journey begins later. */
export async function admitted(
  { peil, office, members }: Stage,
  who: Traveller,
  what: readonly Stated[],
  on: string,
): Promise<void> {
  for (const one of what) await stated(peil, who, one, on)
  const id = await file(peil, who, on)
  await passOn(peil, (await office()).actor, id, on)
  for (const member of await members()) await judge(peil, member, id, on)
}

/** The original of a document comes by post and is found in order, by the use cases. */
export async function comesByPost(
  { peil, office }: Stage,
  { registrationId }: Traveller,
  document: string,
  issuedOn: string,
): Promise<void> {
  const { actor } = await office()
  await peil.act(actor, async (context) => {
    const come = await registerArrival(context, { registrationId, document, envelope: false })
    assert.ok(come.outcome === 'received', come.outcome)
    const found = { inOrder: true, issuedOn: Temporal.PlainDate.from(issuedOn) } as const
    const seen = await checkOriginal(context, { id: come.id, version: 1 }, found)
    assert.equal(seen.outcome, 'changed')
  })
}

/** A small file to show something with. */
export const paper = (name: string): File => pdf(`${name}.pdf`)
