import { randomBytes } from 'node:crypto'
import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import { asApp } from '#db/connection.ts'
import type { Database } from '#db/schema.ts'
import { hashPassword } from '#domain/people/account/hash-password.ts'
import { aboutAccount, lostSecret } from '#domain/people/account/second-factor.ts'
import { record } from '#domain/platform/audit/record.ts'
import { businessDate } from '#domain/platform/clock/business-date.ts'
import type { Secrets } from '#domain/platform/secret/secrets.ts'
import {
  hasSecretsKey,
  openSecrets,
  SecretsKeyRefused,
  secretsKeyFile,
} from '#domain/platform/secret/secrets.ts'

type Environment = Readonly<Record<string, string | undefined>>

/**
 * The secrets of this installation. Throws SecretsKeyRefused when there are second factors that none of the
 * keys opens: going on would refuse every code of those people, and hide others with another key.
 */
export async function secretsInUse(
  env: Environment,
  dataDirectory: string,
  db: Kysely<Database>,
): Promise<Secrets> {
  const { rows } = await sql<{ one: string }>`
    select distinct on (split_part(totp_secret, '.', 2)) totp_secret as one
    from account where totp_secret like 'v1.%'`.execute(db)
  const where = env.PEIL_SECRETS_KEY ? 'PEIL_SECRETS_KEY' : secretsKeyFile(dataDirectory)
  if (rows.length > 0 && !hasSecretsKey(env, dataDirectory)) {
    throw new SecretsKeyRefused(
      `The key of the second factors is gone: it was in ${where}.\n${advice}`,
    )
  }
  const secrets = openSecrets(env, dataDirectory)
  if (rows.some(({ one }) => !secrets.knows(one))) {
    throw new SecretsKeyRefused(
      `The key in ${where} does not open the second factors in this database.\n${advice}`,
    )
  }
  return secrets
}

const advice = `Put back the key that was used until now, from the backup of keys/ or wherever it is kept.
If it is lost, go on with a new one:
  peil accounts rotate-key --lost
Whoever had an app for codes then signs in with a recovery code, and sets up an app anew.`

/** How many second factors are hidden anew, and of how many what an app makes codes from was lost. */
export interface HiddenFactors {
  readonly hidden: number
  readonly lost: number
}

/**
 * Hides each second factor that is not yet hidden with the key of today, and hashes recovery codes slowly
 * that were hashed fast: what Peil kept before it did so, and all after a change of keys. Each account in a
 * transaction of its own, with its record; several processes may do it at once. What no key opens is left,
 * or is given up where the key is known to be lost: its holder signs in with a recovery code then.
 */
export async function hideFactors(
  db: Kysely<Database>,
  secrets: Secrets,
  { lost = false }: { readonly lost?: boolean } = {},
): Promise<HiddenFactors> {
  let hiddenAnew = 0
  let givenUp = 0
  const accounts = await db
    .selectFrom('account')
    .where('totp_secret', 'is not', null)
    .where('totp_secret', '!=', lostSecret)
    .where('totp_secret', 'not like', `${secrets.prefix}%`)
    .select('id')
    .execute()
  for (const { id } of accounts) {
    await inOwn(db, async (context) => {
      const { totp_secret: kept } = await context.db
        .selectFrom('account')
        .where('id', '=', id)
        .select('totp_secret')
        .forUpdate()
        .executeTakeFirstOrThrow()
      if (kept === null || kept === lostSecret || kept.startsWith(secrets.prefix)) return
      const plain = /^[A-Z2-7]+$/.test(kept) ? kept : secrets.show(kept, aboutAccount(id))
      if (plain === undefined && !lost) return
      const next = plain === undefined ? lostSecret : secrets.hide(plain, aboutAccount(id))
      await context.db
        .updateTable('account')
        .where('id', '=', id)
        .set({ totp_secret: next })
        .execute()
      const action = plain === undefined ? 'lose-second-factor' : 'hide-second-factor'
      await record(context, { noun: 'account', id, action })
      if (plain === undefined) givenUp += 1
      else hiddenAnew += 1
    })
  }
  const holders = await db
    .selectFrom('recovery_code')
    .where('code_hash', 'not like', '$argon2id$%')
    .select('account_id')
    .distinct()
    .execute()
  for (const { account_id: id } of holders) {
    await inOwn(db, async (context) => {
      const fast = await context.db
        .selectFrom('recovery_code')
        .where('account_id', '=', id)
        .where('code_hash', 'not like', '$argon2id$%')
        .select('code_hash')
        .forUpdate()
        .execute()
      if (fast.length === 0) return
      const salt = randomBytes(16)
      for (const { code_hash } of fast) {
        await context.db
          .updateTable('recovery_code')
          .where('account_id', '=', id)
          .where('code_hash', '=', code_hash)
          .set({ code_hash: await hashPassword(code_hash, salt) })
          .execute()
      }
      await record(context, { noun: 'account', id, action: 'hide-second-factor' })
    })
  }
  return { hidden: hiddenAnew, lost: givenUp }
}

// Accounts belong to no register.
async function inOwn(
  db: Kysely<Database>,
  work: (context: Parameters<typeof record>[0]) => Promise<void>,
): Promise<void> {
  await asApp(db, { patient: true }, async (transaction) => {
    const today = await businessDate(transaction)
    const actor = { kind: 'system', task: 'hide-second-factors' } as const
    await work({ db: transaction, register: undefined, actor, today })
  })
}
