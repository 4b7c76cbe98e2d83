import type { KeyObject } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Kysely } from 'kysely'
import type { Database } from '#db/schema.ts'
import { sealRecords } from '#domain/platform/audit/seal-records.ts'

export interface Sequencer {
  /** What went wrong the last time, if it did. */
  problem(): string | undefined
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
  let problem: string | undefined
  const seal = async () => {
    try {
      const sealed = await sealRecords(db, key)
      problem = undefined
      return sealed
    } catch (error) {
      problem = error instanceof Error ? error.message : String(error)
      onError(error)
      return 0
    }
  }
  const running = (async () => {
    let quiet = 0
    while (!ending.signal.aborted) {
      quiet = (await seal()) > 0 ? 0 : quiet + 1
      const wait = quiet < 20 ? 250 : 1000
      await pause(wait, undefined, { signal: ending.signal, ref: false }).catch(() => undefined)
    }
    await seal()
  })()
  const stop = async () => {
    ending.abort()
    await running
  }
  return { problem: () => problem, stop }
}
