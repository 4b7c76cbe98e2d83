import type { Transaction } from 'kysely'
import { asApp } from '#db/connection.ts'
import type { Database } from '#db/schema.ts'
import type { Actor } from '#domain/platform/actor/actor.ts'
import {
  businessDate,
  clockMoved,
  recentBusinessDate,
} from '#domain/platform/clock/business-date.ts'
import type { Context, ProvenRegister } from '#domain/platform/context/context.ts'
import type { Platform } from '#domain/platform/context/platform.ts'
import type { Register } from '#regulations/register.ts'

/**
 * Opens a transaction in one register and hands it, with who acts and the business date, to `work`.
 * The only place where a register is proven; throwing rolls everything back.
 */
export async function inRegister<Result>(
  platform: Platform,
  register: Register,
  actor: Actor | ((db: Transaction<Database>) => Promise<Actor>),
  work: (context: Context) => Promise<Result>,
  options: { readonly readOnly?: boolean; readonly today?: Temporal.PlainDate } = {},
): Promise<Result> {
  const scope = { register: register.id, readOnly: options.readOnly ?? false }
  const { readOnly } = scope
  const result = await asApp(platform.db, scope, async (db) => {
    const date = readOnly ? () => recentBusinessDate(platform.db, db) : () => businessDate(db)
    const today = options.today ?? (await date())
    const who = typeof actor === 'function' ? await actor(db) : actor
    return work({ db, register: register as ProvenRegister, actor: who, today, platform })
  })
  // What was written may have moved the clock.
  if (!readOnly) clockMoved(platform.db)
  return result
}
