import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { adviseApplication } from '#domain/certification/application/advise-application.ts'
import { answerReturn } from '#domain/certification/application/answer-return.ts'
import type { ReturnItem } from '#domain/certification/application/application.ts'
import { claimsToJudge } from '#domain/certification/application/filed-claims.ts'
import { findApplication } from '#domain/certification/application/queries.ts'
import { returnApplication } from '#domain/certification/application/return-application.ts'
import { findDecision } from '#domain/certification/committee/decision-queries.ts'
import { withGrants } from '#domain/certification/committee/judgement.ts'
import { verdictsOf } from '#domain/certification/committee/queries.ts'
import { passOnApplication } from '#domain/certification/meeting/pass-on-application.ts'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { findClaims } from '#domain/dossier/statement/queries.ts'
import type { Statement } from '#domain/dossier/statement/state.ts'
import { state } from '#domain/dossier/statement/state.ts'
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
  proofsOf,
} from '#testing/cast.ts'
import type { TestPlatform } from '#testing/platform.ts'
import { testPlatform } from '#testing/platform.ts'
import { textOf } from '#testing/portfolio.ts'
import { assertRecorded } from '#testing/records.ts'

// What somebody stated beside activities, from sending it to the decision, in a register that admits
// people by diploma, VOG and work.

const today = '2026-09-01'
const day = Temporal.PlainDate.from
let peil: TestPlatform
let sanne: CastAccount
const members: CastAccount[] = []
let people = 0

before(async () => {
  peil = await testPlatform({ register: 'clientondersteuners' })
  const names = { firstName: 'Sanne', lastName: 'Bakker' }
  sanne = await colleague(peil, { email: 'sanne@voorbeeld.nl', ...names }, ['secretariat'])
  for (const firstName of ['Tom', 'Marieke', 'Aylin']) {
    const email = `${firstName.toLowerCase()}@voorbeeld.nl`
    members.push(await colleague(peil, { email, firstName, lastName: 'Lid' }, ['committee']))
  }
})

const vog = { member: 'document', kind: 'vog', issuedOn: day('2026-08-01'), details: {} } as const

