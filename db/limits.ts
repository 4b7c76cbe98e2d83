import { DatabaseUnavailable } from './embedded-programs.ts'

/** How much of the database a process takes, and how long it lets one question hold others up. */
export interface DatabaseLimits {
  /** How many connections a process opens at most, however many registers there are. */
  readonly connections: number
  /** How long a request waits for a free connection, in seconds. */
  readonly waitSeconds: number
  /** How long one question to the database may take, in seconds. */
  readonly statementSeconds: number
  /** How long one question waits for what somebody else has in hand, in seconds. */
  readonly lockSeconds: number
  /** How long a transaction in which nothing is asked stays open, in seconds. */
  readonly idleSeconds: number
}

/** How long this side waits for the database, in seconds, whatever the database does. */
export interface Bounds {
  /** For an answer while no word comes from the server on any line. */
  readonly silence: number
  /** For the answer to one question while the server answers others. */
  readonly question: number
  /** For the answers to all that is asked in one transaction. */
  readonly transaction: number
}

type Environment = Readonly<Record<string, string | undefined>>

/** The limits of a process that answers people, by PEIL_CONNECTIONS, PEIL_WAIT_SECONDS, PEIL_STATEMENT_SECONDS and PEIL_LOCK_SECONDS. */
export function limitsOf(env: Environment): DatabaseLimits {
  return {
    connections: wholeIn(env, 'PEIL_CONNECTIONS', { usual: 24, least: 8 }),
    waitSeconds: wholeIn(env, 'PEIL_WAIT_SECONDS', { usual: 5, least: 1 }),
    statementSeconds: wholeIn(env, 'PEIL_STATEMENT_SECONDS', { usual: 20, least: 1 }),
    lockSeconds: wholeIn(env, 'PEIL_LOCK_SECONDS', { usual: 10, least: 1 }),
    idleSeconds: 60,
  }
}

/** The same for what nobody waits for: a command, a job, the daily work. */
export function patientLimits(env: Environment): DatabaseLimits {
  return { ...limitsOf(env), waitSeconds: 60, ...patience }
}

/** How far a replica may be behind, in seconds, by PEIL_REPLICA_LAG_SECONDS. */
export function mostReplicaLag(env: Environment): number {
  return wholeIn(env, 'PEIL_REPLICA_LAG_SECONDS', { usual: 10, least: 2 })
}

/** How long what nobody waits for may take, in seconds. */
export const patience = { statementSeconds: 3600, lockSeconds: 120, idleSeconds: 1800 } as const

/**
 * The bounds that go with limits: the server, where it still does anything, ends a question before we break the line,
 * and of a server that says nothing people hear before they would give up waiting for a connection.
 */
export function boundsOf({
  waitSeconds,
  statementSeconds,
}: Pick<DatabaseLimits, 'waitSeconds' | 'statementSeconds'>): Bounds {
  return {
    silence: Math.max(2, waitSeconds * 0.8),
    question: statementSeconds + 5,
    transaction: statementSeconds * 3,
  }
}

/** The bounds of what nobody waits for, as for a job and the daily work. */
export const patientBounds: Bounds = boundsOf({ waitSeconds: 60, ...patience })

/** Those of the job queue: no limit of PostgreSQL holds for what it asks, so that this one is wide. */
export const queueBounds: Bounds = { silence: 15, question: 600, transaction: 600 }

/** Those of what may take as long as it takes, as a migration, while the server is there. */
export const endlessBounds: Bounds = {
  silence: patientBounds.silence,
  question: Number.POSITIVE_INFINITY,
  transaction: Number.POSITIVE_INFINITY,
}

/** Of the connections of a process, those of the job queue. */
export const queueConnections = 3

/** Of the connections of a process, those with which a request looks beside the one that it has. */
export const besideConnections = 2

/** Of the connections of a process, the one on which it hears what others changed. */
const newsConnections = 1

/** How the other connections are shared: one half reads, the other writes. */
export function shareOut({ connections }: DatabaseLimits): {
  readonly reading: number
  readonly writing: number
} {
  const others = connections - queueConnections - besideConnections - newsConnections
  const reading = Math.floor(others / 2)
  return { reading, writing: others - reading }
}

function wholeIn(
  env: Environment,
  name: string,
  { usual, least }: { readonly usual: number; readonly least: number },
): number {
  const text = env[name]
  if (text === undefined || text === '') return usual
  if (/^\d{1,5}$/.test(text) && Number(text) >= least) return Number(text)
  throw new DatabaseUnavailable(
    `${name} is ${text}, which is no whole number of at least ${least}.`,
  )
}
