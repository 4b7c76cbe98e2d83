import pg from 'pg'
import type { DatabaseOptions } from './client.ts'
import { queueBounds } from './limits.ts'
import { keepListening } from './listen.ts'
import { openPool, takeConnection } from './waiting-pool.ts'

/** The database as the job queue asks it: by connections of its own, to whichever host may be written. */
export interface QueueDatabase {
  executeSql(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>
  listen(
    channel: string,
    hear: (payload: string) => void,
    there: () => void,
  ): Promise<{ close(): Promise<void> }>
  close(): Promise<void>
}

/** How long the queue waits for a connection, in seconds. */
const waitSeconds = 10

/** Opens it with at most so many connections, beside the one that listens. */
export function openQueueDatabase(
  options: DatabaseOptions,
  most: number,
  /** A line to the database broke; it is opened again. */
  broke: (error: unknown) => void,
): QueueDatabase {
  const as = { ...options, application_name: 'peil-jobs', bounds: queueBounds }
  const pool = openPool(as, { most, waitSeconds })
  return {
    executeSql: async (text, values) => {
      const client = await takeConnection(pool)
      let failed: Error | undefined
      try {
        return await client.query(text, values)
      } catch (error) {
        // What the server itself says leaves the connection as it was.
        if (error instanceof Error && !(error instanceof pg.DatabaseError)) failed = error
        throw error
      } finally {
        client.release(failed)
      }
    },
    listen: async (channel, hear, there) => {
      const listening = keepListening(as, channel, { hear, there, broke })
      return { close: () => listening.stop() }
    },
    close: () => pool.end(),
  }
}
