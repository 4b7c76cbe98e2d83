import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  activityOf,
  minimumOf,
  normOf,
  plainRegulation,
  words,
} from '#testing/generate-regulation.ts'
import type { Amount, DetailValue, Kind } from './index.ts'
import { assess, compileRegulation, emptyDossier, valueActivity } from './index.ts'

const on = Temporal.PlainDate.from('2026-06-01')
const amount = (value: number) => (value * 100) as Amount

type Source = 'stated-load' | 'spent' | 'guideline'

/** Claimed, awarded and cut of one activity; and what asks for a reason. */
function found(
  precedence: readonly Source[],
  details: Readonly<Record<string, DetailValue>>,
  claimed: number,
) {
  const kinds = plainRegulation.kinds.map(
    (kind): Kind =>
      kind.id === 'training'
        ? {
            ...kind,
            value: {
              by: 'hours',
              each: amount(1),
              article: 'artikel 1',
              precedence,
              guideline: { halfDay: amount(4), day: amount(8) },
            },
          }
        : kind,
  )
  const regulation = { ...plainRegulation, kinds, norms: [normOf('all', minimumOf(100))] }
  const compiled = compileRegulation(regulation, words)
  const activity = activityOf('a', claimed * 100, { completedOn: on, kind: 'training', details })
  const [line] = assess(
    compiled,
    { ...emptyDossier, submittedOn: on, activities: [activity] },
    on,
  ).activities
  assert.ok(line)
  const cut = line.cuts.reduce((sum, each) => sum + each.amount, 0)
  assert.equal(line.claimed, line.counted + cut, 'every hour counts or has a cut')
  const training = compiled.kinds.get('training')
  assert.ok(training)
  const value = valueActivity(training, details, amount(claimed))
  return [line.counted, value.is === 'valued' ? value.reminder?.by : undefined]
}

test('a claim above the stated load is cut, above the guideline it is asked for a reason', () => {
  const all = ['stated-load', 'spent', 'guideline'] as const
  const day = { days: amount(1) }
  assert.deepEqual(found(all, day, 10), [1000, 'above-guideline'])
  assert.deepEqual(found(all, day, 8), [800, undefined])
  assert.deepEqual(found(all, day, 6), [600, undefined])
  assert.deepEqual(found(all, { 'stated-load': amount(8) }, 10), [800, 'above-stated-load'])
  assert.deepEqual(found(all, { 'stated-load': amount(8) }, 8), [800, undefined])
  assert.deepEqual(found(all, { 'contact-hours': amount(8) }, 10), [800, undefined])
})

test('where the guideline goes before the hours spent, a claim is cut to it, and never raised to it', () => {
  const guideline = ['guideline', 'spent'] as const
  assert.deepEqual(found(guideline, { days: amount(1) }, 10), [800, undefined])
  assert.deepEqual(found(guideline, { days: amount(1) }, 6), [600, undefined])
  assert.deepEqual(found(guideline, {}, 10), [1000, undefined])
})
