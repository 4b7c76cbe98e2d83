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
import * as fc from '#testing/random-cases.ts'
import type { Dossier, Period, PeriodRules, Regulation } from './index.ts'
import {
  assess,
  compileRegulation,
  countingWindow,
  emptyDossier,
  periodAfterDecision,
} from './index.ts'

// Every activity lies in the window of exactly one of the applications of a person.

const day = (text: string) => Temporal.PlainDate.from(text)
const span = (text: string) => Temporal.Duration.from(text)

const { lookBack: _, ...personal } = plainRegulation.period
const year = { shape: 'calendar-year', length: span('P1Y') } as const
const block = { shape: 'fixed-block', blockFirst: day('2020-01-01'), length: span('P3Y') } as const

function windowOf(
  period: Partial<PeriodRules>,
  dossier: Partial<Dossier>,
  more: Partial<Regulation> = {},
): string {
  const compiled = compileRegulation(
    { ...plainRegulation, ...more, period: { ...personal, ...period } },
    words,
  )
  const whole: Dossier = { ...emptyDossier, kind: 'renewal', ...dossier }
  const { first, last } = countingWindow(compiled, whole, day('2030-01-01'))
  return `${first} ${last}`
}

const periodOf = (first: string, last: string): Period => ({ first: day(first), last: day(last) })

test('where the counting ends with the period, the next begins after the period, not after the submission', () => {
  const anchor = 'period-end'
  const filed = { submittedOn: day('2020-12-15'), period: periodOf('2020-01-01', '2020-12-31') }
  assert.equal(windowOf({ ...year, anchor }, filed), '2020-01-01 2020-12-31')
  const next = {
    previousSubmittedOn: day('2020-12-15'),
    submittedOn: day('2021-12-31'),
    period: periodOf('2021-01-01', '2021-12-31'),
  }
  assert.equal(windowOf({ ...year, anchor }, next), '2021-01-01 2021-12-31')
  const { period: __, ...without } = next
  assert.equal(windowOf({ ...year, anchor }, without), '2021-01-01 2021-12-31')
  const later = { ...next, period: periodOf('2023-01-01', '2025-12-31') }
  const previousSubmittedOn = day('2022-10-01')
  assert.match(windowOf({ ...block, anchor }, { ...later, previousSubmittedOn }), /^2023-01-01 /)
  assert.match(windowOf({ anchor }, { ...later, previousSubmittedOn }), /^2023-01-01 /)
})

test('whoever joined in a block that runs counts for it from the day after the first decision', () => {
  const rules = { ...year, anchor: 'period-end' } as const
  const first = { kind: 'first', submittedOn: day('2020-03-01') } as const
  assert.equal(windowOf(rules, first), '2020-01-01 2020-12-31')
  const decided = { ...first, decidedOn: day('2020-04-01') }
  assert.equal(windowOf(rules, decided), '2020-01-01 2020-04-01')
  const renewal = { period: periodOf('2020-01-01', '2020-12-31'), submittedOn: day('2020-12-01') }
  const counted = { countedUntil: day('2020-04-01') }
  assert.equal(windowOf(rules, { ...renewal, ...counted }), '2020-04-02 2020-12-31')
})

test('where what is done meanwhile is for the next, a decision as the anchor does not make it count now', () => {
  const rules = { anchor: 'decision', inBetween: 'next' } as const
  const filed = {
    period: periodOf('2020-01-01', '2022-12-31'),
    submittedOn: day('2022-10-01'),
    decidedOn: day('2022-12-15'),
  }
  assert.equal(windowOf(rules, filed), '2020-01-01 2022-10-01')
  assert.equal(windowOf({ ...rules, inBetween: 'current' }, filed), '2020-01-01 2022-12-15')
})

test('where what is done meanwhile counted, it counts no second time, also where the decision is not known', () => {
  const next = {
    period: periodOf('2023-01-01', '2025-12-31'),
    previousSubmittedOn: day('2022-10-01'),
    submittedOn: day('2025-12-31'),
  }
  for (const anchor of ['submission', 'decision'] as const) {
    const rules = { anchor, inBetween: 'current' } as const
    assert.match(windowOf(rules, next), /^2023-01-01 /)
    const counted = { ...next, countedUntil: day('2022-12-15') }
    assert.match(windowOf(rules, counted), /^2022-12-16 /)
    assert.match(windowOf({ ...rules, inBetween: 'next' }, next), /^2022-10-02 /)
  }
})

