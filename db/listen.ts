import { setTimeout as pause } from 'node:timers/promises'
import type { DatabaseOptions } from './client.ts'
import { DatabaseClient } from './client.ts'

/** How long it takes before a line that broke is tried again, in milliseconds. */
const again = 1000

/** How often is asked whether the line is still there, and how long the answer may take, in milliseconds. */
const sound = { every: 10_000, patience: 5000 } as const

/** What is done with what is heard. */
export interface Hearing {
  readonly hear: (payload: string) => void
  /** The line is there, or there again: what was said meanwhile is not told any more. */
  readonly there: () => void
  readonly broke: (error: unknown) => void
}

/** Listens to a channel until it is stopped, over a line that is opened again whenever it breaks. */
export function keepListening(
  options: DatabaseOptions,
  channel: string,
  hearing: Hearing,
): { stop(): Promise<void> } {
  const stopping = new AbortController()
  const listening = async () => {
    while (!stopping.signal.aborted) {
      await listenOnce(options, channel, hearing, stopping.signal).catch(hearing.broke)
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
  options: DatabaseOptions,
  channel: string,
  { hear, there }: Hearing,
  stop: AbortSignal,
): Promise<void> {
  const client = new DatabaseClient({
    ...options,
    keepAlive: true,
    connectionTimeoutMillis: 10_000,
    query_timeout: sound.patience,
  })
  const broken = new Promise<void>((done, fail) => {
    client.once('error', fail)
    client.once('end', done)
  })
  broken.catch(() => undefined)
  client.on('notification', ({ payload = '' }) => hear(payload))
  const over = new AbortController()
  const end = () => over.abort()
  stop.addEventListener('abort', end)
  if (stop.aborted) end()
  try {
    await client.connect()
    await client.query(`listen ${client.escapeIdentifier(channel)}`)
    there()
    await Promise.race([broken, keepAsking(client, over.signal)])
  } finally {
    stop.removeEventListener('abort', end)
    end()
    // Where nobody answers, nobody says goodbye either.
    const goodbye = pause(sound.patience, undefined, { ref: false })
    await Promise.race([client.end().catch(() => undefined), goodbye])
    client.connection.stream.destroy()
  }
}

// A line can be gone without a word of it. Ends when it is asked to stop.
async function keepAsking(client: DatabaseClient, stop: AbortSignal): Promise<void> {
  for (;;) {
    await pause(sound.every, undefined, { signal: stop, ref: false }).catch(() => undefined)
    if (stop.aborted) return
    await client.query('select 1')
  }
}
