import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from '#testing/random-cases.ts'
import type { Amount } from './index.ts'
import {
  centsOf,
  decimalText,
  formatAmount,
  hundredthsOf,
  parseAmount,
  typedAmount,
} from './index.ts'

test('hours are read with a comma or a point, to two decimals', () => {
  const read = (input: string | number) => {
    const parsed = parseAmount(input)
    return parsed.is === 'amount' ? parsed.amount : parsed.is
  }
  assert.deepEqual(
    ['1,5', '1.50', 1.5, '0', ' 96 ', 0.07, '0,070'].map(read),
    [150, 150, 150, 0, 9600, 7, 7],
  )
  assert.deepEqual(
    ['0,005', 0.30000000000000004, '-1', '', '1e3', '1.000,5', 'NaN', '100000000'].map(read),
    [
      'too-precise',
      'too-precise',
      'negative',
      'not-a-number',
      'not-a-number',
      'not-a-number',
      'not-a-number',
      'too-large',
    ],
  )
})

test('what may be one thousand or one is refused as text, and a number is what it says', () => {
  for (const text of ['1.500', '1.000', '12.400', '999.000', '1,600', '1,005', '2,080']) {
    assert.deepEqual(parseAmount(text), { is: 'unclear' }, text)
  }
  for (const text of ['1 30', '1 000', '1:30']) {
    assert.deepEqual(parseAmount(text), { is: 'not-a-number' }, text)
  }
  assert.deepEqual(parseAmount('0.500'), { is: 'amount', amount: 50 })
  assert.deepEqual(parseAmount('0,500'), { is: 'amount', amount: 50 })
  assert.deepEqual(parseAmount('1.50'), { is: 'amount', amount: 150 })
  assert.deepEqual(parseAmount(1.5), { is: 'amount', amount: 150 })
})

test('a quantity is ten million at most', () => {
  const kind = (text: string) => parseAmount(text).is
  const texts = ['10000000', '0010000000', '10000000,01', '123456789']
  assert.deepEqual(texts.map(kind), ['amount', 'amount', 'too-large', 'too-large'])
})

test('a text of millions of zeros is read as quickly as any', () => {
  const zeros = '0'.repeat(4_000_000)
  assert.deepEqual(parseAmount(`1,${zeros}1`), { is: 'too-precise' })
  assert.deepEqual(parseAmount(`1,5${zeros}`), { is: 'amount', amount: 150 })
  assert.deepEqual(parseAmount(`${zeros}1`), { is: 'amount', amount: 100 })
})

test('what is written can be read again', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000_000_000 }), (value) => {
      const parsed = [typedAmount(value as Amount), decimalText(value as Amount), value / 100].map(
        parseAmount,
      )
      for (const each of parsed) assert.deepEqual(each, { is: 'amount', amount: value })
    }),
  )
})

test('an amount of a thousand or more is shown with points between its thousands', () => {
  const shown = [99999, 100000, 208050, 123456789, 1_000_000_000].map((value) =>
    formatAmount(value as Amount),
  )
  assert.deepEqual(shown, ['999,99', '1.000', '2.080,5', '1.234.567,89', '10.000.000'])
  assert.equal(typedAmount(208050 as Amount), '2080,5')
})

test('an amount is a whole number', () => {
  assert.throws(() => centsOf(0.5))
  assert.throws(() => hundredthsOf(1.5))
})
