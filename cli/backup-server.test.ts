import assert from 'node:assert/strict'
import * as fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import pg from 'pg'
import { connect } from '#db/connection.ts'
import { migrate, requireNewEnough } from '#db/migrate.ts'
import { seedDemo } from '#domain/demo/cast/seed-demo.ts'
import { importAtStart } from '#server/import-registers.ts'
import { makePlatform } from '#server/platform.ts'
import {
  howToInstall,
  migrationsForOlder,
  startSystemServer,
  systemPrograms,
} from '#testing/debian-server.ts'
import { sealAll } from '#testing/seal-all.ts'
import { run as audit } from './audit.ts'
import { runBackup, runRestore } from './backup.ts'
import { WrongInput } from './command.ts'
import { runDecisions } from './decisions.ts'

// The drill with DATABASE_URL: a server of the system, with an owner who is no superuser, is copied by its own
// pg_dump and comes back in another database.

const home = fs.mkdtempSync(path.join(os.tmpdir(), `peil-test-${process.pid}-dump-`))
fs.chmodSync(home, 0o755)
const started: { stop(): Promise<void> }[] = []
after(async () => {
  for (const one of started.toReversed()) await one.stop()
  fs.rmSync(home, { recursive: true, force: true })
})
const at = (...names: string[]) => path.join(home, ...names)
const programs = systemPrograms()

/** Runs a command as it is typed, and gives what it printed. */
async function peil(env: Record<string, string>, [command, ...args]: readonly string[]) {
  const said = { stdout: '', stderr: '' }
  const terminal = {
    input: process.stdin,
    out: { write: (part: string) => (said.stdout += part) },
    error: { write: (part: string) => (said.stderr += part) },
  }
  const run = async () => {
    if (command === 'audit') return audit(args, terminal.out, env)
    if (command === 'decisions') return runDecisions(args, terminal, env)
    return (command === 'backup' ? runBackup : runRestore)(args, terminal, env)
  }
  const status = await run().catch((error: unknown) => {
    if (!(error instanceof WrongInput)) throw error
    said.stderr += error.message
    return 2
  })
  return { status, ...said }
}

test('a Peil on a server is copied by pg_dump and comes back with the same verdicts', {
  skip: programs === undefined ? howToInstall : false,
}, async () => {
  assert.ok(programs)
  const server = await startSystemServer(programs, at('server'), ['live', 'back'])
  started.push(server)
  const env = (database: string) => ({
    DATABASE_URL: server.url(database),
    PEIL_DATA: at(database),
    PEIL_BACKUP_KEY: at('backup.key'),
    PEIL_POSTGRES_BIN: programs,
  })
  const live = await connect(env('live'))
  started.push(live)
  const served = await live.pool.query<{ major: number }>(
    `select current_setting('server_version_num')::int / 10000 as major`,
  )
  if ((served.rows[0]?.major ?? 0) < 18) {
    await assert.rejects(requireNewEnough(live.pool), /PostgreSQL \d+[^,]*, and Peil needs 18/)
  }
  await migrate(live.pool, migrationsForOlder())
  await importAtStart(live.db)
  const platform = await makePlatform(env('live'), {
    ...{ db: live.db, dataDirectory: at('live'), origin: 'http://localhost:3000', demo: true },
    enqueue: async () => undefined,
  })
  await seedDemo(platform)
  await sealAll(live.db, platform.auditKey)
  const same = async (database: string) => {
    const verified = await peil(env(database), ['audit', 'verify'])
    assert.equal(verified.status, 0, verified.stdout)
    const replayed = await peil(env(database), ['decisions', 'replay', '--json'])
    assert.equal(replayed.status, 0, replayed.stdout)
    return [verified.stdout, JSON.parse(replayed.stdout)]
  }
  const before = await same('live')

  await peil(env('live'), ['backup', '--new-key', at('backup.key')])
  const made = await peil(env('live'), ['backup', at('copies')])
  assert.deepEqual([made.status, made.stderr], [0, ''])
  const backup = /is (\S+\.tar\.zst\.age)/.exec(made.stdout)?.[1] ?? ''
  const bytes = fs.readFileSync(backup)
  // What came later is not in it.
  await live.pool.query(`update platform set clock_shift_days = 5`)

  // Nothing comes of what is wrong: not on the server, and not on the disk.
  const { DATABASE_URL: _, ...without } = env('back')
  const refusals: readonly [Record<string, string>, RegExp][] = [
    [without, /van een database op een server: noem in DATABASE_URL een lege/],
    [env('live'), /live is niet leeg.*--replace/],
    [{ ...env('back'), DATABASE_URL: server.url('live') }, /DATABASE_URL is niet leeg/],
    [
      { ...env('back'), DATABASE_URL: server.url('back').replace('owner:geheim', 'postgres') },
      /is van de rol owner, en DATABASE_URL noemt postgres/,
    ],
  ]
  for (const [wrong, why] of refusals) {
    const ran = await peil(wrong, ['restore', backup])
    assert.equal(ran.status, 2, ran.stdout)
    assert.match(ran.stderr, why)
  }
  bytes.writeUInt8(bytes.readUInt8(bytes.length - 400) ^ 1, bytes.length - 400)
  fs.writeFileSync(at('spoiled.age'), bytes)
  assert.match((await peil(env('back'), ['restore', at('spoiled.age')])).stderr, /beschadigd/)
  assert.ok(!fs.existsSync(at('back')))

  const restored = await peil(env('back'), ['restore', backup])
  assert.deepEqual([restored.status, restored.stderr], [0, ''])
  assert.match(restored.stdout, /de database op de server, en de rest in .*back\.\n/)
  for (const name of ['files', 'keys']) assert.ok(fs.existsSync(at('back', name)), name)
  assert.ok(!fs.existsSync(at('back', 'restoring')))
  assert.deepEqual(filesIn(at('back', 'files')), filesIn(at('live', 'files')))
  assert.deepEqual(await same('back'), before)
  const back = await connect(env('back'))
  started.push(back)
  assert.deepEqual(await migrate(back.pool, migrationsForOlder()), [])
  const { rows } = await back.pool.query('select clock_shift_days as days from platform')
  assert.deepEqual(rows, [{ days: 0 }])

  // A role that may not read everything makes no backup that lacks rows.
  const administrator = new pg.Client(server.url('live').replace('owner:geheim', 'postgres'))
  await administrator.connect()
  await administrator.query('create role reader login; grant pg_read_all_data to reader')
  await administrator.end()
  const asReader = { DATABASE_URL: server.url('live').replace('owner:geheim', 'reader') }
  const hidden = await peil({ ...env('live'), ...asReader }, ['backup', at('copies')])
  assert.equal(hidden.status, 2, hidden.stdout)
  assert.match(hidden.stderr, /mag niet alle rijen lezen van .*registration.*BYPASSRLS/)
  assert.deepEqual(fs.readdirSync(at('copies')), [path.basename(backup)])
})

// Without folders, of which one stays where what lay in it was destroyed.
function filesIn(folder: string): readonly string[] {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map(({ name }) => name)
    .toSorted()
}