test('rolling years do not take in what served before, unless the register lets it serve twice', () => {
  const next = { submittedOn: day('2025-06-01'), previousSubmittedOn: day('2023-01-10') }
  const rules = { shape: 'rolling' } as const
  assert.equal(windowOf(rules, next), '2023-01-11 2025-06-01')
  assert.equal(windowOf(rules, next, { singleUse: 'none' }), '2022-06-02 2025-06-01')
  const long = { ...next, previousSubmittedOn: day('2020-01-10') }
  assert.equal(windowOf(rules, long), '2022-06-02 2025-06-01')
})

test('the block of a first application is the one in which it is submitted, whatever it is anchored to', () => {
  const filed = {
    kind: 'first',
    submittedOn: day('2020-12-15'),
    decidedOn: day('2021-01-15'),
  } as const
  for (const anchor of ['submission', 'decision', 'period-end'] as const) {
    assert.match(windowOf({ ...year, anchor }, filed), /^2020-01-01 2020-12-(15|31)$/)
    const current = { ...year, anchor, inBetween: 'current' } as const
    assert.equal(windowOf(current, filed), '2020-01-01 2020-12-31')
  }
})

test('for every shape and anchor, the window of one application begins where that of another ended', () => {
  const rules = fc.record({
    shape: fc.constantFrom({}, { shape: 'rolling' } as const, year, block, {
      ...block,
      blockFirst: day('2020-02-29'),
    }),
    anchor: fc.constantFrom<PeriodRules['anchor']>('submission', 'decision', 'period-end'),
    inBetween: fc.constantFrom<PeriodRules['inBetween']>('next', 'current'),
    first: fc.constantFrom<PeriodRules['start']['first']>('decision', 'submission', 'registration'),
    renewal: fc.constantFrom<PeriodRules['start']['renewal'][number]>(
      'old-end',
      'submission',
      'decision',
    ),
  })
  const filings = fc.array(
    fc.record({ early: fc.integer({ min: 0, max: 300 }), took: fc.integer({ min: 0, max: 120 }) }),
    { minLength: 2, maxLength: 5 },
  )
  const registered = fc.integer({ min: 0, max: 1500 })
  fc.assert(
    fc.property(rules, filings, registered, (rule, filed, after) => {
      const { shape, anchor, inBetween, first, renewal } = rule
      const period = {
        ...personal,
        ...shape,
        anchor,
        inBetween,
        start: { first, renewal: [renewal] },
      }
      const compiled = compileRegulation({ ...plainRegulation, period }, words)
      const registeredOn = day('2020-01-10').add({ days: after })
      let dossier: Dossier = { ...emptyDossier, registeredOn }
      let submittedOn = registeredOn.add({ days: 100 })
      for (const { early, took } of filed) {
        const decidedOn = submittedOn.add({ days: took })
        const { countedUntil } = dossier
        dossier = { ...dossier, submittedOn, decidedOn }
        const window = countingWindow(compiled, dossier, decidedOn)
        const lapsed = Temporal.PlainDate.compare(window.last, countedUntil ?? '1900-01-01') < 0
        if (lapsed) return
        if (countedUntil !== undefined) {
          const opens = Temporal.PlainDate.compare(window.first, countedUntil) > 0
          assert.ok(opens, `${window.first} after ${countedUntil}`)
          if (!('shape' in shape && shape.shape === 'rolling')) {
            assert.equal(window.first.toString(), countedUntil.add({ days: 1 }).toString())
          }
          // Who knows only when it was submitted, lets nothing count twice that surely counted.
          const { countedUntil: ___, ...known } = dossier
          const guessed = countingWindow(compiled, known, decidedOn)
          const filedOn = dossier.previousSubmittedOn ?? decidedOn
          assert.ok(Temporal.PlainDate.compare(guessed.first, filedOn) > 0)
        }
        const { period: oldPeriod } = dossier
        const next = periodAfterDecision(compiled, {
          kind: dossier.kind,
          submittedOn,
          decidedOn,
          registeredOn,
          ...(oldPeriod === undefined ? {} : { oldPeriod }),
        })
        assert.equal(next.countsFrom.toString(), window.last.add({ days: 1 }).toString())
        dossier = {
          ...dossier,
          kind: 'renewal',
          period: next.period,
          previousSubmittedOn: submittedOn,
          countedUntil: window.last,
        }
        const { first: begins, last: ends } = next.period
        const days = begins.until(ends).days
        submittedOn = ends.subtract({ days: Math.min(early, days) })
        if (Temporal.PlainDate.compare(submittedOn, decidedOn) <= 0) return
      }
    }),
    { numRuns: 3000 },
  )
})

