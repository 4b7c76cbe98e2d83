import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { approveAgreement } from '#domain/certification/agreement/approve-agreement.ts'
import { listAgreementsToCheck } from '#domain/certification/agreement/list-agreements-to-check.ts'
import { findAgreement } from '#domain/certification/agreement/queries.ts'
import { endRegistration } from '#domain/certification/validity/end-registration.ts'
import { standAgain, standingBefore } from '#domain/certification/validity/stand-again.ts'
import { withdrawRegistration } from '#domain/certification/validity/withdraw-registration.ts'
import { withdrawUnpaid } from '#domain/certification/validity/withdraw-unpaid.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import type { Actor } from '#domain/platform/actor/actor.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { colleague, enough, file, passOn, professional } from '#testing/cast.ts'
import type { SignedUpPerson } from '#testing/people.ts'
import { newcomer } from '#testing/people.ts'
import { testPlatform } from '#testing/platform.ts'
import { assertRecorded } from '#testing/records.ts'

const peil = await testPlatform()
const sanne = await colleague(
  peil,
  { email: 'sanne@voorbeeld.nl', firstName: 'Sanne', lastName: 'Bakker' },
  ['secretariat'],
)
const daily: Actor = { kind: 'system', task: 'daily' }
let count = 0

async function applicant() {
  count += 1
  const email = `uit${count}@voorbeeld.nl`
  const who = await professional(peil, { email, firstName: 'Uit', lastName: 'Geschreven' })
  await enough(peil, who, '2026-03-01')
  return { ...who, applicationId: await file(peil, who, '2026-05-01') }
}

// An invoice that was not paid, and a hold that began so long ago that the registration ends.
async function heldUnpaid(registrationId: string): Promise<void> {
  const { db } = peil.platform
  const { id } = await db
    .insertInto('invoice')
    .values({
      register: 'krsd',
      registration_id: registrationId,
      number: `2026-9${count}`,
      status: 'open',
      covers_first: '2026-01-15',
      covers_last: '2027-01-14',
      net_cents: 9500,
      vat_cents: 0,
      total_cents: 9500,
      vat_treatment: 'exempt',
      vat_ground: '',
      reference: `RF00${count}`,
      issued_on: '2026-01-15',
      due_on: '2026-02-15',
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await db
    .insertInto('reminder')
    .values({ register: 'krsd', subject_id: id, kind: 'on-hold', written_on: '2026-02-20' })
    .execute()
  await db
    .updateTable('registration')
    .set({ status: 'on-hold', held_status: 'candidate' })
    .where('id', '=', registrationId)
    .execute()
}

for (const stage of ['submitted', 'with-committee'] as const) {
  test(`who does not pay loses the registration, and an application that is ${stage} ends with it`, async () => {
    const who = await applicant()
    if (stage === 'with-committee') await passOn(peil, sanne.actor, who.applicationId, '2026-05-02')
    await heldUnpaid(who.registrationId)
    await peil.act(daily, withdrawUnpaid, '2028-01-03')
    const application = await peil.platform.db
      .selectFrom('application')
      .innerJoin('registration', 'registration.id', 'application.registration_id')
      .where('application.id', '=', who.applicationId)
      .select(['application.status', 'ended_by', 'registration.status as registration'])
      .executeTakeFirstOrThrow()
    assert.deepEqual(application, {
      status: 'withdrawn',
      ended_by: 'registration',
      registration: 'withdrawn',
    })
    await assertRecorded(peil, 'registration', 'withdraw', who.registrationId)
    await assertRecorded(peil, 'application', 'lapse', who.applicationId)
  })
}

test('whoever has an application that runs takes that back first', async () => {
  const who = await applicant()
  const outcome = await peil.act(
    who.actor,
    (context) => withdrawRegistration(context, { registrationId: who.registrationId, version: 1 }),
    '2026-05-03',
  )
  assert.equal(outcome.outcome, 'application-running')
})

test('an agreement that waits goes with a registration that ends, and comes back with one that stands again', async () => {
  const statusOf = async ({ agreementId, registrationId }: SignedUpPerson) => {
    const { rows } = await sql<{ is: string }>`select concat_ws(' ', r.status, a.status) as is
      from agreement a join registration r on r.id = a.registration_id
      where a.id = ${agreementId} and r.id = ${registrationId}`.execute(peil.platform.db)
    return rows[0]?.is
  }
  const waiting = () =>
    peil.act(sanne.actor, async (context) => (await listAgreementsToCheck(context)).length)
  const approve = ({ agreementId }: SignedUpPerson) =>
    peil.act(
      sanne.actor,
      async (context) => {
        const { version = 0 } = (await findAgreement(context, agreementId)) ?? {}
        return (await approveAgreement(context, { agreementId, version })).outcome
      },
      '2026-07-01',
    )
  const locked = async (context: Context, { registrationId }: SignedUpPerson) =>
    (await findMember(context, registrationId, { lock: true })) ?? assert.fail('nobody')
  const ends = (who: SignedUpPerson) =>
    peil.act(
      daily,
      async (context) => {
        const member = await locked(context, who)
        const before = await standingBefore(context, member)
        assert.ok(await endRegistration(context, member, 'death'))
        return before
      },
      '2026-06-02',
    )
  const comesBack = async (who: SignedUpPerson, on: string) => {
    const before = await ends(who)
    const how = { event: 'undo-death', facts: {} } as const
    await peil.act(
      daily,
      async (context) => standAgain(context, await locked(context, who), before, how),
      on,
    )
  }
  const was = await waiting()
  const left = await newcomer(peil, 'vertrekt@voorbeeld.nl', '2026-06-01', 'signed')
  assert.equal(await waiting(), was + 1)
  await ends(left)
  assert.equal(await statusOf(left), 'deceased lapsed')
  assert.equal(await waiting(), was)
  assert.equal(await approve(left), 'stale')
  await assertRecorded(peil, 'agreement', 'lapse', left.agreementId)
  const lives = await newcomer(peil, 'leeft@voorbeeld.nl', '2026-06-01', 'signed')
  await comesBack(lives, '2026-06-20')
  assert.equal(await statusOf(lives), 'agreement-signed signed')
  await assertRecorded(peil, 'agreement', 'restore', lives.agreementId)
  assert.equal(await approve(lives), 'approved')
  // Signed by nobody so far: as long as it can be, and then with a new one.
  for (const [back, becomes] of [
    ['2026-07-01', 'agreement-sent sent'],
    ['2026-07-02', 'agreement-lapsed lapsed'],
  ] as const) {
    const who = await newcomer(peil, `terug${back}@voorbeeld.nl`, '2026-06-01')
    await comesBack(who, back)
    assert.equal(await statusOf(who), becomes)
  }
})
