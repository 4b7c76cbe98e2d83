import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { after, before, describe, test } from 'node:test'
import { serve } from '@hono/node-server'
import type { Browser, Locator, Page } from 'playwright-core'
import { parse, stringify } from 'yaml'
import { approveAgreement } from '#domain/certification/agreement/approve-agreement.ts'
import { listAgreements } from '#domain/certification/agreement/queries.ts'
import { findApplication } from '#domain/certification/application/queries.ts'
import type { Grant } from '#domain/certification/committee/judgement.ts'
import { closeMeeting } from '#domain/certification/meeting/close-meeting.ts'
import { answerSupervision } from '#domain/dossier/supervision/answer-supervision.ts'
import { colleagueIn } from '#domain/dossier/supervision/colleague-in.ts'
import { supervisionsBy } from '#domain/dossier/supervision/queries.ts'
import { payInvoice } from '#domain/money/invoice/pay-invoice.ts'
import { findInvoice } from '#domain/money/invoice/queries.ts'
import type { Role } from '#domain/platform/actor/actor.ts'
import { publishEntry } from '#domain/public-register/entry/publish-entry.ts'
import { hundredthsOf } from '#engine'
import { compileSource, loadRegisters } from '#regulations/load.ts'
import { sourceOf } from '#regulations/mistakes.ts'
import { noBrowser, openBrowser } from '#testing/browser.ts'
import type { CastAccount } from '#testing/cast.ts'
import { activity, colleague, judge, passOn, professional } from '#testing/cast.ts'
import { clock } from '#testing/people.ts'
import type { TestPlatform } from '#testing/platform.ts'
import { testPlatform } from '#testing/platform.ts'
import { pdf } from '#testing/portfolio.ts'
import { byHand } from '#testing/records.ts'

// Every register that there is, and three that nobody has: somebody signs up, answers whatever is
// asked next, is admitted, renews when the period ends and leaves, in a browser that knows none of
// them. What others do meanwhile, they do by the use cases, and the years between are jumped over.

const skip = noBrowser()
const today = '2026-09-01'
let browser: Browser

before(async () => {
  if (!skip) browser = await openBrowser()
})
after(async () => {
  await browser?.close()
})

const registers = [...(await loadRegisters()).keys()]

/** Regulations that are in no folder, on the register of the KRSD. */
const madeUp: Readonly<Record<string, object>> = {
  'facts of every kind, and a document that ages': {
    facts: [
      { id: 'works', type: 'yes-no', label: 'Werkt in het vak' },
      { id: 'since', type: 'day', label: 'Werkt sinds' },
      { id: 'clients', type: 'number', label: 'Aantal cliënten' },
      {
        id: 'field',
        type: 'choice',
        label: 'Vakgebied',
        options: [
          { id: 'care', label: 'Zorg' },
          { id: 'work', label: 'Werk' },
        ],
      },
    ],
    documents: [{ id: 'vog', label: 'de VOG' }],
    norms: [
      norm('works', { kind: 'fact', fact: 'works', is: true }),
      norm('since', { kind: 'fact-day', fact: 'since', before: '2026-01-01' }),
      norm('clients', { kind: 'fact-at-least', fact: 'clients', atLeast: 2 }),
      norm('field', { kind: 'fact', fact: 'field', is: 'care' }),
      norm('vog', { kind: 'document', document: 'vog', notOlderThan: 'P12M' }),
    ],
  },
  'work with a promise, and one of two papers': {
    documents: [
      { id: 'contract', label: 'het contract' },
      { id: 'statement', label: 'de verklaring' },
    ],
    declarations: [{ id: 'learns', label: 'blijven leren' }],
    work: {},
    norms: [
      norm('work', { kind: 'work', measure: 'hours', atLeast: 500, within: 'P5Y' }),
      norm('promise', { kind: 'declaration', declaration: 'learns' }),
      norm('paper', {
        kind: 'any-of',
        of: [
          { kind: 'document', document: 'contract' },
          { kind: 'document', document: 'statement' },
        ],
      }),
    ],
  },
  'two categories and a registration elsewhere': {
    registers: [{ id: 'big', label: 'het BIG-register' }],
    documents: [{ id: 'diploma', label: 'het diploma' }],
    categories: [
      {
        id: 'starter',
        label: 'Starter',
        text: 'Voor wie begint.',
        admission: [criterion('diploma', { kind: 'document', document: 'diploma' })],
      },
      {
        id: 'master',
        label: 'Meester',
        text: 'Voor wie elders staat.',
        admission: [criterion('big', { kind: 'holding', register: 'big', at: ['submission'] })],
      },
    ],
    norms: [{ ...norm('total', { kind: 'minimum', atLeast: 96 }), appliesTo: ['renewal'] }],
  },
}

