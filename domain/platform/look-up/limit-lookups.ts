import { createHash } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { Database } from '#db/schema.ts'

/**
 * What is limited: searches and look-ups by number, certificate codes that do not exist,
 * assessments of a dossier that anybody sends, and what is published of a sample.
 */
export type LookupKind = 'search' | 'number' | 'unknown-code' | 'assessment' | 'sample'

/** How often one address may look something up in a minute. */
export type LookupsPerMinute = Readonly<Record<LookupKind, number>>

/**
 * Enough for an office behind one address, too little to copy the register or to keep a server busy.
 */
export const usualLookups: LookupsPerMinute = {
  search: 60,
  number: 120,
  'unknown-code': 10,
  assessment: 20,
  sample: 30,
}

const minute = 60_000
const part = 10_000

/**
 * Counts look-ups per address, or network of addresses, in the minute before each: in tenths of seconds,
 * so that there is no moment at which two minutes' share is to be had. Several processes share what they
 * have counted in the database, at most once a second and beside the request, as looking something up
 * writes nothing and waits for nothing.
 */
export class LookupLimit {
  readonly #db: Kysely<Database>
  readonly #perMinute: LookupsPerMinute
  /** What this process has counted and not yet told, what it is telling, and what all have told. */
  #own: Counts = new Map()
  #underWay: Counts = new Map()
  #told: Counts = new Map()
  #sharing: Promise<void> | undefined
  #sharedAt = 0

  /** Of which addresses it was said that they asked too much, and when. */
  readonly #said = new Map<string, number>()
  readonly #refused: () => void

  constructor(
    db: Kysely<Database>,
    options: {
      readonly perMinute?: LookupsPerMinute
      /** Is told of an address that asks too much, at most once a minute for each. */
      readonly refused?: () => void
    } = {},
  ) {
    this.#db = db
    this.#perMinute = options.perMinute ?? usualLookups
    this.#refused = options.refused ?? (() => undefined)
  }

  /** Counts one look-up; false when this address has had its share of the last minute. */
  take(kind: LookupKind, address: string, now = Temporal.Now.instant()): boolean {
    if (!this.allows(kind, address, now)) return false
    const moment = now.epochMilliseconds
    add(this.#own, keyOf(kind, address), Math.floor(moment / part) * part, 1)
    if (this.#sharing === undefined && moment - this.#sharedAt >= 1000) void this.share(now)
    return true
  }

  /** Whether this address has any left of the last minute, without counting. */
  allows(kind: LookupKind, address: string, now = Temporal.Now.instant()): boolean {
    const key = keyOf(kind, address)
    const since = now.epochMilliseconds - minute - part
    const count = (counts: Counts) =>
      [...(counts.get(key) ?? [])].reduce(
        (sum, [start, times]) => (start > since ? sum + times : sum),
        0,
      )
    const counted = count(this.#own) + count(this.#underWay) + count(this.#told)
    if (counted < this.#perMinute[kind]) return true
    if ((this.#said.get(key) ?? 0) <= now.epochMilliseconds - minute) {
      this.#said.set(key, now.epochMilliseconds)
      this.#refused()
    }
    return false
  }

  /**
   * Tells the others what was counted here, and hears of them what they counted of the same addresses.
   * Where the database does not answer, what was counted here stays and is told the next time.
   */
  share(now = Temporal.Now.instant()): Promise<void> {
    this.#sharedAt = now.epochMilliseconds
    const sharing = (this.#sharing ?? Promise.resolve())
      .then(() => this.#tell(now))
      .finally(() => {
        if (this.#sharing === sharing) this.#sharing = undefined
      })
    this.#sharing = sharing
    return sharing
  }

  async #tell(now: Temporal.Instant): Promise<void> {
    const since = now.epochMilliseconds - minute - part
    for (const counts of [this.#own, this.#told]) forget(counts, since)
    for (const [key, moment] of this.#said) if (moment <= since) this.#said.delete(key)
    const keys = [...new Set([...this.#own.keys(), ...this.#told.keys()])]
    if (keys.length === 0) return
    this.#underWay = this.#own
    this.#own = new Map()
    const told = await this.#write(this.#underWay).catch(() => false)
    addAll(told ? this.#told : this.#own, this.#underWay)
    this.#underWay = new Map()
    if (told) await this.#hear(keys, since).catch(() => undefined)
  }

  async #write(counts: Counts): Promise<true> {
    const rows = [...counts].flatMap(([key, parts]) =>
      [...parts].map(([start, count]) => {
        return { key, window_start: new Date(start).toISOString(), count }
      }),
    )
    if (rows.length === 0) return true
    await this.#db
      .insertInto('throttle')
      // In one order, so that no two processes wait for each other.
      .values(rows.toSorted((one, other) => (one.key < other.key ? -1 : 1)))
      .onConflict((conflict) =>
        conflict
          .columns(['key', 'window_start'])
          .doUpdateSet((eb) => ({ count: eb('throttle.count', '+', eb.ref('excluded.count')) })),
      )
      .execute()
    return true
  }

  async #hear(keys: readonly string[], since: number): Promise<void> {
    const rows = await this.#db
      .selectFrom('throttle')
      .where('key', 'in', keys)
      .where('window_start', '>', new Date(since).toISOString())
      .select(['key', 'window_start', 'count'])
      .execute()
    const told: Counts = new Map()
    for (const { key, window_start, count } of rows) {
      add(told, key, Temporal.Instant.from(window_start).epochMilliseconds, count)
    }
    this.#told = told
  }
}

/** How many look-ups, per key, in the part of a minute that begins at a moment. */
type Counts = Map<string, Map<number, number>>

function add(counts: Counts, key: string, start: number, times: number): void {
  const parts = counts.get(key) ?? new Map<number, number>()
  parts.set(start, (parts.get(start) ?? 0) + times)
  counts.set(key, parts)
}

function addAll(counts: Counts, others: Counts): void {
  for (const [key, parts] of others) {
    for (const [start, times] of parts) add(counts, key, start, times)
  }
}

function forget(counts: Counts, since: number): void {
  for (const [key, parts] of counts) {
    for (const start of parts.keys()) if (start <= since) parts.delete(start)
    if (parts.size === 0) counts.delete(key)
  }
}

// Of an address only the hash is kept.
function keyOf(kind: LookupKind, address: string): string {
  return `look-up-${kind}:${createHash('sha256').update(address).digest('base64url')}`
}
