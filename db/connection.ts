import type { Transaction } from 'kysely'
import { Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import { databaseOwner, dataDirectory, startEmbedded } from './embedded.ts'
import { DatabaseUnavailable } from './embedded-programs.ts'
import { preparing } from './prepared.ts'
import type { Readers } from './readers.ts'
import { openReaders } from './readers.ts'
import type { Database } from './schema.ts'

export { DatabaseUnavailable }

export interface Connection {
  readonly db: Kysely<Database>
  readonly pool: pg.Pool
  readonly kind: 'embedded' | 'server'
  /** Which database this is, for the start-up log and the health page; never a password. */
  readonly describe: string
  /** How another connection to the same database is opened, for LISTEN and for the job queue. */
  readonly options: pg.ClientConfig
  /** Closes the connections, and stops the embedded database when this process started it. */
  stop(): Promise<void>
}

type Environment = Readonly<Record<string, string | undefined>>

/** Connects to the PostgreSQL server of DATABASE_URL, or else to the embedded one. */
export async function connect(env: Environment, name = 'peil'): Promise<Connection> {
  const url = env.DATABASE_URL
  if (url) return connectToServer(url, name)
  const embedded = await startEmbedded(dataDirectory(env))
  const options = embeddedOptions(embedded.host, 'peil', name)
  try {
    await createDatabase(embeddedOptions(embedded.host, 'postgres', name), 'peil')
  } catch (error) {
    await embedded.stop()
    throw error
  }
  const how = embedded.startedHere ? 'started here' : 'joined'
  const describe = `embedded PostgreSQL in ${embedded.files} (${how}, pid ${embedded.pid})`
  return open('embedded', describe, options, () => embedded.stop())
}

/** How to connect to a database of an embedded PostgreSQL. */
export function embeddedOptions(host: string, database: string, name: string): pg.ClientConfig {
  // Everything is named, as the PG… variables of the environment fill in whatever is not.
  return {
    ...{ host, port: 5432, user: databaseOwner, password: '', database, ssl: false },
    application_name: name,
  }
}

/** Opens a pool of connections with our readings of dates and numbers. */
export function open(
  kind: Connection['kind'],
  describe: string,
  options: pg.ClientConfig,
  afterwards: () => Promise<void> = async () => undefined,
): Connection {
  const poolOptions: pg.PoolConfig = {
    ...options,
    max: 10,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 30_000,
    types: { getTypeParser },
    onConnect: async (client) => {
      await client.query(`set time zone 'UTC'; set datestyle to 'ISO'`)
    },
  }
  const pool = new pg.Pool(poolOptions)
  const readers = openReaders(poolOptions)
  // A connection that breaks while idle is replaced; without a listener it would end the process.
  pool.on('error', () => undefined)
  // So would one that breaks between two statements of a transaction; the next statement says so.
  pool.on('connect', (client) => client.on('error', () => undefined))
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool: preparing(pool) }) })
  readersOf.set(db, readers)
  const stop = async () => {
    await readers.stop()
    // Kysely ends the pool only when it was the one that used it.
    await db.destroy()
    if (!pool.ending) await pool.end()
    await afterwards()
  }
  return { db, pool, kind, describe, options, stop }
}

const readersOf = new WeakMap<Kysely<Database>, Readers>()

export interface AppScope {
  /** The register whose rows may be seen; without one, none are. */
  readonly register?: string
  readonly account?: string
  readonly readOnly?: boolean
}

/**
 * Runs a function in one transaction as the role that owns nothing, so that row-level security
 * holds. What the function throws rolls everything back. What only reads in one register gets a
 * connection that can do nothing else, for which nothing has to be begun or ended.
 */
export async function asApp<T>(
  db: Kysely<Database>,
  scope: AppScope,
  run: (transaction: Transaction<Database>) => Promise<T>,
): Promise<T> {
  const { register, account, readOnly } = scope
  if (readOnly === true && register !== undefined && account === undefined) {
    const readers = readersOf.get(db)
    if (readers !== undefined) return readers.of(register).transaction().execute(run)
  }
  const builder = db.transaction()
  const mode = readOnly ? builder.setAccessMode('read only') : builder
  return mode.execute(async (transaction) => {
    await sql`select set_config('role', 'peil_app', true),
      set_config('peil.register', ${register ?? ''}, true),
      set_config('peil.account', ${account ?? ''}, true)`.execute(transaction)
    return run(transaction)
  })
}

async function connectToServer(url: string, name: string): Promise<Connection> {
  const shown = withoutPassword(url)
  const options = { connectionString: url, application_name: name }
  const connection = open('server', `PostgreSQL server ${shown}`, options)
  try {
    await sql`select 1`.execute(connection.db)
    return connection
  } catch (error) {
    await connection.stop()
    const why = error instanceof Error ? error.message : String(error)
    throw new DatabaseUnavailable(`The database of DATABASE_URL (${shown}) does not answer: ${why}`)
  }
}

function withoutPassword(url: string): string {
  if (!/^postgres(ql)?:\/\//.test(url)) {
    throw new DatabaseUnavailable('DATABASE_URL is not a URL like postgres://user@host/database.')
  }
  const [address = ''] = url.split('?')
  return address.replace(/^postgres(ql)?:\/\/(.*@)?/, '')
}

async function createDatabase(options: pg.ClientConfig, name: string): Promise<void> {
  const client = new pg.Client(options)
  await client.connect()
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name])
    if (rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)}`)
  } catch (error) {
    // Another process made it at the same moment.
    if (!(error instanceof pg.DatabaseError && ['42P04', '23505'].includes(error.code ?? ''))) {
      throw error
    }
  } finally {
    await client.end()
  }
}

type Parser = (text: string) => unknown

// Days and moments are ISO text, and counts are numbers; the rest is as node-postgres has it.
function getTypeParser(oid: number, format?: 'text' | 'binary'): Parser {
  const own = format === 'binary' ? undefined : parsers.get(oid)
  return own ?? pg.types.getTypeParser(oid, format === 'binary' ? 'binary' : 'text')
}

const parsers = new Map<number, Parser>([
  [pg.types.builtins.DATE, (text) => text],
  [pg.types.builtins.INT8, wholeNumber],
  [pg.types.builtins.TIMESTAMPTZ, moment],
  [1182, (text) => texts(text)],
  [1185, (text) => texts(text).map(moment)],
  [1016, (text) => texts(text).map(wholeNumber)],
])

function wholeNumber(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is too large for a number`)
  return value
}

// 2026-11-21 21:08:00.123+00 becomes 2026-11-21T21:08:00.123Z.
function moment(text: string): string {
  return text.endsWith('+00')
    ? `${text.slice(0, 10)}T${text.slice(11, -3)}Z`
    : Temporal.Instant.from(text).toString()
}

// Arrays of dates and numbers hold nothing that needs quotes, except moments.
function texts(array: string): string[] {
  const inside = array.slice(1, -1)
  return inside === '' ? [] : inside.split(',').map((item) => item.replaceAll('"', ''))
}
