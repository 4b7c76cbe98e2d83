import assert from 'node:assert/strict'
import { it } from 'node:test'
import {
  formatCount,
  formatDay,
  formatDayShort,
  formatList,
  formatMoment,
  formatMoney,
  formatNumber,
  formatQuantity,
  formatSize,
} from './format.ts'

const hours = { one: 'uur', many: 'uur' }
const points = { one: 'punt', many: 'punten' }

it('writes days out in text and short in tables', () => {
  assert.equal(formatDay('2026-11-12'), '12 november 2026')
  assert.equal(formatDay(Temporal.PlainDate.from('2028-02-29')), '29 februari 2028')
  assert.equal(formatDay('2026-11-02', 'en'), '2 November 2026')
  assert.equal(formatDayShort('2026-01-02'), '02-01-2026')
})

it('writes moments as the clock in the Netherlands shows them', () => {
  assert.equal(formatMoment('2026-11-12T08:05:00Z'), '12 november 2026, 9.05 uur')
  assert.equal(formatMoment('2026-07-12T22:30:00Z'), '13 juli 2026, 0.30 uur')
  assert.equal(formatMoment('2026-07-12T22:30:00Z', 'en'), '13 July 2026, 0:30')
})

it('writes quantities with a comma, and only the decimals that are needed', () => {
  assert.equal(formatNumber(150), '1,5')
  assert.equal(formatNumber(125), '1,25')
  assert.equal(formatNumber(105), '1,05')
  assert.equal(formatNumber(9600), '96')
  assert.equal(formatNumber(0), '0')
  assert.equal(formatNumber(-50), '−0,5')
  assert.equal(formatNumber(123_456_750), '1.234.567,5')
  assert.equal(formatNumber(150, 'en'), '1.5')
})

it('knows one from many', () => {
  assert.equal(formatQuantity(150, hours), '1,5\u00a0uur')
  assert.equal(formatQuantity(100, points), '1\u00a0punt')
  assert.equal(formatQuantity(50, points), '0,5\u00a0punt')
  assert.equal(formatQuantity(101, points), '1,01\u00a0punten')
  assert.equal(formatQuantity(0, points), '0\u00a0punten')
  assert.equal(formatQuantity(4000, points), '40\u00a0punten')
})

it('writes money with cents, and counts with points between thousands', () => {
  assert.equal(formatMoney(9500), '€\u00a095,00')
  assert.equal(formatMoney(123_405), '€\u00a01.234,05')
  assert.equal(formatMoney(-250), '€\u00a0−2,50')
  assert.equal(formatCount(999), '999')
  assert.equal(formatCount(12_400), '12.400')
})

it('writes the sizes of files as people know them', () => {
  assert.equal(formatSize(999), '999\u00a0bytes')
  assert.equal(formatSize(214_000), '214\u00a0kB')
  assert.equal(formatSize(999_499), '999\u00a0kB')
  assert.equal(formatSize(999_500), '1\u00a0MB')
  assert.equal(formatSize(1_430_000), '1,4\u00a0MB')
  assert.equal(formatSize(20_000_000), '20\u00a0MB')
})

it('writes lists as a sentence does', () => {
  assert.equal(formatList([]), '')
  assert.equal(formatList(['a']), 'a')
  assert.equal(formatList(['a', 'b', 'c']), 'a, b en c')
})
