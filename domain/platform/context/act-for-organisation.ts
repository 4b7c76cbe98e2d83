import { sql } from 'kysely'
import { asApp } from '#db/connection.ts'
import type { Context } from '#domain/platform/context/context.ts'

/**
 * From here on in this transaction is seen and changed what is of one organisation; or with `*` what is of any,
 * for a back office that looks after all. Whoever calls it has seen that who acts may.
 */
export async function actForOrganisation({ db }: Pick<Context, 'db'>, id: string): Promise<void> {
  await sql`select set_config('peil.organisation', ${id}, true)`.execute(db)
}

/**
 * Looks at what is of one organisation beside a visit that sees nothing of it. Nothing is written. Whoever calls it has
 * seen that who acts may know what is asked.
 */
export function lookForOrganisation<Result>(
  context: Context,
  organisation: string,
  look: (there: Context) => Promise<Result>,
): Promise<Result> {
  const scope = { register: context.register.id, organisation, beside: true }
  return asApp(context.platform.db, scope, (db) => look({ ...context, db }))
}
