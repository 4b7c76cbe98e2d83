import type { SqlBool } from 'kysely'
import { sql } from 'kysely'
import { bearsName } from '#domain/people/person/find-by-name.ts'
import type { RegistrationStatus } from '#domain/people/registration/registration.ts'
import {
  readRegistrationNumber,
  registrationNumber,
} from '#domain/people/registration/registration.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { isTemporary } from '#domain/public-register/entry/public-register.ts'
import { fullName } from '#language/names.ts'
import { withoutInvisible } from '#language/typed.ts'

/** Somebody whom the back office found. */
export interface FoundMember {
  readonly registrationId: string
  readonly name: string
  readonly number: string | undefined
  readonly email: string
  readonly status: RegistrationStatus
  /** Registered for a while. */
  readonly temporary: boolean
  readonly employer: string
}

/** At most so many people on a page. */
export const mostMembers = 50

/** Finds people by a part of their name, their number or their e-mail address, in every status. */
export async function searchMembers(
  context: Context,
  typed: string,
): Promise<readonly FoundMember[]> {
  const wanted = withoutInvisible(typed).trim().toLowerCase().slice(0, 200)
  if (wanted === '') return []
  const number = readRegistrationNumber(context.register, wanted)
  const rows = await context.db
    .selectFrom('registration')
    .innerJoin('person', 'person.id', 'registration.person_id')
    .leftJoin('account', 'account.id', 'person.account_id')
    .where(({ or, eb }) =>
      or([
        bearsName(typed.slice(0, 200)),
        sql<SqlBool>`strpos(account.email, ${wanted}) > 0`,
        ...(number === undefined ? [] : [eb('registration.number', '=', number)]),
      ]),
    )
    .select([
      'registration.id',
      'registration.number',
      'registration.status',
      'registration.temporary_kind',
      'registration.valid_first',
      'person.first_name',
      'person.initials',
      'person.name_prefix',
      'person.last_name',
      'person.employer',
      'account.email',
    ])
    .orderBy('person.last_name')
    .orderBy('person.first_name')
    .orderBy('registration.id')
    .limit(mostMembers)
    .execute()
  return rows.map((row) => ({
    registrationId: row.id,
    name: fullName({
      firstName: row.first_name,
      initials: row.initials,
      namePrefix: row.name_prefix,
      lastName: row.last_name,
    }),
    number: row.number === null ? undefined : registrationNumber(context.register, row.number),
    email: row.email ?? '',
    status: row.status,
    temporary: isTemporary(row, context),
    employer: row.employer,
  }))
}
