import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { parse, stringify } from 'yaml'
import { nameOfAddition, readAddition, withAdditions } from './addition.ts'
import { runExamples } from './check/run-examples.ts'
import { dossierFile } from './dossier.ts'
import { compileSource } from './load.ts'
import { sourceOf } from './mistakes.ts'

// The manual is what somebody has who writes a regulation: everything in it must work as it stands.
for (const name of ['README.md', 'README.nl.md']) {
  const manual = await readFile(new URL(name, import.meta.url), 'utf8')
  const [base = '', ...blocks] = blocksOf(manual, 'yaml')
  const smallest = parse(base) as Record<string, unknown>

  test(`${name}: the smallest complete file is complete`, () => {
    check(smallest)
  })

  for (const block of blocks) {
    const part = parse(block) as Record<string, unknown>
    test(`${name}: ${titleOf(manual, block)} works (${Object.keys(part).join(', ')})`, () => {
      check({ ...smallest, ...part })
    })
  }

  for (const block of blocksOf(manual, 'yml')) {
    test(`${name}: ${titleOf(manual, block)} works (${nameOfAddition(addition(block))})`, () => {
      const version = compileSource(sourceOf(base, 'manual.yaml'))
      const source = sourceOf(block, 'addition.yaml')
      const made = withAdditions([version], [{ addition: addition(block), source }])
      assert.equal(made.length, 2)
    })
  }

  test(`${name}: the dossier is one`, () => {
    const [json = ''] = blocksOf(manual, 'json')
    assert.equal(dossierFile.safeParse(JSON.parse(json)).success, true)
  })
}

test('both manuals have the same blocks, but for their words', async () => {
  const counts = await Promise.all(
    ['README.md', 'README.nl.md'].map(async (name) => {
      const manual = await readFile(new URL(name, import.meta.url), 'utf8')
      return blocksOf(manual, 'yaml').map((block) => Object.keys(parse(block) as object))
    }),
  )
  assert.deepEqual(counts[0], counts[1])
})

function addition(block: string) {
  return readAddition(sourceOf(block, 'addition.yaml'), 'example')
}

function check(file: Record<string, unknown>): void {
  const compiled = compileSource(
    sourceOf(stringify(file, { aliasDuplicateObjects: false }), 'manual'),
  )
  for (const example of runExamples(compiled)) {
    assert.deepEqual(example.differences, [], example.title)
  }
}

function blocksOf(text: string, language: string): string[] {
  return [...text.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map(
    (match) => match[1] ?? '',
  )
}

function titleOf(text: string, block: string): string {
  return (
    text
      .slice(0, text.indexOf(block))
      .match(/^#+ (.*)$/gm)
      ?.at(-1)
      ?.replace(/^#+ /, '') ?? ''
  )
}
