import { sql } from 'kysely'
import type { Context } from '#domain/platform/context/context.ts'

/**
 * Holds an e-mail address until the change is committed. Whoever gives an account that address at the
 * same moment waits for it, and then finds it taken. In lower case.
 */
export async function lockAddress({ db }: Context, email: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`address ${email}`}, 0))`.execute(db)
}
