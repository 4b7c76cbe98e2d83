import type { Shielding, ShieldingStatus } from '#domain/people/shielding/shielding.ts'
import { runningShielding } from '#domain/people/shielding/shielding.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'
import { fullName } from '#language/names.ts'

/** A shielding of this register; with `lock` nobody else changes it until this transaction ends. */
export async function findShielding(
  context: Context,
  id: string,
  options: { readonly lock?: boolean } = {},
): Promise<Shielding | undefined> {
  if (!isUuid(id)) return undefined
  const query = shieldings(context).where('id', '=', id)
  const row = await (options.lock === true ? query.forUpdate() : query).executeTakeFirst()
  return row && shielding(row)
}

/** The shielding of a registration that is not over, by this register itself. */
export async function runningShieldingOf(
  context: Context,
  registrationId: string,
): Promise<Shielding | undefined> {
  const row = await shieldings(context)
    .where('registration_id', '=', registrationId)
    .where('status', 'in', runningShielding)
    .executeTakeFirst()
  return row && shielding(row)
}

/** The newest shielding of a registration, over or not. */
export async function latestShieldingOf(
  context: Context,
  registrationId: string,
): Promise<Shielding | undefined> {
  const row = await shieldings(context)
    .where('registration_id', '=', registrationId)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirst()
  return row && shielding(row)
}

/** A shielding that is not over, with the name of whoever it is about. */
export type ListedShielding = Shielding & { readonly name: string }

/** Everybody whom this register shields or who asked for it, what needs somebody first. */
export async function listShieldings(context: Context): Promise<readonly ListedShielding[]> {
  const rows = await shieldings(context)
    .innerJoin('person', 'person.id', 'shielding.person_id')
    .where('shielding.status', 'in', runningShielding)
    .select(['person.first_name', 'person.initials', 'person.name_prefix', 'person.last_name'])
    .orderBy('shielding.review_on', (order) => order.asc().nullsFirst())
    .orderBy('shielding.id')
    .execute()
  return rows.map((row) => ({
    ...shielding(row),
    name: fullName({
      firstName: row.first_name,
      initials: row.initials,
      namePrefix: row.name_prefix,
      lastName: row.last_name,
    }),
  }))
}

/** Whether a registration is kept out of sight today, by whichever register. */
export async function isShielded({ db }: Context, registrationId: string): Promise<boolean> {
  const row = await db
    .selectFrom('registration')
    .where('id', '=', registrationId)
    .select('shielded')
    .executeTakeFirst()
  return row?.shielded ?? false
}

/** Which of these registrations are kept out of sight today. */
export async function shieldedAmong(
  { db }: Context,
  registrationIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (registrationIds.length === 0) return new Set()
  const rows = await db
    .selectFrom('registration')
    .where('id', 'in', [...registrationIds])
    .where('shielded', '=', true)
    .select('id')
    .execute()
  return new Set(rows.map(({ id }) => id))
}

function shieldings({ db, register }: Context) {
  return db
    .selectFrom('shielding')
    .where('shielding.register', '=', register.id)
    .select([
      'shielding.id',
      'shielding.registration_id',
      'shielding.person_id',
      'shielding.status',
      'shielding.asked_by',
      'shielding.ground',
      'shielding.everywhere',
      'shielding.hides',
      'shielding.asked_on',
      'shielding.proposed_by',
      'shielding.review_on',
      'shielding.decided_on',
      'shielding.answer',
      'shielding.version',
    ])
}

interface Row {
  readonly id: string
  readonly registration_id: string
  readonly person_id: string
  readonly status: ShieldingStatus
  readonly asked_by: Shielding['askedBy']
  readonly ground: string
  readonly everywhere: boolean
  readonly hides: boolean
  readonly asked_on: string
  readonly proposed_by: string | null
  readonly review_on: string | null
  readonly decided_on: string | null
  readonly answer: string
  readonly version: number
}

function shielding(row: Row): Shielding {
  return {
    id: row.id,
    registrationId: row.registration_id,
    personId: row.person_id,
    status: row.status,
    askedBy: row.asked_by,
    ground: row.ground,
    everywhere: row.everywhere,
    hides: row.hides,
    askedOn: Temporal.PlainDate.from(row.asked_on),
    proposedBy: row.proposed_by ?? undefined,
    reviewOn: day(row.review_on),
    decidedOn: day(row.decided_on),
    answer: row.answer,
    version: row.version,
  }
}

function day(text: string | null): Temporal.PlainDate | undefined {
  return text === null ? undefined : Temporal.PlainDate.from(text)
}
