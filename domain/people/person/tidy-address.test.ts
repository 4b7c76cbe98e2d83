import assert from 'node:assert/strict'
import { test } from 'node:test'
import { tidyHouseNumber, tidyTown } from '#domain/people/person/tidy-address.ts'

test('a town that was typed in capitals or small letters is written as it is', () => {
  for (const is of [
    'Utrecht',
    'Den Haag',
    "'s-Gravenhage",
    "'t Harde",
    'IJmuiden',
    'Alphen aan den Rijn',
    'Capelle aan den IJssel',
    'Bergen op Zoom',
    'Berkel en Rodenrijs',
    'Wijk bij Duurstede',
    'Hoek van Holland',
    'Etten-Leur',
    'Hendrik-Ido-Ambacht',
    'Nieuwerkerk a/d IJssel',
    'De Bilt',
    'Súdwest-Fryslân',
  ]) {
    assert.equal(tidyTown(is.toLowerCase()), is)
    assert.equal(tidyTown(is.toUpperCase()), is)
    assert.equal(tidyTown(is), is)
  }
  // What was typed with care stays.
  for (const kept of ['Ee', 'Sint Maarten', 'Van Ewijcksluis', 'St.-Annaland', '']) {
    assert.equal(tidyTown(kept), kept)
  }
})

test('a house number has its letter behind a space', () => {
  for (const [typed, is] of [
    ['12', '12'],
    ['12a', '12 A'],
    ['12 a', '12 A'],
    ['12A', '12 A'],
    ['nr. 12a', '12 A'],
    ['12a2', '12 A 2'],
    ['12-2', '12-2'],
    ['12 bis', '12 bis'],
    ['12bis', '12bis'],
    ['12 A', '12 A'],
    ['12-II', '12-II'],
  ] as const) {
    assert.equal(tidyHouseNumber(typed), is, typed)
  }
})
