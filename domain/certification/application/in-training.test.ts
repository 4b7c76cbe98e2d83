import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { prepareMove } from '#domain/certification/application/prepare-move.ts'
import { submitMove } from '#domain/certification/application/submit-move.ts'
import { answerSigning } from '#domain/dossier/signing/answer-signing.ts'
import { signDocument } from '#domain/dossier/signing/sign-document.ts'
import type { Stated } from '#domain/dossier/statement/statement.ts'
import { answerSupervision } from '#domain/dossier/supervision/answer-supervision.ts'
import { askSupervision } from '#domain/dossier/supervision/ask-supervision.ts'
import { colleagueIn } from '#domain/dossier/supervision/colleague-in.ts'
import { watchSupervisions } from '#domain/dossier/supervision/watch-supervisions.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { publicEntryId } from '#domain/public-register/entry/public-register.ts'
import { publishEntry } from '#domain/public-register/entry/publish-entry.ts'
import { hundredthsOf } from '#engine'
import type { CastAccount, CastProfessional } from '#testing/cast.ts'
import { colleague, file, judge, passOn, professional, stated } from '#testing/cast.ts'
import type { TestPlatform } from '#testing/platform.ts'
import { testPlatform } from '#testing/platform.ts'
import { textOf } from '#testing/portfolio.ts'
import { byHand } from '#testing/records.ts'

// Somebody in training, from the request until the decision that makes them a Junior: with a diploma that
// takes one of the masterclasses away, and with nothing but a tick.

const start = '2026-09-01'
const end = '2027-06-01'
const day = Temporal.PlainDate.from
let peil: TestPlatform
let sanne: CastAccount
let willemijn: CastProfessional
const members: CastAccount[] = []

before(async () => {
  peil = await testPlatform({ register: 'clientondersteuners' })
  const names = { firstName: 'Sanne', lastName: 'Bakker' }
  sanne = await colleague(peil, { email: 'sanne@voorbeeld.nl', ...names }, ['secretariat'])
  for (const firstName of ['Tom', 'Marieke']) {
    const email = `${firstName.toLowerCase()}@voorbeeld.nl`
    members.push(await colleague(peil, { email, firstName, lastName: 'Lid' }, ['committee']))
  }
  willemijn = await professional(peil, {
    email: 'willemijn@voorbeeld.nl',
    firstName: 'Willemijn',
    lastName: 'de Vries',
    status: 'certified',
    validFirst: '2024-01-01',
    validLast: '2028-12-31',
  })
  await peil.act({ kind: 'system', task: 'test' }, async (context) => {
    await byHand(context)
    const { registrationId: id } = willemijn
    await context.db
      .updateTable('registration')
      .set({ category: 'senior' })
      .where('id', '=', id)
      .execute()
    await publishEntry(context, id)
  })
})

const fact = (id: string, value: boolean | Temporal.PlainDate): Stated => ({
  member: 'fact',
  fact: id,
  value,
})

const document = (kind: string, on: string): Stated => ({
  member: 'document',
  kind,
  issuedOn: day(on),
  details: {},
})

const act = <Result>(
  who: CastProfessional,
  work: (context: Context) => Promise<Result>,
  on: string,
): Promise<Result> => peil.act(who.actor, work, on)

async function supervised(who: CastProfessional): Promise<void> {
  const asked = await act(
    who,
    (context) =>
      askSupervision(context, {
        registrationId: who.registrationId,
        document: 'supervisor',
        colleague: colleagueIn(context, 'supervisor'),
        entryId: publicEntryId(willemijn.registrationId),
      }),
    start,
  )
  const id = asked.outcome === 'asked' ? asked.id : ''
  const answered = await act(
    willemijn,
    (context) =>
      answerSupervision(context, {
        id,
        version: 1,
        colleagueId: willemijn.registrationId,
        answer: 'accept',
        remark: '',
      }),
    start,
  )
  assert.equal(answered.outcome, 'answered')
}

async function decided(applicationId: string, on: string): Promise<void> {
  await passOn(peil, sanne.actor, applicationId, on)
  for (const member of members) await judge(peil, member, applicationId, on)
}

const categoryOf = async ({ registrationId }: CastProfessional) =>
  (
    await peil.platform.db
      .selectFrom('registration')
      .where('id', '=', registrationId)
      .select(['category', 'status'])
      .executeTakeFirstOrThrow()
  ).category