function criterion(id: string, requires: object) {
  return { id, article: 'hoofdstuk 2', label: id, text: `Voldoe aan ${id}.`, requires }
}

function norm(id: string, requires: object) {
  return { ...criterion(id, requires), source: 'booklet', appliesTo: ['first'] }
}

describe('a register that is not known beforehand', { skip }, () => {
  for (const register of registers) {
    test(`${register}: from signing up, by a renewal, to the end`, async () => {
      await live(await testPlatform({ register }), register)
    })
  }
  for (const [what, more] of Object.entries(madeUp)) {
    test(`${what}: from signing up, by a renewal, to the end`, async () => {
      const peil = await testPlatform()
      const file = new URL('../regulations/krsd/2021-01-01.yaml', import.meta.url)
      const { facts: _, ...content } = parse(await readFile(file, 'utf8'))
      const krsd = peil.platform.registers.get('krsd')
      assert.ok(krsd !== undefined && peil.platform.registers instanceof Map)
      const source = Object.keys(content.sources)[0] ?? ''
      const text = JSON.stringify({ ...content, ...more }).replaceAll(
        '"booklet"',
        JSON.stringify(source),
      )
      const version = compileSource(
        sourceOf(stringify(JSON.parse(text), { aliasDuplicateObjects: false }), 'made-up.yaml'),
        krsd,
      )
      peil.platform.registers.set('krsd', { ...krsd, versions: [version] })
      await live(peil, 'krsd')
    })
  }
})

