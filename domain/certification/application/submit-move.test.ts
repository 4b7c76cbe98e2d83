import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { before, test } from 'node:test'
import { prepareApplication } from '#domain/certification/application/prepare-application.ts'
import { movesFrom, prepareMove } from '#domain/certification/application/prepare-move.ts'
import { findApplication } from '#domain/certification/application/queries.ts'
import { submitMove } from '#domain/certification/application/submit-move.ts'
import { findDecision } from '#domain/certification/committee/decision-queries.ts'
import { replayDecisions } from '#domain/certification/committee/replay-decisions.ts'
import { endMoves } from '#domain/certification/validity/end-moves.ts'
import { expireRegistrations } from '#domain/certification/validity/expire-registrations.ts'
import { remindExpiry } from '#domain/certification/validity/remind-expiry.ts'
import { tellPossibleMoves } from '#domain/certification/validity/tell-possible-moves.ts'
import { withdrawApplication } from '#domain/certification/validity/withdraw-application.ts'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { openActivity } from '#domain/dossier/portfolio/open-activity.ts'
import type { Stated } from '#domain/dossier/statement/statement.ts'
import { hundredthsOf } from '#engine'
import type { CastAccount, CastProfessional } from '#testing/cast.ts'
import {
  clientSupport,
  colleague,
  file,
  judge,
  passOn,
  professional,
  stated,
} from '#testing/cast.ts'
import type { TestPlatform } from '#testing/platform.ts'
import { testPlatform } from '#testing/platform.ts'
import { textOf } from '#testing/portfolio.ts'
import { assertRecorded, byHand } from '#testing/records.ts'

// From one category to another, at any time, in a register that has categories.

const today = '2026-09-01'
const later = '2026-12-01'
const day = Temporal.PlainDate.from
let peil: TestPlatform
let sanne: CastAccount
const members: CastAccount[] = []
let people = 0

before(async () => {
  peil = await testPlatform({ register: 'clientondersteuners' })
  const names = { firstName: 'Sanne', lastName: 'Bakker' }
  sanne = await colleague(peil, { email: 'sanne@voorbeeld.nl', ...names }, ['secretariat'])
  for (const firstName of ['Tom', 'Marieke']) {
    const email = `${firstName.toLowerCase()}@voorbeeld.nl`
    members.push(await colleague(peil, { email, firstName, lastName: 'Lid' }, ['committee']))
  }
})

const admission: readonly Stated[] = [
  { member: 'category', category: 'junior' },
  { member: 'fact', fact: 'listed-diploma', value: true },
  { member: 'fact', fact: 'graduated-on', value: day('1995-07-01') },
  { member: 'document', kind: 'vog', issuedOn: day('2026-08-01'), details: {} },
]

const work: readonly Stated[] = [
  {
    member: 'work',
    first: day('2023-01-01'),
    hoursPerWeek: hundredthsOf(2400),
    details: clientSupport,
  },
  { member: 'document', kind: 'employment-contract', issuedOn: day('2023-01-01'), details: {} },
]

const second = {
  member: 'work',
  first: day('2026-01-01'),
  hoursPerWeek: hundredthsOf(3000),
} as const

async function decide(
  applicationId: string,
  on: string,
  whole: 'meets' | 'fails' = 'meets',
  no = '',
) {
  const grants =
    no === ''
      ? {}
      : { [no]: { outcome: 'rejected', amount: undefined, reason: 'Te weinig.' } as const }
  for (const member of members) await judge(peil, member, applicationId, on, grants, whole)
}

async function junior(): Promise<CastProfessional> {
  people += 1
  const email = `junior${people}@voorbeeld.nl`
  const who = await professional(peil, { email, firstName: 'Anouk', lastName: 'de Vries' })
  for (const one of admission) await stated(peil, who, one, today)
  const applicationId = await file(peil, who, today)
  await passOn(peil, sanne.actor, applicationId, today)
  await decide(applicationId, today)
  return who
}

const submit = (who: CastProfessional, moveId: string, on = later) =>
  peil.act(
    who.actor,
    (context) =>
      submitMove(context, {
        registrationId: who.registrationId,
        moveId,
        declared: 'Ja.',
        declarations: context.register.declarations.map(({ id }) => id),
      }),
    on,
  )

const registrationOf = (who: CastProfessional) =>
  peil.platform.db
    .selectFrom('registration')
    .where('id', '=', who.registrationId)
    .select(['category', 'valid_first', 'valid_last', 'counted_until'])
    .executeTakeFirstOrThrow()

