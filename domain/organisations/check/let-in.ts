import { isOwnOrganisation } from '#domain/organisations/check/check-organisation.ts'
import type { AnsweredAccess } from '#domain/organisations/member/answer-access.ts'
import { settleAccess } from '#domain/organisations/member/answer-access.ts'
import type { InvitedMember } from '#domain/organisations/member/invitations.ts'
import { sendInvitation } from '#domain/organisations/member/invitations.ts'
import { managersOf } from '#domain/organisations/member/queries.ts'
import type {
  Organisation,
  OrganisationEvent,
  OrganisationStatus,
} from '#domain/organisations/organisation/organisation.ts'
import { hasEnded, organisationLifecycle } from '#domain/organisations/organisation/organisation.ts'
import { findOrganisation } from '#domain/organisations/organisation/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import { actForOrganisation } from '#domain/platform/context/act-for-organisation.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { next } from '#domain/platform/lifecycle/lifecycle.ts'

// Where nobody manages an organisation any more, a back office lets the next one in. One that was closed is open
// again by that, and waits to be checked as a new one does.

type Refused = { readonly outcome: 'managed' | 'own' | 'not-found' }

/** A back office invites somebody to manage an organisation that nobody manages, and opens it where it was closed. */
export async function inviteManager(
  context: Context,
  organisationId: string,
  email: string,
): Promise<InvitedMember | Refused> {
  await actForOrganisation(context, organisationId)
  await openAgain(context, await findOrganisation(context, organisationId, { lock: true }))
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

// Nobody acts for a closed one, so that no colleague needs to do it.
async function openAgain(context: Context, closed: Organisation | undefined): Promise<void> {
  const status =
    closed &&
    next<OrganisationStatus, OrganisationEvent>(organisationLifecycle, closed.status, 'reopen')
  if (closed === undefined || status === undefined) return
  const { db, today } = context
  await db
    .updateTable('organisation')
    .where('id', '=', closed.id)
    .set((eb) => ({
      ...{ status, closed_on: null, waits_since: today.toString() },
      version: eb('version', '+', 1),
    }))
    .execute()
  const facts = { name: closed.name }
  await record(context, { noun: 'organisation', id: closed.id, action: 'reopen', facts })
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
