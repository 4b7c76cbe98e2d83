import type { Transaction } from 'kysely'
import { sql } from 'kysely'
import { lockNumbers } from '#db/lock-numbers.ts'
import type { Database } from '#db/schema.ts'

/**
 * Waits for whoever else changes what registers ask, until the transaction ends: two changes that each
 * fit the regulation may not fit together.
 */
export async function lockRegulations(db: Transaction<Database>): Promise<void> {
  await sql`select pg_advisory_xact_lock(${lockNumbers.regulations})`.execute(db)
}