const certificatesOf = (who: CastProfessional) =>
  peil.platform.db
    .selectFrom('certificate')
    .where('registration_id', '=', who.registrationId)
    .orderBy('id')
    .select(['code', 'category', 'replaced_on', 'valid_last'])
    .execute()

test('a Junior who has worked becomes Senior, in the same period, with another certificate', async () => {
  const anouk = await junior()
  const before = await registrationOf(anouk)
  const early = await submit(anouk, 'to-senior')
  assert.equal(early.outcome, 'not-allowed')
  const missing =
    early.outcome === 'not-allowed' && early.hindrance.is === 'not-met' && early.hindrance.missing
  assert.match(String(missing), /Werkervaring/)
  await peil.setToday(later)
  const offered = await textOf(await peil.get('/clientondersteuners/mijn/dossier', anouk.cookie))
  assert.match(offered, /Een andere categorie Senior aanvragen/)
  const asking = '/clientondersteuners/mijn/dossier/verandering/to-senior'
  const asked = await textOf(await peil.get(asking, anouk.cookie))
  assert.match(asked, /U kunt dit nog niet aanvragen We vragen nog: Werk/)
  const claims = []
  for (const one of work) claims.push(await stated(peil, anouk, one, later))
  const clear = await textOf(await peil.get(asking, anouk.cookie))
  assert.match(clear, /Aanvraag insturen/)
  assert.doesNotMatch(clear, /Klopt uw werk/)
  await stated(peil, anouk, { ...second, details: clientSupport }, later)
  const busy = await textOf(await peil.get(asking, anouk.cookie))
  assert.match(busy, /Klopt uw werk\? Samen 54 uur per week\?/)
  const submitted = await submit(anouk, 'to-senior')
  assert.equal(submitted.outcome, 'submitted')
  const applicationId = submitted.outcome === 'submitted' ? submitted.applicationId : ''
  assert.equal((await submit(anouk, 'to-senior')).outcome, 'already-running')
  const page = await textOf(
    await peil.get(`/clientondersteuners/werk/aanvragen/${applicationId}`, sanne.cookie),
  )
  assert.match(page, /Soort Andere categorie Categorie Senior/)
  assert.match(page, /Op 1 september 2026 in orde bevonden door Sanne Bakker/)
  await passOn(peil, sanne.actor, applicationId, later)
  await decide(applicationId, later)
  const after = await registrationOf(anouk)
  assert.deepEqual(after, { ...before, category: 'senior' })
  const [old, fresh] = await certificatesOf(anouk)
  assert.equal(old?.replaced_on, later)
  assert.deepEqual([fresh?.category, fresh?.replaced_on], ['senior', null])
  assert.equal(fresh?.valid_last, old?.valid_last)
  const { dossier } = await peil.act(anouk.actor, (context) =>
    loadDossier(context, anouk.registrationId),
  )
  assert.equal(dossier.category, 'senior')
  await assertRecorded(peil, 'registration', 'move', anouk.registrationId)
  const register = peil.platform.registers.get('clientondersteuners')
  assert.ok(register)
  const { differing } = await replayDecisions(peil.platform.db, register)
  assert.deepEqual(differing, [])
})

test('what was stated after the page was opened is said first, and nothing is sent', async () => {
  const anouk = await junior()
  for (const one of work) await stated(peil, anouk, one, later)
  const seenClaims = (
    await peil.act(anouk.actor, (context) => loadDossier(context, anouk.registrationId), later)
  ).standing.claims
    .filter(({ stated: { member }, endedOn }) => member !== 'category' && endedOn === undefined)
    .map(({ id, proofs }) => ({ id, files: proofs.length }))
  const asks = {
    registrationId: anouk.registrationId,
    moveId: 'to-senior',
    declared: 'Ja.',
    declarations: (peil.platform.registers.get('clientondersteuners')?.declarations ?? []).map(
      ({ id }) => id,
    ),
  }
  const other = await stated(
    peil,
    anouk,
    { member: 'document', kind: 'employment-contract', issuedOn: day('2023-02-01'), details: {} },
    later,
  )
  const send = (seen: typeof seenClaims) =>
    peil.act(anouk.actor, (context) => submitMove(context, { ...asks, seenClaims: seen }), later)
  const stale = await send(seenClaims)
  assert.ok(stale.outcome === 'changed')
  assert.deepEqual(
    stale.stated.changed.map(({ id }) => id),
    [other.claim],
  )
  assert.equal((await send([...seenClaims, { id: other.claim, files: 0 }])).outcome, 'changed')
  assert.equal((await send([...seenClaims, { id: other.claim, files: 1 }])).outcome, 'submitted')
})

