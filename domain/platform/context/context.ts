import type { Transaction } from 'kysely'
import type { Database } from '#db/schema.ts'
import type { Actor } from '#domain/platform/actor/actor.ts'
import type { Platform } from '#domain/platform/context/platform.ts'
import type { Register } from '#regulations/register.ts'

declare const proven: unique symbol

/** A register that was proven for this transaction: the database lets it see no other. */
export type ProvenRegister = Register & { readonly [proven]: true }

/** What every use case gets. `today` is the business date; moments come from the real clock. */
export interface Context {
  readonly db: Transaction<Database>
  readonly register: ProvenRegister
  readonly actor: Actor
  readonly today: Temporal.PlainDate
  readonly platform: Platform
}
