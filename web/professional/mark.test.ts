import assert from 'node:assert/strict'
import { test } from 'node:test'
import { expireRegistrations } from '#domain/certification/validity/expire-registrations.ts'
import type { RegistrationStatus } from '#domain/people/registration/registration.ts'
import { colleague, enough, file, judge, passOn, professional } from '#testing/cast.ts'
import { testPlatform } from '#testing/platform.ts'

// Somebody is certified, and the mark stands under their mails: it is there as long as they are.
const peil = await testPlatform({ inWriting: true })
const system = { kind: 'system', task: 'test' } as const
const sanne = await colleague(
  peil,
  { email: 'sanne@voorbeeld.nl', firstName: 'Sanne', lastName: 'Bakker' },
  ['secretariat'],
)
const tom = { email: 'tom@voorbeeld.nl', firstName: 'Tom', lastName: 'Visser' }
const marieke = { email: 'marieke@voorbeeld.nl', firstName: 'Marieke', lastName: 'Jansen' }
const members = [
  await colleague(peil, tom, ['committee']),
  await colleague(peil, marieke, ['committee']),
]
const farid = await professional(peil, {
  email: 'farid@voorbeeld.nl',
  firstName: 'Farid',
  lastName: 'El Amrani',
})
await enough(peil, farid, '2026-05-01')
const first = await file(peil, farid, '2026-06-01')
await passOn(peil, sanne.actor, first, '2026-06-02')
for (const member of members) await judge(peil, member, first, '2026-06-10')

const { code } = await peil.act(system, ({ db }) =>
  db.selectFrom('certificate').select('code').executeTakeFirstOrThrow(),
)

test('the mark is not there before it has been made', async () => {
  assert.equal(await markOn('2026-06-10'), 404)
  await peil.makePapers()
  assert.equal(await markOn('2026-06-10'), 200)
})

async function markOn(day: string): Promise<number> {
  await peil.setToday(day)
  const response = await peil.get(`/krsd/certificaat/${code}/keurmerk.png`)
  if (response.status === 200) assert.equal(response.headers.get('content-type'), 'image/png')
  return response.status
}

const become = (status: RegistrationStatus) =>
  peil.platform.db
    .updateTable('registration')
    .set({ status })
    .where('id', '=', farid.registrationId)
    .execute()

test('the mark is there from the decision up to the last day, and not a day longer', async () => {
  assert.equal(await markOn('2026-06-10'), 200)
  assert.equal(await markOn('2029-06-09'), 200)
  assert.equal(await markOn('2029-06-10'), 404)
})

test('a mark under an old mail disappears while the registration is on hold', async () => {
  await become('on-hold')
  assert.equal(await markOn('2027-01-01'), 404)
  await become('certified')
  assert.equal(await markOn('2027-01-01'), 200)
})

test('it stays while a renewal that was filed in time waits for its decision', async () => {
  await enough(peil, farid, '2028-05-01')
  await file(peil, farid, '2029-06-09', 'old-end')
  await peil.act(system, expireRegistrations, '2029-06-10')
  assert.equal(await markOn('2029-06-10'), 200)
  await become('expired')
  assert.equal(await markOn('2029-06-10'), 404)
})
