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
import type { Activity, Amount, Dossier, Limit, Minimum, Regulation } from './index.ts'
import { compileRegulation, emptyDossier, toJson } from './index.ts'

// What counts for one minimum only up to so much, or up to a share of what counts for it.

const on = Temporal.PlainDate.from('2022-12-15')
const half = { parts: 1, of: 2 }
const third = { parts: 1, of: 3 }
const hours = (amount: number) => (amount * 100) as Amount

function answer(
  norms: Regulation['norms'],
  activities: readonly Activity[],
  more: Partial<Regulation> = {},
  dossier: Partial<Dossier> = {},
) {
  const compiled = compileRegulation({ ...plainRegulation, norms, ...more }, words)
  return explained(compiled, { ...emptyDossier, submittedOn: on, activities, ...dossier }, on)
}

const limited = (atLeast: number, limit: Limit, more: Partial<Minimum> = {}) =>
  normOf('total', minimumOf(hours(atLeast), 'everything', { limits: [limit], ...more }))

const online = (id: string, amount: number, more: Partial<Activity> = {}) =>
  activityOf(id, hours(amount), { attributes: { online: true }, ...more })

/** Outcome, counted, provisional and shortfall in hours, of the only norm. */
function stands(limit: Limit, activities: readonly Activity[], more: Partial<Minimum> = {}) {
  const [norm] = answer([limited(100, limit, more)], activities).norms
  assert.ok(norm)
  const figures = [norm.counted, norm.provisional, norm.shortfall].map((each) => each / 100)
  return [norm.outcome, ...figures]
}

test('a limit takes nothing away for another norm, and nothing off an activity', () => {
  const norms = [
    limited(100, { of: 'online', atMost: hours(20) }),
    normOf('online', minimumOf(hours(30), 'online')),
  ]
  const found = answer(norms, [activityOf('a', hours(79)), online('b', 30)])
  assert.deepEqual(
    found.norms.map(({ outcome, counted, shortfall }) => [outcome, counted, shortfall]),
    [
      ['not-met', 9900, 100],
      ['met', 3000, 0],
    ],
  )
  assert.deepEqual(
    found.activities.map(({ counted, cuts, countsFor }) => [counted, cuts, countsFor]),
    [
      [7900, [], ['total']],
      [3000, [], ['total', 'online']],
    ],
  )
  assert.equal(
    found.norms[0]?.text,
    'total: 99 van 100 uur, 1 te weinig. 30 uur uit online, waarvan hier 20 uur telt: hoogstens 20 uur uit online.',
  )
  assert.deepEqual(toJson(found).norms[0]?.limits, [
    {
      there: 30,
      counted: 20,
      text: '30 uur uit online, waarvan hier 20 uur telt: hoogstens 20 uur uit online.',
    },
  ])
  assert.equal('limits' in (toJson(found).norms[1] ?? {}), false)
})

test('of two limits each tells what lies within it', () => {
  const limits: readonly Limit[] = [
    { of: 'teaching', atMost: hours(20) },
    { of: 'workshop', atMost: hours(10) },
  ]
  const norm = normOf('total', minimumOf(hours(100), 'everything', { limits }))
  const activities = [
    activityOf('a', hours(30), { kind: 'teaching' }),
    activityOf('b', hours(50), { kind: 'workshop' }),
    activityOf('c', hours(40)),
  ]
  const [found] = toJson(answer([norm], activities)).norms
  assert.deepEqual(
    [found?.counted, found?.limits?.map(({ there, counted }) => [there, counted])],
    [
      70,
      [
        [30, 20],
        [50, 10],
      ],
    ],
  )
})

test('of a limit that takes nothing, nothing is told', () => {
  const limit: Limit = { of: 'online', atMost: hours(20) }
  const text = (amount: number) =>
    answer([limited(100, limit)], [online('a', amount)]).norms[0]?.text
  assert.equal(text(20), 'total: 20 van 100 uur, 80 te weinig.')
  assert.match(text(20.01) ?? '', /waarvan hier 20 uur telt/)
})

test('at most a share: what is missing is what would be enough', () => {
  const limit: Limit = { of: 'online', atMostShare: half }
  assert.deepEqual(stands(limit, [activityOf('a', hours(40)), online('b', 70)]), [
    'not-met',
    90,
    0,
    10,
  ])
  assert.deepEqual(stands(limit, [activityOf('a', hours(50)), online('b', 70)]), ['met', 100, 0, 0])
  assert.deepEqual(
    stands(limit, [activityOf('a', hours(80)), online('b', 200)]),
    ['met', 160, 0, 0],
    'once there is enough, half of all that counts',
  )
  assert.deepEqual(stands(limit, [activityOf('a', hours(60)), online('b', 30)]), [
    'not-met',
    90,
    0,
    10,
  ])
})

