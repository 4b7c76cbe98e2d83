import { setTimeout as pause } from 'node:timers/promises'
import type { Kysely } from 'kysely'
import pg from 'pg'
import type { DatabaseOptions } from './client.ts'
import { DatabaseClient } from './client.ts'
import type { Address, Host } from './hosts.ts'
import { urlAt } from './hosts.ts'
import { ServerSilent } from './pulse.ts'
import type { Readers } from './readers.ts'
import type { Database } from './schema.ts'
import { NoConnection } from './waiting-pool.ts'

// What may be a little behind is read from a server that follows the one that is written. How far that one is behind
// is measured by what the first had written, and when: a clock of another machine tells nothing.

/** How a replica is. */
export type ReplicaState =
  | 'in-use'
  /** It does not answer. */
  | 'away'
  /** It answers, and is further behind than it may be. */
  | 'behind'
  /** It follows nothing: it is a database by itself. */
  | 'leads'
  /** It has another database than the one that is written. */
  | 'another'

/** Where the replica is, and how far it may be behind. */
export interface ReplicaSettings {
  readonly address: Address
  readonly mostSeconds: number
}

/** How often is looked how far it is, and how long an answer may take, in milliseconds. */
const lookEvery = 1000
const patience = 2000

/** How long what was last known of a first server that does not answer tells enough, in milliseconds. */
const withoutFirst = 60_000

/** A place up to which a server had written, and when it was asked. */
interface Mark {
  readonly at: number
  readonly position: bigint
}

/** Reads from the first of the named replicas that is not too far behind; undefined says that none is. */
export class Replica {
  readonly #followers: readonly Follower[]
  readonly #first: Asker
  readonly settings: ReplicaSettings
  readonly #most: number
  readonly #stopping = new AbortController()
  #marks: readonly Mark[] = []
  #identity = ''
  #watching: Promise<void>

  constructor(
    settings: ReplicaSettings,
    how: {
      /** How the first server is reached. */
      readonly first: DatabaseOptions
      /** How the same is done at this URL, and readers there. */
      readonly at: (url: string) => { readonly options: DatabaseOptions; readonly readers: Readers }
    },
  ) {
    const { address, mostSeconds } = settings
    this.settings = settings
    this.#most = mostSeconds * 1000
    this.#first = new Asker(how.first)
    this.#followers = address.hosts.map((host) => {
      const url = address.hosts.length === 1 ? address.url : urlAt(address.url, host)
      return new Follower(host, how.at(url))
    })
    this.#watching = this.#watch()
  }

  /** Something to read from in a register; undefined where the first server has to answer. */
  reading(register: string): Reading | undefined {
    const found = this.#followers.find((one) => this.#stateOf(one) === 'in-use')
    return found && { db: found.readers.of(register), broke: () => found.lose() }
  }

  /** How the best of them is, and how far that one is behind in seconds, where that is known. */
  look(): { readonly state: ReplicaState; readonly lagSeconds: number | undefined } {
    const states = this.#followers.map((one) => ({
      state: this.#stateOf(one),
      lag: this.#lagOf(one),
    }))
    const best = states.find(({ state }) => state === 'in-use') ?? states[0]
    const lag = best?.lag
    return { state: best?.state ?? 'away', lagSeconds: lag === undefined ? undefined : lag / 1000 }
  }

  async stop(): Promise<void> {
    this.#stopping.abort()
    await this.#watching
    await this.#first.close()
    for (const follower of this.#followers) await follower.stop()
  }

  #stateOf({ seen }: Follower): ReplicaState {
    if (seen === undefined || performance.now() - seen.at > lookEvery + patience) return 'away'
    if (seen.position === undefined) return 'leads'
    if (this.#identity === '' || this.#marks.length === 0) return 'behind'
    if (seen.identity !== this.#identity) return 'another'
    const lag = lagIn(this.#marks, seen.position)
    const [last] = this.#marks.slice(-1)
    const isKnown = last !== undefined && performance.now() - last.at < withoutFirst
    return isKnown && lag !== undefined && lag <= this.#most ? 'in-use' : 'behind'
  }

  #lagOf({ seen }: Follower): number | undefined {
    return seen?.position === undefined ? undefined : lagIn(this.#marks, seen.position)
  }

  // Each by itself: one that does not answer keeps no other from being looked at.
  async #watch(): Promise<void> {
    const { signal } = this.#stopping
    const again = async (look: () => Promise<void>) => {
      while (!signal.aborted) {
        await look()
        await pause(lookEvery, undefined, { signal, ref: false }).catch(() => undefined)
      }
    }
    await Promise.all([
      again(() => this.#lookAtFirst()),
      ...this.#followers.map((one) => again(() => one.look())),
    ])
  }

  async #lookAtFirst(): Promise<void> {
    const at = performance.now()
    const found = await this.#first.ask<{ position: string; identity: string }>(
      `select pg_current_wal_flush_lsn()::text as position, ${identity} as identity`,
    )
    if (found === undefined) return
    this.#identity = found.identity
    const kept = this.#marks.filter((mark) => mark.at > at - 4 * this.#most)
    this.#marks = [...kept, { at, position: positionOf(found.position) }]
  }
}

