import { readEmail } from '#domain/people/account/account.ts'
import { findAccountByEmail } from '#domain/people/account/queries.ts'
import { readRegistrationNumber } from '#domain/people/registration/registration.ts'
import type { Context } from '#domain/platform/context/context.ts'

/** The account that a typed name means: an address, or a number with or without its prefix. */
export async function findAccountByName(
  context: Context,
  name: string,
): Promise<{ readonly id: string; readonly passwordHash: string | undefined } | undefined> {
  const email = readEmail(name)
  if (email !== undefined) return findAccountByEmail(context.db, email)
  const number = readRegistrationNumber(context.register, name)
  if (number === undefined) return undefined
  const row = await context.db
    .selectFrom('registration')
    .innerJoin('person', 'person.id', 'registration.person_id')
    .innerJoin('account', 'account.id', 'person.account_id')
    .where('registration.number', '=', number)
    .where('account.closed_at', 'is', null)
    .select(['account.id', 'account.password_hash'])
    .executeTakeFirst()
  return row === undefined
    ? undefined
    : { id: row.id, passwordHash: row.password_hash ?? undefined }
}
