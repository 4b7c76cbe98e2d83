import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { SeenActivity } from '#domain/certification/application/application.ts'
import { hashOf, readSnapshot } from '#domain/certification/application/application.ts'
import { prepareApplication } from '#domain/certification/application/prepare-application.ts'
import {
  applicationsOf,
  filedActivities,
  findApplication,
} from '#domain/certification/application/queries.ts'
import { submitApplication } from '#domain/certification/application/submit-application.ts'
import type { CastProfessional } from '#testing/cast.ts'
import { activity, enough, professional } from '#testing/cast.ts'
import { testPlatform } from '#testing/platform.ts'
import { assertRecorded, byHand } from '#testing/records.ts'

const peil = await testPlatform()
const today = '2027-01-04'
let count = 0

async function somebody(facts: Partial<Parameters<typeof professional>[1]> = {}) {
  count += 1
  const email = `farid${count}@voorbeeld.nl`
  return professional(peil, { email, firstName: 'Farid', lastName: 'El Amrani', ...facts })
}

const prepare = (who: CastProfessional, on = today) =>
  peil.act(who.actor, (context) => prepareApplication(context, who.registrationId), on)

async function seen(who: CastProfessional, on = today): Promise<SeenActivity[]> {
  const { contents } = await prepare(who, on)
  return contents.goesIn.map(({ id, claimed }) => ({ id, claimed: claimed ?? 0 }))
}

const submit = async (who: CastProfessional, on = today, was?: readonly SeenActivity[]) => {
  const saw = was ?? (await seen(who, on))
  return peil.act(
    who.actor,
    (context) =>
      submitApplication(context, {
        registrationId: who.registrationId,
        periodChoice: undefined,
        declared: 'Ik heb alles naar waarheid ingevuld.',
        seen: saw,
      }),
    on,
  )
}

test('a candidate with enough hours files an application, which freezes what goes in', async () => {
  const farid = await somebody()
  await enough(peil, farid, '2026-05-01')
  const submitted = await submit(farid)
  assert.equal(submitted.outcome, 'submitted')
  if (submitted.outcome !== 'submitted') return
  assert.match(submitted.number, /^A-2027-\d{4}$/)
  await peil.act(farid.actor, async (context) => {
    const found = await findApplication(context, submitted.applicationId)
    assert.equal(found?.application.status, 'submitted')
    assert.equal(found?.application.kind, 'first')
    assert.equal(found?.application.submittedOn.toString(), today)
    assert.equal((await filedActivities(context, submitted.applicationId)).size, 2)
    const row = await context.db
      .selectFrom('application')
      .where('id', '=', submitted.applicationId)
      .select(['snapshot', 'snapshot_hash'])
      .executeTakeFirstOrThrow()
    assert.equal(hashOf(row.snapshot), row.snapshot_hash)
    const snapshot = readSnapshot(row.snapshot)
    assert.equal(snapshot.dossier.submittedOn?.toString(), today)
    assert.equal(snapshot.dossier.activities[0]?.completedOn.toString(), '2026-05-01')
    assert.equal(snapshot.assessment.outcome, 'undetermined')
    assert.equal(snapshot.activities[0]?.evidence[0]?.name, 'bewijs-van-deelname.pdf')
    const mail = await context.db
      .selectFrom('mail_message')
      .where('account_id', '=', farid.accountId)
      .select(['kind', 'body_text'])
      .executeTakeFirstOrThrow()
    assert.equal(mail.kind, 'application-received')
    // Complete on 4 January is too late for the meeting of the 14th.
    assert.match(mail.body_text, /8 april 2027/)
  })
  await assertRecorded(peil, 'application', 'submit')
})

test('the same application sent from two tabs at once is one application', async () => {
  const farid = await somebody()
  await enough(peil, farid, '2026-05-01')
  const saw = await seen(farid)
  const outcomes = await Promise.all([submit(farid, today, saw), submit(farid, today, saw)])
  assert.deepEqual(outcomes.map(({ outcome }) => outcome).sort(), ['already-running', 'submitted'])
  const ids = outcomes.map((one) => ('applicationId' in one ? one.applicationId : ''))
  assert.equal(ids[0], ids[1])
  const all = await peil.act(farid.actor, (context) =>
    applicationsOf(context, farid.registrationId),
  )
  assert.equal(all.length, 1)
})

test('96 hours of which 24 accredited may go; one hundredth of an hour less may not', async () => {
  const exact = await somebody()
  await enough(peil, exact, '2026-05-01')
  assert.equal((await prepare(exact)).hindrance, undefined)
  const short = await somebody()
  await activity(peil, short, {
    title: 'Opleiding',
    claimed: 2399,
    completedOn: '2026-05-01',
    accredited: true,
  })
  await activity(peil, short, { title: 'Stage', claimed: 9600, completedOn: '2026-05-01' })
  assert.equal((await prepare(short)).hindrance?.is, 'not-met')
  const refused = await submit(short)
  assert.equal(refused.outcome === 'not-allowed' && refused.hindrance.is, 'not-met')
})