test('in the last year of a period another category may be asked with its renewal', async () => {
  const anouk = await junior()
  const dossierOn = async (on: string) => {
    await peil.setToday(on)
    return textOf(await peil.get('/clientondersteuners/mijn/dossier', anouk.cookie))
  }
  const offer = /samen met uw verlenging: kies een andere categorie/
  assert.equal((await registrationOf(anouk)).valid_last, '2031-08-31')
  assert.doesNotMatch(await dossierOn('2030-08-30'), offer)
  assert.match(await dossierOn('2030-08-31'), offer)
  const sent = await peil.post(
    '/clientondersteuners/mijn/dossier/categorie',
    { _once: crypto.randomUUID(), category: 'senior' },
    anouk.cookie,
  )
  assert.equal(sent.status, 303)
  const asked = await dossierOn('2030-08-31')
  assert.match(asked, /Aan te vragen categorie Senior/)
  assert.match(asked, /Werk Nodig voor: Werkervaring \(artikel 4 onder a\)/)
  const prepared = await peil.act(
    anouk.actor,
    (context) => prepareApplication(context, anouk.registrationId),
    '2030-08-31',
  )
  assert.deepEqual([prepared.kind, prepared.move?.id], ['renewal', 'to-senior'])
  const { norms } = prepared.assessment
  assert.equal(norms.find(({ id }) => id === 'total')?.required, 16000, 'as of every renewal')
  // What the new category asks holds beside it: work after the diploma that was never stated.
  const move = norms.find(({ id }) => id === 'to-senior')
  assert.equal(move?.outcome, 'not-met')
})

test('a renewal that asks another category asks what the change to it wants as well', async () => {
  const anouk = await junior()
  await peil.act({ kind: 'system', task: 'test' }, async (context) => {
    await byHand(context)
    await context.db
      .updateTable('registration')
      .set({ category: 'in-training' })
      .where('id', '=', anouk.registrationId)
      .execute()
  })
  await peil.setToday('2031-01-15')
  const read = async () => textOf(await peil.get('/clientondersteuners/mijn/dossier', anouk.cookie))
  const first = await read()
  assert.match(first, /Categorie In opleiding Aan te vragen categorie Junior/)
  assert.match(
    first,
    /vragen we nog VOG Opleiding bij HBO Drechtsteden Certificaat van de praktijktoets Certificaat van de reflectietoets Verklaring supervisie/,
  )
  await stated(peil, anouk, { member: 'fact', fact: 'at-drechtsteden', value: true }, '2031-01-15')
  const then = await read()
  assert.match(then, /VOG Certificaat van HBO Drechtsteden Certificaat van de praktijktoets/)
})

test('refused, everything stays as it was', async () => {
  const anouk = await junior()
  const before = await registrationOf(anouk)
  const claims = []
  for (const one of work) claims.push((await stated(peil, anouk, one, later)).claim)
  const submitted = await submit(anouk, 'to-senior')
  const applicationId = submitted.outcome === 'submitted' ? submitted.applicationId : ''
  await passOn(peil, sanne.actor, applicationId, later)
  await decide(applicationId, later, 'fails', claims[0])
  const decision = await peil.act(sanne.actor, (context) => findDecision(context, applicationId))
  assert.equal(decision?.outcome, 'refused')
  assert.deepEqual(await registrationOf(anouk), before)
  const [only, other] = await certificatesOf(anouk)
  assert.equal(only?.replaced_on, null)
  assert.equal(other, undefined)
})

async function basis(): Promise<CastProfessional> {
  people += 1
  const bas = await professional(peil, {
    email: `basis${people}@voorbeeld.nl`,
    firstName: 'Bas',
    lastName: 'Is',
    status: 'certified',
    validFirst: '2025-02-01',
    validLast: '2028-01-31',
  })
  await peil.act({ kind: 'system', task: 'test' }, async (context) => {
    await byHand(context)
    await context.db
      .updateTable('registration')
      .set({ category: 'basis' })
      .where('id', '=', bas.registrationId)
      .execute()
  })
  return bas
}

const statusOf = async (who: CastProfessional) => {
  const { status } = await peil.platform.db
    .selectFrom('registration')
    .where('id', '=', who.registrationId)
    .select('status')
    .executeTakeFirstOrThrow()
  return status
}

