import { sql } from 'kysely'
import type { Context } from '#domain/platform/context/context.ts'

/**
 * From here on in this transaction is seen and changed what is of one organisation; or with `*` what is of any,
 * for a back office that looks after all. Whoever calls it has seen that who acts may.
 */
export async function actForOrganisation({ db }: Pick<Context, 'db'>, id: string): Promise<void> {
  await sql`select set_config('peil.organisation', ${id}, true)`.execute(db)
}
