import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  activityOf,
  assessedOn,
  capOf,
  crowdedDossiers,
  crowdedRegulations,
  dossiers,
  minimumOf,
  normOf,
  plainRegulation,
  regulations,
  words,
} from '#testing/generate-regulation.ts'
import * as fc from '#testing/random-cases.ts'
import { entriesOf, portfolioOf } from './counting/entries.ts'
import type {
  Amount,
  CompiledRegulation,
  Dossier,
  Portfolios,
  Prepared,
  Regulation,
} from './index.ts'
import {
  answerFor,
  assess,
  barCodes,
  compileRegulation,
  emptyDossier,
  prepare,
  signatureOf,
  signaturesOf,
  stateCodes,
  weighPortfolio,
} from './index.ts'
import { standings } from './standing.ts'

/** Weighs one portfolio of trainings, of which the days 10 to 19 count. */
function weighed(
  more: Partial<Regulation>,
  rows: readonly {
    readonly amount: number
    readonly day?: number
    readonly things?: number
    readonly state?: keyof typeof stateCodes
  }[],
) {
  const compiled = compileRegulation({ ...plainRegulation, ...more }, words)
  const number = signatureOf(signaturesOf(compiled), 'training', {})
  const prepared = prepare(compiled, emptyDossier, assessedOn)
  const answer = answerFor(prepared)
  const portfolios: Portfolios = {
    starts: Int32Array.from([0, rows.length]),
    first: Int32Array.from([10]),
    last: Int32Array.from([19]),
    plannedLast: Int32Array.from([19]),
    signature: Int32Array.from(rows, () => number),
    day: Int32Array.from(rows, ({ day }) => day ?? 10),
    amount: Float64Array.from(rows, ({ amount }) => amount),
    things: Float64Array.from(rows, ({ things }) => things ?? 1),
    state: Uint8Array.from(rows, ({ state }) => stateCodes[state ?? 'approved']),
  }
  weighPortfolio(prepared, portfolios, 0, answer)
  return answer
}

test('in columns a cap that is exceeded by a hundredth takes that hundredth', () => {
  const caps = [capOf('cap', 600, 'everything'), capOf('each', 500, 'everything', 'activity')]
  const norms = [normOf('all', minimumOf(600))]
  const found = (...amounts: readonly number[]) => {
    const { now } = weighed(
      { norms, caps },
      amounts.map((amount) => ({ amount })),
    )
    const cuts = Array.from({ length: now.cuts.length }, (_, at) => [
      now.cuts.place[at],
      now.cuts.by[at],
      now.cuts.amount[at],
    ])
    return [[...now.counted], cuts]
  }
  assert.deepEqual(found(300, 300), [[300, 300], []])
  assert.deepEqual(found(300, 301), [[300, 300], [[1, 0, 1]]])
  assert.deepEqual(found(501, 99), [[500, 99], [[0, -1, 1]]])
  assert.deepEqual(found(500, 100), [[500, 100], []])
})

test('in columns exactly enough passes, and what is claimed leaves it open', () => {
  const standingOf = (inThings: boolean, ...rows: Parameters<typeof weighed>[1]) => {
    const requires = minimumOf(600, 'everything', { in: inThings ? 'things' : 'amount' })
    const { standing, outcome, shortfall } = weighed({ norms: [normOf('all', requires)] }, rows)
    assert.equal(outcome, standing[0], 'the only norm decides')
    return [standings[outcome], shortfall[0]]
  }
  assert.deepEqual(standingOf(false, { amount: 600 }), ['met', 0])
  assert.deepEqual(standingOf(false, { amount: 599 }), ['not-met', 1])
  const claimed = { amount: 1, things: 1, state: 'claimed' } as const
  assert.deepEqual(standingOf(false, { amount: 599 }, claimed), ['undetermined', 0])
  assert.deepEqual(standingOf(true, { amount: 0, things: 6 }), ['met', 0])
  assert.deepEqual(standingOf(true, { amount: 0, things: 5 }), ['not-met', 100])
  assert.deepEqual(standingOf(true, { amount: 0, things: 5 }, claimed), ['undetermined', 0])
})

test('in columns the first and the last day count, and those beside them say why not', () => {
  const norms = [normOf('all', minimumOf(100))]
  const { now, countedLater } = weighed({ norms }, [
    ...[9, 10, 19, 20].map((day) => ({ amount: 100, day })),
    ...[9, 10, 19, 20].map((day) => ({ amount: 10, day, state: 'planned' as const })),
  ])
  const { none, before, after, planned } = barCodes
  assert.deepEqual([...now.counted], [0, 100, 100, 0, 0, 0, 0, 0])
  assert.deepEqual([...now.bar], [before, none, none, after, planned, planned, planned, planned])
  assert.deepEqual([...countedLater], [220], 'what is planned is in time on the same days')
})

