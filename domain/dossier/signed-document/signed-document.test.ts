import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { StatedDiploma } from '#domain/dossier/signed-document/compare-extract.ts'
import { compareExtract } from '#domain/dossier/signed-document/compare-extract.ts'
import { readExtract } from '#domain/dossier/signed-document/read-extract.ts'
import { daysIn } from '#language/days-in-text.ts'

const day = (text: string) => Temporal.PlainDate.from(text)
const name = { firstName: 'Farid', initials: 'F.', namePrefix: '', lastName: 'El Amrani' }
const stated: StatedDiploma = {
  name,
  bornOn: day('1985-03-02'),
  diploma: 'Maatschappelijk Werk en Dienstverlening',
  institution: 'Hogeschool Utrecht',
  days: [{ label: 'Datum van het diploma', on: day('2010-07-01') }],
}

const usual = [
  'Dienst Uitvoering Onderwijs',
  'Uittreksel diplomaregister',
  'Naam: Farid El Amrani',
  'Geboortedatum: 2 maart 1985',
  'Opleiding: B Maatschappelijk Werk en Dienstverlening (voltijd)',
  'Onderwijsinstelling: Hogeschool Utrecht',
  'Datum diploma: 1 juli 2010',
  'Datum van dit uittreksel: 2 maart 2026',
]

function outcomes(lines: readonly string[], more: Partial<StatedDiploma> = {}): string {
  return compareExtract(readExtract(lines), { ...stated, ...more })
    .map(({ outcome }) => outcome)
    .join(' ')
}

test('an extract says what was stated', () => {
  assert.equal(outcomes(usual), 'same same same same same')
})

test('it is read in columns, with values below their labels, and with a name in parts', () => {
  const columns = [
    'Achternaam El Amrani',
    'Voornamen Farid Youssef',
    'Geboortedatum 02-03-1985',
    'Diploma Maatschappelijk Werk en Dienstverlening',
    'Instelling Hogeschool Utrecht',
    'Datum uitreiking 01-07-2010',
  ]
  assert.equal(outcomes(columns), 'same same same same same')
  const below = [
    'Naam',
    'F. El Amrani',
    'Geboren op',
    '1985-03-02',
    'Opleiding',
    'MWD',
    'Behaald op',
    '1 jul. 2010',
  ]
  assert.equal(outcomes(below), 'same same same not-found same')
  assert.equal(readExtract(columns).name, 'Farid Youssef El Amrani')
})

test('what stands at a place that nobody foresaw is found all the same', () => {
  const letter = [
    'Hierbij verklaart DUO dat F. El Amrani, geb. 2 maart 1985,',
    'op 1 juli 2010 aan Hogeschool Utrecht het diploma',
    'Maatschappelijk Werk en Dienstverlening heeft behaald.',
  ]
  assert.equal(outcomes(letter), 'same same same same same')
})

test('what differs is laid beside it, and what is not there is not found', () => {
  const other = usual.map((line) =>
    line
      .replace('Farid El Amrani', 'Anna Jansen')
      .replace('2 maart 1985', '3 maart 1985')
      .replace('Maatschappelijk Werk en Dienstverlening', 'Bouwkunde')
      .replace('Utrecht', 'Rotterdam')
      .replace('1 juli 2010', '2 juli 2010'),
  )
  assert.equal(outcomes(other), 'differs differs differs differs differs')
  const [compared] = compareExtract(readExtract(other), stated)
  assert.deepEqual(compared, {
    what: 'name',
    label: 'Naam',
    stated: 'Farid El Amrani',
    outcome: 'differs',
    read: ['Anna Jansen'],
  })
  assert.equal(
    outcomes(['Piet de Boer en mevrouw El Amrani waren erbij.']).slice(0, 9),
    'not-found',
  )
  assert.equal(outcomes([]), 'not-found not-found not-found not-found not-found')
})

test('what nobody stated is only shown', () => {
  const found = compareExtract(readExtract(usual), { name, days: [] })
  assert.deepEqual(
    found.map(({ outcome }) => outcome),
    ['same', 'not-stated', 'not-stated', 'not-stated'],
  )
  assert.deepEqual(found[1]?.read, ['2 maart 1985'])
})

test('of several diplomas one is enough', () => {
  const two = [...usual, 'Opleiding: M Pedagogiek', 'Datum diploma: 31 augustus 2014']
  const days = [{ label: 'Datum van het diploma', on: day('2014-08-31') }]
  assert.equal(outcomes(two, { diploma: 'Pedagogiek', days }), 'same same same same same')
})

test('a name is compared as people write it', () => {
  const person = (firstName: string, initials: string, namePrefix: string, lastName: string) => ({
    firstName,
    initials,
    namePrefix,
    lastName,
  })
  const outcome = (said: string, who: StatedDiploma['name']) =>
    compareExtract(readExtract([`Naam: ${said}`]), { name: who, days: [] })[0]?.outcome
  const jan = person('Jan', 'J.P.', 'de', 'Vries')
  for (const said of [
    'Jan Pieter de Vries',
    'J.P. de Vries',
    'Vries, J.P. de',
    'DE VRIES JAN PIETER',
    'dhr. J. de Vries',
  ]) {
    assert.equal(outcome(said, jan), 'same', said)
  }
  for (const said of ['Piet de Vries', 'Jan Jansen', 'de Vries', 'Jan']) {
    assert.equal(outcome(said, jan), 'differs', said)
  }
  const married = person('Zoë', 'Z.', '', 'Bakker-van Dijk')
  assert.equal(outcome('Zoe van Dijk', married), 'same', 'her name at birth')
  assert.equal(outcome('Zoë Bakker', married), 'same')
  assert.equal(outcome('Zoë Dijkstra', married), 'differs')
  assert.equal(outcome('Youssef', person('', '', '', 'Youssef')), 'same')
})

test('days are read however they are written, and what is no day is none', () => {
  const all = (text: string) => daysIn(text).map(String).join(' ')
  assert.equal(all('2 maart 1985'), '1985-03-02')
  assert.equal(all('02-03-1985, 3/3/1985 en 4.3.1985'), '1985-03-02 1985-03-03 1985-03-04')
  assert.equal(all('1985-03-02'), '1985-03-02')
  assert.equal(all('2 mrt. 1985'), '1985-03-02')
  assert.equal(all('31-02-1985, 30 lente 1985, 1234567890'), '')
  assert.equal(all(`${'9'.repeat(50_000)}-1-2000`), '')
})
