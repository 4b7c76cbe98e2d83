import { sql } from 'kysely'
import type { Connection } from './connection.ts'
import { DatabaseUnavailable } from './embedded-programs.ts'

/** Whether PEIL_CONFIRMED_BY says that one server is enough to confirm what is written. */
export function confirmedByOne(env: Readonly<Record<string, string | undefined>>): boolean {
  const said = env.PEIL_CONFIRMED_BY
  if (said === undefined || said === '' || said === 'two') return false
  if (said === 'one') return true
  throw new DatabaseUnavailable(`PEIL_CONFIRMED_BY is ${said}, which is neither one nor two.`)
}

/**
 * Whether what is written is confirmed only when a second server has it too. Undefined where one server is named, as
 * then nobody takes over either, and where PEIL_CONFIRMED_BY says that one is enough.
 */
export async function isConfirmedTwice({
  db,
  options,
  replica,
}: Pick<Connection, 'db'> & Partial<Pick<Connection, 'options' | 'replica'>>): Promise<
  boolean | undefined
> {
  if (options?.hosts === undefined && replica === undefined) return undefined
  if (options?.confirmedByOne === true) return undefined
  const { rows } = await sql<{ confirmed: boolean }>`
    select current_setting('synchronous_standby_names') <> ''
      and current_setting('synchronous_commit') not in ('off', 'local') as confirmed`.execute(db)
  return rows[0]?.confirmed ?? false
}
