import { existsSync, statSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { importsOf, root, sourceFiles } from '#testing/imports.ts'
import { copyProject } from '#testing/planting.ts'
import { startTestServer } from '#testing/server.ts'
import { mistakesIn } from './mistakes.ts'

// Plants one mistake after another, in a copy of the project, and runs the tests that stand nearest
// to it. Prints each that no test saw: something that is not tested, or a change that makes no
// difference. It may take a night; testing/planted-mistakes.test.ts is the short form.
//
//   node --import tsx scripts/plant-mistakes.ts engine domain/money server/gate.ts
//
// A name of a test file among them means: run that test, and no other.

const asked = process.argv.slice(2)
const isTest = (file: string) => /\.test\.tsx?$/.test(file)
for (const each of asked) {
  if (!existsSync(join(root, each))) throw new Error(`There is no ${each}.`)
}

// Those that read the whole site take minutes, and are asked for by name.
const far = /^(e2e|bench|testing)\//

/** How many tests are run at most for one mistake: the nearest see it, or none does. */
const most = 5
const tests = asked.some(isTest)
  ? asked.filter(isTest)
  : sourceFiles().filter((file) => isTest(file) && !far.test(file))
const sources = asked.filter((each) => !isTest(each)).flatMap(sourcesAt)

const server = await startTestServer()
const copy = await copyProject({ ...process.env, ...server.env })
let planted = 0
const unseen: string[] = []
try {
  for (const file of sources) await plantIn(file)
} finally {
  await copy.remove()
  await server.stop()
}
console.log(`${planted} planted, ${planted - unseen.length} seen.`)
for (const each of unseen) console.log(each)

function sourcesAt(place: string): readonly string[] {
  if (statSync(join(root, place)).isFile()) return [place]
  return sourceFiles(place).filter((file) => /\.tsx?$/.test(file) && !isTest(file))
}

async function plantIn(file: string): Promise<void> {
  const path = join(copy.folder, file)
  const source = await readFile(path, 'utf8')
  const mistakes = mistakesIn(file, source)
  const near = mistakes.length === 0 ? [] : nearest(file)
  if (mistakes.length > 0 && !(await copy.passes(near))) {
    throw new Error(`Without a mistake these fail already: ${near.join(' ')}`)
  }
  if (mistakes.length > 0) console.log(`\n${file}, by ${near.join(' ')}`)
  for (const { start, end, instead, is } of mistakes) {
    await writeFile(path, source.slice(0, start) + instead + source.slice(end))
    planted += 1
    const seen = await isSeen(near)
    const line = source.slice(0, start).split('\n').length
    if (!seen) unseen.push(`${file}:${line} ${is}`)
    process.stdout.write(seen ? '.' : `\n${unseen.at(-1)}\n`)
  }
  await writeFile(path, source)
}

async function isSeen(near: readonly string[]): Promise<boolean> {
  for (const test of near) if (!(await copy.passes([test]))) return true
  return false
}

/** The tests that reach a file in the fewest steps, those in its own folder first. */
function nearest(file: string): readonly string[] {
  const folder = file.slice(0, file.lastIndexOf('/') + 1)
  const away = tests
    .map((test) => ({ test, steps: steps(test, file), beside: test.startsWith(folder) }))
    .filter((each) => each.steps !== undefined || asked.includes(each.test))
  return away
    .toSorted((a, b) => Number(b.beside) - Number(a.beside) || (a.steps ?? 0) - (b.steps ?? 0))
    .slice(0, most)
    .map(({ test }) => test)
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
