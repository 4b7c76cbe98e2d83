import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, rmSync, statfsSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { root } from '#testing/imports.ts'
import { startPeil } from '#testing/running-peil.ts'
import type { Honest } from './hostile/honest.ts'
import type { Withstood } from './hostile/run-hostile.ts'
import { runHostile } from './hostile/run-hostile.ts'
import type { Launch } from './kills/machine.ts'
import type { Killed } from './kills/run-kills.ts'
import { runKills } from './kills/run-kills.ts'
import { median } from './report.ts'

/** What was measured, and whether all of it is as it should be. */
export interface Reliability {
  readonly lines: readonly string[]
  readonly holds: boolean
}

const usual = { kills: '100', hostile: '1000', seed: '1' }

/**
 * A Peil that runs as it does for real, out of its bundle: killed over and over in the middle of what people do, and
 * sent what nobody means to send. `npm run bench -- reliability --kills 1000 --hostile 10000 --seed 7`; 0 of one of them
 * leaves it out, and `--minutes 30` ends the killing after so long.
 */
export async function run(args: readonly string[]): Promise<Reliability> {
  const text = (usually: string) => ({ type: 'string', default: usually }) as const
  const { values } = parseArgs({
    args: [...args],
    options: {
      kills: text(usual.kills),
      minutes: { type: 'string' },
      hostile: text(usual.hostile),
      seed: text(usual.seed),
    },
  })
  const [kills, hostile, seed] = [values.kills, values.hostile, values.seed].map(Number) as [
    number,
    number,
    number,
  ]
  const minutes = values.minutes === undefined ? undefined : Number(values.minutes)
  const home = mkdtempSync(path.join(quickFolder(), 'peil-bench-'))
  // The embedded database runs as another user than root.
  chmodSync(home, 0o711)
  const said = (line: string) => console.log(`  ${line}`)
  try {
    const launch = makeBundle(home)
    const parts: Reliability[] = []
    if (kills > 0) {
      const folder = path.join(home, 'killed')
      await startOnce(launch, folder)
      parts.push(killedOnes(await killMany({ launch, folder, kills, minutes, seed, said }), seed))
    }
    if (hostile > 0) {
      const folder = path.join(home, 'hostile')
      await startOnce(launch, folder)
      const withstood = await runHostile({ launch, folder, count: hostile, seed, said })
      parts.push(hostileOnes(withstood, seed))
    }
    return { lines: parts.flatMap(({ lines }) => lines), holds: parts.every(({ holds }) => holds) }
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}

// What a kill loses does not depend on the disk, and a database that comes back sees to each of its files there.
function quickFolder(): string {
  const memory = '/dev/shm'
  if (!existsSync(memory)) return os.tmpdir()
  const { bavail, bsize } = statfsSync(memory)
  return bavail * bsize > 6 * 1024 ** 3 ? memory : os.tmpdir()
}

function killMany(asked: {
  readonly launch: Launch
  readonly folder: string
  readonly kills: number
  readonly minutes: number | undefined
  readonly seed: number
  readonly said: (line: string) => void
}): Promise<Killed> {
  const { kills, ...rest } = asked
  const embedded = Math.floor(kills / 5)
  const meetings = Math.min(6, Math.max(1, Math.floor(kills / 50)))
  return runKills({
    ...rest,
    kills: { server: kills - embedded, embedded },
    people: {
      professionals: 30,
      applications: Array.from({ length: meetings }, () => Math.min(15, Math.ceil(kills / 25))),
    },
    between: 700,
  })
}

function makeBundle(home: string): Launch {
  const cwd = path.join(home, 'bundle')
  const build = ['--import', 'tsx', 'scripts/build.ts', cwd, '--embedded']
  execFileSync(process.execPath, build, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] })
  const env = { NODE_COMPILE_CACHE: path.join(home, 'compiled') }
  return { cwd, args: [], env, files: ['main.js', 'worker.js', 'peil.js'] }
}

// The first start makes the database; of that start.test.ts kills some.
async function startOnce(launch: Launch, folder: string): Promise<void> {
  const env = { ...launch.env, PEIL_DATA: folder, PEIL_DEMO: 'off', PORT: '0' }
  const first = await startPeil([process.execPath, ...launch.args, launch.files[0]], {
    cwd: launch.cwd,
    env,
  })
  await first.stop()
}

