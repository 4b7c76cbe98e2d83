import { closeAccount } from '#domain/people/account/close-account.ts'
import { eraseFactsOf } from '#domain/platform/audit/erase-facts.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'

/** The name of whoever worked for a register once, when nothing else is known of them any more. */
const former = 'Vroegere medewerker'

// With why a second step was taken off: it tells how they were known.
const waysIn = [
  'session',
  'one_time_link',
  'recovery_code',
  'passkey',
  'factor_reset',
  'known_device',
] as const

/**
 * Takes the name and the address out of an account that others' dossiers refer to, and every way to come in
 * with it. What was decided with it, stays. Gives false where there is no such account.
 */
export async function anonymiseAccount(context: Context, accountId: string): Promise<boolean> {
  const { db } = context
  const account = await db
    .selectFrom('account')
    .where('id', '=', accountId)
    .select('id')
    .forUpdate()
    .executeTakeFirst()
  if (account === undefined) return false
  await closeAccount(context, accountId)
  await db
    .updateTable('account')
    .where('id', '=', accountId)
    .set({
      email: `gewist-${accountId}@peil.invalid`,
      email_confirmed_at: null,
      password_hash: null,
      totp_secret: null,
      totp_confirmed_at: null,
      totp_last_step: null,
      organisation_account: null,
    })
    .execute()
  for (const table of waysIn) {
    await db.deleteFrom(table).where('account_id', '=', accountId).execute()
  }
  const people = await db
    .updateTable('person')
    .where('account_id', '=', accountId)
    .set((eb) => ({
      first_name: '',
      initials: '',
      name_prefix: '',
      last_name: former,
      phone: '',
      street: '',
      house_number: '',
      postcode: '',
      city: '',
      employer: '',
      municipality: '',
      job_title: '',
      version: eb('version', '+', 1),
    }))
    .returning('id')
    .execute()
  await eraseFactsOf(context, {
    about: accountId,
    recordIds: [accountId, ...people.map(({ id }) => id)],
    reason: 'het account heeft geen naam en adres meer',
  })
  await record(context, { noun: 'account', id: accountId, action: 'anonymise' })
  return true
}
