import { spawn } from 'node:child_process'
import path from 'node:path'
import type { EventData, TestsStream } from 'node:test'
import { run } from 'node:test'
import { pathToFileURL } from 'node:url'
import { inspect } from 'node:util'
import { reaches, root, sourceFiles } from '#testing/imports.ts'
import { records } from '#testing/records.ts'
import { recordsLeft, startTestServer } from '#testing/server.ts'

// Everything that is checked before a change goes in. With --fast only what needs no database and
// no browser: types, format and lint, architecture and unit tests. With folders or files only the
// types and the tests in those.

const fast = process.argv.includes('--fast')
const asked = process.argv.slice(2).filter((argument) => !argument.startsWith('-'))
const total = { passed: 0, failed: 0, skipped: 0 }
const failures: string[] = []
/** What takes a minute or more and tries words, headers and parts, or journeys like those of another file: for `npm run test:long`. */
const longOnly = new Set([
  'e2e/content-security-policy.test.ts',
  'e2e/in-training.test.ts',
  'e2e/kit.test.ts',
  'e2e/more-journeys.test.ts',
  'testing/form-of-address.test.ts',
  'testing/four-hundred.test.ts',
  'testing/planted-mistakes.test.ts',
])

process.chdir(root)
forgetOwnSettings()
await checkSources()
await runTests(testFiles())
report()

// What somebody has set for a Peil of their own must not change the outcome of a test. What says to
// leave tests out stays: they are counted as skipped.
function forgetOwnSettings(): void {
  for (const name of Object.keys(process.env)) {
    if (/^(PEIL_(?!NO_)|PG|DATABASE_URL$|SMTP_URL$|PORT$|HOST$)/.test(name)) {
      delete process.env[name]
    }
  }
}

async function checkSources(): Promise<void> {
  await check('types', 'tsc', '--noEmit')
  if (asked.length > 0) return
  await check('types of the engine', 'tsc', '--noEmit', '-p', 'engine')
  await check('format and lint', 'biome', 'check', '--no-errors-on-unmatched', '--colors=off', '.')
  if (fast) return
  const quiet = ['--no-progress', '--no-config-hints']
  await check('nothing unused', 'knip', ...quiet)
  await check('nothing that only tests use', 'knip', '--production', ...quiet)
}

async function check(name: string, program: string, ...args: string[]): Promise<void> {
  const begin = performance.now()
  const child = spawn(`node_modules/.bin/${program}`, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk
    })
  }
  const code = await new Promise((done) => child.on('close', done).on('error', () => done(1)))
  const passed = code === 0
  total[passed ? 'passed' : 'failed'] += 1
  line(passed, name, performance.now() - begin)
  if (passed) return
  console.log(output.trimEnd())
  failures.push(name)
}

function testFiles(): readonly string[] {
  const all = sourceFiles().filter((file) => /\.test\.tsx?$/.test(file))
  const isUnit = (file: string) =>
    !/^(e2e|bench|db)\//.test(file) && !reaches(file, 'testing/database.ts')
  // The browser tests take longest, so they start first.
  const order = (file: string) => (file.startsWith('e2e/') ? 0 : 1)
  if (asked.length > 0) return all.filter((file) => asked.some((one) => isIn(file, one)))
  const usual = all.filter((file) => !longOnly.has(file))
  return fast ? usual.filter(isUnit) : usual.toSorted((a, b) => order(a) - order(b))
}

function isIn(file: string, asked: string): boolean {
  const wanted = path.relative(root, path.resolve(asked))
  return file === wanted || file.startsWith(`${wanted}/`)
}

