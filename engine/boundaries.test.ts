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
import type { Amount, Dossier, Explanation, Minimum, Regulation } from './index.ts'
import { compileRegulation, emptyDossier } from './index.ts'

// What lies just on a boundary, where a mistake of one changes what people read.

const day = (text: string) => Temporal.PlainDate.from(text)
const span = (text: string) => Temporal.Duration.from(text)
const on = day('2026-06-01')

function assessed(more: Partial<Regulation>, dossier: Partial<Dossier>, today = on): Explanation {
  const compiled = compileRegulation({ ...plainRegulation, ...more }, words)
  return explained(compiled, { ...emptyDossier, ...dossier }, today)
}

test('what stays exactly within a cap is not cut, neither in amounts nor in things', () => {
  const caps = [
    capOf('amount', 500, 'everything', 'activity'),
    { ...capOf('things', 300, 'everything', 'activity'), in: 'things' } as const,
  ]
  const norms = [
    normOf('all', minimumOf(500)),
    normOf('things', minimumOf(300, 'everything', { in: 'things' })),
  ]
  const cutsOf = (amount: number, count: number) => {
    const { activities } = assessed(
      { norms, caps },
      {
        submittedOn: on,
        activities: [activityOf('a', amount, { completedOn: on, count: count as Amount })],
      },
    )
    const [activity] = activities
    return [activity?.cuts, activity?.things.cuts].map((cuts) => cuts?.map((cut) => cut.amount))
  }
  assert.deepEqual(cutsOf(500, 300), [[], []])
  assert.deepEqual(cutsOf(501, 400), [[1], [100]])
})

test('what counts for nothing serves no norm', () => {
  const caps = [capOf('first', 500, 'everything')]
  const norms = [
    normOf('all', minimumOf(500)),
    normOf('things', minimumOf(100, 'everything', { in: 'things' })),
  ]
  const activities = [
    activityOf('a', 500, { completedOn: on }),
    activityOf('b', 100, { completedOn: on, state: 'rejected' }),
  ]
  const found = assessed({ norms, caps }, { submittedOn: on, activities }).activities
  assert.deepEqual(
    found.map((activity) => activity.countsFor),
    [['all', 'things'], []],
  )
  const [only] = assessed(
    { norms, caps: [capOf('none', 0, 'everything')] },
    {
      submittedOn: on,
      activities: activities.slice(0, 1),
    },
  ).activities
  assert.deepEqual(only?.countsFor, ['things'], 'as a thing it counts, as an amount it does not')
})

test('what is planned for the first or the last day of the period is foreseen', () => {
  const norms = [normOf('all', minimumOf(1000))]
  const { lookBack: _, ...personal } = plainRegulation.period
  const plannedOn = (text: string) => {
    const [norm] = assessed(
      { norms, period: personal },
      {
        kind: 'renewal',
        period: { first: day('2026-06-01'), last: day('2029-05-31') },
        activities: [activityOf('a', 100, { state: 'planned', completedOn: day(text) })],
      },
    ).norms
    return norm?.withPlanned.planned
  }
  assert.deepEqual(
    ['2026-05-31', '2026-06-01', '2029-05-31', '2029-06-01'].map(plannedOn),
    [0, 100, 100, 0],
  )
})

test('what is met says nothing of plans or of years that are in order', () => {
  const met = assessed(
    { norms: [normOf('Totaal', minimumOf(100))] },
    {
      activities: [
        activityOf('a', 100, { completedOn: on }),
        activityOf('b', 100, { completedOn: day('2026-07-01'), state: 'planned' }),
      ],
    },
  )
  assert.equal(met.norms[0]?.text, 'Totaal: 1 van 1 uur.')
  const yearly = normOf('Jaarlijks', minimumOf(100, 'everything', { each: 'calendar-year' }))
  const period = { first: day('2024-01-01'), last: day('2025-12-31') }
  const activities = ['2024-05-01', '2025-05-01'].map((text, at) =>
    activityOf(`a${at}`, 100, { completedOn: day(text) }),
  )
  const { lookBack: _, ...personal } = plainRegulation.period
  const renewal = { kind: 'renewal', period, submittedOn: period.last, activities } as const
  const [norm] = assessed({ norms: [yearly], period: personal }, renewal).norms
  assert.equal(norm?.text, 'Jaarlijks: 2 van 2 uur.')
})

