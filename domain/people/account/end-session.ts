import type { Transaction } from 'kysely'
import type { Database } from '#db/schema.ts'
import { hashToken } from '#domain/people/account/queries.ts'

/**
 * Ends sessions of an account: the one of a token, the one with an id, or all but one. An ended
 * session stays known, so that what somebody sends afterwards can be kept for them.
 */
export async function endSessions(
  db: Transaction<Database>,
  accountId: string,
  which:
    | { readonly token: string }
    | { readonly id: string }
    | { readonly allBut: string | undefined },
): Promise<number> {
  const open = db
    .updateTable('session')
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .set({ ended_at: Temporal.Now.instant().toString() })
  if ('token' in which) {
    const ended = await open.where('token_hash', '=', hashToken(which.token)).execute()
    return rowsOf(ended)
  }
  if ('id' in which) return rowsOf(await open.where('id', '=', which.id).execute())
  const but = which.allBut
  return rowsOf(
    await (but === undefined ? open : open.where('token_hash', '!=', hashToken(but))).execute(),
  )
}

function rowsOf(results: readonly { readonly numUpdatedRows: bigint }[]): number {
  return Number(results[0]?.numUpdatedRows ?? 0n)
}

/** Ends the session of a token, whoever's it is: the browser that had it has another from now on. */
export async function endSession(db: Transaction<Database>, token: string): Promise<void> {
  await db
    .updateTable('session')
    .where('token_hash', '=', hashToken(token))
    .where('ended_at', 'is', null)
    .set({ ended_at: Temporal.Now.instant().toString() })
    .execute()
}
