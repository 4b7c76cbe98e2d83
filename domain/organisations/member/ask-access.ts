import { sql } from 'kysely'
import { endMember } from '#domain/organisations/member/end-member.ts'
import type { MemberEvent, MemberStatus } from '#domain/organisations/member/member.ts'
import { memberLifecycle } from '#domain/organisations/member/member.ts'
import { memberOf } from '#domain/organisations/member/queries.ts'
import { tellManagers } from '#domain/organisations/member/tell-members.ts'
import { hasEnded } from '#domain/organisations/organisation/organisation.ts'
import { findOrganisation } from '#domain/organisations/organisation/queries.ts'
import { greetingName } from '#domain/people/account/queries.ts'
import { accountIdOf } from '#domain/platform/actor/actor.ts'
import { record } from '#domain/platform/audit/record.ts'
import { actForOrganisation } from '#domain/platform/context/act-for-organisation.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { may } from '#domain/platform/lifecycle/lifecycle.ts'
import { accessAsked } from '#mail/organisation.ts'

/** How long what somebody writes who asks to act for an organisation may be. */
export const mostNote = 500

/** How many organisations one account can be asking at once, so that nobody is pestered. */
const mostAsked = 5

export type AskedAccess =
  | { readonly outcome: 'asked' }
  /** They act for it, or asked already. */
  | { readonly outcome: 'member' | 'asked-already' }
  | { readonly outcome: 'not-found' | 'too-many' }

/**
 * Asks the managers of an organisation to act for it; nothing of it is seen until one of them says so. Where it
 * has none, a back office answers.
 */
export async function askAccess(
  context: Context,
  organisationId: string,
  note: string,
): Promise<AskedAccess> {
  const { db, actor, today } = context
  if (actor.kind !== 'account') return { outcome: 'not-found' }
  const { accountId, email } = actor
  await actForOrganisation(context, organisationId)
  const organisation = await findOrganisation(context, organisationId)
  if (organisation === undefined || hasEnded(organisation)) return { outcome: 'not-found' }
  const known = await memberOf(context, organisationId, accountId)
  if (known !== undefined)
    return { outcome: known.status === 'active' ? 'member' : 'asked-already' }
  if ((await askedBy(context, organisationId)) >= mostAsked) return { outcome: 'too-many' }
  const asked = await db
    .insertInto('organisation_member')
    .values({
      organisation_id: organisationId,
      account_id: accountId,
      roles: [],
      status: 'asked',
      note: note.trim().slice(0, mostNote),
      asked_on: today.toString(),
    })
    .onConflict((conflict) =>
      conflict
        .columns(['organisation_id', 'account_id'])
        .where(sql<boolean>`status in ('asked', 'active')`)
        .doNothing(),
    )
    .returning('id')
    .executeTakeFirst()
  if (asked === undefined) return { outcome: 'asked-already' }
  // An account with which somebody waits for an answer is in use.
  await db
    .updateTable('account')
    .where('id', '=', accountId)
    .where('unused_since', 'is not', null)
    .set({ unused_since: today.toString() })
    .execute()
  await record(context, {
    noun: 'organisation',
    id: organisationId,
    action: 'ask-access',
    facts: { member: asked.id, account: accountId },
  })
  const name = await greetingName(db, accountId, email)
  const asker = name === email ? email : `${name} (${email})`
  await tellManagers(
    context,
    'organisation-access-asked',
    { organisation: organisationId, but: [] },
    (facts) => accessAsked({ ...facts, organisation: organisation.name, asker }),
  )
  return { outcome: 'asked' }
}

// Of all organisations: for that the transaction looks past this one for a moment.
async function askedBy(context: Context, organisationId: string): Promise<number> {
  await actForOrganisation(context, '*')
  const { count } = await context.db
    .selectFrom('organisation_member')
    .where('account_id', '=', accountIdOf(context.actor) ?? '')
    .where('status', '=', 'asked')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  await actForOrganisation(context, organisationId)
  return count
}

/** Takes back that one asked to act for an organisation. */
export async function withdrawAccess(
  context: Context,
  organisationId: string,
): Promise<{ readonly outcome: 'withdrawn' | 'not-found' }> {
  const account = accountIdOf(context.actor)
  if (account === undefined) return { outcome: 'not-found' }
  await actForOrganisation(context, organisationId)
  const member = await memberOf(context, organisationId, account, { lock: true })
  if (
    member === undefined ||
    !may<MemberStatus, MemberEvent>(memberLifecycle, member.status, 'withdraw')
  ) {
    return { outcome: 'not-found' }
  }
  await endMember(context, member.id, { status: 'withdrawn', by: account })
  await record(context, {
    noun: 'organisation',
    id: organisationId,
    action: 'withdraw-access',
    facts: { member: member.id, account },
  })
  return { outcome: 'withdrawn' }
}
