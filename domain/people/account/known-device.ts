import { randomBytes } from 'node:crypto'
import type { Transaction } from 'kysely'
import { sql } from 'kysely'
import type { Database } from '#db/schema.ts'
import { hashToken } from '#domain/people/account/queries.ts'
import { asksSecondStep, stepsOf } from '#domain/people/account/steps.ts'

// A browser with which somebody signed in keeps a secret, of which the hash stays here. It opens nothing:
// who tries from there is only counted apart.

/** For how many days a browser is known after somebody last signed in with it. */
export const deviceDays = 365

/** Whether the holder of this account signed in with this browser before. */
export async function isDeviceOf(
  db: Transaction<Database>,
  account: string,
  device: string | undefined,
): Promise<boolean> {
  return (await accountsOf(db, device)).includes(account)
}

/** Whether anybody signed in with this browser before. */
export async function isDevice(
  db: Transaction<Database>,
  device: string | undefined,
): Promise<boolean> {
  return (await accountsOf(db, device)).length > 0
}

/**
 * Remembers the browser of a session that has just begun, and gives the secret that it keeps: the one it
 * had if that is ours, or else a new one. Undefined as long as a second step is still to come, as whoever
 * only knows the password is not yet the holder.
 */
export async function rememberDevice(
  db: Transaction<Database>,
  sessionToken: string,
  device: string | undefined,
): Promise<string | undefined> {
  const session = await db
    .selectFrom('session')
    .innerJoin('account', 'account.id', 'session.account_id')
    .where('session.token_hash', '=', hashToken(sessionToken))
    .select(['account.id', 'session.second_factor_at'])
    .executeTakeFirst()
  if (session === undefined) return undefined
  const steps = await stepsOf(db, session.id)
  if (session.second_factor_at === null && asksSecondStep(steps, 'own')) return undefined
  const known = device !== undefined && (await isDevice(db, device))
  const token = known ? device : randomBytes(32).toString('base64url')
  const now = Temporal.Now.instant().toString()
  await db
    .insertInto('known_device')
    .values({ token_hash: hashToken(token), account_id: session.id, last_used_at: now })
    .onConflict((conflict) =>
      conflict.columns(['token_hash', 'account_id']).doUpdateSet({ last_used_at: now }),
    )
    .execute()
  return token
}

async function accountsOf(
  db: Transaction<Database>,
  device: string | undefined,
): Promise<readonly string[]> {
  if (device === undefined || device === '' || device.length > 200) return []
  const rows = await db
    .selectFrom('known_device')
    .where('token_hash', '=', hashToken(device))
    .where('last_used_at', '>', sql<string>`now() - ${`${deviceDays} days`}::interval`)
    .select('account_id')
    .execute()
  return rows.map((row) => row.account_id)
}