test('a period of a day more than a year has a second year, of which pro rata asks a day', () => {
  const proRata = {
    article: 'artikel 1',
    text: 'Naar rato.',
    joinedLater: true,
    leaveFrom: span('P1D'),
    rounding: 'hundredth-down',
  } as const
  const requiredIn = (last: string, more: Partial<Dossier> = {}) => {
    const norms = [
      normOf('all', minimumOf(36_500, 'everything', { each: 'registration-year', proRata: true })),
    ]
    const period = { first: day('2025-01-01'), last: day(last) }
    const [norm] = assessed(
      { norms, proRata },
      { kind: 'renewal', period, submittedOn: day(last), ...more },
    ).norms
    return norm?.required
  }
  assert.equal(requiredIn('2025-12-31'), 36_500)
  assert.equal(requiredIn('2026-01-01'), 36_600)
  const year = (more: Partial<Dossier>) => requiredIn('2025-12-31', more)
  const leave = [{ first: day('2025-03-01'), last: day('2025-03-01') }]
  assert.equal(year({ leave }), 36_400, 'leave of a day')
  assert.equal(year({ registeredOn: day('2025-01-02') }), 36_400, 'joined a day later')
  const overlapping = [{ first: day('2025-06-01'), last: day('2025-07-31') }]
  assert.equal(
    year({ registeredOn: day('2025-07-01'), leave: overlapping }),
    36_500 - 21_200,
    'days before joining that are leave too are missed once',
  )
})

test('pro rata by month sees days that were missed in a row as one, and more than a share of more', () => {
  const requiredOf = (minimum: Minimum, more: Partial<Dossier>) => {
    const proRata = {
      article: 'artikel 1',
      text: 'Naar rato.',
      joinedLater: true,
      leaveFrom: span('P1M'),
      by: 'month',
      rounding: 'hundredth-down',
    } as const
    const norms = [normOf('all', { ...minimum, proRata: true })]
    const period = { first: day('2025-01-01'), last: day('2025-12-31') }
    const renewal = { kind: 'renewal', period, submittedOn: period.last } as const
    return assessed({ norms, proRata }, { ...renewal, ...more }).norms[0]?.required
  }
  const leave = [{ first: day('2025-01-10'), last: day('2025-03-31') }]
  const twelve = minimumOf(1200)
  assert.equal(requiredOf(twelve, { registeredOn: day('2025-02-15'), leave }), 900)
  assert.equal(requiredOf(twelve, { registeredOn: day('2025-02-15') }), 1100)
  const half = { registeredOn: day('2025-07-01') }
  const bound = (atLeast: number, moreThan: number) => ({
    atLeast: atLeast as Amount,
    moreThan: moreThan as Amount,
  })
  assert.equal(requiredOf(minimumOf(0, 'everything', bound(1001, 1000)), half), 501)
  const things = { in: 'things', ...bound(300, 200) } as const
  assert.equal(requiredOf(minimumOf(0, 'everything', things), half), 200, 'more than one is two')
  assert.equal(requiredOf(minimumOf(0, 'everything', things), {}), 300)
})

test('the first day of a period lies in its first year, for a cap as for a minimum', () => {
  const caps = [capOf('yearly', 400, 'everything', 'registration-year')]
  const norms = [normOf('all', minimumOf(1000))]
  const { lookBack: _, ...personal } = plainRegulation.period
  const countedOn = (...days: readonly string[]) => {
    const [norm] = assessed(
      { norms, caps, period: personal },
      {
        kind: 'renewal',
        period: { first: day('2024-03-01'), last: day('2027-02-28') },
        submittedOn: on,
        activities: days.map((text, at) => activityOf(`a${at}`, 400, { completedOn: day(text) })),
      },
    ).norms
    return norm?.counted
  }
  assert.equal(countedOn('2024-03-01', '2024-03-02'), 400)
  assert.equal(countedOn('2024-03-01', '2025-02-28'), 400)
  assert.equal(countedOn('2024-03-01', '2025-03-01'), 800)
})
