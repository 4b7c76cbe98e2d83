import assert from 'node:assert/strict'
import { test } from 'node:test'
import { LookupLimit } from '#domain/platform/look-up/limit-lookups.ts'

const limits = { search: 3, number: 1, 'unknown-code': 2, assessment: 1, sample: 1 }
const noon = Temporal.Instant.from('2026-11-21T12:00:05Z')
const later = Temporal.Instant.from('2026-11-21T12:01:00Z')

test('an address gets its share of a minute, and again in the next', () => {
  const limit = new LookupLimit(limits)
  const taken = [1, 2, 3, 4].map(() => limit.take('search', '192.0.2.1', noon))
  assert.deepEqual(taken, [true, true, true, false])
  assert.equal(limit.take('search', '192.0.2.2', noon), true)
  assert.equal(limit.take('number', '192.0.2.1', noon), true)
  assert.equal(limit.take('search', '192.0.2.1', later), true)
})

test('looking whether there is any left takes nothing', () => {
  const limit = new LookupLimit(limits)
  for (let times = 0; times < 5; times += 1) {
    assert.equal(limit.allows('unknown-code', '192.0.2.1', noon), true)
  }
  limit.take('unknown-code', '192.0.2.1', noon)
  limit.take('unknown-code', '192.0.2.1', noon)
  assert.equal(limit.allows('unknown-code', '192.0.2.1', noon), false)
})
