import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isCreditorReference } from '#testing/creditor-reference.ts'
import * as fc from '#testing/random-cases.ts'
import { creditorReference, groupedReference } from './reference.ts'

test('the check digits are those of published references', () => {
  assert.equal(creditorReference('539007547034'), 'RF18539007547034')
  assert.equal(creditorReference('2348236'), 'RF332348236')
  assert.ok(isCreditorReference('RF18 5390 0754 7034'))
  assert.ok(isCreditorReference('rf18539007547034'))
})

test('every reference that is made is right, and one digit changed is wrong', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[0-9]{1,21}$/), fc.nat(), (number, place) => {
      const reference = creditorReference(number)
      assert.ok(isCreditorReference(reference))
      assert.ok(isCreditorReference(groupedReference(reference)))
      const at = 4 + (place % number.length)
      const other = reference[at] === '7' ? '8' : '7'
      assert.ok(!isCreditorReference(reference.slice(0, at) + other + reference.slice(at + 1)))
    }),
  )
})

test('letters take part in the check', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[0-9A-Z]{1,21}$/), (number) =>
      isCreditorReference(creditorReference(number)),
    ),
  )
})

test('hyphens in an invoice number are left out, and what is too long is refused', () => {
  assert.equal(creditorReference('KRSD-2026-0042'), creditorReference('KRSD20260042'))
  assert.throws(() => creditorReference('1'.repeat(22)), RangeError)
  assert.throws(() => creditorReference('--'), RangeError)
})

test('what is no reference is not taken for one', () => {
  for (const text of ['', 'RF', 'RF18', 'NL18539007547034', 'RF19539007547034', 'RF18é']) {
    assert.ok(!isCreditorReference(text), text)
  }
})