test('drafts, plans, what is outside the window and what lacks proof do not go in', async () => {
  const farid = await somebody()
  await enough(peil, farid, '2026-05-01')
  const more = { claimed: 400, completedOn: '2026-06-01' }
  await activity(peil, farid, { ...more, title: 'Zonder bewijs', proof: 'none' })
  await activity(peil, farid, { ...more, title: 'Zelf getekend', proof: 'self-signed' })
  await activity(peil, farid, { ...more, title: 'Bevestigd', proof: 'referee' })
  await activity(peil, farid, { ...more, title: 'Concept', state: 'draft' })
  await activity(peil, farid, {
    ...more,
    title: 'Plan',
    state: 'planned',
    completedOn: '2027-06-01',
  })
  await activity(peil, farid, { ...more, title: 'Eerder afgewezen', state: 'rejected' })
  await activity(peil, farid, { ...more, title: 'Te oud', completedOn: '2023-12-31' })
  await activity(peil, farid, { ...more, title: 'Net niet te oud', completedOn: '2024-01-01' })
  const { contents } = await prepare(farid)
  const titles = (heap: keyof typeof contents) => contents[heap].map(({ title }) => title).sort()
  assert.deepEqual(titles('goesIn'), [
    'Begeleiden van twee stagiaires',
    'Bevestigd',
    'Net niet te oud',
    'Opleiding Schuldhulpverlening',
    'Zelf getekend',
  ])
  assert.deepEqual(titles('withoutProof'), ['Zonder bewijs'])
  assert.deepEqual(titles('drafts'), ['Concept'])
  assert.deepEqual(titles('planned'), ['Plan'])
  assert.deepEqual(titles('rejected'), ['Eerder afgewezen'])
  assert.deepEqual(titles('outsideWindow'), ['Te oud'])
})

test('an open invoice, a hold and a renewal that is too early each stand in the way', async () => {
  const unpaid = await somebody()
  await enough(peil, unpaid, '2026-05-01')
  await peil.act({ kind: 'system', task: 'test' }, async (context) => {
    await byHand(context)
    await context.db
      .insertInto('invoice')
      .values({
        register: 'krsd',
        registration_id: unpaid.registrationId,
        number: 'KRSD-F-000001',
        status: 'open',
        issued_on: '2027-01-01',
        due_on: '2027-01-15',
        covers_first: '2027-01-01',
        covers_last: '2027-12-31',
        net_cents: 9500,
        vat_cents: 0,
        total_cents: 9500,
        vat_treatment: 'exempt',
        reference: 'RF18000001',
      })
      .execute()
  })
  assert.equal((await prepare(unpaid)).hindrance?.is, 'unpaid')
  assert.equal((await submit(unpaid)).outcome, 'not-allowed')

  const held = await somebody({ status: 'on-hold', heldStatus: 'candidate' })
  await enough(peil, held, '2026-05-01')
  assert.deepEqual((await prepare(held)).hindrance, { is: 'not-open', status: 'on-hold' })

  const certified = {
    status: 'certified' as const,
    validFirst: '2025-01-05',
    validLast: '2028-01-05',
    countedUntil: '2024-12-01',
  }
  const early = await somebody(certified)
  await enough(peil, early, '2026-05-01')
  assert.equal((await prepare(early)).hindrance?.is, 'too-early')
  assert.equal((await prepare(early)).applyFrom?.toString(), '2027-01-05')
  assert.equal((await prepare(early, '2027-01-05')).hindrance, undefined)
})

test('what changed after the check page was opened is said, and nothing is sent', async () => {
  const farid = await somebody()
  const { other } = await enough(peil, farid, '2026-05-01')
  const saw = await seen(farid)
  const extra = await activity(peil, farid, {
    title: 'Workshop',
    claimed: 400,
    completedOn: '2026-06-01',
  })
  const changed = await submit(farid, today, saw)
  assert.equal(changed.outcome, 'changed')
  assert.deepEqual(
    changed.outcome === 'changed' && changed.differences?.added.map(({ id }) => id),
    [extra],
  )
  await peil.platform.db
    .updateTable('activity_claim')
    .set({ claimed: 6000 })
    .where('activity_id', '=', other)
    .execute()
  const refused = await submit(farid, today, await seen(farid).then(() => saw))
  assert.equal(refused.outcome, 'not-allowed')
  assert.deepEqual(
    refused.outcome === 'not-allowed' && refused.differences?.changed.map(({ id }) => id),
    [other],
  )
})

test('a renewal leaves the choice where its period starts', async () => {
  const farid = await somebody({
    status: 'certified',
    validFirst: '2024-03-01',
    validLast: '2027-02-28',
    countedUntil: '2024-01-10',
  })
  await enough(peil, farid, '2026-05-01')
  const { periodOptions, kind } = await prepare(farid)
  assert.equal(kind, 'renewal')
  assert.deepEqual(
    periodOptions.map(({ choice, period }) => `${choice} ${period.first}/${period.last}`),
    ['old-end 2027-03-01/2030-02-28', 'submission 2027-01-04/2030-01-03'],
  )
})
