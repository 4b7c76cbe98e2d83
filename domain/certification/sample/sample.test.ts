import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import {
  dayAfter,
  groupsToTell,
  isDrawn,
  quarterOf,
  seedHash,
} from '#domain/certification/sample/sample.ts'

const day = Temporal.PlainDate.from
const seed = Buffer.alloc(32, 7)

test('a day is in a quarter, and a quarter ends the day before the next one begins', () => {
  assert.equal(quarterOf(day('2026-09-30')), '2026-Q3')
  assert.equal(quarterOf(day('2026-10-01')), '2026-Q4')
  assert.equal(quarterOf(day('2026-12-31')), '2026-Q4')
  assert.equal(dayAfter('2026-Q3').toString(), '2026-10-01')
  assert.equal(dayAfter('2026-Q4').toString(), '2027-01-01')
})

test('a seed is promised by the SHA-256 of its bytes', () => {
  // By sha256sum of 32 bytes of 7.
  assert.equal(seedHash(seed), '4bb06f8e4e3a7715d201d573d0aa423762e55dabd61a2c02278fa56cc6d294e0')
})

test('a line is drawn as anybody can work out with openssl, on both sides of the percentage', () => {
  const about = {
    register: 'lklr',
    quarter: '2026-Q4',
    application: '0198c0de-0000-7000-8000-000000000063',
    line: '0198c0de-0000-7000-8000-000000000018',
  }
  // By openssl, as docs/how-to/check-a-sample.md writes it: 3d88b6e2…, which is 24.0 per cent of 2^32.
  assert.deepEqual(
    [24, 25].map((percentage) => isDrawn(about, seed, percentage)),
    [false, true],
  )
  assert.equal(isDrawn(about, seed, 100), true)
})

test('of many lines about the percentage is drawn, and another seed draws others', () => {
  const drawn = (key: Buffer) =>
    Array.from({ length: 10_000 }, (_, line) =>
      isDrawn(
        { register: 'lklr', quarter: '2026-Q4', application: 'a', line: String(line) },
        key,
        20,
      ),
    )
  const one = drawn(seed)
  const share = one.filter(Boolean).length
  assert.ok(share > 1850 && share < 2150, String(share))
  assert.notDeepEqual(drawn(Buffer.alloc(32, 8)), one)
})

describe('of which quarters it is told how much was rejected', () => {
  const quarter = (
    name: string,
    dossiers: number,
    more: { open?: boolean; from?: number } = {},
  ) => ({
    quarter: name,
    open: more.open ?? false,
    dossiers: new Set(Array.from({ length: dossiers }, (_, nth) => `${more.from ?? name} ${nth}`)),
  })
  const told = (waiting: Parameters<typeof groupsToTell>[0], ended: boolean) =>
    groupsToTell(waiting, () => ended).map((one) => `${one.quarters.join('+')} ${one.told}`)

  test('of one with ten files, at once; of nine not, until the year is over', () => {
    assert.deepEqual(told([quarter('2026-Q1', 10)], false), ['2026-Q1 true'])
    assert.deepEqual(told([quarter('2026-Q1', 9)], false), [])
    assert.deepEqual(told([quarter('2026-Q1', 9)], true), ['2026-Q1 false'])
  })

  test('not while something of it is open, as what changes then tells on one file', () => {
    assert.deepEqual(told([quarter('2026-Q1', 30, { open: true })], true), [])
    const waiting = [quarter('2026-Q1', 9), quarter('2026-Q2', 9, { open: true })]
    assert.deepEqual(told(waiting, true), [])
  })

  test('of what is left of a year together, and never of so little that it is one of the two', () => {
    const small = [quarter('2026-Q1', 4), quarter('2026-Q2', 12), quarter('2026-Q3', 6)]
    assert.deepEqual(told(small, true), ['2026-Q2 true', '2026-Q1+2026-Q3 true'])
    const smaller = [quarter('2026-Q1', 4), quarter('2026-Q2', 12), quarter('2026-Q3', 5)]
    assert.deepEqual(told(smaller, true), ['2026-Q2 true', '2026-Q1+2026-Q3 false'])
  })

  test('each year by itself, and a file that was drawn about in two quarters counts once', () => {
    const years = [quarter('2025-Q4', 6), quarter('2026-Q1', 6)]
    assert.deepEqual(told(years, true), ['2025-Q4 false', '2026-Q1 false'])
    const same = [quarter('2026-Q1', 9, { from: 1 }), quarter('2026-Q2', 9, { from: 1 })]
    assert.deepEqual(told(same, true), ['2026-Q1+2026-Q2 false'])
  })
})
