import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { PDF } from '@libpdf/core'
import { sql } from 'kysely'
import { SMTPServer } from 'smtp-server'
import { parse } from 'yaml'
import { approveAgreement } from '#domain/certification/agreement/approve-agreement.ts'
import { findAgreement } from '#domain/certification/agreement/queries.ts'
import { prepareApplication } from '#domain/certification/application/prepare-application.ts'
import { findApplication } from '#domain/certification/application/queries.ts'
import { returnApplication } from '#domain/certification/application/return-application.ts'
import { confirmDeath } from '#domain/certification/death/confirm-death.ts'
import { runningDeathOf } from '#domain/certification/death/queries.ts'
import { removeDeceased } from '#domain/certification/death/remove-deceased.ts'
import { reportDeath } from '#domain/certification/death/report-death.ts'
import { undoDeath } from '#domain/certification/death/undo-death.ts'
import { proposeMeasure } from '#domain/certification/measure/decide-measure.ts'
import { publishedMeasures } from '#domain/certification/measure/queries.ts'
import { askNameChange } from '#domain/certification/name-change/ask-name-change.ts'
import { openNameChange } from '#domain/certification/name-change/queries.ts'
import { refuseNameChange } from '#domain/certification/name-change/refuse-name-change.ts'
import { passOnObjection } from '#domain/certification/objection/check-objection.ts'
import { decideObjection } from '#domain/certification/objection/decide-objection.ts'
import { extendObjection, leaveUnheard } from '#domain/certification/objection/hear-objector.ts'
import { makeObjection } from '#domain/certification/objection/make-objection.ts'
import { findObjection } from '#domain/certification/objection/queries.ts'
import { removeUnusedAccounts } from '#domain/certification/sign-up/remove-unused-accounts.ts'
import { sayBackground } from '#domain/certification/sign-up/say-background.ts'
import { signUp } from '#domain/certification/sign-up/sign-up.ts'
import { proposeStatus } from '#domain/certification/status-by-hand/propose-status.ts'
import { findByHand, standingOf } from '#domain/certification/status-by-hand/queries.ts'
import { confirmStatus } from '#domain/certification/status-by-hand/settle-status.ts'
import { sealOf } from '#domain/certification/status-by-hand/status-by-hand.ts'
import { endRegistration } from '#domain/certification/validity/end-registration.ts'
import { suspendRegistration } from '#domain/certification/validity/suspend-registration.ts'
import { findVerdict } from '#domain/certification/verdict/queries.ts'
import { recordVerdict } from '#domain/certification/verdict/record-verdict.ts'
import { offerOf } from '#domain/courses/course/offer.ts'
import { remedy } from '#domain/demo/clock/clock.ts'
import { keepScan } from '#domain/development/competence-scan/keep-scan.ts'
import { scansOf } from '#domain/development/competence-scan/queries.ts'
import { closeRounds } from '#domain/development/feedback-round/close-rounds.ts'
import { giveFeedback } from '#domain/development/feedback-round/give-feedback.ts'
import { nextRoundFrom, openRound } from '#domain/development/feedback-round/open-round.ts'
import { roundsOf } from '#domain/development/feedback-round/queries.ts'
import { remindAsked } from '#domain/development/feedback-round/remind-asked.ts'
import { interimOf } from '#domain/dossier/activity/admission.ts'
import { findActivity } from '#domain/dossier/activity/queries.ts'
import { setTarget } from '#domain/dossier/plan/target.ts'
import { askReferee } from '#domain/dossier/referee/ask-referee.ts'
import { signerFor } from '#domain/dossier/signed-document/read-signed.ts'
import { claimsFor, findClaims } from '#domain/dossier/statement/queries.ts'
import { doDueWork } from '#domain/due-work.ts'
import { askProvider } from '#domain/learning/judging/check-part.ts'
import { whoIsKept } from '#domain/learning/judging/conflicts.ts'
import { neededFor } from '#domain/learning/judging/judging.ts'
import { remindAccreditations } from '#domain/learning/judging/remind-ending.ts'
import { longestFrom } from '#domain/learning/judging/term.ts'
import { shownRatings } from '#domain/learning/rating/rate-course.ts'
import { findPart } from '#domain/learning/request/queries.ts'
import { countOptions, decidedBefore, feeFor, missingOf } from '#domain/learning/request/request.ts'
import { trainingName, trainingOf } from '#domain/learning/request/title.ts'
import { accountsOf } from '#domain/money/books/accounts.ts'
import { drawUpEInvoice } from '#domain/money/e-invoice/draw-up-e-invoice.ts'
import { findInvoice } from '#domain/money/invoice/queries.ts'
import { bookPayment } from '#domain/money/payment/book-payment.ts'
import { groundFor } from '#domain/money/payment/credit-fee.ts'
import { payInvoice } from '#domain/money/payment/pay-invoice.ts'
import { refundPayment } from '#domain/money/payment/refund-payment.ts'
import { createAccount } from '#domain/people/account/create-account.ts'
import { backFrom } from '#domain/people/registration/back-from.ts'
import { takeNumberAlong } from '#domain/people/registration/come-back.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { billed, portfolioIsOpen } from '#domain/people/registration/registration.ts'
import { askShielding } from '#domain/people/shielding/ask-shielding.ts'
import { enterShielding } from '#domain/people/shielding/decide-shielding.ts'
import { actForOrganisation } from '#domain/platform/context/act-for-organisation.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import type { Registers } from '#domain/platform/context/registers.ts'
import { deliverMessage } from '#domain/platform/message/deliver-message.ts'
import { documentRegister } from '#domain/platform/register/letterhead.ts'
import { answerBy, meetingFor } from '#domain/platform/register/meeting-calendar.ts'
import { goingUntil } from '#domain/privacy/retention/due-things.ts'
import { publicEntryId } from '#domain/public-register/entry/public-register.ts'
import type { PublicField, Regulation } from '#engine'
import { hundredthsOf } from '#engine'
import { voice } from '#language/voice.ts'
import { openMailServer } from '#mail/transport.ts'
import { certificate } from '#papers/certificate.ts'
import { refusal } from '#papers/refusal.ts'
import { readSignatures } from '#papers/signatures/read-signatures.ts'
import { tellReading } from '#papers/signatures/tell-reading.ts'
import { kindFrom, statedFrom } from '#regulations/kind-from.ts'
import type { Register } from '#regulations/register.ts'
import { registerFile } from '#regulations/register.ts'
import { retentionRules } from '#regulations/retention.ts'
import { chargeForYear } from '#regulations/tariffs.ts'
import { activity, colleague, enough, file, professional } from '#testing/cast.ts'
import { keysOf } from '#testing/format-keys.ts'
import { withLaterVersion } from '#testing/made-up-version.ts'
import { clock, newcomer, sendYears, somebody, work } from '#testing/people.ts'
import { testPlatform } from '#testing/platform.ts'
import { byHand } from '#testing/records.ts'
import { certify, signPdf } from '#testing/signing-authority.ts'
import { storeDocument } from '#testing/store-document.ts'
import { fillsInWords } from '#web/courses/course-words.ts'
import { documentsAskedBy, rulesOf } from '#web/courses/draft-request.tsx'
import { askedIn, choicesFor, wantedOf } from '#web/courses/filters.ts'
import { partForm } from '#web/courses/part.form.tsx'
import { askedBy } from '#web/courses/requests.tsx'
import { Answers } from '#web/forms/answers.ts'
import { stylesheetOf } from '#web/stylesheet.ts'

// Every key of a register.yaml is obeyed: for each stands here how it is changed, and by what one
// sees that it was. A key without a line turns the test red, so that no key is added that is not read.

type Content = Readonly<Record<string, unknown>>
type Changes = Readonly<Record<string, unknown>>
type Sight = (register: Register) => unknown

interface Line {
  readonly changes: Changes
  readonly sight: Sight
  /** What is different in both, so that the change can be seen. */
  readonly given: Changes
}

const yaml = await readFile(new URL('../regulations/krsd/register.yaml', import.meta.url), 'utf8')
const peil = await testPlatform()
const registers = peil.platform.registers as Map<string, Register>
const { versions, ownTexts } = registers.get('krsd') as Register

function changed(content: Content, changes: Changes): Content {
  const copy = structuredClone(content) as Record<string, unknown>
  for (const [path, value] of Object.entries(changes)) {
    const parts = path.split('/')
    const last = parts.pop() ?? ''
    let inner = copy
    for (const part of parts) inner = inner[part] as Record<string, unknown>
    if (value === undefined) delete inner[last]
    else inner[last] = structuredClone(value)
  }
  return copy
}

function read(changes: Changes): Register {
  const parsed = registerFile.parse(changed(parse(yaml) as Content, changes))
  return { ...parsed, versions, ownTexts }
}

const received: string[] = []
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onData(stream, _session, done) {
    const parts: Buffer[] = []
    stream.on('data', (part: Buffer) => parts.push(part))
    stream.on('end', () => {
      received.push(Buffer.concat(parts).toString('utf8'))
      done()
    })
  },
})
before(() => new Promise<void>((done) => server.listen(0, '127.0.0.1', done)))
after(() => new Promise<void>((done) => server.close(() => done())))

// ── Who is there ─────────────────────────────────────────────────────────────────────────────────

