import assert from 'node:assert/strict'
import { test } from 'node:test'
import { countries, countryName } from '#domain/people/person/countries.ts'
import {
  addresseeOf,
  dutchPostcode,
  isNameOf,
  readPhone,
  tidyInitials,
} from '#domain/people/person/person.ts'
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

test('who has one name is named by it alone, and nobody else by the surname alone', () => {
  const suharto = somebody({ firstName: '', initials: '', lastName: 'Suharto' })
  assert.equal(fullName(suharto), 'Suharto')
  assert.equal(isNameOf('suharto', suharto), true)
  assert.equal(isNameOf('Haji Suharto', suharto), true)
  assert.equal(isNameOf('harto', suharto), false)
  assert.equal(isNameOf('Suharto', { ...suharto, initials: 'S.' }), false)
  assert.deepEqual(addresseeOf(suharto).name, 'Suharto')
})

test('initials are written with points, and more letters that are one initial stay together', () => {
  for (const [typed, is] of [
    ['n', 'N.'],
    ['N.', 'N.'],
    ['n j', 'N.J.'],
    ['NJ', 'N.J.'],
    ['J. P.', 'J.P.'],
    ['Th.M.', 'Th.M.'],
    ['th', 'Th.'],
    ['ö.', 'Ö.'],
    ['J.-P.', 'J.-P.'],
    ['', ''],
  ] as const) {
    assert.equal(tidyInitials(typed), is, typed)
  }
})

test('every country can be chosen, the nearby ones first and the others by their Dutch names', () => {
  assert.equal(countries.length, 250)
  assert.equal(new Set(countries).size, countries.length)
  assert.deepEqual(countries.slice(0, 3), ['NL', 'BE', 'DE'])
  for (const code of [
    'UA',
    'RS',
    'BA',
    'AL',
    'CA',
    'AU',
    'ID',
    'MD',
    'ME',
    'MK',
    'XK',
    'BY',
    'AD',
    'MC',
    'SM',
  ]) {
    assert.ok(countries.includes(code), code)
  }
  const names = countries.slice(8).map(countryName)
  assert.equal(names[0], 'Afghanistan')
  assert.ok(names.indexOf('Åland') < names.indexOf('Albanië'))
  assert.ok(names.indexOf('Zweden') < names.indexOf('Zwitserland'))
  assert.equal(names.at(-1), 'Zwitserland')
})

test('an address without a postcode or house number has no gap', () => {
  const abroad = { country: 'CW', street: 'Kaya Grandi', postcode: '', city: 'Willemstad' }
  assert.deepEqual(addresseeOf(somebody(abroad)).addressLines, [
    'Kaya Grandi 12',
    'Willemstad',
    'Curaçao',
  ])
  const lodge = {
    country: 'GB',
    street: 'The Old Rectory',
    houseNumber: '',
    postcode: 'OX1 1AA',
    city: 'Oxford',
  }
  assert.deepEqual(addresseeOf(somebody(lodge)).addressLines, [
    'The Old Rectory',
    'OX1 1AA Oxford',
    'Verenigd Koninkrijk',
  ])
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

test('a typed name names somebody when a given name stands before the whole surname', () => {
  const lonneke = somebody({ firstName: 'Lonneke', namePrefix: 'van der', lastName: 'Meer' })
  for (const typed of [
    'Lonneke van der Meer',
    'L. van der meer',
    'lonneke VANDER MEER',
    'L.J. v\u00e1n der Méér',
  ]) {
    assert.equal(isNameOf(typed, lonneke), true, typed)
  }
  for (const typed of [
    ...['', 'Meer', 'Lonneke', 'Lonneke van der Meer-Jansen', '   ', 'van der Meer'],
    ...['lonneke Meer', 'lonneke v d meer', 'Sanne van der Meer'],
  ]) {
    assert.equal(isNameOf(typed, lonneke), false, typed)
  }
})
