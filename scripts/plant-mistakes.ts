import { existsSync, statSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { importsOf, root, sourceFiles } from '#testing/imports.ts'
import { copyProject } from '#testing/planting.ts'
import { startTestServer, templateWithRegisters } from '#testing/server.ts'
import { mistakesIn } from './mistakes.ts'

// Plants one mistake after another, in a copy of the project, and runs the tests that reach it.
// Prints each that no test saw: something that is not tested, or a change that makes no difference.
// It may take a night; testing/planted-mistakes.test.ts is the short form.
//
//   node --import tsx scripts/plant-mistakes.ts engine domain/money server/gate.ts
//
// A name of a test file among them means: run that test, and no other. MISTAKES=5 plants five in each
// file, spread over it, instead of all.

const asked = process.argv.slice(2)
const isTest = (file: string) => /\.test\.tsx?$/.test(file)
for (const each of asked) {
  if (!existsSync(join(root, each))) throw new Error(`There is no ${each}.`)
}

// Those that read the whole site take minutes, and are asked for by name.
const far = /^(e2e|bench|testing)\//

/** How many tests that need a database are run at most for one mistake: the nearest see it, or none does. */
const most = 5
const inEach = Number(process.env.MISTAKES ?? Number.POSITIVE_INFINITY)
const tests = asked.some(isTest)
  ? asked.filter(isTest)
  : sourceFiles().filter((file) => isTest(file) && !far.test(file))
const sources = asked.filter((each) => !isTest(each)).flatMap(sourcesAt)

/** How many mistakes each test saw: what saw many is run first. */
const saw = new Map<string, number>()

const server = await startTestServer()
// Made here, as what is planted must not end up in the database with which other tests begin.
await templateWithRegisters(server.host)
const copy = await copyProject({ ...process.env, ...server.env })
let planted = 0
const unseen: string[] = []
try {
  for (const file of sources) await plantIn(file)
} finally {
  await copy.remove()
  await server.stop()
}
console.log(`\n${planted} planted, ${planted - unseen.length} seen.`)
for (const each of unseen) console.log(each)

function sourcesAt(place: string): readonly string[] {
  if (statSync(join(root, place)).isFile()) return [place]
  return sourceFiles(place).filter((file) => /\.tsx?$/.test(file) && !isTest(file))
}

async function plantIn(file: string): Promise<void> {
  const path = join(copy.folder, file)
  const source = await readFile(path, 'utf8')
  const mistakes = spread(mistakesIn(file, source))
  const near = mistakes.length === 0 ? [] : nearest(file)
  if (near.length === 0) return
  const begin = performance.now()
  const without = await copy.firstFailure(near)
  if (without !== undefined) throw new Error(`Without a mistake this fails already: ${without}`)
  // A mistake that makes a loop endless is seen as soon as the tests are plainly late.
  const longest = 20_000 + 4 * (performance.now() - begin)
  console.log(`\n${file}, by ${near.length} tests`)
  for (const { start, end, instead, is } of mistakes) {
    await writeFile(path, source.slice(0, start) + instead + source.slice(end))
    planted += 1
    const order = near.toSorted((a, b) => (saw.get(b) ?? 0) - (saw.get(a) ?? 0))
    const seen = await copy.firstFailure(order, longest)
    if (seen !== undefined) {
      const by = relative(copy.folder, seen)
      saw.set(by, (saw.get(by) ?? 0) + 1)
    }
    const line = source.slice(0, start).split('\n').length
    if (seen === undefined) unseen.push(`${file}:${line} ${is}`)
    process.stdout.write(seen === undefined ? `\n${unseen.at(-1)}\n` : '.')
  }
  await writeFile(path, source)
}

function spread<One>(all: readonly One[]): readonly One[] {
  if (all.length <= inEach) return all
  return Array.from(
    { length: inEach },
    (_, at) => all[Math.floor((at * all.length) / inEach)],
  ).filter((one) => one !== undefined)
}

/** The tests that reach a file without a database; where there are none, the nearest that need one. */
function nearest(file: string): readonly string[] {
  const folder = file.slice(0, file.lastIndexOf('/') + 1)
  const reaching = tests
    .map((test) => ({ test, steps: steps(test, file), beside: test.startsWith(folder) }))
    .filter((each) => each.steps !== undefined || asked.includes(each.test))
    .toSorted((a, b) => Number(b.beside) - Number(a.beside) || (a.steps ?? 0) - (b.steps ?? 0))
    .map(({ test }) => test)
  const alone = reaching.filter((test) => steps(test, 'testing/database.ts') === undefined)
  return alone.length === 0 ? reaching.slice(0, most) : alone
}

function steps(from: string, to: string): number | undefined {
  const seen = new Set([from])
  let edge = [from]
  for (let count = 0; edge.length > 0; count += 1) {
    if (edge.includes(to)) return count
    const further = edge.filter(
      (file) => existsSync(join(root, file)) && /\.[cm]?[jt]sx?$/.test(file),
    )
    edge = [
      ...new Set(further.flatMap((file) => importsOf(file).map((one) => one.file ?? ''))),
    ].filter((file) => file !== '' && !seen.has(file))
    for (const file of edge) seen.add(file)
  }
  return undefined
}
