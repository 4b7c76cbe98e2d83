import type { Transaction } from 'kysely'
import { Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import type { DatabaseOptions } from './client.ts'
import { databaseOwner, dataDirectory, refuseHalfRestored, startEmbedded } from './embedded.ts'
import { DatabaseUnavailable } from './embedded-programs.ts'
import { Hosts, readAddress } from './hosts.ts'
import type { Bounds, DatabaseLimits } from './limits.ts'
import {
  besideConnections,
  boundsOf,
  endlessBounds,
  limitsOf,
  mostReplicaLag,
  patience,
  patientBounds,
  patientLimits,
  shareOut,
} from './limits.ts'
import type { Logins } from './logins.ts'
import { prepareLogins, withLogin } from './logins.ts'
import { preparing } from './prepared.ts'
import { Pulse, within } from './pulse.ts'
import type { Readers } from './readers.ts'
import { openReaders } from './readers.ts'
import type { ReplicaSettings } from './replica.ts'
import { isOfReplica, Replica } from './replica.ts'
import type { Database } from './schema.ts'
import { confirmedByOne } from './synchronous.ts'
import type { PoolOptions } from './waiting-pool.ts'
import { NotConfirmed, openPool } from './waiting-pool.ts'

export { DatabaseUnavailable }

export interface Connection {
  readonly db: Kysely<Database>
  readonly pool: pg.Pool
  readonly kind: 'embedded' | 'server'
  /** Which database this is, for the start-up log and the health page; never a password. */
  readonly describe: string
  /** How another connection to the same database is opened, for LISTEN and for the job queue. */
  readonly options: DatabaseOptions
  /** The limits within which this process has connections. */
  readonly limits: DatabaseLimits
  /** From where is read what may be a little behind; undefined where no replica is named. */
  readonly replica: Replica | undefined
  /** Closes the connections; the database goes on. */
  release(): Promise<void>
  /** Closes the connections, and stops the embedded database when this process started it. */
  stop(): Promise<void>
}

type Environment = Readonly<Record<string, string | undefined>>

/**
 * Connects to the PostgreSQL server of DATABASE_URL, or else to the embedded one. A command, which has a
 * name of its own, has more patience with the database than what answers people.
 */
export async function connect(env: Environment, command?: string): Promise<Connection> {
  const limits = command === undefined ? limitsOf(env) : patientLimits(env)
  const name = command ?? 'peil'
  const url = env.DATABASE_URL
  if (url) {
    refuseHalfRestored(dataDirectory(env))
    return connectToServer(url, name, limits, {
      replica: command === undefined ? replicaOf(env) : undefined,
      confirmedByOne: confirmedByOne(env),
    })
  }
  if (env.DATABASE_REPLICA_URL) {
    throw new DatabaseUnavailable(
      'DATABASE_REPLICA_URL names a server that follows that of DATABASE_URL, which is not set.',
    )
  }
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
  return open('embedded', describe, options, { limits, afterwards: () => embedded.stop() })
}

/** How to connect to a database of an embedded PostgreSQL. */
export function embeddedOptions(host: string, database: string, name: string): DatabaseOptions {
  // Everything is named, as the PG… variables of the environment fill in whatever is not.
  return {
    ...{ host, port: 5432, user: databaseOwner, password: '', database, ssl: false },
    application_name: name,
  }
}

/** Opens connections with our readings of dates and numbers, within the limits of a process. */
export function open(
  kind: Connection['kind'],
  describe: string,
  options: DatabaseOptions,
  given: {
    readonly limits?: DatabaseLimits
    readonly afterwards?: () => Promise<void>
    /** As whom what is not the owner connects; without them the owner becomes `peil_app` for each request. */
    readonly logins?: Logins
    /** From where is read what may be a little behind. */
    readonly replica?: ReplicaSettings | undefined
  } = {},
): Connection {
  const { limits = limitsOf({}), afterwards, logins } = given
  const { waitSeconds } = limits
  const bounds = boundsOf(limits)
  const pulse = new Pulse(bounds)
  const pooled = (as: DatabaseOptions, itsPulse = pulse): PoolOptions => ({
    ...as,
    pulse: itsPulse,
    // As settings of the session, so that a reset comes back to them.
    statement_timeout: limits.statementSeconds * 1000,
    lock_timeout: limits.lockSeconds * 1000,
    idle_in_transaction_session_timeout: limits.idleSeconds * 1000,
    types: { getTypeParser },
    onConnect: async (client) => {
      // What a machine held that lost its power or its line is free after half a minute.
      await client.query(`set time zone 'UTC'; set datestyle to 'ISO'; set tcp_keepalives_idle to 15;
        set tcp_keepalives_interval to 5; set tcp_keepalives_count to 3`)
    },
  })
  const asRequests = pooled(logins?.web ?? options)
  const { reading, writing } = shareOut(limits)
  const working = logins === undefined ? writing : Math.max(1, Math.floor(writing * 0.4))
  const pool = openPool(pooled(logins?.work ?? options), { most: working, waitSeconds })
  const readers = openReaders(asRequests, { most: reading, waitSeconds })
  const besidePool = openPool(asRequests, { most: besideConnections, waitSeconds })
  pulse.askWith(() => askOnce(besidePool))
  const requestPool =
    logins === undefined
      ? pool
      : openPool(asRequests, { most: writing - working || 1, waitSeconds })
  const db = queries(pool)
  const beside = queries(besidePool)
  const requests = logins === undefined ? db : queries(requestPool)
  const first = { ...(logins?.web ?? options), pulse }
  const replica =
    given.replica &&
    new Replica(given.replica, {
      first,
      at: (replicaUrl) => {
        const { user, password } = first
        const connectionString =
          logins === undefined
            ? replicaUrl
            : withLogin(replicaUrl, user ?? '', typeof password === 'string' ? password : '')
        const itsPulse = new Pulse(bounds)
        const there = { ...first, connectionString, hosts: undefined, pulse: itsPulse }
        const readers = openReaders(pooled(there, itsPulse), { most: reading, waitSeconds })
        itsPulse.askWith(() => askOnce(readers.pool))
        return { options: there, readers }
      },
    })
  othersOf.set(db, {
    replica,
    readers,
    beside,
    requests,
    confirmSeconds: limits.statementSeconds,
    bounds,
  })
  let released: Promise<void> | undefined
  const release = async () => {
    pulse.stop()
    await replica?.stop()
    await readers.stop()
    // Kysely ends the pool only when it was the one that used it.
    for (const [one, its] of [
      [beside, besidePool],
      [requests, requestPool],
      [db, pool],
    ] as const) {
      await one.destroy()
      if (!its.ending) await its.end()
    }
  }
  const releaseOnce = () => (released ??= release())
  const stop = async () => {
    await releaseOnce()
    await afterwards?.()
  }
  const usual = { ...(logins?.work ?? options), pulse }
  return { db, pool, kind, describe, options: usual, limits, replica, release: releaseOnce, stop }
}

/**
 * What a connection of the owner is exchanged for once everything is made: one that can no longer become the
 * owner. Where the roles for that cannot be made, the owner stays, and it is said why.
 */
export async function leaveOwner(
  owner: Connection,
): Promise<{ readonly connection: Connection; readonly why?: string }> {
  const { kind, describe, options, limits } = owner
  // Nobody waits for a page yet: on a machine that is too busy the server may say nothing for a while.
  const prepared = await within(endlessBounds, () =>
    prepareLogins(owner.pool, options, patientLimits({})),
  )
  if (prepared.outcome === 'as-owner') return { connection: owner, why: prepared.why }
  // Nor does anybody look as the owner where the database is.
  options.hosts?.lookAs(prepared.logins.work)
  const { logins } = prepared
  const replica = owner.replica?.settings
  return { connection: open(kind, describe, options, { limits, logins, replica }) }
}

// Whether the server is there. It passes by what is thought of that meanwhile.
async function askOnce(pool: pg.Pool): Promise<void> {
  const client = await pool.connect()
  let failed: Error | undefined
  try {
    await client.query('select 1')
  } catch (error) {
    failed = error instanceof Error ? error : new Error(String(error))
    throw error
  } finally {
    client.release(failed)
  }
}

function queries(pool: pg.Pool): Kysely<Database> {
  return new Kysely<Database>({ dialect: new PostgresDialect({ pool: preparing(pool) }) })
}

// What a request may have beside the connections that write.
const othersOf = new WeakMap<
  Kysely<Database>,
  {
    readonly replica: Replica | undefined
    readonly readers: Readers
    readonly beside: Kysely<Database>
    /** For what requests write. */
    readonly requests: Kysely<Database>
    /** How long a request waits until what it wrote is confirmed. */
    readonly confirmSeconds: number
    /** How long a request waits for the database. */
    readonly bounds: Bounds
  }
>()

/** Whether what may lag can come from another server than the one that is written. */
export function hasReplica(db: Kysely<Database>): boolean {
  return othersOf.get(db)?.replica !== undefined
}

export interface AppScope {
  /** The register whose rows may be seen; without one, none are. */
  readonly register?: string
  readonly account?: string
  /** The organisation of which what is its own may be seen; `*` for that of every one. */
  readonly organisation?: string | undefined
  readonly readOnly?: boolean
  /**
   * Only reads, while another transaction of the same request is open. It has connections of its own:
   * whoever waits for a second one holds nothing that somebody else waits for with a second one.
   */
  readonly beside?: boolean
  /** Nobody waits for it, as for the daily work: it may take long. */
  readonly patient?: boolean
  /** Everything is read as it was at one moment. */
  readonly snapshot?: boolean
  /**
   * What is read may be some seconds old, so that it may come from a replica. Where that cannot answer it is run
   * again: it changes nothing that a second time would change.
   */
  readonly mayLag?: boolean
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
  const bounds = scope.patient === true ? patientBounds : othersOf.get(db)?.bounds
  const asked = () => askAsApp(db, scope, run)
  return bounds === undefined ? asked() : within(bounds, asked)
}

async function askAsApp<T>(
  db: Kysely<Database>,
  scope: AppScope,
  run: (transaction: Transaction<Database>) => Promise<T>,
): Promise<T> {
  const { register, account, organisation, readOnly = false, beside = false } = scope
  const { patient = false, snapshot = false, mayLag = false } = scope
  const others = othersOf.get(db)
  const ownThings = account !== undefined || organisation !== undefined
  if (readOnly && register !== undefined && !ownThings && !patient && !beside) {
    const replica = mayLag ? others?.replica?.reading(register) : undefined
    if (replica !== undefined) {
      try {
        return await replica.db.transaction().execute(run)
      } catch (error) {
        if (!isOfReplica(error)) throw error
        if (!(error instanceof pg.DatabaseError)) replica.broke()
      }
    }
    if (others !== undefined) return others.readers.of(register).transaction().execute(run)
  }
  const from = beside ? others?.beside : others?.requests
  const builder = (from ?? db).transaction()
  const mode = readOnly || beside ? builder.setAccessMode('read only') : builder
  const asked = Promise.withResolvers<void>()
  const done = (snapshot ? mode.setIsolationLevel('repeatable read') : mode).execute(
    async (transaction) => {
      await sql`select set_config('role', 'peil_app', true),
      set_config('peil.register', ${register ?? ''}, true),
      set_config('peil.account', ${account ?? ''}, true),
      set_config('peil.organisation', ${organisation ?? ''}, true)`.execute(transaction)
      if (patient) await bePatient(transaction)
      const result = await run(transaction)
      asked.resolve()
      return result
    },
  )
  if (readOnly || beside || patient || others === undefined) return done
  return confirmedWithin(others.confirmSeconds, done, asked.promise)
}

// A commit waits for the replica that has to have it too, however long that is away, and no limit of PostgreSQL ends
// that. Whoever asked does not wait so long. The connection does, so that no others are opened for more that wait.
async function confirmedWithin<T>(
  seconds: number,
  done: Promise<T>,
  asked: Promise<void>,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const tooLong = new Promise<never>((_, fail) => {
    void asked.then(() => {
      timer = setTimeout(
        () => fail(new NotConfirmed('what was written is not confirmed')),
        seconds * 1000,
      )
    })
  })
  try {
    return await Promise.race([done, tooLong])
  } finally {
    clearTimeout(timer)
  }
}

async function bePatient(transaction: Transaction<Database>): Promise<void> {
  const { statementSeconds, lockSeconds, idleSeconds } = patience
  await sql`select set_config('statement_timeout', ${`${statementSeconds}s`}, true),
    set_config('lock_timeout', ${`${lockSeconds}s`}, true),
    set_config('idle_in_transaction_session_timeout', ${`${idleSeconds}s`}, true)`.execute(
    transaction,
  )
}

async function connectToServer(
  url: string,
  name: string,
  limits: DatabaseLimits,
  more: { readonly replica: ReplicaSettings | undefined; readonly confirmedByOne: boolean },
): Promise<Connection> {
  const shown = withoutPassword(url)
  const address = readAddress(url, 'DATABASE_URL')
  const hosts = address.hosts.length === 1 ? undefined : new Hosts(address.hosts)
  const { replica, confirmedByOne: byOne } = more
  const as = { connectionString: address.url, application_name: name }
  const options = { ...as, hosts, confirmedByOne: byOne }
  hosts?.lookAs(options)
  const connection = open('server', `PostgreSQL server ${shown}`, options, {
    // One of them looks where the database is.
    limits:
      hosts === undefined
        ? limits
        : { ...limits, connections: Math.max(8, limits.connections - 1) },
    replica,
    ...(hosts !== undefined && { afterwards: () => hosts.stop() }),
  })
  try {
    await sql`select 1`.execute(connection.db)
    return connection
  } catch (error) {
    await connection.stop()
    const why = error instanceof Error ? error.message : String(error)
    throw new DatabaseUnavailable(`The database of DATABASE_URL (${shown}) does not answer: ${why}`)
  }
}

function replicaOf(env: Environment): ReplicaSettings | undefined {
  const url = env.DATABASE_REPLICA_URL
  if (!url) return undefined
  return { address: readAddress(url, 'DATABASE_REPLICA_URL'), mostSeconds: mostReplicaLag(env) }
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
