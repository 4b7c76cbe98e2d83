import type { Capability } from '#domain/organisations/member/capabilities.ts'
import { capabilities, mayFor } from '#domain/organisations/member/capabilities.ts'
import type { OrganisationMember } from '#domain/organisations/member/member.ts'
import { memberOf } from '#domain/organisations/member/queries.ts'
import type { Organisation } from '#domain/organisations/organisation/organisation.ts'
import { hasEnded } from '#domain/organisations/organisation/organisation.ts'
import { findOrganisation } from '#domain/organisations/organisation/queries.ts'
import { accountIdOf } from '#domain/platform/actor/actor.ts'
import { actForOrganisation } from '#domain/platform/context/act-for-organisation.ts'
import type { Context } from '#domain/platform/context/context.ts'

/** Whether who acts may do something for an organisation. */
export type Acting =
  | {
      readonly outcome: 'acting'
      readonly organisation: Organisation
      readonly member: OrganisationMember
    }
  /** They do not act for it, or not in a role that may; to them it is not there. */
  | { readonly outcome: 'not-allowed' }
  /** They may, once somebody has looked who the organisation is. */
  | { readonly outcome: 'not-checked'; readonly organisation: Organisation }

/**
 * Goes on for an organisation, where who acts may do this for it: what is of it is seen from here on in this
 * transaction. Locked, their membership does not end meanwhile.
 */
export async function actFor(
  context: Context,
  organisationId: string,
  capability: Capability,
  { lock = false }: { readonly lock?: boolean } = {},
): Promise<Acting> {
  await actForOrganisation(context, organisationId)
  return actsFor(context, organisationId, capability, { lock })
}

/** The same where the transaction sees what is of the organisation already. */
export async function actsFor(
  context: Context,
  organisationId: string,
  capability: Capability,
  { lock = false }: { readonly lock?: boolean } = {},
): Promise<Acting> {
  const account = accountIdOf(context.actor)
  if (account === undefined) return { outcome: 'not-allowed' }
  const member = await memberOf(context, organisationId, account, { lock })
  if (member?.status !== 'active' || !mayFor(member.roles, capability))
    return { outcome: 'not-allowed' }
  const organisation = await findOrganisation(context, organisationId)
  if (organisation === undefined || hasEnded(organisation)) return { outcome: 'not-allowed' }
  if (capabilities[capability].checked && organisation.status !== 'checked') {
    return { outcome: 'not-checked', organisation }
  }
  return { outcome: 'acting', organisation, member }
}
