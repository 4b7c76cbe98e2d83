import { actFor } from '#domain/organisations/member/act-for.ts'
import type { MemberRole } from '#domain/organisations/member/capabilities.ts'
import { endInvitationsOf, endMember } from '#domain/organisations/member/end-member.ts'
import type { MemberEvent, MemberStatus } from '#domain/organisations/member/member.ts'
import { memberLifecycle } from '#domain/organisations/member/member.ts'
import { findOrganisationMember, managersOf } from '#domain/organisations/member/queries.ts'
import { tellOfChange } from '#domain/organisations/member/tell-members.ts'
import { accountIdOf } from '#domain/platform/actor/actor.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { may } from '#domain/platform/lifecycle/lifecycle.ts'

export type ChangedMember =
  | { readonly outcome: 'changed' | 'unchanged' | 'ended' }
  /** They are the last who manages it: somebody else has to do that first. */
  | { readonly outcome: 'last-manager' }
  /** A role is what it is about; without one somebody is removed. */
  | { readonly outcome: 'no-roles' }
  /** They had gone, or been changed by another, meanwhile. */
  | { readonly outcome: 'not-found' | 'stale' }
  | { readonly outcome: 'not-allowed' }

interface Seen {
  readonly memberId: string
  /** The version that was seen. */
  readonly version: number
}

/** A manager gives somebody who acts for the organisation other roles. */
export async function changeRoles(
  context: Context,
  organisationId: string,
  { roles, ...seen }: Seen & { readonly roles: readonly MemberRole[] },
): Promise<ChangedMember> {
  if (roles.length === 0) return { outcome: 'no-roles' }
  const found = await toChange(context, organisationId, { ...seen, event: 'change' })
  if (found.outcome !== 'found') return found
  const { organisation, member, managers, by } = found
  if (member.roles.join() === roles.join()) return { outcome: 'unchanged' }
  if (!roles.includes('manager') && isLast(managers, member.id)) return { outcome: 'last-manager' }
  await context.db
    .updateTable('organisation_member')
    .where('id', '=', member.id)
    .set((eb) => ({ roles: [...roles], version: eb('version', '+', 1) }))
    .execute()
  const { accountId } = member
  if (!roles.includes('manager')) await endInvitationsOf(context, { organisationId, accountId })
  await record(context, {
    noun: 'organisation',
    id: organisationId,
    action: 'change-roles',
    facts: {
      member: member.id,
      account: member.accountId,
      roles: [...roles],
      before: [...member.roles],
    },
  })
  await tellOfChange(context, 'roles', { organisation, member: { ...member, roles }, by })
  return { outcome: 'changed' }
}

/** A manager lets somebody act for the organisation no longer: from that moment they see nothing of it. */
export async function removeMember(
  context: Context,
  organisationId: string,
  seen: Seen,
): Promise<ChangedMember> {
  const found = await toChange(context, organisationId, { ...seen, event: 'remove' })
  if (found.outcome !== 'found') return found
  const { organisation, member, managers, by } = found
  if (isLast(managers, member.id)) return { outcome: 'last-manager' }
  await endMember(context, member.id, { status: 'ended', by })
  await record(context, {
    noun: 'organisation',
    id: organisationId,
    action: 'remove-member',
    facts: { member: member.id, account: member.accountId },
  })
  await tellOfChange(context, 'removed', { organisation, member, by })
  return { outcome: 'ended' }
}

/** Somebody stops acting for an organisation themselves. */
export async function leaveOrganisation(
  context: Context,
  organisationId: string,
): Promise<ChangedMember> {
  const acting = await actFor(context, organisationId, 'see')
  if (acting.outcome !== 'acting') return { outcome: 'not-allowed' }
  const managers = await managersOf(context, organisationId, { lock: true })
  const member = await findOrganisationMember(context, organisationId, acting.member.id, {
    lock: true,
  })
  if (member?.status !== 'active') return { outcome: 'not-found' }
  if (isLast(managers, member.id)) return { outcome: 'last-manager' }
  await endMember(context, member.id, { status: 'ended', by: member.accountId })
  await record(context, {
    noun: 'organisation',
    id: organisationId,
    action: 'leave',
    facts: { member: member.id, account: member.accountId },
  })
  await tellOfChange(context, 'left', {
    organisation: acting.organisation,
    member,
    by: member.accountId,
  })
  return { outcome: 'ended' }
}

function isLast(managers: readonly { readonly id: string }[], id: string): boolean {
  return managers.every((manager) => manager.id === id) && managers.length > 0
}

// All managers are locked first, in one order: of two who change each other at once, one finds the other changed.
async function toChange(
  context: Context,
  organisationId: string,
  { memberId, version, event }: Seen & { readonly event: MemberEvent },
) {
  const acting = await actFor(context, organisationId, 'manage-members')
  if (acting.outcome !== 'acting') return { outcome: 'not-allowed' } as const
  const managers = await managersOf(context, organisationId, { lock: true })
  const by = accountIdOf(context.actor)
  // They may have ceased to be one while they waited for the lock.
  if (!managers.some(({ accountId }) => accountId === by))
    return { outcome: 'not-allowed' } as const
  const member = await findOrganisationMember(context, organisationId, memberId, { lock: true })
  if (
    member === undefined ||
    !may<MemberStatus, MemberEvent>(memberLifecycle, member.status, event)
  ) {
    return { outcome: 'not-found' } as const
  }
  if (member.version !== version) return { outcome: 'stale' } as const
  return { outcome: 'found', organisation: acting.organisation, member, managers, by } as const
}
