import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { Logger } from 'pino'
import type { Connection } from '#db/connection.ts'
import { clockMoved } from '#domain/platform/clock/business-date.ts'
import { lookAgainSoon } from '#domain/platform/context/current-register.ts'
import type { Platform } from '#domain/platform/context/platform.ts'

/** How long it takes before a line that broke is tried again, in milliseconds. */
const again = 2_000

/**
 * Listens to what other processes on this database changed of what each keeps for a second: what a register is and
 * says of itself, and the demo's clock. Without a line the second holds, so that nothing is missed, only later.
 */
export function listenToNews(
  { db, options }: Pick<Connection, 'db' | 'options'>,
  platform: Platform,
  log: Logger,
): { stop(): Promise<void> } {
  const stopping = new AbortController()
  const hear = () => {
    clockMoved(db)
    lookAgainSoon(platform)
  }
  const listening = async () => {
    while (!stopping.signal.aborted) {
      await listenOnce(options, hear, stopping.signal).catch((error) =>
        log.warn({ err: error }, 'what other processes change is heard later'),
      )
      await pause(again, undefined, { signal: stopping.signal, ref: false }).catch(() => undefined)
    }
  }
  const ended = listening()
  return {
    stop: async () => {
      stopping.abort()
      await ended
    },
  }
}

// Until the line breaks, or it is asked to stop.
async function listenOnce(
  options: pg.ClientConfig,
  hear: () => void,
  stop: AbortSignal,
): Promise<void> {
  const client = new pg.Client({ ...options, keepAlive: true, connectionTimeoutMillis: 10_000 })
  const broken = new Promise<void>((done, fail) => {
    client.once('error', fail)
    client.once('end', done)
  })
  broken.catch(() => undefined)
  client.on('notification', hear)
  try {
    await client.connect()
    await client.query('listen peil_news')
    // What happened before is not told any more.
    hear()
    const asked = new Promise<void>((done) => stop.addEventListener('abort', () => done()))
    await Promise.race([broken, stop.aborted ? undefined : asked])
  } finally {
    await client.end().catch(() => undefined)
  }
}
