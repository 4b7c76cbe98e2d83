import type { PersonFacts } from '#domain/people/person/person.ts'
import { personOf } from '#domain/people/person/queries.ts'
import type { RegistrationStatus } from '#domain/people/registration/registration.ts'
import { registrationNumber } from '#domain/people/registration/registration.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'
import { isTemporary } from '#domain/public-register/entry/public-register.ts'
import { fullName } from '#language/names.ts'

/** Somebody's registration with who they are: what letters, invoices and agreements need. */
export interface Member {
  readonly registrationId: string
  readonly status: RegistrationStatus
  readonly heldStatus: RegistrationStatus | undefined
  /** The last day of the suspension that runs. */
  readonly suspendedLast: Temporal.PlainDate | undefined
  /** The number as it is written, once there is one. */
  readonly number: string | undefined
  /** The category in which somebody stands, where the register has any. */
  readonly category: string | undefined
  /** Registered for a while, to make up for what was open. */
  readonly temporary: boolean
  /** The first day of the version of the regulation, as ISO text. */
  readonly regulationVersion: string
  readonly signedUpOn: Temporal.PlainDate
  readonly approvedOn: Temporal.PlainDate | undefined
  readonly candidateOn: Temporal.PlainDate | undefined
  readonly version: number
  readonly personId: string
  readonly person: PersonFacts
  readonly name: string
  readonly accountId: string | undefined
  /** Empty when the account is gone: then there is nobody to write to. */
  readonly email: string
}

/** The end of a registration. */
export interface End {
  readonly on: Temporal.PlainDate | undefined
  readonly reason: 'own-request' | 'not-paid' | 'decision' | 'death' | undefined
}

/** The member of a registration; with `lock` nobody else changes it until this transaction ends. */
export async function findMember(
  context: Context,
  registrationId: string,
  options: { readonly lock?: boolean } = {},
): Promise<Member | undefined> {
  if (!isUuid(registrationId)) return undefined
  const query = context.db
    .selectFrom('registration')
    .innerJoin('person', 'person.id', 'registration.person_id')
    .leftJoin('account', 'account.id', 'person.account_id')
    .where('registration.id', '=', registrationId)
    .select([
      'registration.id as registration_id',
      'registration.status',
      'registration.held_status',
      'registration.suspended_last',
      'registration.number',
      'registration.category',
      'registration.temporary_kind',
      'registration.valid_first',
      'registration.regulation_version',
      'registration.signed_up_on',
      'registration.approved_on',
      'registration.candidate_on',
      'registration.version',
      'person.id as person_id',
      'person.first_name',
      'person.initials',
      'person.name_prefix',
      'person.last_name',
      'person.phone',
      'person.street',
      'person.house_number',
      'person.postcode',
      'person.city',
      'person.country',
      'account.id as account_id',
      'account.email',
    ])
  const row = await (options.lock === true
    ? query.forUpdate('registration')
    : query
  ).executeTakeFirst()
  if (row === undefined) return undefined
  const person = personOf(row)
  return {
    registrationId: row.registration_id,
    status: row.status,
    heldStatus: (row.held_status ?? undefined) as RegistrationStatus | undefined,
    suspendedLast: day(row.suspended_last),
    category: row.category ?? undefined,
    temporary: isTemporary(row, context),
    number: row.number === null ? undefined : registrationNumber(context.register, row.number),
    regulationVersion: row.regulation_version,
    signedUpOn: Temporal.PlainDate.from(row.signed_up_on),
    approvedOn: day(row.approved_on),
    candidateOn: day(row.candidate_on),
    version: row.version,
    personId: row.person_id,
    person,
    name: fullName(person),
    accountId: row.account_id ?? undefined,
    email: row.email ?? '',
  }
}

/** The declarations that somebody made when signing up, by their ids. */
export async function findDeclarations(
  { db }: Context,
  registrationId: string,
): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('declaration')
    .where('registration_id', '=', registrationId)
    .select('declaration')
    .execute()
  return new Set(rows.map(({ declaration }) => declaration))
}

/** The registration of a person in this register that has not ended. */
export async function findRunningRegistration(
  context: Context,
  accountId: string,
): Promise<string | undefined> {
  const row = await registrationsOf(context, accountId)
    .where('registration.status', 'not in', ended)
    .executeTakeFirst()
  return row?.id
}

/** The registration of somebody by the id of their person, where they have one in this register that has not ended. */
export async function registrationOfPerson(
  { db, register }: Context,
  personId: string,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('registration')
    .where('register', '=', register.id)
    .where('person_id', '=', personId)
    .where('status', 'not in', ended)
    .select('id')
    .executeTakeFirst()
  return row?.id
}

/** The registration of a person in this register that ended last. */
export async function findEndedRegistration(
  context: Context,
  accountId: string,
): Promise<string | undefined> {
  const row = await registrationsOf(context, accountId)
    .where('registration.status', 'in', ended)
    .orderBy('registration.ended_on', (order) => order.desc().nullsLast())
    .orderBy('registration.signed_up_on', 'desc')
    .executeTakeFirst()
  return row?.id
}

const ended = ['withdrawn', 'removed', 'deceased'] as const

function registrationsOf({ db }: Context, accountId: string) {
  return db
    .selectFrom('registration')
    .innerJoin('person', 'person.id', 'registration.person_id')
    .where('person.account_id', '=', accountId)
    .select('registration.id')
}

/** When a registration ended and why, as far as that was written down. */
export async function findEnd({ db }: Context, registrationId: string): Promise<End> {
  const row = await db
    .selectFrom('registration')
    .where('id', '=', registrationId)
    .select(['ended_on', 'end_reason'])
    .executeTakeFirstOrThrow()
  return { on: day(row.ended_on), reason: row.end_reason ?? undefined }
}

function day(text: string | null): Temporal.PlainDate | undefined {
  return text === null ? undefined : Temporal.PlainDate.from(text)
}
