import assert from 'node:assert/strict'
import { sql } from 'kysely'
import type { Platform } from '#domain/platform/context/platform.ts'

/** Waits until something in the database waits for a lock that something else has. */
export async function untilOneWaits(db: Platform['db']): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    const { rows } = await sql<{ waits: boolean }>`select exists (select from pg_locks l
      join pg_stat_activity a using (pid)
      where not l.granted and a.datname = current_database()) as waits`.execute(db)
    if (rows[0]?.waits === true) return
    assert.ok(tries < 10_000, 'nothing waits')
  }
}
