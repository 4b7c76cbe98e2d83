import assert from 'node:assert/strict'
import { test } from 'node:test'
import { withdrawRegistration } from '#domain/certification/validity/withdraw-registration.ts'
import { withdrawUnpaid } from '#domain/certification/validity/withdraw-unpaid.ts'
import type { Actor } from '#domain/platform/actor/actor.ts'
import { colleague, enough, file, passOn, professional } from '#testing/cast.ts'
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
