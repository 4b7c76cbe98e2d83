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
