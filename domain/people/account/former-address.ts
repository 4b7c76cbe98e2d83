import type { Transaction } from 'kysely'
import type { Database } from '#db/schema.ts'

/** An address with which somebody signed in before their account went on in another one. */
export interface FormerAddress {
  /** The account that is closed, and what its password was. */
  readonly closedId: string
  readonly passwordHash: string | undefined
  /** The account with which they sign in now, and its address. */
  readonly accountId: string
  readonly email: string
}

/** Where an address leads that is of nobody any more since its account went on in another one. */
export async function findFormerAddress(
  db: Transaction<Database>,
  email: string,
): Promise<FormerAddress | undefined> {
  const row = await db
    .selectFrom('account as closed')
    .innerJoin('account as now', 'now.id', 'closed.merged_into')
    .where('closed.email', '=', email)
    .where('now.closed_at', 'is', null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('account as open')
            .where('open.email', '=', email)
            .where('open.closed_at', 'is', null)
            .select('open.id'),
        ),
      ),
    )
    .orderBy('closed.closed_at', 'desc')
    .select(['closed.id', 'closed.password_hash', 'now.id as now_id', 'now.email'])
    .executeTakeFirst()
  return row === undefined
    ? undefined
    : {
        closedId: row.id,
        passwordHash: row.password_hash ?? undefined,
        accountId: row.now_id,
        email: row.email,
      }
}

/** An address as whoever has it knows it again, and nobody else can write to: "s…@voorbeeld.nl". */
export function hintOfAddress(email: string): string {
  const [local = '', domain = ''] = email.split('@')
  return `${local.slice(0, 1)}…@${domain}`
}
