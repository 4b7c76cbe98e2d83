import assert from 'node:assert/strict'
import { test } from 'node:test'
import { calculatePlan, planYears } from '#domain/dossier/plan/plan.ts'
import { centsOf, compileRegulation, hundredthsOf } from '#engine'
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

test('a minimum of one category is held against for that category, and not left out', () => {
  const [norm] = compiled.regulation.norms.filter(({ id }) => id === 'total')
  assert.ok(norm)
  const { requires: total } = norm
  assert.ok(total.kind === 'minimum')
  const category = (id: string, label: string) => ({ id, label, text: label, admission: [] })
  const regulation = {
    ...compiled.regulation,
    categories: [category('junior', 'Junior'), category('senior', 'Senior')],
    norms: [
      { ...norm, appliesTo: ['renewal'] as const, instead: {} },
      {
        ...norm,
        id: 'more',
        label: 'Meer',
        appliesTo: ['renewal'] as const,
        categories: ['senior'],
        requires: { ...total, atLeast: hundredthsOf(12_000) },
        instead: {},
      },
    ],
  }
  const both = compileRegulation(regulation, compiled.words)
  const plan = (hours: number) =>
    calculatePlan(both, [row(1, hours, true, 0)], undefined, Temporal.PlainDate.from('2026-09-01'))
  const found = plan(96)
  assert.deepEqual(
    found.perCategory.map(({ label, assessment }) => [
      label,
      assessment.outcome,
      assessment.norms.map(({ id }) => id),
    ]),
    [['Senior', 'not-met', ['more']]],
  )
  assert.deepEqual(
    found.assessment.norms.map(({ id }) => id),
    ['total'],
  )
  assert.equal(plan(120).perCategory[0]?.assessment.outcome, 'met')
})
