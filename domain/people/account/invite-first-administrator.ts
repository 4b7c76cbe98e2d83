import { randomBytes } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { Database } from '#db/schema.ts'
import { hashToken } from '#domain/people/account/queries.ts'

export type FirstAdministrator =
  | { readonly outcome: 'there-is-one' }
  /** The token of a link that works once, for a day. */
  | { readonly outcome: 'invited'; readonly token: string }

/**
 * Makes the link with which whoever installed Peil becomes its first administrator. An earlier link
 * stops working, so that only the one that was printed last does.
 */
export async function inviteFirstAdministrator(db: Kysely<Database>): Promise<FirstAdministrator> {
  return db.transaction().execute(async (transaction) => {
    const administrator = await transaction
      .selectFrom('staff_role')
      .select('account_id')
      .where('role', '=', 'administrator')
      .limit(1)
      .executeTakeFirst()
    if (administrator) return { outcome: 'there-is-one' }
    await transaction
      .deleteFrom('one_time_link')
      .where('purpose', '=', 'first-administrator')
      .execute()
    const token = randomBytes(32).toString('base64url')
    await transaction
      .insertInto('one_time_link')
      .values({
        token_hash: hashToken(token),
        purpose: 'first-administrator',
        account_id: null,
        email: null,
        expires_at: Temporal.Now.instant().add({ hours: 24 }).toString(),
        used_at: null,
      })
      .execute()
    return { outcome: 'invited', token }
  })
}
