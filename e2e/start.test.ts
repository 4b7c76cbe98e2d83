import assert from 'node:assert/strict'
import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import * as fs from 'node:fs'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { connect } from '#db/connection.ts'

// `npm start` as it is: another process, a data directory of its own, a real socket.

const root = path.resolve(import.meta.dirname, '..')
const home = fs.mkdtempSync(path.join(os.tmpdir(), `peil-test-${process.pid}-start-`))
fs.chmodSync(home, 0o711)
after(() => fs.rmSync(home, { recursive: true, force: true }))

interface Started {
  readonly child: ChildProcess
  /** What was printed until it was ready, or until it ended. */
  readonly output: () => string
  readonly address: string
  readonly databasePid: number
}

function launch(name: string, env: Record<string, string> = {}) {
  const { DATABASE_URL: _, ...inherited } = process.env
  const child = spawn(process.execPath, ['--import', 'tsx', 'main.ts'], {
    cwd: root,
    env: { ...inherited, PORT: '0', PEIL_DATA: path.join(home, name), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      text += chunk
    })
  }
  return { child, output: () => text }
}

async function start(name: string, env: Record<string, string> = {}): Promise<Started> {
  const { child, output } = launch(name, env)
  const ready = /^(Demo|There is no administrator)/m
  await until(() => ready.test(output()) || child.exitCode !== null)
  assert.equal(child.exitCode, null, output())
  const address = /at (http:\S+)/.exec(output())?.[1] ?? ''
  const databasePid = Number(/pid (\d+)/.exec(output())?.[1] ?? 0)
  assert.ok(address && databasePid, output())
  return { child, output, address, databasePid }
}

