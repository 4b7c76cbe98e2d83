import { fork } from 'node:child_process'
import os from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { reaches, root } from '#testing/imports.ts'
import type { Outcome } from './run-together.ts'

/** How many files share a process: enough to load Peil seldom, few enough that both cores end together. */
const together = 8

/** What takes longest next to the browser tests, longest first. */
export const long: readonly string[] = [
  'testing/planted-mistakes.test.ts',
  'domain/demo/clock/move-clock.test.ts',
  'testing/wording.test.ts',
  'testing/form-of-address.test.ts',
  'testing/every-version-key.test.ts',
  'server/hostile-input.test.ts',
  'server/roles.test.ts',
  'engine/asking/asking-properties.test.ts',
  'testing/every-register-key.test.ts',
  'testing/without-activities.test.ts',
  'engine/reference.test.ts',
]

/**
 * Test files by the process that they run in. What needs a browser, a command or a server of its own,
 * or takes long, is alone in it and starts first. Most of what the others cost is loading the modules
 * of Peil, so those that need about the same ones share a process.
 */
export function batchesOf(files: readonly string[]): readonly (readonly string[])[] {
  const alone = files.filter((file) => isAlone.test(file) || long.includes(file))
  const rest = files.filter((file) => !alone.includes(file))
  const pages = rest.filter((file) => reaches(file, 'testing/platform.ts'))
  const others = rest.filter((file) => !pages.includes(file))
  const place = (file: string) => (file.startsWith('e2e/') ? -1 : long.indexOf(file) >>> 0)
  return [
    ...alone.toSorted((a, b) => place(a) - place(b)).map((file) => [file]),
    ...inGroups(pages),
    ...inGroups(others),
  ]
}

const isAlone = /^(e2e|bench|db|cli)\//

function inGroups(files: readonly string[]): readonly (readonly string[])[] {
  return Array.from({ length: Math.ceil(files.length / together) }, (_, at) =>
    files.slice(at * together, (at + 1) * together),
  )
}

// Each waits for its browser or its database a quarter of its time, so one more than there are cores keeps them busy.
// The one PostgreSQL of a run has no connections for more than five.
const atOnce = Math.min(os.availableParallelism(), 4) + 1

/** Runs batches of test files, a few at a time, each in a process of its own, and notes what comes of them. */
export async function runBatches(
  batches: readonly (readonly string[])[],
  /** After how many milliseconds without a word of its tests a file is said to hang. */
  patience: number,
  note: (outcome: Outcome) => void,
): Promise<void> {
  const waiting = [...batches]
  const takeBatches = async () => {
    for (let batch = waiting.shift(); batch !== undefined; batch = waiting.shift()) {
      for (let left = batch; left.length > 0; ) left = await runBatch(left, patience, note)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, takeBatches))
}

// Gives the files that did not get a turn, as the process ended or hung on the one before them, which
// failed by that.
async function runBatch(
  files: readonly string[],
  patience: number,
  note: (outcome: Outcome) => void,
): Promise<readonly string[]> {
  const child = fork(path.join(root, 'scripts', 'run-together.ts'), files, {
    execArgv: ['--import', pathToFileURL(path.join(root, 'scripts', 'load-sources.js')).href],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  child.stderr?.on('data', (text) => process.stdout.write(text))
  const end = () => child.kill('SIGKILL')
  process.on('exit', end)
  let why = 'Its process ended before its tests did.'
  let clock: NodeJS.Timeout | undefined
  const wait = () => {
    clearTimeout(clock)
    clock = setTimeout(() => {
      why = `None of its tests ended within ${patience / 1000} seconds.`
      end()
    }, patience)
  }
  wait()
  const left = [...files]
  child.on('message', (outcome: Outcome) => {
    wait()
    if (outcome.kind === 'ended') left.shift()
    note(outcome)
  })
  const code = await new Promise((done) => child.on('close', done))
  clearTimeout(clock)
  process.off('exit', end)
  if (left.length === 0 && code === 0) return []
  const [file = files.at(-1) ?? '', ...rest] = left
  const name = left.length === 0 ? 'after its last test' : 'as a whole'
  note({ kind: 'failed', file, name, why })
  note({ kind: 'ended', file, success: false, passed: 0, milliseconds: 0 })
  return rest
}