const day = '2026-01-05'
await newcomer(peil, 'sent@voorbeeld.nl', day)
const signed = await newcomer(peil, 'signed@voorbeeld.nl', day, 'signed')
const approved = await newcomer(peil, 'approved@voorbeeld.nl', day, 'approved')
const candidate = await newcomer(peil, 'candidate@voorbeeld.nl', day, 'candidate')
const farid = await professional(peil, {
  email: 'farid@voorbeeld.nl',
  firstName: 'Farid',
  lastName: 'El Amrani',
  status: 'certified',
  since: '2023-02-01',
  validFirst: '2023-04-01',
  validLast: '2026-03-31',
})
await enough(peil, farid, '2025-06-01')
const forAWhile = await professional(peil, {
  email: 'voorlopig@voorbeeld.nl',
  firstName: 'Vera',
  lastName: 'Voorlopig',
  status: 'certified',
  since: '2025-02-01',
  validFirst: '2025-06-01',
  validLast: '2026-05-31',
  temporary: 'first',
})
const asked = await activity(peil, farid, {
  title: 'Cursus',
  claimed: 100,
  completedOn: '2025-06-02',
  state: 'awaiting-referee',
})
const filed = await professional(peil, {
  email: 'filed@voorbeeld.nl',
  firstName: 'Anna',
  lastName: 'Jansen',
  since: '2024-01-15',
})
await enough(peil, filed, '2025-06-01')
const applicationId = await file(peil, filed, day)
const director = await peil.signIn('bestuur@voorbeeld.nl', ['board'])
const { cookie: newAccount } = await peil.signIn('nieuw@voorbeeld.nl')
const henk = await colleague(
  peil,
  { email: 'henk@voorbeeld.nl', firstName: 'Henk', lastName: 'Bestuur' },
  ['board'],
)
const { cookie: administrator } = await peil.signIn('beheer@voorbeeld.nl', ['administrator'])
const { cookie: unpaid } = await peil.signIn('approved@voorbeeld.nl')
const { cookie: unsigned } = await peil.signIn('sent@voorbeeld.nl')

// ── By what a change is seen ─────────────────────────────────────────────────────────────────────

