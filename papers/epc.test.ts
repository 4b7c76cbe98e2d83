import assert from 'node:assert/strict'
import { test } from 'node:test'
import { transferCode } from './epc.ts'

const transfer = {
  name: 'Stichting Register',
  iban: 'NL91 ABNA 0417 1643 00',
  cents: 9500,
  reference: 'RF08 KRSD 2026 0042',
}

test('the code has the lines of EPC069-12 version 002, with the reference as structured', () => {
  assert.deepEqual(transferCode(transfer).split('\n'), [
    'BCD',
    '002',
    '1',
    'SCT',
    '',
    'Stichting Register',
    'NL91ABNA0417164300',
    'EUR95.00',
    '',
    'RF08KRSD20260042',
  ])
})

test('cents are written with two digits, and an amount that no bank takes is refused', () => {
  assert.match(transferCode({ ...transfer, cents: 5 }), /EUR0\.05/)
  assert.match(transferCode({ ...transfer, cents: 99_999_999_999 }), /EUR999999999\.99/)
  for (const cents of [0, -1, 1.5, 100_000_000_000]) {
    assert.throws(() => transferCode({ ...transfer, cents }), RangeError)
  }
})

test('a name cannot add a line of its own and is at most 70 characters', () => {
  const lines = transferCode({ ...transfer, name: `A\nB ${'x'.repeat(90)}` }).split('\n')
  assert.equal(lines.length, 10)
  assert.equal(lines[5]!.length, 70)
})
