import { createHash } from 'node:crypto'
import type { Transaction } from 'kysely'
import { sql } from 'kysely'
import type { Database } from '#db/schema.ts'

/** What is tried, by whom, and how often it may be tried in so many minutes. */
export interface Attempt {
  readonly what: string
  /** An address, a number or an account, with where it comes from; only its hash is kept. */
  readonly who: string
  readonly most: number
  readonly minutes: number
  /** For how many it counts, when that is not one. */
  readonly times?: number
}

export type CountedAttempt =
  | { readonly outcome: 'go-on' }
  /** Too many attempts; after so many minutes there may be another. */
  | { readonly outcome: 'too-often'; readonly minutes: number }

// Attempts are counted per twelfth of their time. In no time of that length is there ever one more than
// may be, wherever it begins; at most a twelfth of it longer there is one less.
const parts = 12

/**
 * Counts an attempt, so that guessing is slowed down, and says whether it may be made. What may not be
 * made is not counted: who waits gets their turn.
 */
export async function countAttempt(
  db: Transaction<Database>,
  attempt: Attempt,
  now = Temporal.Now.instant(),
): Promise<CountedAttempt> {
  const times = attempt.times ?? 1
  const counted = await countedBefore(db, attempt, now)
  let count = sumOf(counted)
  if (count + times > attempt.most) {
    const { length, part } = lengthsOf(attempt)
    const moment = now.epochMilliseconds
    // When enough of the oldest are forgotten; what is more than may ever be, never is.
    let free = moment + length
    for (const one of counted) {
      count -= one.count
      free = Temporal.Instant.from(one.window_start).epochMilliseconds + part + length
      if (count + times <= attempt.most) break
    }
    return { outcome: 'too-often', minutes: Math.max(1, Math.ceil((free - moment) / 60_000)) }
  }
  await add(db, attempt, times, now)
  return { outcome: 'go-on' }
}

/** How many attempts there may still be; until this transaction ends nobody else counts any of them. */
export async function attemptsLeft(
  db: Transaction<Database>,
  attempt: Attempt,
  now = Temporal.Now.instant(),
): Promise<number> {
  return Math.max(0, attempt.most - sumOf(await countedBefore(db, attempt, now)))
}

// Of two at once the second sees what the first has counted.
async function countedBefore(db: Transaction<Database>, attempt: Attempt, now: Temporal.Instant) {
  const key = keyOf(attempt)
  const { length, part } = lengthsOf(attempt)
  await sql`select pg_advisory_xact_lock(hashtextextended(${`attempt ${key}`}, 0))`.execute(db)
  return db
    .selectFrom('throttle')
    .where('key', '=', key)
    .where('window_start', '>', new Date(now.epochMilliseconds - length - part).toISOString())
    .select(['window_start', 'count'])
    .orderBy('window_start')
    .execute()
}

function lengthsOf({ minutes }: Pick<Attempt, 'minutes'>) {
  const length = minutes * 60_000
  return { length, part: length / parts }
}

function sumOf(counted: readonly { readonly count: number }[]): number {
  return counted.reduce((sum, { count }) => sum + count, 0)
}

async function add(
  db: Transaction<Database>,
  attempt: Attempt,
  times: number,
  now: Temporal.Instant,
): Promise<void> {
  const { part } = lengthsOf(attempt)
  await db
    .insertInto('throttle')
    .values({
      key: keyOf(attempt),
      window_start: new Date(Math.floor(now.epochMilliseconds / part) * part).toISOString(),
      count: times,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['key', 'window_start'])
        .doUpdateSet((eb) => ({ count: eb('throttle.count', '+', times) })),
    )
    .execute()
}

/** Forgets the attempts of somebody who has succeeded. */
export async function forgetAttempts(
  db: Transaction<Database>,
  attempt: Pick<Attempt, 'what' | 'who'>,
): Promise<void> {
  await db.deleteFrom('throttle').where('key', '=', keyOf(attempt)).execute()
}

function keyOf({ what, who }: Pick<Attempt, 'what' | 'who'>): string {
  return `${what}:${createHash('sha256').update(who).digest('base64url')}`
}