/** Pages, as whoever holds the cookie sees them. */
function pages(paths: readonly string[], cookie?: string): Sight {
  return async (register) => {
    registers.set('krsd', register)
    const seen = []
    for (const path of paths) {
      const response = await peil.get(path, cookie)
      assert.ok(response.status < 400 || response.status === 404, `${path}: ${response.status}`)
      seen.push(
        response.status,
        (await response.text()).replaceAll(/name="_[^>]*|\d\d:\d\d|[\w-]{30,}/g, ''),
      )
    }
    return seen
  }
}

/** The form of an activity that may be held against the criterion of admission, and one that never is. */
const entering = pages(
  ['/krsd/mijn/activiteiten?soort=training', '/krsd/mijn/activiteiten?soort=boa-training'],
  farid.cookie,
)
/** An activity that can be judged apart. */
const judgedApart = await activity(peil, farid, {
  title: 'Stagiaires',
  kind: 'supervising',
  claimed: 100,
  completedOn: '2025-06-02',
})
const apart = pages([`/krsd/mijn/activiteiten/${judgedApart}`], farid.cookie)
/** How what is judged apart is judged. */
const ruleOfInterim: Sight = (register) =>
  interimOf(register, register.versions[0]?.regulation as Regulation, {
    kind: 'supervising',
    accredited: false,
    attributes: {},
  })
/** Somebody who set themselves a day three months ahead, a month later. */
const aimed = written('2026-01-10', async (context) => {
  await setTarget(context, candidate.registrationId, context.today.add({ months: 3 }))
  await doDueWork({ ...context, today: context.today.add({ months: 1 }) })
})
const asksOfWork = pages(['/krsd/aanmelden/werk'], newAccount)
/** What the first profession of the list states. */
const givenFacts = written(day, async (context) => {
  const { registrationId } = candidate
  const [first] = context.register.signUp.professions
  const said = { profession: first?.id, professionOther: undefined, elsewhere: {} }
  await sayBackground(context, registrationId, said)
  return claimsFor(await findClaims(context, registrationId), undefined).length
})
const competences = pages(['/krsd/competenties'])
/** What the catalogue looks for where it is asked for the first competence. */
const searchedBy = written(day, async (context) => {
  const competentie = context.register.development?.competences[0]?.id ?? ''
  const asked = askedIn(new URLSearchParams({ competentie }), choicesFor(context, []))
  return wantedOf(context.register, asked).wanted.answers
})
const scanning = pages(['/krsd/mijn/ontwikkeling/scan'], farid.cookie)
/** A scan in which everything was answered with the second answer. */
const scanned = written(day, async (context) => {
  const all = context.register.development?.competences ?? []
  const ratings = Object.fromEntries(all.map(({ id }) => [id, 2]))
  await keepScan(context, farid.registrationId, { ratings, note: '' }, { version: 0, done: true })
  return (await scansOf(context, farid.registrationId)).done.map(({ ratings }) => ratings)
})
const comingTogether = pages(['/krsd/mijn/ontmoeten', '/krsd/mijn/ontmoeten/profiel'], farid.cookie)
const inPortfolio = { kind: 'peer-consultation', title: '360-gradenfeedback' }
/** A round of feedback that five of nine colleagues answered, so many days after it was opened. */
function round(days: number): Sight {
  return written(day, async (context) => {
    const { registrationId } = farid
    const people = [...'abcdefghi'].map((one) => `${one}, ${one}@voorbeeld-school.nl`)
    const opened = await openRound(context, registrationId, { people: people.join('\n'), note: '' })
    assert.ok(opened.outcome === 'opened')
    const mails = await context.db
      .selectFrom('mail_message')
      .where('kind', '=', 'feedback-request')
      .select('body_text')
      .execute()
    for (const { body_text } of mails.slice(0, 5)) {
      const token = /\/feedback\/([\w-]+)/.exec(body_text)?.[1] ?? ''
      assert.equal(await giveFeedback(context, token, { ratings: {}, texts: {} }), 'given')
    }
    const later = { ...context, today: context.today.add({ days }) }
    await remindAsked(later)
    await closeRounds(later)
    const [found] = await roundsOf(context, registrationId)
    assert.ok(found)
    const { id: _, activityId, ...told } = found
    const activity =
      activityId === undefined ? undefined : await findActivity(context, registrationId, activityId)
    return [told, await nextRoundFrom(context, registrationId), activity?.kind, activity?.title]
  })
}
const home = pages(['/krsd', '/krsd/vragen'])
const howItWorks = pages(['/krsd/hoe-werkt-het', '/krsd/vragen'])
const contact = pages(['/krsd/contact', '/krsd/klacht-of-bezwaar', '/krsd/privacy'])
const search = pages(['/krsd/register?naam=niemand', '/krsd/register?naam=amrani'])
const start = pages(['/krsd/aanmelden', '/krsd/privacy'])
const costs = pages(['/krsd/kosten'])
const rulings = pages(['/krsd/uitspraken'])
const declarations = pages(['/krsd/aanmelden/verklaringen'], newAccount)

const { cookie: faridsCookie } = await peil.signIn('farid@voorbeeld.nl')
const shieldingForm = pages(['/krsd/mijn/gegevens/afscherming'], faridsCookie)
const threatened = { ground: 'threat', everywhere: false }
/** Somebody who asks to be kept out of sight. */
const shieldingAsked = written(day, (context) =>
  askShielding(context, { ...threatened, registrationId: farid.registrationId }),
)
/** Whom the back office keeps out of sight, for half a year. */
const shieldingEntered = written(day, async (context) => {
  const reviewOn = context.today.add({ months: 6 })
  const { registrationId } = farid
  return (await enterShielding(context, { ...threatened, registrationId, reviewOn })).outcome
})

/** An account with which nobody signs up, some days later. */
const accountLeft = (days: number) =>
  written(day, async (context) => {
    await createAccount(context, { email: 'ongebruikt@voorbeeld.nl' })
    await removeUnusedAccounts({ ...context, today: context.today.add({ days }) })
  })
/** Which number somebody takes along who left and comes back. */
const cameBack = written(day, async (context) => {
  const member = await findMember(context, candidate.registrationId, { lock: true })
  assert.ok(member)
  await endRegistration(context, member, 'own-request')
  return takeNumberAlong(context, { ...member, registrationId: randomUUID() })
})
const reportOf = (registrationId: string) => ({
  registrationId,
  diedOn: Temporal.PlainDate.from(day),
  toldBy: 'relative' as const,
  toldName: 'Piet',
  toldEmail: '',
  toldAddress: '',
  seenHow: 'Teruggebeld.',
})
/** Of whom it is told that they have died. */
const deathTold = written(day, (context) => reportDeath(context, reportOf(farid.registrationId)))
/** A mistake that is undone two days later. */
const deathUndone = written(day, async (context) => {
  const { registrationId } = farid
  await reportDeath(context, reportOf(registrationId))
  const told = await runningDeathOf(context, registrationId)
  assert.ok(told)
  await confirmDeath(context, told)
  const later = { ...context, today: context.today.add({ days: 2 }) }
  return undoDeath(later, { id: told.id, version: told.version + 1 }, 'Andere persoon.')
})

const handGround = {
  id: 'stuk',
  label: 'Er ontbreekt een stuk',
  does: 'hold',
  rests: 'Artikel 9.',
  decidedBy: 'bestuur',
  longest: 'P1M',
}
/** What somebody paid too much, which goes back to them. */
const paidBack = written('2026-01-10', async (context) => {
  const { invoiceId } = approved
  const { openCents = 0 } = (await findInvoice(context, invoiceId)) ?? {}
  const booked = await bookPayment(context, {
    receivedOn: context.today,
    cents: openCents + 500,
    source: 'bank',
    settles: [{ invoiceId, cents: openCents }],
  })
  assert.ok(booked.outcome === 'booked')
  const refunded = await refundPayment(context, {
    paymentId: booked.paymentId,
    version: 1,
    cents: 500,
    refundedOn: context.today,
    ground: 'paid-twice',
    reason: '',
    accountName: 'A. Proef',
    iban: 'NL91ABNA0417164300',
  })
  return refunded.outcome
})
/** What is taken back by itself when an application is refused, and how much of it stays. */
const automatic: Sight = (register) => {
  const ground = groundFor({ register } as never, 'application-refused')
  return [ground?.id, ground?.keeps]
}
const refundGiven = {
  'procedures/refunds': [
    { id: 'paid-twice', label: 'Dubbel betaald', rests: 'Reglement, artikel 1' },
  ],
}
const byHandSet = { 'procedures/statusByHand': { grounds: [handGround] } }
/** Whom two of the back office put on hold, and who pays the next day. */
const setByHand = written('2026-01-10', async (context) => {
  const { registrationId, invoiceId } = approved
  const member = await findMember(context, registrationId)
  assert.ok(member)
  const wish = {
    ground: 'stuk',
    first: context.today,
    last: context.today.add({ days: 20 }),
    fileReason: 'Gebeld.',
    letterReason: 'Er is niets gekomen.',
    source: 'de notulen',
  }
  const seen = sealOf(await standingOf(context, member), wish)
  const proposed = await proposeStatus(context, { registrationId, wish, seen })
  if (proposed.outcome !== 'proposed') return proposed
  const byHand = await findByHand(context, proposed.id)
  assert.ok(byHand)
  const done = await confirmStatus({ ...context, actor: henk.actor }, byHand)
  const invoice = await findInvoice(context, invoiceId)
  const paidOn = context.today
  await payInvoice(context, { invoiceId, version: invoice?.version ?? 0, paidOn })
  const { rows } = await sql<{ content: unknown }>`
    select content->'data' as content from paper_to_make
    where content->>'kind' = 'status-by-hand'`.execute(context.db)
  return [done.outcome, rows]
})
/** Whether the dossier is still there seven years after that, and the day that is told. */
const deathKept = written(day, async (context) => {
  const { registrationId } = farid
  await reportDeath(context, reportOf(registrationId))
  const told = await runningDeathOf(context, registrationId)
  assert.ok(told)
  await confirmDeath(context, told)
  await removeDeceased({ ...context, today: context.today.add({ years: 7, months: 11 }) })
  return (await findMember(context, registrationId))?.status
})

/** What goes of each kind some years later, and on which days. */
const retained = written(day, async (context) => {
  await byHand(context)
  await sql`insert into mail_message (register, kind, to_address, subject, body_text, body_html,
      written_on, sent_at)
    values ('krsd', 'welcome', 'a@voorbeeld.nl', 'Welkom', '', '', ${day}, now())`.execute(
    context.db,
  )
  const last = context.today.add({ years: 4 })
  const rules = retentionRules(context.register)
  return Promise.all(
    rules.map(async (rule) => {
      const going = await goingUntil(context, rule, { begins: context.today, last })
      return [rule.kind, rule.keep.toString(), going.map(({ on, things }) => `${on} ${things}`)]
    }),
  )
})

class Undone extends Error {
  readonly seen: unknown
  constructor(seen: unknown) {
    super('undone')
    this.seen = seen
  }
}

/** What use cases write on a day, which is undone afterwards. */
function written(on: string, act: (context: Context) => Promise<unknown>): Sight {
  return async (register) => {
    try {
      await inRegister(
        peil.platform,
        { register, today: Temporal.PlainDate.from(on) },
        clock,
        async (context) => {
          const found = await act(context)
          throw new Undone([found, await whatStands(context)])
        },
      )
    } catch (error) {
      if (error instanceof Undone) return error.seen
      throw error
    }
    return undefined
  }
}

async function whatStands({ db }: Context): Promise<unknown> {
  const { rows } = await sql<{ stands: unknown }>`
    select to_jsonb(array[
      (select jsonb_agg(jsonb_build_array(kind, to_address, subject, regexp_replace(body_text, '[A-Za-z0-9_-]{20,}', '', 'g')) order by kind, to_address, subject) from mail_message),
      (select jsonb_agg(jsonb_build_array(status, number, held_status) order by signed_up_on, id) from registration),
      (select jsonb_agg(jsonb_build_array(number, issued_on, due_on, covers_first, covers_last, net_cents, vat_cents, total_cents, vat_ground) order by number) from invoice),
      (select jsonb_agg(jsonb_build_array(name, status, number) order by name, registration_id) from public_entry),
      (select jsonb_agg(jsonb_build_array(number, sign_before, content) order by number) from agreement),
      (select jsonb_agg(jsonb_build_array(declaration, text_hash, texts) order by registration_id, declaration) from declaration),
      (select jsonb_agg(expires_on order by expires_on) from referee_request),
      (select jsonb_agg(answer_before order by answer_before) from application_return)
    ]) as stands`.execute(db)
  return rows[0]?.stands
}

/** An objection without grounds, from the day on which it comes until there is a letter with its outcome. */
const objecting = written('2026-03-24', async (context) => {
  const { registrationId } = farid
  const name = { firstName: 'Fara', initials: 'F.', namePrefix: '', lastName: 'El Amrani' }
  await askNameChange(context, { registrationId, name, reason: 'Zo heet ik.' })
  const asked = await openNameChange(context, registrationId)
  const answer = 'Stuur een akte.'
  await refuseNameChange(context, { id: asked?.id ?? '', version: asked?.version ?? 0, answer })
  const made = await makeObjection(context, {
    registrationId,
    about: 'name-change',
    aboutId: asked?.id ?? '',
    lines: [],
    grounds: '',
    wish: '',
    lateReason: '',
    files: [],
  })
  assert.ok(made.outcome === 'made')
  const now = async () => {
    const objection = await findObjection(context, made.id)
    assert.ok(objection)
    return { id: made.id, version: objection.version }
  }
  await passOnObjection(context, await now(), '')
  const memberId = henk.accountId
  const acting = async () => ({ seen: await now(), memberId })
  await extendObjection(context, await acting(), 'Er is iemand ziek.')
  const unheard = await leaveUnheard(context, await acting(), 'not-wanted')
  await decideObjection(context, await now(), memberId, {
    outcome: 'unfounded',
    decision: 'Het blijft zo.',
    reason: 'Er is geen akte.',
    excusable: undefined,
    grants: new Map(),
    answers: new Map(),
    published: { decision: '', ground: '' },
    instead: undefined,
  })
  const objection = await findObjection(context, made.id)
  const { rows } = await sql<{ content: unknown }>`
    select content->'data' as content from paper_to_make
    where content->>'kind' = 'objection'`.execute(context.db)
  const { groundsBefore, decideBefore, lastDay, fee } = objection ?? {}
  return [unheard, String(groundsBefore), String(decideBefore), String(lastDay), fee, rows]
})
const announcedThere = {
  from: '2028-01-01',
  text: 'De toelating verandert.',
  source: 'Het reglement (inleiding)',
  link: { label: 'Lees meer', href: 'https://www.voorbeeld.nl/' },
  appliesTo: ['first', 'renewal'],
}

/** Everything that is due on a day. */
const due = (on: string) => written(on, doDueWork)

const approve = async (context: Context) => {
  const agreement = await findAgreement(context, signed.agreementId)
  const { agreementId } = signed
  const done = await approveAgreement(context, { agreementId, version: agreement?.version ?? 0 })
  assert.equal(done.outcome, 'approved')
}
/** What somebody who works in the profession is charged for a first or a later year. */
const chargedFor =
  (first: boolean): Sight =>
  (register) => {
    const on = Temporal.PlainDate.from(day)
    const asked = { on, category: undefined, covers: { first: on, last: on }, first }
    const facts = { 'works-in-profession': true }
    return chargeForYear(register, { ...asked, signedUpOn: on, facts }, () => 'Een jaar')?.lines
  }
const someOff = {
  'tariffs/0/discounts': [{ name: 'Vakgenoten', percent: 10, fact: 'works-in-profession' }],
}
/** An agreement that is approved, with the invoice that follows. */
const approval = written('2026-01-06', approve)

/** On what is booked. */
const accounts: Sight = accountsOf

/** A first invoice as data. */
const invoiceAsData = written('2026-01-06', async (context) => {
  const invoice = await findInvoice(context, approved.invoiceId)
  return invoice && drawUpEInvoice(context, invoice)
})

/** A first invoice that is paid. */
const payment = written('2026-01-10', async (context) => {
  const { invoiceId } = approved
  const invoice = await findInvoice(context, invoiceId)
  const paidOn = context.today
  const paid = await payInvoice(context, { invoiceId, version: invoice?.version ?? 0, paidOn })
  assert.equal(paid.outcome, 'paid')
})

/** Somebody who signs up with the declarations that a form would send. */
const signingUp = (declared: readonly string[]) =>
  written(day, async (context) => {
    const account = await createAccount(context, { email: 'later@voorbeeld.nl' })
    const { accountId } = account
    const done = await signUp(context, {
      accountId,
      person: somebody(),
      work,
      declarations: declared,
    })
    return done.outcome
  })

const earlierCode = {
  'texts/0/from': '2021-01-01',
  'texts/0/earlier': [{ from: '2019-01-01', paragraphs: ['Zoals het was.'] }],
}

const three = ['professional-code', 'truthful', 'visible']

/** An application that is returned, and what is then due some days later. */
const returned = (days: number) =>
  written('2026-01-10', async (context) => {
    const found = await findApplication(context, applicationId)
    const version = found?.application.version ?? 0
    const given = [{ item: 'add-activities' as const, question: 'Voeg iets toe.' }]
    const done = await returnApplication(context, applicationId, version, given)
    assert.equal(done.outcome, 'returned')
    await doDueWork({ ...context, today: context.today.add({ days }) })
  })

/** A referee who is asked, and what is then due some days later. */
const referee = (days: number) =>
  written('2026-01-10', async (context) => {
    const who = { name: 'Petra', email: 'petra@voorbeeld.nl', relation: 'manager' }
    await askReferee(context, asked, who, {
      professional: 'Farid',
      kind: 'Training',
      title: 'Cursus',
      completedOn: '2025-06-02',
      claimed: 100,
      accredited: false,
      details: [],
    })
    await doDueWork({ ...context, today: context.today.add({ days }) })
  })

/** Whether somebody with a later invoice that is open may apply. */
const applying = written('2027-02-01', async (context) => {
  await sendYears(context)
  return (await prepareApplication(context, candidate.registrationId)).hindrance
})

/** When the committee meets, and when somebody hears. */
const meeting: Sight = (register) => {
  const { on, closes } = meetingFor(register.terms.committee, Temporal.PlainDate.from(day))
  return [on, closes, answerBy(register, on)]
}

const stylesheet: Sight = (register) => stylesheetOf(new Map([['krsd', register]])).path

/** From whom a mail comes, at a mail server. */
const sender: Sight = async (register) => {
  registers.set('krsd', register)
  const { db } = peil.platform
  const { id } = await db
    .selectFrom('mail_message')
    .where('register', '=', 'krsd')
    .select('id')
    .executeTakeFirstOrThrow()
  await db
    .updateTable('mail_message')
    .set({ sent_at: null, due_at: sql<string>`now()` })
    .where('id', '=', id)
    .execute()
  const { port } = server.server.address() as AddressInfo
  const mailServer = openMailServer({ SMTP_URL: `smtp://127.0.0.1:${port}` })
  await deliverMessage(peil.platform, id, mailServer?.lanes[0].deliver)
  mailServer?.close()
  return /^From: .*$/m.exec(received.at(-1) ?? '')?.[0]
}

/** A certificate on paper. */
const paper: Sight = async (register) => {
  const made = await certificate({
    register: documentRegister(peil.platform, register),
    registrationNumber: 'KRSD-000001',
    title: register.certificate.title,
    name: 'Farid El Amrani',
    decidedOn: day,
    first: day,
    last: day,
    code: '7F3K-9QWD-2M0X-R4TB',
    checkUrl: 'http://peil.test/krsd/certificaat/7F3K-9QWD-2M0X-R4TB',
  })
  return Buffer.from(made.pdf).toString('base64')
}

/** A letter that refuses, on paper. */
const refusalOnPaper: Sight = async (register) => {
  const made = await refusal({
    register: documentRegister(peil.platform, register),
    person: { name: 'Farid El Amrani', addressLines: [] },
    registrationNumber: 'KRSD-000001',
    applicationNumber: 'KRSD-A-000001',
    kind: 'first',
    date: day,
    decidedOn: day,
    norms: [],
    reason: 'Te weinig.',
    objection: { weeks: 6, last: day, to: [], decisionWeeks: 6 },
  })
  return Buffer.from(made.pdf).toString('base64')
}

/** What the clock of the demo says somebody must do. */
const remedyToldByTheClock: Sight = (register) =>
  remedy(
    { registration: '', register: 'krsd', name: 'Farid', from: 'certified', to: 'expired' },
    register,
  )

// ── The lines ────────────────────────────────────────────────────────────────────────────────────

/** What is proposed for a training that somebody brings along from the LKLR. */
const kindOfTheirs: Sight = (register) => {
  const [version] = register.versions
  if (version === undefined) return 'no version'
  return (
    kindFrom(register, version.regulation, { register: 'lklr', kind: 'training' })?.id ?? 'none'
  )
}

/** As what an answer that somebody gave in the LKLR is proposed. */
const broughtOfTheirs: Sight = (register) =>
  statedFrom(register, { register: 'lklr', member: 'fact', subject: 'diploma' }) ?? 'nothing'
const aFactOfTheirs = {
  'fromOtherRegisters/0/stated': [{ member: 'fact', theirs: 'diploma', ours: 'certificate' }],
}

/** What is read of a document that somebody signed, and of one that nobody did. */
const ofADocument: Sight = async (register) => {
  const [compiled] = registers.get('clientondersteuners')?.versions ?? []
  const signer = compiled && signerFor(register, compiled, 'duo-extract')
  if (signer === undefined) return 'nobody signs it'
  const { organisations } = signer
  const expected = { trusted: [authority.certificate.raw], stamps: [], organisations }
  return Promise.all(
    [unsignedPdf, signedPdf].map(async (bytes) => {
      const reading = await readSignatures(bytes, expected, Temporal.PlainDate.from('2026-05-01'))
      return tellReading(reading, signer, voice('je'))
    }),
  )
}
const authority = certify({ organisation: 'Proefgezag', authority: true })
const blank = PDF.create()
blank.addPage({ size: 'a4' })
const unsignedPdf = Buffer.from(await blank.save())
const signedPdf = await signPdf(unsignedPdf, certify({ organisation: 'De school' }, authority))
const aSigner = {
  signers: [
    { id: 'duo', label: 'DUO', organisations: ['De school'], again: 'Download het opnieuw.' },
  ],
}

/** What is followed of a verdict: who is heard, what is decided by how many, and what goes on meanwhile. */
const followed = written('2026-02-01', async (context) => {
  const { register, today } = context
  const { registrationId, accountId } = farid
  const recorded = await recordVerdict(context, {
    registrationId,
    memberId: candidate.accountId,
    college: 'skj',
    reference: '26.1',
    givenOn: today,
    final: true,
    gist: 'De klacht is gegrond.',
    file: {
      name: 'uitspraak.pdf',
      mediaType: 'application/pdf',
      size: 9,
      sha256: 'a'.repeat(64),
      fileKey: 'aa/uitspraak',
    },
  })
  if (recorded.outcome !== 'recorded') return recorded.outcome
  const verdict = await findVerdict(context, recorded.id)
  const seen = async () => {
    const { id, version } = (await findVerdict(context, recorded.id)) ?? assert.fail()
    return { id, version }
  }
  const suspension = { first: today, last: today.add({ months: 11 }), reason: 'Daarom.' }
  const interim = await proposeMeasure(context, await seen(), director.accountId, {
    kind: 'suspension',
    ...suspension,
  })
  const member = (await findMember(context, registrationId, { lock: true })) ?? assert.fail()
  await suspendRegistration(context, member, {
    last: today.add({ months: 11 }),
    measureId: undefined,
  })
  const { hindrance } = await prepareApplication(context, registrationId)
  const running = (await findMember(context, registrationId, { lock: true })) ?? assert.fail()
  await endRegistration(context, running, 'decision')
  const standing = { status: 'suspended', approvedOn: today, candidateOn: today } as const
  return [
    verdict?.by,
    verdict?.hearings.map(({ before }) => before.toString()),
    interim.outcome,
    hindrance?.is,
    portfolioIsOpen(register, standing),
    billed(register).has('suspended'),
    (await backFrom(context, accountId))?.toString(),
  ]
})

/** What everybody reads of a warning, two days after it. */
const published = written('2026-02-01', async (context) => {
  await byHand(context)
  const { registrationId, personId } = farid
  const shared = { register: 'krsd', registration_id: registrationId }
  const documentId = await storeDocument(context, {
    kind: 'evidence',
    personId,
    name: 'uitspraak.pdf',
    mediaType: 'application/pdf',
    content: Buffer.from('%PDF-1.7'),
  })
  const { id } = await context.db
    .insertInto('verdict')
    .values({
      ...shared,
      number: 'V-2026-0001',
      college: 'skj',
      reference: '26.1',
      given_on: '2026-01-01',
      gist: 'De klacht is gegrond.',
      document_id: documentId,
      status: 'decided',
      recorded_on: '2026-01-02',
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await context.db
    .insertInto('measure')
    .values({
      ...shared,
      verdict_id: id,
      kind: 'warning',
      reason: 'Daarom.',
      status: 'decided',
      proposed_on: '2026-02-01',
      decided_on: '2026-02-01',
    })
    .execute()
  const later = { ...context, today: context.today.add({ days: 2 }) }
  return publishedMeasures(later, publicEntryId(registrationId))
})

const following = {
  'bodies/2/may': ['decide-where-silent', 'decide-measures'],
  measures: {
    follows: [{ id: 'skj', name: 'Tuchtcollege', short: 'het tuchtcollege' }],
    deciders: 2,
    hearing: 'P2W',
    longest: 'P1Y',
    interim: true,
    comeBack: 'P2Y',
    meanwhile: { activities: false, apply: false, invoices: false },
    published: { kinds: ['warning'], verdict: true, term: 'P1Y' },
  },
}

/** For whom and about what a course can be. */
const offered: Sight = (register) => offerOf(new Map([[register.id, register]]) as Registers)

/** What a course does for whoever lacks ten hours in total. */
const lacked: Sight = (register) =>
  fillsInWords(
    register,
    {},
    [
      {
        ...{ norm: 'total', label: 'Totaal', measure: 'amount' },
        ...{ fills: hundredthsOf(800), missing: hundredthsOf(1000) },
      },
    ],
    'je',
  )

/** What a provider is asked for a course, with what that costs and where the rules are. */
const accrediting: Sight = async (register) => {
  const today = Temporal.PlainDate.from(day)
  const asked = partForm(register, { training: undefined }, today).ask(new Answers({})).all
  const named = { platform: { registers: new Map([[register.id, register]]) as Registers } }
  return [
    String(await asked),
    countOptions(register, today),
    missingOf(register, { counts: [], answers: {}, training: undefined }, []),
    documentsAskedBy([register]),
    rulesOf(register),
    askedBy(register, Temporal.PlainDate.from(day)),
    (['new', 'change', 'extension'] as const).map((purpose) =>
      feeFor(register, purpose, Temporal.PlainDate.from(day)),
    ),
    longestFrom({ register } as never, today).toString(),
    trainingName(named as never, { register: register.id, training: 'masterclass' }),
    trainingOf(register, 'diploma')?.id,
  ]
}
const costly = {
  'tariffs/1': {
    ...{ kind: 'accreditation', from: '2022-01-01', amount: 1, vat: 'exempt' },
    ...{ ground: 'Geen', description: 'Accreditatie' },
  },
}
const aProvider = async (db: Context['db']): Promise<string> => {
  const { id } = await db
    .insertInto('organisation')
    .values({
      ...{ name: 'Rivaal', kinds: ['provider'], street: 'Kade', house_number: '1' },
      ...{ postcode: '1234 AB', city: 'Heideveld', status: 'checked', waits_since: day },
      ...{ signed_up_in: 'krsd', signed_up_on: day, contact_email: 'info@rivaal.example' },
      ...{ contact_phone: '030 123 45 67', website: '', mail_domain: '' },
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}
const aTraining = {
  'accreditation/trainings': [{ id: 'masterclass', label: 'Masterclass', document: 'diploma' }],
}

/** What becomes of a course that somebody asks to have accredited: the terms, who judges it, and that it ends. */
const accreditedFor = written('2026-02-01', async (context) => {
  await byHand(context)
  await actForOrganisation(context, '*')
  const { db, register, today } = context
  const owner = { person_id: farid.personId }
  const course = await db
    .insertInto('course')
    .values({
      ...{ ...owner, title: 'Les', summary: 'Les.', form: 'by-professional', language: 'nl' },
      ...{ review_on: '2027-01-01', state: 'draft', made_on: day, changed_on: day },
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const request = await db
    .insertInto('accreditation_request')
    .values({ ...owner, course_id: course.id, started_on: day })
    .returning('id')
    .executeTakeFirstOrThrow()
  const { id } = await db
    .insertInto('accreditation_part')
    .values({
      ...{ ...owner, request_id: request.id, register: 'krsd', course_id: course.id },
      ...{ purpose: 'new', status: 'complete', handed_in_on: today.toString(), number: 'ACC-1' },
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const part = (await findPart(context, id)) ?? assert.fail()
  await db
    .insertInto('organisation_member')
    .values({
      ...{ organisation_id: await aProvider(db), account_id: farid.accountId, roles: ['reader'] },
      ...{ status: 'active', since: day },
    })
    .execute()
  const kept = await whoIsKept(context, { ...part, owner: undefined, courseId: undefined }, [
    farid.accountId,
  ])
  await askProvider(context, part, { question: 'Wie?', byCommittee: false })
  const before = (await findPart(context, id))?.answerBefore?.toString()
  const { id: held } = await db
    .insertInto('accreditation')
    .values({
      ...{
        ...owner,
        register: 'krsd',
        course_id: course.id,
        counts: '[]',
        first_day: '2025-01-01',
      },
      ...{ last_day: '2026-04-15', decided_on: '2025-01-01' },
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await remindAccreditations(context)
  const { rows } = await sql<{ kind: string }>`select kind from mail_message
    where kind like 'accreditation%' order by kind`.execute(db)
  return [
    [...kept.values()],
    before,
    rows,
    held === '',
    neededFor(register),
    decidedBefore(register, today).toString(),
  ]
})

const line = (changes: Changes, sight: Sight, given: Changes = {}): Line => ({
  changes,
  sight,
  given,
})

const forAWhileWords = {
  'certification/temporary': {
    participle: 'voorlopig erkend',
    name: 'voorlopige erkenning',
    meaning: 'Haalt in wat nog ontbreekt.',
  },
}

// Whoever treats complaints.
const treated = {
  name: 'Klachtencommissie',
  short: 'de klachtencommissie',
  address: ['Klachtweg 1'],
  postalCodeAndCity: '1234 AB Voorbeeldstad',
  email: 'klachten@voorbeeld.nl',
  telephone: '030 000 00 00',
  website: 'klachten.voorbeeld.nl',
}
const complaint = pages(['/krsd/klacht-of-bezwaar', '/krsd/klacht-of-bezwaar/klacht'])

const lines: Readonly<Record<string, Line>> = {
  id: line({ id: 'other' }, (register) => pages([`/${register.id}`])(register)),
  article: line({ article: 'de' }, paper),
  name: line({ name: 'Ander Register' }, home),
  shortName: line({ shortName: 'AR' }, approval),
  called: line({ called: 'het AR' }, home),
  audience: line({ audience: 'Voor iedereen.' }, home),
  'number.prefix': line({ 'number/prefix': 'AR-' }, approval),
  'number.width': line({ 'number/width': 8 }, approval),
  address: line({ address: 'u' }, home),
  'unit.one': line({ 'unit/one': 'punt' }, pages(['/krsd/mijn'], farid.cookie)),
  'unit.many': line({ 'unit/many': 'punten' }, pages(['/krsd/mijn'], farid.cookie)),
  'unit.counted': line({ 'unit/counted': 'punten' }, howItWorks),
  'unit.explained': line({ 'unit/explained': 'Anders.' }, costs),
  'professional.one': line({ 'professional/one': 'vakgenoot' }, search),
  'professional.many': line({ 'professional/many': 'vakgenoten' }, search),
  'brand.tokenClass': line({ 'brand/tokenClass': 'brand-other' }, home),
  'brand.logoText': line({ 'brand/logoText': 'AR' }, home),
  'brand.light.accent': line({ 'brand/light/accent': '#112233' }, stylesheet),
  'brand.light.accentHover': line({ 'brand/light/accentHover': '#112233' }, stylesheet),
  'brand.dark.accent': line({ 'brand/dark/accent': '#aabbcc' }, stylesheet),
  'brand.dark.accentHover': line({ 'brand/dark/accentHover': '#aabbcc' }, stylesheet),
  'organisation.foundation': line({ 'organisation/foundation': 'Stichting Anders' }, contact),
  'organisation.backOffice.name': line(
    { 'organisation/backOffice/name': 'Bureau Anders' },
    contact,
  ),
  'organisation.backOffice.short': line(
    { 'organisation/backOffice/short': 'het bureau' },
    howItWorks,
  ),
  'organisation.committee.article': line({ 'organisation/committee/article': 'het' }, howItWorks),
  'organisation.committee.name': line({ 'organisation/committee/name': 'Raad' }, howItWorks),
  'organisation.committee.short': line({ 'organisation/committee/short': 'de raad' }, howItWorks),
  'organisation.committee.members': line(
    { 'organisation/committee/members': 'raadsleden' },
    refusalOnPaper,
  ),
  'bodies[].id': line({ 'bodies/2/id': 'raad' }, pages(['/krsd/beheer/gebruikers'], administrator)),
  'bodies[].name': line(
    { 'bodies/2/name': 'Raad' },
    pages(['/krsd/beheer/gebruikers'], administrator),
  ),
  'bodies[].short': line({ 'bodies/2/short': 'de raad' }, rulings),
  'bodies[].may': line(
    { 'bodies/1/may': ['judge-first', 'judge-renewal', 'advise'] },
    pages(['/krsd/toevoegingen'], administrator),
  ),
  'organisation.address': line({ 'organisation/address': ['Ander Plein 2'] }, contact),
  'organisation.postalCodeAndCity': line(
    { 'organisation/postalCodeAndCity': '4321 BA Elders' },
    contact,
  ),
  'organisation.email': line({ 'organisation/email': 'anders@peil.example' }, contact),
  'organisation.telephone': line({ 'organisation/telephone': '030 765 43 21' }, contact),
  'organisation.openingHours': line(
    { 'organisation/openingHours': 'Op werkdagen van 9.00 tot 12.00 uur' },
    contact,
  ),
  'organisation.website': line({ 'organisation/website': 'anders.peil.example' }, refusalOnPaper),
  'organisation.contacts[].name': line({ 'organisation/contacts/0/name': 'SAM' }, contact),
  'organisation.contacts[].about': line({ 'organisation/contacts/0/about': 'Anders.' }, contact),
  'organisation.contacts[].email': line(
    { 'organisation/contacts/0/email': 'sam@peil.example' },
    contact,
  ),
  'organisation.contacts[].telephone': line(
    { 'organisation/contacts/0/telephone': '030 765 43 21' },
    contact,
  ),
  'organisation.contacts[].openingHours': line(
    { 'organisation/contacts/0/openingHours': 'Op werkdagen' },
    contact,
  ),
  'organisation.kvk': line({ 'organisation/kvk': '11111111' }, contact),
  'organisation.vatNumber': line({ 'organisation/vatNumber': 'NL1' }, refusalOnPaper),
  'organisation.rsin': line({ 'organisation/rsin': '123456782' }, invoiceAsData),
  'organisation.bank.accountName': line({ 'organisation/bank/accountName': 'Anders' }, approval),
  'organisation.bank.iban': line({ 'organisation/bank/iban': 'NL91ABNA0417164300' }, approval),
  'books.debtors': line({ books: { debtors: '991 Anders' } }, accounts),
  'books.bank': line({ books: { bank: '992 Anders' } }, accounts),
  'books.online': line({ books: { online: '993 Anders' } }, accounts),
  'books.unallocated': line({ books: { unallocated: '994 Anders' } }, accounts),
  'books.vat': line({ books: { vat: '995 Anders' } }, accounts),
  'books.writeOffs': line({ books: { writeOffs: '996 Anders' } }, accounts),
  'books.year': line({ books: { year: '997 Anders' } }, accounts),
  'books.application': line({ books: { application: '998 Anders' } }, accounts),
  'books.accreditation': line({ books: { accreditation: '999 Anders' } }, accounts),
  'books.objection': line({ books: { objection: '9910 Anders' } }, accounts),
  'certification.article': line({ 'certification/article': 'het' }, remedyToldByTheClock),
  'certification.name': line({ 'certification/name': 'erkenning' }, howItWorks),
  'certification.renewal': line({ 'certification/renewal': 'herkenning' }, howItWorks),
  'certification.participle': line({ 'certification/participle': 'erkend' }, howItWorks),
  'certification.verb': line({ 'certification/verb': 'erkennen' }, due('2026-04-01')),
  'certification.toVerb': line({ 'certification/toVerb': 'te erkennen' }, contact),
  'certification.temporary.participle': line(
    { 'certification/temporary/participle': 'tijdelijk erkend' },
    pages(['/krsd/register?naam=Voorlopig']),
    forAWhileWords,
  ),
  'certification.temporary.name': line(
    { 'certification/temporary/name': 'tijdelijke erkenning' },
    due('2026-02-28'),
    forAWhileWords,
  ),
  'certification.temporary.meaning': line(
    { 'certification/temporary/meaning': 'Anders.' },
    pages([`/krsd/register/${publicEntryId(forAWhile.registrationId)}`]),
    forAWhileWords,
  ),
  'statuses.*.label': line({ 'statuses/certified/label': 'Erkend' }, search),
  'statuses.*.tone': line({ 'statuses/certified/tone': 'red' }, search),
  'statuses.*.public': line({ 'statuses/certified/public': false }, search),
  'statuses.*.shown.label': line(
    { 'statuses/certified/shown': { label: 'Nu erkend', meaning: 'Mag het werk doen.' } },
    search,
  ),
  'statuses.*.shown.meaning': line(
    { 'statuses/certified/shown/meaning': 'Mag het werk doen.' },
    pages([`/krsd/register/${publicEntryId(farid.registrationId)}`]),
    { 'statuses/certified/shown': { label: 'Nu erkend', meaning: 'Anders.' } },
  ),
  'statuses.*.meaning': line(
    { 'statuses/agreement-sent/meaning': 'Anders.' },
    pages(['/krsd/mijn'], unsigned),
  ),
  'tariffs[].kind': line({ 'tariffs/0/kind': 'objection' }, costs),
  'tariffs[].category': line({ 'tariffs/1/category': 'senior' }, chargedFor(true), {
    'tariffs/1': { from: '2022-01-01', amount: 1, vat: 'exempt', ground: 'Geen', description: 'A' },
  }),
  'tariffs[].purpose': line({ 'tariffs/1/purpose': 'change' }, accrediting, costly),
  'tariffs[].firstYear': line({ 'tariffs/0/firstYear': 'free' }, costs),
  'tariffs[].discounts[].name': line(
    { 'tariffs/0/discounts/0/name': 'Korting' },
    chargedFor(true),
    someOff,
  ),
  'tariffs[].discounts[].percent': line(
    { 'tariffs/0/discounts/0/percent': 20 },
    chargedFor(true),
    someOff,
  ),
  'tariffs[].discounts[].amount': line(
    { 'tariffs/0/discounts/0/percent': undefined, 'tariffs/0/discounts/0/amount': 500 },
    chargedFor(true),
    someOff,
  ),
  'tariffs[].discounts[].fact': line(
    { 'tariffs/0/discounts/0/fact': 'other' },
    chargedFor(true),
    someOff,
  ),
  'tariffs[].discounts[].within': line(
    { 'tariffs/0/discounts/0/within': 'P3M' },
    chargedFor(true),
    someOff,
  ),
  'tariffs[].discounts[].years': line(
    { 'tariffs/0/discounts/0/years': 'every' },
    chargedFor(false),
    someOff,
  ),
  'tariffs[].from': line({ 'tariffs/0/from': '2030-01-01' }, costs),
  'tariffs[].amount': line({ 'tariffs/0/amount': 12000 }, approval),
  'tariffs[].vat': line({ 'tariffs/0/vat': 'excluded' }, approval, {
    'tariffs/0/rate': 21,
    'tariffs/0/vat': 'included',
  }),
  'tariffs[].rate': line({ 'tariffs/0/rate': 9 }, approval, {
    'tariffs/0/vat': 'excluded',
    'tariffs/0/rate': 21,
  }),
  'tariffs[].ground': line({ 'tariffs/0/ground': 'Anders' }, approval),
  'tariffs[].billing': line({ 'tariffs/0/billing': 'calendar-year' }, payment),
  'tariffs[].description': line({ 'tariffs/0/description': 'Contributie' }, invoiceOnPaper()),
  'terms.agreementTtl': line({ 'terms/agreementTtl': 'P2M' }, signingUp(three)),
  'terms.agreementReminderDays': line({ 'terms/agreementReminderDays': [20] }, due('2026-01-19')),
  'terms.accountRemovalWarningDays': line(
    { 'terms/accountRemovalWarningDays': [10] },
    accountLeft(10),
  ),
  'terms.accountRemoval': line({ 'terms/accountRemoval': 'P20W' }, due('2026-03-25')),
  'terms.expiryReminderMonths': line({ 'terms/expiryReminderMonths': [6] }, due('2026-02-28')),
  'terms.temporaryReminderMonths': line(
    { 'terms/temporaryReminderMonths': [2] },
    due('2026-02-28'),
  ),
  'terms.newVersionMonths': line({ 'terms/newVersionMonths': 1 }, (register) =>
    due('2026-02-10')(withLaterVersion(register, '2026-04-20', () => ({}))),
  ),
  ...Object.fromEntries(
    [
      ['from', '2029-01-01'],
      ['text', 'Er verandert iets anders.'],
      ['source', 'Een ander stuk'],
      ['link.label', 'Lees het anders'],
      ['link.href', 'https://anders.voorbeeld.nl/'],
      ['appliesTo', ['first']],
    ].map(([key, other]) => [
      `announced[].${key}`,
      line(
        { [`announced/0/${String(key).replace('.', '/')}`]: other },
        pages(['/krsd/reglement', '/krsd/mijn'], faridsCookie),
        { announced: [announcedThere] },
      ),
    ]),
  ),
  'terms.supplementTerm': line({ 'terms/supplementTerm': 'P6W' }, returned(0)),
  'terms.supplementReminderDays': line({ 'terms/supplementReminderDays': [5] }, returned(6)),
  'terms.refereeLink': line({ 'terms/refereeLink': 'P20D' }, referee(0)),
  'terms.refereeReminderDays': line({ 'terms/refereeReminderDays': [3] }, referee(4)),
  'terms.committee.months': line({ 'terms/committee/months': [3] }, meeting),
  'terms.committee.week': line({ 'terms/committee/week': 3 }, meeting),
  'terms.committee.weekday': line({ 'terms/committee/weekday': 1 }, meeting),
  'terms.committee.closesDaysBefore': line({ 'terms/committee/closesDaysBefore': 3 }, meeting),
  'terms.decisionDays': line({ 'terms/decisionDays': 30 }, meeting),
  'terms.backOfficeDays': line(
    { 'terms/backOfficeDays': 3 },
    pages(['/krsd/aanmelden/taken'], (await peil.signIn('signed@voorbeeld.nl')).cookie),
  ),
  'terms.payment': line({ 'terms/payment': 'P30D' }, approval),
  'terms.paymentReminderDays': line({ 'terms/paymentReminderDays': [40] }, due('2026-02-02')),
  'terms.objection': line({ 'terms/objection': 'P9W' }, contact),
  'terms.ruling': line(
    { 'terms/ruling': 'P4W' },
    pages(['/krsd/mijn/niet-in-het-reglement'], farid.cookie),
  ),
  'terms.decisionOnObjection': line({ 'terms/decisionOnObjection': 'P9W' }, contact),
  'terms.objectionExtension': line({ 'terms/objectionExtension': 'P9W' }, objecting),
  'terms.objectionGrounds': line({ 'terms/objectionGrounds': 'P9W' }, objecting),
  'gates.portfolio': line(
    { 'gates/portfolio': 'agreement+payment' },
    pages(['/krsd/mijn', '/krsd/mijn/activiteiten?soort=training'], unpaid),
  ),
  'gates.visible': line({ 'gates/visible': 'agreement' }, approval, {
    'statuses/approved/public': true,
  }),
  'gates.apply': line({ 'gates/apply': 'agreement+payment' }, applying),
  'declarations[].id': line({ 'declarations/0/id': 'code' }, signingUp(three)),
  'declarations[].text': line({ 'declarations/0/text': 'Anders.' }, signingUp(three)),
  'declarations[].links[].label': line({ 'declarations/0/links/0/label': 'Anders' }, declarations),
  'declarations[].links[].href': line(
    { 'declarations/0/links/0/href': '/krsd/anders' },
    declarations,
  ),
  'declarations[].required': line({ 'declarations/0/required': false }, signingUp(three.slice(1))),
  'signUp.needed': line({ 'signUp/needed': ['Iets anders'] }, start),
  'signUp.public.name': line({ 'signUp/public/name': 'Anders' }, start),
  'signUp.public.status': line({ 'signUp/public/status': 'Anders' }, start),
  'signUp.public.valid-until': line({ 'signUp/public/valid-until': 'Anders' }, start),
  'signUp.public.category': line(
    { 'signUp/public/category': 'Anders' },
    showing('category', start),
  ),
  'signUp.public.number': line({ 'signUp/public/number': 'Anders' }, showing('number', start)),
  'signUp.minutes': line({ 'signUp/minutes': 40 }, start),
  'signUp.hours.once': line({ 'signUp/hours/once': 2 }, start),
  'signUp.hours.aYear': line({ 'signUp/hours/aYear': 4 }, home),
  'signUp.notices[].more': line({ 'signUp/notices/0/more': 'waarom' }, start),
  'signUp.notices[].register': line(
    { 'signUp/notices/0/register': 'big' },
    pages(['/krsd/vragen']),
  ),
  'signUp.notices[].text': line({ 'signUp/notices/0/text': 'Anders.' }, start),
  'signUp.notices[].number.label': line({ 'signUp/notices/0/number/label': 'Anders' }, asksOfWork),
  'signUp.notices[].number.hint': line({ 'signUp/notices/0/number/hint': 'Anders.' }, asksOfWork),
  'signUp.professions[].id': line({ 'signUp/professions/0/id': 'anders' }, asksOfWork),
  'signUp.professions[].label': line({ 'signUp/professions/0/label': 'Anders' }, asksOfWork),
  'signUp.professions[].facts': line({ 'signUp/professions/0/facts': ['works'] }, givenFacts),
  'terms.targetReminderMonths': line({ 'terms/targetReminderMonths': [2] }, aimed),
  'admission.article': line({ 'admission/article': 'artikel 9' }, entering),
  'admission.criterion': line({ 'admission/criterion': 'Anders.' }, entering),
  'admission.without': line({ 'admission/without': undefined }, entering),
  'admission.guidance[].label': line({ 'admission/guidance/0/label': 'Gids' }, entering),
  'admission.guidance[].href': line(
    { 'admission/guidance/0/href': 'https://voorbeeld.nl/gids' },
    entering,
  ),
  'admission.guidance[].text': line({ 'admission/guidance/0/text': 'Anders.' }, entering),
  'admission.form.title': line({ 'admission/form/title': 'Formulier' }, apart),
  'admission.interim.text': line({ 'admission/interim/text': 'Anders.' }, apart),
  'admission.interim.members': line({ 'admission/interim/members': 1 }, ruleOfInterim),
  'admission.interim.within': line({ 'admission/interim/within': 'P1M' }, apart),
  'agreement.title': line({ 'agreement/title': 'Afspraak' }, signingUp(three)),
  'agreement.version': line({ 'agreement/version': '2022-01-01' }, signingUp(three)),
  'agreement.intro': line({ 'agreement/intro': 'Anders.' }, signingUp(three)),
  'agreement.sections[].title': line({ 'agreement/sections/0/title': 'Anders' }, signingUp(three)),
  'agreement.sections[].paragraphs': line(
    { 'agreement/sections/0/paragraphs': ['Anders.'] },
    signingUp(three),
  ),
  'agreement.closing': line({ 'agreement/closing': 'Anders.' }, signingUp(three)),
  'mail.senderName': line({ 'mail/senderName': 'Anders' }, sender),
  'mail.senderAddress': line({ 'mail/senderAddress': 'anders@peil.example' }, sender),
  'certificate.article': line({ 'certificate/article': 'de' }, pages(['/krsd/certificaat'])),
  'certificate.name': line({ 'certificate/name': 'bewijs' }, howItWorks),
  'certificate.many': line(
    { 'certificate/many': 'bewijzen' },
    pages([
      '/krsd',
      '/krsd/vragen',
      '/krsd/toegankelijkheid',
      '/krsd/privacy',
      '/krsd/certificaat',
    ]),
  ),
  'certificate.title': line({ 'certificate/title': 'Bewijs' }, paper),
  'certificate.signedBy': line({ 'certificate/signedBy': 'Anders' }, paper),
  'objection.text': line({ 'objection/text': 'Anders.' }, contact),
  'objection.suspends': line({ 'objection/suspends': true }, contact),
  'complaints.treats': line({ 'complaints/treats': ['Anders.'] }, complaint),
  'complaints.leaves': line({ 'complaints/leaves': ['Anders.'] }, complaint),
  'complaints.elsewhere': line({ 'complaints/elsewhere': 'Anders.' }, complaint),
  ...Object.fromEntries(
    Object.keys(treated).map((key) => [
      `complaints.by.${key}`,
      line(
        { [`complaints/by/${key}`]: key === 'address' ? ['Anders 3'] : 'het anders.voorbeeld.nl' },
        complaint,
        { 'complaints/by': treated },
      ),
    ]),
  ),
  // Six weeks from 24 March 2026 is 5 May.
  'objection.workingDays': line({ 'objection/workingDays': false }, objecting),
  'objection.fee': line({ 'objection/fee': 5000 }, objecting),
  'objection.withoutHearing[].id': line({ 'objection/withoutHearing/0/id': 'other' }, objecting),
  'objection.withoutHearing[].text': line(
    { 'objection/withoutHearing/0/text': 'Anders.' },
    objecting,
  ),
  'objection.further': line({ 'objection/further': 'Anders.' }, contact),
  ...Object.fromEntries(
    Object.entries({
      'follows[].id': 'bcmb',
      'follows[].name': 'Anders',
      'follows[].short': 'het andere college',
      deciders: 1,
      hearing: 'P3W',
      longest: 'P6M',
      interim: false,
      comeBack: 'P1Y',
      'meanwhile.activities': true,
      'meanwhile.apply': true,
      'meanwhile.invoices': true,
    }).map(([key, value]) => [
      `measures.${key}`,
      line(
        { [`measures/${key.replace('[]', '/0').replaceAll('.', '/')}`]: value },
        followed,
        following,
      ),
    ]),
  ),
  'measures.published.kinds': line(
    { 'measures/published/kinds': ['removal'] },
    published,
    following,
  ),
  'measures.published.verdict': line({ 'measures/published/verdict': false }, published, following),
  'measures.published.term': line({ 'measures/published/term': 'P1D' }, published, following),
  'procedures.nonPayment.onHoldAfterDays': line(
    { 'procedures/nonPayment/onHoldAfterDays': 100 },
    due('2026-04-10'),
  ),
  'procedures.nonPayment.withdrawnAfterDays': line(
    { 'procedures/nonPayment/withdrawnAfterDays': 100 },
    // The last reminder comes first.
    written('2026-04-10', async (context) => {
      await doDueWork({ ...context, today: context.today.subtract({ days: 18 }) })
      await doDueWork(context)
    }),
  ),
  'procedures.leave.text': line(
    { 'procedures/leave/text': 'Anders.' },
    pages(['/krsd/reglement']),
    { 'procedures/leave': { text: 'Eerst.' } },
  ),
  'procedures.shielding.text': line({ 'procedures/shielding/text': 'Anders.' }, start),
  'procedures.shielding.grounds[].id': line(
    { 'procedures/shielding/grounds': [{ id: 'anders', label: 'Bedreiging' }] },
    shieldingForm,
    { 'procedures/shielding/grounds': [{ id: 'bedreiging', label: 'Bedreiging' }] },
  ),
  'procedures.shielding.grounds[].label': line(
    { 'procedures/shielding/grounds': [{ id: 'bedreiging', label: 'Iets anders' }] },
    shieldingForm,
    { 'procedures/shielding/grounds': [{ id: 'bedreiging', label: 'Bedreiging' }] },
  ),
  'procedures.shielding.atOnce': line({ 'procedures/shielding/atOnce': false }, shieldingAsked),
  'procedures.shielding.secondPair': line(
    { 'procedures/shielding/secondPair': false },
    shieldingEntered,
  ),
  'procedures.shielding.review': line({ 'procedures/shielding/review': 'P3M' }, shieldingEntered),
  'procedures.shielding.certificate': line(
    { 'procedures/shielding/certificate': 'nothing' },
    shieldingForm,
  ),
  'procedures.death.secondPair': line({ 'procedures/death/secondPair': false }, deathTold, {
    'procedures/death': {},
  }),
  'procedures.death.undo': line({ 'procedures/death/undo': 'P1D' }, deathUndone, {
    'procedures/death': {},
  }),
  ...Object.fromEntries(
    Object.entries({
      id: 'anders',
      label: 'Anders',
      does: 'release',
      rests: 'Anders.',
      decidedBy: 'committee',
      endsWhenPaid: true,
      longest: 'P1W',
    }).map(([key, value]) => [
      `procedures.statusByHand.grounds[].${key}`,
      line({ [`procedures/statusByHand/grounds/0/${key}`]: value }, setByHand, byHandSet),
    ]),
  ),
  'procedures.refunds[].id': line({ 'procedures/refunds/0/id': 'too-much' }, paidBack, refundGiven),
  'procedures.refunds[].label': line(
    { 'procedures/refunds/0/label': 'Te veel betaald' },
    paidBack,
    refundGiven,
  ),
  'procedures.refunds[].rests': line(
    { 'procedures/refunds/0/rests': 'Artikel 5' },
    paidBack,
    refundGiven,
  ),
  'procedures.refunds[].when': line(
    { 'procedures/refunds/0/when': 'application-refused' },
    automatic,
    refundGiven,
  ),
  'procedures.refunds[].keeps': line({ 'procedures/refunds/0/keeps': 5000 }, automatic, {
    'procedures/refunds': [{ id: 'refused', label: 'Geweigerd', when: 'application-refused' }],
  }),
  'procedures.death.kept': line({ 'procedures/death/kept': 'P8Y' }, deathKept, {
    'procedures/death': {},
  }),
  'procedures.retention[].of': line(
    { 'procedures/retention': [{ of: 'looks', keep: 'P4Y' }] },
    pages(['/krsd/privacy']),
    { 'procedures/retention': [{ of: 'mails', keep: 'P4Y' }] },
  ),
  'procedures.retention[].keep': line(
    { 'procedures/retention': [{ of: 'evidence', keep: 'P4Y' }] },
    retained,
    { 'procedures/retention': [{ of: 'evidence', keep: 'P3Y' }] },
  ),
  'procedures.retention[].from': line(
    { 'procedures/retention': [{ of: 'evidence', from: 'validity-end' }] },
    pages(['/krsd/privacy']),
    { 'procedures/retention': [{ of: 'evidence', from: 'decision' }] },
  ),
  'procedures.retention[].does': line(
    { 'procedures/retention': [{ of: 'mails', does: 'keep', ground: 'Nodig.' }] },
    retained,
    { 'procedures/retention': [{ of: 'mails', ground: 'Nodig.' }] },
  ),
  'procedures.retention[].ground': line(
    { 'procedures/retention': [{ of: 'mails', ground: 'Anders.' }] },
    pages(['/krsd/privacy']),
  ),
  'procedures.comingBack.number': line({ 'procedures/comingBack/number': 'kept' }, cameBack, {
    'procedures/comingBack': {},
  }),
  'procedures.adopted': line(
    { 'procedures/adopted': true },
    pages(['/krsd/beheer/reglement'], administrator),
  ),
  'procedures.note': line(
    { 'procedures/note': 'Anders.' },
    pages(['/krsd/beheer/reglement'], administrator),
  ),
  'fromOtherRegisters[].register': line({ 'fromOtherRegisters/0/register': 'nvo' }, kindOfTheirs),
  'fromOtherRegisters[].kinds[].theirs': line(
    { 'fromOtherRegisters/0/kinds/0/theirs': 'cursus' },
    kindOfTheirs,
  ),
  'fromOtherRegisters[].kinds[].ours': line(
    { 'fromOtherRegisters/0/kinds/0/ours': 'workshop' },
    kindOfTheirs,
  ),
  'fromOtherRegisters[].stated[].member': line(
    { 'fromOtherRegisters/0/stated/0/member': 'holding' },
    broughtOfTheirs,
    aFactOfTheirs,
  ),
  'fromOtherRegisters[].stated[].theirs': line(
    { 'fromOtherRegisters/0/stated/0/theirs': 'anders' },
    broughtOfTheirs,
    aFactOfTheirs,
  ),
  'fromOtherRegisters[].stated[].ours': line(
    { 'fromOtherRegisters/0/stated/0/ours': 'anders' },
    broughtOfTheirs,
    aFactOfTheirs,
  ),
  'courses.audiences[].id': line({ 'courses/audiences': [{ id: 'anders', label: 'A' }] }, offered, {
    'courses/audiences': [{ id: 'starters', label: 'A' }],
  }),
  'courses.audiences[].label': line(
    { 'courses/audiences': [{ id: 'starters', label: 'Anders' }] },
    offered,
    { 'courses/audiences': [{ id: 'starters', label: 'A' }] },
  ),
  'courses.themes[].id': line({ 'courses/themes/0/id': 'anders' }, offered),
  'courses.themes[].label': line({ 'courses/themes/0/label': 'Anders' }, offered),
  'courses.ratings.shownFrom': line({ 'courses/ratings': { shownFrom: 6 } }, (register) =>
    shownRatings(register, { ratings: 9, stars: 37 }),
  ),
  'courses.lacks[].norm': line({ 'courses/lacks/0/norm': 'accredited' }, lacked),
  'courses.lacks[].noun': line({ 'courses/lacks/0/noun': 'studie-uren' }, lacked),
  'accreditation.text': line({ 'accreditation/text': 'beroepscode' }, accrediting),
  'accreditation.criteria[].id': line({ 'accreditation/criteria/0/id': 'anders' }, accrediting),
  'accreditation.criteria[].label': line(
    { 'accreditation/criteria/0/label': 'Anders?' },
    accrediting,
  ),
  'accreditation.criteria[].hint': line(
    { 'accreditation/criteria/0/hint': 'Anders.' },
    accrediting,
  ),
  'accreditation.documents[].id': line({ 'accreditation/documents/0/id': 'anders' }, accrediting),
  'accreditation.documents[].label': line(
    { 'accreditation/documents/0/label': 'Anders' },
    accrediting,
  ),
  'accreditation.documents[].required': line(
    { 'accreditation/documents/0/required': false },
    accrediting,
  ),
  'accreditation.counts[].kind': line({ 'accreditation/counts/0/kind': 'other' }, accrediting),
  'accreditation.counts[].attributes': line(
    { 'accreditation/counts/0/attributes': [] },
    accrediting,
  ),
  'accreditation.trainings[].id': line(
    { 'accreditation/trainings/0/id': 'anders' },
    accrediting,
    aTraining,
  ),
  'accreditation.trainings[].label': line(
    { 'accreditation/trainings/0/label': 'Anders' },
    accrediting,
    aTraining,
  ),
  'accreditation.trainings[].document': line(
    { 'accreditation/trainings/0/document': 'anders' },
    accrediting,
    aTraining,
  ),
  'accreditation.paidFirst': line({ 'accreditation/paidFirst': true }, accrediting, costly),
  'accreditation.withdrawn': line({ 'accreditation/withdrawn': 'credited' }, accrediting, costly),
  'accreditation.fees.new': line({ 'accreditation/fees/new': 1 }, accrediting),
  'accreditation.fees.change': line({ 'accreditation/fees/change': 1 }, accrediting),
  'accreditation.fees.extension': line({ 'accreditation/fees/extension': 1 }, accrediting),
  'accreditation.validity': line({ 'accreditation/validity': 'P1Y' }, accrediting),
  'accreditation.members': line({ 'accreditation/members': 1 }, accreditedFor),
  'accreditation.conflicts': line({ 'accreditation/conflicts': [] }, accreditedFor),
  'accreditation.decide': line({ 'accreditation/decide': 'P1W' }, accreditedFor),
  'accreditation.supplement': line({ 'accreditation/supplement': 'P1W' }, accreditedFor),
  'accreditation.endReminderMonths': line(
    { 'accreditation/endReminderMonths': [1] },
    accreditedFor,
  ),
  'signers[].id': line({ 'signers/0/id': 'cibg' }, ofADocument, aSigner),
  'signers[].label': line({ 'signers/0/label': 'de school' }, ofADocument, aSigner),
  'signers[].organisations': line({ 'signers/0/organisations': ['Anders'] }, ofADocument, aSigner),
  'signers[].again': line({ 'signers/0/again': 'Anders.' }, ofADocument, aSigner),
  'texts[].id': line({ 'texts/0/id': 'code' }, pages(['/krsd/teksten/beroepscode'])),
  'texts[].shownOn': line({ 'texts/0/shownOn': ['home', 'questions'] }, home),
  'texts[].title': line({ 'texts/0/title': 'Code' }, pages(['/krsd/teksten/beroepscode'])),
  'declarations[].of': line({ 'declarations/0/of': [] }, signingUp(three), {
    'declarations/0/of': ['beroepscode'],
    'texts/0/from': '2021-01-01',
  }),
  'texts[].from': line({ 'texts/0/from': '2022-01-01' }, pages(['/krsd/teksten/beroepscode']), {
    'texts/0/from': '2021-01-01',
  }),
  'texts[].earlier[].from': line(
    { 'texts/0/earlier/0/from': '2018-01-01' },
    pages(['/krsd/teksten/beroepscode']),
    earlierCode,
  ),
  'texts[].earlier[].paragraphs': line(
    { 'texts/0/earlier/0/paragraphs': ['Anders.'] },
    pages(['/krsd/teksten/beroepscode/2019-01-01']),
    earlierCode,
  ),
  'texts[].paragraphs': line(
    { 'texts/0/paragraphs': ['Anders.'] },
    pages(['/krsd/teksten/beroepscode']),
  ),
  'development.source': line({ 'development/source': 'Anders.' }, competences),
  'development.shown': line({ 'development/shown': false }, competences),
  'development.competences[].id': line({ 'development/competences/0/id': 'anders' }, scanning),
  'development.competences[].label': line(
    { 'development/competences/0/label': 'Anders' },
    competences,
  ),
  'development.competences[].themes': line(
    { 'development/competences/0/themes': ['digital'] },
    searchedBy,
  ),
  'development.competences[].text': line(
    { 'development/competences/0/text': 'Anders.' },
    competences,
  ),
  'development.scale[].label': line({ 'development/scale/0/label': 'Anders' }, scanning),
  'development.scale[].others': line({ 'development/scale/0/others': 'Anders' }, round(0)),
  'development.scale[].point': line({ 'development/scale/1/point': false }, scanned),
  'development.feedback.shownFrom': line({ 'development/feedback/shownFrom': 6 }, round(40)),
  'development.feedback.open': line({ 'development/feedback/open': 'P6W' }, round(0)),
  'development.feedback.reminderDays': line({ 'development/feedback/reminderDays': [3] }, round(4)),
  'development.feedback.again': line({ 'development/feedback/again': 'P9M' }, round(0)),
  'development.feedback.questions[].id': line(
    { 'development/feedback/questions/0/id': 'anders' },
    round(0),
  ),
  'development.feedback.questions[].label': line(
    { 'development/feedback/questions/0/label': 'Anders?' },
    round(0),
  ),
  'development.feedback.activity.kind': line(
    { 'development/feedback/activity/kind': 'workshop' },
    round(40),
    { 'development/feedback/activity': inPortfolio },
  ),
  'development.feedback.activity.title': line(
    { 'development/feedback/activity/title': 'Anders' },
    round(40),
    { 'development/feedback/activity': inPortfolio },
  ),
  'meetingPlace.text': line({ 'meetingPlace/text': 'Anders.' }, comingTogether),
  'meetingPlace.regions[].id': line({ 'meetingPlace/regions/0/id': 'anders' }, comingTogether),
  'meetingPlace.regions[].label': line(
    { 'meetingPlace/regions/0/label': 'Anders' },
    comingTogether,
  ),
  'meetingPlace.themes[].id': line({ 'meetingPlace/themes/0/id': 'anders' }, comingTogether),
  'meetingPlace.themes[].label': line({ 'meetingPlace/themes/0/label': 'Anders' }, comingTogether),
  'costExample.note': line({ 'costExample/note': 'Anders.' }, costs),
  'costExample.rows[].year': line({ 'costExample/rows/0/year': 2 }, costs),
  'costExample.rows[].label': line({ 'costExample/rows/0/label': 'Anders' }, costs),
  'costExample.rows[].kind': line({ 'costExample/rows/1/kind': 'webinar' }, costs),
  'costExample.rows[].hours': line({ 'costExample/rows/0/hours': 2 }, costs),
  'costExample.rows[].points': line({ 'costExample/rows/1/points': 2 }, costs),
  'costExample.rows[].accredited': line({ 'costExample/rows/1/accredited': true }, costs),
  'costExample.rows[].cents': line({ 'costExample/rows/1/cents': 100 }, costs),
}

/** The invoice that follows an approval, as it goes onto paper. */
function invoiceOnPaper(): Sight {
  return written('2026-01-06', async (context) => {
    await approve(context)
    const { rows } = await sql<{ content: unknown }>`
      select content from paper_to_make where content ->> 'kind' = 'invoice'`.execute(context.db)
    assert.ok(rows.length > 0)
    return rows
  })
}

/** A page where the regulation in force makes something public as well. */
function showing(field: PublicField, sight: Sight): Sight {
  return (register) =>
    sight({
      ...register,
      versions: versions.map((version) => ({
        ...version,
        regulation: {
          ...version.regulation,
          public: [...version.regulation.public, field],
        },
      })),
    })
}

test('a committee meets in at least one month', () => {
  assert.throws(() => read({ 'terms/committee/months': [] }), /months/)
})

test('every key of a register.yaml has a line', () => {
  assert.deepEqual(Object.keys(lines).toSorted(), keysOf(registerFile).toSorted())
})

for (const [key, { changes, sight, given }] of Object.entries(lines)) {
  test(`changing ${key} is seen`, async () => {
    const before = await sight(read(given))
    assert.deepEqual(plain(await sight(read(given))), plain(before), 'seen twice the same')
    assert.notDeepEqual(plain(await sight(read({ ...given, ...changes }))), plain(before))
  })
}

function plain(seen: unknown): unknown {
  return JSON.parse(JSON.stringify(seen ?? null))
}
