import type { PostgresCursor, PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely'
import pg from 'pg'
import { DatabaseClient } from './client.ts'
import { NoWritableHost } from './hosts.ts'
import { takeConnection } from './waiting-pool.ts'

// To plan a question that looks through the rules of a dozen tables takes PostgreSQL longer than to
// answer it. So what is asked again is prepared, once per connection: from the sixth time on it is
// answered by a plan that is ready.

/** A pool whose connections prepare what they are asked. */
export function preparing(pool: pg.Pool): PostgresPool {
  const known = new WeakMap<pg.PoolClient, PostgresPoolClient>()
  return {
    connect: async () => {
      const client = await takeConnection(pool)
      const made = known.get(client) ?? preparingClient(client)
      known.set(client, made)
      return made
    },
    end: () => pool.end(),
    options: pool.options,
  }
}

function preparingClient(client: pg.PoolClient): PostgresPoolClient {
  let outdated = false
  const ask = async (sql: string, parameters: readonly unknown[]) => {
    try {
      const name = nameOf(sql, parameters)
      const values = [...parameters]
      return await client.query(
        name === undefined ? { text: sql, values } : { name, text: sql, values },
      )
    } catch (error) {
      // The tables changed under what was prepared, as when a newer Peil starts: this connection is
      // replaced by one that has prepared nothing.
      outdated ||= error instanceof pg.DatabaseError && error.code === '0A000'
      if (isRefused(client, error)) {
        outdated = true
        throw new NoWritableHost('the database may not be written any more', { cause: error })
      }
      throw error
    }
  }
  function query<Row>(
    sql: string,
    parameters: readonly unknown[],
  ): Promise<PostgresQueryResult<Row>>
  function query<Row>(cursor: PostgresCursor<Row>): PostgresCursor<Row>
  function query(
    asked: string | PostgresCursor<unknown>,
    parameters: readonly unknown[] = [],
  ): unknown {
    if (typeof asked !== 'string') throw new Error('answers are given whole only')
    return ask(asked, parameters)
  }
  return { query, release: (destroy) => client.release(destroy === true || outdated) }
}

// To write is refused by a server that nothing can be written to, which is no mistake of who asks: it follows another
// one by now.
function isRefused(client: pg.PoolClient, error: unknown): boolean {
  if (!(error instanceof pg.DatabaseError) || error.code !== '25006') return false
  const there: pg.Client = client
  if (!(there instanceof DatabaseClient) || !there.isReadOnly) return false
  there.doubtHost()
  return true
}

const mostPrepared = 500
const names = new Map<string, string>()

// Texts that vary without end, if there are any, are not prepared: there is a limit to what a
// connection remembers. What has no parameters may be several statements, or one that has no plan.
function nameOf(sql: string, parameters: readonly unknown[]): string | undefined {
  const known = names.get(sql)
  if (known !== undefined || names.size >= mostPrepared || parameters.length === 0) return known
  const name = `asked_${names.size}`
  names.set(sql, name)
  return name
}
