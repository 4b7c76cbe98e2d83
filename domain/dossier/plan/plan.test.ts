import assert from 'node:assert/strict'
import { test } from 'node:test'
import { calculatePlan, planYears } from '#domain/dossier/plan/plan.ts'
import { centsOf, hundredthsOf } from '#engine'
import { loadRegisters, pinnedVersion } from '#regulations/load.ts'

const krsd = (await loadRegisters()).get('krsd')
assert.ok(krsd)
const compiled = pinnedVersion(krsd, '2021-01-01')
assert.ok(compiled)

const row = (year: number, hours: number, accredited: boolean, cents: number) => ({
  year,
  label: `Jaar ${year}`,
  kind: 'training',
  hours: hundredthsOf(hours * 100),
  points: hundredthsOf(hours * 100),
  accredited,
  cost: centsOf(cents),
})

test('a plan is added up per year and in all, and held against the norms', () => {
  assert.equal(planYears(compiled), 3)
  const rows = [row(1, 24, true, 50_000), row(2, 40, false, 0), row(3, 32, false, 10_000)]
  const plan = (of: typeof rows) =>
    calculatePlan(compiled, of, undefined, Temporal.PlainDate.from('2026-09-01'))
  const enough = plan(rows)
  assert.deepEqual(
    enough.years.map(({ points, cost }) => [points, cost]),
    [
      [2400, 50_000],
      [4000, 0],
      [3200, 10_000],
    ],
  )
  assert.deepEqual(
    [enough.whole.points, enough.whole.accredited, enough.whole.cost],
    [9600, 2400, 60_000],
  )
  assert.equal(enough.assessment.outcome, 'met')
  const short = plan([row(1, 24, true, 0), row(2, 40, false, 0), row(3, 31.99, false, 0)])
  assert.equal(short.assessment.outcome, 'not-met')
})
