import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import pg from 'pg'
import { readMigrations } from '#db/migrate.ts'
import type { Database } from '#db/schema.ts'

/** A newer Peil changed the tables, and this one asked for what is no longer there. */
export class Outrun extends Error {}

// What PostgreSQL says where a table, a column or a function is not as it was thought to be, or asks for a value
// that nobody gives.
const otherTables: ReadonlySet<string> = new Set([
  '42P01',
  '42703',
  '42883',
  '42804',
  '23502',
  '42501',
])

/**
 * Where what went wrong may be that a newer Peil changed the tables under this one, the database is asked whether
 * there is one: then it is no mistake, and an answer is to be had from the newer one in a moment. Anything else is
 * given back as it is.
 */
export async function outrunOr(db: Kysely<Database>, error: unknown): Promise<unknown> {
  const cause = error instanceof pg.DatabaseError ? error : undefined
  if (cause === undefined || !otherTables.has(cause.code ?? '')) return error
  const known = new Set(readMigrations().map(({ name }) => name))
  const { rows } = await sql<{ name: string }>`select name from applied_migration`
    .execute(db)
    .catch(() => ({ rows: [] }))
  const isOutrun = rows.some(({ name }) => !known.has(name))
  return isOutrun ? new Outrun('a newer Peil has changed the tables', { cause: error }) : error
}
