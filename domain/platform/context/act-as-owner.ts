import { sql } from 'kysely'
import { accountIdOf } from '#domain/platform/actor/actor.ts'
import type { Context } from '#domain/platform/context/context.ts'

/**
 * From here on in this transaction the account that acts sees what is its own, also where another
 * register keeps it: what it did, what shows that, and what it claims of it elsewhere. What Peil does for
 * somebody sees the same of them.
 */
export async function actAsOwner({ db, actor }: Context): Promise<void> {
  const person = actor.kind === 'system' ? (actor.personId ?? '') : ''
  await sql`select set_config('peil.account', ${accountIdOf(actor) ?? ''}, true),
    set_config('peil.person', ${person}, true)`.execute(db)
}