const lastDayPasses = (on: string) =>
  peil.act(
    { kind: 'system', task: 'test' },
    async (context) => {
      for (const work of [remindExpiry, expireRegistrations, endMoves]) await work(context)
    },
    on,
  )

const mailsTo = (who: CastProfessional, kind: string) =>
  peil.platform.db
    .selectFrom('mail_message')
    .where('account_id', '=', who.accountId)
    .where('kind', '=', kind)
    .select('body_text')
    .execute()

test('a former Basis becomes Junior at their request, for five years from the original start', async () => {
  const anouk = await basis()
  const { moves, prepared } = await peil.act(
    anouk.actor,
    async (context) => ({
      moves: movesFrom(await loadDossier(context, anouk.registrationId)).map(({ id }) => id),
      prepared: await prepareMove(context, anouk.registrationId, 'to-senior'),
    }),
    today,
  )
  assert.deepEqual(moves, ['basis-to-junior'])
  assert.equal(prepared?.hindrance?.is, 'not-from')
  assert.equal((await submit(anouk, 'nonsense', today)).outcome, 'not-found')
  // Article 3 paragraph 5: entering activities becomes possible then, and not before.
  const pages = '/clientondersteuners/mijn'
  const portfolio = await textOf(await peil.get(pages, anouk.cookie))
  assert.match(portfolio, /In de categorie Basis kunnen geen activiteiten worden ingevoerd/)
  assert.match(portfolio, /zodra u de categorie Junior hebt \(artikel 3 lid 5\)/)
  assert.doesNotMatch(portfolio, /Activiteit toevoegen/)
  const led = await peil.get(`${pages}/activiteiten`, anouk.cookie)
  assert.equal(led.headers.get('location'), pages)
  const enters = () =>
    peil.act(anouk.actor, async (context) => {
      const id = randomUUID()
      const wanted = { id, version: undefined, files: [] }
      const opened = await openActivity(context, anouk.registrationId, wanted)
      return opened.outcome === 'frozen' ? opened.why : opened.outcome
    })
  assert.equal(await enters(), 'former-category')
  const submitted = await submit(anouk, 'basis-to-junior', today)
  const applicationId = submitted.outcome === 'submitted' ? submitted.applicationId : ''
  await passOn(peil, sanne.actor, applicationId, today)
  await decide(applicationId, today)
  const { category, valid_first, valid_last } = await registrationOf(anouk)
  assert.deepEqual([category, valid_first, valid_last], ['junior', '2025-02-01', '2030-01-31'])
  assert.equal(await enters(), 'open')
  assert.match(await textOf(await peil.get(pages, anouk.cookie)), /Activiteit toevoegen/)
})

test('a former Basis who asks on the last day stays registered, and the period goes on from its start', async () => {
  const bas = await basis()
  const submitted = await submit(bas, 'basis-to-junior', '2028-01-31')
  assert.ok(submitted.outcome === 'submitted')
  const [received] = await mailsTo(bas, 'application-received')
  assert.match(received?.body_text ?? '', /blijft u geregistreerd tot het besluit/)
  await lastDayPasses('2028-02-01')
  assert.equal(await statusOf(bas), 'renewal-pending')
  await passOn(peil, sanne.actor, submitted.applicationId, '2028-02-02')
  await decide(submitted.applicationId, '2028-02-10')
  assert.equal(await statusOf(bas), 'certified')
  const { category, valid_first, valid_last } = await registrationOf(bas)
  assert.deepEqual([category, valid_first, valid_last], ['junior', '2025-02-01', '2030-01-31'])
  const shown = await peil.platform.db
    .selectFrom('public_entry')
    .where('registration_id', '=', bas.registrationId)
    .select('status')
    .executeTakeFirst()
  assert.equal(shown?.status, 'certified')
})

test('a former Basis who takes that back, or asks a day later, is not registered any more', async () => {
  const bas = await basis()
  const submitted = await submit(bas, 'basis-to-junior', '2028-01-31')
  assert.ok(submitted.outcome === 'submitted')
  await lastDayPasses('2028-02-01')
  const { applicationId } = submitted
  const taken = await peil.act(
    bas.actor,
    (context) => withdrawApplication(context, bas.registrationId, applicationId),
    '2028-02-02',
  )
  assert.deepEqual(taken, { outcome: 'withdrawn', expired: true })
  assert.equal(await statusOf(bas), 'expired')
  const late = await submit(bas, 'basis-to-junior', '2028-02-02')
  assert.equal(late.outcome === 'not-allowed' && late.hindrance.is, 'not-open')
})

