import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { returnApplication } from '#domain/certification/application/return-application.ts'
import { listHistory } from '#domain/dossier/activity/list-history.ts'
import { openness } from '#domain/dossier/activity/openness.ts'
import { withdrawActivity } from '#domain/dossier/portfolio/withdraw-activity.ts'
import type { CastProfessional } from '#testing/cast.ts'
import { activity, enough, file, professional } from '#testing/cast.ts'
import { testPlatform } from '#testing/platform.ts'
import { assertRecorded } from '#testing/records.ts'

const peil = await testPlatform()
const system = { kind: 'system', task: 'test' } as const
const on = { claimed: 800, completedOn: '2026-03-01' }
let people = 0

const somebody = (facts: Partial<Parameters<typeof professional>[1]> = {}) => {
  people += 1
  const email = `judith${people}@voorbeeld.nl`
  return professional(peil, { email, firstName: 'Judith', lastName: 'Hoekstra', ...facts })
}

const is = async (id: string) => (await peil.act(system, (context) => openness(context, id))).is

test('an activity is open until it is filed, judged, used or withdrawn', async () => {
  const judith = await somebody()
  assert.equal(await is(await activity(peil, judith, { title: 'Open', ...on })), 'open')
  const judged = { title: 'Geoordeeld', ...on, state: 'approved' } as const
  assert.equal(await is(await activity(peil, judith, judged)), 'judged')
  const held = await somebody({ status: 'withdrawn' })
  assert.equal(await is(await activity(peil, held, { title: 'Dicht', ...on })), 'portfolio-closed')
  for (const id of [randomUUID(), 'geen-id']) assert.equal(await is(id), 'not-found')
})

test('of an application that was returned only what it names is open, with its question', async () => {
  const judith = await somebody()
  const { accredited, other } = await enough(peil, judith, '2026-03-01')
  const application = await file(peil, judith, '2026-09-01')
  assert.deepEqual([await is(accredited), await is(other)], ['in-application', 'in-application'])
  const asked = { item: 'activity', activity: other, question: 'Welke dagen?' } as const
  await peil.act(
    system,
    (context) => returnApplication(context, application, 1, [asked]),
    '2026-09-02',
  )
  assert.deepEqual([await is(accredited), await is(other)], ['in-application', 'open'])
  const open = await peil.act(system, (context) => openness(context, other))
  assert.equal(open.is === 'open' && open.question?.text, 'Welke dagen?')
})

test('what is withdrawn is gone, for its owner only, and stands in its history', async () => {
  const [judith, other] = [await somebody(), await somebody()]
  const id = await activity(peil, judith, { title: 'Training', ...on })
  const withdraw = (who: CastProfessional) =>
    peil.act(who.actor, (context) => withdrawActivity(context, who.registrationId, id))
  assert.equal((await withdraw(other)).outcome, 'not-found')
  assert.equal(await is(id), 'open')
  assert.equal((await withdraw(judith)).outcome, 'withdrawn')
  assert.equal(await is(id), 'not-found')
  await assertRecorded(peil, 'activity', 'withdraw', id)
  const history = await peil.act(judith.actor, (context) =>
    listHistory(context, id, judith.accountId),
  )
  assert.deepEqual(
    history.map(({ noun, action, byOwner }) => [noun, action, byOwner]),
    [['activity', 'withdraw', true]],
  )
})
