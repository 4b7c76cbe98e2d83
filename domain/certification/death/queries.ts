import type { Death, DeathStatus, ToldBy } from '#domain/certification/death/death.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'
import { fullName } from '#language/names.ts'

/** A report of this register; with `lock` nobody else changes it until this transaction ends. */
export async function findDeath(
  context: Context,
  id: string,
  options: { readonly lock?: boolean } = {},
): Promise<Death | undefined> {
  if (!isUuid(id)) return undefined
  const query = deaths(context).where('death.id', '=', id)
  const row = await (options.lock === true ? query.forUpdate() : query).executeTakeFirst()
  return row && death(row)
}

/** The report about a registration that waits or was confirmed. */
export async function runningDeathOf(
  context: Context,
  registrationId: string,
): Promise<Death | undefined> {
  const row = await deaths(context)
    .where('registration_id', '=', registrationId)
    .where('status', 'in', ['reported', 'confirmed'])
    .executeTakeFirst()
  return row && death(row)
}

/** A report with the name of whoever it is about. */
export type ListedDeath = Death & { readonly name: string }

/** The reports that wait, and what was settled last, the newest first. */
export async function listDeaths(context: Context): Promise<readonly ListedDeath[]> {
  const rows = await deaths(context)
    .innerJoin('person', 'person.id', 'death.person_id')
    .select(['person.first_name', 'person.initials', 'person.name_prefix', 'person.last_name'])
    .orderBy((eb) => eb.case().when('death.status', '=', 'reported').then(0).else(1).end())
    .orderBy('death.entered_on', 'desc')
    .orderBy('death.id', 'desc')
    .limit(200)
    .execute()
  return rows.map((row) => ({
    ...death(row),
    name: fullName({
      firstName: row.first_name,
      initials: row.initials,
      namePrefix: row.name_prefix,
      lastName: row.last_name,
    }),
  }))
}

function deaths({ db, register }: Context) {
  return db
    .selectFrom('death')
    .where('death.register', '=', register.id)
    .select([
      'death.id',
      'death.registration_id',
      'death.person_id',
      'death.status',
      'death.died_on',
      'death.told_by',
      'death.told_name',
      'death.told_email',
      'death.told_address',
      'death.seen_how',
      'death.entered_by',
      'death.entered_on',
      'death.confirmed_on',
      'death.letter_id',
      'death.reason',
      'death.version',
    ])
}

interface Row {
  readonly id: string
  readonly registration_id: string
  readonly person_id: string
  readonly status: DeathStatus
  readonly died_on: string
  readonly told_by: ToldBy
  readonly told_name: string
  readonly told_email: string
  readonly told_address: string
  readonly seen_how: string
  readonly entered_by: string | null
  readonly entered_on: string
  readonly confirmed_on: string | null
  readonly letter_id: string | null
  readonly reason: string
  readonly version: number
}

function death(row: Row): Death {
  const { confirmed_on } = row
  return {
    id: row.id,
    registrationId: row.registration_id,
    personId: row.person_id,
    status: row.status,
    diedOn: Temporal.PlainDate.from(row.died_on),
    toldBy: row.told_by,
    toldName: row.told_name,
    toldEmail: row.told_email,
    toldAddress: row.told_address,
    seenHow: row.seen_how,
    enteredBy: row.entered_by ?? undefined,
    enteredOn: Temporal.PlainDate.from(row.entered_on),
    confirmedOn: confirmed_on === null ? undefined : Temporal.PlainDate.from(confirmed_on),
    letterId: row.letter_id ?? undefined,
    reason: row.reason,
    version: row.version,
  }
}
