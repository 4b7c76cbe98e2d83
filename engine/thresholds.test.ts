import assert from 'node:assert/strict'
import { test } from 'node:test'
import { explained } from '#testing/explained.ts'
import {
  activityOf,
  assessedOn,
  capOf,
  minimumOf,
  normOf,
  plainRegulation,
  words,
} from '#testing/generate-regulation.ts'
import type { Activity, Amount, Assessment, Dossier, Regulation } from './index.ts'
import { assess, compileRegulation, emptyDossier, toJson } from './index.ts'

const hours = (number: number) => (number * 100) as Amount
const enough = (number: number) => ({ atLeast: hours(number), of: 'training' })

const gated: Regulation = {
  ...plainRegulation,
  norms: [normOf('total', minimumOf(4000))],
  thresholds: [
    {
      id: 'with-training',
      article: 'artikel 1',
      source: 'source',
      label: 'Met training',
      text: 'Lesgeven telt met tien uur training.',
      of: 'teaching',
      onlyWith: enough(10),
    },
  ],
}

function dossierOf(activities: readonly Activity[], more: Partial<Dossier> = {}): Dossier {
  return { ...emptyDossier, submittedOn: assessedOn, activities, ...more }
}

function weigh(regulation: Regulation, dossier: Dossier): Assessment {
  return assess(compileRegulation(regulation, words), dossier, assessedOn)
}

const teaching = activityOf('t', 3000, { kind: 'teaching' })
const training = (claimed: number, more: Partial<Activity> = {}) => activityOf('a', claimed, more)

test('what counts only with something else counts from exactly enough', () => {
  const exactly = weigh(gated, dossierOf([teaching, training(1000)]))
  assert.equal(exactly.outcome, 'met')
  const less = weigh(gated, dossierOf([teaching, training(999)]))
  assert.equal(less.outcome, 'not-met')
  const [cut] = less.activities[0]?.cuts ?? []
  assert.deepEqual(cut, { by: 'threshold', threshold: 'with-training', amount: 3000 })
  assert.deepEqual(less.thresholds, [
    { id: 'with-training', required: 1000, counted: 999, provisional: 0, standing: 'not-met' },
  ])
  const told = explained(
    compileRegulation(gated, words),
    dossierOf([teaching, training(999)]),
    assessedOn,
  )
  assert.equal(
    told.activities[0]?.cuts[0]?.text,
    'Lesgeven telt met tien uur training. Daarvoor: 9,99 van 10 uur voor training, 0,01 te weinig.',
  )
})

test('it counts provisionally while what it counts with is not judged, and is cut as such by caps', () => {
  const claimed = training(1000, { state: 'claimed' })
  const [norm] = weigh(gated, dossierOf([teaching, claimed])).norms
  assert.equal(norm?.outcome, 'undetermined')
  assert.deepEqual([norm.counted, norm.provisional], [0, 4000])
  const capped = { ...gated, caps: [capOf('cap', 2000, 'teaching')] }
  const [less] = weigh(capped, dossierOf([teaching, claimed])).norms
  assert.deepEqual([less?.counted, less?.provisional, less?.outcome], [0, 3000, 'not-met'])
})

test('a cap on what it counts with takes nothing away of the threshold', () => {
  const capped = { ...gated, caps: [capOf('cap', 500, 'training')] }
  const [norm] = weigh(capped, dossierOf([teaching, training(1000)])).norms
  assert.equal(norm?.counted, 3500)
})

test('what is planned may be what it counts with', () => {
  const planned = training(1000, { state: 'planned', completedOn: assessedOn })
  const open: Dossier = { ...emptyDossier, activities: [teaching, planned] }
  const [norm] = weigh(gated, open).norms
  assert.deepEqual(norm?.withPlanned, { counted: 4000, planned: 4000, shortfall: 0 })
  assert.equal(norm?.counted, 0)
})

test('what is planned opens from the first day that counts up to and including the last, and on none beside', () => {
  const period = { first: assessedOn, last: assessedOn.add({ days: 90 }) }
  const withPlanned = (completedOn: Temporal.PlainDate) => {
    const planned = training(1000, { state: 'planned', completedOn })
    const own = { ...teaching, completedOn: assessedOn }
    const dossier: Dossier = {
      ...emptyDossier,
      kind: 'renewal',
      period,
      activities: [own, planned],
    }
    return weigh(gated, dossier).norms[0]?.withPlanned?.counted
  }
  assert.deepEqual(
    [
      period.first.subtract({ days: 1 }),
      period.first,
      period.first.add({ days: 1 }),
      period.last,
      period.last.add({ days: 1 }),
    ].map(withPlanned),
    [0, 4000, 4000, 4000, 0],
  )
})

test('it is for the committee while only people can say what it counts with is worth', () => {
  const valued = {
    ...gated,
    thresholds: gated.thresholds.map((each) => ({
      ...each,
      onlyWith: { ...each.onlyWith, of: 'special' },
    })),
  }
  const { claimed: _, ...special } = training(0, { kind: 'special' })
  const [norm] = weigh(valued, dossierOf([{ ...teaching, claimed: hours(40) }, special])).norms
  assert.equal(norm?.outcome, 'for-the-committee')
})

