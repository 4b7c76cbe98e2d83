import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { LoadedDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { promiseOn } from '#domain/dossier/signing/word-document.ts'
import { factsToSign, promiseDay, promiseText } from '#domain/dossier/statement/promise.ts'
import { loadRegisters, pinnedVersion } from '#regulations/load.ts'
import { promiseWords } from '#web/claim-words.tsx'

const register = (await loadRegisters()).get('clientondersteuners')
assert.ok(register)
const compiled = pinnedVersion(register, '2021-05-01')
assert.ok(compiled)
const { regulation } = compiled
const day = Temporal.PlainDate.from
const id = 'masterclasses-within-a-year'
const text = (facts: Readonly<Record<string, boolean>>) => promiseText(regulation, id, facts)

test('whoever has an exemption promises only what is still to be followed', () => {
  assert.match(text({}), /masterclass 1, masterclass 2, masterclass 3 en masterclass 4/)
  assert.match(
    text({ 'informal-care-broker-diploma': true }),
    /nog: masterclass 1, masterclass 3 en/,
  )
  assert.match(text({ 'nursing-diploma': true }), /masterclass 1, masterclass 2 en masterclass 3\./)
  assert.match(
    text({ 'informal-care-broker-diploma': true, 'nursing-diploma': true }),
    /nog: masterclass 1 en masterclass 3\./,
  )
  assert.match(text({ 'nursing-diploma': false }), /en masterclass 4\./)
  assert.match(text({ 'at-drechtsteden': true }), /nog: de post-hbo-opleiding .* Drechtsteden\./)
  assert.doesNotMatch(text({ 'at-drechtsteden': true }), /masterclass/)
})

test('what can change nothing of the promise any more is not asked for the form', () => {
  const signed = regulation.documents.find((each) => each.id === 'request-in-training')?.asked
    ?.signHere
  assert.ok(signed)
  const open = (facts: Readonly<Record<string, boolean>>) => factsToSign(regulation, signed, facts)
  assert.deepEqual(open({}), ['at-drechtsteden'])
  assert.deepEqual(open({ 'at-drechtsteden': true }), [])
  assert.deepEqual(open({ 'at-drechtsteden': false }), [
    'informal-care-broker-diploma',
    'nursing-diploma',
  ])
  assert.deepEqual(open({ 'at-drechtsteden': false, 'nursing-diploma': true }), [
    'informal-care-broker-diploma',
  ])
  // A fact that no promise rests on is always on the form.
  assert.deepEqual(factsToSign(regulation, { ...signed, facts: ['evc'] }, {}), ['evc'])
})

test('a promise has a day of its own, counted from the admission; before it, its term is said', () => {
  assert.equal(promiseDay(regulation, id, day('2026-09-15'))?.toString(), '2027-09-15')
  assert.equal(promiseDay(regulation, 'supervision-until-tests', day('2026-09-15')), undefined)
  const stated = { member: 'declaration', declaration: id, on: day('2026-09-01') } as const
  const said = (admittedOn?: Temporal.PlainDate) =>
    promiseWords(regulation, { stated }, { facts: { 'nursing-diploma': true }, admittedOn })
  const loaded = { compiled: { regulation }, dossier: { facts: {} } } as LoadedDossier
  assert.match(promiseOn(loaded, id, undefined), /Uiterlijk 1 jaar na de dag van het besluit/)
  assert.match(
    promiseOn(loaded, id, day('2026-09-15')).replaceAll('\u00a0', ' '),
    /voldoende af\. Uiterlijk op 15 september 2027\.$/,
  )
  assert.equal(said()[1], 'Uiterlijk 1 jaar na de dag van het besluit over de toelating.')
  assert.equal(
    said(day('2026-09-15'))[1]?.replaceAll('\u00a0', ' '),
    'Uiterlijk op 15 september 2027.',
  )
})
