import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { DatabaseOptions } from './client.ts'
import { breakLine, DatabaseClient } from './client.ts'
import { NoWritableHost } from './hosts.ts'
import type { Pulse } from './pulse.ts'
import { ServerSilent } from './pulse.ts'

/** All connections were in use for as long as a request may wait for one. */
export class NoConnection extends Error {}

/** What was written is done here, and not confirmed by the replica that has to have it too: it may be done yet. */
export class NotConfirmed extends Error {}

/** A bound on connections, and on how long somebody waits for one. */
export interface PoolBounds {
  readonly most: number
  readonly waitSeconds: number
}

/** How the connections of a pool are opened. */
export type PoolOptions = DatabaseOptions & Pick<pg.PoolConfig, 'onConnect'>

/** Opens a pool in which a connection that breaks is replaced by another when it is next needed. */
export function openPool(options: PoolOptions, { most, waitSeconds }: PoolBounds): pg.Pool {
  const each = { ...options, connectionTimeoutMillis: waitSeconds * 1000 }
  const pool = new pg.Pool({
    ...each,
    max: most,
    idleTimeoutMillis: 30_000,
    Client: class extends DatabaseClient {
      constructor() {
        super(each)
      }
    },
  })
  if (options.pulse !== undefined) pulses.set(pool, options.pulse)
  // A connection that breaks while idle is replaced; without a listener it would end the process.
  pool.on('error', () => undefined)
  // So would one that breaks between two statements of a transaction; the next statement says so.
  pool.on('connect', (client) => {
    client.on('error', () => undefined)
    client.on('notice', (notice) => breakWhereUnsure(client, notice))
  })
  return pool
}

// Whoever cancels a commit that waits for its replica makes of it one that may be lost, and PostgreSQL only warns: it
// is kept here and may be nowhere else. That is no commit to tell anybody of.
function breakWhereUnsure(
  client: pg.ClientBase,
  { routine }: { readonly routine?: string | undefined },
) {
  if (routine !== 'SyncRepWaitForLSN') return
  breakLine(client, new Error('Connection terminated: a commit was not waited for'))
}

const pulses = new WeakMap<pg.Pool, Pulse>()

/**
 * Takes a connection of a pool. Where all are in use, or the server has none left or is just starting,
 * it waits as long as the pool's bound says, and then fails with `NoConnection`. Where the server is known to say nothing
 * it fails at once, with `ServerSilent`.
 */
export async function takeConnection(pool: pg.Pool): Promise<pg.PoolClient> {
  const until = performance.now() + (pool.options.connectionTimeoutMillis ?? 0)
  const pulse = pulses.get(pool)
  for (;;) {
    if (pulse?.isSilent === true) throw new ServerSilent('the server of the database says nothing')
    try {
      const client = await pool.connect()
      if (!isStale(client)) return client
      client.release(true)
    } catch (error) {
      if (error instanceof Error && /timeout e/.test(error.message)) pulse?.doubt()
      if (tookTooLong(error)) throw new NoConnection('no connection came free', { cause: error })
      if (!mayComeFree(error)) throw error
      if (performance.now() >= until) {
        if (error instanceof NoWritableHost) throw error
        throw new NoConnection('the server gave no connection', { cause: error })
      }
      await pause(50)
    }
  }
}

function isStale(client: pg.ClientBase): boolean {
  return client instanceof DatabaseClient && client.isStale
}

// pg-pool gives this no code.
function tookTooLong(error: unknown): boolean {
  return error instanceof Error && /timeout exceeded when trying to connect/.test(error.message)
}

// Too many connections; the server is starting; one that takes over has yet to.
function mayComeFree(error: unknown): boolean {
  if (error instanceof NoWritableHost) return true
  return error instanceof pg.DatabaseError && ['53300', '57P03'].includes(error.code ?? '')
}
