import type { KeyObject } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Kysely } from 'kysely'
import type { Database } from '#db/schema.ts'
import { sealRecords } from './seal-records.ts'

export interface Sequencer {
  /** Finishes what it is at, seals what is left and stops. */
  stop(): Promise<void>
}

/**
 * Seals what is recorded, several times a second while there is work. It asks rather than listens:
 * a NOTIFY makes transactions commit one after the other. Any number of processes may run one.
 */
export function startSequencer(
  db: Kysely<Database>,
  key: KeyObject,
  onError: (error: unknown) => void,
): Sequencer {
  const ending = new AbortController()
  const running = (async () => {
    let quiet = 0
    while (!ending.signal.aborted) {
      const sealed = await sealRecords(db, key).catch((error) => {
        onError(error)
        return 0
      })
      quiet = sealed > 0 ? 0 : quiet + 1
      const wait = quiet < 20 ? 250 : 1000
      await pause(wait, undefined, { signal: ending.signal, ref: false }).catch(() => undefined)
    }
    await sealRecords(db, key).catch(onError)
  })()
  const stop = async () => {
    ending.abort()
    await running
  }
  return { stop }
}
