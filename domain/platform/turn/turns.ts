import { createHash } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import { asApp } from '#db/connection.ts'
import type { Database } from '#db/schema.ts'

/** Of what somebody may have so many in hand at once, over all processes. */
export interface Shared {
  readonly what: string
  /** An account; only its hash is kept. */
  readonly who: string
  readonly most: number
  /** After so many seconds in which nobody said that it goes on it is over; a minute unless it says otherwise. */
  readonly silence?: number
  /** Whether it still goes on, where that is not so by itself until it is ended. */
  readonly goesOn?: () => boolean
}

/** Something that somebody has in hand. */
export interface Turn {
  /** It is no longer in hand. */
  readonly end: () => Promise<void>
  /** It did not go on for so long that somebody else has it. */
  readonly isLost: () => boolean
}

/** After so many seconds in which it is not said that a turn goes on it is over, and how often that is said. */
const usualSilence = 60
const saidInSilence = 4

const waitingMilliseconds = 200

/**
 * What people have in hand in all processes on one database, where each may have only so much at once. A
 * process that is gone has nothing in hand a minute later.
 */
export class Turns {
  readonly #db: Kysely<Database>
  /** Those of this process. */
  readonly #own = new Map<string, () => boolean>()
  #saying: NodeJS.Timeout | undefined
  #sayingMilliseconds = Number.POSITIVE_INFINITY

  constructor(db: Kysely<Database>) {
    this.#db = db
  }

  /** Takes a turn; undefined while this one has as many as they may. */
  async take({
    what,
    who,
    most,
    silence = usualSilence,
    goesOn = () => true,
  }: Shared): Promise<Turn | undefined> {
    const key = `${what}:${createHash('sha256').update(who).digest('base64url')}`
    const id = await asApp(this.#db, {}, async (db) => {
      // Of two at once the second sees what the first has taken.
      await sql`select pg_advisory_xact_lock(hashtextextended(${`turn ${key}`}, 0))`.execute(db)
      await sql`delete from turn where key = ${key}
        and seen_at < clock_timestamp() - ${`${silence} seconds`}::interval`.execute(db)
      const { rows } = await sql<{ id: string }>`insert into turn (key)
        select ${key} where (select count(*) from turn where key = ${key}) < ${most}
        returning id`.execute(db)
      return rows[0]?.id
    })
    if (id === undefined) return undefined
    this.#own.set(id, goesOn)
    this.#sayEvery((silence * 1000) / saidInSilence)
    return { end: () => this.#end(id), isLost: () => !this.#own.has(id) }
  }

  /** Does something in a turn, for which it waits as long as there is none. */
  async inTurn<Result>(shared: Shared, work: () => Promise<Result>): Promise<Result> {
    let turn = await this.take(shared)
    while (turn === undefined) {
      await pause(waitingMilliseconds)
      turn = await this.take(shared)
    }
    try {
      return await work()
    } finally {
      await turn.end()
    }
  }

  #sayEvery(milliseconds: number): void {
    if (this.#saying !== undefined && this.#sayingMilliseconds <= milliseconds) return
    clearInterval(this.#saying)
    this.#sayingMilliseconds = milliseconds
    this.#saying = setInterval(() => void this.goOn(), milliseconds).unref()
  }

  /** Says of every turn of this process that it goes on. */
  async goOn(): Promise<void> {
    if (this.#own.size === 0) {
      clearInterval(this.#saying)
      this.#saying = undefined
      return
    }
    const going = [...this.#own].flatMap(([id, goesOn]) => (goesOn() ? [id] : []))
    if (going.length === 0) return
    // Where it cannot be said, the next time is soon.
    const there = await asApp(this.#db, {}, (db) =>
      db
        .updateTable('turn')
        .where('id', 'in', going)
        .set({ seen_at: sql<string>`clock_timestamp()` })
        .returning('id')
        .execute(),
    ).catch(() => undefined)
    if (there === undefined) return
    const kept = new Set(there.map(({ id }) => id))
    for (const id of going) if (!kept.has(id)) this.#own.delete(id)
  }

  // One that cannot be taken away is over in a minute.
  async #end(id: string): Promise<void> {
    this.#own.delete(id)
    await asApp(this.#db, {}, (db) => db.deleteFrom('turn').where('id', '=', id).execute()).catch(
      () => undefined,
    )
  }
}
