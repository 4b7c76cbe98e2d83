import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import * as fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { after, before, test } from 'node:test'
import { setImmediate as turn } from 'node:timers/promises'
import { generateX25519Identity } from 'age-encryption'
import { sql } from 'kysely'
import type { Connection } from '#db/connection.ts'
import { connect, DatabaseUnavailable } from '#db/connection.ts'
import { migrate } from '#db/migrate.ts'
import { seedDemo } from '#domain/demo/cast/seed-demo.ts'
import { addEvidence } from '#domain/dossier/evidence/add-evidence.ts'
import type { Sequencer } from '#domain/platform/audit/sequencer.ts'
import { startSequencer } from '#domain/platform/audit/sequencer.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import type { Platform } from '#domain/platform/context/platform.ts'
import { folderOnDisk } from '#domain/platform/storage/folder.ts'
import { storage } from '#domain/platform/storage/storage.ts'
import { importAtStart } from '#server/import-registers.ts'
import { makePlatform } from '#server/platform.ts'
import { startBucket } from '#testing/bucket.ts'
import { run as audit } from './audit.ts'
import { endOldBackups } from './backup/write-backup.ts'
import { runBackup, runRestore } from './backup.ts'
import { WrongInput } from './command.ts'
import { runDecisions } from './decisions.ts'

// A drill: a Peil with people in it is copied while they go on, and comes back in an empty folder.

const home = fs.mkdtempSync(path.join(os.tmpdir(), `peil-test-${process.pid}-backup-`))
fs.chmodSync(home, 0o711)
const at = (...names: string[]) => path.join(home, ...names)
const live = at('live')
const key = at('backup.key')
const envOf = (directory: string) => ({ PEIL_DATA: directory, PEIL_BACKUP_KEY: key })

let connection: Connection
let platform: Platform
let sequencer: Sequencer

before(async () => {
  connection = await connect(envOf(live))
  await migrate(connection.pool)
  await importAtStart(connection.db)
  platform = await makePlatform(envOf(live), {
    db: connection.db,
    dataDirectory: live,
    origin: 'http://localhost:3000',
    demo: true,
    enqueue: async () => undefined,
  })
  await seedDemo(platform)
  const { db } = connection
  await db.updateTable('platform').set({ demo_seeded_at: '2026-01-01T00:00:00Z' }).execute()
  sequencer = startSequencer(db, platform.auditKey, (error) => assert.ifError(error))
})

after(async () => {
  await sequencer.stop()
  await connection.stop()
  fs.rmSync(home, { recursive: true, force: true })
})

