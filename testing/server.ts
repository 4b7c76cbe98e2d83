import { createHash } from 'node:crypto'
import * as fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import type { Connection } from '#db/connection.ts'
import { embeddedOptions, open } from '#db/connection.ts'
import { startEmbedded } from '#db/embedded.ts'
import type { Logins } from '#db/logins.ts'
import { prepareLogins } from '#db/logins.ts'
import { migrate, readMigrations } from '#db/migrate.ts'

// The PostgreSQL on which the tests run, and the database of which each test file gets a copy.

/** Where a test finds the server that `npm test` has started. */
export const hostVariable = 'PEIL_TEST_DATABASE_HOST'

// One pair of roles for all databases of a run.
const testLogin = 'test'

/** As whom requests connect to a database of the tests, and what nobody asked for. */
export function testLogins(host: string, database: string): Logins {
  const options = embeddedOptions(host, database, 'test')
  const as = (what: string) => ({ ...options, user: `${testLogin}_${what}` })
  return { web: as('web'), work: as('work') }
}

export interface TestServer {
  /** The folder of the socket. */
  readonly host: string
  /** What a test's process gets in its environment to use this server. */
  readonly env: Readonly<Record<string, string>>
  stop(): Promise<void>
}

/** Starts a PostgreSQL for tests, whose files are removed when it stops. */
export async function startTestServer(): Promise<TestServer> {
  removeLeftovers()
  const folder = fs.mkdtempSync(path.join(quickFolder(), `peil-test-${process.pid}-`))
  const embedded = await startEmbedded(folder, { durable: false })
  const stop = async () => {
    await embedded.stop()
    for (const rest of [embedded.files, `${embedded.files}.log`, besides(embedded.files), folder]) {
      fs.rmSync(rest, { recursive: true, force: true })
    }
  }
  await templateDatabase(embedded.host)
  await asOwner(embedded.host, async (client) => {
    await client.query('create table record_left (noun text, action text, unique (noun, action))')
  })
  return { host: embedded.host, env: { [hostVariable]: embedded.host }, stop }
}

/** The name of a database with all migrations in it, which is made the first time. */
export async function templateDatabase(host: string): Promise<string> {
  const migrations = readMigrations()
  return makeOnce(host, {
    content: migrations.map(({ hash }) => hash).join(),
    fill: async ({ pool, options, limits }) => {
      await migrate(pool, migrations)
      const prepared = await prepareLogins(pool, options, limits, testLogin)
      if (prepared.outcome !== 'ready') throw new Error(prepared.why)
    },
  })
}

/** The same with the registers of Peil itself imported, as a start does. Few need what it takes to import them. */
export async function templateWithRegisters(host: string): Promise<string> {
  const { readRegisterFolders } = await import('#regulations/load.ts')
  const from = await templateDatabase(host)
  const registers = await readRegisterFolders()
  return makeOnce(host, {
    from,
    content: `${from} ${JSON.stringify(registers)}`,
    fill: async ({ db }) => {
      const { importAtStart } = await import('#server/import-registers.ts')
      await importAtStart(db, registers)
    },
  })
}

/** The same with the people of the demo in it as of today, and the folder with the files and keys that belong to them. */
export async function templateWithCast(
  host: string,
  origin: string,
): Promise<{ readonly database: string; readonly folder: string }> {
  const from = await templateWithRegisters(host)
  const content = `${from} cast ${origin} ${Temporal.Now.plainDateISO('Europe/Amsterdam')}`
  const folder = path.join(besides(await filesOf(host)), nameOf(content))
  const fill = async ({ db }: Connection) => {
    const { seedDemo } = await import('#domain/demo/cast/seed-demo.ts')
    const { makePlatform } = await import('#server/platform.ts')
    fs.rmSync(folder, { recursive: true, force: true })
    fs.mkdirSync(folder, { recursive: true })
    const enqueue = async () => undefined
    await seedDemo(
      await makePlatform({}, { db, dataDirectory: folder, origin, demo: true, enqueue }),
    )
  }
  return { database: await makeOnce(host, { from, content, fill }), folder }
}

