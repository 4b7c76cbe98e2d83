import type {
  Organisation,
  OrganisationKind,
} from '#domain/organisations/organisation/organisation.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'

/** An organisation, also one that went on in another; locked until the end of the transaction where asked. */
export async function findOrganisation(
  { db }: Pick<Context, 'db'>,
  id: string,
  { lock = false }: { readonly lock?: boolean } = {},
): Promise<Organisation | undefined> {
  if (!isUuid(id)) return undefined
  const row = await db
    .selectFrom('organisation')
    .where('id', '=', id)
    .select(columns)
    .$if(lock, (query) => query.forUpdate())
    .executeTakeFirst()
  return row && toOrganisation(row)
}

/** Every organisation that did not go on in another and was not closed, by name. */
export async function everyOrganisation({
  db,
}: Pick<Context, 'db'>): Promise<readonly Organisation[]> {
  const rows = await db
    .selectFrom('organisation')
    .where('status', 'not in', ['merged', 'closed'])
    .select(columns)
    .orderBy('name')
    .orderBy('id')
    .execute()
  return rows.map(toOrganisation)
}

/** The organisations that were closed, the last first. */
export async function closedOrganisations({
  db,
}: Pick<Context, 'db'>): Promise<readonly Organisation[]> {
  const rows = await db
    .selectFrom('organisation')
    .where('status', '=', 'closed')
    .select(columns)
    .orderBy('closed_on', 'desc')
    .orderBy('id')
    .execute()
  return rows.map(toOrganisation)
}

const columns = [
  ...(['id', 'name', 'trade_names', 'kinds', 'kvk', 'street', 'house_number', 'postcode'] as const),
  ...(['city', 'website', 'mail_domain', 'contact_email', 'contact_phone', 'status'] as const),
  ...([
    'waits_since',
    'signed_up_in',
    'signed_up_on',
    'merged_into',
    'closed_on',
    'version',
  ] as const),
] as const

interface Row {
  readonly id: string
  readonly name: string
  readonly trade_names: string[]
  readonly kinds: string[]
  readonly kvk: string | null
  readonly street: string
  readonly house_number: string
  readonly postcode: string
  readonly city: string
  readonly website: string
  readonly mail_domain: string
  readonly contact_email: string
  readonly contact_phone: string
  readonly status: Organisation['status']
  readonly waits_since: string
  readonly signed_up_in: string
  readonly signed_up_on: string
  readonly merged_into: string | null
  readonly closed_on: string | null
  readonly version: number
}

function toOrganisation(row: Row): Organisation {
  return {
    id: row.id,
    name: row.name,
    tradeNames: row.trade_names,
    kinds: row.kinds as OrganisationKind[],
    kvk: row.kvk ?? undefined,
    street: row.street,
    houseNumber: row.house_number,
    postcode: row.postcode,
    city: row.city,
    website: row.website,
    mailDomain: row.mail_domain,
    contactEmail: row.contact_email,
    contactPhone: row.contact_phone,
    status: row.status,
    waitsSince: Temporal.PlainDate.from(row.waits_since),
    signedUpIn: row.signed_up_in,
    signedUpOn: Temporal.PlainDate.from(row.signed_up_on),
    mergedInto: row.merged_into ?? undefined,
    closedOn: row.closed_on === null ? undefined : Temporal.PlainDate.from(row.closed_on),
    version: row.version,
  }
}