/** Runs a command as it is typed, and gives what it printed. */
async function peil(
  directory: string,
  [command, ...args]: readonly string[],
  more: Readonly<Record<string, string>> = {},
) {
  const said = { stdout: '', stderr: '' }
  const terminal = {
    input: process.stdin,
    out: { write: (part: string) => (said.stdout += part) },
    error: { write: (part: string) => (said.stderr += part) },
  }
  const env = { ...envOf(directory), ...more }
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

async function refused(directory: string, args: readonly string[], why: RegExp, more = {}) {
  const ran = await peil(directory, args, more)
  assert.equal(ran.status, 2, JSON.stringify(ran))
  assert.match(ran.stderr, why)
}

/** Something that was said to be kept, and when, by the database's clock. */
interface Kept {
  readonly moment: string
  readonly fileKey: string
  readonly sha256: string
}

/** Adds files to activities of the demo one after the other, until it is asked to stop. */
function goOn(): { readonly kept: Kept[]; stop(): Promise<void> } {
  const kept: Kept[] = []
  let over = false
  const register = platform.registers.get('krsd')
  assert.ok(register)
  const running = (async () => {
    const claims = await connection.db
      .selectFrom('activity_claim')
      .innerJoin('registration', 'registration.id', 'activity_claim.registration_id')
      .innerJoin('person', 'person.id', 'registration.person_id')
      .where('registration.register', '=', 'krsd')
      .select(['activity_id', 'registration_id', 'account_id'])
      .execute()
    for (let count = 0; !over; count += 1) {
      const claim = claims[count % claims.length]
      assert.ok(claim)
      const bytes = Buffer.alloc(20_000, `bewijs ${count} `)
      const fileKey = await platform.files.put(Readable.from([bytes]), 'text/plain', bytes.length)
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      const file = { name: `bewijs-${count}.txt`, mediaType: 'text/plain', size: 20_000, sha256 }
      const actor = { kind: 'system', task: 'test' } as const
      const { activity_id, registration_id } = claim
      const added = await inRegister(platform, { register }, actor, (context) =>
        addEvidence(context, registration_id, activity_id, [{ ...file, fileKey }]),
      )
      if (added.outcome === 'added' && added.evidence.attached.length === 1) {
        const { rows } = await sql<{ moment: string }>`
          select clock_timestamp() as moment`.execute(connection.db)
        kept.push({ moment: rows[0]?.moment ?? '', fileKey, sha256 })
      }
      await turn()
    }
  })()
  const stop = async () => {
    over = true
    await running
  }
  return { kept, stop }
}

/** What is known elsewhere by the name of its database: its rows as they are. */
async function same(directory: string) {
  const verified = await peil(directory, ['audit', 'verify'])
  assert.equal(verified.status, 0, verified.stdout)
  const replayed = await peil(directory, ['decisions', 'replay', '--json'])
  assert.equal(replayed.status, 0, replayed.stdout)
  return { verified: verified.stdout, replayed: JSON.parse(replayed.stdout) }
}

const fileIn = (text: string) => /is (\S+\.tar\.zst\.age)/.exec(text)?.[1] ?? ''
let backup = ''

test('a Peil is copied while people go on, and comes back with everything that was confirmed', async () => {
  assert.match((await peil(live, ['backup', '--new-key', key])).stdout, /\nage1[0-9a-z]{58}\n$/)
  await refused(live, ['backup', '--new-key', key], /is er al/)
  const before = await same(live)
  const writing = goOn()
  while (writing.kept.length < 5) await turn()
  const made = await peil(live, ['backup', at('copies')], { PEIL_BACKUP_DAYS: '30' })
  const afterwards = writing.kept.length
  await writing.stop()
  assert.deepEqual([made.status, made.stderr], [0, ''])
  assert.match(made.stdout, /\nOuder dan 30 dagen en verwijderd: geen\.\n$/)
  backup = fileIn(made.stdout)
  assert.deepEqual(fs.readdirSync(at('copies')), [path.basename(backup)])
  assert.equal(fs.statSync(backup).mode & 0o777, 0o600)
  const ended = /tot (\S+) is bevestigd/.exec(made.stdout)?.[1] ?? ''
  const confirmed = writing.kept.filter(({ moment }) => moment <= ended)
  assert.ok(
    confirmed.length > 5 && confirmed.length <= afterwards,
    `${confirmed.length} in ${ended}`,
  )

  // What a restore that was killed left behind stops a start, and is in nobody's way.
  const back = at('back')
  fs.mkdirSync(at('back', 'restoring', 'files'), { recursive: true })
  fs.writeFileSync(at('back', 'restoring', 'pid'), '999999999')
  fs.mkdirSync(at('back', 'keys'))
  await assert.rejects(connect(envOf(back)), (error) => {
    assert.ok(error instanceof DatabaseUnavailable)
    return /put back in .*back.*run it again/.test(error.message)
  })
  const restored = await peil(back, ['restore', backup])
  assert.deepEqual([restored.status, restored.stderr], [0, ''])
  assert.match(restored.stdout, /is teruggezet in .*back\.\n.*is bevestigd, zit erin/)
  assert.ok(!fs.existsSync(at('back', 'restoring')))

  const again = await connect(envOf(back))
  const files = storage(envOf(back))
  try {
    const { rows } = await sql<{ file_key: string }>`
      select file_key from document where file_key is not null`.execute(again.db)
    const there = new Set(rows.map(({ file_key }) => file_key))
    for (const { fileKey, sha256 } of confirmed) {
      assert.ok(there.has(fileKey), `${fileKey} was confirmed and is gone`)
      const contents = await files.get(fileKey)
      assert.ok(contents, `${fileKey} is not there`)
      assert.equal(
        createHash('sha256')
          .update(await buffer(contents))
          .digest('hex'),
        sha256,
      )
    }
    // Nothing is named that is not there.
    for (const fileKey of there) assert.ok(await files.has(fileKey), fileKey)
  } finally {
    await again.stop()
  }
  const { replayed } = await same(back)
  assert.deepEqual(replayed, before.replayed)
})

test('it starts, and people reach it', async () => {
  const { DATABASE_URL: _, ...inherited } = process.env
  const child = spawn(process.execPath, ['--import', 'tsx', 'main.ts'], {
    cwd: path.resolve(import.meta.dirname, '..'),
    env: { ...inherited, ...envOf(at('back')), PORT: '0', PEIL_DEMO: 'off' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  for await (const part of child.stdout) {
    said += part
    if (/^(Demo|There is no)/m.test(said)) break
  }
  const address = /at (http:\S+)/.exec(said)?.[1]
  assert.ok(address, said)
  assert.equal((await fetch(`${address}/readyz`)).status, 200)
  child.kill('SIGTERM')
  await once(child, 'exit')
  await same(at('back'))
})

test('what is not whole, not ours or for another key is refused, and nothing is put down', async () => {
  const bytes = fs.readFileSync(backup)
  const spoiled = at('spoiled.age')
  const empty = at('empty')
  const wrong = /is beschadigd of afgebroken.*niets teruggezet/
  for (const place of [300, 70_000, Math.floor(bytes.length / 2), bytes.length - 1]) {
    const other = Buffer.from(bytes)
    other.writeUInt8(other.readUInt8(place) ^ 1, place)
    fs.writeFileSync(spoiled, other)
    await refused(empty, ['restore', spoiled], wrong)
  }
  // Also where a piece of the encryption ends, so that each piece that is there is as it was.
  const pieces = bytes.indexOf('\n--- ') + 5 + 43 + 1 + 16 + 20 * (65_536 + 16)
  for (const length of [0, 100, pieces, bytes.length - 1]) {
    fs.writeFileSync(spoiled, bytes.subarray(0, length))
    await refused(empty, ['restore', spoiled], wrong)
  }
  fs.writeFileSync(spoiled, Buffer.concat([bytes, bytes.subarray(-100)]))
  await refused(empty, ['restore', '--check', spoiled], wrong)
  await refused(empty, ['restore', at('none.age')], /none\.age kan niet worden gelezen: het is er/)
  fs.writeFileSync(at('other.key'), await generateX25519Identity())
  const others = ['restore', '--key', at('other.key'), backup]
  await refused(empty, others, /gemaakt voor een andere sleutel.*niets teruggezet/)
  const recipient = /age1\S+/.exec(fs.readFileSync(key, 'utf8'))?.[0] ?? ''
  fs.writeFileSync(at('public.key'), recipient)
  await refused(
    empty,
    ['restore', '--key', at('public.key'), backup],
    /alleen een publieke sleutel/,
  )
  fs.writeFileSync(at('no.key'), 'geheim')
  await refused(empty, ['restore', '--key', at('no.key'), backup], /staat geen sleutel van age/)
  await refused(empty, ['restore', backup], /er is geen sleutel/, { PEIL_BACKUP_KEY: '' })
  const noServer = { DATABASE_URL: `postgres://a@/b?host=${home}` }
  await refused(empty, ['restore', backup], /DATABASE_URL is niet te bereiken/, noServer)
  assert.ok(!fs.existsSync(empty))
  assert.match((await peil(empty, ['restore', '--check', backup])).stdout, /is heel\.\n/)
  assert.ok(!fs.existsSync(empty))
})

test('a folder with something in it is left alone, or put aside when that is asked', async () => {
  const full = at('full')
  fs.mkdirSync(full)
  fs.writeFileSync(at('full', 'brief.txt'), 'van iemand')
  await refused(full, ['restore', backup], /full is niet leeg.*--replace/)
  await refused(live, ['restore', '--replace', backup], /draait Peil nog/)
  // Of somebody else who is at it, nothing is touched.
  fs.mkdirSync(at('busy', 'restoring'), { recursive: true })
  fs.writeFileSync(at('busy', 'restoring', 'pid'), `${process.ppid}`)
  await refused(at('busy'), ['restore', '--replace', backup], /wordt al een reservekopie/)
  assert.deepEqual(fs.readdirSync(at('busy')), ['restoring'])
  // What cannot be put back is found when all was checked: then what was there is back.
  const own = Buffer.from(fs.readFileSync(backup))
  fs.writeFileSync(at('cut.age'), own.subarray(0, -1))
  await refused(full, ['restore', '--replace', at('cut.age')], /beschadigd/)
  assert.deepEqual(fs.readdirSync(full), ['brief.txt'])
  const replaced = await peil(full, ['restore', '--replace', backup])
  assert.equal(replaced.status, 0, replaced.stderr)
  const aside = /Wat er was, ligt in (\S+)\.\n/.exec(replaced.stdout)?.[1] ?? ''
  assert.deepEqual(fs.readdirSync(aside), ['brief.txt'])
  assert.equal(fs.existsSync(at('full', 'keys', 'audit.pem')), true)
  // Without the key of the second factors nobody would come in any more by their app.
  const key = (folder: string) => fs.readFileSync(at(folder, 'keys', 'secrets.key'), 'utf8')
  assert.equal(key('full'), key('live'))
})

test('a backup tells which files are missing or spoiled, and ends those that are too old', async () => {
  const { rows } = await sql<{ file_key: string }>`select file_key from document
    where file_key is not null order by file_key limit 2`.execute(connection.db)
  const [gone, spoiled] = rows.map(({ file_key }) => file_key)
  assert.ok(gone && spoiled)
  fs.rmSync(at('live', 'files', gone))
  fs.appendFileSync(at('live', 'files', spoiled), '.')
  const named = (days: number, of = path.basename(backup)) => {
    const moment = Temporal.Now.instant().subtract({ hours: 24 * days })
    const stamp = moment.toString({ smallestUnit: 'millisecond' }).replaceAll(/[-:.]/g, '')
    return of.replace(/\d{8}T\d{9}Z/, stamp)
  }
  const others = [named(90, 'peil-00000000-00000000T000000000Z.tar.zst.age'), 'brief.txt']
  for (const name of [named(31), named(29), ...others]) fs.writeFileSync(at('copies', name), '')
  const ended = named(31)
  const older = fs.readdirSync(at('copies')).filter((name) => name < ended.slice(0, 22))
  assert.ok(older.length >= 1)

  const public_ = ['--key', at('public.key'), '--keep-days', '30']
  const made = await peil(live, ['backup', ...public_, at('copies')])
  assert.equal(made.status, 1)
  assert.match(made.stderr, new RegExp(`Niet gevonden, en dus niet mee: bestand ${gone}\n`))
  assert.match(made.stderr, new RegExp(`Niet meer wat het was: bestand ${spoiled}\n`))
  assert.match(made.stdout, /Ouder dan 30 dagen en verwijderd: peil-[0-9a-f]{8}-\S+\.age\.\n/)
  const left = fs.readdirSync(at('copies'))
  assert.equal(left.length, 5, left.join())
  for (const name of others) assert.ok(left.includes(name), name)
  assert.deepEqual(
    await endOldBackups(folderOnDisk(at('copies')), path.basename(fileIn(made.stdout)), 0).then(
      (names) => names.length,
    ),
    2,
  )
  backup = fileIn(made.stdout)
  const checked = await peil(at('empty'), ['restore', '--check', backup])
  assert.equal(checked.status, 1)
  assert.match(checked.stdout, /Bij het maken ontbraken 1 bestanden en waren er 1 beschadigd/)
})

test('where no backup can be made is said, and nothing is left of it', async () => {
  fs.writeFileSync(at('file'), '')
  await refused(live, ['backup', at('file', 'below')], /kan geen reservekopie.*geen map/)
  await refused(live, ['backup', at('live', 'copies')], /ligt in .*live zelf/)
  await refused(at('nothing'), ['backup', at('copies')], /is geen database van Peil/)
  assert.ok(!fs.existsSync(at('nothing')))
  await refused(live, ['backup', '--keep-days', 'lang', at('copies')], /geen aantal dagen/)
  await refused(live, ['backup'], /schrijf: peil backup <map>/)
})

test('a backup goes into a bucket and comes out of it as from a folder', async () => {
  const server = await startBucket(at('s3'))
  after(() => server.stop())
  const to = 's3://peil/kopie'
  const made = await peil(live, ['backup', '--keep-days', '30', to], server.env)
  assert.match(
    made.stdout,
    /De reservekopie is s3:\/\/peil\/kopie\/peil-[0-9a-f]{8}-\S+\.tar\.zst\.age/,
  )
  const address = /is (s3:\S+)/.exec(made.stdout)?.[1] ?? ''
  const checked = await peil(at('empty'), ['restore', '--check', address], server.env)
  assert.match(checked.stdout, /is heel\.\n/)
  const restore = (which: string, why: RegExp) =>
    refused(at('empty'), ['restore', which], why, server.env)
  await restore(`${to}/geen.age`, /geen\.age kan niet worden gelezen: het is er niet/)
  await restore('s3://', /is not an address/)
  await server.stop()
  await restore(address, /kan niet worden gelezen: de emmer/)
  await refused(live, ['backup', to], /in s3:\S+ kan geen reservekopie/, server.env)
})

test('with a server its own programs are needed, of its version, and what is wrong is said', async () => {
  const { host } = connection.options
  const url = `postgres://peil@/peil?host=${host}`
  const withPrograms = (folder: string) => ({ DATABASE_URL: url, PEIL_POSTGRES_BIN: at(folder) })
  fs.mkdirSync(at('old'))
  for (const name of ['pg_dump', 'pg_restore']) {
    const told = `#!/bin/sh\necho '${name} (PostgreSQL) 9.6.24'\n`
    fs.writeFileSync(at('old', name), told, { mode: 0o755 })
  }
  const into = ['backup', at('copies')]
  const before = fs.readdirSync(at('copies'))
  await refused(live, into, /pg_dump is er niet.*postgresql-client-18/, withPrograms('none'))
  await refused(live, into, /is van PostgreSQL 9\.6\.24, en de server is van 18: een ouder/, {
    ...withPrograms('old'),
  })
  // What was made without a server does not go to one.
  fs.writeFileSync(
    at('old', 'pg_restore'),
    `#!/bin/sh\necho 'pg_restore (PostgreSQL) 99.1 (Debian 99.1-1)'\n`,
  )
  const asServer = withPrograms('old')
  await refused(at('empty'), ['restore', backup], /van de eigen database van Peil/, asServer)
  assert.deepEqual(fs.readdirSync(at('copies')), before)
  assert.ok(!fs.existsSync(at('empty')))
})
