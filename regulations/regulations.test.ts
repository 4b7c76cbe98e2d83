import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runExamples } from './check/run-examples.ts'
import { loadRegisters } from './load.ts'

const registers = await loadRegisters()

for (const register of registers.values()) {
  for (const compiled of register.versions) {
    const { version } = compiled.regulation
    for (const example of runExamples(compiled)) {
      test(`${register.id} ${version}, ${example.norm}: ${example.title}`, () => {
        assert.deepEqual(example.differences, [])
      })
    }
    test(`${register.id} ${version}: every norm that counts shows both sides of its boundary`, () => {
      for (const norm of compiled.regulation.norms) {
        if (norm.requires.kind !== 'minimum') continue
        const outcomes = norm.examples.map((example) => example.expect.outcome)
        for (const outcome of ['met', 'not-met', 'undetermined']) {
          assert.ok(outcomes.includes(outcome), `${norm.id} has no example that is ${outcome}`)
        }
      }
    })
  }
}
