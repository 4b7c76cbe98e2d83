import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { sourceFiles } from '#testing/imports.ts'
import { batchesOf, long, runBatches } from './batches.ts'

// What goes wrong in one file of a batch is said of that file, and what is right beside it stays right.

const folder = mkdtempSync(path.join(tmpdir(), 'peil-batches-test-'))
after(() => rmSync(folder, { recursive: true }))

const begin = `import { test } from 'node:test'\n`
const good = `${begin}test('good', () => {})`

test('tests that are right are counted by file', async () => {
  assert.deepEqual(await told({ a: good, b: `${good}\ntest('also good', () => {})` }), {
    failed: [],
    ended: ['a: 1', 'b: 2'],
  })
})

test('a test that fails is named, and the files around it are not red by it', async () => {
  const bad = `${good}\ntest('bad', () => { throw new Error('no') })`
  assert.deepEqual(await told({ a: good, b: bad, c: good }), {
    failed: ['b: bad'],
    ended: ['a: 1', 'b: red', 'c: 1'],
  })
})

test('a test in a suite that fails is counted once', async () => {
  const bad = `import { describe, test } from 'node:test'
    describe('these', () => { test('bad', () => { throw new Error('no') }); test('good', () => {}) })`
  assert.deepEqual(await told({ a: bad, b: good }), {
    failed: ['a: bad'],
    ended: ['a: red', 'b: 1'],
  })
})

test('a test that is left out is said', async () => {
  const skipped = `${begin}test('left out', { skip: true }, () => {})`
  assert.deepEqual(await told({ a: skipped }), {
    failed: [],
    ended: ['a: 0'],
    skipped: ['a: left out'],
  })
})

for (const [what, before] of [
  ['with its tests already named', good],
  ['before it names a test', begin],
] as const) {
  test(`a file that fails as it is loaded, ${what}, is red`, async () => {
    const { failed, ended } = await told({
      a: good,
      b: `${before}\nthrow new Error('no')`,
      c: good,
    })
    assert.ok(failed.length > 0 && failed.every((one) => one.startsWith('b: ')), failed.join())
    assert.deepEqual(ended, ['a: 1', 'b: red', 'c: 1'])
  })
}

test('a file that cannot be read as a module is red', async () => {
  const { failed, ended } = await told({ a: good, b: 'this is no code', c: good })
  assert.ok(failed.length > 0 && failed.every((one) => one.startsWith('b: ')), failed.join())
  assert.deepEqual(ended, ['a: 1', 'b: red', 'c: 1'])
})

test('a preparation or a clearing up that fails is red', async () => {
  for (const step of ['before', 'after', 'beforeEach', 'afterEach']) {
    const bad = `import { ${step} } from 'node:test'\n${good}\n${step}(() => { throw new Error('no') })`
    const { failed, ended } = await told({ a: good, b: bad, c: good })
    assert.ok(
      failed.length > 0 && failed.every((one) => one.startsWith('b: ')),
      `${step}: ${failed}`,
    )
    assert.deepEqual(ended, ['a: 1', 'b: red', 'c: 1'], step)
  }
})

test('what fails where nobody waits for it is red, wherever the process then is', async () => {
  for (const [what, late] of [
    ['at once', `test('late', () => { Promise.reject(new Error('no')) })`],
    ['a turn later', `test('late', () => { setImmediate(() => { throw new Error('no') }) })`],
    [
      'much later',
      `test('late', () => { setTimeout(() => Promise.reject(new Error('no')), 300) })`,
    ],
    [
      'while its test still runs',
      `test('during', async () => {
        setTimeout(() => { throw new Error('no') })
        await new Promise((done) => setTimeout(done, 100))
      })`,
    ],
    ['on its own', `setTimeout(() => { throw new Error('no') }, 300)`],
  ]) {
    for (const files of [
      { a: good, b: `${good}\n${late}` },
      { a: `${good}\n${late}`, b: good },
    ]) {
      const { failed } = await told(files)
      assert.ok(failed.length > 0, `${what}: ${Object.values(files)[0]}`)
    }
  }
})

test('a process that ends in the middle of a file makes that file red, and the rest runs', async () => {
  for (const code of [0, 1]) {
    const ends = `${begin}test('ends', () => process.exit(${code}))`
    assert.deepEqual(await told({ a: good, b: ends, c: good }), {
      failed: ['b: as a whole'],
      ended: ['a: 1', 'b: red', 'c: 1'],
    })
  }
})

test('a file that hangs is red', async () => {
  const waits = `${begin}test('waits', async () => { await new Promise((done) => setInterval(() => {}, 1000)) })`
  const blocks = `${begin}test('blocks', () => { for (;;) {} })`
  const never = `${begin}test('waits', async () => { await new Promise(() => {}) })`
  for (const hangs of [waits, blocks, never]) {
    assert.deepEqual((await told({ a: hangs }, 2_000)).ended, ['a: red'])
  }
})

test('a file without a test is red', async () => {
  assert.deepEqual(await told({ a: begin, b: good }), {
    failed: ['a: as a whole'],
    ended: ['a: red', 'b: 1'],
  })
})

test('what a file puts in the environment is gone for the next', async () => {
  const sets = `${good}\nprocess.env.LEFT_BEHIND = 'yes'; process.exitCode = 1`
  const looks = `${begin}test('clean', () => { if (process.env.LEFT_BEHIND) throw new Error('no') })`
  assert.deepEqual(await told({ a: sets, b: looks }), { failed: [], ended: ['a: 1', 'b: 1'] })
})

test('every test file is in one batch, what needs a process of its own alone and first', () => {
  const files = sourceFiles().filter((file) => /\.test\.tsx?$/.test(file))
  const batches = batchesOf(files)
  assert.deepEqual(batches.flat().toSorted(), files.toSorted())
  assert.deepEqual(
    long.filter((file) => !files.includes(file)),
    [],
  )
  const shared = batches.findIndex((batch) => batch.length > 1)
  const own = (file: string) => /^(e2e|db|cli)\//.test(file) || long.includes(file)
  assert.ok(batches.slice(0, shared).flat().every(own))
  assert.ok(!batches.slice(shared).flat().some(own))
})

// Runs files of these contents in one batch.
async function told(contents: Readonly<Record<string, string>>, patience = 60_000) {
  const files = Object.entries(contents).map(([name, content]) => {
    const file = path.join(folder, `${name}.mjs`)
    writeFileSync(file, content)
    return file
  })
  const failed: string[] = []
  const ended: string[] = []
  const skipped: string[] = []
  await runBatches([files], patience, (outcome) => {
    const name = path.basename(outcome.file, '.mjs')
    if (outcome.kind === 'failed') failed.push(`${name}: ${outcome.name}`)
    if (outcome.kind === 'skipped') skipped.push(`${name}: ${outcome.name}`)
    if (outcome.kind === 'ended') ended.push(`${name}: ${outcome.success ? outcome.passed : 'red'}`)
  })
  return { failed, ended, ...(skipped.length > 0 ? { skipped } : {}) }
}
