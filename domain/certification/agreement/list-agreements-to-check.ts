import type { Context } from '#domain/platform/context/context.ts'
import { fullName } from '#language/names.ts'

/** A signed agreement that waits to be checked. */
export interface AgreementToCheck {
  readonly id: string
  readonly registrationId: string
  readonly number: string
  readonly name: string
  readonly signedOn: Temporal.PlainDate
  /** Whether an earlier one of the same registration was returned. */
  readonly afterReturn: boolean
}

/** The signed agreements that wait to be checked, the oldest first. */
export async function listAgreementsToCheck(
  context: Context,
): Promise<readonly AgreementToCheck[]> {
  const rows = await context.db
    .selectFrom('agreement')
    .innerJoin('registration', 'registration.id', 'agreement.registration_id')
    .innerJoin('person', 'person.id', 'registration.person_id')
    .where('agreement.status', '=', 'signed')
    .select([
      'agreement.id',
      'agreement.registration_id',
      'agreement.number',
      'agreement.signed_on',
      'agreement.sent_on',
      'person.first_name',
      'person.initials',
      'person.name_prefix',
      'person.last_name',
    ])
    .select(({ exists, selectFrom }) =>
      exists(
        selectFrom('agreement as earlier')
          .whereRef('earlier.registration_id', '=', 'agreement.registration_id')
          .where('earlier.status', '=', 'returned')
          .select('earlier.id'),
      ).as('after_return'),
    )
    .orderBy('agreement.signed_on')
    .orderBy('agreement.id')
    .limit(500)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    registrationId: row.registration_id,
    number: row.number ?? '',
    name: fullName({
      firstName: row.first_name,
      initials: row.initials,
      namePrefix: row.name_prefix,
      lastName: row.last_name,
    }),
    signedOn: Temporal.PlainDate.from(row.signed_on ?? row.sent_on),
    afterReturn: Boolean(row.after_return),
  }))
}
