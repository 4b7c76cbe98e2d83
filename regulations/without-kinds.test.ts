import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assess, emptyDossier, explain, explainForecast, forecast } from '#engine'
import { withoutKinds } from '#testing/without-kinds.ts'
import { findIdle } from './check/find-idle.ts'
import { explainRegulation } from './explain/explain-regulation.ts'
import { loadRegisters } from './load.ts'

const words = (await loadRegisters()).get('krsd')?.versions[0]?.words
assert.ok(words)
const compiled = await withoutKinds(words)

test('a regulation without kinds has nothing idle and is told without a word of activities', () => {
  assert.deepEqual(findIdle(compiled.regulation), [])
  const told = explainRegulation(compiled)
  assert.ok(told.every(({ title }) => !/Soorten|Overschot|Plafonds/.test(title)))
  assert.doesNotMatch(told.flatMap(({ lines }) => lines).join('\n'), /activiteit|bewijsstuk/i)
})

test('a regulation without kinds has no days that count, and a forecast without a plan', () => {
  const on = Temporal.PlainDate.from('2026-06-01')
  assert.equal(explain(compiled, assess(compiled, emptyDossier, on)).window.text, '')
  const plan = forecast(compiled, emptyDossier, { on, before: on.add({ years: 1 }) })
  assert.match(explainForecast(compiled, plan).text, /^Aan de normen is nog niet voldaan/)
  assert.deepEqual([plan.needed, plan.paces], [[], []])
})
