import { sql } from 'kysely'
import type { Connection } from './connection.ts'

/**
 * Whether what is written is confirmed only when a second server has it too. Undefined where one server is named:
 * then nobody takes over either.
 */
export async function isConfirmedTwice({
  db,
  options,
  replica,
}: Pick<Connection, 'db'> & Partial<Pick<Connection, 'options' | 'replica'>>): Promise<
  boolean | undefined
> {
  if (options?.hosts === undefined && replica === undefined) return undefined
  const { rows } = await sql<{ confirmed: boolean }>`
    select current_setting('synchronous_standby_names') <> ''
      and current_setting('synchronous_commit') not in ('off', 'local') as confirmed`.execute(db)
  return rows[0]?.confirmed ?? false
}
