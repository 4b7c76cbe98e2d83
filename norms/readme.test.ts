import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { findIdle } from './check/find-idle.ts'
import { runExamples } from './check/run-examples.ts'
import { readNorm } from './load.ts'

// The manual is what somebody has who writes a norm: everything in it must work as it stands.
const manuals = await Promise.all(
  ['README.md', 'README.nl.md'].map(async (name) => {
    const manual = await readFile(new URL(name, import.meta.url), 'utf8')
    return {
      name,
      blocks: [...manual.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, block]) => block),
    }
  }),
)

test('the norm in the manual is whole, and its examples hold', () => {
  const [{ name, blocks } = { name: '', blocks: [] }] = manuals
  assert.equal(blocks.length, 1)
  const norm = readNorm(blocks[0] ?? '', name)
  assert.deepEqual(findIdle(norm), [])
  const results = runExamples(norm)
  assert.ok(results.length > 0)
  for (const { title, differences } of results) assert.deepEqual(differences, [], title)
})

test('both manuals have the same norm', () => {
  const [english, dutch] = manuals
  assert.deepEqual(dutch?.blocks, english?.blocks)
})
