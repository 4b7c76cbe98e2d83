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
import { firstNotOlder, isNotOlder } from './adding-time.ts'
import type { Activity, Dossier, Regulation } from './index.ts'
import { assess, compileRegulation, emptyDossier, toJson } from './index.ts'

const day = (text: string) => Temporal.PlainDate.from(text)
const span = (text: string) => Temporal.Duration.from(text)

function lapsing(after: string, of = 'training'): Regulation {
  return {
    ...plainRegulation,
    norms: [normOf('total', minimumOf(1000))],
    lapses: [
      {
        id: 'old',
        article: 'artikel 1',
        source: 'source',
        label: 'Oud',
        text: 'Training telt een tijd.',
        of,
        after: span(after),
      },
    ],
  }
}

function counted(
  regulation: Regulation,
  done: string,
  submitted: string,
  more: Partial<Dossier> = {},
) {
  const activity: Activity = activityOf('a', 1000, { completedOn: day(done) })
  const dossier = { ...emptyDossier, submittedOn: day(submitted), activities: [activity], ...more }
  return assess(compileRegulation(regulation, words), dossier, day(submitted))
}

test('what lapses counts on the same day so much later, and no day longer', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['P2Y', '2020-06-01', '2022-06-01'],
    ['P1Y', '2020-02-29', '2021-02-28'],
    ['P1M', '2022-01-31', '2022-02-28'],
    ['P6M', '2022-08-31', '2023-02-28'],
    ['P14D', '2022-01-01', '2022-01-15'],
  ]
  for (const [after, done, last] of cases) {
    assert.equal(counted(lapsing(after), done, last).norms[0]?.counted, 1000, after)
    const later = day(last).add({ days: 1 }).toString()
    const found = counted(lapsing(after), done, later)
    assert.equal(found.norms[0]?.counted, 0, after)
    assert.deepEqual(found.activities[0]?.cuts, [{ by: 'lapsed', lapse: 'old', amount: 1000 }])
    assert.equal(found.activities[0]?.countsUntil?.toString(), last)
  }
})

test('the first day that did not lapse is the first whose last day is still to come', () => {
  for (const text of ['2022-02-28', '2024-02-29', '2022-03-01', '2022-03-31', '2022-12-31']) {
    for (const after of ['P1M', 'P1Y', 'P4Y', 'P6W', 'P1Y1M1D']) {
      const first = firstNotOlder(day(text), span(after))
      assert.ok(isNotOlder(first, span(after), day(text)), `${text} ${after}`)
      assert.ok(
        !isNotOlder(first.subtract({ days: 1 }), span(after), day(text)),
        `${text} ${after}`,
      )
    }
  }
})

test('of two rules by which something can lapse, the one that made it lapse is told', () => {
  const [old = assert.fail()] = lapsing('P2Y').lapses
  const both = { ...lapsing('P2Y'), lapses: [old, { ...old, id: 'sooner', after: span('P1Y') }] }
  const last = counted(both, '2020-06-01', '2022-06-01').activities[0]
  assert.deepEqual(last?.cuts, [{ by: 'lapsed', lapse: 'sooner', amount: 1000 }])
  assert.equal(last?.countsUntil?.toString(), '2021-06-01')
  const later = counted(both, '2020-06-01', '2022-06-02').activities[0]
  assert.deepEqual(later?.cuts, [{ by: 'lapsed', lapse: 'old', amount: 1000 }])
})

test('while nobody has applied, it is reckoned on the day itself; another kind does not lapse', () => {
  const activity = activityOf('a', 1000, { completedOn: day('2021-06-01') })
  const open: Dossier = { ...emptyDossier, activities: [activity] }
  const on = (text: string, of = 'training') =>
    assess(compileRegulation(lapsing('P1Y', of), words), open, day(text)).norms[0]?.counted
  assert.equal(on('2022-06-01'), 1000)
  assert.equal(on('2022-06-02'), 0)
  assert.equal(on('2022-06-02', 'teaching'), 1000)
})

test('waiting for a decision lets nothing lapse', () => {
  const regulation = {
    ...lapsing('P1Y'),
    period: {
      ...plainRegulation.period,
      anchor: 'decision' as const,
      inBetween: 'current' as const,
    },
  }
  const found = counted(regulation, '2021-06-01', '2022-06-01', { decidedOn: day('2022-09-01') })
  assert.equal(found.norms[0]?.counted, 1000)
})

test('a surplus does not lapse, and what has lapsed opens no threshold', () => {
  const regulation: Regulation = {
    ...lapsing('P1Y'),
    carryOver: {
      rule: 'capped',
      counts: 'same',
      text: 'Alles gaat mee.',
      onlyWith: { atLeast: activityOf('a', 1000).claimed ?? (0 as never), of: 'training' },
    },
  }
  const surplus = { total: activityOf('s', 500).claimed ?? (0 as never) }
  const fresh = counted(regulation, '2022-06-01', '2022-12-15', { surplus })
  assert.equal(fresh.norms[0]?.counted, 1500)
  const lapsed = counted(regulation, '2021-06-01', '2022-12-15', { surplus })
  assert.equal(lapsed.norms[0]?.counted, 0)
})

test('the answer says that it lapsed, and until when what counts will count', () => {
  const compiled = compileRegulation(lapsing('P2Y'), words)
  const activities = [
    activityOf('a', 1000, { completedOn: day('2020-06-01') }),
    activityOf('b', 1000, { completedOn: day('2022-06-01') }),
  ]
  const dossier = { ...emptyDossier, submittedOn: day('2022-12-15'), activities }
  const json = toJson(explained(compiled, dossier, day('2022-12-15')))
  assert.equal(json.activities[0]?.cuts[0]?.by, 'old')
  assert.equal(
    json.activities[0]?.cuts[0]?.text,
    'Gedaan op 1 juni 2020. Vervallen. Training telt een tijd.',
  )
  assert.equal(json.activities[1]?.countsUntil, '2024-06-01')
})
