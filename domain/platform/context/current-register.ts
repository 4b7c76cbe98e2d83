import type { Kysely, Transaction } from 'kysely'
import { sql } from 'kysely'
import type { Database } from '#db/schema.ts'
import type { Registers } from '#domain/platform/context/registers.ts'
import type { Register } from '#regulations/register.ts'

/**
 * A register as it is now: what stands in its files, with what was changed on a page in its place. As
 * long as nothing was changed it is the register of the files itself. What was read from a replica is kept apart,
 * under something else than the database of the platform.
 */
export async function currentRegister(
  platformDb: object,
  db: Transaction<Database>,
  register: Register,
): Promise<Register> {
  const known = knownOf(platformDb)
  const before = known.get(register)
  const now = performance.now()
  if (before !== undefined && now < before.until) return before.register
  const stamp = await stampOf(db, register.id)
  const current =
    before !== undefined && before.stamp === stamp ? before.register : await read(db, register)
  known.set(register, { register: current, stamp, until: now + holds })
  return current
}

/** Whoever changes what a register says of itself says so in the same transaction. */
export function registerChanged(db: Transaction<Database>): void {
  changed.add(db)
}

/** Looks again after the commit of a transaction that said so; other processes hear it then. */
export async function lookAgainAfter(
  { db: platformDb, registers }: Changed,
  db: Transaction<Database>,
): Promise<void> {
  if (!changed.has(db)) return
  await registers.lookAgain()
  forget(platformDb)
}

/** Another process changed something: whoever asks next looks again. */
export function lookAgainSoon({ db, registers }: Changed): void {
  registers.lookAgainSoon()
  forget(db)
}

interface Changed {
  readonly db: Kysely<Database>
  readonly registers: Registers
}

function forget(platformDb: Kysely<Database>): void {
  for (const [register, each] of knownOf(platformDb)) {
    knownOf(platformDb).set(register, { ...each, until: 0 })
  }
}

// As this process last read it, with the versions of which it was made.
interface Known {
  readonly register: Register
  readonly stamp: string
  readonly until: number
}
const holds = 1000
const changed = new WeakSet<Transaction<Database>>()
const known = new WeakMap<object, Map<Register, Known>>()

function knownOf(platformDb: object): Map<Register, Known> {
  const ours = known.get(platformDb) ?? new Map<Register, Known>()
  known.set(platformDb, ours)
  return ours
}

async function stampOf(db: Transaction<Database>, register: string): Promise<string> {
  const { rows } = await sql<{ stamp: string }>`
    select concat_ws(' ',
      (select max(version) from register_organisation where register = ${register}), '/',
      (select string_agg(name || ':' || version, ' ' order by name, version)
        from register_text where register = ${register})) as stamp`.execute(db)
  return rows[0]?.stamp ?? ''
}

async function read(db: Transaction<Database>, register: Register): Promise<Register> {
  const organisation = await db
    .selectFrom('register_organisation')
    .where('register', '=', register.id)
    .selectAll()
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  const texts = await db
    .selectFrom('register_text')
    .where('register', '=', register.id)
    .distinctOn('name')
    .select(['name', 'source'])
    .orderBy('name')
    .orderBy('version', 'desc')
    .execute()
  const own = texts.flatMap(({ name, source }) =>
    source === null ? [] : [{ name, file: `${name}.md`, source, saved: true }],
  )
  const fromFile = organisation === undefined || organisation.from_file
  if (fromFile && own.length === 0) return register
  return {
    ...register,
    ...(!fromFile && {
      organisation: {
        ...register.organisation,
        foundation: organisation.foundation,
        address: organisation.address.split('\n'),
        postalCodeAndCity: organisation.postal_code_and_city,
        email: organisation.email,
        website: organisation.website,
        telephone: organisation.telephone || undefined,
        openingHours: organisation.opening_hours || undefined,
        kvk: organisation.kvk,
      },
    }),
    // The first of a name is the one that is shown; the next is what it falls back on.
    ownTexts: [...own, ...register.ownTexts],
  }
}
