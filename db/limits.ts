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
