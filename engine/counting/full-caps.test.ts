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
import type { Activity, Amount, Dossier, Regulation } from '../index.ts'
import { compileRegulation, emptyDossier } from '../index.ts'

// Which activities a full cap takes from, where caps hold the same activities in part.

const on = Temporal.PlainDate.from('2022-12-15')
const day = (text: string) => Temporal.PlainDate.from(text)

function weigh(
  more: Partial<Regulation>,
  activities: readonly Activity[],
  dossier: Partial<Dossier> = {},
) {
  const compiled = compileRegulation({ ...plainRegulation, ...more }, words)
  return explained(compiled, { ...emptyDossier, submittedOn: on, activities, ...dossier }, on)
}

// The first lies under both caps: without it each of the others counts whole.
const between = [
  activityOf('a', 1000, { attributes: { online: true, accredited: true } }),
  activityOf('b', 1000, { attributes: { online: true } }),
  activityOf('c', 1000, { attributes: { accredited: true } }),
]
const met = [normOf('all', minimumOf(500))]

test('what lies under two caps gives way, so that the most counts, also where every norm is met', () => {
  const caps = [capOf('online', 1000, 'online'), capOf('accredited', 1000, 'accredited')]
  const found = weigh({ norms: met, caps }, between)
  assert.deepEqual(
    found.activities.map(({ counted }) => counted),
    [0, 1000, 1000],
  )
})

test('of things too the most count, and only things are taken', () => {
  const caps = [
    capOf('online', 100, 'online', 'window', 'things'),
    capOf('accredited', 100, 'accredited', 'window', 'things'),
  ]
  const norms = [...met, normOf('things', minimumOf(100, 'everything', { in: 'things' }))]
  const found = weigh({ norms, caps }, between)
  assert.deepEqual(
    found.activities.map(({ counted, things }) => [counted, things.counted]),
    [
      [1000, 0],
      [1000, 100],
      [1000, 100],
    ],
  )
  assert.equal(found.norms[1]?.counted, 200)
})

test('so it is with what nobody approved yet', () => {
  const claimed = between.map((each): Activity => ({ ...each, state: 'claimed' }))
  const counted = (measure: 'amount' | 'things', atMost: number) => {
    const caps = ['online', 'accredited'].map((of) => capOf(of, atMost, of, 'window', measure))
    const norms = [...met, normOf('things', minimumOf(100, 'everything', { in: 'things' }))]
    return weigh({ norms, caps }, claimed).activities.map((each) =>
      measure === 'things' ? each.things.counted : each.counted,
    )
  }
  assert.deepEqual(counted('amount', 1000), [0, 1000, 1000])
  assert.deepEqual(counted('things', 100), [0, 100, 100])
})

test('a cap beside those takes in order, and of what it leaves whole it says nothing', () => {
  const caps = [
    capOf('online', 1000, 'online'),
    capOf('accredited', 1000, 'accredited'),
    capOf('teaching', 1000, 'teaching'),
  ]
  const found = weigh({ norms: met, caps }, [
    ...between,
    activityOf('d', 600, { kind: 'teaching' }),
    activityOf('e', 600, { kind: 'teaching' }),
  ])
  assert.deepEqual(
    found.activities.slice(3).map(({ counted, cuts }) => [counted, cuts.map((cut) => cut.amount)]),
    [
      [600, []],
      [400, [200]],
    ],
  )
})

test('more caps than bits in a number are kept apart', () => {
  const others = Array.from({ length: 31 }, (_, at) => capOf(`other-${at}`, 100_000, 'everything'))
  const caps = [capOf('online', 1000, 'online'), ...others, capOf('accredited', 1000, 'accredited')]
  const found = weigh({ norms: met, caps }, between)
  assert.deepEqual(
    found.activities.map(({ counted }) => counted),
    [0, 1000, 1000],
  )
})

test('a single activity on the last day of a year counts for the minimum and the cap of that year', () => {
  const norms = [normOf('yearly', minimumOf(100, 'everything', { each: 'calendar-year' }))]
  const period = { first: day('2025-01-01'), last: day('2025-12-31') }
  const renewal = { kind: 'renewal', period, submittedOn: day('2025-12-31') } as const
  const one = [activityOf('a', 300, { completedOn: day('2025-12-31') })]
  const found = weigh(
    { norms, caps: [capOf('yearly', 200, 'everything', 'calendar-year')] },
    one,
    renewal,
  )
  assert.equal(found.outcome, 'met')
  assert.deepEqual([found.norms[0]?.counted, found.activities[0]?.counted], [200, 200])
})

test('what people must let count goes before what helps no norm', () => {
  const found = weigh(
    {
      norms: [normOf('accredited', minimumOf(1000, 'accredited'))],
      caps: [capOf('cap', 1000, 'everything')],
      carryOver: { rule: 'discretion', counts: 'same', text: 'Het bestuur beslist.' },
    },
    [activityOf('a', 1000)],
    { surplus: { accredited: 1000 as Amount } },
  )
  assert.equal(found.outcome, 'for-the-committee')
  assert.equal(found.activities[0]?.counted, 0)
})

test('of what came along nothing goes along again, however much is left', () => {
  const found = weigh(
    {
      norms: [normOf('all', minimumOf(2000))],
      carryOver: { rule: 'capped', counts: 'same', text: 'Alles gaat mee.' },
    },
    [activityOf('a', 500)],
    { surplus: { total: 3000 as Amount } },
  )
  assert.deepEqual(
    found.surplus?.left.map(({ tag, amount }) => [tag, amount]),
    [['total', 500]],
  )
})

test('a norm that is met by what somebody has takes no room from another', () => {
  const certificate = { kind: 'fact', fact: 'certificate', is: true } as const
  const accredited = minimumOf(1000, 'accredited')
  const found = weigh(
    {
      norms: [
        normOf('either', { kind: 'one-of', atLeast: 1, of: [certificate, accredited] }),
        normOf('online', minimumOf(2000, 'online')),
      ],
      caps: [capOf('cap', 1000, 'everything')],
    },
    [
      activityOf('a', 1000, { attributes: { accredited: true } }),
      activityOf('b', 1000, { attributes: { online: true } }),
    ],
    { facts: { certificate: true } },
  )
  assert.deepEqual(
    found.norms.map(({ outcome, shortfall }) => [outcome, shortfall]),
    [
      ['met', 0],
      ['not-met', 1000],
    ],
  )
})
