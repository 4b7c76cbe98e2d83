import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { assessedOn, dossiers, regulations, words } from '#testing/generate-regulation.ts'
import { evaluateSlowly } from '#testing/reference-evaluator.ts'
import { assess, compileRegulation } from './index.ts'

const scale = { most: 3, activities: 6 }

test('the engine agrees with trying every way to count', () => {
  fc.assert(
    fc.property(regulations(scale), dossiers(scale), (regulation, dossier) => {
      const expected = evaluateSlowly(regulation, dossier)
      const found = assess(compileRegulation(regulation, words), dossier, assessedOn)
      assert.equal(found.outcome, expected.outcome)
      found.norms.forEach((norm, at) => {
        const other = expected.norms[at]
        assert.ok(other)
        assert.equal(norm.outcome, other.outcome, norm.id)
        if (!Number.isNaN(other.counted)) {
          assert.deepEqual(
            [norm.counted, norm.provisional, norm.shortfall],
            [other.counted, other.provisional, other.shortfall],
            norm.id,
          )
        }
        if (!Number.isNaN(other.shortfall)) assert.equal(norm.shortfall, other.shortfall, norm.id)
      })
      for (const activity of found.activities) {
        const other = expected.counted.get(activity.id) ?? { amount: 0, things: 0 }
        assert.deepEqual(
          [activity.counted, activity.things.counted],
          [other.amount, other.things],
          activity.id,
        )
      }
    }),
    { numRuns: Number(process.env.CASES ?? 4000) },
  )
})
