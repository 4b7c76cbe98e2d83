import assert from 'node:assert/strict'
import * as fs from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import type { Imported } from './imports.ts'
import { codeOf, importsOf, root, sourceFiles } from './imports.ts'

// Which folder may import which. Imports point inward, to the engine, which imports nothing. A
// folder that is not in the table fails the test: a new one is a decision.
const mayImport: Record<string, readonly string[]> = {
  engine: [],
  regulations: ['engine'],
  db: [],
  documents: ['regulations', 'engine'],
  mail: ['documents', 'regulations', 'engine'],
  domain: ['engine', 'regulations', 'db', 'mail', 'documents'],
  web: ['domain', 'engine', 'regulations', 'mail', 'documents'],
  api: ['domain', 'engine', 'regulations'],
  jobs: ['domain', 'db', 'engine', 'regulations', 'mail', 'documents'],
  cli: ['domain', 'db', 'engine', 'regulations', 'mail', 'documents'],
  server: ['web', 'api', 'jobs', 'domain', 'mail', 'documents', 'db', 'engine', 'regulations'],
}

// What starts or measures everything may import everything, and nothing imports it.
const outermost = ['main.ts', 'worker.ts', 'scripts', 'testing', 'e2e', 'bench']

const files = sourceFiles().filter(
  (file) => !file.endsWith('.test.ts') && !file.endsWith('.test.tsx'),
)

const folderOf = (file: string) => file.split('/')[0] ?? file

test('imports point inward', () => {
  const wrong = everyImport().filter(({ from, to }) => {
    const [here, there] = [folderOf(from), folderOf(to)]
    if (here === there || outermost.includes(here)) return false
    return !(mayImport[here] ?? []).includes(there)
  })
  assert.deepEqual(wrong.map(asLine), [])
})

test('every folder has its place in the picture', () => {
  const folders = new Set(files.map(folderOf))
  const unknown = [...folders].filter((one) => !(one in mayImport) && !outermost.includes(one))
  assert.deepEqual(unknown, [])
})

test('every import of our own leads to a file', () => {
  const missing = everyImport().filter(({ to }) => !fs.existsSync(path.join(root, to)))
  assert.deepEqual(missing.map(asLine), [])
})

test('the engine has one door', () => {
  const around = everyImport().filter(
    ({ from, to }) =>
      folderOf(to) === 'engine' && folderOf(from) !== 'engine' && to !== 'engine/index.ts',
  )
  assert.deepEqual(around.filter(({ from }) => folderOf(from) !== 'bench').map(asLine), [])
})

test('the engine uses no package, clock, randomness, input or output', () => {
  const forbidden =
    /\b(?:Temporal\.Now|Date\.now|new Date|Math\.random|crypto|performance|process|globalThis|console|fetch|require|setTimeout|setInterval|queueMicrotask)\b|\bDate\(|\bimport\(/
  for (const file of files.filter((one) => folderOf(one) === 'engine')) {
    const outside = importsOf(file).filter((one) => !one.file?.startsWith('engine/'))
    assert.deepEqual(outside, [], file)
    assert.doesNotMatch(codeOf(file), forbidden, file)
  }
})

test('the kit knows no domain and the islands stand alone', () => {
  for (const [folder, packages] of [
    ['web/kit/', /^(hono\b|node:)/],
    ['web/islands/', /^$/],
  ] as const) {
    const inside = files.filter((one) => one.startsWith(folder))
    assert.ok(inside.length > 0, folder)
    for (const file of inside) {
      assert.deepEqual(importsOf(file).filter(isOutside(folder, packages)), [], file)
    }
  }
})

test('pages and letters do not speak to the driver of the database', () => {
  const usesPool = files.filter((file) => importsOf(file).some((one) => one.specifier === 'pg'))
  const allowed = ['db', 'domain', 'jobs', 'cli', 'server', ...outermost]
  assert.deepEqual(
    usesPool.filter((file) => !allowed.includes(folderOf(file))),
    [],
  )
})

test('no code is made at run time', () => {
  const made = files.filter((file) => /\bnew Function\(|\beval\(/.test(codeOf(file)))
  assert.deepEqual(
    made.filter((file) => file.startsWith('testing/') === false),
    [],
  )
})

test('the words that say nothing are not used as names of files', () => {
  const empty = /(^|[/-])(utils?|helpers?|common|managers?|services?)([-./]|$)/
  assert.deepEqual(
    files.filter((file) => empty.test(file)),
    [],
  )
})

interface Edge {
  readonly from: string
  readonly to: string
}

function everyImport(): readonly Edge[] {
  return files.flatMap((from) =>
    importsOf(from).flatMap(({ file }) => (file === undefined ? [] : [{ from, to: file }])),
  )
}

function isOutside(folder: string, packages: RegExp): (one: Imported) => boolean {
  return ({ file, specifier }) =>
    file === undefined ? !packages.test(specifier) : !file.startsWith(folder)
}

function asLine({ from, to }: Edge): string {
  return `${from} imports ${to}`
}
