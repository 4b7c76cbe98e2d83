import type { Transaction } from 'kysely'
import { sql } from 'kysely'
import type { Database } from '#db/schema.ts'

/** What an account has for a second step, and for whom its holder works. */
export interface Steps {
  /** An app that makes codes was set up and confirmed. */
  readonly hasApp: boolean
  readonly hasPasskey: boolean
  /** It has a seat in this register or any other, whatever its term, or acts for an organisation. */
  readonly works: boolean
}

/** Where somebody goes: where they work, to what is their own, or to what adds a way of signing in. */
export type GoesTo = 'work' | 'own' | 'way-in'

/**
 * Whether somebody who took the first step alone is asked for the second before they come there. Whoever
 * works for a register or an organisation takes one everywhere that they have one, since whoever knows a password could
 * otherwise take the passkey off, or set up an app of their own, and be them. A passkey obliges a member to
 * nothing, except where a way of signing in is added.
 */
export function asksSecondStep({ hasApp, hasPasskey, works }: Steps, to: GoesTo): boolean {
  switch (to) {
    case 'work':
      return true
    case 'own':
      return hasApp || (works && hasPasskey)
    case 'way-in':
      return hasApp || hasPasskey
  }
}

/** What an account has for a second step. Its row can be locked, so that nothing is added meanwhile. */
export async function stepsOf(
  db: Transaction<Database>,
  accountId: string,
  { lock = false }: { readonly lock?: boolean } = {},
): Promise<Steps> {
  const account = db.selectFrom('account').where('id', '=', accountId)
  if (lock) await account.select('id').forUpdate().executeTakeFirstOrThrow()
  const row = await account
    .select([
      'totp_confirmed_at',
      hasPasskeyOf('account.id').as('has_passkey'),
      worksOf('account.id').as('works'),
    ])
    .executeTakeFirstOrThrow()
  return {
    hasApp: row.totp_confirmed_at !== null,
    hasPasskey: row.has_passkey,
    works: row.works,
  }
}

/** Whether the account in this column has a passkey. */
export function hasPasskeyOf(column: string) {
  return sql<boolean>`exists (select from passkey where passkey.account_id = ${sql.ref(column)})`
}

/** Whether the account in this column has a seat in any register, or acts for an organisation. */
export function worksOf(column: string) {
  const id = sql.ref(column)
  return sql<boolean>`exists (select from staff_role where staff_role.account_id = ${id}
    union all select from account acting where acting.id = ${id} and acting.acts_for <> '{}')`
}
