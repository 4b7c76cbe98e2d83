import { sql } from 'kysely'
import type { Context } from '#domain/platform/context/context.ts'

/** How somebody is written to who acts for themselves. */
export interface AccountOfPerson {
  readonly name: string
  readonly email: string
  readonly accountId: string
}

/** The account of a person, with what they are called; none where they have none that is open. */
export async function accountsOfPerson(
  { db }: Pick<Context, 'db'>,
  personId: string,
): Promise<readonly AccountOfPerson[]> {
  const { rows } = await sql<AccountOfPerson>`
    select a.id as "accountId", a.email, coalesce(nullif(concat_ws(' ', coalesce(nullif(p.first_name, ''),
      nullif(p.initials, '')), nullif(p.name_prefix, ''), nullif(p.last_name, '')), ''), a.email) as name
    from person p join account a on a.id = p.account_id
    where p.id = ${personId} and a.closed_at is null`.execute(db)
  return rows
}
