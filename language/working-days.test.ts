import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isDayOfRest, workingDayFrom } from './working-days.ts'

const day = (text: string) => Temporal.PlainDate.from(text)

test('a weekend and each holiday of the Algemene termijnenwet is a day of rest', () => {
  const holidays = [
    ...['2026-01-01', '2026-04-03', '2026-04-06', '2026-04-27', '2026-05-05', '2026-05-14'],
    ...['2026-05-25', '2026-12-25', '2026-12-26', '2027-03-26', '2027-03-29', '2027-05-06'],
    ...['2027-05-17', '2025-04-26', '2024-04-01', '2026-07-04', '2026-07-05'],
  ]
  assert.deepEqual(
    holidays.filter((text) => !isDayOfRest(day(text))),
    [],
  )
})

test('a day between them is not', () => {
  const working = [
    '2026-01-02',
    '2026-04-02',
    '2026-04-07',
    '2026-05-04',
    '2026-05-15',
    '2026-12-24',
  ]
  assert.deepEqual(
    working.filter((text) => isDayOfRest(day(text))),
    [],
  )
})

test('a term that ends on a day of rest goes on to the first working day', () => {
  assert.equal(workingDayFrom(day('2026-12-24')).toString(), '2026-12-24')
  assert.equal(workingDayFrom(day('2026-12-25')).toString(), '2026-12-28')
  assert.equal(workingDayFrom(day('2026-04-03')).toString(), '2026-04-07')
})