// A template is named after what it contains, and gets that name when it is complete.
async function makeOnce(
  host: string,
  made: {
    readonly from?: string
    readonly content: string
    readonly fill: (connection: Connection) => Promise<void>
  },
): Promise<string> {
  const name = nameOf(made.content)
  await asOwner(host, async (client) => {
    const isThere = async () => {
      const found = await client.query('select from pg_database where datname = $1', [name])
      return found.rowCount !== 0
    }
    // Nobody waits for another template than their own.
    if (await isThere()) return
    await client.query('select pg_advisory_lock(1)')
    if (await isThere()) return
    await client.query('drop database if exists template_unfinished with (force)')
    await client.query(`create database template_unfinished template ${made.from ?? 'template1'}`)
    const options = embeddedOptions(host, 'template_unfinished', 'test')
    const connection = open('embedded', 'template', options)
    try {
      await made.fill(connection)
    } finally {
      await connection.stop()
    }
    await client.query(`alter database template_unfinished rename to ${name}`)
  })
  return name
}

function nameOf(content: string): string {
  return `template_${createHash('sha256').update(content).digest('hex').slice(0, 16)}`
}

// Where the files lie that belong to what is in a database of the server with these files.
function besides(files: string): string {
  return `${files}.besides`
}

async function filesOf(host: string): Promise<string> {
  let files = ''
  await asOwner(host, async (client) => {
    files = (await client.query('show data_directory')).rows[0].data_directory
  })
  return files
}

/** Keeps which kinds of record were left in a database, which is about to be dropped. */
export async function keepRecordsLeft(host: string, database: string): Promise<void> {
  const from = new pg.Client(embeddedOptions(host, database, 'test'))
  await from.connect()
  const { rows } = await from.query('select distinct noun, action from audit_record')
  await from.end()
  await asOwner(host, async (client) => {
    for (const { noun, action } of rows) {
      await client.query('insert into record_left values ($1, $2) on conflict do nothing', [
        noun,
        action,
      ])
    }
  })
}

/** The kinds of record that the tests on this server have left so far. */
export async function recordsLeft(host: string): Promise<readonly string[]> {
  let left: readonly string[] = []
  await asOwner(host, async (client) => {
    const { rows } = await client.query('select noun, action from record_left order by 1, 2')
    left = rows.map(({ noun, action }) => `${noun} ${action}`)
  })
  return left
}

/** Does something on the server as its owner. */
export async function asOwner(
  host: string,
  work: (client: pg.Client) => Promise<void>,
): Promise<void> {
  const client = new pg.Client(embeddedOptions(host, 'postgres', 'test'))
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}

// Every test file has a database of a thousand small files, which are made and removed much quicker in
// memory. There they are where there is plenty of it: a run needs less than a tenth of this.
const memory = '/dev/shm'
const plenty = 8 * 1024 ** 3

function quickFolder(): string {
  if (process.env.TMPDIR !== undefined || os.freemem() < plenty) return os.tmpdir()
  if (!fs.existsSync(memory)) return os.tmpdir()
  const { bavail, bsize } = fs.statfsSync(memory)
  return bavail * bsize < plenty ? os.tmpdir() : memory
}

// A run that was killed could not remove its files.
function removeLeftovers(): void {
  for (const place of new Set([os.tmpdir(), memory].filter((one) => fs.existsSync(one)))) {
    for (const name of fs.readdirSync(place)) {
      const pid = /^peil-test-(\d+)-/.exec(name)?.[1]
      if (!pid || fs.existsSync(`/proc/${pid}`)) continue
      try {
        process.kill(Number(pid), 0)
      } catch {
        fs.rmSync(path.join(place, name), { recursive: true, force: true })
      }
    }
  }
}
