import assert from 'node:assert/strict'
import { test } from 'node:test'
import { explained } from '#testing/explained.ts'
import {
  activityOf,
  minimumOf,
  normOf,
  plainRegulation,
  words,
} from '#testing/generate-regulation.ts'
import type { Amount, Dossier, InProportion, Minimum } from './index.ts'
import { assess, compileRegulation, emptyDossier, whatToAsk } from './index.ts'

// Who works part time is asked a part.

const on = Temporal.PlainDate.from('2022-12-15')
const half: InProportion = { fact: 'fte', whole: 100 as Amount, rounding: 'hundredth-down' }

function compiled(rule: Partial<InProportion> = {}, more: Partial<Minimum> = {}) {
  const inProportion = { ...half, ...rule }
  return compileRegulation(
    {
      ...plainRegulation,
      facts: [{ id: 'fte', type: 'number', label: 'Deeltijdfactor' }],
      norms: [normOf('Totaal', minimumOf(9650, 'everything', { inProportion, ...more }))],
    },
    words,
  )
}

const dossierOf = (fte: number | undefined, claimed = 0): Dossier => ({
  ...emptyDossier,
  submittedOn: on,
  facts: fte === undefined ? {} : { fte: fte as Amount },
  activities: claimed === 0 ? [] : [activityOf('a', claimed)],
})

test('a part is asked of who has a part of the whole, and no more than all of who has more', () => {
  const required = (fte: number | undefined, rule: Partial<InProportion> = {}) =>
    assess(compiled(rule), dossierOf(fte), on).norms[0]?.required
  assert.equal(required(50), 4825)
  assert.equal(required(33), 3184)
  assert.equal(required(33, { rounding: 'whole-down' }), 3100)
  assert.equal(required(33, { rounding: 'whole-up' }), 3200)
  assert.equal(required(99, { rounding: 'whole-up' }), 9600)
  assert.equal(required(100), 9650)
  assert.equal(required(100, { rounding: 'whole-down' }), 9650, 'of all of it nothing is rounded')
  assert.equal(required(100, { rounding: 'whole-up' }), 9650)
  assert.equal(required(101, { rounding: 'whole-down' }), 9650)
  assert.equal(required(150), 9650)
  assert.equal(required(0), 0)
  assert.equal(required(0, { floor: 2000 as Amount }), 2000)
  assert.equal(required(undefined), 9650)
})

test('things stay whole', () => {
  const things = (rounding: InProportion['rounding']) =>
    assess(compiled({ rounding }, { atLeast: 500 as Amount, in: 'things' }), dossierOf(50), on)
      .norms[0]?.required
  assert.equal(things('hundredth-down'), 200)
  assert.equal(things('whole-up'), 300)
})

test('it says of which number what is a part, and what nobody stated', () => {
  const text = (fte: number | undefined, claimed: number) =>
    explained(compiled(), dossierOf(fte, claimed), on).norms[0]?.text
  assert.equal(
    text(50, 4000),
    'Totaal: 40 van 48,25 uur, 8,25 te weinig. Deeltijdfactor: 0,5 van 1, en daarom 48,25 uur in plaats van 96,5 uur.',
  )
  assert.equal(text(100, 9650), 'Totaal: 96,5 van 96,5 uur.')
  assert.equal(
    text(undefined, 4000),
    'Totaal: 40 van 96,5 uur, 56,5 te weinig. Niet opgegeven: deeltijdfactor. Daarom wordt alles gevraagd: 96,5 uur.',
  )
  assert.equal(text(undefined, 9650), 'Totaal: 96,5 van 96,5 uur.')
})

test('the number is asked for before more activities are, as long as it matters', () => {
  const asked = (fte: number | undefined, claimed: number) =>
    whatToAsk(compiled(), dossierOf(fte, claimed), on).questions.flatMap(({ ways }) =>
      ways.flat().map(({ what }) => what),
    )
  assert.deepEqual(asked(undefined, 4000), ['fact'])
  assert.deepEqual(asked(50, 4000), ['activities'])
  assert.deepEqual(asked(50, 4825), [])
  assert.deepEqual(asked(undefined, 9650), [])
})

test('of whom nobody knows the part, no part is told', () => {
  const [norm] = explained(compiled(), dossierOf(undefined, 100), on).norms
  assert.doesNotMatch(norm?.text ?? '', /undefined|NaN/)
  assert.equal(norm?.required, 9650)
})
