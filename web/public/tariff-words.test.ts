import assert from 'node:assert/strict'
import { test } from 'node:test'
import { centsOf } from '#engine'
import { loadRegisters, versionInForce } from '#regulations/load.ts'
import type { Register, Tariff } from '#regulations/register.ts'
import { tariffsBeside } from './tariff-words.ts'

const on = Temporal.PlainDate.from('2027-01-01')
const registers = await loadRegisters()
const said = (id: string, tariffs?: (year: Tariff) => readonly Tariff[]) => {
  const register = registers.get(id) as Register
  const [year] = register.tariffs
  assert.ok(year)
  const changed = tariffs === undefined ? register : { ...register, tariffs: [...tariffs(year)] }
  const { regulation } = versionInForce(register, on) ?? assert.fail()
  return tariffsBeside(changed, regulation, on).map((text) => text.replaceAll('\u00a0', ' '))
}

test('beside the yearly fee stands what a category pays, and nothing where everybody pays the same', () => {
  assert.deepEqual(said('clientondersteuners'), [
    'In de categorie In opleiding is het € 60,00 per jaar.',
  ])
  assert.deepEqual(said('krsd'), [])
})

test('the first year and what goes off stand in the words of the register', () => {
  const discounts: Tariff['discounts'] = [
    { name: 'Net afgestudeerd', percent: 50, fact: 'a', years: 'first' },
    { name: 'Ledenkorting', amount: centsOf(1000), fact: 'b', years: 'every' },
  ]
  assert.deepEqual(
    said('krsd', (year) => [{ ...year, firstYear: 'pro-rata', discounts }]),
    [
      'Voor het eerste jaar betaal je de hele maanden die er van het kalenderjaar nog over zijn.',
      'Net afgestudeerd: 50% eraf, in het eerste jaar.',
      'Ledenkorting: € 10,00 eraf, elk jaar.',
    ],
  )
  assert.deepEqual(
    said('clientondersteuners', (year) => [
      { ...year, firstYear: 'pro-rata' },
      { ...year, category: 'senior', amount: centsOf(0) },
      { ...year, category: 'junior', firstYear: 'free' },
    ]),
    [
      'Voor het eerste jaar betaalt u de hele maanden die er van het kalenderjaar nog over zijn.',
      'In de categorie Junior is het € 85,00 per jaar.',
      'Het eerste jaar in de categorie Junior is gratis.',
      'In de categorie Senior is het gratis.',
    ],
  )
})

test('what an application and an objection cost stands there with its tax, where that is another', () => {
  assert.deepEqual(
    said('krsd', (year) => [
      year,
      { ...year, kind: 'application', amount: centsOf(8000) },
      { ...year, kind: 'objection', amount: centsOf(5000), vat: 'excluded', rate: 21 },
    ]),
    ['Een aanvraag kost € 80,00.', 'Bezwaar maken kost € 60,50.'],
  )
})