/** Asks to be in training, with what was stated of the two diplomas, and is admitted. */
async function inTraining(
  email: string,
  diplomas: { readonly broker: boolean; readonly nurse: boolean },
): Promise<CastProfessional> {
  const who = await professional(peil, { email, firstName: 'Samira', lastName: 'Haddad' })
  const { registrationId } = who
  for (const each of [
    { member: 'category', category: 'in-training' } as const,
    document('vog', '2026-08-01'),
    fact('listed-diploma', false),
    fact('evc', false),
    fact('other-diploma', true),
    fact('training-finished', false),
    fact('training-following', true),
    fact('graduated-on', day('1995-07-01')),
    fact('at-drechtsteden', false),
    fact('informal-care-broker-diploma', diplomas.broker),
    fact('nursing-diploma', diplomas.nurse),
    document('curriculum-vitae', '2026-08-20'),
  ]) {
    await stated(peil, who, each, start)
  }
  await supervised(who)
  const signed = await act(
    who,
    (context) =>
      signDocument(context, {
        registrationId,
        document: 'request-in-training',
        details: { 'training-provider': 'De Academie' },
        typedName: 'Samira Haddad',
      }),
    start,
  )
  assert.equal(signed.outcome, 'signed')
  await peil.makePapers()
  const applicationId = await file(peil, who, start)
  const page = await textOf(
    await peil.get(`/clientondersteuners/werk/aanvragen/${applicationId}`, sanne.cookie),
  )
  for (const shown of [
    /Verzoek In opleiding/,
    /verzoek-categorie-in-opleiding/,
    /Willemijn de Vries/,
  ]) {
    assert.match(page, shown)
  }
  if (diplomas.nurse) assert.match(page, /vrijstelling van masterclass 4/)
  if (diplomas.broker) assert.match(page, /vrijstelling van masterclass 2/)
  await decided(applicationId, start)
  assert.equal(await categoryOf(who), 'in-training')
  // Signed before the admission it could not say the day; whoever reads it now is told.
  const paper = await textOf(
    await peil.get(
      '/clientondersteuners/mijn/dossier/ondertekenen/request-in-training',
      who.cookie,
    ),
  )
  assert.match(paper, /afronden: uiterlijk op 1 september 2027\./)
  return who
}

async function finished(who: CastProfessional, masterclasses: readonly number[]): Promise<void> {
  const { registrationId } = who
  const certificates = masterclasses.map((nth) => `masterclass-${nth}`)
  for (const kind of [...certificates, 'practice-test', 'reflection-test']) {
    await stated(peil, who, document(kind, '2027-05-01'), end)
  }
  await stated(peil, who, document('vog', '2027-05-01'), end)
  await stated(peil, who, fact('training-finished', true), end)
  const asked = await act(
    who,
    (context) =>
      signDocument(context, {
        registrationId,
        document: 'supervision-statement',
        details: {
          'supervision-first': '2026-09-01',
          'supervision-last': '2027-05-20',
          'supervision-meetings': hundredthsOf(900),
        },
        typedName: 'Samira Haddad',
      }),
    end,
  )
  const id = asked.outcome === 'awaiting' ? asked.id : ''
  const signed = await act(
    willemijn,
    (context) =>
      answerSigning(context, {
        id,
        version: 1,
        colleagueId: willemijn.registrationId,
        answer: 'answer',
        typedName: 'Willemijn de Vries',
        remark: '',
      }),
    end,
  )
  assert.equal(signed.outcome, 'signed')
}

const toJunior = (who: CastProfessional) =>
  act(
    who,
    (context) =>
      submitMove(context, {
        registrationId: who.registrationId,
        moveId: 'in-training-to-junior',
        declared: 'Ja.',
        declarations: context.register.declarations.map(({ id }) => id),
      }),
    end,
  )

async function becomesJunior(who: CastProfessional): Promise<void> {
  const submitted = await toJunior(who)
  assert.equal(submitted.outcome, 'submitted')
  await decided(submitted.outcome === 'submitted' ? submitted.applicationId : '', end)
  assert.equal(await categoryOf(who), 'junior')
  await peil.act({ kind: 'system', task: 'test' }, watchSupervisions, end)
  const running = await peil.platform.db
    .selectFrom('supervision')
    .where('registration_id', '=', who.registrationId)
    .select(['status', 'end_reason'])
    .execute()
  assert.deepEqual(running, [{ status: 'ended', end_reason: 'finished' }])
}

test('a Mantelzorgmakelaar becomes a Junior without masterclass 2', async () => {
  const who = await inTraining('makelaar@voorbeeld.nl', { broker: true, nurse: false })
  await finished(who, [1, 3, 4])
  await becomesJunior(who)
})

test('a nurse becomes a Junior without masterclass 4, and not without another', async () => {
  const who = await inTraining('verpleegkundige@voorbeeld.nl', { broker: false, nurse: true })
  await finished(who, [1, 2])
  const early = await toJunior(who)
  assert.equal(early.outcome, 'not-allowed', 'masterclass 3 is missing')
  await stated(peil, who, document('masterclass-3', '2027-05-10'), end)
  await becomesJunior(who)
})

test('who has neither diploma needs all four', async () => {
  const who = await inTraining('zonder@voorbeeld.nl', { broker: false, nurse: false })
  await finished(who, [1, 2, 3])
  const prepared = await act(
    who,
    (context) => prepareMove(context, who.registrationId, 'in-training-to-junior'),
    end,
  )
  assert.equal(prepared?.hindrance?.is, 'not-met')
  await stated(peil, who, document('masterclass-4', '2027-05-10'), end)
  await becomesJunior(who)
})
