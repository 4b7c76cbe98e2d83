import type { CompiledQuery, DatabaseConnection, Dialect, Driver, QueryResult } from 'kysely'
import { Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely'
import type pg from 'pg'
import type { Database } from './schema.ts'
import type { PoolBounds, PoolOptions } from './waiting-pool.ts'
import { openPool, takeConnection } from './waiting-pool.ts'

// Most of what is asked only reads. A connection that from its first moment has the role of the
// application, sees one register and can only read, needs no transaction around each question: one
// round trip instead of four. Nothing is lost, since a transaction at the level "read committed"
// gives each statement its own snapshot as well.

/** The readers of one database: connections that can only read, in the register that is asked for. */
export interface Readers {
  of(register: string): Kysely<Database>
  readonly pool: pg.Pool
  stop(): Promise<void>
}

/** Prepares readers for all registers together; connections are opened when they are first asked for. */
export function openReaders(options: PoolOptions, bounds: PoolBounds): Readers {
  const pool = openPool(
    {
      ...options,
      onConnect: async (client) => {
        await options.onConnect?.(client)
        await client.query(`set role peil_app; set default_transaction_read_only to on;
          select set_config('peil.register', '', false), set_config('peil.account', '', false)`)
      },
    },
    bounds,
  )
  const byRegister = new Map<string, Kysely<Database>>()
  const lend = lender(pool)
  return {
    of: (register) => {
      const known = byRegister.get(register)
      if (known !== undefined) return known
      const made = new Kysely<Database>({ dialect: readingDialect(() => lend(register)) })
      byRegister.set(register, made)
      return made
    },
    pool,
    stop: async () => {
      for (const db of byRegister.values()) await db.destroy()
      await pool.end()
    },
  }
}

interface Lent extends DatabaseConnection {
  readonly giveBack: () => void
}

// A connection sees one register at a time, the one for which it is lent. It keeps seeing that one when
// it comes back, so that only who asks for another has to say so. Who gave it back can ask nothing more.
function lender(pool: pg.Pool): (register: string) => Promise<Lent> {
  const sees = new WeakMap<pg.PoolClient, string>()
  return async (register) => {
    const client = await takeConnection(pool)
    if (sees.get(client) !== register) {
      try {
        await client.query({
          name: 'see',
          text: `select set_config('peil.register', $1, false)`,
          values: [register],
        })
        sees.set(client, register)
      } catch (error) {
        // Nobody may have a connection of which it is unsure what it sees.
        client.release(true)
        throw error
      }
    }
    let isLent = true
    return {
      executeQuery: async <Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> => {
        if (!isLent) throw new Error('this reader was given back')
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
      giveBack: () => {
        isLent = false
        client.release()
      },
    }
  }
}

function readingDialect(lend: () => Promise<Lent>): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => readingDriver(lend),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  }
}

function readingDriver(lend: () => Promise<Lent>): Driver {
  const nothing = async () => undefined
  return {
    init: nothing,
    acquireConnection: lend,
    beginTransaction: nothing,
    commitTransaction: nothing,
    rollbackTransaction: nothing,
    releaseConnection: async (connection) => (connection as Lent).giveBack(),
    destroy: nothing,
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
