import type { CompiledQuery, DatabaseConnection, Dialect, Driver, QueryResult } from 'kysely'
import { Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely'
import pg from 'pg'
import type { Database } from './schema.ts'

// Most of what is asked only reads. A connection that from its first moment has the role of the
// application, sees one register and can only read, needs no transaction around each question: one
// round trip instead of four. Nothing is lost, since a transaction at the level "read committed"
// gives each statement its own snapshot as well.

/** The readers of one database: connections per register that can only read. */
export interface Readers {
  of(register: string): Kysely<Database>
  stop(): Promise<void>
}

/** Prepares readers; connections are opened when they are first asked for. */
export function openReaders(options: pg.PoolConfig): Readers {
  const byRegister = new Map<string, { readonly db: Kysely<Database>; readonly pool: pg.Pool }>()
  return {
    of: (register) => {
      const known = byRegister.get(register)
      if (known !== undefined) return known.db
      const pool = new pg.Pool({
        ...options,
        onConnect: async (client) => {
          await options.onConnect?.(client)
          await client.query(`set role peil_app; set default_transaction_read_only to on;
            set statement_timeout to '15s'`)
          await client.query(
            `select set_config('peil.register', $1, false), set_config('peil.account', '', false)`,
            [register],
          )
        },
      })
      // A connection that breaks while idle is replaced.
      pool.on('error', () => undefined)
      pool.on('connect', (client) => client.on('error', () => undefined))
      const made = { db: new Kysely<Database>({ dialect: readingDialect(pool) }), pool }
      byRegister.set(register, made)
      return made.db
    },
    stop: async () => {
      for (const { db, pool } of byRegister.values()) {
        await db.destroy()
        if (!pool.ending) await pool.end()
      }
    },
  }
}

function readingDialect(pool: pg.Pool): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => readingDriver(pool),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  }
}

type ReadingConnection = DatabaseConnection & { readonly client: pg.PoolClient }

function readingDriver(pool: pg.Pool): Driver {
  const connections = new WeakMap<pg.PoolClient, ReadingConnection>()
  const nothing = async () => undefined
  return {
    init: nothing,
    acquireConnection: async () => {
      const client = await pool.connect()
      const known = connections.get(client)
      if (known !== undefined) return known
      const made = readingConnection(client)
      connections.set(client, made)
      return made
    },
    beginTransaction: nothing,
    commitTransaction: nothing,
    rollbackTransaction: nothing,
    releaseConnection: async (connection) => (connection as ReadingConnection).client.release(),
    destroy: async () => {
      if (!pool.ending) await pool.end()
    },
  }
}

function readingConnection(client: pg.PoolClient): ReadingConnection {
  return {
    client,
    executeQuery: async <Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> => {
      const name = nameOf(sql)
      const values = [...parameters]
      const { rows } = await client.query<Row & pg.QueryResultRow>(
        name === undefined ? { text: sql, values } : { name, text: sql, values },
      )
      return { rows }
    },
    streamQuery: () => {
      throw new Error('a reader gives whole answers only')
    },
  }
}

const mostPrepared = 500
const names = new Map<string, string>()

// A query that is asked again is prepared once per connection. Texts that vary without end, if there
// are any, are not: there is a limit to what a connection remembers.
function nameOf(sql: string): string | undefined {
  const known = names.get(sql)
  if (known !== undefined || names.size >= mostPrepared) return known
  const name = `read_${names.size}`
  names.set(sql, name)
  return name
}
