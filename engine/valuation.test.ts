import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  activityOf,
  minimumOf,
  normOf,
  plainRegulation,
  words,
} from '#testing/generate-regulation.ts'
import type { Amount, DetailValue, Dossier, Kind } from './index.ts'
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

test('what people value is worth no more than the rule lets it be, unless they award more', () => {
  const kinds = plainRegulation.kinds.map(
    (kind): Kind =>
      kind.id === 'special'
        ? { ...kind, value: { by: 'committee', article: 'artikel 1', atMost: amount(10) } }
        : kind,
  )
  const line = (claimed: number | undefined, judgements: Dossier['judgements'] = []) => {
    const { claimed: _, ...bare } = activityOf('a', 0, { kind: 'special', completedOn: on })
    const activity = claimed === undefined ? bare : { ...bare, claimed: amount(claimed) }
    const dossier = { ...emptyDossier, submittedOn: on, judgements, activities: [activity] }
    const norms = [normOf('all', minimumOf(1200))]
    const found = assess(
      compileRegulation({ ...plainRegulation, kinds, norms }, words),
      dossier,
      on,
    )
    const [only] = found.activities
    const value = only?.valuation
    const limit = value?.is === 'for-the-committee' ? value.limit : undefined
    return [only?.counted, only?.cuts.map((cut) => [cut.by, cut.amount]), limit]
  }
  assert.deepEqual(line(15), [1000, [['valuation', 500]], 1000])
  assert.deepEqual(line(10), [1000, [], undefined])
  assert.deepEqual(line(9), [900, [], undefined])
  assert.deepEqual(line(undefined), [0, [], undefined])
  const judged = { on: 'a', outcome: 'approved' } as const
  assert.equal(line(15, [judged])[0], 1000)
  assert.equal(line(15, [{ ...judged, awarded: amount(15) }])[0], 1500, 'people may award more')
})

test('what its own rule refuses is no thing either', () => {
  const kinds = plainRegulation.kinds.map(
    (kind): Kind =>
      kind.id === 'training' ? { ...kind, value: { ...kind.value, onlyWith: 'passed' } } : kind,
  )
  const norms = [normOf('things', minimumOf(100, 'training', { in: 'things' }))]
  const counted = (passed: boolean | undefined, judgements: Dossier['judgements'] = []) => {
    const details = passed === undefined ? {} : { passed }
    const activities = [activityOf('a', 900, { completedOn: on, count: amount(2), details })]
    const dossier = { ...emptyDossier, submittedOn: on, judgements, activities }
    const compiled = compileRegulation({ ...plainRegulation, kinds, norms }, words)
    const found = assess(compiled, dossier, on)
    return [found.norms[0]?.counted, found.activities[0]?.things.awarded, found.outcome]
  }
  assert.deepEqual(counted(true), [200, 200, 'met'])
  assert.deepEqual(counted(false), [0, 0, 'not-met'])
  assert.deepEqual(counted(undefined), [0, 0, 'not-met'])
  assert.deepEqual(counted(false, [{ on: 'a', outcome: 'approved' }]), [0, 0, 'not-met'])
  const awarded = { on: 'a', outcome: 'approved', awarded: amount(4) } as const
  assert.deepEqual(counted(false, [awarded]), [200, 200, 'met'], 'people may award it all the same')
})

test('one activity of less than its kind must at least come to is worth nothing and no thing', () => {
  const kinds = plainRegulation.kinds.map(
    (kind): Kind =>
      kind.id === 'training' ? { ...kind, value: { ...kind.value, atLeast: amount(2) } } : kind,
  )
  const norms = [
    normOf('hours', minimumOf(200)),
    normOf('things', minimumOf(100, 'training', { in: 'things' })),
  ]
  const counted = (claimed: number, judgements: Dossier['judgements'] = []) => {
    const activities = [activityOf('a', claimed, { completedOn: on })]
    const dossier = { ...emptyDossier, submittedOn: on, judgements, activities }
    const compiled = compileRegulation({ ...plainRegulation, kinds, norms }, words)
    const found = assess(compiled, dossier, on)
    return [...found.norms.map((norm) => norm.counted), found.activities[0]?.cuts[0]?.by]
  }
  assert.deepEqual(counted(200), [200, 100, undefined])
  assert.deepEqual(counted(199), [0, 0, 'valuation'])
  const awarded = [{ on: 'a', outcome: 'approved', awarded: 199 as Amount }] as const
  assert.deepEqual(counted(199, awarded), [199, 100, undefined], 'people may award it')
})

test('a rule of before a day values what was done until the day before', () => {
  const kinds = plainRegulation.kinds.map(
    (kind): Kind =>
      kind.id === 'training'
        ? {
            ...kind,
            earlier: [
              {
                before: on,
                rule: 'Toen vier.',
                value: { by: 'thing', each: amount(4), article: 'artikel 1' },
              },
            ],
          }
        : kind,
  )
  const worth = (completedOn: Temporal.PlainDate) => {
    const activities = [activityOf('a', 900, { completedOn })]
    const compiled = compileRegulation({ ...plainRegulation, kinds }, words)
    return assess(compiled, { ...emptyDossier, submittedOn: on, activities }, on).activities[0]
      ?.awarded
  }
  assert.deepEqual([worth(on.subtract({ days: 1 })), worth(on)], [400, 900])
})

test('without its number of words, what was claimed is all that there is to go by', () => {
  const [training] = plainRegulation.kinds
  assert.ok(training)
  const written: Kind = {
    ...training,
    value: { by: 'words', words: amount(100), each: amount(1), article: 'artikel 1' },
  }
  assert.deepEqual(valueActivity(written, {}, undefined), { is: 'incomplete', missing: 'words' })
  const found = valueActivity(written, {}, amount(3))
  assert.deepEqual(found.is === 'valued' && [found.amount, found.by], [300, 'claimed'])
})

test('who judges may award more than was claimed, which the rule does not cut', () => {
  const judgement = { on: 'a', outcome: 'approved', awarded: amount(12) } as const
  const dossier = {
    ...emptyDossier,
    submittedOn: on,
    judgements: [judgement],
    activities: [activityOf('a', 900, { completedOn: on })],
  }
  const [found] = assess(compileRegulation(plainRegulation, words), dossier, on).activities
  assert.deepEqual(
    [found?.awarded, found?.counted, found?.cuts.map(({ by }) => by)],
    [1200, 1200, ['decision']],
  )
})

test('a kind that the regulation does not know counts for nothing, and says so', () => {
  const activities = [activityOf('a', 900, { completedOn: on, kind: 'unheard-of' })]
  const dossier = { ...emptyDossier, submittedOn: on, activities }
  const [found] = assess(compileRegulation(plainRegulation, words), dossier, on).activities
  assert.deepEqual([found?.counted, found?.cuts.map(({ by }) => by)], [0, ['unknown-kind']])
})
