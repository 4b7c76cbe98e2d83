import assert from 'node:assert/strict'
import * as fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { root } from '#testing/imports.ts'
import { startPeil } from '#testing/running-peil.ts'
import { runKills } from '../bench/kills/run-kills.ts'

// The same a thousand times, out of the bundle: npm run bench -- reliability --kills 1000

const home = fs.mkdtempSync(path.join(os.tmpdir(), `peil-test-${process.pid}-kills-`))
fs.chmodSync(home, 0o711)
after(() => fs.rmSync(home, { recursive: true, force: true }))

const launch = {
  cwd: root,
  args: ['--import', './scripts/load-sources.js'],
  env: {},
  files: ['main.ts', 'worker.ts', 'cli/main.ts'],
} as const

test('killed in the middle of whatever people do, it starts again and has nothing lost, doubled or half', async () => {
  const folder = path.join(home, 'data')
  const env = { PEIL_DATA: folder, PEIL_DEMO: 'off', PORT: '0' }
  const first = await startPeil([process.execPath, ...launch.args, 'main.ts'], { cwd: root, env })
  assert.equal(await first.stop(), 0)
  const killed = await runKills({
    kills: { server: 9, embedded: 4 },
    seed: 20_200_101,
    launch,
    folder,
    people: { professionals: 3, applications: [2] },
    between: 400,
  })
  const { lost, twice, half, failedStarts, crashes, wrong, acknowledged } = killed
  const none = { lost: [], twice: [], half: [], failedStarts: [], crashes: [], wrong: [] }
  assert.deepEqual({ lost, twice, half, failedStarts, crashes, wrong }, none)
  const { upload = 0, advice = 0, judgement = 0, list = 0 } = acknowledged
  const told = list + (acknowledged['list-of-program'] ?? 0)
  assert.ok(killed.writes.embedded >= 4, JSON.stringify(killed.writes))
  const each = [upload, advice, judgement, told]
  assert.ok(
    each.every((count) => count > 0),
    JSON.stringify(acknowledged),
  )
})
