import assert from 'node:assert/strict'
import { test } from 'node:test'
import { centsOf } from '#engine'
import type { Tariff } from './register.ts'
import type { YearAsked } from './tariffs.ts'
import { chargeForYear, tariffOn, totalOf, wholeMonths } from './tariffs.ts'

const day = (text: string) => Temporal.PlainDate.from(text)

const tariff: Tariff = {
  kind: 'year',
  from: day('2026-01-01'),
  amount: centsOf(9500),
  vat: 'exempt',
  rate: 0,
  ground: 'Vrijgesteld van btw',
  billing: 'anniversary',
  firstYear: 'full',
  discounts: [],
  description: 'Bijdrage',
}

const asked: YearAsked = {
  on: day('2026-06-15'),
  category: undefined,
  covers: { first: day('2026-06-15'), last: day('2027-06-14') },
  first: true,
  signedUpOn: day('2026-06-01'),
  facts: {},
}

const cents = (tariffs: readonly Tariff[], more: Partial<YearAsked> = {}) =>
  chargeForYear({ tariffs: [...tariffs] }, { ...asked, ...more }, () => 'Bijdrage')?.lines.map(
    (line) => line.cents,
  )

test('the tariff is that of the kind, the category and the day', () => {
  const tariffs = [
    { ...tariff, from: day('2027-01-01'), amount: centsOf(10_000) },
    tariff,
    { ...tariff, category: 'senior', from: day('2026-07-01'), amount: centsOf(11_000) },
    { ...tariff, category: 'in-training', amount: centsOf(0) },
    { ...tariff, kind: 'objection' as const, amount: centsOf(5000) },
  ]
  const on = (text: string, what = {}) => tariffOn({ tariffs }, day(text), what)?.amount
  assert.equal(on('2025-12-31'), undefined)
  assert.equal(on('2026-01-01'), 9500)
  assert.equal(on('2026-12-31'), 9500)
  assert.equal(on('2027-01-01'), 10_000)
  assert.equal(on('2026-06-30', { category: 'senior' }), 9500)
  assert.equal(on('2026-07-01', { category: 'senior' }), 11_000)
  assert.equal(on('2027-07-01', { category: 'senior' }), 11_000)
  assert.equal(on('2026-07-01', { category: 'in-training' }), undefined)
  assert.equal(on('2026-07-01', { kind: 'objection' }), 5000)
  assert.equal(on('2026-07-01', { kind: 'application' }), undefined)
})

test('months that are left are whole ones', () => {
  const months = (first: string, last: string) =>
    wholeMonths({ first: day(first), last: day(last) })
  assert.equal(months('2026-01-01', '2026-12-31'), 12)
  assert.equal(months('2026-01-02', '2026-12-31'), 11)
  assert.equal(months('2026-12-01', '2026-12-31'), 1)
  assert.equal(months('2026-12-02', '2026-12-31'), 0)
  assert.equal(months('2026-06-15', '2027-06-14'), 12)
})

test('who signed up within so long after a day gets what goes off, up to and including the last day', () => {
  const soon = {
    name: 'Net afgestudeerd',
    percent: 50,
    fact: 'graduated-on',
    within: Temporal.Duration.from('P3M'),
    years: 'first' as const,
  }
  const with50 = [{ ...tariff, discounts: [soon] }]
  const graduated = (text: string, more: Partial<YearAsked> = {}) =>
    cents(with50, { facts: { 'graduated-on': day(text) }, ...more })
  assert.deepEqual(graduated('2026-03-01'), [9500, -4750])
  assert.deepEqual(graduated('2026-02-28'), [9500])
  assert.deepEqual(graduated('2026-06-01'), [9500, -4750])
  assert.deepEqual(graduated('2026-06-02'), [9500])
  assert.deepEqual(graduated('2026-03-01', { first: false }), [9500])
  assert.deepEqual(cents(with50), [9500])
  assert.deepEqual(cents(with50, { facts: { 'graduated-on': true } }), [9500])
})

test('what goes off never goes below nothing, and of nothing there is no invoice', () => {
  const off = (percent: number) => ({
    name: 'Korting',
    percent,
    fact: 'a',
    years: 'every' as const,
  })
  const facts = { a: true }
  assert.deepEqual(cents([{ ...tariff, discounts: [off(60), off(30)] }], { facts }), [
    ...[9500, -5700, -2850],
  ])
  assert.equal(cents([{ ...tariff, discounts: [off(60), off(60)] }], { facts }), undefined)
  assert.equal(cents([{ ...tariff, discounts: [off(100)] }], { facts }), undefined)
  assert.equal(cents([{ ...tariff, firstYear: 'free' }]), undefined)
  assert.deepEqual(cents([{ ...tariff, firstYear: 'free' }], { first: false }), [9500])
})

test('what there is to pay has the tax that comes on top', () => {
  assert.equal(totalOf(tariff), 9500)
  assert.equal(totalOf({ ...tariff, vat: 'included', rate: 21 }), 9500)
  assert.equal(totalOf({ ...tariff, vat: 'excluded', rate: 21 }), 11_495)
  assert.equal(totalOf({ ...tariff, vat: 'out-of-scope' }), 9500)
})