function faults(killed: Killed): readonly (readonly [string, readonly string[]])[] {
  return [
    ['acknowledged writes lost', killed.lost],
    ['done twice', killed.twice],
    ['half there', killed.half],
    ['starts that failed', killed.failedStarts],
    ['crashes', killed.crashes],
    ['wrong answers', killed.wrong],
  ]
}

function killedOnes(killed: Killed, seed: number): Reliability {
  const { kills, upAfter, acknowledged, post, files } = killed
  const count = Object.values(kills).reduce((sum, one) => sum + one, 0)
  const writes = Object.values(acknowledged).reduce((sum, one) => sum + one, 0)
  const each = Object.entries(acknowledged).map(([kind, times]) => `${kind} ${times}`)
  const found = faults(killed)
  const lines = [
    `${count} kills with seed ${seed}, ${writes} acknowledged writes (${each.join(', ')}), ${killed.writes.embedded} of them at one process with its own database`,
    ...found.flatMap(judged),
    `mails: ${post.written} written, ${post.inDoubt} came once more under the same Message-ID, ${post.onTheList} asked for money and went on the list of the back office`,
    `files: ${files.kept} kept, ${files.swept} of forms that were broken off swept`,
    ...Object.entries(upAfter).map(
      ([name, times]) =>
        `up again after ${name}: ${kills[name]} times, median ${seconds(median(times))}, at most ${seconds(Math.max(...times))}`,
    ),
  ]
  return { lines, holds: found.every(([, each]) => each.length === 0) }
}

const mostMegabytes = 700
const mostMilliseconds = 1000

function hostileOnes(withstood: Withstood, seed: number): Reliability {
  const { files, lists, requests, crashes, failures, dishonoured, statuses, memory } = withstood
  const { honest, bare, load } = withstood
  const found = [
    ['crashes', crashes],
    ['answers of 500', failures],
    ['lists that did not end', withstood.unended],
    ['wrong answers to somebody honest', dishonoured],
  ] as const
  const answers = Object.entries(statuses).map(([status, times]) => `${status} ${times} times`)
  const times = honest.map(({ took }) => took)
  const fits = Math.max(memory.server, memory.inspector, memory.worker) < mostMegabytes
  const ended = Object.entries(withstood.ended).map(([state, count]) => `${state} ${count}`)
  const longest = Math.max(...times)
  const lines = [
    `${files} hostile files, ${lists} hostile lists and ${requests} hostile requests with seed ${seed}: ${answers.join(', ')}`,
    ...found.flatMap(judged),
    `memory: web server at most ${memory.server} MB, an inspector ${memory.inspector} MB, the worker ${memory.worker} MB, goal below ${mostMegabytes}: ${fits ? 'met' : 'MISSED'}`,
    `lists ended as: ${ended.join(', ')}`,
    `${honest.length} requests of somebody honest meanwhile: median ${Math.round(median(times))} ms, at most ${Math.round(longest)} ms, ${times.filter((one) => one > mostMilliseconds).length} over a second, goal 0: ${longest <= mostMilliseconds ? 'met' : 'MISSED'}`,
    ...[...Map.groupBy(honest, ({ what }) => what)].map(([what, each]) => {
      const its = each.map(({ took }) => took)
      const late = its.filter((one) => one > mostMilliseconds).length
      return `  ${what}: ${its.length} times, median ${Math.round(median(its))} ms, at most ${Math.round(Math.max(...its))} ms, ${late} over a second`
    }),
    ...honest.filter(({ took }) => took > mostMilliseconds).map(late),
    `a look at a page that asks nothing of anybody (/robots.txt): median ${Math.round(median(bare))} ms, at most ${Math.round(Math.max(...bare))} ms`,
    `load of the machine: ${load}`,
  ]
  return {
    lines,
    holds: fits && longest <= mostMilliseconds && found.every(([, each]) => each.length === 0),
  }
}

function late({ what, took, at, beside }: Honest): string {
  const files = beside.length === 0 ? 'no file' : beside.join(', ')
  return `  ${what}, asked after ${seconds(at)}, took ${seconds(took)}; under way: ${files}`
}

function judged([name, found]: readonly [string, readonly string[]]): readonly string[] {
  return [
    `${name}: ${found.length}, goal 0: ${found.length === 0 ? 'met' : 'MISSED'}`,
    ...found.slice(0, 20).map((one) => `  ${one}`),
  ]
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`
}