test('withdrawn halfway a change is asked again, and of two at once one is sent', async () => {
  const bas = await basis()
  const first = await submit(bas, 'basis-to-junior', today)
  assert.ok(first.outcome === 'submitted')
  await passOn(peil, sanne.actor, first.applicationId, today)
  const [member] = members
  if (member !== undefined) await judge(peil, member, first.applicationId, today, {}, 'meets')
  await peil.act(
    bas.actor,
    (context) => withdrawApplication(context, bas.registrationId, first.applicationId),
    today,
  )
  assert.deepEqual(
    [await statusOf(bas), (await registrationOf(bas)).category],
    ['certified', 'basis'],
  )
  const both = await Promise.all([1, 2].map(() => submit(bas, 'basis-to-junior', today)))
  assert.deepEqual(both.map(({ outcome }) => outcome).sort(), ['already-running', 'submitted'])
  const again = both.find((one) => one.outcome === 'submitted')
  assert.ok(again?.outcome === 'submitted')
  await passOn(peil, sanne.actor, again.applicationId, today)
  await decide(again.applicationId, today)
  assert.equal((await registrationOf(bas)).category, 'junior')
})

test('another category in the same period renews nothing, and ends with that period', async () => {
  const anouk = await junior()
  for (const one of work) await stated(peil, anouk, one, later)
  const { valid_last } = await registrationOf(anouk)
  const last = day(valid_last ?? '')
  const asksOn = last.subtract({ days: 40 })
  const vog = { member: 'document', kind: 'vog', issuedOn: asksOn, details: {} } as const
  await stated(peil, anouk, vog, asksOn.toString())
  const submitted = await submit(anouk, 'to-senior', asksOn.toString())
  assert.ok(submitted.outcome === 'submitted', submitted.outcome)
  const received = (await mailsTo(anouk, 'application-received')).at(-1)
  assert.doesNotMatch(received?.body_text ?? '', /tot het besluit/)
  const { applicationId } = submitted
  const renewal = await peil.act(
    anouk.actor,
    (context) => prepareApplication(context, anouk.registrationId),
    last.toString(),
  )
  assert.equal(renewal.hindrance?.is, 'running')
  await peil.setToday(last.toString())
  const page = await textOf(
    await peil.get(`/clientondersteuners/mijn/certificering/${applicationId}`, anouk.cookie),
  )
  assert.match(page, /Deze aanvraag verlengt die niet/)
  await lastDayPasses(last.subtract({ months: 1 }).toString())
  assert.equal((await mailsTo(anouk, 'expiry-reminder')).length, 1)
  await lastDayPasses(last.toString())
  assert.equal(await statusOf(anouk), 'certified')
  await lastDayPasses(last.add({ days: 1 }).toString())
  assert.equal(await statusOf(anouk), 'expired')
  const { application } = (await peil.act(sanne.actor, (context) =>
    findApplication(context, applicationId),
  )) ?? { application: undefined }
  assert.deepEqual([application?.status, application?.endedBy], ['withdrawn', 'registration'])
})

test('a Junior who has worked enough for Senior is told so, once', async () => {
  const anouk = await junior()
  const run = () => peil.act({ kind: 'system', task: 'test' }, tellPossibleMoves, later)
  const told = async () => {
    await run()
    const mails = await peil.platform.db
      .selectFrom('mail_message')
      .where('kind', '=', 'could-move')
      .where('account_id', '=', anouk.accountId)
      .select('body_text')
      .execute()
    return mails.map(({ body_text }) => body_text)
  }
  assert.deepEqual(await told(), [])
  const some = { first: day('2026-01-01'), details: clientSupport }
  await stated(peil, anouk, { member: 'work', ...some, hoursPerWeek: hundredthsOf(2400) }, later)
  assert.deepEqual(await told(), [])
  const more = { first: day('2022-01-01'), last: day('2025-12-31'), details: clientSupport }
  await stated(peil, anouk, { member: 'work', ...more, hoursPerWeek: hundredthsOf(2400) }, later)
  const [mail, another] = await told()
  assert.match(mail ?? '', /U bent nu Junior/)
  assert.equal(another, undefined)
  assert.equal((await told()).length, 1)
  await assertRecorded(peil, 'registration', 'tell-move', anouk.registrationId)
})
