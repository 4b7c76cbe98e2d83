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
  /** In a visit that only reads, what was found in it so far; see `onceInVisit`. */
  readonly found?: Map<string, Promise<unknown>>
  /** Where due work is done, how it is done apart for each whom it is about; see `eachDue`. */
  readonly apart?: Apart
}

/** How due work is done apart for each whom it is about, so that what fails for one stops no other. */
export interface Apart {
  /** Does work in a transaction of its own; what it throws rolls that back. */
  readonly inOwn: (work: (context: Context) => Promise<unknown>) => Promise<unknown>
  /** Whether something failed today for whom this is about, on which this may rest. */
  readonly isHeld: (whose: string) => boolean
  /** Notes that it failed for whom it is about. */
  readonly failed: (whose: string, error: unknown) => Promise<void>
}
