import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Scale } from '#testing/generate-regulation.ts'
import {
  assessedOn,
  crowdedDossiers,
  crowdedRegulations,
  dossiers,
  regulations,
  variedDossiers,
  variedRegulations,
  words,
  workedDossiers,
  workedRegulations,
} from '#testing/generate-regulation.ts'
import * as fc from '#testing/random-cases.ts'
import { evaluateSlowly } from '#testing/reference-evaluator.ts'
import type { Dossier, Regulation } from './index.ts'
import { assess, compileRegulation } from './index.ts'

const scale: Scale = { most: 3, activities: 6 }
const runs = Number(process.env.CASES ?? 1500)

function agrees(regulation: Regulation, dossier: Dossier): void {
  const expected = evaluateSlowly(regulation, dossier)
  const found = assess(compileRegulation(regulation, words), dossier, assessedOn)
  assert.equal(found.outcome, expected.outcome)
  assert.equal(found.temporary !== undefined, expected.forAWhile === true)
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
    const other = expected.counted.get(activity.id) ?? { amount: 0, second: 0, things: 0 }
    assert.deepEqual(
      [activity.counted, activity.second?.counted ?? 0, activity.things.counted],
      [other.amount, other.second, other.things],
      activity.id,
    )
  }
}

test('the engine agrees with trying every way to count', () => {
  fc.assert(fc.property(regulations(scale), dossiers(scale), agrees), { numRuns: runs })
})

test('the engine agrees where norms want the same room under caps that overlap', () => {
  fc.assert(fc.property(crowdedRegulations(scale), crowdedDossiers(scale), agrees), {
    numRuns: Math.ceil(runs / 2),
  })
})

test('the engine agrees on every shape of period, on variants, on a surplus and on joining later', () => {
  const small: Scale = { most: 3, activities: 4 }
  fc.assert(fc.property(variedRegulations(small), variedDossiers(small), agrees), { numRuns: runs })
})

test('the engine agrees on work, leave, every rounding, blocks from any day and no activities', () => {
  const small: Scale = { most: 3, activities: 4 }
  fc.assert(fc.property(workedRegulations(small), workedDossiers(small), agrees), {
    numRuns: Math.ceil(runs / 2),
  })
})
