import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from '#testing/random-cases.ts'
import {
  isLonger,
  isShorter,
  nextPeriod,
  periodUntil,
  wholeMonths,
  yearFrom,
} from './adding-time.ts'

// One definition of adding months and years, held against the ends of all months and against leap days.

const day = (text: string) => Temporal.PlainDate.from(text)
const span = (text: string) => Temporal.Duration.from(text)
const inText = ({ first, last }: { first: Temporal.PlainDate; last: Temporal.PlainDate }) =>
  `${first} ${last}`

test('a month ends the day before the same day, or with a month that has no such day', () => {
  const ends = (first: string) => nextPeriod(day(first), span('P1M')).last.toString()
  const expected: Readonly<Record<string, string>> = {
    '2023-01-28': '2023-02-27',
    '2023-01-29': '2023-02-28',
    '2023-01-30': '2023-02-28',
    '2023-01-31': '2023-02-28',
    '2024-01-29': '2024-02-28',
    '2024-01-30': '2024-02-29',
    '2024-01-31': '2024-02-29',
    '2023-02-28': '2023-03-27',
    '2024-02-29': '2024-03-28',
    '2023-03-31': '2023-04-30',
    '2023-04-30': '2023-05-29',
    '2023-05-31': '2023-06-30',
    '2023-06-30': '2023-07-29',
    '2023-07-31': '2023-08-30',
    '2023-08-31': '2023-09-30',
    '2023-09-30': '2023-10-29',
    '2023-10-31': '2023-11-30',
    '2023-11-30': '2023-12-29',
    '2023-12-31': '2024-01-30',
    '2023-01-01': '2023-01-31',
  }
  for (const [first, last] of Object.entries(expected)) assert.equal(ends(first), last, first)
  assert.equal(nextPeriod(day('2023-01-31'), span('P1M14D')).last.toString(), '2023-03-14')
  assert.equal(nextPeriod(day('2023-01-31'), span('P6W')).last.toString(), '2023-03-13')
})

test('years from 29 February follow upon each other, and none has a day of another', () => {
  const years = [0, 1, 2, 3, 4].map((count) => inText(yearFrom(day('2020-02-29'), count)))
  assert.deepEqual(years, [
    '2020-02-29 2021-02-28',
    '2021-03-01 2022-02-28',
    '2022-03-01 2023-02-28',
    '2023-03-01 2024-02-28',
    '2024-02-29 2025-02-28',
  ])
})

test('exactly so many months are not longer than so many, and a day less is shorter', () => {
  const standing = (first: string, last: string, length: string) => {
    const period = { first: day(first), last: day(last) }
    return [isShorter(period, span(length)), isLonger(period, span(length)), wholeMonths(period)]
  }
  for (const length of ['P24M', 'P2Y']) {
    assert.deepEqual(standing('2020-02-29', '2022-02-27', length), [true, false, 23])
    assert.deepEqual(standing('2020-02-29', '2022-02-28', length), [false, false, 24])
    assert.deepEqual(standing('2020-02-29', '2022-03-01', length), [false, true, 24])
    assert.deepEqual(standing('2020-03-01', '2022-02-28', length), [false, false, 24])
    assert.deepEqual(standing('2022-02-28', '2024-02-27', length), [false, false, 24])
    assert.deepEqual(standing('2022-03-01', '2024-02-28', length), [true, false, 23])
    assert.deepEqual(standing('2022-03-01', '2024-02-29', length), [false, false, 24])
  }
  assert.deepEqual(standing('2023-01-30', '2023-02-27', 'P1M'), [true, false, 0])
  assert.deepEqual(standing('2023-01-30', '2023-02-28', 'P1M'), [false, false, 1])
  assert.deepEqual(standing('2023-03-31', '2023-04-29', 'P1M'), [true, false, 0])
  assert.deepEqual(standing('2023-03-31', '2023-04-30', 'P1M'), [false, false, 1])
})

test('going back reaches the day after the same day, and holds the whole', () => {
  const until = (last: string, length: string) =>
    periodUntil(day(last), span(length)).first.toString()
  assert.equal(until('2026-06-01', 'P5Y'), '2021-06-02')
  assert.equal(until('2023-02-28', 'P3Y'), '2020-02-29')
  assert.equal(until('2024-02-29', 'P1Y'), '2023-03-01')
  assert.equal(until('2023-03-31', 'P1M'), '2023-03-01')
  assert.equal(until('2023-03-30', 'P1M'), '2023-02-28', 'from 1 March it would be a day short')
  assert.equal(until('2023-04-30', 'P1M'), '2023-03-31')
})

test('for every first day: the next begins where one ends, months add up, and back holds the whole', () => {
  const days = fc
    .integer({ min: 0, max: 4000 })
    .map((after) => Temporal.PlainDate.from('2019-01-01').add({ days: after }))
  fc.assert(
    fc.property(days, fc.integer({ min: 1, max: 40 }), (first, months) => {
      const length = Temporal.Duration.from({ months })
      const { last } = nextPeriod(first, length)
      assert.equal(wholeMonths({ first, last }), months)
      assert.equal(wholeMonths({ first, last: last.subtract({ days: 1 }) }), months - 1)
      assert.equal(isShorter({ first, last }, length) || isLonger({ first, last }, length), false)
      const next = yearFrom(first, months)
      assert.ok(next.first.equals(yearFrom(first, months - 1).last.add({ days: 1 })))
      const back = periodUntil(first, length)
      assert.equal(isShorter(back, length), false)
      assert.ok(wholeMonths(back) === months, 'nobody who works all of it has worked less')
      const years = Temporal.Duration.from({ years: months })
      assert.ok(nextPeriod(first, years).last.equals(yearFrom(first, months - 1).last))
    }),
    { numRuns: 2000 },
  )
})
