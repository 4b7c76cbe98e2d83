import type { Seat } from '#domain/platform/actor/actor.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'

/** What came of taking a role away. */
export type Revoked = {
  readonly outcome: 'revoked' | 'not-found' | 'own-role' | 'last-administrator'
}

/**
 * Takes a role in this register away from somebody. Nobody takes away their own role of
 * administrator, and the last administrator stays.
 */
export async function revokeRole(
  context: Context,
  accountId: string,
  { role, body }: Seat,
): Promise<Revoked> {
  const { db, register, actor } = context
  if (actor.kind === 'account' && actor.accountId === accountId && role === 'administrator') {
    return { outcome: 'own-role' }
  }
  const administrators = await db
    .selectFrom('staff_role')
    .innerJoin('account', 'account.id', 'staff_role.account_id')
    .where('staff_role.role', '=', 'administrator')
    .where('staff_role.register', 'in', [register.id, '*'])
    .select(['staff_role.account_id', 'account.closed_at'])
    .forUpdate('staff_role')
    .execute()
  // With an account that is closed nobody administers anything.
  const others = administrators.filter(
    (one) => one.closed_at === null && one.account_id !== accountId,
  )
  if (role === 'administrator' && others.length === 0) return { outcome: 'last-administrator' }
  const taken = await db
    .deleteFrom('staff_role')
    .where('account_id', '=', accountId)
    .where('register', '=', register.id)
    .where('role', '=', role)
    .where('body', '=', body)
    .returning('account_id')
    .executeTakeFirst()
  if (taken === undefined) return { outcome: 'not-found' }
  await record(context, { noun: 'staff', id: accountId, action: 'revoke', facts: { role, body } })
  return { outcome: 'revoked' }
}
