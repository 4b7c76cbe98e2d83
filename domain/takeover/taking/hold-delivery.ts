import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { lockNumbers } from '#db/lock-numbers.ts'
import type { Context } from '#domain/platform/context/context.ts'
import type { Platform } from '#domain/platform/context/platform.ts'

// A command that brings a delivery in has it in hand. A lock of its connection says so, which is gone at the moment
// at which the command is, however it ends.

/** How long is waited for a command that was killed to be gone, in milliseconds. */
const patience = 10_000

/** Does something with a delivery in hand; `busy` where another command has it. */
export async function holdDelivery<Result>(
  { db }: Pick<Platform, 'db'>,
  takeoverId: string,
  work: () => Promise<Result>,
): Promise<Result | 'busy'> {
  return db.connection().execute(async (line) => {
    const until = performance.now() + patience
    for (;;) {
      const { rows } = await sql<{ held: boolean }>`
        select pg_try_advisory_lock(${lockNumbers.delivery}, hashtext(${takeoverId})) as held`.execute(
        line,
      )
      if (rows[0]?.held === true) break
      if (performance.now() >= until) return 'busy'
      await pause(200)
    }
    try {
      return await work()
    } finally {
      await sql`select pg_advisory_unlock(${lockNumbers.delivery}, hashtext(${takeoverId}))`
        .execute(line)
        // Its connection is gone, and the lock with it.
        .catch(() => undefined)
    }
  })
}

/** Which of these deliveries a command has in hand. */
export async function heldDeliveries(
  { db }: Context,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set()
  const { rows } = await sql<{ id: string }>`
    select id from unnest(${[...ids]}::text[]) as id
    where exists (select from pg_locks where locktype = 'advisory' and granted and objsubid = 2
      and database = (select oid from pg_database where datname = current_database())
      and classid::bigint = ${lockNumbers.delivery}
      and objid::bigint = (hashtext(id)::bigint & 4294967295))`.execute(db)
  return new Set(rows.map(({ id }) => id))
}
