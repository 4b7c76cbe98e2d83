import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  activityOf,
  minimumOf,
  normOf,
  plainRegulation,
  words,
} from '#testing/generate-regulation.ts'
import * as fc from '#testing/random-cases.ts'
import type { CompiledRegulation, CountingWindow, Dossier, Period, PeriodRules } from './index.ts'
import {
  assess,
  assessMove,
  compileRegulation,
  countingWindow,
  emptyDossier,
  lastWithLeave,
  periodAfterDecision,
} from './index.ts'
import { temporaryPeriod } from './periods.ts'

// Every day of somebody's years in a register is in the window of one granted application at most, and
// of one of those or the next, unless the regulation says why not; and then the next window says that.

const day = (text: string) => Temporal.PlainDate.from(text)
const span = (text: string) => Temporal.Duration.from(text)
const { compare } = Temporal.PlainDate

const { lookBack: _, renewalFrom: __, ...personal } = plainRegulation.period

const shapes = fc.constantFrom<Partial<PeriodRules>>(
  {},
  { length: span('P5Y') },
  { length: span('P18M') },
  { shape: 'rolling' },
  { shape: 'calendar-year', length: span('P1Y') },
  { shape: 'fixed-block', blockFirst: day('2020-01-01') },
  { shape: 'fixed-block', blockFirst: day('2020-02-29') },
  { shape: 'fixed-block', blockFirst: day('2026-07-01'), length: span('P4Y') },
)

const rules = fc
  .record({
    shape: shapes,
    anchor: fc.constantFrom<PeriodRules['anchor']>('submission', 'decision', 'period-end'),
    inBetween: fc.constantFrom<PeriodRules['inBetween']>('next', 'current'),
    first: fc.constantFrom<PeriodRules['start']['first']>('decision', 'submission', 'registration'),
    renewal: fc.subarray<PeriodRules['start']['renewal'][number]>(
      ['old-end', 'submission', 'decision'],
      { minLength: 1 },
    ),
    lookBack: fc.option(
      fc.record({
        years: fc.constantFrom(1, 3),
        granularity: fc.constantFrom('day' as const, 'calendar-year' as const),
        appliesTo: fc.constantFrom('first' as const, 'both' as const),
        article: fc.constant('artikel 1'),
      }),
      { nil: undefined },
    ),
    opens: fc.constantFrom(undefined, undefined, 'day' as const, 'day-after' as const),
    countsFrom: fc.constantFrom(undefined, undefined, day('2020-05-01')),
    singleUse: fc.constantFrom('per-register' as const, 'per-register' as const, 'none' as const),
    shortensNext: fc.boolean(),
    deemedValid: fc.boolean(),
  })
  .map(({ shape, first, renewal, lookBack, opens, countsFrom, singleUse, shortensNext, ...more }) =>
    compileRegulation(
      {
        ...plainRegulation,
        facts: [...plainRegulation.facts, { id: 'graduated', type: 'day', label: 'Diploma' }],
        singleUse,
        temporary: {
          article: 'artikel 1',
          text: 'Voorlopig.',
          length: span('P12M'),
          open: [],
          appliesTo: ['first', 'renewal'],
          shortensNext,
        },
        period: {
          ...personal,
          ...more,
          ...shape,
          start: { first, renewal },
          ...(lookBack === undefined ? {} : { lookBack }),
          ...(countsFrom === undefined ? {} : { countsFrom }),
          ...(opens === undefined
            ? {}
            : { opens: { fact: 'graduated', from: opens, article: 'artikel 1' } as const }),
        },
      },
      words,
    ),
  )

/** What becomes of an application, and what is asked beside renewals. */
type Step = {
  /** Days before the end of the period on which it is filed; less than nothing is too late. */
  readonly early: number
  /** Days after its submission on which it comes to an end; what is returned takes longer. */
  readonly took: number
  readonly ends: 'granted' | 'for-a-while' | 'refused' | 'withdrawn' | 'moved'
  /** Days of leave that move the end of the period, granted while the application runs or before it. */
  readonly leave: { readonly days: number; readonly runs: boolean } | undefined
  readonly choice: 'old-end' | 'submission' | 'decision' | undefined
}

const steps = fc.array(
  fc.record<Step>({
    early: fc.oneof(
      fc.integer({ min: 0, max: 400 }),
      fc.constantFrom(0, 1),
      fc.integer({ min: -900, max: -1 }),
    ),
    took: fc.constantFrom(0, 1, 30, 120, 500),
    ends: fc.constantFrom(
      'granted',
      'granted',
      'granted',
      'for-a-while',
      'refused',
      'withdrawn',
      'moved',
    ),
    leave: fc.option(fc.record({ days: fc.integer({ min: 1, max: 400 }), runs: fc.boolean() }), {
      nil: undefined,
      freq: 2,
    }),
    choice: fc.constantFrom(undefined, 'old-end', 'submission', 'decision'),
  }),
  { minLength: 2, maxLength: 14 },
)

