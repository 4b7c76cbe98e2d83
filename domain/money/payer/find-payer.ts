import { mayFor } from '#domain/organisations/member/capabilities.ts'
import { listMembers } from '#domain/organisations/member/queries.ts'
import { findOrganisation } from '#domain/organisations/organisation/queries.ts'
import { addresseeOf } from '#domain/people/person/person.ts'
import type { Member } from '#domain/people/registration/queries.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { hasLeft } from '#domain/people/registration/registration.ts'
import { lookForOrganisation } from '#domain/platform/context/act-for-organisation.ts'
import type { Context } from '#domain/platform/context/context.ts'
import type { Recipient } from '#domain/platform/message/write-message.ts'
import type { Addressee } from '#papers/register.ts'

/** Whose an invoice is, as its row says: a registration or an organisation, and never both. */
export interface Owed {
  readonly registrationId: string | undefined
  readonly organisationId: string | undefined
}

/** Name and address of whoever owes an invoice, in parts; the country by two capital letters. */
export interface Buyer {
  readonly name: string
  readonly street: string
  readonly postcode: string
  readonly city: string
  readonly country: string
}

/** Who owes an invoice. */
export interface Payer extends Owed {
  /** The person, where it is not an organisation. */
  readonly member: Member | undefined
  readonly name: string
  /** What stands above the invoice. */
  readonly addressee: Addressee
  /** The same in its parts, for an invoice that is data. */
  readonly buyer: Buyer
  /** To whom is written; nobody where nobody can be reached. */
  readonly recipients: readonly Recipient[]
  /** Whether they do not take part any more, so that what is owed may be written off. */
  readonly left: boolean
}

/** Who owes an invoice; a registration is locked where that is asked. */
export async function findPayer(
  context: Context,
  { registrationId, organisationId }: Owed,
  options: { readonly lock?: boolean } = {},
): Promise<Payer | undefined> {
  if (organisationId !== undefined) return payingOrganisation(context, organisationId)
  if (registrationId === undefined) return undefined
  const member = await findMember(context, registrationId, options)
  return member && payingMember(member)
}

/** Somebody as whoever owes an invoice of their own. */
export function payingMember(member: Member): Payer {
  const { registrationId, name, email, accountId, person, status } = member
  return {
    registrationId,
    organisationId: undefined,
    member,
    name,
    addressee: addresseeOf(person),
    buyer: {
      name,
      street: `${person.street} ${person.houseNumber}`.trim(),
      postcode: person.postcode,
      city: person.city,
      country: person.country,
    },
    recipients: email === '' ? [] : [{ name, address: email, accountId }],
    left: hasLeft.has(status),
  }
}

/** An organisation as whoever owes an invoice: those of its members who see its invoices are written to. */
export async function payingOrganisation(
  context: Context,
  organisationId: string,
): Promise<Payer | undefined> {
  const organisation = await findOrganisation(context, organisationId)
  if (organisation === undefined) return undefined
  // What went on in another is paid by that.
  const acting = organisation.mergedInto ?? organisationId
  const members = await lookForOrganisation(context, acting, (there) => listMembers(there, acting))
  const { name, street, houseNumber, postcode, city, status } = organisation
  return {
    registrationId: undefined,
    organisationId,
    member: undefined,
    name,
    addressee: {
      name,
      addressLines: [`${street} ${houseNumber}`.trim(), `${postcode}  ${city}`.trim()],
    },
    buyer: { name, street: `${street} ${houseNumber}`.trim(), postcode, city, country: 'NL' },
    recipients: members
      .filter((one) => one.status === 'active' && mayFor(one.roles, 'see-invoices'))
      .map((one) => ({ name: one.name, address: one.email, accountId: one.accountId })),
    left: status === 'closed',
  }
}

/** Whose it is, for a record. */
export function whose({ registrationId, organisationId }: Owed): Readonly<Record<string, string>> {
  if (organisationId !== undefined) return { organisation: organisationId }
  return registrationId === undefined ? {} : { registration: registrationId }
}
