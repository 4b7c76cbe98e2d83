import { closeAccount } from '#domain/people/account/close-account.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'

/**
 * Closes an account that goes on in another one: whoever had it signs in with the other from now on, and
 * its address leads there. Nobody comes into the other by it, as nobody proved that they hold both.
 */
export async function mergeAccount(
  context: Context,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<void> {
  await closeAccount(context, from)
  await context.db.updateTable('account').where('id', '=', from).set({ merged_into: to }).execute()
  await record(context, { noun: 'account', id: from, action: 'merge', facts: { into: to } })
}
