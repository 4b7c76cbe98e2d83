import assert from 'node:assert/strict'
import { test } from 'node:test'
import { explained } from '#testing/explained.ts'
import {
  activityOf,
  capOf,
  minimumOf,
  normOf,
  plainRegulation,
  words,
} from '#testing/generate-regulation.ts'
import type { Amount, Dossier, Kind, Regulation, SecondValuation } from './index.ts'
import {
  assess,
  compileRegulation,
  emptyDossier,
  explainForecast,
  forecast,
  toJson,
} from './index.ts'

// Contact hours beside points: each activity is worth something in both, and neither is the other.

const on = Temporal.PlainDate.from('2022-12-15')
const points = { ...words, unit: { one: 'punt', many: 'punten', counted: 'punten' } }
const whole = (value: number) => (value * 100) as Amount
const worth = (value: SecondValuation) =>
  plainRegulation.kinds.map(
    (kind): Kind => (kind.id === 'training' ? { ...kind, inSecondUnit: value } : kind),
  )
const byField: SecondValuation = { by: 'field', field: 'in-the-room', each: whole(1) }
const inContact = { in: 'second-unit' } as const

function compiled(more: Partial<Regulation>) {
  return compileRegulation(
    {
      ...plainRegulation,
      unit: 'point',
      secondUnit: { one: 'contactuur', many: 'contacturen', counted: 'contacturen' },
      kinds: worth(byField),
      norms: [
        normOf('Totaal', minimumOf(2000)),
        normOf('Contacturen', minimumOf(1000, 'everything', inContact)),
      ],
      ...more,
    },
    points,
  )
}

const dossierOf = (activities: Dossier['activities'], more: Partial<Dossier> = {}): Dossier => ({
  ...emptyDossier,
  submittedOn: on,
  activities,
  ...more,
})
const room = (hours: number) => ({ details: { 'in-the-room': whole(hours) } })

test('a norm in the second unit is told with its word, and the first unit makes up for nothing', () => {
  const dossier = dossierOf([
    activityOf('a', 2000, room(6)),
    activityOf('b', 1000, { ...room(3), state: 'claimed' }),
    activityOf('c', 1000, { kind: 'teaching', ...room(9) }),
  ])
  const { outcome, sentence, norms } = explained(compiled({}), dossier, on)
  assert.equal(outcome, 'not-met')
  assert.equal(
    sentence,
    'Je totaal is gehaald, maar je hebt nog 1 contactuur voor ‘Contacturen’ nodig.',
  )
  assert.equal(
    norms[1]?.text,
    'Contacturen: 9 van 10 contacturen (3 nog te beoordelen), 1 te weinig.',
  )
  assert.equal(norms[1]?.measure, 'second-unit')
})

test('what an activity is worth is what is filled in, a part of its points, or a figure for each thing', () => {
  const second = (value: SecondValuation, more = {}) =>
    assess(
      compiled({ kinds: worth(value) }),
      dossierOf([activityOf('a', 800, { ...room(6.5), ...more })]),
      on,
    ).activities[0]?.second?.counted
  assert.equal(second(byField), 650)
  assert.equal(second(byField, { details: {} }), 0)
  assert.equal(second({ ...byField, atMost: whole(5) }), 500)
  assert.equal(second({ by: 'unit', each: 50 as Amount }), 400)
  assert.equal(second({ by: 'thing', each: whole(3) }, { count: whole(2) }), 600)
})

test('a cap in one unit takes nothing away from the other, and says what it took in its own', () => {
  const capped = compiled({ caps: [capOf('zaal', 500, 'training', 'window', 'second-unit')] })
  const { activities } = toJson(
    explained(
      capped,
      dossierOf([activityOf('a', 800, room(4)), activityOf('b', 800, room(3))]),
      on,
    ),
  )
  assert.deepEqual(
    activities.map(({ counted, second }) => [counted, second?.awarded, second?.counted]),
    [
      [8, 4, 4],
      [8, 3, 1],
    ],
  )
  assert.deepEqual(activities[1]?.second?.cuts, [
    { by: 'zaal', amount: 2, article: 'artikel 1', text: 'Plafond zaal.' },
  ])
  const inPoints = compiled({ caps: [capOf('punten', 500, 'training')] })
  const [found] = assess(inPoints, dossierOf([activityOf('a', 800, room(4))]), on).activities
  assert.deepEqual([found?.counted, found?.second?.counted], [500, 400])
})

test('what counts for nothing in the second unit serves no norm of it, and says nothing of it where there is none', () => {
  const capped = compiled({ caps: [capOf('zaal', 400, 'training', 'window', 'second-unit')] })
  const dossier = dossierOf([activityOf('a', 800, room(4)), activityOf('b', 800, room(3))])
  const served = assess(capped, dossier, on).activities.map(({ countsFor }) => countsFor)
  assert.deepEqual(served, [['Totaal', 'Contacturen'], ['Totaal']])
  const plain = compileRegulation({ ...plainRegulation, norms: [normOf('a', minimumOf(1))] }, words)
  assert.equal('second' in (assess(plain, dossier, on).activities[0] ?? {}), false)
})

test('people award in both units, each by itself, and what they reject is worth nothing in either', () => {
  const counted = (judgement: Dossier['judgements'][number]) => {
    const [found] = assess(
      compiled({}),
      dossierOf([activityOf('a', 800, room(6))], { judgements: [judgement] }),
      on,
    ).activities
    return [found?.counted, found?.second?.counted]
  }
  const approved = { on: 'a', outcome: 'approved' } as const
  assert.deepEqual(counted({ ...approved, awarded: whole(5) }), [500, 600])
  assert.deepEqual(counted({ ...approved, awardedSecond: whole(2) }), [800, 200])
  assert.deepEqual(counted({ on: 'a', outcome: 'rejected' }), [0, 0])
})

test('what earns nothing by its rule is worth nothing in the second unit, nor is a surplus', () => {
  const [training = plainRegulation.kinds[0]!, ...others] = worth(byField)
  const strict = compiled({
    kinds: [{ ...training, value: { ...training.value, atLeast: whole(4) } }, ...others],
    carryOver: { rule: 'capped', counts: 'same', text: 'Alles gaat mee.' },
  })
  const { norms } = assess(
    strict,
    dossierOf([activityOf('a', 300, room(3))], { surplus: { total: whole(20) } }),
    on,
  )
  assert.deepEqual(
    norms.map(({ counted }) => counted),
    [2000, 0],
  )
})

test('the forecast says what is still to do in the word of the second unit', () => {
  const { submittedOn: _, ...open } = dossierOf([activityOf('a', 2000, room(4))])
  const made = compiled({})
  const found = explainForecast(made, forecast(made, open, { on, before: on.add({ months: 3 }) }))
  assert.match(found.text, /Contacturen: het tempo daarvoor is 2 contacturen per maand/)
})
