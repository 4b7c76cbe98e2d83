import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import * as fc from '#testing/random-cases.ts'
import { clientSign, isCitizenNumber } from './client-signs.ts'

// 111222333 and 123456782 are numbers that are given to nobody and add up.
describe('a number that can be a BSN is found, however it is written', () => {
  for (const text of [
    '111222333',
    'Het gaat om 123456782.',
    'nummer 123 456 782',
    '1234.56.782',
    '123-456-782',
    '12 34 56 78 2',
    '１２３４５６７８２',
    '123\u200b456\u200b782',
    'BSN: 123456789',
    'bsn 12345678',
    'zijn burgerservicenummer is 99999999',
    'sofinummer 12.34.56.789',
  ]) {
    test(text, () => {
      assert.equal(clientSign(text), 'citizen-number')
    })
  }
})

describe('other numbers are not', () => {
  for (const text of [
    '',
    'Zij werkt 36 uur per week.',
    '123456789',
    'KvK 12345678',
    'BIG 19012345601',
    'bel 06 12345678',
    'bel 0612345678',
    'van 1-1-2026 tot 31-12-2026',
    '2026-01-01',
    '000000000',
    'IBAN NL00 BANK 0123 4567 89',
  ]) {
    test(text === '' ? 'nothing' : text, () => {
      assert.notEqual(clientSign(text), 'citizen-number')
    })
  }
})

test('one in eleven of all numbers of nine digits adds up', () => {
  fc.assert(
    fc.property(fc.integer({ min: 10_000_000, max: 99_999_999 }), (first) => {
      const all = Array.from({ length: 10 }, (_, last) => isCitizenNumber(`${first}${last}`))
      // At most one last digit fits; where it would have to be ten, none does.
      assert.ok(all.filter(Boolean).length <= 1)
    }),
  )
  assert.equal(isCitizenNumber('123456782'), true)
  assert.equal(isCitizenNumber('123456783'), false)
})

describe('a name with a date is a question', () => {
  for (const text of [
    'Het gaat om Sem, geboren op 3 maart 2014.',
    'Sem is geboren op 12-3-2014.',
    'Sinds 1 mei gaat Noor weer naar school.',
    'De ouders van Jayden belden op 2026-05-01.',
    'Fatima, geboren in 2012',
  ]) {
    test(text, () => {
      assert.equal(clientSign(text), 'name-with-date')
    })
  }

  for (const text of [
    'De begeleiding begint op 1 mei 2026.',
    'Vanaf 1-5-2026 kijkt een collega uit het SKJ mee.',
    'Een vaktherapeut met 12 jaar ervaring.',
    'Het gaat om Sem.',
    'Afspraken staan in het plan van 3 maart. Elke week is er overleg.',
    'Volgens de Jeugdwet kan dit vanaf 1 januari 2026.',
  ]) {
    test(`not: ${text}`, () => {
      assert.equal(clientSign(text), undefined)
    })
  }
})
