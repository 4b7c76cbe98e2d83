import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { recordAllocation } from '#domain/allocation/allocation/record-allocation.ts'
import { makeInspection, openInspection } from '#domain/allocation/inspection/inspection.ts'
import { allocationDraft, youthNorm } from '#testing/allocations.ts'
import { colleague } from '#testing/cast.ts'
import { checkedProvider } from '#testing/courses.ts'
import { testPlatform } from '#testing/platform.ts'
import { wordsOf } from '#testing/portfolio.ts'
import { assertRecorded, byHand } from '#testing/records.ts'

// An inspector sees all decisions of a period by a link that works once, each decided again at that moment.

const peil = await testPlatform()
const jeugd = youthNorm(peil)
const mila = await colleague(
  peil,
  { email: 'mila@jeugd.example', firstName: 'Mila', lastName: 'Bos' },
  [],
)
const ria = await colleague(
  peil,
  { email: 'ria@jeugd.example', firstName: 'Ria', lastName: 'Bos' },
  [],
)
const id = await checkedProvider(peil, 'Jeugdhulp De Brug', [
  [mila, ['employer']],
  [ria, ['reader']],
])
const { today } = await peil.act(mila.actor, async (context) => ({ today: context.today }))

const keep = async (said: Parameters<typeof allocationDraft>[2]) => {
  const done = await peil.act(mila.actor, (context) =>
    recordAllocation(context, id, 'jeugd', allocationDraft(jeugd, today, said)),
  )
  assert.ok(done.outcome === 'recorded', JSON.stringify(done))
  return done.id
}
const link = async (whom: string, days = { first: today, last: today }) => {
  const made = await peil.act(mila.actor, (context) =>
    makeInspection(context, id, { whom, ...days }),
  )
  return made.outcome === 'made' ? new URL(made.url).pathname : assert.fail(made.outcome)
}

test('all of a period, applied and explained, checked before their eyes, and once', async () => {
  await keep({ work: 'Toegepast werk', so: ['crisis'] })
  await keep({
    ...{ work: 'Uitgelegd werk', choice: 'explain', grounds: ['trust'], explanation: 'Al bekend.' },
    people: [{ part: 'does', name: 'Noor Bakker', standing: { is: 'none' } }],
  })
  const refused = await peil.act(ria.actor, (context) =>
    makeInspection(context, id, { whom: 'x', first: today, last: today }),
  )
  assert.equal(refused.outcome, 'not-allowed')
  const path = await link('Inspectie')
  await assertRecorded(peil, 'organisation', 'let-inspect', id)
  const before = wordsOf(await (await peil.get(path)).text())
  assert.match(before, /Beslissingen van Jeugdhulp De Brug/)
  assert.doesNotMatch(before, /Noor|Toegepast werk/)
  const page = wordsOf(await (await peil.post(path, {})).text())
  await assertRecorded(peil, 'organisation', 'inspect', id)
  assert.match(page, /Beslissingen 2/)
  assert.match(page, /Uitgelegd waarom het anders gaat 1/)
  assert.match(page, /2 van 2 kloppen/)
  assert.match(page, /Toegepast werk/)
  assert.match(page, /Noor Bakker/)
  const again = await peil.post(path, {})
  assert.equal(again.status, 410)
  assert.doesNotMatch(wordsOf(await again.text()), /Noor/)
  const none = await link('Andere inspectie', {
    first: today.subtract({ days: 9 }),
    last: today.subtract({ days: 1 }),
  })
  assert.match(wordsOf(await (await peil.post(none, {})).text()), /niets vastgelegd/)
})

test('a link is taken back, and what was changed past Peil is said', async () => {
  const home = `/krsd/organisaties/${id}/werktoedeling/inspectie`
  const path = await link('Toch niet')
  const { id: waiting } = await peil.platform.db
    .selectFrom('one_time_link')
    .where('purpose', '=', 'inspect-allocations')
    .where('used_at', 'is', null)
    .select('id')
    .executeTakeFirstOrThrow()
  assert.match(wordsOf(await (await peil.get(home, mila.cookie)).text()), /Toch niet/)
  await peil.post(home, { doe: 'intrekken', link: waiting }, mila.cookie)
  await assertRecorded(peil, 'organisation', 'end-inspection', id)
  assert.equal((await peil.post(path, {})).status, 404)
  // Somebody with the database in hand changes one.
  await sql`alter table allocation disable trigger allocation_stays`.execute(peil.platform.db)
  await sql`update allocation set said = replace(said, 'Toegepast', 'Veranderd')
    where work = 'Toegepast werk'`.execute(peil.platform.db)
  const token = (await link('Inspectie')).split('/').at(-1) ?? ''
  const opened = await peil.act({ kind: 'visitor' }, async (context) => {
    await byHand(context)
    return openInspection(context, token)
  })
  assert.ok(opened.outcome === 'opened')
  assert.deepEqual(opened.decisions.map(({ checked }) => checked.outcome).toSorted(), [
    ...['refused', 'whole'],
  ])
})
