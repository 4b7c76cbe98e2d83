import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Actor } from '#domain/platform/actor/actor.ts'
import { DailyBudget, sourceOf } from '#domain/platform/look-up/daily-budget.ts'
import { newcomer } from '#testing/people.ts'
import { testPlatform } from '#testing/platform.ts'
import { wordsOf } from '#testing/portfolio.ts'

const peil = await testPlatform({ peopleADay: 3 })
const { db } = peil.platform
const at = (moment: string) => Temporal.Instant.from(`${moment}:00Z`)

test('a source sees so many people in the day before, wherever that begins, and processes share it', async () => {
  let spent = 0
  const note = () => {
    spent += 1
  }
  const [one, other] = [1, 2].map(() => new DailyBudget(db, { most: 100, spent: note })) as [
    DailyBudget,
    DailyBudget,
  ]
  const who = '192.0.2.1'
  one.spend(who, 60, at('2026-11-21T09:30'))
  await one.share(at('2026-11-21T09:30'))
  other.spend(who, 39, at('2026-11-21T23:59'))
  await other.share(at('2026-11-21T23:59'))
  assert.equal(other.waits(who, at('2026-11-21T23:59')), 0)
  other.spend(who, 1, at('2026-11-22T00:10'))
  assert.equal(spent, 0)
  // Until the sixty of that morning are a day old; the turn of the day gives nothing new.
  assert.equal(other.waits(who, at('2026-11-22T00:10')), (9 * 60 + 50) * 60)
  assert.equal(other.waits(who, at('2026-11-22T09:59')), 60)
  assert.equal(other.waits(who, at('2026-11-22T10:00')), 0)
  // It was said at the first refusal, and once more some hours later.
  assert.equal(spent, 2)
  assert.equal(other.waits('192.0.2.2', at('2026-11-22T00:10')), 0)
  await other.share(at('2026-11-22T00:10'))
  one.spend(who, 1, at('2026-11-22T00:11'))
  await one.share(at('2026-11-22T00:11'))
  assert.ok(one.waits(who, at('2026-11-22T00:11')) > 0)
  const kept = await db.selectFrom('throttle').select('key').execute()
  assert.ok(kept.every(({ key }) => !key.includes(who)))
})

test('who is in a register or works for it has a budget of their own', () => {
  const account: Actor = {
    ...({ kind: 'account', accountId: 'a', email: '', authenticatedBy: 'password' } as const),
    ...{ secondFactor: false, seats: [], registers: [], personId: undefined },
    ...{ registrationId: undefined, endedRegistrationId: undefined },
  }
  assert.equal(sourceOf({ kind: 'visitor' }, '192.0.2.1'), '192.0.2.1')
  assert.equal(sourceOf(account, '192.0.2.1'), '192.0.2.1')
  assert.equal(sourceOf({ ...account, registrationId: 'r' }, '192.0.2.1'), 'account a')
  const seats = [{ role: 'member', body: 'committee' }] as const
  assert.equal(sourceOf({ ...account, seats }, '192.0.2.1'), 'account a')
})

test('whoever counts through the register is stopped on every page and by the interface, and told how to ask', async () => {
  await newcomer(peil, 'ster@voorbeeld.nl', '2026-03-10', 'candidate')
  const number = (nr: number) =>
    peil.get(`/api/v1/krsd/registrations/KRSD-${String(nr).padStart(6, '0')}`)
  const statuses = []
  for (const nr of [1, 2, 3, 4, 5]) statuses.push((await number(nr)).status)
  assert.deepEqual(statuses.slice(3), [429, 429])
  assert.ok(statuses.slice(0, 3).every((status) => status !== 429))
  const refused = await number(1)
  const seconds = Number(refused.headers.get('retry-after'))
  assert.ok(seconds > 20 * 3600 && seconds <= 25 * 3600, String(seconds))
  assert.match(await refused.text(), /Vraag die bij het register/)
  for (const path of [
    '/krsd/register?naam=ster',
    '/krsd/register/0197fd7e-0000-7000-8000-000000000000',
    '/krsd/certificaat/7F3K-9QWD-2M0X-R4TB',
    '/?naam=ster',
  ]) {
    const answer = await peil.get(path)
    assert.equal(answer.status, 429, path)
    assert.ok(Number(answer.headers.get('retry-after')) > 20 * 3600, path)
    assert.match(wordsOf(await answer.text()), /de afgelopen 24 uur heel veel mensen opgezocht/)
  }
  assert.deepEqual(peil.noted.filter(({ event }) => event === 'budget-spent').length, 1)
  // The question itself is shown, and whoever signed in goes on.
  assert.equal((await peil.get('/krsd/register')).status, 200)
  const { cookie } = await peil.signIn('office@voorbeeld.nl', ['secretariat'])
  assert.equal((await peil.get('/krsd/register?naam=ster', cookie)).status, 200)
})
