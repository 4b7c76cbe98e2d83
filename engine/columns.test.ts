import assert from 'node:assert/strict'
import { test } from 'node:test'
import { capOf, minimumOf, normOf, plainRegulation, words } from '#testing/generate-regulation.ts'
import type { Regulation } from './index.ts'
import {
  assessColumns,
  compileRegulation,
  cutCodes,
  noSignatures,
  prepareColumns,
  signatureOf,
  standingCodes,
  stateCodes,
  verdictFor,
} from './index.ts'

/** Assesses one portfolio of trainings, of which the days 10 to 19 count. */
function assessed(
  more: Partial<Regulation>,
  rows: readonly {
    readonly amount: number
    readonly day?: number
    readonly things?: number
    readonly state?: keyof typeof stateCodes
  }[],
) {
  const compiled = compileRegulation({ ...plainRegulation, ...more }, words)
  const signatures = noSignatures(compiled)
  const number = signatureOf(signatures, 'training', {})
  const plan = prepareColumns(signatures, { kind: 'first' })
  const verdict = verdictFor(plan, rows.length)
  const columns = {
    starts: Int32Array.from([0, rows.length]),
    first: Int32Array.from([10]),
    last: Int32Array.from([19]),
    signature: Int32Array.from(rows, () => number),
    day: Int32Array.from(rows, ({ day }) => day ?? 10),
    amount: Int32Array.from(rows, ({ amount }) => amount),
    things: Int32Array.from(rows, ({ things }) => things ?? 1),
    state: Uint8Array.from(rows, ({ state }) => stateCodes[state ?? 'approved']),
  }
  assessColumns(plan, columns, 0, verdict)
  return verdict
}

test('in columns a cap that is exceeded by a hundredth takes that hundredth', () => {
  const caps = [capOf('cap', 600, 'everything'), capOf('each', 500, 'everything', 'activity')]
  const norms = [normOf('all', minimumOf(600))]
  const found = (...amounts: readonly number[]) => {
    const { activityCounted, activityCut } = assessed(
      { norms, caps },
      amounts.map((amount) => ({ amount })),
    )
    return [[...activityCounted], [...activityCut]]
  }
  const { none, cap } = cutCodes
  assert.deepEqual(found(300, 300), [
    [300, 300],
    [none, none],
  ])
  assert.deepEqual(found(300, 301), [
    [300, 300],
    [none, cap],
  ])
  assert.deepEqual(found(501, 99), [
    [500, 99],
    [cap, none],
  ])
  assert.deepEqual(found(500, 100), [
    [500, 100],
    [none, none],
  ])
})

test('in columns exactly enough passes, and what is claimed leaves it open', () => {
  const standingOf = (inThings: boolean, ...rows: Parameters<typeof assessed>[1]) => {
    const requires = minimumOf(600, 'everything', { in: inThings ? 'things' : 'amount' })
    const { standing, outcome, shortfall } = assessed({ norms: [normOf('all', requires)] }, rows)
    assert.equal(outcome, standing[0], 'the only norm decides')
    return [standing[0], shortfall[0]]
  }
  const { met, undetermined, 'not-met': not } = standingCodes
  assert.deepEqual(standingOf(false, { amount: 600 }), [met, 0])
  assert.deepEqual(standingOf(false, { amount: 599 }), [not, 1])
  const claimed = { amount: 1, things: 1, state: 'claimed' } as const
  assert.deepEqual(standingOf(false, { amount: 599 }, claimed), [undetermined, 0])
  assert.deepEqual(standingOf(true, { amount: 0, things: 6 }), [met, 0])
  assert.deepEqual(standingOf(true, { amount: 0, things: 5 }), [not, 100])
  assert.deepEqual(standingOf(true, { amount: 0, things: 5 }, claimed), [undetermined, 0])
})

test('in columns the first and the last day count, and those beside them say why not', () => {
  const norms = [normOf('all', minimumOf(100))]
  const { activityCounted, activityCut } = assessed(
    { norms },
    [9, 10, 19, 20].map((day) => ({ amount: 100, day })),
  )
  assert.deepEqual([...activityCounted], [0, 100, 100, 0])
  const { none, 'before-window': before, 'after-window': later } = cutCodes
  assert.deepEqual([...activityCut], [before, none, none, later])
})