/** How somebody stands between two applications, as a register keeps it. */
type Stand = {
  readonly validity?: Period
  readonly temporary?: { readonly kind: 'first' | 'renewal'; readonly period?: Period }
  readonly countedUntil?: Temporal.PlainDate
}

/** The dossier of who stands so on a day, with an application filed or none. */
function dossierOf(stand: Stand, known: Dossier, on: Temporal.PlainDate, filed: boolean): Dossier {
  const { validity, temporary, countedUntil } = stand
  const over = validity === undefined || compare(on, validity.last) > 0
  const kind = over ? 'first' : (temporary?.kind ?? 'renewal')
  const period = temporary?.kind === 'renewal' ? temporary.period : validity
  return {
    ...known,
    kind,
    ...(kind === 'renewal' && period !== undefined ? { period } : {}),
    ...(temporary === undefined || validity === undefined ? {} : { temporary: validity }),
    ...(countedUntil === undefined ? {} : { countedUntil }),
    ...(filed ? { submittedOn: on } : {}),
  }
}

/** Why days before a window are in none, as that window says of its first day. */
const reasons: readonly CountingWindow['opens']['is'][] = [
  'look-back',
  'sliding',
  'calendar-year',
  'fixed-block',
  'fact',
  'counts-from',
]

const moved = {
  id: 'move',
  article: 'artikel 1',
  from: ['a'],
  to: 'b',
  text: 'Meer dagen.',
  admission: 'waived',
  period: 'from-original-start',
} as const

/** What became of one application: how somebody stands after it, and the window that it used up. */
type Became = { readonly stand: Stand; readonly window?: CountingWindow }

function became(compiled: CompiledRegulation, filed: Dossier, stand: Stand, step: Step): Became {
  const submittedOn = filed.submittedOn ?? day('2020-01-01')
  const decidedOn = submittedOn.add({ days: step.took })
  const dossier = { ...filed, decidedOn }
  const { kind, period, temporary, registeredOn } = dossier
  const window = countingWindow(compiled, dossier, decidedOn)
  // Where nothing counts, there is nothing to grant upon.
  const empty = compare(window.first, window.last) > 0
  if (step.ends === 'refused' || step.ends === 'withdrawn' || empty) return { stand }
  if (step.ends === 'moved') {
    const longer = assessMove(compiled, moved, filed, decidedOn).period
    const moves = kind === 'renewal' && temporary === undefined && longer !== undefined
    return { stand: moves ? { ...stand, validity: longer } : stand }
  }
  if (step.ends === 'for-a-while') {
    if (temporary !== undefined) return { stand }
    const validity = temporaryPeriod(compiled, span('P12M'), dossier, decidedOn)
    const full = kind === 'renewal' && period !== undefined ? { period } : {}
    return { stand: { ...stand, validity, temporary: { kind, ...full } } }
  }
  const next = periodAfterDecision(compiled, {
    kind,
    submittedOn,
    decidedOn,
    ...(period === undefined ? {} : { oldPeriod: period }),
    ...(temporary === undefined ? {} : { temporary }),
    ...(registeredOn === undefined ? {} : { registeredOn }),
    ...(step.choice === undefined ? {} : { choice: step.choice }),
  })
  assert.equal(next.countsFrom.toString(), window.last.add({ days: 1 }).toString())
  return { stand: { validity: next.period, countedUntil: window.last }, window }
}

/** The stand once leave has moved the end of its period, where leave can. */
function extended(
  { regulation }: CompiledRegulation,
  stand: Stand,
  { days, runs }: NonNullable<Step['leave']>,
): Stand {
  const { validity, temporary } = stand
  if (validity === undefined || temporary !== undefined || regulation.period.shape !== 'personal') {
    return stand
  }
  // It begins in the period, and may run on beyond it.
  const first = validity.last.subtract({ days: runs ? 0 : 30 })
  const begins = compare(first, validity.first) < 0 ? validity.first : first
  const leave = { sort: 'ill', first: begins, last: begins.add({ days }) }
  const last = lastWithLeave({ leaveSorts: [ill] }, validity, [leave])
  assert.ok(compare(last, validity.last) > 0, 'leave that extends never takes days away')
  return { ...stand, validity: { first: validity.first, last } }
}

const ill = {
  id: 'ill',
  label: 'Ziek',
  article: 'artikel 1',
  text: 'De periode eindigt later.',
  does: 'extends',
  atMost: span('P12M'),
  granted: 'by-decision',
  proof: 'none',
} as const

