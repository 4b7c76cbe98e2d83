import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addresseeOf, dutchPostcode, isNameOf, readPhone } from '#domain/people/person/person.ts'
import { fullName } from '#language/names.ts'
import { somebody } from '#testing/people.ts'

test('a Dutch postcode is written in one way, and what is none is refused', () => {
  for (const typed of [
    '3511AP',
    '3511 ap',
    ' 3511-AP ',
    '3511 a p',
    '3511\u200bAP',
    'NL-3511 AP',
    'NL 3511AP',
    '3511\u2011AP',
  ]) {
    assert.equal(dutchPostcode(typed), '3511 AP', typed)
  }
  for (const typed of [
    '',
    '0511 AP',
    '3511',
    '3511 A1',
    '3511 SA',
    '3511 SD',
    '3511 SS',
    '35111 AP',
  ]) {
    assert.equal(dutchPostcode(typed), undefined, typed)
  }
})

test('a telephone number is read as it looks', () => {
  for (const [typed, is] of [
    ['06 12345678', '06 12345678'],
    ['06\u201112345678', '06-12345678'],
    ['06\u201312345678', '06-12345678'],
    ['\u202a06-12345678\u202c', '06-12345678'],
    ['06/12345678', '06/12345678'],
    ['tel:+31612345678', '+31612345678'],
    ['(030) 123.45.67', '(030) 123.45.67'],
  ] as const) {
    assert.equal(readPhone(typed), is, typed)
  }
  for (const typed of ['', '0612', 'geen', '06-1234567x', '<script>12345678']) {
    assert.equal(readPhone(typed), undefined, typed)
  }
})

test('a name is written in full, with initials when there is no first name', () => {
  const lonneke = somebody({ firstName: 'Lonneke', namePrefix: 'van der', lastName: 'Meer' })
  assert.equal(fullName(lonneke), 'Lonneke van der Meer')
  assert.equal(fullName({ ...lonneke, firstName: '', initials: 'L.J.' }), 'L.J. van der Meer')
})

test('an envelope names the country only when it is another', () => {
  assert.deepEqual(addresseeOf(somebody()).addressLines, ['Oudegracht 12', '3511 AP  Utrecht'])
  const abroad = somebody({ country: 'BE', postcode: '2018', city: 'Antwerpen' })
  assert.deepEqual(addresseeOf(abroad).addressLines, ['Oudegracht 12', '2018 Antwerpen', 'België'])
})

test('a typed name names somebody when it ends with the surname and something stands before it', () => {
  const lonneke = somebody({ firstName: 'Lonneke', namePrefix: 'van der', lastName: 'Meer' })
  for (const typed of ['Lonneke van der Meer', 'L. van der meer', 'lonneke MEER', 'L.J. Méér']) {
    assert.equal(isNameOf(typed, lonneke), true, typed)
  }
  for (const typed of ['', 'Meer', 'Lonneke', 'Lonneke van der Meer-Jansen', '   ']) {
    assert.equal(isNameOf(typed, lonneke), false, typed)
  }
})
