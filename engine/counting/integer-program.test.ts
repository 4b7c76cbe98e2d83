import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from '#testing/random-cases.ts'
import type { Row } from './integer-program.ts'
import { maximise } from './integer-program.ts'

test('three pairwise limits of one leave room for one whole thing, not for one and a half', () => {
  const pair = (a: number, b: number): Row => ({
    coefficients: [0, 1, 2].map((at) => (at === a || at === b ? 1 : 0)),
    atMost: 1,
  })
  const solution = maximise([1, 1, 1], [pair(0, 1), pair(1, 2), pair(0, 2)])
  assert.equal(solution.is === 'solved' ? solution.value : undefined, 1n)
})

test('a demand above every limit is infeasible', () => {
  const rows = [
    { coefficients: [1], atMost: 3 },
    { coefficients: [-1], atMost: -4 },
  ]
  assert.equal(maximise([1], rows).is, 'infeasible')
})

test('the best whole point is the one that trying all of them finds', () => {
  const coefficient = fc.integer({ min: -1, max: 1 })
  const problem = fc.integer({ min: 1, max: 4 }).chain((size) =>
    fc.record({
      objective: fc.array(fc.integer({ min: -2, max: 3 }), { minLength: size, maxLength: size }),
      rows: fc.array(
        fc.record({
          coefficients: fc.array(coefficient, { minLength: size, maxLength: size }),
          atMost: fc.integer({ min: -4, max: 6 }),
        }),
        { maxLength: 5 },
      ),
      bounds: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: size, maxLength: size }),
    }),
  )
  fc.assert(
    fc.property(problem, ({ objective, rows, bounds }) => {
      const bounded = bounds.map((atMost, at) => ({
        coefficients: bounds.map((_, place) => (place === at ? 1 : 0)),
        atMost,
      }))
      const found = maximise(objective, [...rows, ...bounded])
      const expected = tryAll(objective, rows, bounds)
      assert.equal(found.is === 'solved' ? Number(found.value) : undefined, expected)
      if (found.is === 'solved') assert.ok(satisfies(found.point, [...rows, ...bounded]))
    }),
    { numRuns: 3000 },
  )
})

function tryAll(
  objective: readonly number[],
  rows: readonly Row[],
  bounds: readonly number[],
): number | undefined {
  let best: number | undefined
  const visit = (point: readonly number[]): void => {
    const bound = bounds[point.length]
    if (bound === undefined) {
      const value = dot(objective, point)
      if (satisfies(point, rows) && (best === undefined || value > best)) best = value
      return
    }
    for (let value = 0; value <= bound; value++) visit([...point, value])
  }
  visit([])
  return best
}

function satisfies(point: readonly number[], rows: readonly Row[]): boolean {
  return rows.every((row) => dot(row.coefficients, point) <= row.atMost)
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((total, value, at) => total + value * (b[at] ?? 0), 0)
}
