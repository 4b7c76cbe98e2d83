import { createHash } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { Database } from '#db/schema.ts'

/** Over what time is counted, in what parts, and how often the others are told; in milliseconds. */
export interface Span {
  readonly length: number
  readonly part: number
  readonly every: number
}

/**
 * Counts over the time before each moment, in parts of it, so that there is no moment at which two shares are
 * to be had. Several processes share what they have counted in the database, every now and then and beside the
 * request, as looking something up writes nothing and waits for nothing.
 */
export class SharedCount {
  readonly #db: Kysely<Database>
  readonly #span: Span
  /** What this process has counted and not yet told, what it is telling, and what all have told. */
  #own: Counts = new Map()
  #underWay: Counts = new Map()
  #told: Counts = new Map()
  #sharing: Promise<void> | undefined
  #sharedAt = 0

  constructor(db: Kysely<Database>, span: Span) {
    this.#db = db
    this.#span = span
  }

  /** Counts something so often. */
  add(key: string, times: number, now: Temporal.Instant): void {
    const { part, every } = this.#span
    const moment = now.epochMilliseconds
    add(this.#own, key, Math.floor(moment / part) * part, times)
    if (this.#sharing === undefined && moment - this.#sharedAt >= every) void this.share(now)
  }

  /** How often it was counted in the time before this moment. */
  counted(key: string, now: Temporal.Instant): number {
    return this.#partsOf(key, now).reduce((sum, [, times]) => sum + times, 0)
  }

  /** After how many milliseconds it was counted less often than this. */
  freeAfter(key: string, most: number, now: Temporal.Instant): number {
    const { length, part } = this.#span
    const parts = this.#partsOf(key, now).toSorted(([one], [other]) => one - other)
    let count = parts.reduce((sum, [, times]) => sum + times, 0)
    for (const [start, times] of parts) {
      count -= times
      if (count < most) return start + part + length - now.epochMilliseconds
    }
    return 0
  }

  /**
   * Tells the others what was counted here, and hears of them what they counted of the same.
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

  #partsOf(key: string, now: Temporal.Instant): [number, number][] {
    const since = this.#since(now)
    return [this.#own, this.#underWay, this.#told].flatMap((counts) =>
      [...(counts.get(key) ?? [])].filter(([start]) => start > since),
    )
  }

  #since(now: Temporal.Instant): number {
    return now.epochMilliseconds - this.#span.length - this.#span.part
  }

  async #tell(now: Temporal.Instant): Promise<void> {
    const since = this.#since(now)
    for (const counts of [this.#own, this.#told]) forget(counts, since)
    // Of what was counted not long ago: however many there are in all, little is asked.
    const lately = now.epochMilliseconds - 2 * this.#span.part
    const recent = [...this.#told].filter(([, parts]) => Math.max(...parts.keys()) > lately)
    const keys = [...new Set([...this.#own.keys(), ...recent.map(([key]) => key)])]
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
    for (const key of keys) this.#told.delete(key)
    for (const { key, window_start, count } of rows) {
      add(this.#told, key, Temporal.Instant.from(window_start).epochMilliseconds, count)
    }
  }
}

/** How often, per key, in the part that begins at a moment. */
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

/** What is counted and for whom, of whom only the hash is kept. */
export function countKey(what: string, who: string): string {
  return `${what}:${createHash('sha256').update(who).digest('base64url')}`
}
