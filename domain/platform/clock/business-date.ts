import type { Kysely, Transaction } from 'kysely'
import type { Database } from '#db/schema.ts'

/** Whoever moves the demo's clock says so; other processes hear of it, within a second at most. */
export function clockMoved(db: Kysely<Database>): void {
  shifts.delete(db)
}

// By how many days the demo's clock runs ahead, as this process last read it.
const shifts = new WeakMap<object, { readonly days: number; readonly until: number }>()
const shiftHolds = 1000

/**
 * The business date as this process last read it, at most a second ago: for reading only. What was read from a replica
 * is kept apart, under something else than the database of the platform.
 */
export async function recentBusinessDate(
  platformDb: object,
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
