import { sql } from 'kysely'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { registerChanged } from '#domain/platform/context/current-register.ts'
import type { Register } from '#regulations/register.ts'

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
export function changeOrganisation(
  context: Context,
  seen: number,
  facts: OrganisationFacts,
): Promise<ChangedOrganisation> {
  return write(context, seen, facts, false)
}

/** Lets the file of the register say again what its organisation is, from now on and as it changes. */
export function restoreOrganisation(context: Context, seen: number): Promise<ChangedOrganisation> {
  return write(context, seen, organisationOfFile(context), true)
}

/** What the file of the register says of its organisation. */
export function organisationOfFile({ platform, register }: Context): OrganisationFacts {
  return organisationFacts(platform.registers.get(register.id) ?? register)
}

/** What a register says of its organisation, as far as it is set on a page. */
export function organisationFacts({ organisation }: Register): OrganisationFacts {
  const { foundation, address, postalCodeAndCity, email, website, kvk } = organisation
  const { telephone = '', openingHours = '' } = organisation
  return {
    foundation,
    address,
    postalCodeAndCity,
    email,
    website,
    telephone,
    openingHours,
    kvk,
  }
}

async function write(
  context: Context,
  seen: number,
  facts: OrganisationFacts,
  fromFile: boolean,
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
      'from_file',
    ])
    .expression(
      sql`select ${register.id}, ${seen + 1}::int, ${facts.foundation}, ${facts.address.join('\n')},
        ${facts.postalCodeAndCity}, ${facts.email}, ${facts.website}, ${facts.telephone},
        ${facts.openingHours}, ${facts.kvk},
        ${actor.kind === 'account' ? actor.accountId : null}::uuid, ${fromFile}::boolean
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
    action: fromFile ? 'restore-organisation' : 'change-organisation',
    facts: { version: written.version, ...facts },
  })
  return { outcome: 'changed' }
}

/** One time that it was changed: what it became, and by whom. */
export interface OrganisationVersion {
  readonly version: number
  readonly facts: OrganisationFacts
  readonly changedAt: string
  /** By what name the account goes that changed it; empty when it is gone by now. */
  readonly changedBy: string
  /** The file held from then on. */
  readonly fromFile: boolean
}

/** What it was over time, the newest first; empty as long as only the file held. */
export async function organisationVersions(
  context: Context,
): Promise<readonly OrganisationVersion[]> {
  const rows = await context.db
    .selectFrom('register_organisation')
    .leftJoin('account', 'account.id', 'changed_by')
    .leftJoin('person', 'person.account_id', 'account.id')
    .where('register', '=', context.register.id)
    .selectAll('register_organisation')
    .select(['account.email as account_email', 'first_name', 'name_prefix', 'last_name'])
    .orderBy('version', 'desc')
    .execute()
  return rows.map((row) => ({
    version: row.version,
    facts: {
      foundation: row.foundation,
      address: row.address.split('\n'),
      postalCodeAndCity: row.postal_code_and_city,
      email: row.email,
      website: row.website,
      telephone: row.telephone,
      openingHours: row.opening_hours,
      kvk: row.kvk,
    },
    changedAt: row.changed_at,
    changedBy:
      [row.first_name, row.name_prefix, row.last_name].filter(Boolean).join(' ') ||
      (row.account_email ?? ''),
    fromFile: row.from_file,
  }))
}

/** Which version of the organisation holds, and since when: 0 as long as nothing was changed. */
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
