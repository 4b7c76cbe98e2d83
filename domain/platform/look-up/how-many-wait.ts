import type { Kysely, RawBuilder } from 'kysely'
import { sql } from 'kysely'
import type { Database } from '#db/schema.ts'
import { dayIn } from '#language/days.ts'

/** How many wait for something, and since when the first does. */
export interface Waiting {
  readonly count: number
  readonly oldest: Temporal.PlainDate | undefined
}

/** How many rows of a table wait, and since when the first does. */
export async function howManyWait(
  { db }: { readonly db: Kysely<Database> },
  {
    from,
    where,
    since,
  }: {
    readonly from: string
    readonly where: RawBuilder<unknown>
    readonly since: RawBuilder<unknown>
  },
): Promise<Waiting> {
  const { rows } = await sql<{ count: number; oldest: string | null }>`
    select count(*)::int as count, min(${since})::text as oldest
    from ${sql.table(from)} where ${where}`.execute(db)
  const { count = 0, oldest = null } = rows[0] ?? {}
  return { count, oldest: dayIn(oldest) }
}
