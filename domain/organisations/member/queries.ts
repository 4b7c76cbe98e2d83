import { sql } from 'kysely'
import { rolesIn } from '#domain/organisations/member/capabilities.ts'
import type { MemberStatus, OrganisationMember } from '#domain/organisations/member/member.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'

// All of them see what the transaction acts for: see actForOrganisation.

/** Who acts for an organisation and who asked to, by name; the managers first. */
export async function listMembers(
  context: Pick<Context, 'db'>,
  organisationId: string,
): Promise<readonly OrganisationMember[]> {
  const rows = await members(context)
    .where('m.organisation_id', '=', organisationId)
    .where('m.status', 'in', ['asked', 'active'])
    .orderBy(sql`'manager' = any (m.roles)`, 'desc')
    .orderBy('name')
    .orderBy('m.id')
    .execute()
  return rows.map(toMember)
}

/** What stands between somebody and an organisation: that they act for it, or asked to. */
export async function memberOf(
  context: Pick<Context, 'db'>,
  organisationId: string,
  accountId: string,
  { lock = false }: { readonly lock?: boolean } = {},
): Promise<OrganisationMember | undefined> {
  if (!isUuid(organisationId)) return undefined
  const row = await members(context)
    .where('m.organisation_id', '=', organisationId)
    .where('m.account_id', '=', accountId)
    .where('m.status', 'in', ['asked', 'active'])
    .$if(lock, (query) => query.forUpdate('m'))
    .executeTakeFirst()
  return row && toMember(row)
}

/** One membership of an organisation, by its id. */
export async function findOrganisationMember(
  context: Pick<Context, 'db'>,
  organisationId: string,
  id: string,
  { lock = false }: { readonly lock?: boolean } = {},
): Promise<OrganisationMember | undefined> {
  if (!isUuid(id)) return undefined
  const row = await members(context)
    .where('m.organisation_id', '=', organisationId)
    .where('m.id', '=', id)
    .$if(lock, (query) => query.forUpdate('m'))
    .executeTakeFirst()
  return row && toMember(row)
}

/**
 * Who manages an organisation. Locked, nobody else becomes or ceases to be one meanwhile, so that of two who go
 * at once the last one stays.
 */
export async function managersOf(
  context: Pick<Context, 'db'>,
  organisationId: string,
  { lock = false }: { readonly lock?: boolean } = {},
): Promise<readonly OrganisationMember[]> {
  const rows = await members(context)
    .where('m.organisation_id', '=', organisationId)
    .where('m.status', '=', 'active')
    .where(sql<boolean>`'manager' = any (m.roles)`)
    .orderBy('m.id')
    .$if(lock, (query) => query.forUpdate('m'))
    .execute()
  return rows.map(toMember)
}

function members({ db }: Pick<Context, 'db'>) {
  return (
    db
      .selectFrom('organisation_member as m')
      .innerJoin('account as a', 'a.id', 'm.account_id')
      .leftJoin('person as p', 'p.account_id', 'a.id')
      // Nobody signs in with an account that is closed.
      .where('a.closed_at', 'is', null)
      .select(['m.id', 'm.organisation_id', 'm.account_id', 'm.roles', 'm.status', 'm.note'])
      .select(['m.asked_on', 'm.since', 'm.version', 'a.email', 'a.totp_confirmed_at'])
      .select(
        sql<string>`coalesce(nullif(concat_ws(' ', coalesce(nullif(p.first_name, ''),
        nullif(p.initials, '')), nullif(p.name_prefix, ''), nullif(p.last_name, '')), ''),
        a.email)`.as('name'),
      )
  )
}

interface Row {
  readonly id: string
  readonly organisation_id: string
  readonly account_id: string
  readonly roles: string[]
  readonly status: MemberStatus
  readonly note: string
  readonly asked_on: string | null
  readonly since: string | null
  readonly version: number
  readonly email: string
  readonly totp_confirmed_at: string | null
  readonly name: string
}

function toMember(row: Row): OrganisationMember {
  const day = (text: string | null) => (text === null ? undefined : Temporal.PlainDate.from(text))
  return {
    id: row.id,
    organisationId: row.organisation_id,
    accountId: row.account_id,
    email: row.email,
    name: row.name,
    roles: rolesIn(row.roles),
    status: row.status,
    note: row.note,
    askedOn: day(row.asked_on),
    since: day(row.since),
    secondFactor: row.totp_confirmed_at !== null,
    version: row.version,
  }
}