test('for whoever joined later, a year in which nothing may count yet is not asked', () => {
  const proRata = {
    article: 'artikel 1',
    text: 'Naar rato.',
    joinedLater: true,
    rounding: 'whole-down',
  } as const
  const asked = (
    registered: string,
    each: 'calendar-year' | 'registration-year',
    more: Partial<PeriodRules> & { readonly proRata?: boolean } = {},
  ) => {
    const { proRata: reckoned = false, ...rules } = more
    const yearly = minimumOf(1200, 'everything', { each, proRata: reckoned })
    const [norm] = assess(
      compileRegulation(
        {
          ...plainRegulation,
          period: { ...personal, ...block, ...rules },
          proRata,
          norms: [normOf('yearly', yearly)],
        },
        words,
      ),
      {
        ...emptyDossier,
        kind: 'renewal',
        period: periodOf('2020-01-01', '2022-12-31'),
        registeredOn: day(registered),
        submittedOn: day('2022-12-31'),
        activities: [],
      },
      day('2022-12-31'),
    ).norms
    return norm?.measure === 'yes-no' ? 0 : norm?.required
  }
  for (const each of ['calendar-year', 'registration-year'] as const) {
    assert.equal(asked('2020-01-01', each), 3600)
    assert.equal(asked('2020-01-02', each), 2400, 'a part of a year is asked only pro rata')
    assert.equal(asked('2020-12-31', each), 2400)
    assert.equal(asked('2021-01-01', each), 2400)
    assert.equal(asked('2022-12-31', each), 0)
    assert.equal(
      asked('2020-12-31', each, { proRata: true }),
      2400,
      'twelve hours of a day is none',
    )
    assert.equal(asked('2020-07-02', each, { proRata: true }), 2400 + 600, 'of 183 days of 366')
    const counting = { countsFrom: day('2021-03-01') }
    assert.equal(asked('2020-01-01', each, counting), 1200, 'what may not count is not asked')
    assert.equal(asked('2020-01-01', each, { countsFrom: day('2021-01-01') }), 2400)
  }
})

test('what was done between the former submission and the period is of one year, for minimum and cap alike', () => {
  const rules = {
    ...plainRegulation,
    period: personal,
    norms: [
      normOf('total', minimumOf(10_000)),
      normOf('yearly', minimumOf(2000, 'everything', { each: 'registration-year' })),
    ],
    caps: [capOf('cap', 1600, 'everything', 'registration-year')],
  }
  const counted = (...days: readonly string[]) => {
    const { norms } = assess(
      compileRegulation(rules, words),
      {
        ...emptyDossier,
        kind: 'renewal',
        period: periodOf('2020-01-01', '2022-12-31'),
        previousSubmittedOn: day('2019-10-01'),
        submittedOn: day('2022-12-31'),
        activities: days.map((text, at) => activityOf(`a${at}`, 1600, { completedOn: day(text) })),
      },
      day('2022-12-31'),
    )
    return norms.map((norm) => norm.counted)
  }
  assert.deepEqual(counted('2019-11-01'), [1600, 1600])
  assert.deepEqual(counted('2019-11-01', '2020-05-01'), [1600, 1600], 'one cap for both')
  assert.deepEqual(counted('2019-11-01', '2020-12-31'), [1600, 1600])
  assert.deepEqual(counted('2019-11-01', '2021-01-01'), [3200, 3200])
})

test('registration years from 29 February share no day, for minimum and cap alike', () => {
  const counted = (each: Partial<Regulation>, ...days: readonly string[]) => {
    const [norm] = assess(
      compileRegulation({ ...plainRegulation, period: personal, ...each }, words),
      {
        ...emptyDossier,
        kind: 'renewal',
        period: periodOf('2020-02-29', '2025-02-28'),
        submittedOn: day('2025-02-28'),
        activities: days.map((text, at) => activityOf(`a${at}`, 1000, { completedOn: day(text) })),
      },
      day('2025-02-28'),
    ).norms
    return norm?.counted
  }
  const yearly = normOf('yearly', minimumOf(1000, 'everything', { each: 'registration-year' }))
  assert.equal(counted({ norms: [yearly] }, '2021-02-28'), 1000)
  assert.equal(counted({ norms: [yearly] }, '2021-02-28', '2021-03-01'), 2000)
  assert.equal(counted({ norms: [yearly] }, '2022-02-28', '2022-03-01'), 2000)
  assert.equal(counted({ norms: [yearly] }, '2024-02-28', '2024-02-29'), 2000)
  const caps = [capOf('cap', 1000, 'everything', 'registration-year')]
  const norms = [normOf('total', minimumOf(5000))]
  assert.equal(counted({ norms, caps }, '2020-02-29', '2021-02-28'), 1000)
  assert.equal(counted({ norms, caps }, '2021-02-28', '2021-03-01'), 2000)
  assert.equal(counted({ norms, caps }, '2024-02-28', '2024-02-29'), 2000)
})