/** The windows that were used up one after another, and what is told of the next on the days between. */
function follow(compiled: CompiledRegulation, known: Dossier, taken: readonly Step[]) {
  const used: CountingWindow[] = []
  const between: {
    readonly on: Temporal.PlainDate
    readonly dossier: Dossier
    readonly after: number
  }[] = []
  let stand: Stand = {}
  let today = (known.registeredOn ?? day('2020-01-10')).add({ days: 100 })
  const waits = () => {
    between.push({ on: today, dossier: dossierOf(stand, known, today, false), after: used.length })
  }
  for (const step of taken) {
    waits()
    if (step.leave?.runs === false) stand = extended(compiled, stand, step.leave)
    const wanted = stand.validity?.last.subtract({ days: step.early }) ?? today
    const submittedOn = compare(wanted, today) < 0 ? today : wanted
    const kind = dossierOf(stand, known, submittedOn, true).kind
    // Leave that is granted while an application runs, moves the period that this extends.
    if (step.leave?.runs === true && kind === 'renewal')
      stand = extended(compiled, stand, step.leave)
    const filed = dossierOf(stand, known, submittedOn, true)
    const found = became(compiled, filed, stand, step)
    stand = found.stand
    if (found.window !== undefined) used.push(found.window)
    today = submittedOn.add({ days: step.took + 1 })
  }
  waits()
  return { used, between }
}

type Made = {
  readonly compiled: CompiledRegulation
  readonly taken: readonly Step[]
  /** Days after the register's first years on which somebody signed up, and graduated. */
  readonly after: number
  readonly graduated: number
}

const ofRegister = fc.record<Made>({
  compiled: rules,
  taken: steps,
  after: fc.integer({ min: 0, max: 1500 }),
  graduated: fc.integer({ min: 0, max: 2000 }),
})

function historyOf({ compiled, taken, after, graduated }: Made) {
  const known: Dossier = {
    ...emptyDossier,
    registeredOn: day('2020-01-10').add({ days: after }),
    facts:
      compiled.regulation.period.opens === undefined
        ? {}
        : { graduated: day('2019-06-01').add({ days: graduated }) },
  }
  return follow(compiled, known, taken)
}

const servesTwice = ({ regulation }: CompiledRegulation) =>
  regulation.singleUse === 'none' && regulation.period.shape === 'rolling'

const isIn = (on: Temporal.PlainDate, { first, last }: Period) =>
  compare(first, on) <= 0 && compare(on, last) <= 0

test('every day is in the window of one granted application at most, and what is in none has its reason', () => {
  const seen = new Map<string, number>()
  fc.assert(
    fc.property(ofRegister, (made) => {
      const { used, between } = historyOf(made)
      for (const { on, dossier, after } of between) {
        const next = countingWindow(made.compiled, dossier, on)
        const before = used[after - 1]
        seen.set(next.opens.is, (seen.get(next.opens.is) ?? 0) + 1)
        const said = `${before?.first}..${before?.last}, then on ${on} ${next.first}..${next.last} by ${next.opens.is}`
        // What is done today is of the next, unless it was of the one before or the next begins later.
        if (before === undefined || !isIn(on, before)) {
          const begins =
            compare(on, next.first) < 0 && [...reasons, 'after-last-window'].includes(next.opens.is)
          assert.ok(isIn(on, next) || begins, `today is in none: ${said}`)
        }
      }
      used.forEach((window, at) => {
        const before = used[at - 1]
        if (before === undefined) return
        const said = `${before.first}..${before.last}, then ${window.first}..${window.last} by ${window.opens.is}`
        if (servesTwice(made.compiled)) return
        assert.ok(compare(window.first, before.last) > 0, `twice: ${said}`)
        const follows = before.last.add({ days: 1 }).equals(window.first)
        assert.ok(follows || reasons.includes(window.opens.is), `in neither: ${said}`)
      })
    }),
    { numRuns: 2000 },
  )
  for (const is of [...reasons, 'after-last-window']) {
    assert.ok((seen.get(is) ?? 0) > 20, `${is} is tried only ${seen.get(is)} times`)
  }
})

test('an activity counts for the one application in whose window it lies, and the other ones say why not', () => {
  let counted = 0
  fc.assert(
    fc.property(ofRegister, fc.integer({ min: 0, max: 2500 }), (made, done) => {
      const compiled = compileRegulation(
        { ...made.compiled.regulation, norms: [normOf('total', minimumOf(100))] },
        words,
      )
      const { used, between } = historyOf({ ...made, compiled })
      const completedOn = day('2019-06-01').add({ days: done })
      const activities = [activityOf('a', 100, { completedOn })]
      for (const { on, dossier, after } of between) {
        if (compare(completedOn, on) > 0) continue
        const { window, activities: found } = assess(compiled, { ...dossier, activities }, on)
        const [finding] = found
        const by = finding?.cuts[0]?.by
        const place =
          compare(completedOn, window.first) < 0
            ? 'before'
            : isIn(completedOn, window)
              ? undefined
              : 'after'
        assert.equal(by, place, `${completedOn} in ${window.first}..${window.last}`)
        const earlier = used.slice(0, after).some((each) => isIn(completedOn, each))
        if (finding?.counted === 0) continue
        counted += 1
        if (!servesTwice(compiled)) assert.ok(!earlier, `${completedOn} counts again`)
      }
    }),
    { numRuns: 600 },
  )
  assert.ok(counted > 120, `only ${counted} counted`)
})