/** Lives in a register: signs up, is admitted, renews and leaves. */
async function live(peil: TestPlatform, register: string): Promise<void> {
  await peil.setToday(today)
  const server = serve({ fetch: peil.app.fetch, port: 0, hostname: '127.0.0.1' })
  try {
    if (!server.listening) await new Promise((ready) => server.once('listening', ready))
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/${register}`
    const context = await browser.newContext({ javaScriptEnabled: false })
    const page = await context.newPage()
    const who = await signUp(peil, page, base)
    const first = await beGranted(peil, page, { base, who, on: today, kind: 'first' })
    await page.goto(`${base}/mijn`)
    const certified = peil.platform.registers.get(register)?.statuses.certified.label ?? ''
    assert.match(await page.locator('main').innerText(), new RegExp(certified))
    const before = first.last.subtract({ days: 20 }).toString()
    await peil.setToday(before)
    const second = await beGranted(peil, page, { base, who, on: before, kind: 'renewal' })
    assert.ok(Temporal.PlainDate.compare(second.last, first.last) > 0, `${second.last}`)
    const certificates = await peil.platform.db
      .selectFrom('certificate')
      .where('registration_id', '=', who.registrationId)
      .select('id')
      .execute()
    assert.equal(certificates.length, 2)
    await page.goto(`${base}/mijn/certificering`)
    assert.equal((await page.locator('main').innerText()).includes('Ongeldig'), false)
    await page.goto(`${base}/mijn/gegevens/uitschrijven`)
    for (const box of await page.locator('main').getByRole('checkbox').all()) await box.check()
    await send(page)
    assert.equal((await registrationOf(peil, who.email)).status, 'withdrawn')
    await context.close()
  } finally {
    await new Promise((done) => server.close(done))
  }
}

/** Makes an account, fills in all that signing up asks, signs, and has paid: a candidate. */
async function signUp(peil: TestPlatform, page: Page, base: string): Promise<Newcomer> {
  const email = 'nieuw@voorbeeld.nl'
  await page.goto(`${base}/aanmelden/account`)
  await page.locator('input[name="e-mail"]').fill(email)
  await page.locator('input[name="wachtwoord"]').fill('drie groene fietsen')
  await send(page)
  const mail = await peil.platform.db
    .selectFrom('mail_message')
    .where('to_address', '=', email)
    .select('body_text')
    .executeTakeFirstOrThrow()
  const link = /https?:\/\/\S+bevestigen\S+/.exec(mail.body_text)?.[0] ?? ''
  await page.goto(link.replace(peil.platform.origin, new URL(base).origin))
  await send(page)
  for (const step of ['gegevens', 'werk', 'verklaringen', 'controleren', 'overeenkomst']) {
    if (step === 'overeenkomst') await peil.makePapers()
    await page.goto(`${base}/aanmelden/${step}`)
    await fillIn(page.locator('main form').first())
    await send(page)
    assert.doesNotMatch(await page.title(), /^Fout/, await page.locator('main').innerText())
  }
  const { id } = await registrationOf(peil, email)
  await peil.act(
    clock,
    async (context) => {
      const [agreement] = await listAgreements(context, id)
      assert.ok(agreement)
      const approved = await approveAgreement(context, {
        agreementId: agreement.id,
        version: agreement.version,
      })
      assert.ok(approved.outcome === 'approved', approved.outcome)
      const { invoiceId } = approved
      if (invoiceId === undefined) return
      const version = (await findInvoice(context, invoiceId))?.version ?? 0
      await payInvoice(context, { invoiceId, version, paidOn: context.today })
    },
    today,
  )
  const { status, person_id } = await registrationOf(peil, email)
  assert.equal(status, 'candidate')
  return { email, registrationId: id, personId: person_id }
}

interface Newcomer {
  readonly email: string
  readonly registrationId: string
  readonly personId: string
}

async function registrationOf(peil: TestPlatform, email: string) {
  return peil.platform.db
    .selectFrom('registration')
    .innerJoin('person', 'person.id', 'registration.person_id')
    .innerJoin('account', 'account.id', 'person.account_id')
    .where('account.email', '=', email)
    .select([
      'registration.id',
      'registration.person_id',
      'registration.status',
      'registration.valid_last',
    ])
    .executeTakeFirstOrThrow()
}

interface Applying {
  readonly base: string
  readonly who: Newcomer
  readonly on: string
  readonly kind: 'first' | 'renewal'
}

/** Answers all that is asked, applies and is granted it; gives the last day of the period. */
async function beGranted(
  peil: TestPlatform,
  page: Page,
  { base, who, on, kind }: Applying,
): Promise<{ readonly last: Temporal.PlainDate }> {
  const dossier = await page.goto(`${base}/mijn/dossier`)
  if (dossier?.status() === 200) await answerEverything(peil, page, { base, on })
  const register = new URL(base).pathname.slice(1)
  const { regulation } = peil.platform.registers.get(register)?.versions.at(-1) ?? {}
  const counts = regulation?.norms.some(
    ({ appliesTo, requires }) => appliesTo.includes(kind) && requires.kind === 'minimum',
  )
  const grants: Record<string, Grant> = {}
  if (counts) {
    // Plenty of everything that one can enter; what the committee gives a value, gets that from it.
    for (const { id, accreditation, value } of regulation?.kinds ?? []) {
      const entered = await activity(peil, who, {
        title: `Iets van ${id}, ${kind}`,
        kind: id,
        claimed: 16_000,
        completedOn: Temporal.PlainDate.from(on).subtract({ days: 40 }).toString(),
        accredited: accreditation !== 'none',
      })
      if (value.by === 'committee') {
        const amount = hundredthsOf(5000)
        grants[entered] = {
          outcome: 'approved',
          amount,
          reason: '',
          accreditation: { recognised: true },
        }
      }
    }
  }
  const applicationId = await apply(page, base, on)
  await admit(peil, applicationId, { on, grants })
  const { status } = await peil.platform.db
    .selectFrom('application')
    .where('id', '=', applicationId)
    .select('status')
    .executeTakeFirstOrThrow()
  assert.equal(status, 'granted')
  const { valid_last } = await registrationOf(peil, who.email)
  return { last: Temporal.PlainDate.from(valid_last ?? '') }
}

/** Follows the next step of the dossier as long as it asks something. */
async function answerEverything(
  peil: TestPlatform,
  page: Page,
  { base, on }: Pick<Applying, 'base' | 'on'>,
): Promise<void> {
  for (let step = 0; step < 25; step += 1) {
    await page.goto(`${base}/mijn/dossier`)
    const next = page.locator('.next-step a[href*="/mijn/dossier/"]').first()
    if ((await next.count()) === 0) return
    await next.click()
    if (page.url().includes('/mijn/dossier/collega/')) {
      await findColleague(peil, page)
      continue
    }
    // What stands on a document that is signed here, is stated first.
    const before = page.locator('main a[href*="/opgeven/feit/"]').first()
    if ((await page.locator('main form').count()) === 0) await before.click()
    await fillIn(page.locator('main form').first(), on)
    await send(page)
    assert.match(page.url(), /\/mijn\/dossier$/, await page.locator('main').innerText())
  }
  assert.fail('it never stops asking')
}

/** Finds a colleague who may be asked and asks them; they take it on. */
async function findColleague(peil: TestPlatform, page: Page): Promise<void> {
  const document = page.url().split('/').at(-1) ?? ''
  const facts = { firstName: 'Wil', lastName: 'Ervaren', status: 'certified' } as const
  const email = 'ervaren@voorbeeld.nl'
  const period = { validFirst: '2025-01-01', validLast: '2029-12-31' }
  const { registrationId, actor } = await professional(peil, { email, ...facts, ...period })
  await peil.act(actor, async (context) => {
    await byHand(context)
    const category = colleagueIn(context, document).categories?.[0] ?? null
    await context.db
      .updateTable('registration')
      .set({ category })
      .where('id', '=', registrationId)
      .execute()
    await publishEntry(context, registrationId)
  })
  await page.getByLabel('Naam of registratienummer').fill('Ervaren')
  await page.getByRole('button', { name: 'Zoeken' }).click()
  await page.getByRole('radio').first().check()
  await page.getByRole('button', { name: 'Vragen' }).click()
  assert.match(page.url(), /\/mijn\/dossier$/, await page.locator('main').innerText())
  await peil.act(
    actor,
    async (context) => {
      const [asked] = await supervisionsBy(context, registrationId)
      assert.ok(asked)
      const { id, version } = asked
      const said = { answer: 'accept', remark: '' } as const
      const done = await answerSupervision(context, {
        id,
        version,
        colleagueId: registrationId,
        ...said,
      })
      assert.equal(done.outcome, 'answered')
    },
    today,
  )
}

/** Sends the form of the page, and waits for what comes of it. */
async function send(page: Page): Promise<void> {
  const there = page.waitForEvent('domcontentloaded', { timeout: 60_000 })
  // A field for files is a button too.
  await page.locator('main form button').first().click()
  await there
}

/** Answers whatever a form asks, with what helps. */
async function fillIn(form: Locator, on = today): Promise<void> {
  const issued = Temporal.PlainDate.from(on).subtract({ days: 29 })
  const groups = new Set<string>()
  for (const radio of await form.getByRole('radio').all()) {
    const name = (await radio.getAttribute('name')) ?? ''
    if (groups.has(name)) continue
    groups.add(name)
    await radio.check()
  }
  for (const box of await form.locator('input[type=checkbox]:not([name=_pages])').all())
    await box.check()
  for (const input of await form.locator('input[type=text], input:not([type]), textarea').all()) {
    const name = (await input.getAttribute('name')) ?? ''
    if (name.startsWith('_') || !(await input.isVisible())) continue
    const day = name.startsWith('issued') ? issued : Temporal.PlainDate.from('1995-08-03')
    if (name in ofPeople) await input.fill(ofPeople[name] ?? '')
    else if (name.endsWith('-dag')) await input.fill(String(day.day))
    else if (name.endsWith('-maand')) await input.fill(String(day.month))
    else if (name.endsWith('-jaar')) await input.fill(String(day.year))
    else if ((await input.getAttribute('inputmode')) !== null) await input.fill('20')
    else if ((await input.getAttribute('autocomplete')) === 'name') await input.fill('Noor Nieuw')
    else await input.fill('Voorbeeld')
  }
  for (const input of await form.locator('input[type=file]:not([capture])').all()) {
    const buffer = Buffer.from(await pdf('stuk.pdf', 'Voorbeeld').arrayBuffer())
    await input.setInputFiles({ name: 'stuk.pdf', mimeType: 'application/pdf', buffer })
  }
}

// What every register asks of everybody, where an example will not do.
const ofPeople: Readonly<Record<string, string>> = {
  voornaam: 'Noor',
  voorletters: 'N.',
  tussenvoegsel: '',
  achternaam: 'Nieuw',
  naam: 'Noor Nieuw',
  huisnummer: '1',
  postcode: '3511 AP',
  telefoon: '',
}

async function apply(page: Page, base: string, on: string): Promise<string> {
  await page.goto(`${base}/mijn/certificering/controleren`)
  assert.match(page.url(), /controleren$/, await page.locator('main').innerText())
  await fillIn(page.locator('main form').first(), on)
  await send(page)
  return /certificering\/([\w-]{36})/.exec(page.url())?.[1] ?? assert.fail(page.url())
}

/** The back office finds everything in order, and two members do too. */
async function admit(
  peil: TestPlatform,
  applicationId: string,
  { on, grants }: { readonly on: string; readonly grants: Readonly<Record<string, Grant>> },
): Promise<void> {
  const office = await someone(peil, 'bureau@voorbeeld.nl', 'secretariat')
  await passOn(peil, office.actor, applicationId, on)
  for (const email of ['een@voorbeeld.nl', 'twee@voorbeeld.nl']) {
    const member = await someone(peil, email, 'committee')
    const judged = await judge(peil, member, applicationId, on, grants)
    assert.match(judged.outcome, /^(?:judged|decided)$/, JSON.stringify(judged))
  }
  // Where the decision falls in the meeting, that is held and closed.
  const find = () => peil.act(office.actor, (context) => findApplication(context, applicationId))
  const { status, meetingId = '', meetingOn } = (await find())?.application ?? {}
  if (status === 'with-committee' && meetingOn !== undefined) {
    await peil.setToday(meetingOn.toString())
    await peil.act(office.actor, (context) =>
      closeMeeting(context, { meetingId, version: 1, heldOver: new Set() }),
    )
  }
  await peil.makePapers()
}

const staff = new WeakMap<TestPlatform, Map<string, CastAccount>>()

/** Somebody who works for the register, the same person each time. */
async function someone(peil: TestPlatform, email: string, role: Role): Promise<CastAccount> {
  const known = staff.get(peil) ?? new Map<string, CastAccount>()
  staff.set(peil, known)
  const found =
    known.get(email) ??
    (await colleague(peil, { email, firstName: 'Iemand', lastName: email }, [role]))
  known.set(email, found)
  return found
}
