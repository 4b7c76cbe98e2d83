import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { hashToken } from '#domain/people/account/queries.ts'
import type { Context } from '#domain/platform/context/context.ts'

/**
 * How long a session lasts after it was last used, in hours: staff, and whoever acts for an organisation, see
 * other people's data.
 */
export const sessionHours = { professional: 12, staff: 4 } as const

/**
 * For how many days a session lasts at most, however often it is used. A browser keeps its token as long: of one
 * that has ended, by it shows whose the form is that somebody was filling in.
 */
export const sessionDays = 30

/** Starts a session of an account and gives its token, of which only the hash is kept. */
export async function startSession(
  context: Context,
  session: {
    readonly accountId: string
    readonly method: 'password' | 'link' | 'passkey' | 'organisation' | 'demo'
    readonly secondFactor: boolean
    readonly userAgent: string
  },
): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  const now = Temporal.Now.instant()
  const role = await context.db
    .selectFrom('staff_role')
    .where('account_id', '=', session.accountId)
    .select('role')
    .executeTakeFirst()
  const acts = await context.db
    .selectFrom('account')
    .where('id', '=', session.accountId)
    .where(sql<boolean>`acts_for <> '{}'`)
    .select('id')
    .executeTakeFirst()
  const alone = role === undefined && acts === undefined
  const hours = alone ? sessionHours.professional : sessionHours.staff
  await context.db
    .insertInto('session')
    .values({
      token_hash: hashToken(token),
      account_id: session.accountId,
      method: session.method,
      second_factor_at: session.secondFactor ? now.toString() : null,
      user_agent: session.userAgent.slice(0, 400),
      last_seen_at: now.toString(),
      expires_at: now.add({ hours }).toString(),
    })
    .execute()
  return token
}
