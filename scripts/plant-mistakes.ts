import { spawn } from 'node:child_process'
import { cp, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

// Plants one off-by-one after another in the engine, in a copy of the project, and runs the tests
// that should see it. Prints each that no test saw: a boundary that is not tested, or a change that
// makes no difference.
//
//   node --import tsx scripts/plant-mistakes.ts [part of a file name …]

const root = fileURLToPath(new URL('..', import.meta.url))

/** Each boundary, and the one beside it. */
const changes: readonly (readonly [RegExp, string])[] = [
  [/ >= /g, ' > '],
  [/ <= /g, ' < '],
  [/ > (?!\{)/g, ' >= '],
  [/ < /g, ' <= '],
  [/ \+ 1\b/g, ''],
  [/ - 1\b/g, ''],
  [/\{ days: 1 \}/g, '{ days: 0 }'],
]

// The tests of cases by hand are quick and come first.
const quick = [
  'engine/requirements/requirements.test.ts',
  'engine/explanation.test.ts',
  'engine/limits.test.ts',
  'engine/periods.test.ts',
  'engine/forecast.test.ts',
  'engine/boundaries.test.ts',
  'engine/columns.test.ts',
  'engine/valuation.test.ts',
  'engine/quantity.test.ts',
  'engine/counting/integer-program.test.ts',
]
const slow = [
  'engine/properties.test.ts',
  'engine/reference.test.ts',
  'regulations/regulations.test.ts',
  'regulations/krsd/krsd.test.ts',
  'regulations/clientondersteuners/clientondersteuners.test.ts',
]

const asked = process.argv.slice(2)
const copy = await mkdtemp(join(tmpdir(), 'peil-mistakes-'))
const apart = new Set(['node_modules', '.git', 'data'])
for (const name of await readdir(root)) {
  if (!apart.has(name)) await cp(join(root, name), join(copy, name), { recursive: true })
}
await symlink(join(root, 'node_modules'), join(copy, 'node_modules'))

let planted = 0
const unseen: string[] = []
try {
  if (!(await passes([...quick, ...slow]))) throw new Error('The tests fail without a mistake.')
  for (const file of await sources()) await plantIn(file)
} finally {
  await rm(copy, { recursive: true })
}
console.log(`${planted} planted, ${planted - unseen.length} seen.`)
for (const each of unseen) console.log(each)

async function sources(): Promise<readonly string[]> {
  const folder = await readdir(join(root, 'engine'), { recursive: true })
  return folder
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .filter((name) => asked.length === 0 || asked.some((part) => name.includes(part)))
    .map((name) => join('engine', name))
    .toSorted()
}

async function plantIn(file: string): Promise<void> {
  const path = join(copy, file)
  const text = await readFile(path, 'utf8')
  for (const { at, length, instead } of placesIn(text)) {
    await writeFile(path, text.slice(0, at) + instead + text.slice(at + length))
    planted += 1
    const seen = !(await passes(quick)) || !(await passes(slow))
    const line = text.slice(0, at).split('\n').length
    const shown = text.split('\n')[line - 1]?.trim()
    if (!seen) unseen.push(`${file}:${line} ${shown} (${instead.trim() || 'left out'})`)
    process.stdout.write(seen ? '.' : `\n${unseen.at(-1)}\n`)
  }
  await writeFile(path, text)
}

function placesIn(text: string) {
  return changes
    .flatMap(([boundary, instead]) =>
      [...text.matchAll(boundary)].map((match) => ({
        at: match.index,
        length: match[0].length,
        instead,
      })),
    )
    .filter(({ at }) => {
      const line = text.slice(text.lastIndexOf('\n', at) + 1, text.indexOf('\n', at))
      return !/^\s*(?:\/\/|\/?\*)/.test(line)
    })
    .toSorted((a, b) => a.at - b.at)
}

/** Whether all these tests pass; what never ends has not passed. */
function passes(files: readonly string[]): Promise<boolean> {
  const running = spawn(process.execPath, ['--import', 'tsx', '--test', ...files], {
    cwd: copy,
    stdio: 'ignore',
    env: process.env,
    detached: true,
  })
  return new Promise((resolve, reject) => {
    const end = setTimeout(() => {
      if (running.pid !== undefined) process.kill(-running.pid)
    }, 300_000)
    running.on('error', reject)
    running.on('exit', (code) => {
      clearTimeout(end)
      resolve(code === 0)
    })
  })
}
