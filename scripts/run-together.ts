import path from 'node:path'
import type { EventData } from 'node:test'
import { after, run } from 'node:test'
import { setImmediate as pause } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { inspect } from 'node:util'
import { endings } from '#testing/endings.ts'
import { root } from '#testing/imports.ts'

// Runs test files one after another in this one process, which loads Peil once for all of them, and
// tells who started it what came of each. scripts/batches.ts starts it, and watches.

/** What there is to say of a test file while it runs. */
export type Outcome = { readonly file: string } & (
  | { readonly kind: 'begins' | 'passed' }
  | { readonly kind: 'skipped'; readonly name: string }
  | { readonly kind: 'failed'; readonly name: string; readonly why: string }
  | {
      readonly kind: 'ended'
      readonly success: boolean
      readonly passed: number
      readonly milliseconds: number
    }
)

const environment = { ...process.env }
for (const file of process.argv.slice(2)) {
  await runFile(file)
  leaveAsFound()
}

async function runFile(file: string): Promise<void> {
  tell({ kind: 'begins', file })
  const begin = performance.now()
  const count = { passed: 0, skipped: 0, failed: 0 }
  const fail = (name: string, why: string) => {
    count.failed += 1
    tell({ kind: 'failed', file, name, why })
  }
  const end = async () => {
    for (const ending of endings) {
      await ending().catch((error) => fail('after its tests', explain(error)))
    }
  }
  let success = true
  const diagnostics: string[] = []
  // The run is over when nothing of the file is left that could still do something.
  for await (const event of run({ files: [file], isolation: 'none', setup: () => after(end) })) {
    if (event.type === 'test:summary') success &&= event.data.success
    if (event.type === 'test:diagnostic') diagnostics.push(event.data.message)
    if (event.type !== 'test:pass' && event.type !== 'test:fail') continue
    const { name, details, skip, todo } = event.data
    // A suite counts for nothing itself, unless its preparation failed: then that is the reason.
    if (event.type === 'test:fail' ? isOfParts(event.data) : details.type === 'suite') continue
    if (skip !== undefined || todo !== undefined) {
      count.skipped += 1
      tell({ kind: 'skipped', file, name })
    } else if (event.type === 'test:fail') {
      fail(name, explain(event.data.details.error))
    } else if (path.resolve(name) !== path.resolve(file)) {
      // A file without tests is told as a test of its own name.
      count.passed += 1
      tell({ kind: 'passed', file })
    }
  }
  // The runner keeps silent about a file that fails to load after it had named a test.
  await import(pathToFileURL(file).href).catch((error) => fail('as it is loaded', explain(error)))
  // What was begun and not waited for may still fail.
  await pause()
  const errors = diagnostics.filter((message) => message.startsWith('Error:'))
  if (!success && count.failed === 0) fail('outside its tests', errors.join('\n'))
  if (count.passed + count.skipped + count.failed === 0) fail('as a whole', 'It has no tests.')
  const milliseconds = performance.now() - begin
  tell({ kind: 'ended', file, success: count.failed === 0, passed: count.passed, milliseconds })
}

// A test that fails only because a test inside it does is not counted twice.
function isOfParts({ details }: EventData.TestFail): boolean {
  return 'failureType' in details.error && details.error.failureType === 'subtestsFailed'
}

function explain(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  const stack = (cause instanceof Error ? cause.stack : undefined) ?? inspect(cause)
  return stack
    .split('\n')
    .filter((text) => !/node:internal|node:async_hooks|node_modules|\(<anonymous>\)/.test(text))
    .join('\n')
    .replaceAll(`file://${root}/`, '')
    .replaceAll(`${root}/`, '')
}

// Neither what a file put in the environment nor its failure are for the file after it.
function leaveAsFound(): void {
  for (const name of Object.keys(process.env)) delete process.env[name]
  Object.assign(process.env, environment)
  process.exitCode = 0
}

function tell(outcome: Outcome): void {
  process.send?.(outcome)
}
