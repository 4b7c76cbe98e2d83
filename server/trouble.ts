import pg from 'pg'
import { NoWritableHost } from '#db/hosts.ts'
import { ServerSilent } from '#db/pulse.ts'
import { NoConnection, NotConfirmed } from '#db/waiting-pool.ts'
import { StorageUnavailable } from '#domain/platform/storage/storage.ts'
import { Outrun } from '#server/outrun.ts'
import type { Sent, Trouble } from '#web/public/unavailable.tsx'

// What goes wrong around Peil and comes right again: nobody did anything wrong, and what they sent can be
// sent again.

/** After how many seconds it is worth trying again. */
export const tryAgainAfter: Readonly<Record<Trouble, number>> = {
  away: 10,
  busy: 5,
  full: 60,
  updating: 5,
}

/** What somebody sent that could not be done, with where its files wait. */
export class NotDone extends Error {
  readonly sent: Sent

  constructor(cause: unknown, sent: Sent) {
    super('what was sent could not be done', { cause })
    this.sent = sent
  }
}

/** Whether an error, or what caused it, is trouble around Peil; undefined for a mistake of ours. */
export function troubleOf(error: unknown): Trouble | undefined {
  if (!(error instanceof Error)) return undefined
  const own = ownTroubleOf(error)
  if (own !== undefined) return own
  const others = error instanceof AggregateError ? error.errors : []
  for (const cause of [error.cause, ...others]) {
    const found = cause === error ? undefined : troubleOf(cause)
    if (found !== undefined) return found
  }
  return undefined
}

function ownTroubleOf(error: Error): Trouble | undefined {
  if (error instanceof Outrun) return 'updating'
  if (error instanceof NoConnection) return 'busy'
  const away = [NoWritableHost, NotConfirmed, ServerSilent]
  if (away.some((kind) => error instanceof kind)) return 'away'
  // A disk is full, or the bucket does not answer as it should.
  if (error instanceof StorageUnavailable) return troubleOf(error.cause) ?? 'full'
  if ('$metadata' in error) return 'away'
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  if (error instanceof pg.DatabaseError) return ofDatabase(code)
  if (noRoom.has(code)) return 'full'
  if (noLine.has(code) || ('syscall' in error && error.syscall === 'connect')) return 'away'
  // The driver gives these no code.
  return /^Connection terminated|^Client has encountered a connection error|^timeout expired/.test(
    error.message,
  )
    ? 'away'
    : undefined
}

// Classes and codes of PostgreSQL's appendix A.
function ofDatabase(code: string): Trouble | undefined {
  // What was prepared is not as it was: the next who asks has a connection that prepared nothing.
  if (code === '0A000') return 'updating'
  if (code === '53100' || code === '58030') return 'full'
  if (code.startsWith('53') || busy.has(code)) return 'busy'
  return code.startsWith('08') || code.startsWith('57P') ? 'away' : undefined
}

// A lock that was not to be had, a question that took too long, two that waited for each other or that
// changed the same, a transaction in which nothing was asked.
const busy: ReadonlySet<string> = new Set(['55P03', '57014', '40P01', '40001', '25P03', '25P04'])

const noRoom: ReadonlySet<string> = new Set([
  'ENOSPC',
  'EDQUOT',
  'EROFS',
  'EACCES',
  'EPERM',
  'EIO',
  'EMFILE',
  'ENFILE',
])

const noLine: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EAI_AGAIN',
])
