import type { Kysely, Transaction } from 'kysely'
import { sql } from 'kysely'
import { asApp } from '#db/connection.ts'
import type { Database } from '#db/schema.ts'
import type { SealIdentity } from '#documents/seal.ts'
import type { Storage } from '#domain/evidence/storage.ts'
import type { LookupLimit } from '#domain/public-register/limit-lookups.ts'
import type { Register } from '#regulations/register.ts'

/** What a role may do is data of the routes; a role belongs to one register. */
export type Role = 'secretariat' | 'committee' | 'chair' | 'administrator'

/** Who acts: a visitor, somebody with an account, a referee with a link, or Peil itself. */
export type Actor =
  | { readonly kind: 'visitor' }
  | {
      readonly kind: 'account'
      readonly accountId: string
      readonly email: string
      /** The name of the person, where it is known. */
      readonly name?: string | undefined
      /** The roles in this register, empty for a professional. */
      readonly roles: readonly Role[]
      readonly personId: string | undefined
      readonly registrationId: string | undefined
      /** How this session was authenticated, for the evidence of a signature. */
      readonly authenticatedBy: 'password' | 'link' | 'demo'
      readonly secondFactor: boolean
    }
  | { readonly kind: 'referee'; readonly requestId: string }
  | { readonly kind: 'system'; readonly task: string }

/** The account that acts, if one does. */
export function accountIdOf(actor: Actor): string | undefined {
  return actor.kind === 'account' ? actor.accountId : undefined
}

/** Work that is done after the transaction, and only if it commits. */
export type Job =
  | { readonly name: 'deliver-mail'; readonly data: { readonly mailId: string } }
  | { readonly name: 'move-clock'; readonly data: { readonly goOn: boolean } }
  | { readonly name: 'daily'; readonly data: { readonly register: string; readonly day: string } }

/** What one running Peil has: its database, registers, file store and address. */
export interface Platform {
  readonly db: Kysely<Database>
  readonly registers: ReadonlyMap<string, Register>
  readonly files: Storage
  /** The key that seals certificates. */
  readonly identity: SealIdentity
  /** Where Peil is reached, for links in mails and QR codes, without a slash at the end. */
  readonly origin: string
  /** How often one address may look something up in public. */
  readonly lookups: LookupLimit
  /** Whether there is a mail server; without one somebody has to pass on what lies here. */
  readonly sendsMail: boolean
  /** Whether the demo's sign-in, mailbox and clock are on. */
  readonly demo: boolean
  /** Enqueues work in the transaction that causes it. */
  readonly enqueue: (db: Transaction<Database>, job: Job) => Promise<void>
}

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

/** Whoever moves the demo's clock says so; other processes see it within a second. */
export function clockMoved(db: Kysely<Database>): void {
  shifts.delete(db)
}

// By how many days the demo's clock runs ahead, as this process last read it.
const shifts = new WeakMap<Kysely<Database>, { readonly days: number; readonly until: number }>()
const shiftHolds = 1000

async function recentBusinessDate(
  platformDb: Kysely<Database>,
  db: Transaction<Database>,
): Promise<Temporal.PlainDate> {
  const now = performance.now()
  const known = shifts.get(platformDb)
  if (known !== undefined && now < known.until) return dateAhead(known.days)
  const days = await clockShift(db)
  shifts.set(platformDb, { days, until: now + shiftHolds })
  return dateAhead(days)
}

/** The business date: today in the Netherlands, in the demo moved forward by its administrator. */
export async function businessDate(
  db: Kysely<Database> | Transaction<Database>,
): Promise<Temporal.PlainDate> {
  return dateAhead(await clockShift(db))
}

async function clockShift(db: Kysely<Database> | Transaction<Database>): Promise<number> {
  const row = await db.selectFrom('platform').select('clock_shift_days').executeTakeFirstOrThrow()
  return row.clock_shift_days
}

// Asking for the day in a time zone is slow, and the answer is the same until the next quarter of an
// hour: no offset changes within one.
const quarter = 15 * 60 * 1000
let real: { readonly date: Temporal.PlainDate; readonly quarter: number } | undefined

function dateAhead(days: number): Temporal.PlainDate {
  const now = Math.floor(Temporal.Now.instant().epochMilliseconds / quarter)
  if (real?.quarter !== now) {
    real = { date: Temporal.Now.plainDateISO('Europe/Amsterdam'), quarter: now }
  }
  return days === 0 ? real.date : real.date.add({ days })
}

/** Takes the next number of a series of this register, without gaps. */
export async function nextNumber(
  context: Context,
  series: 'registration' | 'agreement' | 'invoice' | 'application',
): Promise<number> {
  const row = await context.db
    .insertInto('number_series')
    .values({ register: context.register.id, series, last: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['register', 'series'])
        .doUpdateSet({ last: sql<number>`number_series.last + 1` }),
    )
    .returning('last')
    .executeTakeFirstOrThrow()
  return row.last
}