test('a signature that nobody asked for is refused', () => {
  const compiled = compileRegulation(plainRegulation, words)
  const prepared = prepare(compiled, emptyDossier, assessedOn)
  const unknown = { ...batchOf(prepared, [[activity(compiled)]]), signature: Int32Array.of(9) }
  assert.throws(
    () => weighPortfolio(prepared, unknown, 0, answerFor(prepared)),
    /There is no signature 9/,
  )
})

function activity(compiled: CompiledRegulation) {
  const made = fc.sample(dossiers({ most: 3, activities: 6 }), { seed: 1, numRuns: 20 })
  const found = made.flatMap(({ activities }) => activities)[0]
  assert.ok(found)
  signatureOf(signaturesOf(compiled), found.kind, found.attributes)
  return found
}

/** The activities of many dossiers that are alike in all else, one portfolio after the other. */
function batchOf(
  { compiled, dossier, window, surplus, plannedLast }: Prepared,
  portfolios: readonly Dossier['activities'][],
): Portfolios {
  const all = portfolios.map((activities) => {
    const signatures = signaturesOf(compiled)
    const entries = entriesOf(signatures, { ...dossier, activities }, window, surplus)
    return portfolioOf(entries, window, plannedLast).portfolio
  })
  const starts = [0]
  for (const { day } of all) starts.push((starts.at(-1) ?? 0) + day.length)
  const joined = (of: (portfolio: Portfolios) => ArrayLike<number>) =>
    all.flatMap((each) => Array.from(of(each)))
  return {
    starts: Int32Array.from(starts),
    first: Int32Array.from(joined(({ first }) => first)),
    last: Int32Array.from(joined(({ last }) => last)),
    plannedLast: Int32Array.from(joined((each) => each.plannedLast)),
    signature: Int32Array.from(joined(({ signature }) => signature)),
    day: Int32Array.from(joined(({ day }) => day)),
    amount: Float64Array.from(joined(({ amount }) => amount)),
    things: Float64Array.from(joined(({ things }) => things)),
    state: Uint8Array.from(joined(({ state }) => state)),
  }
}

/** What of one portfolio is left over from another must not show: they are weighed in one answer. */
function agrees(regulation: Regulation, alike: readonly Dossier[]): void {
  const [first] = alike
  if (first === undefined) return
  // A refresher is looked up in the activities: then each portfolio is prepared by itself.
  if (JSON.stringify(regulation).includes('"kind":"refresher"')) return
  const compiled = compileRegulation(regulation, words)
  const prepared = prepare(compiled, first, assessedOn)
  const batch = batchOf(
    prepared,
    alike.map(({ activities }) => activities),
  )
  const answer = answerFor(prepared)
  alike.forEach(({ activities }, at) => {
    const found = assess(compiled, { ...first, activities }, assessedOn)
    weighPortfolio(prepared, batch, at, answer)
    assert.equal(standings[answer.outcome], found.outcome)
    found.norms.forEach((norm, index) => {
      const { counted, provisional, shortfall, required } = answer
      assert.deepEqual(
        [required, counted, provisional, shortfall].map((column) => column[index]),
        [norm.required, norm.counted, norm.provisional, norm.shortfall],
      )
      assert.equal(answer.countedLater[index], norm.withPlanned.counted)
      assert.equal(answer.shortfallLater[index], norm.withPlanned.shortfall)
    })
    const byId = found.activities.toSorted((a, b) => (a.id < b.id ? -1 : 1))
    assert.deepEqual(
      [...answer.now.counted.subarray(0, byId.length)],
      byId.map(({ counted }) => counted),
    )
  })
}

test('what the next portfolio has opens nothing in this one', () => {
  const onlyWith = { atLeast: 1000 as Amount, of: 'training' }
  const thresholds = [
    { id: 't', article: 'a', source: 's', label: 'T', text: 'T.', of: 'teaching', onlyWith },
  ]
  const norms = [normOf('all', minimumOf(1000))]
  const compiled = compileRegulation({ ...plainRegulation, norms, thresholds }, words)
  const prepared = prepare(compiled, { ...emptyDossier, submittedOn: assessedOn }, assessedOn)
  const teaching = activityOf('z', 1000, { kind: 'teaching' })
  const batch = batchOf(prepared, [[teaching], [activityOf('a', 1000), teaching]])
  const answer = answerFor(prepared)
  const outcomes = [0, 1].map((at) => {
    weighPortfolio(prepared, batch, at, answer)
    return standings[answer.outcome]
  })
  assert.deepEqual(outcomes, ['not-met', 'met'])
})

test('many portfolios in columns get the answers that each gets by itself', () => {
  const scale = { most: 40, activities: 12 }
  const some = <One>(of: fc.Arbitrary<One>) => fc.array(of, { minLength: 1, maxLength: 4 })
  const runs = { numRuns: 300 }
  fc.assert(fc.property(regulations(scale), some(dossiers(scale)), agrees), runs)
  fc.assert(fc.property(crowdedRegulations(scale), some(crowdedDossiers(scale)), agrees), runs)
})
