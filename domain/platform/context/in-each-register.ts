import { sql } from 'kysely'
import type { Context, ProvenRegister } from '#domain/platform/context/context.ts'
import { currentRegister } from '#domain/platform/context/current-register.ts'

/**
 * Does something in each register of this installation, in this one transaction, so that it is done
 * everywhere at once or nowhere. For what is about a person and not about a register; which register
 * was proven holds again afterwards.
 */
export async function inEachRegister(
  context: Context,
  work: (context: Context) => Promise<void>,
): Promise<void> {
  const { db, platform } = context
  const all = [...platform.registers.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1))
  for (const register of all) {
    await show(context, register.id)
    const current =
      register.id === context.register.id
        ? context.register
        : ((await currentRegister(platform.db, db, register)) as ProvenRegister)
    await work({ ...context, register: current })
  }
  await show(context, context.register.id)
}

// What the database lets this transaction see from here on.
async function show({ db }: Context, register: string): Promise<void> {
  await sql`select set_config('peil.register', ${register}, true)`.execute(db)
}
