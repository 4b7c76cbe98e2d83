import { sql } from 'kysely'
import { asApp } from '#db/connection.ts'
import { accountIdOf } from '#domain/platform/actor/actor.ts'
import type { Context, ProvenRegister } from '#domain/platform/context/context.ts'
import { currentRegister } from '#domain/platform/context/current-register.ts'

/**
 * Looks at what is the acting account's own, whatever register keeps it, beside a visit that may see
 * one register only. Nothing is written; in a transaction that writes, `actAsOwner` does the same.
 */
export async function lookAsOwner<Result>(
  context: Context,
  look: (own: Context) => Promise<Result>,
): Promise<Result> {
  const account = accountIdOf(context.actor)
  if (account === undefined) throw new Error('only somebody with an account owns anything')
  const scope = { register: context.register.id, account, beside: true }
  return asApp(context.platform.db, scope, (db) => look({ ...context, db }))
}

/**
 * Goes on in another register for as long as `work` takes, in the same transaction: for what somebody
 * may know or do there of their own. Nothing else may be asked meanwhile. Undefined where there is no
 * such register.
 */
export async function inOtherRegister<Result>(
  context: Context,
  id: string,
  work: (there: Context) => Promise<Result>,
): Promise<Result | undefined> {
  const { db, platform, register: here } = context
  const register = platform.registers.get(id)
  if (register === undefined) return undefined
  await see(db, id)
  const current = await currentRegister(platform.db, db, register)
  const result = await work({ ...context, register: current as ProvenRegister })
  // A transaction that failed can be told nothing any more, and is rolled back as a whole.
  await see(db, here.id)
  return result
}

async function see(db: Context['db'], register: string): Promise<void> {
  await sql`select set_config('peil.register', ${register}, true)`.execute(db)
}
