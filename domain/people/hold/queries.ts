import { sql } from 'kysely'
import type { Hold } from '#domain/people/hold/hold.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'
import { fullName } from '#language/names.ts'

/** Whether anything of a person is held today, in whatever register. */
export async function isHeld(
  { db, today }: Pick<Context, 'db' | 'today'>,
  personId: string | null,
): Promise<boolean> {
  if (personId === null) return false
  const { rows } = await sql<{ held: boolean }>`
    select is_held(${personId}::uuid, ${today.toString()}::date) as held`.execute(db)
  return rows[0]?.held === true
}

/**
 * Whether anything of a person is held today, for who is about to erase something of theirs: whoever places a
 * hold, in whatever register, comes before it or after it. Of several people it is asked by `heldOf`.
 */
export async function isHeldFromNow(context: Context, personId: string | null): Promise<boolean> {
  return personId !== null && (await heldOf(context, [personId])).has(personId)
}

/** Which of these people have something held today, for who is about to erase something of theirs. */
export async function heldOf(
  context: Context,
  people: readonly (string | null)[],
): Promise<ReadonlySet<string>> {
  const held = new Set<string>()
  // In one order, so that two who erase do not wait for each other.
  const all = [...new Set(people.filter((one) => one !== null))].toSorted()
  for (const personId of all) {
    await inTurnWithHolds(context, personId)
    if (await isHeld(context, personId)) held.add(personId)
  }
  return held
}

/** Lets who erases something of somebody and who holds it wait for each other, until this transaction ends. */
export async function inTurnWithHolds(
  { db }: Pick<Context, 'db'>,
  personId: string,
): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('hold'), hashtext(${personId}))`.execute(db)
}

/** A hold of this register; with `lock` nobody else changes it until this transaction ends. */
export async function findHold(
  context: Context,
  id: string,
  options: { readonly lock?: boolean } = {},
): Promise<Hold | undefined> {
  if (!isUuid(id)) return undefined
  const query = holds(context).where('hold.id', '=', id)
  const row = await (options.lock === true ? query.forUpdate('hold') : query).executeTakeFirst()
  return row && holdOf(row)
}

/** The holds of this register, those that end first before the others, and those that are over last. */
export async function listHolds(context: Context): Promise<readonly Hold[]> {
  const rows = await holds(context)
    .orderBy(sql`hold.lifted_on is not null`)
    .orderBy('hold.last_day')
    .orderBy('hold.id')
    .limit(500)
    .execute()
  return rows.map(holdOf)
}

/** The holds on somebody in this register that hold today. */
export async function holdsOf(context: Context, personId: string): Promise<readonly Hold[]> {
  const rows = await holds(context)
    .where('hold.person_id', '=', personId)
    .where('hold.lifted_on', 'is', null)
    .where('hold.last_day', '>=', context.today.toString())
    .orderBy('hold.last_day')
    .execute()
  return rows.map(holdOf)
}

function holds({ db, register }: Context) {
  return db
    .selectFrom('hold')
    .innerJoin('person', 'person.id', 'hold.person_id')
    .leftJoin('account as placer', 'placer.id', 'hold.placed_by')
    .leftJoin('person as placed', 'placed.account_id', 'placer.id')
    .where('hold.register', '=', register.id)
    .select([
      'hold.id',
      'hold.person_id',
      'hold.ground',
      'hold.reason',
      'hold.placed_on',
      'hold.last_day',
      'hold.lifted_on',
      'hold.lifted_because',
      'hold.version',
      'person.first_name',
      'person.initials',
      'person.name_prefix',
      'person.last_name',
      'placer.email as placer_email',
      'placed.first_name as placer_first',
      'placed.initials as placer_initials',
      'placed.name_prefix as placer_prefix',
      'placed.last_name as placer_last',
    ])
}

type Row = Awaited<ReturnType<ReturnType<typeof holds>['execute']>>[number]

function holdOf(row: Row): Hold {
  const placer = fullName({
    firstName: row.placer_first ?? '',
    initials: row.placer_initials ?? '',
    namePrefix: row.placer_prefix ?? '',
    lastName: row.placer_last ?? '',
  })
  return {
    id: row.id,
    personId: row.person_id,
    name: fullName({
      firstName: row.first_name,
      initials: row.initials,
      namePrefix: row.name_prefix,
      lastName: row.last_name,
    }),
    ground: row.ground,
    reason: row.reason,
    placedOn: Temporal.PlainDate.from(row.placed_on),
    placedBy: placer === '' ? (row.placer_email ?? undefined) : placer,
    lastDay: Temporal.PlainDate.from(row.last_day),
    liftedOn: row.lifted_on === null ? undefined : Temporal.PlainDate.from(row.lifted_on),
    liftedBecause: row.lifted_because,
    version: row.version,
  }
}