/** A replica to read from, for one question or more. */
export interface Reading {
  readonly db: Kysely<Database>
  /** It did not answer. */
  readonly broke: () => void
}

/**
 * By how many milliseconds somebody who has repeated what was written up to a place is behind, by what was written
 * when; undefined where it has not repeated any of it.
 */
export function lagIn(marks: readonly Mark[], repeated: bigint): number | undefined {
  const [last] = marks.slice(-1)
  const newest = marks.findLast(({ position }) => position <= repeated)
  return last === undefined || newest === undefined ? undefined : last.at - newest.at
}

/** Where a place such as 16/B374D848 is, in bytes. */
export function positionOf(text: string): bigint {
  const [high = '0', low = '0'] = text.split('/')
  return (BigInt(`0x${high}`) << 32n) | BigInt(`0x${low}`)
}

/** Whether a replica could not answer, or only it, so that the first server may. */
export function isOfReplica(error: unknown): boolean {
  if (error instanceof NoConnection || error instanceof ServerSilent) return true
  if (error instanceof pg.DatabaseError) {
    // A question that took too long takes as long elsewhere.
    return error.code !== '57014' && !error.code?.startsWith('22')
  }
  if (!(error instanceof Error)) return false
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  return (
    /^E[A-Z]+$/.test(code) ||
    /^Connection terminated|^timeout expired|^Client has encountered/.test(error.message)
  )
}

// One server as it is copied byte by byte, and one database of it.
const identity = `(select system_identifier::text from pg_control_system())
  || ' ' || (select oid::text from pg_database where datname = current_database())`

interface Seen {
  readonly at: number
  /** Up to where it repeated what the first wrote; undefined where it follows nothing. */
  readonly position: bigint | undefined
  readonly identity: string
}

class Follower {
  readonly host: Host
  readonly readers: Readers
  readonly #asker: Asker
  #seen: Seen | undefined

  constructor(
    host: Host,
    { options, readers }: { readonly options: DatabaseOptions; readonly readers: Readers },
  ) {
    this.host = host
    this.readers = readers
    this.#asker = new Asker(options)
  }

  get seen(): Seen | undefined {
    return this.#seen
  }

  lose(): void {
    this.#seen = undefined
  }

  async look(): Promise<void> {
    const at = performance.now()
    const found = await this.#asker.ask<{ position: string | null; identity: string }>(
      `select case when pg_is_in_recovery() then coalesce(pg_last_wal_replay_lsn(), '0/0')::text end
        as position, ${identity} as identity`,
    )
    this.#seen = found && {
      at,
      position: found.position === null ? undefined : positionOf(found.position),
      identity: found.identity,
    }
  }

  async stop(): Promise<void> {
    await this.#asker.close()
    await this.readers.stop()
  }
}

// Asks one server again and again, over a line that stays open.
class Asker {
  readonly #options: DatabaseOptions
  #client: DatabaseClient | undefined

  constructor(options: DatabaseOptions) {
    this.#options = options
  }

  async ask<Row extends pg.QueryResultRow>(question: string): Promise<Row | undefined> {
    const client = this.#client ?? this.#open()
    try {
      if (this.#client === undefined) await client.connect()
      this.#client = client
      return (await client.query<Row>(question)).rows[0]
    } catch {
      client.connection.stream.destroy()
      if (this.#client === client) this.#client = undefined
      return undefined
    }
  }

  async close(): Promise<void> {
    await this.#client?.end().catch(() => undefined)
  }

  #open(): DatabaseClient {
    const client = new DatabaseClient({
      ...this.#options,
      connectionTimeoutMillis: patience,
      query_timeout: patience,
    })
    // That it broke shows in the next question.
    client.on('error', () => undefined)
    return client
  }
}
