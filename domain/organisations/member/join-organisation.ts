import { beginMember } from '#domain/organisations/member/begin-member.ts'
import type { MemberRole } from '#domain/organisations/member/capabilities.ts'
import { rolesIn } from '#domain/organisations/member/capabilities.ts'
import { tellOfChange } from '#domain/organisations/member/tell-members.ts'
import type { Organisation } from '#domain/organisations/organisation/organisation.ts'
import { hasEnded } from '#domain/organisations/organisation/organisation.ts'
import { findOrganisation } from '#domain/organisations/organisation/queries.ts'
import { createAccount } from '#domain/people/account/create-account.ts'
import { greetingName } from '#domain/people/account/queries.ts'
import { prepareSecondFactor } from '#domain/people/account/set-up-second-factor.ts'
import { startSession } from '#domain/people/account/start-session.ts'
import { useLink } from '#domain/people/account/use-link.ts'
import { record } from '#domain/platform/audit/record.ts'
import { actForOrganisation } from '#domain/platform/context/act-for-organisation.ts'
import type { Context } from '#domain/platform/context/context.ts'

export type JoinedOrganisation =
  | {
      readonly outcome: 'joined'
      readonly organisationId: string
      readonly accountId: string
      /** Of a new session, where nobody had signed in. */
      readonly token: string | undefined
    }
  | { readonly outcome: 'used' | 'expired' | 'unknown' }

/** What an invitation says; undefined where its organisation is not there any more. */
export async function invitedTo(
  context: Context,
  details: Readonly<Record<string, unknown>>,
): Promise<
  { readonly organisation: Organisation; readonly roles: readonly MemberRole[] } | undefined
> {
  const { organisation: id, roles } = details
  if (typeof id !== 'string' || !Array.isArray(roles)) return undefined
  const found = await findOrganisation(context, id)
  // Whatever it went on in, the invitation goes on there too.
  const organisation =
    found?.mergedInto === undefined ? found : await findOrganisation(context, found.mergedInto)
  if (organisation === undefined || hasEnded(organisation)) return undefined
  return { organisation, roles: rolesIn(roles.map(String)) }
}

/**
 * Takes an invitation: with the account that has signed in, or else with that of the invited address, which is
 * made where there is none and signed in by the link. The second step is asked before anything is seen.
 */
export async function joinOrganisation(
  context: Context,
  token: string,
  typed: { readonly password: string | undefined; readonly userAgent: string },
): Promise<JoinedOrganisation> {
  const { actor, db } = context
  const link = await useLink(context, 'join-organisation', token)
  if (link.outcome !== 'usable') return link
  const invited = await invitedTo(context, link.details)
  if (invited === undefined) return { outcome: 'unknown' }
  const { organisation, roles } = invited
  const own = actor.kind === 'account' ? actor : undefined
  const { password } = typed
  const accountId =
    own?.accountId ??
    (
      await createAccount(context, {
        email: link.email,
        ...(password === undefined ? {} : { password }),
      })
    ).accountId
  const email = own?.email ?? link.email
  await actForOrganisation(context, organisation.id)
  const begun = await beginMember(context, { organisationId: organisation.id, accountId, roles })
  await record(context, {
    noun: 'organisation',
    id: organisation.id,
    action: 'join',
    facts: { member: begun.id, account: accountId, invited: link.email, roles: [...roles] },
  })
  const name = await greetingName(db, accountId, email)
  await tellOfChange(context, 'joined', {
    organisation,
    member: { accountId, email, name, roles: begun.roles },
    by: undefined,
  })
  if (own !== undefined) {
    return { outcome: 'joined', organisationId: organisation.id, accountId, token: undefined }
  }
  await prepareSecondFactor(context, accountId)
  const session = await startSession(context, {
    accountId,
    method: 'link',
    secondFactor: false,
    userAgent: typed.userAgent,
  })
  return { outcome: 'joined', organisationId: organisation.id, accountId, token: session }
}
