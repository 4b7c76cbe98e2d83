import { spawn } from 'node:child_process'
import path from 'node:path'
import { reaches, root, sourceFiles } from '#testing/imports.ts'
import { records } from '#testing/records.ts'
import { recordsLeft, startTestServer } from '#testing/server.ts'
import { thoroughVariable } from '#testing/thorough.ts'
import { batchesOf, runBatches } from './batches.ts'
import type { Outcome } from './run-together.ts'

// Everything that is checked before a change goes in. With --fast only what needs no database and
// no browser: types, format and lint, architecture and unit tests. With folders or files only the
// types and the tests in those. With --long also what takes too long for each change, and all values where else each
// page is tried with some of them.

const fast = process.argv.includes('--fast')
const long = process.argv.includes('--long')
const asked = process.argv.slice(2).filter((argument) => !argument.startsWith('-'))
const total = { passed: 0, failed: 0, skipped: 0 }
const failures: string[] = []
/** What takes a minute or more and tries words, headers and parts, or journeys like those of another file: for `npm run test:long`. */
const longOnly = new Set([
  'cli/backup-server.test.ts',
  'cli/backup.test.ts',
  'domain/demo/clock/move-clock-far.test.ts',
  'domain/learning/attendance-list/killed.test.ts',
  'e2e/bundle.test.ts',
  'e2e/content-security-policy.test.ts',
  'e2e/ending.test.ts',
  'e2e/every-register.test.ts',
  'e2e/failover.test.ts',
  'e2e/farid.test.ts',
  'e2e/in-training.test.ts',
  'e2e/journeys.test.ts',
  'e2e/kills.test.ts',
  'e2e/kit.test.ts',
  'e2e/more-journeys.test.ts',
  'e2e/sample-journey.test.ts',
  'e2e/several-processes.test.ts',
  'e2e/suspension.test.ts',
  'testing/form-of-address.test.ts',
  'testing/four-hundred.test.ts',
  'testing/hostile-crawl.test.ts',
  'testing/planted-mistakes.test.ts',
])

process.chdir(root)
forgetOwnSettings()
if (long) process.env[thoroughVariable] = '1'
// Both keep a core busy only part of the time.
await Promise.all([checkSources(), runTests(testFiles())])
report()

// What somebody has set for a Peil of their own must not change the outcome of a test. What says to
// leave tests out stays: they are counted as skipped.
function forgetOwnSettings(): void {
  for (const name of Object.keys(process.env)) {
    if (/^(PEIL_(?!NO_)|PG|S3_|AWS_|DATABASE_URL$|SMTP_URL$|PORT$|HOST$)/.test(name)) {
      delete process.env[name]
    }
  }
}

async function checkSources(): Promise<void> {
  await check('types', 'tsc', '--noEmit')
  if (asked.length > 0 || long) return
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
  if (asked.length > 0 || long) {
    return all.filter(
      (file) => (long && longOnly.has(file)) || asked.some((one) => isIn(file, one)),
    )
  }
  const usual = all.filter((file) => !longOnly.has(file))
  return fast ? usual.filter(isUnit) : usual
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
  await runBatches(batchesOf(files), 1_200_000, note)
  if (server !== undefined && !fast && !long && asked.length === 0)
    await compareRecords(server.host)
  await server?.stop()
}

// Together the tests leave every kind of record that there is, and no other.
async function compareRecords(host: string): Promise<void> {
  // The tests of row-level security and of exports fill every table with made-up words, which record nothing.
  const left = new Set(
    (await recordsLeft(host)).filter(
      (one) =>
        !/^(?:text \d+ text \d+|(\w+) audit_record\.noun \1 audit_record\.action)$/.test(one),
    ),
  )
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
function note(outcome: Outcome): void {
  const file = shown(outcome.file)
  switch (outcome.kind) {
    case 'passed':
      total.passed += 1
      return
    case 'skipped':
      total.skipped += 1
      console.log(`- ${file}: ${outcome.name} (skipped)`)
      return
    case 'failed':
      total.failed += 1
      failures.push(`${file}: ${outcome.name}`)
      console.log(`\n✗ ${file}: ${outcome.name}\n${indent(outcome.why)}\n`)
      return
    case 'ended':
      line(outcome.success, `${file} (${outcome.passed})`, outcome.milliseconds)
  }
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
