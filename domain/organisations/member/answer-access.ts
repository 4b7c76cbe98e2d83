import { actFor } from '#domain/organisations/member/act-for.ts'
import { beginMember } from '#domain/organisations/member/begin-member.ts'
import type { MemberRole } from '#domain/organisations/member/capabilities.ts'
import { roleNames } from '#domain/organisations/member/capabilities.ts'
import { endMember } from '#domain/organisations/member/end-member.ts'
import type { MemberEvent, MemberStatus } from '#domain/organisations/member/member.ts'
import { memberLifecycle } from '#domain/organisations/member/member.ts'
import { findOrganisationMember } from '#domain/organisations/member/queries.ts'
import { tellMember, tellOfChange } from '#domain/organisations/member/tell-members.ts'
import type { Organisation } from '#domain/organisations/organisation/organisation.ts'
import { accountIdOf } from '#domain/platform/actor/actor.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { may } from '#domain/platform/lifecycle/lifecycle.ts'
import { accessAnswered } from '#mail/organisation.ts'

export type AnsweredAccess =
  | { readonly outcome: 'granted' | 'refused' }
  /** It was answered or taken back meanwhile. */
  | { readonly outcome: 'not-found' }
  | { readonly outcome: 'not-allowed' }

/** What is answered: what they become; none says no. */
interface Answer {
  readonly memberId: string
  readonly roles: readonly MemberRole[]
}

/** A manager answers somebody who asked to act for the organisation. */
export async function answerAccess(
  context: Context,
  organisationId: string,
  answer: Answer,
): Promise<AnsweredAccess> {
  const acting = await actFor(context, organisationId, 'manage-members', { lock: true })
  if (acting.outcome !== 'acting') return { outcome: 'not-allowed' }
  return settleAccess(context, acting.organisation, answer)
}

/** Answers it, in a transaction that acts for the organisation, by whoever may. */
export async function settleAccess(
  context: Context,
  organisation: Organisation,
  { memberId, roles }: Answer,
): Promise<AnsweredAccess> {
  const member = await findOrganisationMember(context, organisation.id, memberId, { lock: true })
  if (
    member === undefined ||
    !may<MemberStatus, MemberEvent>(memberLifecycle, member.status, 'grant')
  ) {
    return { outcome: 'not-found' }
  }
  const by = accountIdOf(context.actor)
  const granted = roles.length > 0
  const { accountId } = member
  if (granted) {
    await beginMember(context, { organisationId: organisation.id, accountId, roles, settledBy: by })
  } else await endMember(context, member.id, { status: 'refused', by })
  await record(context, {
    noun: 'organisation',
    id: organisation.id,
    action: granted ? 'grant-access' : 'refuse-access',
    facts: { member: member.id, account: accountId, roles: [...roles] },
  })
  await tellMember(context, 'organisation-access-answered', member, (facts) =>
    accessAnswered({
      ...facts,
      organisation: organisation.name,
      granted,
      roles: roles.map((role) => roleNames[role]),
    }),
  )
  if (granted) {
    await tellOfChange(context, 'joined', { organisation, member: { ...member, roles }, by })
  }
  return { outcome: granted ? 'granted' : 'refused' }
}
