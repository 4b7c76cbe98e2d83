import type { Logger } from 'pino'
import type { Connection } from '#db/connection.ts'
import { keepListening } from '#db/listen.ts'
import { clockMoved } from '#domain/platform/clock/business-date.ts'
import { lookAgainSoon } from '#domain/platform/context/current-register.ts'
import type { Platform } from '#domain/platform/context/platform.ts'

/**
 * Listens to what other processes on this database changed of what each keeps for a second: what a register is and
 * says of itself, and the demo's clock. Without a line the second holds, so that nothing is missed, only later.
 */
export function listenToNews(
  { db, options }: Pick<Connection, 'db' | 'options'>,
  platform: Platform,
  log: Logger,
): { stop(): Promise<void> } {
  const hear = () => {
    clockMoved(db)
    lookAgainSoon(platform)
  }
  return keepListening(options, 'peil_news', {
    hear,
    // What happened before is not told any more.
    there: hear,
    broke: (error) => log.warn({ err: error }, 'what other processes change is heard later'),
  })
}
