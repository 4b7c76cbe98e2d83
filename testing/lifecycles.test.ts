import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { printLifecycles } from '../scripts/print-lifecycles.ts'

test('docs/lifecycles says what the tables say', () => {
  for (const [name, text] of printLifecycles()) {
    const kept = readFileSync(new URL(`../docs/lifecycles/${name}`, import.meta.url), 'utf8')
    assert.equal(kept, text, `${name}: run node --import tsx scripts/print-lifecycles.ts`)
  }
})