test('at least a share fails nobody for doing more of the rest', () => {
  const limit: Limit = { of: 'online', atLeastShare: third }
  const rest = activityOf('a', hours(500))
  assert.deepEqual(stands(limit, [rest, online('b', 33.33)]), ['not-met', 99.99, 0, 0.01])
  assert.deepEqual(stands(limit, [rest, online('b', 33.34)]), ['met', 100.02, 0, 0])
  const [norm] = answer([limited(100, limit)], [rest, online('b', 30)]).norms
  assert.equal(
    norm?.text,
    'total: 96,66 van 100 uur, 3,34 te weinig. 500 uur uit alles behalve online, waarvan hier 66,66 uur telt: minstens een derde uit online.',
  )
})

test('what is claimed and what nobody valued yet are kept apart within a limit', () => {
  const limit: Limit = { of: 'online', atMost: hours(50) }
  const claimed = { state: 'claimed' } as const
  assert.deepEqual(
    stands(limit, [activityOf('a', hours(50)), online('b', 40), online('c', 30, claimed)]),
    ['undetermined', 90, 10, 0],
  )
  assert.deepEqual(stands(limit, [activityOf('a', hours(49)), online('b', 90, claimed)]), [
    'not-met',
    49,
    50,
    1,
  ])
  const { claimed: _, ...special } = activityOf('s', 0, { kind: 'special' })
  const full = [activityOf('a', hours(49)), online('b', 90)]
  assert.deepEqual(stands(limit, [...full, special]), ['for-the-committee', 99, 0, 1])
  const within = { ...special, attributes: { online: true } }
  assert.deepEqual(stands(limit, [...full, within]), ['not-met', 99, 0, 1], 'it could not help')
})

test('a share of things is one of whole things', () => {
  const limit: Limit = { of: 'online', atMostShare: third }
  const count = (onSite: number, remote: number) => {
    const things = { in: 'things', atLeast: 1000 as Amount } as const
    const activities = [
      activityOf('a', 0, { count: hours(onSite) }),
      online('b', 0, { count: hours(remote) }),
    ]
    return stands(limit, activities, things)
  }
  assert.deepEqual(count(7, 3), ['met', 10, 0, 0])
  assert.deepEqual(count(6, 9), ['not-met', 9, 0, 1])
})

test('in each year the limit holds for that year', () => {
  const limit: Limit = { of: 'online', atMost: hours(10) }
  const yearly = limited(20, limit, { each: 'calendar-year' })
  const activities = [2020, 2021, 2022].flatMap((year) => [
    activityOf(`a${year}`, hours(10), { completedOn: Temporal.PlainDate.from(`${year}-02-01`) }),
    online(`b${year}`, year === 2020 ? 30 : 9, {
      completedOn: Temporal.PlainDate.from(`${year}-03-01`),
    }),
  ])
  const period = {
    first: Temporal.PlainDate.from('2020-01-01'),
    last: Temporal.PlainDate.from('2022-12-31'),
  }
  const [norm] = answer([yearly], activities, {}, { kind: 'renewal', period }).norms
  assert.deepEqual([norm?.outcome, norm?.counted, norm?.shortfall], ['not-met', 5800, 200])
})

test('a cap leaves what it can where the limits of a norm leave room', () => {
  const limit: Limit = { of: 'online', atMost: hours(20) }
  const caps = [capOf('cap', hours(60), 'accredited')]
  const accredited = { accredited: true }
  const found = answer(
    [limited(100, limit)],
    [
      activityOf('a', hours(40)),
      online('b', 60, { attributes: { online: true, accredited: true } }),
      activityOf('c', hours(60), { kind: 'teaching', attributes: accredited }),
    ],
    { caps },
  )
  assert.deepEqual(
    [found.outcome, ...found.activities.map(({ counted }) => counted)],
    ['met', 4000, 2000, 4000],
  )
})

test('what is planned counts within the limits too', () => {
  const limit: Limit = { of: 'online', atMost: hours(20) }
  const { submittedOn: _, ...open } = emptyDossier
  const compiled = compileRegulation({ ...plainRegulation, norms: [limited(100, limit)] }, words)
  const activities = [
    activityOf('a', hours(70)),
    online('b', 30, { state: 'planned', completedOn: Temporal.PlainDate.from('2022-12-20') }),
  ]
  const period = {
    first: Temporal.PlainDate.from('2020-01-01'),
    last: Temporal.PlainDate.from('2022-12-31'),
  }
  const [norm] = explained(compiled, { ...open, kind: 'renewal', period, activities }, on).norms
  assert.deepEqual(norm?.withPlanned, { counted: 9000, planned: 2000, shortfall: 1000 })
})
