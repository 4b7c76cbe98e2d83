import assert from 'node:assert/strict'
import type { ChildProcess } from 'node:child_process'
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import * as fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { embeddedOptions } from './connection.ts'
import type { Embedded, EmbeddedOptions } from './embedded.ts'
import { startEmbedded } from './embedded.ts'
import { DatabaseUnavailable } from './embedded-programs.ts'

const root = path.resolve(import.meta.dirname, '..')
const home = fs.mkdtempSync(path.join(os.tmpdir(), `peil-test-${process.pid}-embedded-`))
fs.chmodSync(home, 0o711)
after(() => fs.rmSync(home, { recursive: true, force: true }))

const start = (name: string, options: EmbeddedOptions = {}) =>
  startEmbedded(path.join(home, name), { durable: false, ...options })

async function ask(embedded: Pick<Embedded, 'host'>, query: string): Promise<unknown> {
  const client = new pg.Client(embeddedOptions(embedded.host, 'postgres', 'test'))
  await client.connect()
  try {
    const { rows } = await client.query({ text: query, rowMode: 'array' })
    return rows[0]?.[0]
  } finally {
    await client.end()
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

// Also one of which nobody has taken note yet.
function hasEnded(pid: number): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' })
  return stdout.trim() === '' || stdout.startsWith('Z')
}

async function until(isSo: () => boolean): Promise<void> {
  for (let waited = 0; !isSo(); waited += 20) {
    assert.ok(waited < 60_000, `after a minute it is still not so: ${isSo}`)
    await pause(20)
  }
}

// Another process that starts the database and then does nothing until it is killed.
async function startElsewhere(name: string): Promise<{ child: ChildProcess; pid: number }> {
  const script = `import { startEmbedded } from '#db/embedded.ts'
    const { pid } = await startEmbedded(${JSON.stringify(path.join(home, name))}, { durable: false })
    console.log(pid)
    setInterval(() => undefined, 1000)`
  const args = ['--import', 'tsx', '--input-type=module', '-e', script]
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = await once(child.stdout, 'data')
  return { child, pid: Number(line.toString()) }
}

test('a PostgreSQL that sorts as Dutch does starts, stops, and still has everything', async () => {
  const first = await start('plain')
  assert.ok(first.startedHere)
  await ask(first, 'create table kept (name text)')
  assert.equal(await ask(first, `select min(n) from (values ('Z'), ('é'), ('f')) as t (n)`), 'é')
  assert.match(String(await ask(first, 'show server_version')), /^18\./)
  assert.equal(await ask(first, 'show listen_addresses'), '')
  await first.stop()
  assert.ok(!isAlive(first.pid))
  assert.ok(!fs.existsSync(first.host))

  const second = await start('plain')
  assert.equal(await ask(second, 'select count(*)::int from kept'), 0)
  await second.stop()
})

test('only its owner can reach the socket, and its path is short', async () => {
  const embedded = await start('plain')
  assert.equal(fs.statSync(embedded.host).mode & 0o777, 0o700)
  assert.ok(`${embedded.host}/.s.PGSQL.5432`.length < 104)
  await embedded.stop()
})

test('a second process joins, and does not stop what it did not start', async () => {
  const first = await start('plain')
  const second = await start('plain')
  assert.ok(!second.startedHere)
  assert.equal(second.pid, first.pid)
  await second.stop()
  assert.equal(await ask(first, 'select 1'), 1)
  await first.stop()
})

test('of several that start together on an empty directory one starts and the others join', async () => {
  const all = await Promise.all([1, 2, 3].map(() => start('race')))
  assert.equal(all.filter(({ startedHere }) => startedHere).length, 1)
  for (const embedded of all) assert.equal(await ask(embedded, 'select 1'), 1)
  for (const embedded of all.toSorted((a) => (a.startedHere ? 1 : -1))) await embedded.stop()
})

test('the database ends when the process that started it is killed', async () => {
  const { child, pid } = await startElsewhere('killed')
  child.kill('SIGKILL')
  await until(() => !isAlive(pid))
  const next = await start('killed')
  assert.equal(await ask(next, 'select 1'), 1)
  await next.stop()
})

test('what a power cut leaves does not keep it from starting', async () => {
  const { child, pid } = await startElsewhere('cut')
  process.kill(pid, 'SIGKILL')
  child.kill('SIGKILL')
  await until(() => !isAlive(pid))
  const left = path.join(home, 'cut', 'postgres', 'postmaster.pid')
  assert.ok(fs.existsSync(left))
  // The number in the file may be that of quite another process by now, as in a container.
  const lines = fs.readFileSync(left, 'utf8').split('\n')
  fs.writeFileSync(left, [String(process.pid), ...lines.slice(1)].join('\n'))
  const next = await start('cut')
  assert.equal(await ask(next, 'select 1'), 1)
  await next.stop()
})

test('after a kill it waits for whoever is still busy in the database, however long', async () => {
  const { child, pid } = await startElsewhere('busy')
  const files = path.join(home, 'busy', 'postgres')
  const host = fs.readFileSync(path.join(files, 'postmaster.pid'), 'utf8').split('\n')[4] ?? ''
  const client = new pg.Client(embeddedOptions(host, 'postgres', 'test'))
  client.on('error', () => undefined)
  await client.connect()
  const { rows } = await client.query('select pg_backend_pid() as backend')
  const { backend } = rows[0]
  process.kill(backend, 'SIGSTOP')
  process.kill(pid, 'SIGKILL')
  child.kill('SIGKILL')
  await until(() => !isAlive(pid))
  const starting = start('busy')
  const refusals = () => fs.readFileSync(`${files}.log`, 'utf8').split('still in use').length - 1
  await until(() => refusals() > 3)
  process.kill(backend, 'SIGCONT')
  const next = await starting
  assert.equal(await ask(next, 'select 1'), 1)
  await next.stop()
  await client.end().catch(() => undefined)
})

test('what a killed database leaves of its socket is for the next one, also where its number is that of another by now', async () => {
  const { child, pid } = await startElsewhere('sockets')
  const guard = Number(execFileSync('ps', ['-o', 'ppid=', '-p', String(pid)], { encoding: 'utf8' }))
  const files = path.join(home, 'sockets', 'postgres')
  const host = fs.readFileSync(path.join(files, 'postmaster.pid'), 'utf8').split('\n')[4] ?? ''
  process.kill(pid, 'SIGKILL')
  child.kill('SIGKILL')
  await until(() => hasEnded(guard))
  // Whoever clears up may be late: it takes nothing away that may be of the next.
  const socket = path.join(host, '.s.PGSQL.5432')
  assert.ok(fs.existsSync(socket))
  fs.writeFileSync(`${socket}.lock`, `${process.pid}\n`)
  const next = await start('sockets')
  assert.equal(next.host, host)
  assert.equal(await ask(next, 'select 1'), 1)
  await next.stop()
  assert.ok(!fs.existsSync(host))
})

test('a start that was broken off leaves nothing in the way', async () => {
  const folder = path.join(home, 'broken')
  fs.mkdirSync(path.join(folder, 'postgres.new-999999999-abc'), { recursive: true })
  const embedded = await start('broken')
  assert.deepEqual(fs.readdirSync(folder).sort(), ['postgres', 'postgres.log'])
  await embedded.stop()
})

test('its end is told to whoever uses it', async () => {
  const told: string[] = []
  const onDeath = (message: string) => told.push(message)
  const starter = await start('mortal', { onDeath })
  await start('mortal', { onDeath })
  process.kill(starter.pid, 'SIGKILL')
  await until(() => told.length === 2)
  assert.match(told[0] ?? '', /The embedded PostgreSQL in .*mortal.* has ended/)
})

test('a directory that cannot be made is refused in one line that says what to do', async () => {
  fs.writeFileSync(path.join(home, 'file'), '')
  await assert.rejects(start('file/below'), (error) => {
    assert.ok(error instanceof DatabaseUnavailable)
    assert.match(error.message, /^Cannot make the database in .*PEIL_DATA.*DATABASE_URL[^\n]*$/)
    return true
  })
})

test('files that PostgreSQL cannot read end in one line with its reason', async () => {
  const folder = path.join(home, 'damaged')
  const embedded = await start('damaged')
  await embedded.stop()
  fs.writeFileSync(path.join(folder, 'postgres', 'PG_VERSION'), '12\n')
  await assert.rejects(start('damaged'), (error) => {
    assert.ok(error instanceof DatabaseUnavailable)
    assert.match(error.message, /does not start: .*incompatible.*postgres\.log.*DATABASE_URL/)
    return true
  })
})

test('as root, in a directory that nobody else may enter, the files are kept where PostgreSQL can', {
  skip: process.getuid?.() === 0 ? false : 'only as root',
}, async () => {
  fs.mkdirSync(path.join(home, 'private'), { mode: 0o700 })
  const first = await start('private/data')
  const elsewhere = path.dirname(first.files)
  assert.match(first.files, /^\/var\/lib\/peil\/data-[0-9a-f]+\/postgres$/)
  await first.stop()
  const second = await start('private/data')
  assert.equal(second.files, first.files)
  await second.stop()
  fs.rmSync(elsewhere, { recursive: true })
})