async function stop({ child }: Pick<Started, 'child'>, signal: NodeJS.Signals = 'SIGTERM') {
  child.kill(signal)
  const [code] = child.exitCode === null ? await once(child, 'exit') : [child.exitCode]
  return code
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

// What never comes fails here, by its name, and not by the time that a whole file may take.
async function until(isSo: () => boolean): Promise<void> {
  for (let waited = 0; !isSo(); waited += 20) {
    assert.ok(waited < 240_000, `after four minutes it is still not so: ${isSo}`)
    await pause(20)
  }
}

// How many rows each table has, apart from the queue's, which is always at work, and from the
// checkpoints, of which a slower machine signs more.
// How many rows there are of everything; its papers and what is recorded of them follow in their own time.
async function contents(name: string, options: { papers: boolean }): Promise<unknown> {
  const connection = await connect({ PEIL_DATA: path.join(home, name) })
  const { rows } = await connection.pool.query(`
    select table_name, (xpath('//n/text()', query_to_xml(
      format('select count(*) as n from %I', table_name), false, true, '')))[1]::text::int as rows
    from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'
      and table_name <> 'audit_checkpoint'
    order by table_name`)
  await connection.stop()
  const later = /^(audit_\w+|paper_to_make)$/
  return options.papers ? rows : rows.filter(({ table_name }) => !later.test(table_name))
}

// The papers of a demo follow its start by themselves.
async function papersAreMade(name: string): Promise<void> {
  const { pool, stop } = await connect({ PEIL_DATA: path.join(home, name) })
  for (let waited = 0; ; waited += 100) {
    const { rows } = await pool.query('select count(*)::int as left from paper_to_make')
    if (rows[0].left === 0) break
    assert.ok(waited < 240_000, `after four minutes ${rows[0].left} papers are still to be made`)
    await pause(100)
  }
  await stop()
}

// A start takes long: what one test leaves running, the next one ends.
let running: Started | undefined

test('it starts on nothing, says where it is, and leaves nothing running when it stops', async () => {
  const first = await start('plain')
  assert.match(first.output(), /^Peil runs at http:\/\/localhost:\d+/)
  assert.match(first.output(), /^Database: embedded PostgreSQL in .*plain.*\(started here/m)
  assert.match(first.output(), /Farid/)
  const health = await fetch(`${first.address}/healthz`)
  assert.equal(health.status, 200)
  const facts = (await health.json()) as Record<string, unknown>
  assert.equal(facts.status, 'ok')
  assert.equal(facts.database, 'embedded PostgreSQL')
  assert.equal((await fetch(first.address)).status, 200)
  assert.ok(isAlive(first.databasePid))
  await papersAreMade('plain')
  assert.equal(await stop(first), 0)
  assert.ok(!isAlive(first.databasePid))
})

test('asked to stop while it starts, it stops and leaves nothing running', async () => {
  const folder = path.join(home, 'hurried')
  const { child, output } = launch('hurried')
  await until(() => fs.existsSync(path.join(folder, 'postgres', 'postmaster.pid')))
  const databasePid = Number.parseInt(
    fs.readFileSync(path.join(folder, 'postgres', 'postmaster.pid'), 'utf8'),
    10,
  )
  assert.equal(await stop({ child }), 0, output())
  await until(() => !databasePid || !isAlive(databasePid))
})

test('a second start changes no data, and Ctrl-C stops it as well', async () => {
  const before = await contents('plain', { papers: true })
  const second = await start('plain')
  assert.equal(await stop(second, 'SIGINT'), 0)
  assert.ok(!isAlive(second.databasePid))
  assert.deepEqual(await contents('plain', { papers: true }), before)
})

test('a second process on the same data joins, and leaves the database to the first', async () => {
  const first = await start('plain')
  running = first
  const second = await start('plain')
  assert.match(second.output(), /\(joined/)
  assert.equal(second.databasePid, first.databasePid)
  assert.equal(await stop(second), 0)
  assert.equal((await fetch(`${first.address}/healthz`)).status, 200)
})

test('a start after a kill -9 finds everything as it was', async () => {
  assert.ok(running)
  const first = running
  await stop(first, 'SIGKILL')
  await until(() => !isAlive(first.databasePid))
  const second = await start('plain')
  assert.equal((await fetch(`${second.address}/healthz`)).status, 200)
  assert.equal(await stop(second), 0)
})

test('a demo whose loading was broken off begins anew', async () => {
  const before = await contents('plain', { papers: false })
  const connection = await connect({ PEIL_DATA: path.join(home, 'plain') })
  await connection.pool.query('update platform set demo_seeded_at = null, clock_shift_days = 9')
  fs.writeFileSync(path.join(home, 'plain', 'demo-unfinished'), '')
  await connection.stop()
  const again = await start('plain')
  assert.equal(await stop(again), 0)
  assert.deepEqual(await contents('plain', { papers: false }), before)
})

test('outside the demo it starts empty, with a link for the first administrator', async () => {
  const first = await start('empty', { PEIL_DEMO: 'off' })
  running = first
  const link = /^ {2}(http:\S+\/eerste-beheerder\/\S+)$/m.exec(first.output())?.[1]
  assert.ok(link, first.output())
  assert.doesNotMatch(first.output(), /Farid/)
})

test('when the database dies, it ends and says so', async () => {
  assert.ok(running)
  const first = running
  process.kill(first.databasePid, 'SIGKILL')
  const [code] = await once(first.child, 'exit')
  assert.equal(code, 1)
  assert.match(first.output(), /The embedded PostgreSQL in .* has ended/)
})

test('a port that is in use is said in one line', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const { port } = other.address() as AddressInfo
  const { child, output } = launch('port', { PORT: String(port) })
  const [code] = await once(child, 'close')
  other.close()
  assert.equal(code, 1)
  assert.equal(
    output(),
    `Port ${port} is in use. Stop what is listening there, or choose another port: ` +
      `PORT=${port + 1} npm start\n`,
  )
})

test('a database server that does not answer is said in one line, without its password', async () => {
  const { child, output } = launch('server', {
    DATABASE_URL: 'postgres://peil:secret@127.0.0.1:9/peil',
  })
  const [code] = await once(child, 'close')
  assert.equal(code, 1)
  assert.match(
    output(),
    /^The database of DATABASE_URL \(127\.0\.0\.1:9\/peil\) does not answer: .*\n$/,
  )
  assert.doesNotMatch(output(), /secret/)
})

test('the worker does the jobs without a web server', async () => {
  const child = spawn(process.execPath, ['--import', 'tsx', 'worker.ts'], {
    cwd: root,
    env: { ...process.env, PEIL_DATA: path.join(home, 'plain') },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let text = ''
  child.stdout.on('data', (chunk) => {
    text += chunk
  })
  await until(() => /^Database/m.test(text) || child.exitCode !== null)
  assert.match(text, /^Peil does the jobs$/m)
  assert.equal(await stop({ child }), 0)
})
