import assert from 'node:assert/strict'
import { test } from 'node:test'
import { professionals } from '#domain/demo/cast/cast.ts'
import { listCast } from '#domain/demo/cast/list-cast.ts'
import { seedDemo } from '#domain/demo/cast/seed-demo.ts'
import { assessDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { formatAmount } from '#engine'
import { testPlatform } from '#testing/platform.ts'
import { assertRecorded } from '#testing/records.ts'

const peil = await testPlatform({ demo: true })
await seedDemo(peil.platform)
const system = { kind: 'system', task: 'test' } as const
const people = await peil.act(system, listCast)

test('everybody of the cast is there, and the professionals stand where their story says', async () => {
  const standing = Object.fromEntries(people.map((one) => [one.member.id, one.status]))
  assert.equal(standing.farid, 'approved')
  assert.equal(standing.lonneke, 'candidate')
  assert.equal(standing.judith, 'candidate')
  assert.equal(people.length, 8)
  await assertRecorded(peil, 'staff', 'grant')
})

async function norms(id: string) {
  const email = professionals.find((one) => one.id === id)?.email ?? ''
  const row = await peil.platform.db
    .selectFrom('registration')
    .innerJoin('person', 'person.id', 'registration.person_id')
    .innerJoin('account', 'account.id', 'person.account_id')
    .where('account.email', '=', email)
    .select('registration.id')
    .executeTakeFirstOrThrow()
  const assessment = await peil.act(system, (context) => assessDossier(context, row.id))
  return Object.fromEntries(
    assessment.norms.map((norm) => [
      norm.id,
      {
        provisional: formatAmount(norm.provisional),
        shortfall: formatAmount(norm.shortfall),
        planned: formatAmount(norm.withPlanned.planned),
        shortfallWithPlanned: formatAmount(norm.withPlanned.shortfall),
      },
    ]),
  )
}

test("Lonneke has the booklet's figures: 50 and 46 to go, and 57 and 39 with what she plans", async () => {
  assert.deepEqual((await norms('lonneke')).total, {
    provisional: '50',
    shortfall: '46',
    planned: '7',
    shortfallWithPlanned: '39',
  })
})

test('Farid lacks 8 hours, and the 12 of his draft are enough', async () => {
  const { total, accredited } = await norms('farid')
  assert.equal(total?.provisional, '88')
  assert.equal(total?.shortfall, '8')
  assert.equal(accredited?.shortfall, '0')
})
