import { createHash } from 'node:crypto'
import type { Transaction } from 'kysely'
import type { Database } from '#db/schema.ts'

/** What is tried, by whom, and how often it may be tried in so many minutes. */
export interface Attempt {
  readonly what: string
  /** An address, a number or an account; only its hash is kept. */
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

/** Counts an attempt, so that guessing is slowed down, and says whether it may be made. */
export async function countAttempt(
  db: Transaction<Database>,
  attempt: Attempt,
  now = Temporal.Now.instant(),
): Promise<CountedAttempt> {
  const length = attempt.minutes * 60_000
  const opened = Math.floor(now.epochMilliseconds / length) * length
  const times = attempt.times ?? 1
  const { count } = await db
    .insertInto('throttle')
    .values({ key: keyOf(attempt), window_start: new Date(opened).toISOString(), count: times })
    .onConflict((conflict) =>
      conflict
        .columns(['key', 'window_start'])
        .doUpdateSet((eb) => ({ count: eb('throttle.count', '+', times) })),
    )
    .returning('count')
    .executeTakeFirstOrThrow()
  if (count <= attempt.most) return { outcome: 'go-on' }
  const left = Math.ceil((opened + length - now.epochMilliseconds) / 60_000)
  return { outcome: 'too-often', minutes: Math.max(1, left) }
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
