import assert from 'node:assert/strict'
import { test } from 'node:test'
import { begunCoverages, coverage } from '#domain/money/invoice/invoice.ts'

const day = (text: string) => Temporal.PlainDate.from(text)
const shown = ({ first, last }: { first: Temporal.PlainDate; last: Temporal.PlainDate }) =>
  `${first} ${last}`

test('each year begins on the anniversary and ends the day before the next', () => {
  assert.equal(shown(coverage(day('2026-03-12'), 0, 'anniversary')), '2026-03-12 2027-03-11')
  assert.equal(shown(coverage(day('2026-03-12'), 2, 'anniversary')), '2028-03-12 2029-03-11')
})

test('29 February comes back in leap years, and no day is without a year or in two', () => {
  const years = [0, 1, 2, 3, 4].map((count) => coverage(day('2028-02-29'), count, 'anniversary'))
  assert.deepEqual(years.map(shown), [
    '2028-02-29 2029-02-27',
    '2029-02-28 2030-02-27',
    '2030-02-28 2031-02-27',
    '2031-02-28 2032-02-28',
    '2032-02-29 2033-02-27',
  ])
})

test('by calendar year the first part ends with the year', () => {
  const years = [0, 1].map((count) => coverage(day('2026-03-12'), count, 'calendar-year'))
  assert.deepEqual(years.map(shown), ['2026-03-12 2026-12-31', '2027-01-01 2027-12-31'])
})

test('a year has begun from its first day on', () => {
  const begun = (today: string) =>
    begunCoverages(day('2026-03-12'), day(today), 'anniversary').map(shown)
  assert.deepEqual(begun('2027-03-11'), [])
  assert.deepEqual(begun('2027-03-12'), ['2027-03-12 2028-03-11'])
  assert.equal(begun('2029-03-12').length, 3)
})
