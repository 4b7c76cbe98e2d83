import assert from 'node:assert/strict'
import { test } from 'node:test'
import { expireRegistrations } from '#domain/certification/validity/expire-registrations.ts'
import type { RegistrationStatus } from '#domain/people/registration/registration.ts'
import { stoppedMarkPng } from '#papers/mark.ts'
import { colleague, enough, file, judge, passOn, professional } from '#testing/cast.ts'
import { testPlatform } from '#testing/platform.ts'

// Somebody is certified, and the mark stands under their mails: it says whether they still are.
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

test('the mark is drawn before it has been made, and is the same then', async () => {
  await peil.setToday('2026-06-10')
  const drawn = await mark()
  await peil.makePapers()
  assert.deepEqual(await mark(), drawn)
  assert.equal(await markOn('2026-06-10'), 'holds')
})

async function mark(): Promise<Buffer> {
  const response = await peil.get(`/krsd/certificaat/${code}/keurmerk.png`)
  assert.equal(response.status, 200, 'never a missing image')
  assert.equal(response.headers.get('content-type'), 'image/png')
  assert.equal(response.headers.get('cache-control'), 'public, max-age=60, must-revalidate')
  assert.equal(response.headers.get('cross-origin-resource-policy'), 'cross-origin')
  return Buffer.from(await response.arrayBuffer())
}

// What it says, held against the pictures that say that it does not hold.
async function markOn(day: string): Promise<'holds' | 'not now' | 'no more'> {
  await peil.setToday(day)
  const shown = await mark()
  const words = { shortName: 'KRSD', name: 'Kwaliteitsregister Sociaal Domein', example: false }
  if (shown.equals(await stoppedMarkPng(words, 'Nu niet geldig'))) return 'not now'
  return shown.equals(await stoppedMarkPng(words, 'Niet meer geldig')) ? 'no more' : 'holds'
}

const become = (status: RegistrationStatus) =>
  peil.platform.db
    .updateTable('registration')
    .set({ status })
    .where('id', '=', farid.registrationId)
    .execute()

test('the mark holds from the decision up to the last day, and not a day longer', async () => {
  assert.equal(await markOn('2026-06-10'), 'holds')
  assert.equal(await markOn('2029-06-09'), 'holds')
  assert.equal(await markOn('2029-06-10'), 'no more')
})

test('a mark under an old mail says that it does not hold now while the registration stands still', async () => {
  for (const status of ['on-hold', 'suspended'] as const) {
    await become(status)
    assert.equal(await markOn('2027-01-01'), 'not now', status)
  }
  for (const status of ['withdrawn', 'removed', 'expired'] as const) {
    await become(status)
    assert.equal(await markOn('2027-01-01'), 'no more', status)
  }
  await become('certified')
  assert.equal(await markOn('2027-01-01'), 'holds')
})

test('it stays while a renewal that was filed in time waits for its decision', async () => {
  await enough(peil, farid, '2028-05-01')
  await file(peil, farid, '2029-06-09', 'old-end')
  await peil.act(system, expireRegistrations, '2029-06-10')
  assert.equal(await markOn('2029-06-10'), 'holds')
  await become('expired')
  assert.equal(await markOn('2029-06-10'), 'no more')
})
