import type { Context } from '#domain/platform/context/context.ts'
import type { PersonName } from '#language/names.ts'
import { fullName } from '#language/names.ts'

/** A request for another name. */
export interface NameChange {
  readonly id: string
  readonly registrationId: string
  readonly status: 'asked' | 'approved' | 'refused'
  readonly name: PersonName
  readonly reason: string
  readonly askedOn: Temporal.PlainDate
  readonly version: number
}

/** A request that waits for the back office, with the name as it is now. */
export interface WaitingNameChange {
  readonly id: string
  readonly registrationId: string
  readonly now: string
  readonly asked: string
  readonly askedOn: Temporal.PlainDate
}

const columns = [
  'id',
  'registration_id',
  'status',
  'first_name',
  'initials',
  'name_prefix',
  'last_name',
  'reason',
  'asked_on',
  'version',
] as const

/** One request for another name; with `lock` nobody else answers it until this transaction ends. */
export async function findNameChange(
  context: Context,
  id: string,
  options: { readonly lock?: boolean } = {},
): Promise<NameChange | undefined> {
  const query = context.db.selectFrom('name_change').where('id', '=', id).select(columns)
  const row = await (options.lock === true ? query.forUpdate() : query).executeTakeFirst()
  return row && nameChange(row)
}

/** The request of a registration that waits for its answer, if there is one. */
export async function openNameChange(
  context: Context,
  registrationId: string,
): Promise<NameChange | undefined> {
  const row = await context.db
    .selectFrom('name_change')
    .where('registration_id', '=', registrationId)
    .where('status', '=', 'asked')
    .select(columns)
    .executeTakeFirst()
  return row && nameChange(row)
}

/** The requests that wait for the back office, the oldest first. */
export async function listNameChanges(context: Context): Promise<readonly WaitingNameChange[]> {
  const rows = await context.db
    .selectFrom('name_change')
    .innerJoin('registration', 'registration.id', 'name_change.registration_id')
    .innerJoin('person', 'person.id', 'registration.person_id')
    .where('name_change.status', '=', 'asked')
    .select([
      'name_change.id',
      'name_change.registration_id',
      'name_change.asked_on',
      'name_change.first_name',
      'name_change.initials',
      'name_change.name_prefix',
      'name_change.last_name',
      'person.first_name as now_first_name',
      'person.initials as now_initials',
      'person.name_prefix as now_name_prefix',
      'person.last_name as now_last_name',
    ])
    .orderBy('name_change.asked_on')
    .orderBy('name_change.id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    registrationId: row.registration_id,
    askedOn: Temporal.PlainDate.from(row.asked_on),
    asked: fullName(nameOf(row)),
    now: fullName({
      firstName: row.now_first_name,
      initials: row.now_initials,
      namePrefix: row.now_name_prefix,
      lastName: row.now_last_name,
    }),
  }))
}

/**
 * Whether others rely on somebody's name: it is in the public register, or on a certificate that was
 * not withdrawn. Then it changes only after the back office has seen the change.
 */
export async function isNameRelied(context: Context, registrationId: string): Promise<boolean> {
  const row = await context.db
    .selectNoFrom(({ or, exists, selectFrom }) =>
      or([
        exists(
          selectFrom('public_entry')
            .where('registration_id', '=', registrationId)
            .select('registration_id'),
        ),
        exists(
          selectFrom('certificate')
            .where('registration_id', '=', registrationId)
            .where('withdrawn_on', 'is', null)
            .select('id'),
        ),
      ]).as('relied'),
    )
    .executeTakeFirstOrThrow()
  return Boolean(row.relied)
}

function nameChange(row: {
  readonly id: string
  readonly registration_id: string
  readonly status: NameChange['status']
  readonly first_name: string
  readonly initials: string
  readonly name_prefix: string
  readonly last_name: string
  readonly reason: string
  readonly asked_on: string
  readonly version: number
}): NameChange {
  return {
    id: row.id,
    registrationId: row.registration_id,
    status: row.status,
    name: nameOf(row),
    reason: row.reason,
    askedOn: Temporal.PlainDate.from(row.asked_on),
    version: row.version,
  }
}

function nameOf(row: {
  readonly first_name: string
  readonly initials: string
  readonly name_prefix: string
  readonly last_name: string
}): PersonName {
  return {
    firstName: row.first_name,
    initials: row.initials,
    namePrefix: row.name_prefix,
    lastName: row.last_name,
  }
}
