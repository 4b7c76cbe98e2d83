import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { after, before, describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { serve } from '@hono/node-server'
import type { Browser, Locator, Page } from 'playwright-core'
import { parse, stringify } from 'yaml'
import { runRegisters } from '#cli/registers.ts'
import { approveAgreement } from '#domain/certification/agreement/approve-agreement.ts'
import { listAgreements } from '#domain/certification/agreement/queries.ts'
import { findApplication } from '#domain/certification/application/queries.ts'
import { decideAtBoard } from '#domain/certification/committee/decide-at-board.ts'
import { findDecision } from '#domain/certification/committee/decision-queries.ts'
import type { Grant } from '#domain/certification/committee/judgement.ts'
import { closeMeeting } from '#domain/certification/meeting/close-meeting.ts'
import { rulingsOfApplication } from '#domain/certification/ruling/queries.ts'
import type { Part } from '#domain/demo/cast/seats-in.ts'
import { answerSigning } from '#domain/dossier/signing/answer-signing.ts'
import { answerSupervision } from '#domain/dossier/supervision/answer-supervision.ts'
import { colleagueIn } from '#domain/dossier/supervision/colleague-in.ts'
import { supervisionsBy } from '#domain/dossier/supervision/queries.ts'
import { findInvoice } from '#domain/money/invoice/queries.ts'
import { payInvoice } from '#domain/money/payment/pay-invoice.ts'
import { importRegister } from '#domain/platform/register/import-register.ts'
import { publishEntry } from '#domain/public-register/entry/publish-entry.ts'
import { formatAmount, hundredthsOf } from '#engine'
import { compileSource, loadRegisters, readRegisterFolder } from '#regulations/load.ts'
import { sourceOf } from '#regulations/mistakes.ts'
import { clickThrough, noBrowser, openBrowser, readText } from '#testing/browser.ts'
import type { ActivityFacts, CastAccount, CastProfessional } from '#testing/cast.ts'
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

/** An activity that somebody enters; without more it was 40 days before the application. */
type Entered = Pick<ActivityFacts, 'kind' | 'claimed' | 'attributes'>

/** A time in a register, up to an application and what is decided on it. */
interface Stretch {
  readonly kind: 'first' | 'renewal' | 'move'
  readonly activities?: readonly Entered[]
  /** The change of category that is asked. */
  readonly move?: string
  /** What the page says before the application. */
  readonly says: RegExp
  /** The norm on which the members advise and the board decides. */
  readonly board?: string
  /** What the page of the application says when it is decided. */
  readonly decided: RegExp
  /** Each norm with what was found of it and how much counted. */
  readonly verdict: readonly string[]
}

// Registers that are in a folder of the tests alone, as different as registers can be: each is imported
// with the command with which a register comes into a Peil that runs, and is lived in from signing up
// until it was renewed.
const imported: Readonly<Record<string, readonly Stretch[]>> = {
  // Points in calendar years, of which ten go along; the back office decides, and nobody has to work.
  budgetcoaches: [
    {
      kind: 'first',
      says: /Je haalt de norm/,
      decided: /Het bureau besliste op/,
      verdict: ['code met 1'],
    },
    {
      kind: 'renewal',
      activities: [{ kind: 'lesson', claimed: 3500 }],
      says: /35 van 20 punten[\s\S]*overschot: 10 punten/,
      decided: /Het bureau besliste op/,
      verdict: ['total met 35', 'code met 1'],
    },
    {
      kind: 'renewal',
      activities: [{ kind: 'lesson', claimed: 1000 }],
      says: /20 van 20 punten/,
      decided: /Het bureau besliste op/,
      verdict: ['total met 20', 'code met 1'],
    },
  ],
  // Hours in blocks, a plan signed by two, a change of category, a sample, and a board that decides.
  wijkmediators: [
    {
      kind: 'first',
      says: /U komt aan de norm als de toetsgroep alles goedkeurt/,
      decided: /De toetsgroep besliste op/,
      verdict: ['supervisor met 1', 'plan met 1'],
    },
    {
      kind: 'move',
      move: 'to-full',
      says: /Met het eindverslag wordt u ervaren mediator/,
      decided: /De toetsgroep besliste op/,
      verdict: ['report met 1'],
    },
    {
      kind: 'renewal',
      activities: [
        { kind: 'mediation', claimed: 1900 },
        { kind: 'mediation', claimed: 1000 },
      ],
      says: /29 van 30 uur/,
      board: 'total',
      decided: /De toetsgroep besliste op/,
      verdict: ['total met 29', 'work met 2.085,71'],
    },
  ],
  // A registration elsewhere and a statement each year, free; of what is done online two hours count.
  tolken: [
    {
      kind: 'first',
      says: /U komt aan de norm als de kamer alles goedkeurt/,
      decided: /De kamer besliste op/,
      verdict: ['elsewhere met 1', 'yearly met 1'],
    },
    {
      kind: 'renewal',
      activities: [
        { kind: 'meeting', claimed: 400, attributes: { form: 'on-site' } },
        { kind: 'meeting', claimed: 500, attributes: { form: 'online' } },
      ],
      says: /6 van 6 uur/,
      decided: /De kamer besliste op/,
      verdict: ['elsewhere met 1', 'yearly met 1', 'hours met 6'],
    },
  ],
  // Three bodies: one decides on who comes in, another on renewals, and a third where nothing is said.
  raadslieden: [
    {
      kind: 'first',
      says: /U komt aan de norm als het toelatingscollege alles goedkeurt/,
      decided: /Het toelatingscollege besliste op/,
      verdict: ['studying met 1', 'mentor met 1', 'plan met 1', 'vog met 1', 'secrecy met 1'],
    },
    {
      kind: 'renewal',
      says: /U komt aan de norm als de toetsingsraad alles goedkeurt/,
      decided: /De toetsingsraad besliste op/,
      verdict: ['vog met 1'],
    },
  ],
}

describe('a register that is imported', { skip }, () => {
  for (const [register, story] of Object.entries(imported)) {
    test(`${register}: from signing up until it was renewed`, async () => {
      const peil = await testPlatform({ register })
      const { options } = peil.connection
      const folder = fileURLToPath(new URL(`../testing/registers/${register}`, import.meta.url))
      let told = ''
      const out = { write: (part: string) => (told += part) }
      await runRegisters(
        ['import', folder, '--apply'],
        { input: process.stdin, out, error: out },
        { DATABASE_URL: `postgres://${options.user}@/${options.database}?host=${options.host}` },
      )
      await peil.platform.registers.lookAgain()
      assert.match(told, /dit register is nieuw[\s\S]*Ingevoerd/)
      await within(peil, register, async (page, base) => {
        const who = await signUp(peil, page, base)
        let on = today
        for (const stretch of story) {
          if (stretch.kind === 'renewal') {
            const { valid_last } = await registrationOf(peil, who.email)
            on = Temporal.PlainDate.from(valid_last ?? '')
              .subtract({ days: 20 })
              .toString()
            await peil.setToday(on)
          }
          await liveThrough(peil, page, { base, who, on }, stretch)
        }
      })
    })
  }
})

describe('leave in a register that is imported', { skip }, () => {
  test('is asked without scripts, with its proof, and moves the end once it is granted', async () => {
    const peil = await testPlatform({ register: 'buurtgidsen' })
    const folder = fileURLToPath(new URL('../testing/registers/buurtgidsen', import.meta.url))
    const files = await readRegisterFolder(folder)
    await importRegister(peil.platform.db, files, { source: folder, atStart: true })
    await peil.platform.registers.lookAgain()
    const named = { firstName: 'Noor', lastName: 'Gids' }
    const period = { validFirst: '2024-06-01', validLast: '2029-05-31' }
    const about = { email: 'noor@voorbeeld.nl', ...named, ...period, status: 'certified' } as const
    const noor = await professional(peil, about)
    const bram = { email: 'bram@voorbeeld.nl', firstName: 'Bram', lastName: 'Werkt' }
    const { cookie } = await colleague(peil, bram, ['board'])
    await within(peil, 'buurtgidsen', async (page, base) => {
      const as = async (session: string) => {
        const [name = '', ...value] = session.split('=')
        await page.context().addCookies([{ name, value: value.join('='), url: base }])
      }
      await as(noor.cookie)
      await page.goto(`${base}/mijn`)
      await clickThrough(page.getByRole('link', { name: 'Verlof, en wat dat verandert' }))
      await clickThrough(page.getByRole('link', { name: 'Verlof vragen' }))
      await page.getByLabel('Langdurig ziek').check()
      for (const [legend, day, month] of [
        ['Eerste dag', '1', '2'],
        ['Laatste dag', '31', '7'],
      ] as const) {
        const group = page.getByRole('group', { name: legend })
        await group.getByLabel('Dag').fill(day)
        await group.getByLabel('Maand').fill(month)
        await group.getByLabel('Jaar').fill('2026')
      }
      const buffer = Buffer.from(await pdf('brief.pdf').arrayBuffer())
      const letter = { name: 'brief.pdf', mimeType: 'application/pdf', buffer }
      await page.locator('input[type=file]').first().setInputFiles(letter)
      await clickThrough(page.getByRole('button', { name: 'Bekijk wat er verandert' }))
      assert.match(await readText(page.locator('main')), /brief\.pdf is ontvangen/)
      await clickThrough(page.getByRole('button', { name: 'Verlof vragen' }))
      assert.match(await readText(page.locator('main')), /Wacht op besluit/)
      await as(cookie)
      await page.goto(`${base}/verlof`)
      await clickThrough(page.getByRole('link', { name: 'Noor Gids' }))
      assert.match(await readText(page.locator('main')), /tot en met 30 november 2029/)
      await page.getByLabel('Toekennen', { exact: true }).check()
      await clickThrough(page.getByRole('button', { name: 'Besluit vastleggen' }))
      await as(noor.cookie)
      await page.goto(`${base}/mijn`)
      assert.match(await readText(page.locator('main')), /Tot en met 30 november 2029/)
    })
  })
})

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

/** Lives through a stretch of a story: enters, answers, asks and hears, as the story says. */
async function liveThrough(
  peil: TestPlatform,
  page: Page,
  { base, who, on }: Omit<Applying, 'kind'>,
  { kind, activities = [], move, says, board, decided, verdict }: Stretch,
): Promise<void> {
  for (const [at, entered] of activities.entries()) {
    await activity(peil, who, {
      title: `${entered.kind} ${at}`,
      completedOn: Temporal.PlainDate.from(on)
        .subtract({ days: 40 + at })
        .toString(),
      ...entered,
    })
  }
  if (kind !== 'move') await answerEverything(peil, page, { base, on })
  const asking = move === undefined ? 'certificering' : `dossier/verandering/${move}`
  await page.goto(`${base}/mijn/${asking}`)
  const missing = page.locator('main a[href*="/mijn/dossier/opgeven/"]')
  while (move !== undefined && (await missing.count()) > 0) {
    await clickThrough(missing.first())
    await fillIn(page.locator('main form').first(), on)
    await send(page)
    await page.goto(`${base}/mijn/${asking}`)
  }
  assert.match(await readText(page.locator('main')), says)
  const applicationId = await apply(page, base, on, move)
  await admit(peil, applicationId, { on, grants: {}, board })
  await page.goto(`${base}/mijn/certificering/${applicationId}`)
  assert.match(await readText(page.locator('main')), decided)
  const decision = await peil.act(clock, (context) => findDecision(context, applicationId))
  assert.deepEqual(
    decision?.assessment.norms.map(
      (norm) => `${norm.id} ${norm.outcome} ${formatAmount(norm.counted)}`,
    ),
    verdict,
  )
}

/** Opens a register in a browser without scripts, and closes it when what is done there is done. */
async function within(
  peil: TestPlatform,
  register: string,
  live: (page: Page, base: string) => Promise<void>,
): Promise<void> {
  await peil.setToday(today)
  const server = serve({ fetch: peil.app.fetch, port: 0, hostname: '127.0.0.1' })
  try {
    if (!server.listening) await new Promise((ready) => server.once('listening', ready))
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/${register}`
    const context = await browser.newContext({ javaScriptEnabled: false })
    await live(await context.newPage(), base)
    await context.close()
  } finally {
    await new Promise((done) => server.close(done))
  }
}

/** Lives in a register: signs up, is admitted, renews and leaves. */
async function live(peil: TestPlatform, register: string): Promise<void> {
  await within(peil, register, async (page, base) => {
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
  })
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
    await signToo(peil)
  }
  assert.fail(`it never stops asking: ${await page.locator('main').innerText()}`)
}

/** The colleague signs what waits for their signature. */
async function signToo(peil: TestPlatform): Promise<void> {
  const waiting = await peil.platform.db
    .selectFrom('signing')
    .where('status', '=', 'awaiting')
    .select(['id', 'version'])
    .execute()
  if (waiting.length === 0) return
  const { actor, registrationId } = await experienced(peil)
  for (const { id, version } of waiting) {
    const answer = {
      id,
      version,
      colleagueId: registrationId,
      answer: 'answer',
      remark: '',
    } as const
    const signed = await peil.act(
      actor,
      (context) => answerSigning(context, { ...answer, typedName: 'Wil Ervaren' }),
      today,
    )
    assert.equal(signed.outcome, 'signed')
  }
}

const colleagues = new WeakMap<TestPlatform, CastProfessional>()

/** Somebody who has been registered for a while, the same each time. */
async function experienced(peil: TestPlatform): Promise<CastProfessional> {
  const known = colleagues.get(peil)
  if (known !== undefined) return known
  const facts = { firstName: 'Wil', lastName: 'Ervaren', status: 'certified' } as const
  const period = { validFirst: '2025-01-01', validLast: '2029-12-31' }
  const made = await professional(peil, { email: 'ervaren@voorbeeld.nl', ...facts, ...period })
  colleagues.set(peil, made)
  return made
}

/** Finds a colleague who may be asked and asks them; they take it on. */
async function findColleague(peil: TestPlatform, page: Page): Promise<void> {
  const document = page.url().split('/').at(-1) ?? ''
  const { registrationId, actor } = await experienced(peil)
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
    const day = name.startsWith('issued')
      ? issued
      : Temporal.PlainDate.from(name.startsWith('last') ? '2039-12-31' : '1995-08-03')
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

async function apply(page: Page, base: string, on: string, move?: string): Promise<string> {
  const asking = move === undefined ? 'certificering/controleren' : `dossier/verandering/${move}`
  await page.goto(`${base}/mijn/${asking}`)
  assert.ok(page.url().endsWith(asking), await page.locator('main').innerText())
  await fillIn(page.locator('main form').first(), on)
  await send(page)
  return /certificering\/([\w-]{36})/.exec(page.url())?.[1] ?? assert.fail(page.url())
}

/** The back office finds everything in order, and two members do too. */
async function admit(
  peil: TestPlatform,
  applicationId: string,
  {
    on,
    grants,
    board,
  }: {
    readonly on: string
    readonly grants: Readonly<Record<string, Grant>>
    readonly board?: string | undefined
  },
): Promise<void> {
  const office = await someone(peil, 'bureau@voorbeeld.nl', ['secretariat', 'committee'])
  await passOn(peil, office.actor, applicationId, on)
  const register = await peil.act(office.actor, async (context) => context.register)
  const { committee } = register.versions.at(-1)?.regulation ?? assert.fail()
  // Where the back office decides, it is the same people.
  const { organisation } = register
  const others = ['een@voorbeeld.nl', 'twee@voorbeeld.nl', 'drie@voorbeeld.nl']
  const own = organisation.committee.short === organisation.backOffice.short
  const judges = own ? ['bureau@voorbeeld.nl'] : others
  const answers = new Map(
    board === undefined ? [] : [[board, { meets: false, reason: 'Het is te weinig.' }]],
  )
  const whole = board === undefined ? 'meets' : 'fails'
  for (const email of judges.slice(0, committee.members)) {
    const member = await someone(peil, email, ['committee'])
    const judged = await judge(peil, member, applicationId, on, grants, whole, answers)
    assert.match(judged.outcome, /^(?:judged|decided|enough)$/, JSON.stringify(judged))
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
  if (board !== undefined) {
    const [ruling] = await peil.act(office.actor, (context) =>
      rulingsOfApplication(context, applicationId),
    )
    assert.ok(ruling)
    const director = await someone(peil, 'directie@voorbeeld.nl', ['board'])
    const decided = await peil.act(director.actor, (context) =>
      decideAtBoard(context, ruling, director.accountId, {
        granted: true,
        decision: 'Het tekort is geen bezwaar.',
        ground: 'Er was ziekte.',
        published: {
          question: 'Is te weinig werk een bezwaar na een lange ziekte?',
          decision: 'Dat hangt af van de ziekte.',
          ground: 'Ziekte is overmacht.',
        },
      }),
    )
    assert.equal(decided.outcome, 'decided')
  }
  await peil.makePapers()
}

const staff = new WeakMap<TestPlatform, Map<string, CastAccount>>()

/** Somebody who works for the register, the same person each time. */
async function someone(
  peil: TestPlatform,
  email: string,
  roles: readonly Part[],
): Promise<CastAccount> {
  const known = staff.get(peil) ?? new Map<string, CastAccount>()
  staff.set(peil, known)
  const found =
    known.get(email) ??
    (await colleague(peil, { email, firstName: 'Iemand', lastName: email }, roles))
  known.set(email, found)
  return found
}
