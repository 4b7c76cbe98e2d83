import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'

/** All connections were in use for as long as a request may wait for one. */
export class NoConnection extends Error {}

/** A bound on connections, and on how long somebody waits for one. */
export interface PoolBounds {
  readonly most: number
  readonly waitSeconds: number
}

/** Opens a pool in which a connection that breaks is replaced by another when it is next needed. */
export function openPool(options: pg.PoolConfig, { most, waitSeconds }: PoolBounds): pg.Pool {
  const pool = new pg.Pool({
    ...options,
    max: most,
    connectionTimeoutMillis: waitSeconds * 1000,
    idleTimeoutMillis: 30_000,
  })
  // A connection that breaks while idle is replaced; without a listener it would end the process.
  pool.on('error', () => undefined)
  // So would one that breaks between two statements of a transaction; the next statement says so.
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}

/**
 * Takes a connection of a pool. Where all are in use, or the server has none left or is just starting,
 * it waits as long as the pool's bound says, and then fails with `NoConnection`.
 */
export async function takeConnection(pool: pg.Pool): Promise<pg.PoolClient> {
  const until = performance.now() + (pool.options.connectionTimeoutMillis ?? 0)
  for (;;) {
    try {
      return await pool.connect()
    } catch (error) {
      if (tookTooLong(error)) throw new NoConnection('no connection came free', { cause: error })
      if (!mayComeFree(error)) throw error
      if (performance.now() >= until) {
        throw new NoConnection('the server gave no connection', { cause: error })
      }
      await pause(50)
    }
  }
}

// pg-pool gives this no code.
function tookTooLong(error: unknown): boolean {
  return error instanceof Error && /timeout exceeded when trying to connect/.test(error.message)
}

// Too many connections; the server is starting.
function mayComeFree(error: unknown): boolean {
  return error instanceof pg.DatabaseError && ['53300', '57P03'].includes(error.code ?? '')
}
