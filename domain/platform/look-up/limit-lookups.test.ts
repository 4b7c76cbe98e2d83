import assert from 'node:assert/strict'
import { test } from 'node:test'
import { LookupLimit } from '#domain/platform/look-up/limit-lookups.ts'
import { testPlatform } from '#testing/platform.ts'

const limits = {
  search: 3,
  courses: 1,
  number: 1,
  'unknown-code': 2,
  assessment: 1,
  sample: 1,
  program: 1,
  slide: 1,
}
const at = (time: string) => Temporal.Instant.from(`2026-11-21T${time}Z`)
const { db } = (await testPlatform()).platform

test('an address gets its share of every minute, wherever that begins', async () => {
  const limit = new LookupLimit(db, { perMinute: limits })
  const take = (time: string) => limit.take('search', '192.0.2.1', at(time))
  assert.deepEqual(['12:00:58', '12:00:59', '12:00:59', '12:00:59'].map(take), [
    true,
    true,
    true,
    false,
  ])
  // No second share at the turn of the minute, nor anywhere within a minute of the first.
  assert.deepEqual(['12:01:00', '12:01:30', '12:01:58'].map(take), [false, false, false])
  assert.deepEqual(['12:02:00', '12:02:00', '12:02:00', '12:02:00'].map(take), [
    true,
    true,
    true,
    false,
  ])
  assert.equal(limit.take('search', '192.0.2.2', at('12:02:00')), true)
  assert.equal(limit.take('number', '192.0.2.1', at('12:02:00')), true)
  await limit.share(at('12:02:00'))
})

test('looking whether there is any left takes nothing', () => {
  let refused = 0
  const limit = new LookupLimit(db, {
    perMinute: limits,
    refused: () => {
      refused += 1
    },
  })
  const noon = at('12:00:05')
  for (let times = 0; times < 5; times += 1) {
    assert.equal(limit.allows('unknown-code', '192.0.2.1', noon), true)
  }
  limit.take('unknown-code', '192.0.2.1', noon)
  limit.take('unknown-code', '192.0.2.1', noon)
  assert.equal(refused, 0)
  // Whoever keeps watch is told once, and once more when it goes on for longer.
  for (const moment of [noon, noon, at('12:01:00'), at('12:01:06')]) {
    assert.equal(limit.allows('unknown-code', '192.0.2.1', moment), false)
  }
  assert.equal(refused, 2)
})

test('several processes share one limit, also with one that has only just begun', async () => {
  const [one, other] = [
    new LookupLimit(db, { perMinute: limits }),
    new LookupLimit(db, { perMinute: limits }),
  ]
  const noon = at('13:00:05')
  const takes = (limit: LookupLimit) => limit.take('search', '192.0.2.7', noon)
  assert.deepEqual([takes(one), takes(one)], [true, true])
  await one.share(noon)
  assert.equal(takes(other), true)
  await other.share(noon)
  assert.equal(takes(other), false)
  await one.share(noon)
  assert.equal(takes(one), false)
  const kept = await db
    .selectFrom('throttle')
    .where('key', 'like', 'look-up-search:%')
    .select('key')
    .execute()
  assert.ok(kept.every(({ key }) => !key.includes('192.0.2.7')))
})
