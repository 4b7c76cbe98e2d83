import { sql } from 'kysely'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { registerChanged } from '#domain/platform/context/current-register.ts'

/** What a register says of its organisation, as far as it is set on a page. */
export interface OrganisationFacts {
  readonly foundation: string
  /** The lines of the address. */
  readonly address: readonly string[]
  readonly postalCodeAndCity: string
  readonly email: string
  readonly website: string
  /** Empty where there is none. */
  readonly telephone: string
  readonly openingHours: string
  readonly kvk: string
}

export type ChangedOrganisation =
  | { readonly outcome: 'changed' }
  /** A colleague changed it meanwhile. */
  | { readonly outcome: 'stale' }

/**
 * Changes what a register says of its organisation. Pages, mails, letters and papers from now on have
 * it; papers that were made keep what stood in them. The version is 0 as long as the file holds.
 */
export async function changeOrganisation(
  context: Context,
  seen: number,
  facts: OrganisationFacts,
): Promise<ChangedOrganisation> {
  const { db, register, actor } = context
  const written = await db
    .insertInto('register_organisation')
    .columns([
      'register',
      'version',
      'foundation',
      'address',
      'postal_code_and_city',
      'email',
      'website',
      'telephone',
      'opening_hours',
      'kvk',
      'changed_by',
    ])
    .expression(
      sql`select ${register.id}, ${seen + 1}::int, ${facts.foundation}, ${facts.address.join('\n')},
        ${facts.postalCodeAndCity}, ${facts.email}, ${facts.website}, ${facts.telephone},
        ${facts.openingHours}, ${facts.kvk},
        ${actor.kind === 'account' ? actor.accountId : null}::uuid
        where ${seen}::int =
          (select coalesce(max(version), 0) from register_organisation where register = ${register.id})`,
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning('version')
    .executeTakeFirst()
  if (written === undefined) return { outcome: 'stale' }
  registerChanged(db)
  await record(context, {
    noun: 'register',
    id: register.id,
    action: 'change-organisation',
    facts: { version: written.version, ...facts },
  })
  return { outcome: 'changed' }
}

/** Which version of the organisation holds, and since when: 0 as long as it is the file. */
export async function organisationVersion(
  context: Context,
): Promise<{ readonly version: number; readonly changedAt: string | undefined }> {
  const row = await context.db
    .selectFrom('register_organisation')
    .where('register', '=', context.register.id)
    .select(['version', 'changed_at'])
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  return { version: row?.version ?? 0, changedAt: row?.changed_at }
}
