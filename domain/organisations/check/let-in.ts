import { isOwnOrganisation } from '#domain/organisations/check/check-organisation.ts'
import type { AnsweredAccess } from '#domain/organisations/member/answer-access.ts'
import { settleAccess } from '#domain/organisations/member/answer-access.ts'
import type { InvitedMember } from '#domain/organisations/member/invitations.ts'
import { sendInvitation } from '#domain/organisations/member/invitations.ts'
import { managersOf } from '#domain/organisations/member/queries.ts'
import type { Organisation } from '#domain/organisations/organisation/organisation.ts'
import { hasEnded } from '#domain/organisations/organisation/organisation.ts'
import { findOrganisation } from '#domain/organisations/organisation/queries.ts'
import { actForOrganisation } from '#domain/platform/context/act-for-organisation.ts'
import type { Context } from '#domain/platform/context/context.ts'

// Where nobody manages an organisation any more, a back office lets the next one in.

type Refused = { readonly outcome: 'managed' | 'own' | 'not-found' }

/** A back office invites somebody to manage an organisation that nobody manages. */
export async function inviteManager(
  context: Context,
  organisationId: string,
  email: string,
): Promise<InvitedMember | Refused> {
  const found = await unmanaged(context, organisationId)
  if (found.outcome !== 'unmanaged') return found
  return sendInvitation(context, found.organisation, { email, roles: ['manager'] })
}

/** A back office answers somebody who asked to act for an organisation that nobody manages: they manage it then. */
export async function answerForUnmanaged(
  context: Context,
  organisationId: string,
  { memberId, granted }: { readonly memberId: string; readonly granted: boolean },
): Promise<AnsweredAccess | Refused> {
  const found = await unmanaged(context, organisationId)
  if (found.outcome !== 'unmanaged') return found
  return settleAccess(context, found.organisation, { memberId, roles: granted ? ['manager'] : [] })
}

async function unmanaged(
  context: Context,
  organisationId: string,
): Promise<{ readonly outcome: 'unmanaged'; readonly organisation: Organisation } | Refused> {
  await actForOrganisation(context, organisationId)
  const organisation = await findOrganisation(context, organisationId, { lock: true })
  if (organisation === undefined || hasEnded(organisation)) return { outcome: 'not-found' }
  if ((await managersOf(context, organisationId, { lock: true })).length > 0)
    return { outcome: 'managed' }
  if (await isOwnOrganisation(context, organisationId)) return { outcome: 'own' }
  return { outcome: 'unmanaged', organisation }
}
