import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  activityOf,
  capOf,
  minimumOf,
  normOf,
  plainRegulation,
  words,
} from '#testing/generate-regulation.ts'
import type { Activity, Amount, Dossier, Regulation } from './index.ts'
import { assess, compileRegulation, emptyDossier } from './index.ts'

// What the answer holds, and what it leaves out.

const on = Temporal.PlainDate.from('2022-12-15')
const total = normOf('total', minimumOf(1000))

function answer(
  more: Partial<Regulation>,
  activities: readonly Activity[],
  dossier: Partial<Dossier> = {},
) {
  return assess(
    compileRegulation({ ...plainRegulation, norms: [total], ...more }, words),
    { ...emptyDossier, submittedOn: on, activities, ...dossier },
    on,
  )
}

test('who is exempt reads nothing of what came along', () => {
  const rules: Partial<Regulation> = {
    carryOver: { rule: 'capped', counts: 'same', text: 'Alles gaat mee.' },
    exemptions: [
      {
        id: 'certificaat',
        article: 'artikel 1',
        text: 'Wie het certificaat heeft, hoeft niets.',
        when: { kind: 'fact', fact: 'certificate', is: true },
      },
    ],
  }
  const surplus = { total: 500 as Amount }
  assert.equal(answer(rules, [], { surplus }).surplus?.carriedIn[0]?.amount, 500)
  const exempt = answer(rules, [], { surplus, facts: { certificate: true } })
  assert.deepEqual([exempt.outcome, 'surplus' in exempt], ['exempt', false])
})

test('an activity of which no cap took anything has no cut, whichever lost what was too much', () => {
  const activities = [
    activityOf('a', 300, { kind: 'workshop' }),
    activityOf('b', 800),
    activityOf('c', 200, { kind: 'teaching' }),
  ]
  const found = answer({ caps: [capOf('training', 500, 'training')] }, activities)
  assert.deepEqual(
    found.activities.map(({ counted, cuts }) => [counted, cuts]),
    [
      [300, []],
      [500, [{ by: 'cap', cap: 'training', amount: 300 }]],
      [200, []],
    ],
  )
})

test('without a norm or a cap an activity counts for nothing that is named', () => {
  const [found] = answer({ norms: [] }, [activityOf('a', 300)]).activities
  assert.deepEqual([found?.counted, found?.countsFor, found?.cuts], [300, [], []])
})

test('only a norm that can yet be met waits for the day that opens the counting', () => {
  const { lookBack: _, ...period } = plainRegulation.period
  const rules: Partial<Regulation> = {
    period: { ...period, opens: { fact: 'graduated', from: 'day', article: 'artikel 1' } },
    facts: [...plainRegulation.facts, { id: 'graduated', type: 'day', label: 'Diploma' }],
    norms: [
      total,
      normOf('much', minimumOf(2000)),
      normOf('asked', { kind: 'question', question: 'spread', text: 'Is het goed gespreid?' }),
    ],
  }
  const unopened = (state: 'approved' | 'claimed', dossier: Partial<Dossier> = {}) =>
    answer(rules, [activityOf('a', 1500, { state })], dossier).norms.map((norm) => [
      norm.outcome,
      'unopened' in norm ? norm.unopened : undefined,
    ])
  const facts = { graduated: on.subtract({ years: 1 }) }
  const asked = ['for-the-committee', undefined]
  const much = ['not-met', undefined]
  assert.deepEqual(unopened('approved'), [['undetermined', 'graduated'], much, asked])
  assert.deepEqual(unopened('approved', { facts }), [['met', undefined], much, asked])
  assert.deepEqual(unopened('claimed', { facts }), [['undetermined', undefined], much, asked])
})

test('a norm that does hold is in no doubt, and one that does not is not asked', () => {
  const when = { kind: 'fact', fact: 'certificate', is: true } as const
  const found = (certificate: boolean | undefined) =>
    answer({ norms: [normOf('total', minimumOf(1000), { when })] }, [activityOf('a', 500)], {
      facts: certificate === undefined ? {} : { certificate },
    }).norms.map(({ outcome, inDoubt, doubt }) => [outcome, inDoubt, doubt !== undefined])
  assert.deepEqual(found(true), [['not-met', undefined, false]])
  assert.deepEqual(found(false), [])
  assert.deepEqual(found(undefined), [['undetermined', true, true]])
})

test('conditions of different measures have no figure of their own together', () => {
  const work = (measure: 'hours' | 'months', atLeast: number) =>
    ({ kind: 'work', measure, atLeast: atLeast as Amount }) as const
  const spell = { employer: 'A', first: on.subtract({ months: 3 }), hoursPerWeek: 800 as Amount }
  const [both] = answer(
    { norms: [normOf('work', { kind: 'all-of', of: [work('hours', 100), work('months', 200)] })] },
    [],
    { work: [spell] },
  ).norms
  assert.deepEqual([both?.measure, both?.required], ['yes-no', 100])
})

test('activities and work together have no figure of their own either', () => {
  const work = { kind: 'work', measure: 'hours', atLeast: 100 as Amount } as const
  const both = normOf('both', { kind: 'each-of', of: [minimumOf(1000), work] })
  const [norm] = answer({ norms: [both] }, [activityOf('a', 500)]).norms
  assert.deepEqual([norm?.measure, norm?.required], ['yes-no', 100])
})

test('of days missed twice each is told once', () => {
  const held = { first: on.subtract({ months: 6 }), last: on.add({ months: 6 }) }
  const day = (months: number) => held.first.add({ months })
  const [found] = answer(
    {
      norms: [normOf('total', minimumOf(1000, 'everything', { proRata: true }))],
      proRata: {
        article: 'artikel 1',
        text: 'Naar rato.',
        joinedLater: true,
        leaveFrom: Temporal.Duration.from('P1D'),
        rounding: 'hundredth-down',
      },
    },
    [],
    {
      kind: 'renewal',
      period: held,
      registeredOn: day(3),
      leave: [{ first: day(2), last: day(4) }],
    },
  ).norms
  const missed = found?.reduced?.part.missed.map(({ first, last }) => `${first} ${last}`)
  assert.deepEqual(missed, [`${held.first} ${day(3).subtract({ days: 1 })}`, `${day(3)} ${day(4)}`])
})