async function runTests(files: readonly string[]): Promise<void> {
  if (files.length === 0) {
    if (asked.length === 0) return
    total.failed += 1
    failures.push(`there are no tests in ${asked.join(', ')}`)
    return
  }
  const needsDatabase = files.some((file) => reaches(file, 'testing/database.ts'))
  const server = needsDatabase ? await startTestServer() : undefined
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => (server?.stop() ?? Promise.resolve()).then(() => process.exit(130)))
  }
  Object.assign(process.env, server?.env)
  const options = { files: [...files], concurrency: 2, timeout: 480_000 }
  const loader = path.join(root, 'scripts', 'load-sources.js')
  await follow(run({ ...options, execArgv: ['--import', pathToFileURL(loader).href] }))
  if (server !== undefined && !fast && asked.length === 0) await compareRecords(server.host)
  await server?.stop()
}

// Together the tests leave every kind of record that there is, and no other.
async function compareRecords(host: string): Promise<void> {
  // The test of row-level security fills every table with made-up words, which record nothing.
  const left = new Set((await recordsLeft(host)).filter((one) => !/^text \d+ text \d+$/.test(one)))
  const known = new Set(
    Object.entries(records).flatMap(([noun, actions]) => actions.map((one) => `${noun} ${one}`)),
  )
  const missed = [
    ...[...known.difference(left)].map((one) => `no test left a record of ${one}`),
    ...[...left.difference(known)].map((one) => `${one} is not in testing/records.ts`),
  ]
  total[missed.length === 0 ? 'passed' : 'failed'] += 1
  console.log(`${missed.length === 0 ? '✓' : '✗'} every kind of record`)
  for (const one of missed) console.log(`  ${one}`)
  failures.push(...missed)
}

// One line for every file, and every failure in full when it happens.
async function follow(events: TestsStream): Promise<void> {
  const failed = new Map<string, number>()
  for await (const event of events) {
    if (event.type === 'test:pass' || event.type === 'test:fail') {
      const { name, details, file = '' } = event.data
      // A suite counts for nothing itself, unless its preparation failed: then that is the reason.
      if (event.type === 'test:fail' ? isOfParts(event.data) : details.type === 'suite') continue
      if (event.data.skip !== undefined || event.data.todo !== undefined) {
        total.skipped += 1
        console.log(`- ${shown(file)}: ${name} (skipped)`)
      } else if (event.type === 'test:pass') {
        total.passed += 1
      } else {
        total.failed += 1
        failed.set(file, (failed.get(file) ?? 0) + 1)
        failures.push(`${shown(file)}: ${name}`)
        console.log(`\n✗ ${shown(file)}: ${name}\n${indent(explain(event.data.details.error))}\n`)
      }
    } else if (event.type === 'test:summary' && event.data.file) {
      const { file, counts, duration_ms } = event.data
      line(event.data.success, `${shown(file)} (${counts.passed})`, duration_ms)
    } else if (event.type === 'test:stderr') {
      process.stdout.write(event.data.message)
    }
  }
}

// A test that fails only because a test inside it does is not counted twice.
function isOfParts({ details }: EventData.TestFail): boolean {
  return 'failureType' in details.error && details.error.failureType === 'subtestsFailed'
}

function explain(error: Error): string {
  const cause = error.cause instanceof Error ? error.cause : error
  const stack = cause.stack ?? inspect(cause)
  return stack
    .split('\n')
    .filter((text) => !/node:internal|node:async_hooks|node_modules|\(<anonymous>\)/.test(text))
    .join('\n')
    .replaceAll(`file://${root}/`, '')
    .replaceAll(`${root}/`, '')
}

function report(): void {
  if (failures.length > 0) console.log(`\nFailed:\n${indent(failures.join('\n'))}`)
  if (total.skipped > 0) console.log(`\n${total.skipped} skipped`)
  console.log(`\n${total.passed} passed, ${total.failed} failed`)
  process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1
}

function line(passed: boolean, text: string, milliseconds: number): void {
  console.log(`${passed ? '✓' : '✗'} ${text} ${(milliseconds / 1000).toFixed(1)} s`)
}

function shown(file: string): string {
  return file.replace(`${root}/`, '')
}

function indent(text: string): string {
  return text.replace(/^/gm, '  ')
}