const diploma: readonly Stated[] = [
  { member: 'fact', fact: 'listed-diploma', value: true },
  { member: 'fact', fact: 'graduated-on', value: day('1995-07-01') },
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

async function states(who: CastProfessional, stated: Stated, more: Partial<Statement> = {}) {
  const { registrationId } = who
  const files = await proofsOf(peil, stated)
  const statement = { registrationId, stated, files, ...more }
  return peil.act(who.actor, (context) => state(context, statement), today)
}

async function somebody(...stated: readonly Stated[]): Promise<CastProfessional> {
  people += 1
  const email = `opgave${people}@voorbeeld.nl`
  const who = await professional(peil, { email, firstName: 'Anouk', lastName: 'de Vries' })
  for (const one of stated) assert.equal((await states(who, one)).outcome, 'stated')
  return who
}

const junior = { member: 'category', category: 'junior' } as const
const senior = { member: 'category', category: 'senior' } as const

const claimsOf = (who: CastProfessional) =>
  peil.act(who.actor, (context) => findClaims(context, who.registrationId), today)

async function claimOf(who: CastProfessional, subject: string) {
  const all = await claimsOf(who)
  const found = all.find(({ stated, endedOn }) => {
    if (endedOn !== undefined) return false
    return 'kind' in stated ? stated.kind === subject : 'fact' in stated && stated.fact === subject
  })
  assert.ok(found, subject)
  return found
}

async function versionOf(applicationId: string): Promise<number> {
  const found = await peil.act(sanne.actor, (context) => findApplication(context, applicationId))
  return found?.application.version ?? 0
}

async function giveBack(applicationId: string, items: readonly ReturnItem[]) {
  const version = await versionOf(applicationId)
  return peil.act(
    sanne.actor,
    (context) => returnApplication(context, applicationId, version, items),
    today,
  )
}

async function decided(
  applicationId: string,
  grants: Parameters<typeof judge>[4] = {},
  whole: 'meets' | 'fails' = 'meets',
) {
  const [tom, marieke] = members
  assert.ok(tom && marieke)
  await judge(peil, tom, applicationId, today, grants, whole)
  return judge(peil, marieke, applicationId, today, grants, whole)
}

const decisionOn = (applicationId: string) =>
  peil.act(sanne.actor, (context) => findDecision(context, applicationId), today)

describe('an admission', () => {
  test('goes on only when each claim was looked at', async () => {
    const anouk = await somebody(junior, ...diploma, vog)
    const applicationId = await file(peil, anouk, today)
    const pass = (version: number) =>
      peil.act(sanne.actor, (context) => passOnApplication(context, applicationId, version), today)
    const unseen = await pass(1)
    assert.equal(unseen.outcome === 'unseen' && unseen.claims.length, 3)
    const vogId = (await claimOf(anouk, 'vog')).id
    await peil.act(
      sanne.actor,
      (context) =>
        adviseApplication(context, {
          applicationId,
          version: 1,
          advice: new Map(),
          claims: new Map([[vogId, { inOrder: true, reason: '' }]]),
          note: '',
          checklist: ['claim-files', 'claim-days'],
        }),
      today,
    )
    const still = await pass(2)
    assert.equal(still.outcome === 'unseen' && still.claims.length, 2)
    await passOn(peil, sanne.actor, applicationId, today)
    await assertRecorded(peil, 'application', 'advise', applicationId)
  })

  test('is granted in its category, and what was found stays found', async () => {
    const anouk = await somebody(junior, ...diploma, vog)
    const applicationId = await file(peil, anouk, today)
    await passOn(peil, sanne.actor, applicationId, today)
    const judged = await decided(applicationId)
    assert.equal(judged.outcome === 'decided' && judged.decision.outcome, 'granted')
    const found = await claimOf(anouk, 'vog')
    assert.equal(found.state, 'approved')
    assert.equal(found.judgedOn?.toString(), today)
    assert.equal(found.judgedAs, 'back-office')
    const { category } = await peil.platform.db
      .selectFrom('registration')
      .where('id', '=', anouk.registrationId)
      .select('category')
      .executeTakeFirstOrThrow()
    assert.equal(category, 'junior')
    const row = await peil.platform.db
      .selectFrom('public_entry')
      .innerJoin('certificate', 'certificate.registration_id', 'public_entry.registration_id')
      .where('public_entry.registration_id', '=', anouk.registrationId)
      .select(['public_entry.id', 'certificate.code'])
      .executeTakeFirstOrThrow()
    for (const path of [`register/${row.id}`, `certificaat/${row.code}`]) {
      const page = await textOf(await peil.get(`/clientondersteuners/${path}`))
      assert.match(page, /Categorie Junior/)
    }
    const decision = await decisionOn(applicationId)
    assert.deepEqual(
      decision?.assessment.norms.map(({ id, outcome }) => [id, outcome]),
      [
        ['vog', 'met'],
        ['diploma', 'met'],
        ['evc', 'met'],
        ['training', 'met'],
        ['duo-extract', 'met'],
      ],
    )
    const [verdict] = await peil.act(sanne.actor, (context) => verdictsOf(context, applicationId))
    assert.equal(verdict?.grants.get(found.id)?.outcome, 'approved')
  })

  test('is returned for its VOG, which is replaced and looked at anew', async () => {
    const anouk = await somebody(junior, ...diploma, vog)
    const applicationId = await file(peil, anouk, today)
    const { id: claim } = await claimOf(anouk, 'vog')
    const question = 'Het profiel op de VOG is een ander. Vraag een nieuwe aan.'
    const back = await giveBack(applicationId, [{ item: 'claim', claim, question, asks: 'words' }])
    assert.equal(back.outcome, 'returned')
    const answer = () =>
      peil.act(
        anouk.actor,
        (context) =>
          answerReturn(context, {
            registrationId: anouk.registrationId,
            applicationId,
            answers: [],
            add: [],
          }),
        today,
      )
    const early = await answer()
    assert.deepEqual(early.outcome === 'incomplete' && early.problems, [
      { item: claim, is: 'no-answer' },
    ])
    const newer = { ...vog, issuedOn: day('2026-08-20') }
    assert.equal((await states(anouk, newer, { replaces: claim })).outcome, 'stated')
    // Until it is answered, what was just stated can still be mended.
    const { id: second } = await claimOf(anouk, 'vog')
    const newest = { ...vog, issuedOn: day('2026-08-21') }
    assert.equal((await states(anouk, newest, { replaces: second })).outcome, 'stated')
    assert.equal((await answer()).outcome, 'answered')
    const { open } = await peil.act(sanne.actor, async (context) => {
      const loaded = await loadDossier(context, anouk.registrationId, applicationId)
      return { open: claimsToJudge(loaded) }
    })
    const days = open.flatMap(({ stated }) => ('issuedOn' in stated ? [stated.issuedOn] : []))
    assert.deepEqual(days.map(String), ['2026-08-21'])
    await passOn(peil, sanne.actor, applicationId, today)
    const judged = await decided(applicationId)
    assert.equal(judged.outcome === 'decided' && judged.decision.outcome, 'granted')
    const mail = await peil.platform.db
      .selectFrom('mail_message')
      .where('kind', '=', 'application-returned')
      .select('body_text')
      .executeTakeFirstOrThrow()
    assert.match(mail.body_text, /VOG: Het profiel op de VOG is een ander/)
  })

  test('takes what is stated because more was asked', async () => {
    const anouk = await somebody(junior, ...diploma, vog)
    const applicationId = await file(peil, anouk, today)
    const question = 'Geef ook uw diploma Verpleegkunde op.'
    await giveBack(applicationId, [{ item: 'state-more', question }])
    const answer = (text: string) =>
      peil.act(
        anouk.actor,
        (context) =>
          answerReturn(context, {
            registrationId: anouk.registrationId,
            applicationId,
            answers: [{ item: 'state-more', answer: text }],
            add: [],
          }),
        today,
      )
    const early = await answer('')
    assert.deepEqual(early.outcome === 'incomplete' && early.problems, [
      { item: 'state-more', is: 'nothing-stated' },
    ])
    await states(anouk, { member: 'fact', fact: 'nursing-diploma', value: true })
    assert.equal((await answer('')).outcome, 'answered')
    const added = await claimOf(anouk, 'nursing-diploma')
    assert.deepEqual(added.applications, [{ id: applicationId, supplement: true }])
    await assertRecorded(peil, 'application', 'supplement', applicationId)
    // What is stated after that is for later.
    await states(anouk, { member: 'fact', fact: 'in-duo', value: false })
    assert.deepEqual((await claimOf(anouk, 'in-duo')).applications, [])
  })

  test('is refused when a member does not find its VOG in order, with the reason', async () => {
    const anouk = await somebody(junior, ...diploma, vog)
    const applicationId = await file(peil, anouk, today)
    await passOn(peil, sanne.actor, applicationId, today)
    const { id } = await claimOf(anouk, 'vog')
    const reason = 'Het is het profiel van een taxichauffeur.'
    const grants = { [id]: { outcome: 'rejected', amount: undefined, reason } } as const
    const [tom] = members
    assert.ok(tom)
    const optimistic = await judge(peil, tom, applicationId, today, grants, 'meets')
    assert.equal(optimistic.outcome, 'inconsistent')
    const judged = await decided(applicationId, grants, 'fails')
    assert.equal(judged.outcome === 'decided' && judged.decision.outcome, 'refused')
    const found = await claimOf(anouk, 'vog')
    assert.equal(found.state, 'rejected')
    assert.equal(found.reason, reason)
    assert.equal(found.judgedAs, 'committee')
    assert.equal((await claimOf(anouk, 'listed-diploma')).judgedAs, 'back-office')
    const decision = await decisionOn(applicationId)
    assert.equal(decision?.assessment.norms[0]?.outcome, 'not-met')
    // In the next application only what is new is looked at.
    await states(anouk, vog)
    const again = await file(peil, anouk, today)
    const { open } = await peil.act(sanne.actor, async (context) => {
      const loaded = await loadDossier(context, anouk.registrationId, again)
      return { open: claimsToJudge(loaded) }
    })
    assert.equal(open.length, 1)
  })

  test('needs a word of each member on what the back office did not find in order', async () => {
    const anouk = await somebody(junior, ...diploma, vog)
    const applicationId = await file(peil, anouk, today)
    const { id } = await claimOf(anouk, 'listed-diploma')
    await passOn(peil, sanne.actor, applicationId, today, { [id]: 'De naam is een andere.' })
    const [tom] = members
    assert.ok(tom)
    const silent = await judge(peil, tom, applicationId, today)
    assert.deepEqual(silent.outcome === 'incomplete' && silent.problems, [
      { on: id, is: 'no-outcome' },
    ])
    const grants = { [id]: { outcome: 'approved', amount: undefined, reason: '' } } as const
    const judged = await decided(applicationId, grants)
    assert.equal(judged.outcome === 'decided' && judged.decision.outcome, 'granted')
    assert.equal((await claimOf(anouk, 'listed-diploma')).judgedAs, 'committee')
  })

  test('with a claim granted, a yes that nothing proves stays as if nobody said it', async () => {
    const anouk = await somebody(junior, vog)
    const { registrationId } = anouk
    const stated = { member: 'fact', fact: 'listed-diploma', value: true } as const
    await states(anouk, stated, { files: [] })
    const { id } = await claimOf(anouk, 'vog')
    const granted = { outcome: 'approved', amount: undefined, reason: '' } as const
    const { facts, documents } = await peil.act(anouk.actor, async (context) =>
      withGrants(
        await loadDossier(context, registrationId),
        new Map([[id, granted]]),
        new Map(),
        day(today),
      ),
    )
    assert.equal(facts['listed-diploma'], undefined)
    assert.deepEqual(
      documents.map(({ state: found }) => found),
      ['approved'],
    )
  })

  test('where two members differ on a claim, a third decides', async () => {
    const anouk = await somebody(junior, ...diploma, vog)
    const applicationId = await file(peil, anouk, today)
    await passOn(peil, sanne.actor, applicationId, today)
    const { id } = await claimOf(anouk, 'vog')
    const wrong = { outcome: 'rejected', amount: undefined, reason: 'Onleesbaar.' } as const
    const [tom, marieke, aylin] = members
    assert.ok(tom && marieke && aylin)
    await judge(peil, tom, applicationId, today)
    const divided = await judge(peil, marieke, applicationId, today, { [id]: wrong }, 'fails')
    assert.equal(divided.outcome === 'judged' && divided.still, 'divided')
    const judged = await judge(peil, aylin, applicationId, today)
    assert.equal(judged.outcome === 'decided' && judged.decision.outcome, 'granted')
  })

  test('as Senior asks work too, and a Senior is one', async () => {
    const anouk = await somebody(senior, ...diploma, vog, ...work)
    const applicationId = await file(peil, anouk, today)
    await passOn(peil, sanne.actor, applicationId, today)
    const judged = await decided(applicationId)
    assert.equal(judged.outcome === 'decided' && judged.decision.outcome, 'granted')
    const decision = await decisionOn(applicationId)
    const hours = decision?.assessment.norms.find(({ id }) => id === 'work-hours')
    assert.equal(hours?.outcome, 'met')
    assert.equal(hours?.provisional, 0)
  })
})