const carrying: Regulation = {
  ...plainRegulation,
  norms: [
    normOf('total', minimumOf(4000)),
    normOf('accredited', minimumOf(1000, 'accredited', { surplus: [] })),
  ],
  carryOver: {
    rule: 'capped',
    counts: 'same',
    atMost: hours(20),
    of: ['accredited', 'total'],
    onlyWith: enough(10),
    text: 'Hoogstens 20 uur gaat mee.',
  },
}

test('a surplus counts only with enough of one’s own, and only where a norm accepts it', () => {
  const surplus = { accredited: hours(15) }
  const met = weigh(carrying, dossierOf([training(2500)], { surplus }))
  assert.deepEqual(
    met.norms.map(({ counted }) => counted),
    [4000, 0],
  )
  assert.deepEqual(met.surplus?.carriedIn, [
    { id: 'surplus:accredited', tag: 'accredited', amount: 1500, counted: 1500 },
  ])
  const poor = weigh(carrying, dossierOf([training(999)], { surplus }))
  assert.equal(poor.norms[0]?.counted, 999)
  assert.equal(poor.surplus?.carriedIn[0]?.counted, 0)
  const told = explained(
    compileRegulation(carrying, words),
    dossierOf([training(999)], { surplus }),
    assessedOn,
  )
  assert.equal(
    told.surplus?.carriedIn[0]?.text,
    'Overschot geaccrediteerd: 15 uur. Hoogstens 20 uur gaat mee. Daarvoor: 9,99 van 10 uur voor training, 0,01 te weinig.',
  )
})

test('a norm that names a surplus accepts it whatever its activities are, also where it only adds to the total', () => {
  const named: Regulation = {
    ...carrying,
    norms: [
      normOf(
        'both',
        minimumOf(1000, { allOf: ['training', 'accredited'] }, { surplus: ['accredited'] }),
      ),
    ],
    carryOver: { rule: 'capped', counts: 'total', text: 'Alles gaat mee.' },
  }
  const found = weigh(named, dossierOf([], { surplus: { accredited: hours(6), total: hours(9) } }))
  assert.equal(found.norms[0]?.counted, 600)
})

test('what is left is what no norm needs, no more than may go along, and no hour twice', () => {
  const accredited = { attributes: { accredited: true } }
  const rich = weigh(
    carrying,
    dossierOf([
      training(3000),
      activityOf('b', 2000, accredited),
      activityOf('c', 700, { ...accredited, state: 'claimed' }),
    ]),
  )
  assert.deepEqual(rich.surplus?.left, [{ tag: 'accredited', amount: 1000, provisional: 700 }])
  const more = weigh(carrying, dossierOf([training(6000), activityOf('b', 1500, accredited)]))
  assert.deepEqual(more.surplus?.left, [
    { tag: 'accredited', amount: 500, provisional: 0 },
    { tag: 'total', amount: 1500, provisional: 0 },
  ])
  const compiled = compileRegulation(carrying, words)
  const dossier = dossierOf([training(6000), activityOf('b', 1500, accredited)])
  const told = explained(compiled, dossier, assessedOn)
  assert.deepEqual(
    told.surplus?.left.map(({ text }) => text),
    ['Overschot geaccrediteerd: 5 uur.', 'Overschot: 15 uur.'],
  )
  assert.deepEqual(toJson(told).surplus?.left[0], {
    tag: 'accredited',
    amount: 5,
    provisional: 0,
    label: 'Overschot geaccrediteerd',
    text: 'Overschot geaccrediteerd: 5 uur.',
    article: 'artikel 1',
  })
})

test('a surplus goes along under what the rule names, or else under what minima ask by name', () => {
  const done = [
    training(1000),
    activityOf('b', 1500, { attributes: { accredited: true } }),
    activityOf('c', 500, { attributes: { online: true } }),
  ]
  const left = (of?: readonly string[]) =>
    weigh(
      {
        ...carrying,
        norms: [
          normOf('total', minimumOf(1000)),
          normOf('accredited', minimumOf(500, 'accredited')),
          normOf('accredited each', minimumOf(600, 'accredited')),
          normOf('both', minimumOf(0, { allOf: ['training', 'accredited'] })),
        ],
        carryOver: {
          rule: 'capped',
          counts: 'same',
          text: 'Alles gaat mee.',
          ...(of === undefined ? {} : { of }),
        },
      },
      dossierOf(done),
    ).surplus?.left.map(({ tag, amount }) => [tag, amount])
  assert.deepEqual(left(), [
    ['accredited', 900],
    ['total', 1100],
  ])
  assert.deepEqual(left(['total']), [['total', 2000]])
  assert.deepEqual(left(['accredited']), [['accredited', 900]])
  assert.deepEqual(left(['online']), [['online', 500]])
})

test('what came along is used first, and does not go along again', () => {
  const found = weigh(
    { ...carrying, norms: [normOf('total', minimumOf(2000))] },
    dossierOf([training(1000)], { surplus: { total: hours(20) } }),
  )
  assert.deepEqual(found.surplus?.left, [{ tag: 'total', amount: 1000, provisional: 0 }])
  const none = weigh(plainRegulation, dossierOf([training(1000)]))
  assert.equal(none.surplus, undefined)
})
