import type { Transaction } from 'kysely'
import { asApp, hasReplica } from '#db/connection.ts'
import type { Database } from '#db/schema.ts'
import type { Actor } from '#domain/platform/actor/actor.ts'
import {
  businessDate,
  clockMoved,
  recentBusinessDate,
} from '#domain/platform/clock/business-date.ts'
import type { Context, ProvenRegister } from '#domain/platform/context/context.ts'
import { currentRegister, lookAgainAfter } from '#domain/platform/context/current-register.ts'
import type { Platform } from '#domain/platform/context/platform.ts'
import type { Register } from '#regulations/register.ts'

/** In which register a transaction is opened, and how. */
export interface Within {
  readonly register: Register
  /** Nothing is written in it. */
  readonly readOnly?: boolean
  /** What is read may be some seconds old, and may be read twice: it may come from a replica. */
  readonly mayLag?: boolean
  /** The organisation for which somebody acts in it, or `*` where a back office looks after all: see AppScope. */
  readonly organisation?: string | undefined
  /** Another day than the business date, for what is done day by day. */
  readonly today?: Temporal.PlainDate
}

/**
 * Opens a transaction in one register and hands it, with who acts and the business date, to `work`.
 * The only place where a register is proven; throwing rolls everything back.
 */
export async function inRegister<Result>(
  platform: Platform,
  { register, readOnly = false, mayLag = false, organisation, today: given }: Within,
  actor: Actor | ((db: Transaction<Database>) => Promise<Actor>),
  work: (context: Context) => Promise<Result>,
): Promise<Result> {
  // For what is done by itself nobody sits waiting.
  const patient = typeof actor !== 'function' && actor.kind === 'system'
  const scope = { register: register.id, readOnly, patient, mayLag, organisation }
  // What a replica does not know yet, nobody else may take for what is.
  const kept = mayLag && hasReplica(platform.db) ? laggingOf(platform) : platform.db
  let opened: Transaction<Database> | undefined
  const result = await asApp(platform.db, scope, async (db) => {
    opened = db
    const date = readOnly ? () => recentBusinessDate(kept, db) : () => businessDate(db)
    const today = given ?? (await date())
    const who = typeof actor === 'function' ? await actor(db) : actor
    const current = await currentRegister(kept, db, register)
    const found = readOnly ? { found: new Map() } : {}
    return work({ db, register: current as ProvenRegister, actor: who, today, platform, ...found })
  })
  // What was written may have moved the clock, or changed what the register says of itself.
  if (!readOnly) {
    clockMoved(platform.db)
    if (opened !== undefined) await lookAgainAfter(platform, opened)
  }
  return result
}

const lagging = new WeakMap<object, object>()

function laggingOf({ db }: Platform): object {
  const known = lagging.get(db) ?? {}
  lagging.set(db, known)
  return known
}
